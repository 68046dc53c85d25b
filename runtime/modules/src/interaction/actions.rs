//! What do the actions of the interaction module do?

use scxml_runtime::{Action, ActionElement, Data};

use super::Named;
use crate::modules::Ordered;
use crate::request::Request;
use crate::{Destination, Modules, Ports, attributes};

impl Modules {
    pub(crate) fn interaction_action(
        &mut self,
        request: Request,
        action: &Action,
        ports: &mut dyn Ports,
    ) {
        let element = &action.element;
        if action.name == "attach" {
            return match attributes::text(element, "interactionid") {
                Ok(Some(id)) => self.attach(&request, &id, ports),
                _ => self.deliver(request.no_interaction(None)),
            };
        }
        let id = match self.named(&request.session, element) {
            Named::Own(id) => id,
            // Generated applications detach a call before they redirect it.
            Named::Nothing(Some(id)) if action.name == "redirect" && self.is_nobodys(&id) => id,
            Named::Nothing(id) if action.name == "associate" => {
                let description =
                    format!("this session has no interaction '{}'", id.unwrap_or_default());
                return self.deliver(request.failed("nointeraction", description));
            }
            Named::Nothing(id) => return self.deliver(request.no_interaction(id.as_deref())),
        };
        match action.name {
            "detach" => self.detach(&request, &id, ports),
            "associate" => match attributes::text(element, "sessionid") {
                Ok(Some(session)) => self.associate(&request, &id, &session, ports),
                _ => self.deliver(request.failed("unknown", "associate:sessionid has no value")),
            },
            "accept" => self.accept(request, id, element, ports),
            "terminate" => {
                let order = self.order(Ordered::Action(
                    request,
                    vec![("interactionid", Data::from(id.as_str()))],
                ));
                ports.release(order, &id, None);
            }
            "clear" => self.clear(request, id, element, ports),
            "redirect" => self.redirect(request, id, element, ports),
            other => unreachable!("the schema supports interaction:{other}, so it has a row here"),
        }
    }

    fn accept(
        &mut self,
        request: Request,
        id: String,
        element: &ActionElement,
        ports: &mut dyn Ports,
    ) {
        match attributes::device(element, "resource") {
            Ok(Some(device)) => {
                let order = self.order(Ordered::Action(
                    request,
                    vec![("interactionid", Data::from(id.as_str()))],
                ));
                ports.answer(order, &id, &device.number);
            }
            Ok(None) => self.deliver(request.failed("unknown", "accept:resource has no value")),
            Err(description) => self.deliver(request.failed("unknown", description)),
        }
    }

    fn clear(
        &mut self,
        request: Request,
        id: String,
        element: &ActionElement,
        ports: &mut dyn Ports,
    ) {
        match attributes::device(element, "resource") {
            Ok(Some(device)) => {
                let resource = Data::from(device.number.as_str());
                let properties =
                    vec![("interactionid", Data::from(id.as_str())), ("resource", resource)];
                let order = self.order(Ordered::Action(request, properties));
                ports.release(order, &id, Some(&device.number));
            }
            Ok(None) => self.deliver(request.failed("unknown", "clear:resource has no value")),
            Err(description) => self.deliver(request.failed("unknown", description)),
        }
    }

    fn redirect(
        &mut self,
        request: Request,
        id: String,
        element: &ActionElement,
        ports: &mut dyn Ports,
    ) {
        let (to, detach) = match (
            attributes::device(element, "to"),
            attributes::boolean(element, "detach", false),
        ) {
            (Ok(Some(to)), Ok(detach)) => (to, detach),
            (Ok(None), _) => {
                return self
                    .deliver(request.failed("invaliddestination", "redirect:to has no value"));
            }
            (Err(description), _) => {
                return self.deliver(request.failed("invaliddestination", description));
            }
            (_, Err(description)) => return self.deliver(request.failed("unknown", description)),
        };
        match attributes::device(element, "from") {
            Ok(Some(from)) if !self.has_party(&id, &from.number) => {
                let description = format!("the interaction is not at '{}'", from.number);
                return self.deliver(request.failed("unknown", description));
            }
            Ok(_) => {}
            Err(description) => return self.deliver(request.failed("unknown", description)),
        }
        if detach {
            self.lose(&id, super::ownership::Loss::Detach, ports);
        }
        let destination =
            Destination { number: to.number, switch: to.switch, agent: None, place: None };
        let order = self.order(Ordered::Redirect(request, id.clone()));
        ports.route(order, &id, &destination);
    }

    /// Whether it is alive and no session owns it.
    fn is_nobodys(&self, id: &str) -> bool {
        self.interactions.get(id).is_some_and(|interaction| interaction.owner.is_none())
    }

    /// Whether a device is one of the call's.
    pub(crate) fn has_party(&self, id: &str, device: &str) -> bool {
        let parties = self.interactions.get(id).map(|i| &i.call.parties);
        parties.into_iter().flatten().any(|party| party.device == device)
    }
}
