//! What does a host call? The modules as a whole: actions, calls and notices go in, events for sessions come out.

use std::collections::BTreeMap;

use scxml_runtime::{Action, Answer, Data, Event, ModelUpdate};

use crate::attributes::{self, Unusable};
use crate::dialog::Treatments;
use crate::interaction::Interaction;
use crate::queue::Router;
use crate::request::Request;
use crate::session::Fetches;
use crate::timers::{Timer, Timers};
use crate::{Due, Fault, Notice, Order, Ports};

/// An event for a session.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The session.
    pub session: String,
    /// The event, with the changes of the object model that it reports.
    pub event: Event,
}

/// The functional modules of one host.
///
/// After every call of a method that takes [`Ports`], and after [`Modules::session_ended`], the host delivers what
/// [`Modules::deliveries`] gives, in that order.
#[derive(Clone, Debug, Default)]
pub struct Modules {
    /// Sessions that run, and the ids of their interactions by position.
    pub(crate) sessions: BTreeMap<String, Vec<String>>,
    /// Interactions that are alive, by id.
    pub(crate) interactions: BTreeMap<String, Interaction>,
    /// Submits and reservations.
    pub(crate) router: Router,
    /// Treatments that run.
    pub(crate) treatments: Treatments,
    /// Requests to servers that are not answered.
    pub(crate) fetches: Fetches,
    /// What the switch has been ordered and has not answered.
    pub(crate) orders: BTreeMap<Order, Ordered>,
    pub(crate) timers: Timers,
    last_order: u64,
    outbox: Vec<Delivery>,
}

/// What an order is for.
#[derive(Clone, Debug)]
pub(crate) enum Ordered {
    /// An action that is answered as soon as the switch has answered; these properties go into the event of success.
    Action(Request, Vec<(&'static str, Data)>),
    /// A redirect of this interaction.
    Redirect(Request, String),
    /// The route of a submit.
    Submit(u64),
    /// A treatment.
    Treatment,
    /// A try of a request to a server.
    Fetch(u64),
}

impl Modules {
    /// Modules that know no session and no call yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A session is there; the host says so before the session's first step.
    pub fn session_started(&mut self, session: &str) {
        self.sessions.entry(session.to_owned()).or_default();
    }

    /// A session is over: its interactions live on without an owner, its submits are withdrawn.
    pub fn session_ended(&mut self, session: &str) {
        for id in self.sessions.remove(session).unwrap_or_default() {
            if let Some(interaction) = self.interactions.get_mut(&id) {
                interaction.owner = None;
            }
            self.forget_submits(&id);
        }
    }

    /// What `_genesys` holds before the session's first event: no interaction, even if one has started the session.
    pub fn initial_model(&self) -> Vec<ModelUpdate> {
        vec![ModelUpdate::Set {
            path: vec!["ixn".into(), "interactions".into()],
            value: Data::Array(Vec::new()),
        }]
    }

    /// The session that owns a call, if one does.
    pub fn owner(&self, call: &str) -> Option<&str> {
        self.interactions.get(call)?.owner.as_deref()
    }

    /// A session executes an action. Whatever can be said about its success is said by events.
    pub fn action(&mut self, session: &str, action: Action, ports: &mut dyn Ports) -> Answer {
        let Some((request, element)) = Request::of(session, &action) else {
            return Answer::Refused(format!("{}:{} is not supported", action.module, action.name));
        };
        match attributes::check(action.module, &action.element, element) {
            Err(Unusable::Unsupported(what)) => {
                return Answer::Refused(format!("{what} is not supported"));
            }
            Err(Unusable::Bad(description)) => {
                self.deliver(request.bad_attribute(description));
                return Answer::Taken(Vec::new());
            }
            Ok(()) => {}
        }
        match (action.module, action.name) {
            ("interaction", _) => self.interaction_action(request, &action, ports),
            ("queue", "submit") => self.submit(request, &action.element, ports),
            ("queue", "cancel") => self.cancel(&request, &action.element, ports),
            ("dialog", "stop") => self.stop(&request, &action.element, ports),
            ("dialog", _) => self.treat(request, &action, ports),
            ("session", "start") => return self.start_session(&request, action, ports),
            ("session", "fetch") => self.fetch(request, &action.element, ports),
            (module, name) => return Answer::Refused(format!("{module}:{name} is not supported")),
        }
        Answer::Taken(Vec::new())
    }

    /// A script calls a function below `_genesys`.
    ///
    /// # Errors
    /// The message of the Error that the script gets.
    pub fn call(
        &mut self,
        session: &str,
        function: &str,
        arguments: &[Data],
        ports: &mut dyn Ports,
    ) -> Result<Data, String> {
        match function {
            "ixn.setuData" => {
                self.set_user_data(session, arguments, ports).map(|()| Data::Undefined)
            }
            "ixn.deleteuData" => {
                self.delete_user_data(session, arguments, ports).map(|()| Data::Undefined)
            }
            "ixn.getMediaIntValue" => crate::interaction::media_number(arguments),
            _ => Err(format!("_genesys.{function} is not supported")),
        }
    }

    /// Something has happened outside.
    pub fn notice(&mut self, notice: Notice, ports: &mut dyn Ports) {
        match notice {
            Notice::Done { order } => self.order_done(order, ports),
            Notice::Collected { order, digits } => self.collected(order, digits, ports),
            Notice::Replied { order, reply } => self.replied(order, &reply, ports),
            Notice::Failed { order, fault } => self.order_failed(order, &fault, ports),
            Notice::AgentChanged { agent } => self.agent_changed(&agent, ports),
            other => self.interaction_notice(other, ports),
        }
    }

    /// When the modules have something to do by themselves.
    pub fn next_due(&self) -> Option<Due> {
        self.timers.next()
    }

    /// Does the earliest thing that is due; says whether there was one.
    pub fn fire_due(&mut self, ports: &mut dyn Ports) -> bool {
        match self.timers.fire(ports.now()) {
            Some(Timer::Submit(number)) => self.submit_timed_out(number, ports),
            Some(Timer::Treatment(order)) => self.treatment_elapsed(order, ports),
            Some(Timer::Fetch(order)) => self.fetch_timed_out(order, ports),
            Some(Timer::Retry(number)) => self.try_fetch(number, ports),
            Some(Timer::Reservation(name)) => self.reservation_over(&name, ports),
            None => return false,
        }
        true
    }

    /// Takes the events that sessions are to get, in their order.
    pub fn deliveries(&mut self) -> Vec<Delivery> {
        std::mem::take(&mut self.outbox)
    }

    /// The call is not where submits and treatments found it: they are over.
    pub(crate) fn went_elsewhere(&mut self, id: &str, ports: &mut dyn Ports) {
        self.cancel_submits(id, ports);
        self.cancel_treatments(id, ports);
    }

    pub(crate) fn deliver(&mut self, delivery: Delivery) {
        if self.sessions.contains_key(&delivery.session) {
            self.outbox.push(delivery);
        }
    }

    /// A number for an order that is for this.
    pub(crate) fn order(&mut self, ordered: Ordered) -> Order {
        self.last_order += 1;
        let order = Order(self.last_order);
        self.orders.insert(order, ordered);
        order
    }

    fn order_done(&mut self, order: Order, ports: &mut dyn Ports) {
        match self.orders.remove(&order) {
            Some(Ordered::Action(request, properties)) => {
                self.deliver(request.done_with(properties))
            }
            Some(Ordered::Redirect(request, id)) => {
                self.deliver(request.done([("interactionid", Data::from(id.as_str()))]));
                self.went_elsewhere(&id, ports);
            }
            Some(Ordered::Submit(number)) => self.routed(number, ports),
            Some(Ordered::Treatment) => self.treatment_over(order, Ok(Vec::new()), ports),
            Some(Ordered::Fetch(_)) | None => {}
        }
    }

    fn order_failed(&mut self, order: Order, fault: &Fault, ports: &mut dyn Ports) {
        match self.orders.remove(&order) {
            Some(Ordered::Action(request, _) | Ordered::Redirect(request, _)) => {
                self.deliver(request.faulted(fault))
            }
            Some(Ordered::Submit(number)) => self.route_failed(number, fault, ports),
            Some(Ordered::Treatment) => self.treatment_over(order, Err(fault), ports),
            Some(Ordered::Fetch(number)) => self.unreachable(number, fault, ports),
            None => {}
        }
    }
}
