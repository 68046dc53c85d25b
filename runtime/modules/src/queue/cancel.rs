//! How does a submit end without an answer of its own? It is cancelled, or its interaction or its session is gone.

use scxml_runtime::ActionElement;

use super::router::{Stage, Submit};
use crate::interaction::Named;
use crate::request::Request;
use crate::{Modules, Ports, attributes};

impl Modules {
    /// `<cancel>`
    pub(crate) fn cancel(
        &mut self,
        request: &Request,
        element: &ActionElement,
        ports: &mut dyn Ports,
    ) {
        let id = attributes::text(element, "requestid").ok().flatten().unwrap_or_default();
        let request = request.named(&id);
        let of =
            match element.attribute("interactionid").map(|_| self.named(&request.session, element))
            {
                None => self.sessions.get(&request.session).cloned().unwrap_or_default(),
                Some(Named::Own(id)) => vec![id],
                Some(Named::Nothing(id)) => {
                    return self.deliver(request.no_interaction(id.as_deref()));
                }
            };
        let pending = of.iter().flat_map(|interaction| self.router.of(interaction));
        let named = pending
            .filter_map(|number| Some((number, self.router.get(number)?)))
            .find(|(_, s)| s.request.id == id && s.request.session == request.session);
        match named {
            Some((_, submit)) if matches!(submit.stage, Stage::Routing(..)) => {
                self.deliver(
                    request.failed("invalidstate.routed", "a target has been found already"),
                );
            }
            Some((number, _)) => {
                if let Some(submit) = self.withdraw(number) {
                    self.end_series(number, &submit.interaction, ports);
                }
                self.deliver(request.done([]));
            }
            None => {
                let description = format!("no submit with the request id '{id}' is pending");
                self.deliver(request.failed("unknown", description));
            }
        }
    }

    /// The interaction is over, or elsewhere, or not the session's any more. Who has heard of a timeout hears no more.
    pub(crate) fn cancel_submits(&mut self, interaction: &str, ports: &mut dyn Ports) {
        let mut freed = Vec::new();
        for number in self.router.of(interaction) {
            let Some(submit) = self.withdraw(number) else { continue };
            if !submit.reported {
                self.deliver(
                    submit.request.failed("cancelled", "the interaction is elsewhere or over"),
                );
            }
            if let Stage::Routing(_, choice) = submit.stage {
                freed.push(choice.agent);
            }
        }
        for agent in freed {
            self.offer(&agent, ports);
        }
    }

    /// The session that owned the interaction is over. A call that is on its way goes on.
    pub(crate) fn forget_submits(&mut self, interaction: &str) {
        for number in self.router.of(interaction) {
            if self.router.get(number).is_some_and(|s| matches!(s.stage, Stage::Waiting)) {
                self.withdraw(number);
            }
        }
    }

    /// Takes a submit out, and its target's reservation with it.
    fn withdraw(&mut self, number: u64) -> Option<Submit> {
        let submit = self.router.remove(number)?;
        self.timers.stop(submit.timer);
        if let Stage::Routing(order, choice) = &submit.stage {
            self.orders.remove(order);
            self.router.reserved.remove(&choice.agent);
        }
        Some(submit)
    }

    /// Two calls have become one.
    pub(crate) fn move_submits(&mut self, from: &str, to: &str) {
        self.router.move_all(from, to);
    }
}
