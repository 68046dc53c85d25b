//! The simulated contact centre as a whole: its clock, its people and calls, and what it tells the modules.

mod calls;
mod digits;
mod directory;
mod happenings;
mod switch;
#[cfg(test)]
mod tests;
mod web;

use std::collections::{BTreeMap, VecDeque};

use scxml_modules::{Clock, Notice, Order, Reply, Sessions};
use scxml_runtime::Data;

use crate::clock::{Due, Timers};
use crate::floor::{self, Floor};
use crate::machine::{self, Machine};
use crate::scenario::{Media, Scenario, calendar};
use crate::trace::{Entry, Step};

use calls::CallNow;
use directory::Strangers;
pub(crate) use happenings::Outside;
use web::ServiceNow;

/// The simulated contact centre.
pub(crate) struct World {
    machines: Vec<Machine>,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub(crate) now: f64,
    start: f64,
    pub(crate) timers: Timers<Wake>,
    floor: Floor,
    strangers: Option<Strangers>,
    calls: BTreeMap<String, CallNow>,
    /// The calls on which treatments run; some of the treatments are over.
    treated: BTreeMap<Order, String>,
    /// Consult calls that became part of another call, and that call.
    merged: BTreeMap<String, String>,
    media: Vec<Media>,
    announcements: Vec<Media>,
    services: Vec<ServiceNow>,
    /// When the answers come that are on their way.
    asked: BTreeMap<Order, Due>,
    /// What the modules have not been told yet.
    pub(crate) notices: VecDeque<Notice>,
    /// Sessions that are to start.
    pub(crate) starting: VecDeque<Starting>,
    started: usize,
    arrived: usize,
    pub(crate) trace: Vec<Entry>,
}

/// What falls due in the contact centre.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Wake {
    /// The entry of this number in the scenario's timeline.
    Entry(usize),
    /// Somebody picks up.
    PickUp { call: String, device: String },
    /// Somebody refuses a call that was sent there.
    Refuse { order: Order, call: String, device: String },
    /// Announcements have come to their end.
    Played { order: Order, call: String },
    /// The time for a key is over.
    NoKey { order: Order, call: String },
    /// A server answers.
    Reply { order: Order, reply: Reply },
    /// A key is pressed.
    Key { call: String, key: char },
    /// An agent's work after a call is done.
    WrapUp { agent: String },
}

/// A session that is to take its first step.
#[derive(Clone, Debug)]
pub(crate) struct Starting {
    /// Its number, from 1.
    pub(crate) number: usize,
    pub(crate) id: String,
    pub(crate) machine: usize,
    /// The call or `start` entry that starts it.
    pub(crate) cause: Option<String>,
    pub(crate) parameters: Vec<(String, Data)>,
}

impl World {
    /// The contact centre at the start of a scenario; all entries of its timeline are waiting.
    pub(crate) fn new(machines: &[Machine], scenario: &Scenario) -> Self {
        let mut timers = Timers::new();
        for (number, entry) in scenario.timeline.iter().enumerate() {
            timers.start(scenario.start + entry.at, Wake::Entry(number));
        }
        Self {
            machines: machines.to_vec(),
            now: scenario.start,
            start: scenario.start,
            timers,
            floor: floor::open(&scenario.centre, &scenario.switch),
            strangers: scenario.anybody.then(Strangers::new),
            calls: BTreeMap::new(),
            treated: BTreeMap::new(),
            merged: BTreeMap::new(),
            media: scenario.centre.media.clone(),
            announcements: scenario.centre.announcements.clone(),
            services: scenario.centre.services.iter().cloned().map(ServiceNow::new).collect(),
            asked: BTreeMap::new(),
            notices: VecDeque::new(),
            starting: VecDeque::new(),
            started: 0,
            arrived: 0,
            trace: Vec::new(),
        }
    }

    /// Milliseconds from the start of the scenario, to be compared with the times of a scenario.
    pub(crate) fn time(&self) -> f64 {
        calendar::exact(self.now - self.start)
    }

    /// Records a step of a session.
    pub(crate) fn record(&mut self, session: usize, what: Step) {
        self.record_in(session, None, what);
    }

    /// The same for what happens in a machine that the session has invoked.
    pub(crate) fn record_in(&mut self, session: usize, invoked: Option<String>, what: Step) {
        let at = self.time();
        self.trace.push(Entry { at, session, invoked, what });
    }

    /// Records something that happens in the contact centre, in words.
    fn tell(&mut self, words: impl Into<String>) {
        self.record(0, Step::Centre(words.into()));
    }

    fn notice(&mut self, notice: Notice) {
        self.notices.push_back(notice);
    }

    fn after(&mut self, milliseconds: f64, wake: Wake) -> Due {
        self.timers.start(self.now + milliseconds, wake)
    }

    /// Lets a session of a machine start; gives its id.
    fn start_session(
        &mut self,
        machine: usize,
        cause: Option<String>,
        parameters: Vec<(String, Data)>,
    ) -> String {
        self.started += 1;
        let id = format!("session-{}", self.started);
        self.starting.push_back(Starting {
            number: self.started,
            id: id.clone(),
            machine,
            cause,
            parameters,
        });
        id
    }
}

/// Without what the size of numbers since 1970 adds in the last digits.
pub(crate) fn thousandths(milliseconds: f64) -> f64 {
    (milliseconds * 1000.0).round() / 1000.0
}

impl Clock for World {
    fn now(&self) -> f64 {
        self.now
    }

    fn sequence(&mut self) -> u64 {
        self.timers.sequence()
    }
}

impl Sessions for World {
    fn start(
        &mut self,
        _parent: &str,
        url: &str,
        parameters: Vec<(String, Data)>,
    ) -> Result<String, String> {
        match machine::at_url(&self.machines, url) {
            Some(machine) => Ok(self.start_session(machine, None, parameters)),
            None => Err(format!(
                "this program has no document for `{url}`; build it with --source {url}=FILE"
            )),
        }
    }
}
