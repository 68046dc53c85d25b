//! How do treatments run? One at a time on a call; a new one ends the one before; one with a duration is ended by a
//! timer, any other by its end at the switch.

mod prompts;

use scxml_runtime::{Action, ActionElement};

use crate::attributes::{self, Bad};
use crate::interaction::Named;
use crate::modules::Ordered;
use crate::request::Request;
use crate::timers::Timer;
use crate::{Due, Fault, Modules, Order, Ports, Treatment};

/// A treatment that runs.
#[derive(Clone, Debug)]
pub(crate) struct Playing {
    request: Request,
    interaction: String,
    timer: Option<Due>,
}

impl Modules {
    /// `<playsound>` and `<play>`
    pub(crate) fn treat(&mut self, request: Request, action: &Action, ports: &mut dyn Ports) {
        let element = &action.element;
        let treatment = match action.name {
            "playsound" => sound(element),
            "play" => prompts::announcement(element),
            other => unreachable!("the schema supports dialog:{other}, so it has a row here"),
        };
        let interaction = match self.named(&request.session, element) {
            Named::Own(id) => id,
            Named::Nothing(id) => return self.deliver(request.no_interaction(id.as_deref())),
        };
        let treatment = match treatment {
            Ok(treatment) => treatment,
            Err(description) => {
                return self.deliver(request.failed("invalidattribute", description));
            }
        };
        self.end_treatments(
            |p| p.interaction == interaction,
            "another treatment was started",
            ports,
        );
        let order = self.order(Ordered::Treatment);
        let timer = match &treatment {
            Treatment::Sound { duration: Some(duration), .. } => {
                Some(self.timers.start(*duration, Timer::Treatment(order), ports))
            }
            _ => None,
        };
        ports.play(order, &interaction, &treatment);
        self.treatments.insert(order, Playing { request, interaction, timer });
    }

    /// `<stop>`: the treatment's own request is answered as cancelled.
    pub(crate) fn stop(
        &mut self,
        request: &Request,
        element: &ActionElement,
        ports: &mut dyn Ports,
    ) {
        let named = attributes::text(element, "requestid").ok().flatten().unwrap_or_default();
        let session = &request.session;
        let runs = self
            .treatments
            .values()
            .any(|p| p.request.id == named && p.request.session == *session);
        if runs {
            self.deliver(request.named(&named).done([]));
            self.end_treatments(
                |p| p.request.id == named && p.request.session == *session,
                "it was stopped",
                ports,
            );
        } else {
            let description = format!("no treatment with the request id '{named}' runs");
            self.deliver(request.named(&named).failed("unknown", description));
        }
    }

    /// A treatment has played as long as it was meant to.
    pub(crate) fn treatment_elapsed(&mut self, order: Order, ports: &mut dyn Ports) {
        if self.orders.remove(&order).is_some() {
            ports.stop(order);
            self.treatment_over(order, None);
        }
    }

    /// The switch has ended a treatment, or cannot play it.
    pub(crate) fn treatment_over(&mut self, order: Order, fault: Option<&Fault>) {
        let Some(playing) = self.treatments.remove(&order) else { return };
        self.timers.stop(playing.timer);
        self.deliver(match fault {
            None => playing.request.done([]),
            Some(fault) => playing.request.faulted(fault),
        });
    }

    /// The session has the call no longer, or the call is elsewhere.
    pub(crate) fn cancel_treatments(&mut self, interaction: &str, ports: &mut dyn Ports) {
        self.end_treatments(
            |p| p.interaction == interaction,
            "the interaction is elsewhere or over",
            ports,
        );
    }

    /// Two calls have become one.
    pub(crate) fn move_treatments(&mut self, from: &str, to: &str) {
        for playing in self.treatments.values_mut().filter(|p| p.interaction == from) {
            to.clone_into(&mut playing.interaction);
        }
    }

    fn end_treatments(
        &mut self,
        which: impl Fn(&Playing) -> bool,
        why: &str,
        ports: &mut dyn Ports,
    ) {
        let ended: Vec<Order> =
            self.treatments.iter().filter(|(_, p)| which(p)).map(|(order, _)| *order).collect();
        for order in ended {
            self.orders.remove(&order);
            ports.stop(order);
            let playing = self.treatments.remove(&order).expect("it was just found");
            self.timers.stop(playing.timer);
            self.deliver(playing.request.failed("cancelled", why));
        }
    }
}

fn sound(element: &ActionElement) -> Result<Treatment, Bad> {
    let Some(kind) = attributes::text(element, "type")? else {
        return Err("playsound:type has no value".to_owned());
    };
    Ok(Treatment::Sound {
        kind: kind.trim().to_ascii_lowercase(),
        resource: attributes::text(element, "resource")?,
        duration: attributes::seconds(element, "duration")?,
    })
}
