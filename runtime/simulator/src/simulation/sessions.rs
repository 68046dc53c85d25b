//! How do the sessions of a run begin and end, and which machines belong to them?

use std::collections::BTreeSet;

use scxml_runtime::{Event, Outcome, Session, Start};

use super::Simulation;
use crate::report::SessionReport;
use crate::trace::{Ending, Step};
use crate::world::Starting;

/// A session in a run.
pub(super) struct Running {
    pub(super) session: Session,
    /// The ids of the machines that it has invoked and that are alive.
    invoked: BTreeSet<String>,
    pub(super) report: SessionReport,
    /// What it starts with, as long as it has not taken its first step.
    pub(super) start: Option<Start>,
}

impl Running {
    /// Puts an event into the queue of the session, or of a machine that it has invoked.
    pub(super) fn deliver(&mut self, id: &str, event: Event) {
        // A session that has not taken its first step does not know its id.
        if id == self.report.id {
            self.session.deliver(event);
        } else {
            self.session.deliver_to(id, event);
        }
    }
}

impl Simulation {
    pub(super) fn add_session(&mut self, starting: Starting) {
        let machine = &self.machines[starting.machine];
        self.modules.session_started(&starting.id);
        let at = self.world.time();
        let start = Start {
            session_id: starting.id.clone(),
            parameters: starting.parameters,
            seed: self.scenario.seed.wrapping_add(starting.number as u64),
            now: self.world.now,
            events: Vec::new(),
            model: self.modules.initial_model(),
        };
        let report = SessionReport {
            number: starting.number,
            id: starting.id,
            machine: machine.file_name().to_owned(),
            cause: starting.cause,
            start: at,
            end: at,
            ending: Ending::Alive(Vec::new()),
        };
        let place = self.sessions.len();
        self.alive.insert(report.id.clone(), place);
        self.ready.insert(place);
        let zone = scxml_runtime::Zone::Offset(self.scenario.zone.minutes);
        let session = Session::new(machine.program).with_zone(&zone);
        self.sessions.push(Running {
            session,
            invoked: BTreeSet::new(),
            report,
            start: Some(start),
        });
    }

    /// Makes the machines known that a session has invoked in a step, and forgets those that are gone.
    pub(super) fn follow_invoked(&mut self, i: usize) {
        let running = &mut self.sessions[i];
        let invoked = running.session.invoked().map(|machine| machine.session_id.to_owned());
        let invoked: BTreeSet<String> = invoked.collect();
        for gone in running.invoked.difference(&invoked) {
            self.alive.remove(gone);
            self.modules.session_ended(gone);
        }
        for new in invoked.difference(&running.invoked) {
            self.alive.insert(new.clone(), i);
            self.modules.session_started(new);
        }
        running.invoked = invoked;
    }

    pub(super) fn end_session(&mut self, i: usize) {
        let at = self.world.time();
        let running = &mut self.sessions[i];
        let ending = match running.session.outcome() {
            Some(Outcome::Stopped { reason }) => Ending::Failed(reason.to_string()),
            Some(Outcome::Final { state, .. }) => Ending::Final(vec![(*state).to_owned()]),
            None => Ending::Final(Vec::new()),
        };
        running.report.end = at;
        running.report.ending = ending.clone();
        self.world.record(running.report.number, Step::End(ending));
        self.modules.session_ended(&running.report.id);
        self.alive.remove(&running.report.id);
        self.ready.remove(&i);
        self.waiting.set(i, None);
    }
}
