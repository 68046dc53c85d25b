//! How are interactions routed? Submits wait, ordered by priority and then by age, until one of their targets is free;
//! the target is reserved, the call is sent there, and the submit is answered once it rings.
//!
//! Between any two notices, no submit that waits has a free target. So a new submit has only its own targets to look
//! at, and an agent who becomes free is offered only to those in line for that agent.

mod cancel;
mod line;
mod router;
mod selection;
mod skills;
mod submit;
mod target;

use scxml_runtime::Data;

use crate::modules::Ordered;
use crate::timers::Timer;
use crate::{Destination, Fault, Modules, Ports};
pub(crate) use router::Router;
use router::Stage;
use selection::Choice;

/// For how long a target is kept from other submits once a call has been sent there, in milliseconds, unless its
/// state changes before: the platform's option `transition_time`.
const TRANSITION_TIME: f64 = 5000.0;

impl Modules {
    /// A submit that waits looks for a free target.
    fn seek(&mut self, number: u64, ports: &mut dyn Ports) {
        if let Some(choice) = self.router.choice_for(number, ports) {
            self.take(number, choice, ports);
        }
    }

    /// An agent may be free: the next in line gets them.
    fn offer(&mut self, agent: &str, ports: &mut dyn Ports) {
        if let Some((number, choice)) = self.router.next_for(agent, ports) {
            self.take(number, choice, ports);
        }
    }

    /// Reserves the target and sends the call there, if the submit is to do that.
    fn take(&mut self, number: u64, choice: Choice, ports: &mut dyn Ports) {
        self.router.reserved.insert(choice.agent.clone(), None);
        let Some(submit) = self.router.get(number) else { return };
        if !submit.route {
            return self.answer(number, &choice, ports);
        }
        let (interaction, destination) = (submit.interaction.clone(), choice.destination());
        let order = self.order(Ordered::Submit(number));
        self.router.set_stage(number, Stage::Routing(order, choice));
        ports.route(order, &interaction, &destination);
    }

    /// The call rings at its target.
    pub(crate) fn routed(&mut self, number: u64, ports: &mut dyn Ports) {
        let Some(submit) = self.router.get(number) else { return };
        let Stage::Routing(_, choice) = submit.stage.clone() else { return };
        let interaction = submit.interaction.clone();
        self.answer(number, &choice, ports);
        self.went_elsewhere(&interaction, ports);
    }

    /// The submit has succeeded.
    fn answer(&mut self, number: u64, choice: &Choice, ports: &mut dyn Ports) {
        let Some(submit) = self.router.remove(number) else { return };
        self.timers.stop(submit.timer);
        self.end_series(number, &submit.interaction, ports);
        if submit.order == selection::Order::Percentage {
            self.router.shares.count(&submit.targets, &choice.object);
        }
        let timer =
            self.timers.start(TRANSITION_TIME, Timer::Reservation(choice.agent.clone()), ports);
        self.router.reserved.insert(choice.agent.clone(), Some(timer));
        self.deliver(
            submit.request.done_with(choice.properties(&submit.queue, &submit.interaction)),
        );
    }

    /// The call could not be sent there: back to the queue, to try others.
    pub(crate) fn route_failed(&mut self, number: u64, fault: &Fault, ports: &mut dyn Ports) {
        let Some(submit) = self.router.get(number) else { return };
        let (overdue, stage) = (submit.overdue, submit.stage.clone());
        let Stage::Routing(_, choice) = stage else { return };
        self.router.reserved.remove(&choice.agent);
        self.router.refuse(&choice.agent, number);
        if let Fault::InvalidState(_) = fault {
            if let Some(submit) = self.router.remove(number) {
                self.timers.stop(submit.timer);
                self.end_series(number, &submit.interaction, ports);
                self.deliver(submit.request.faulted(fault));
            }
        } else {
            self.router.set_stage(number, Stage::Waiting);
            if overdue {
                self.submit_timed_out(number, ports);
            }
            self.seek(number, ports);
        }
        self.offer(&choice.agent, ports);
    }

    /// `timeout` seconds have passed.
    pub(crate) fn submit_timed_out(&mut self, number: u64, ports: &mut dyn Ports) {
        let Some(submit) = self.router.get_mut(number) else { return };
        submit.timer = None;
        submit.overdue = matches!(submit.stage, Stage::Routing(..));
        if submit.overdue {
            return;
        }
        submit.reported = true;
        let failed = submit.request.failed("timeout", "no target was found in time");
        if submit.clear_on_timeout
            && let Some(submit) = self.router.remove(number)
        {
            self.end_series(number, &submit.interaction, ports);
        }
        self.deliver(failed);
    }

    /// An agent's state is another one: whoever refused may be asked again.
    pub(crate) fn agent_changed(&mut self, agent: &str, ports: &mut dyn Ports) {
        // While a call is on its way to the agent, that call is the reason, and says nothing about the next one.
        if self.router.reserved.get(agent) == Some(&None) {
            return;
        }
        self.router.forgive(agent);
        if ports.agent(agent).is_none_or(|a| a.state != crate::AgentState::Ready)
            && let Some(timer) = self.router.reserved.remove(agent)
        {
            self.timers.stop(timer);
        }
        self.offer(agent, ports);
    }

    /// The transition time is over.
    pub(crate) fn reservation_over(&mut self, agent: &str, ports: &mut dyn Ports) {
        self.router.reserved.remove(agent);
        self.offer(agent, ports);
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
