//! How are interactions routed? Submits wait, ordered by priority and then by age, until one of their targets is free;
//! the target is reserved, the call is sent there, and the submit is answered once it rings.

mod selection;
mod submit;
mod target;

use std::collections::BTreeMap;

use scxml_runtime::{ActionElement, Data};

use crate::modules::Ordered;
use crate::request::Request;
use crate::timers::Timer;
use crate::{Destination, Due, Fault, Modules, Order, Ports, attributes};
use selection::Choice;
use target::Target;

/// For how long a target is kept from other submits once a call has been sent there, in milliseconds, unless its
/// state changes before: the platform's option `transition_time`.
const TRANSITION_TIME: f64 = 5000.0;

/// Submits and reservations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Router {
    /// Submits that are not answered for good, by number; a lower number is older.
    submits: BTreeMap<u64, Submit>,
    last: u64,
    /// Agents that are kept from other submits, with the timer that ends it once the call is there.
    reserved: BTreeMap<String, Option<Due>>,
}

/// A `<submit>`.
#[derive(Clone, Debug)]
struct Submit {
    request: Request,
    interaction: String,
    priority: f64,
    targets: Vec<Target>,
    queue: String,
    route: bool,
    clear_on_timeout: bool,
    timer: Option<Due>,
    /// The timeout has passed while the call was on its way to a target.
    overdue: bool,
    /// The session has heard of the timeout.
    reported: bool,
    /// Agents to whom the call could not be sent, until their state changes.
    refused: Vec<String>,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    /// No target has been free so far.
    Waiting,
    /// The switch has been ordered to send the call there.
    Routing(Order, Choice),
}

impl Modules {
    /// Sends calls to targets as far as there are free ones.
    fn select(&mut self, ports: &mut dyn Ports) {
        while let Some((number, choice)) = self.router.next_choice(ports) {
            self.router.reserved.insert(choice.agent.clone(), None);
            let submit = self.router.submits.get(&number).expect("it was just found");
            if submit.route {
                let (interaction, destination) = (submit.interaction.clone(), choice.destination());
                let order = self.order(Ordered::Submit(number));
                let submit = self.router.submits.get_mut(&number).expect("it was just found");
                submit.stage = Stage::Routing(order, choice);
                ports.route(order, &interaction, &destination);
            } else {
                self.answer(number, &choice, ports);
            }
        }
    }

    /// The call rings at its target.
    pub(crate) fn routed(&mut self, number: u64, ports: &mut dyn Ports) {
        let Some(submit) = self.router.submits.get(&number) else { return };
        let Stage::Routing(_, choice) = submit.stage.clone() else { return };
        let interaction = submit.interaction.clone();
        self.answer(number, &choice, ports);
        self.went_elsewhere(&interaction, ports);
    }

    /// The submit has succeeded.
    fn answer(&mut self, number: u64, choice: &Choice, ports: &mut dyn Ports) {
        let submit = self.router.submits.remove(&number).expect("it is not answered yet");
        self.timers.stop(submit.timer);
        let timer =
            self.timers.start(TRANSITION_TIME, Timer::Reservation(choice.agent.clone()), ports);
        self.router.reserved.insert(choice.agent.clone(), Some(timer));
        self.deliver(
            submit.request.done_with(choice.properties(&submit.queue, &submit.interaction)),
        );
    }

    /// The call could not be sent there: back to the queue, to try others.
    pub(crate) fn route_failed(&mut self, number: u64, fault: &Fault, ports: &mut dyn Ports) {
        let Some(submit) = self.router.submits.get_mut(&number) else { return };
        let Stage::Routing(_, choice) = std::mem::replace(&mut submit.stage, Stage::Waiting) else {
            return;
        };
        self.router.reserved.remove(&choice.agent);
        submit.refused.push(choice.agent);
        if matches!(fault, Fault::InvalidState(_)) {
            let submit = self.router.submits.remove(&number).expect("it was just found");
            self.timers.stop(submit.timer);
            self.deliver(submit.request.faulted(fault));
        } else if submit.overdue {
            self.submit_timed_out(number);
        }
        self.select(ports);
    }

    /// `timeout` seconds have passed.
    pub(crate) fn submit_timed_out(&mut self, number: u64) {
        let Some(submit) = self.router.submits.get_mut(&number) else { return };
        submit.timer = None;
        submit.overdue = matches!(submit.stage, Stage::Routing(..));
        if submit.overdue {
            return;
        }
        submit.reported = true;
        let failed = submit.request.failed("timeout", "no target was found in time");
        if submit.clear_on_timeout {
            self.router.submits.remove(&number);
        }
        self.deliver(failed);
    }

    /// An agent's state is another one: whoever refused may be asked again.
    pub(crate) fn agent_changed(&mut self, agent: &str, ports: &mut dyn Ports) {
        for submit in self.router.submits.values_mut() {
            submit.refused.retain(|a| a != agent);
        }
        if ports.agent(agent).is_none_or(|a| a.state != crate::AgentState::Ready) {
            self.release_reservation(agent);
        }
        self.select(ports);
    }

    /// The transition time is over.
    pub(crate) fn reservation_over(&mut self, agent: &str, ports: &mut dyn Ports) {
        self.router.reserved.remove(agent);
        self.select(ports);
    }

    /// Only one that a timer would end: while a call is on its way, it stays.
    fn release_reservation(&mut self, agent: &str) {
        if let Some(Some(timer)) = self.router.reserved.get(agent).copied() {
            self.timers.stop(Some(timer));
            self.router.reserved.remove(agent);
        }
    }

    /// `<cancel>`
    pub(crate) fn cancel(&mut self, request: &Request, element: &ActionElement) {
        let id = attributes::text(element, "requestid").ok().flatten().unwrap_or_default();
        let request = request.named(&id);
        let mut submits = self.router.submits.iter();
        match submits.find(|(_, s)| s.request.id == id && s.request.session == request.session) {
            Some((_, submit)) if matches!(submit.stage, Stage::Routing(..)) => {
                self.deliver(
                    request.failed("invalidstate.routed", "a target has been found already"),
                );
            }
            Some((&number, _)) => {
                self.withdraw(number);
                self.deliver(request.done([]));
            }
            None => {
                let description = format!("no submit with the request id '{id}' is pending");
                self.deliver(request.failed("unknown", description));
            }
        }
    }

    /// The interaction is over, or elsewhere, or not the session's any more. Who has heard of a timeout hears no more.
    pub(crate) fn cancel_submits(&mut self, interaction: &str) {
        for number in self.router.numbers(|s| s.interaction == interaction) {
            let submit = self.withdraw(number);
            if !submit.reported {
                self.deliver(
                    submit.request.failed("cancelled", "the interaction is elsewhere or over"),
                );
            }
        }
    }

    /// The session is over. A call that is on its way goes on.
    pub(crate) fn forget_submits(&mut self, session: &str) {
        let waits = |s: &Submit| s.request.session == session && matches!(s.stage, Stage::Waiting);
        for number in self.router.numbers(waits) {
            let submit = self.router.submits.remove(&number).expect("it was just found");
            self.timers.stop(submit.timer);
        }
    }

    fn withdraw(&mut self, number: u64) -> Submit {
        let submit = self.router.submits.remove(&number).expect("it was just found");
        self.timers.stop(submit.timer);
        if let Stage::Routing(order, choice) = &submit.stage {
            self.orders.remove(order);
            self.router.reserved.remove(&choice.agent);
        }
        submit
    }

    /// Two calls have become one.
    pub(crate) fn move_submits(&mut self, from: &str, to: &str) {
        for submit in self.router.submits.values_mut().filter(|s| s.interaction == from) {
            to.clone_into(&mut submit.interaction);
        }
    }
}

impl Router {
    fn numbers(&self, which: impl Fn(&Submit) -> bool) -> Vec<u64> {
        self.submits.iter().filter(|(_, s)| which(s)).map(|(number, _)| *number).collect()
    }
}

impl Choice {
    fn destination(&self) -> Destination {
        Destination {
            number: self.device.number.clone(),
            switch: Some(self.device.switch.clone()),
            agent: Some(self.agent.clone()),
            place: Some(self.place.clone()),
        }
    }

    /// Properties of `queue.submit.done`.
    fn properties(&self, queue: &str, interaction: &str) -> Vec<(&'static str, Data)> {
        let text = |t: &str| Data::from(t);
        let mut resource = vec![
            ("type", text("DN")),
            ("dn", text(&self.device.number)),
            ("switch", text(&self.device.switch)),
            ("agent", text(&self.agent)),
            ("place", text(&self.place)),
        ];
        if !queue.is_empty() {
            resource.push(("vq", text(queue)));
        }
        let selected = format!("{}@{}.DN", self.device.number, self.device.switch);
        vec![
            ("targetselected", Data::from(selected)),
            ("vqselected", text(queue)),
            ("targetcomponentselected", text(&self.component)),
            ("targetobjectselected", text(&self.object)),
            ("interactionid", text(interaction)),
            ("resource", Data::object(resource)),
        ]
    }
}
