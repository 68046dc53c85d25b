//! The run of a scenario: sessions, modules and contact centre take turns until nothing is left to happen.

mod host;
mod sessions;
mod waiting;

use std::collections::{BTreeMap, BTreeSet};

use scxml_diagnostic::{Diagnostic, Diagnostics, Source, Sources};
use scxml_modules::Modules;
use scxml_runtime::Session;

use crate::clock::Due;
use crate::judge::{judge, session_number};
use crate::machine::{self, Machine};
use crate::report::{Report, SessionReport};
use crate::scenario::Scenario;
use crate::trace::{Ending, Step};
use crate::world::{Outside, World};

use host::{Host, Mail};
use sessions::Running;
use waiting::Waiting;

/// How many macrosteps a run may take.
const MACROSTEPS: u64 = 1_000_000;

/// How many of them without time passing, so that strategies that never rest do not run forever.
const MACROSTEPS_AT_ONCE: u64 = 100_000;

/// A scenario that is about to run.
pub struct Simulation {
    machines: Vec<Machine>,
    scenario: Scenario,
    world: World,
    modules: Modules,
    /// In the order in which they started; the first one has number 1.
    sessions: Vec<Running>,
    /// The places in `sessions` of those that are alive, by their ids and by those of the machines that they have invoked.
    alive: BTreeMap<String, usize>,
    /// When each session that waits for a time is due, with its place in `sessions`.
    waiting: Waiting,
    /// The places in `sessions` of those that have something to do.
    ready: BTreeSet<usize>,
    mail: Vec<Mail>,
    steps: u64,
    steps_at_once: u64,
    between: fn(&mut Session),
}

/// Where the next thing that is due comes from.
enum Origin {
    World,
    Modules,
    Session(usize),
}

/// Runs the scenario in a text; `name` is what diagnostics call it.
///
/// # Errors
/// What is wrong with the scenario, as text for people.
pub fn play(machines: &[Machine], name: &str, text: &str) -> Result<Report, String> {
    play_moving(machines, name, text, |_| ())
}

/// The same, with [`Simulation::moving`].
///
/// # Errors
/// As [`play`].
pub fn play_moving(
    machines: &[Machine],
    name: &str,
    text: &str,
    between: fn(&mut Session),
) -> Result<Report, String> {
    let mut sources = Sources::default();
    let file = sources.add(Source::new(name, text));
    let scenario = Scenario::read(&sources, file);
    let simulation = scenario.and_then(|scenario| Simulation::new(machines, scenario));
    simulation
        .map(|simulation| simulation.moving(between).run())
        .map_err(|problems| scxml_diagnostic::human(&problems, &sources, false))
}

impl Simulation {
    /// A run of a scenario with the strategies of a program.
    ///
    /// # Errors
    /// The names in the scenario that the program knows nothing of.
    pub fn new(machines: &[Machine], scenario: Scenario) -> Result<Self, Diagnostics> {
        let mut problems = machine::check(machines, &scenario);
        if machines.is_empty() {
            problems.push(Diagnostic::without_span("no-strategy", "this program has no strategy"));
        }
        if problems.has_errors() {
            return Err(problems);
        }
        Ok(Self {
            machines: machines.to_vec(),
            world: World::new(machines, &scenario),
            scenario,
            modules: Modules::new(),
            sessions: Vec::new(),
            alive: BTreeMap::new(),
            waiting: Waiting::default(),
            ready: BTreeSet::new(),
            mail: Vec::new(),
            steps: 0,
            steps_at_once: 0,
            between: |_| (),
        })
    }

    /// Says what is done to a session before each of its macrosteps, as by a host that moves sessions from one process
    /// to another: it may not change how the session goes on.
    #[must_use]
    pub fn moving(mut self, between: fn(&mut Session)) -> Self {
        self.between = between;
        self
    }

    /// Runs until nothing is left to happen, or the scenario's limit is reached.
    pub fn run(mut self) -> Report {
        let limit = self.scenario.start + self.scenario.limit;
        loop {
            self.settle();
            if self.cut_off().is_some() {
                break;
            }
            let Some((due, origin)) = self.next_due().filter(|(due, _)| due.at <= limit) else {
                break;
            };
            if due.at > self.world.now {
                self.world.now = due.at;
                self.steps_at_once = 0;
            }
            self.fire(&origin);
        }
        self.report()
    }

    /// What falls due next, of all that waits anywhere.
    fn next_due(&self) -> Option<(Due, Origin)> {
        let world = self.world.timers.next().map(|due| (due, Origin::World));
        let modules = self.modules.next_due();
        let modules =
            modules.map(|due| (Due { at: due.at, sequence: due.sequence }, Origin::Modules));
        let sessions = self.waiting.first().map(|(due, i)| (due, Origin::Session(i)));
        let all = world.into_iter().chain(modules).chain(sessions);
        all.reduce(|first, other| if other.0.before(first.0) { other } else { first })
    }

    fn fire(&mut self, origin: &Origin) {
        match origin {
            Origin::World => {
                let wake = self.world.timers.take().expect("it was the next that falls due");
                if let Some(outside) = self.world.wake(wake, &self.scenario) {
                    self.absorb();
                    self.deliver_outside(outside);
                }
            }
            Origin::Modules => {
                self.modules.fire_due(&mut self.world);
            }
            Origin::Session(i) => {
                if self.sessions[*i].session.fire_due(self.world.now) {
                    self.ready.insert(*i);
                }
                self.waiting.set(*i, self.sessions[*i].session.next_due());
            }
        }
    }

    /// Lets everything happen that can happen now.
    fn settle(&mut self) {
        loop {
            self.absorb();
            if let Some(notice) = self.world.notices.pop_front() {
                self.modules.notice(notice, &mut self.world);
            } else if let Some(i) = self.ready.first().copied() {
                if self.cut_off().is_some() {
                    return;
                }
                self.steps += 1;
                self.steps_at_once += 1;
                self.step(i);
            } else {
                return;
            }
        }
    }

    /// Takes up what others have left: new sessions, and events for sessions.
    fn absorb(&mut self) {
        while let Some(starting) = self.world.starting.pop_front() {
            self.add_session(starting);
        }
        for delivery in self.modules.deliveries() {
            self.mail.push(Mail { to: delivery.session, event: delivery.event });
        }
        for mail in std::mem::take(&mut self.mail) {
            if let Some(i) = self.alive.get(&mail.to) {
                self.sessions[*i].deliver(&mail.to, mail.event);
                self.ready.insert(*i);
            }
        }
    }

    fn deliver_outside(&mut self, outside: Outside) {
        let reports: Vec<SessionReport> =
            self.sessions.iter().map(|running| running.report.clone()).collect();
        let number = match &outside.session {
            Some(name) => session_number(&reports, name),
            None => reports.first().map(|session| session.number),
        };
        let name = outside.event.name.as_str().to_owned();
        match number.map(|number| number - 1).filter(|i| self.is_alive(*i)) {
            Some(i) => {
                self.sessions[i].session.deliver(outside.event);
                self.ready.insert(i);
            }
            None => self
                .world
                .record(0, Step::Centre(format!("event {name} from outside finds no session"))),
        }
    }

    fn is_alive(&self, i: usize) -> bool {
        self.alive.contains_key(&self.sessions[i].report.id)
    }

    /// One macrostep of a session; the first one starts it.
    fn step(&mut self, i: usize) {
        let now = self.world.now;
        let running = &mut self.sessions[i];
        (self.between)(&mut running.session);
        let report = &running.report;
        let mut host = Host {
            number: report.number,
            id: &report.id,
            invoked: None,
            alive: &self.alive,
            world: &mut self.world,
            modules: &mut self.modules,
            mail: &mut self.mail,
        };
        let step = match running.start.take() {
            Some(start) => {
                let what = Step::Start {
                    id: report.id.clone(),
                    machine: report.machine.clone(),
                    cause: report.cause.clone(),
                    parameters: start.parameters.clone(),
                };
                host.world.record(report.number, what);
                running.session.start(start, &mut host)
            }
            None => {
                running.session.set_now(now);
                running.session.step(&mut host)
            }
        };
        self.waiting.set(i, running.session.next_due());
        self.follow_invoked(i);
        match step {
            scxml_runtime::Step::More => {}
            scxml_runtime::Step::Rest => {
                self.ready.remove(&i);
            }
            scxml_runtime::Step::Final => self.end_session(i),
        }
    }

    /// Why the run cannot go on, if so.
    fn cut_off(&self) -> Option<String> {
        let at = || crate::trace::moment(self.world.time());
        if self.steps_at_once >= MACROSTEPS_AT_ONCE {
            return Some(format!("{MACROSTEPS_AT_ONCE} macrosteps at {}, and no rest", at()));
        }
        (self.steps >= MACROSTEPS).then(|| format!("{MACROSTEPS} macrosteps by {}", at()))
    }

    fn report(mut self) -> Report {
        let (end, cut_off) = (self.world.time(), self.cut_off());
        let alive: BTreeSet<usize> = self.alive.values().copied().collect();
        for i in alive {
            let running = &mut self.sessions[i];
            let active = running.session.configuration().into_iter().map(str::to_owned).collect();
            running.report.end = end;
            running.report.ending = Ending::Alive(active);
            self.world.record(running.report.number, Step::End(running.report.ending.clone()));
        }
        let sessions: Vec<SessionReport> =
            self.sessions.into_iter().map(|running| running.report).collect();
        let verdicts = judge(&self.scenario.expectations, &self.world.trace, &sessions);
        Report { sessions, trace: self.world.trace, verdicts, end, cut_off }
    }
}
