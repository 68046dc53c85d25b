//! How do treatments run? One at a time on a call; a new one ends the one before; one with a duration is ended by a
//! timer, any other by its end at the switch.

mod prompts;

use std::collections::{BTreeMap, BTreeSet};

use scxml_runtime::{Action, ActionElement};

use crate::attributes::{self, Bad};
use crate::interaction::Named;
use crate::modules::Ordered;
use crate::request::Request;
use crate::timers::Timer;
use crate::{Due, Fault, Modules, Order, Ports, Treatment};

/// The treatments that run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Treatments {
    running: BTreeMap<Order, Playing>,
    /// By interaction.
    of: BTreeMap<String, BTreeSet<Order>>,
}

impl Treatments {
    fn add(&mut self, order: Order, playing: Playing) {
        self.of.entry(playing.interaction.clone()).or_default().insert(order);
        self.running.insert(order, playing);
    }

    fn remove(&mut self, order: Order) -> Option<Playing> {
        let playing = self.running.remove(&order)?;
        if let Some(orders) = self.of.get_mut(&playing.interaction) {
            orders.remove(&order);
            if orders.is_empty() {
                self.of.remove(&playing.interaction);
            }
        }
        Some(playing)
    }

    fn of(&self, interaction: &str) -> Vec<Order> {
        self.of.get(interaction).into_iter().flatten().copied().collect()
    }
}

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
            self.treatments.of(&interaction),
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
        self.treatments.add(order, Playing { request, interaction, timer });
    }

    /// `<stop>`: the treatment's own request is answered as cancelled.
    pub(crate) fn stop(
        &mut self,
        request: &Request,
        element: &ActionElement,
        ports: &mut dyn Ports,
    ) {
        let id = attributes::text(element, "requestid").ok().flatten().unwrap_or_default();
        let session = &request.session;
        let request = request.named(&id);
        let of = match element.attribute("interactionid").map(|_| self.named(session, element)) {
            None => self.sessions.get(session).cloned().unwrap_or_default(),
            Some(Named::Own(id)) => vec![id],
            Some(Named::Nothing(id)) => {
                return self.deliver(request.no_interaction(id.as_deref()));
            }
        };
        let is_meant = |order: &Order| {
            let playing = self.treatments.running.get(order);
            playing.is_some_and(|p| p.request.id == id && p.request.session == *session)
        };
        let meant = of.iter().flat_map(|i| self.treatments.of(i)).find(is_meant);
        if let Some(order) = meant {
            self.deliver(request.done([]));
            self.end_treatments(vec![order], "it was stopped", ports);
        } else {
            let description = format!("no treatment with the request id '{id}' runs");
            self.deliver(request.failed("unknown", description));
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
        let Some(playing) = self.treatments.remove(order) else { return };
        self.timers.stop(playing.timer);
        self.deliver(match fault {
            None => playing.request.done([]),
            Some(fault) => playing.request.faulted(fault),
        });
    }

    /// The session has the call no longer, or the call is elsewhere.
    pub(crate) fn cancel_treatments(&mut self, interaction: &str, ports: &mut dyn Ports) {
        let orders = self.treatments.of(interaction);
        self.end_treatments(orders, "the interaction is elsewhere or over", ports);
    }

    /// Two calls have become one.
    pub(crate) fn move_treatments(&mut self, from: &str, to: &str) {
        for order in self.treatments.of(from) {
            if let Some(playing) = self.treatments.remove(order) {
                self.treatments.add(order, Playing { interaction: to.to_owned(), ..playing });
            }
        }
    }

    fn end_treatments(&mut self, ended: Vec<Order>, why: &str, ports: &mut dyn Ports) {
        for order in ended {
            let Some(playing) = self.treatments.remove(order) else { continue };
            self.orders.remove(&order);
            ports.stop(order);
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
