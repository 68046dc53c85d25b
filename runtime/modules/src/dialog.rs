//! How do treatments run? One at a time on a call; a new one ends the one before; one with a duration is ended by a
//! timer, any other by its end at the switch.

mod prompts;
mod series;
mod treatment;

use std::collections::{BTreeMap, BTreeSet};

use scxml_runtime::{Action, ActionElement, Data};

use crate::attributes;
use crate::interaction::Named;
use crate::modules::Ordered;
use crate::request::Request;
use crate::timers::Timer;
use crate::{Due, Fault, Modules, Order, Ports, Treatment};
use series::Series;

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
    answered: Answered,
    interaction: String,
    timer: Option<Due>,
}

/// What follows when a treatment is over.
#[derive(Clone, Debug)]
enum Answered {
    /// An event for the session that asked for it.
    Event(Request),
    /// The next treatment of a submit.
    Series(Series),
}

impl Playing {
    /// The request that started it, if it is not one of a submit's.
    fn request(&self) -> Option<&Request> {
        match &self.answered {
            Answered::Event(request) => Some(request),
            Answered::Series(_) => None,
        }
    }
}

impl Modules {
    /// `<playsound>`, `<play>`, `<collect>`, `<playandcollect>` and `<start>`
    pub(crate) fn treat(&mut self, request: Request, action: &Action, ports: &mut dyn Ports) {
        let element = &action.element;
        let interaction = match self.named(&request.session, element) {
            Named::Own(id) => id,
            Named::Nothing(id) => return self.deliver(request.no_interaction(id.as_deref())),
        };
        let treatment = self.at_device(element, &interaction);
        let treatment = match treatment.and_then(|()| treatment::read(element)) {
            Ok(treatment) => treatment,
            Err(description) => return self.deliver(request.bad_attribute(description)),
        };
        self.end_treatments(
            self.treatments.of(&interaction),
            "another treatment was started",
            ports,
        );
        if action.name == "start" {
            self.deliver(request.other("dialog.start.requestid"));
        }
        self.begin(interaction, &treatment, Answered::Event(request), ports);
    }

    /// The device that is to play something must be one of the interaction's.
    fn at_device(&self, element: &ActionElement, interaction: &str) -> Result<(), attributes::Bad> {
        match attributes::device(element, "device")? {
            Some(device) if !self.has_party(interaction, &device.number) => Err(format!(
                "{}:device: the interaction is not at '{}'",
                element.name, device.number
            )),
            _ => Ok(()),
        }
    }

    fn begin(
        &mut self,
        interaction: String,
        treatment: &Treatment,
        answered: Answered,
        ports: &mut dyn Ports,
    ) {
        let order = self.order(Ordered::Treatment);
        let timer = match treatment {
            Treatment::Sound { duration: Some(duration), .. } => {
                Some(self.timers.start(*duration, Timer::Treatment(order), ports))
            }
            _ => None,
        };
        ports.play(order, &interaction, treatment);
        self.treatments.add(order, Playing { answered, interaction, timer });
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
            playing
                .and_then(Playing::request)
                .is_some_and(|request| request.id == id && request.session == *session)
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
            self.treatment_over(order, Ok(Vec::new()), ports);
        }
    }

    /// The caller has pressed the keys.
    pub(crate) fn collected(&mut self, order: Order, digits: String, ports: &mut dyn Ports) {
        if self.orders.remove(&order).is_some() {
            self.treatment_over(order, Ok(vec![("digits", Data::from(digits))]), ports);
        }
    }

    /// The switch has ended a treatment, which gives these properties, or cannot play it.
    pub(crate) fn treatment_over(
        &mut self,
        order: Order,
        result: Result<Vec<(&'static str, Data)>, &Fault>,
        ports: &mut dyn Ports,
    ) {
        let Some(playing) = self.treatments.remove(order) else { return };
        self.timers.stop(playing.timer);
        match (playing.answered, result) {
            (Answered::Event(request), Ok(properties)) => {
                self.deliver(request.done_with(properties))
            }
            (Answered::Event(request), Err(fault)) => self.deliver(request.faulted(fault)),
            (Answered::Series(series), _) => {
                self.continue_series(playing.interaction, series, ports);
            }
        }
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
            if let Some(request) = playing.request() {
                self.deliver(request.failed("cancelled", why));
            }
        }
    }
}
