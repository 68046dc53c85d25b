//! How does a host run a session?

use crate::border::to_data;
use crate::due;
use crate::family::Member;
use crate::generated::StateId;
use crate::interpret::{self, Lone};
use crate::invoked;
use crate::machine::{Cx, Machine, Phase};
use crate::outcome::{Limits, Outcome, StopReason};
use crate::timers::Due;
use crate::{Data, Event, Platform, Program, Start, Zone, scope, turns};

/// One run of a chart, and of the charts that it invokes (section 6.4).
///
/// A session does nothing on its own: the host delivers events, moves the time on and lets it take steps.
///
/// ```text
/// session.start(start, platform);
/// loop {
///     session.run(platform);               // until it rests
///     // wait for an event, or until session.next_due()
///     session.advance(now);
///     session.deliver(event);
/// }
/// ```
#[derive(Debug)]
pub struct Session {
    pub(crate) machine: Machine,
}

/// A host may move a session to another thread.
const _: () = {
    const fn is_send<T: core::marker::Send>() {}
    is_send::<Session>();
};

/// What a session wants after a macrostep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing, until an event is delivered or a timer is due.
    Rest,
    /// Another step: events wait in its queue.
    More,
    /// Nothing any more: see [`Session::outcome`].
    Final,
}

impl Session {
    /// A session that is not started yet.
    #[must_use]
    pub fn new(program: &'static Program) -> Self {
        Self { machine: Machine::new(program) }
    }

    /// Says what the session may use up.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.machine.limits = Some(Box::new(limits));
        let members = self.machine.family.iter_mut().flat_map(|family| &mut family.members);
        members
            .filter_map(Member::machine_mut)
            .for_each(|machine| machine.limits = Some(Box::new(limits)));
        self
    }

    /// Says in which zone the local times of its dates are; UTC when nothing is said. As the limits it is the host's and
    /// no part of a snapshot.
    #[must_use]
    pub fn with_zone(mut self, zone: &Zone) -> Self {
        self.machine.zone = zone.clone();
        let members = self.machine.family.iter_mut().flat_map(|family| &mut family.members);
        members.filter_map(Member::machine_mut).for_each(|machine| machine.zone = zone.clone());
        self
    }

    /// Binds the data, runs the scripts, enters the initial configuration and takes the macrostep that follows.
    /// Does nothing when the session is started already.
    pub fn start(&mut self, start: Start, platform: &mut dyn Platform) -> Step {
        if self.machine.phase != Phase::New {
            return self.wants();
        }
        let Start { session_id, parameters, seed, now, events, model } = start;
        self.machine.session_id = session_id;
        self.machine.now = now;
        for event in events {
            self.machine.enqueue_external(event);
        }
        self.machine.realm.seed = seed;
        interpret::start(&parameters, &model, &mut Cx::new(&mut self.machine, platform));
        self.wants()
    }

    /// Puts an event at the end of the external queue. A session that has ended takes none.
    pub fn deliver(&mut self, event: Event) {
        let machine = &mut self.machine;
        if machine.phase != Phase::Ended && event.name.is_resolved(machine.program) {
            machine.external.enqueue(event);
        } else {
            self.deliver_named(event);
        }
    }

    #[inline(never)]
    fn deliver_named(&mut self, event: Event) {
        if self.machine.phase != Phase::Ended {
            self.machine.enqueue_external(event);
        }
    }

    /// Takes one macrostep, for the first event of the external queue if there is one. The machines of a session that
    /// have something to do take turns.
    pub fn step(&mut self, platform: &mut dyn Platform) -> Step {
        match interpret::lone_step(&mut self.machine, platform) {
            Lone::Nothing => self.full_step(platform),
            Lone::Quiet if self.machine.external.is_empty() => Step::Rest,
            Lone::Quiet => Step::More,
            Lone::Step => self.wants(),
        }
    }

    #[inline(never)]
    fn full_step(&mut self, platform: &mut dyn Platform) -> Step {
        if self.machine.phase != Phase::New {
            turns::take_turn(&mut Cx::new(&mut self.machine, platform));
        }
        self.wants()
    }

    /// Takes steps until the session rests or ends. One that makes work for itself without end is ended; see
    /// [`Limits::macrosteps`].
    pub fn run(&mut self, platform: &mut dyn Platform) -> Step {
        for _ in 0..self.rounds() {
            match self.step(platform) {
                Step::More => {}
                step => return step,
            }
        }
        self.stop(StopReason::Macrosteps, platform);
        self.wants()
    }

    /// How many steps it may take before it rests.
    pub(crate) fn rounds(&self) -> u64 {
        turns::waiting(&self.machine) as u64 + u64::from(self.machine.limits().macrosteps)
    }

    /// Whether it wants a step.
    pub(crate) fn has_work(&self) -> bool {
        turns::has_work(&self.machine)
    }

    /// Ends it; no `<onexit>` runs.
    pub(crate) fn stop(&mut self, reason: StopReason, platform: &mut dyn Platform) {
        self.machine.stop(reason);
        interpret::finish(&mut Cx::new(&mut self.machine, platform));
    }

    #[inline]
    fn wants(&self) -> Step {
        match self.machine.phase {
            Phase::Ended => Step::Final,
            _ if self.has_work() => Step::More,
            _ => Step::Rest,
        }
    }

    /// When the earliest delayed send is due.
    #[must_use]
    pub fn next_due(&self) -> Option<Due> {
        due::next(&self.machine).map(|(due, _)| due)
    }

    /// Moves the time on to `now` (milliseconds since 1970-01-01T00:00:00Z); no delayed send happens. For hosts that
    /// order the timers of several sessions themselves.
    pub fn set_now(&mut self, now: f64) {
        self.machine.now = now;
    }

    /// Moves the time on to `now` (milliseconds since 1970-01-01T00:00:00Z) and lets the earliest delayed send happen
    /// if it is due; false when none is. The session wants a step then.
    pub fn fire_due(&mut self, now: f64) -> bool {
        self.machine.now = now;
        due::fire(&mut self.machine)
    }

    /// Moves the time on to `now` and lets all delayed sends happen that are due.
    pub fn advance(&mut self, now: f64) {
        while self.fire_due(now) {}
    }

    /// The compiled chart.
    #[must_use]
    pub fn program(&self) -> &'static Program {
        self.machine.program
    }

    /// `_sessionid`
    #[must_use]
    pub fn id(&self) -> &str {
        &self.machine.session_id
    }

    /// The session's time, in milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn now(&self) -> f64 {
        self.machine.now
    }

    /// Whether a state is active.
    pub fn is_active(&self, state: impl StateId) -> bool {
        self.machine.configuration.contains(state.index())
    }

    /// The ids of the active states in document order. Empty before the start and after the end.
    #[must_use]
    pub fn configuration(&self) -> Vec<&'static str> {
        invoked::configuration(&self.machine)
    }

    /// A copy of what a name of the data model is bound to, at rest; none when it is unknown or not bound, or holds what
    /// cannot leave the session, such as a function.
    pub fn data(&mut self, name: &str) -> Option<Data> {
        let mut nobody = Nobody;
        let cx = &mut Cx::new(&mut self.machine, &mut nobody);
        let value = scope::member(name, cx).filter(|value| !value.is_hole())?;
        to_data(value, cx).ok()
    }

    /// How the session ended, once it has.
    #[must_use]
    pub fn outcome(&self) -> Option<&Outcome> {
        self.machine.outcome.as_deref().filter(|_| self.machine.phase == Phase::Ended)
    }
}

/// The platform of a look at a session: nothing leaves it.
struct Nobody;

impl Platform for Nobody {
    fn sequence(&mut self) -> u64 {
        0
    }
}
