//! What does one session consist of, besides its program?

use std::collections::VecDeque;

use crate::__private::Value;
use crate::configuration::Configuration;
use crate::event::EventKind;
use crate::external::ExternalQueue;
use crate::family::Family;
use crate::histories::Histories;
use crate::interpret::Underway;
use crate::outcome::{Limits, Outcome, StopReason};
use crate::realm::Realm;
use crate::scratch::Lent;
use crate::seldom::{Lazily, Seldom};
use crate::snapshot::{OfRoot, OrDefault, choice, record};
use crate::whereabouts::Whereabouts;
use crate::{Event, Platform, Program, Zone};

/// What generated code works on: one session and its platform, during one step.
#[expect(missing_debug_implementations, reason = "a platform has none")]
pub struct Cx<'a> {
    pub(crate) machine: &'a mut Machine,
    pub(crate) platform: &'a mut dyn Platform,
    /// The function that is being called, until its first statement.
    pub(crate) callee: Value,
    /// Where the stack was when the step began.
    pub(crate) stack: usize,
    pub(crate) scratch: Lent,
    /// The microstep under way, while the configuration does not show it.
    pub(crate) underway: Option<&'a Underway<'a>>,
}

impl<'a> Cx<'a> {
    /// The context of a step that begins here.
    pub(crate) fn new(machine: &'a mut Machine, platform: &'a mut dyn Platform) -> Self {
        Self::below(crate::stack::here(), machine, platform)
    }

    /// The context of a step within one that began at `stack`.
    #[inline]
    pub(crate) fn below(
        stack: usize,
        machine: &'a mut Machine,
        platform: &'a mut dyn Platform,
    ) -> Self {
        let (callee, scratch) = (Value::UNDEFINED, Lent::take());
        Cx { machine, platform, callee, stack, scratch, underway: None }
    }

    /// The same context during a microstep.
    #[inline]
    pub(crate) fn during<'b>(&'b mut self, underway: &'b Underway<'b>) -> Cx<'b> {
        Cx { underway: Some(underway), ..Cx::below(self.stack, self.machine, &mut *self.platform) }
    }
}

/// All state of one session.
#[derive(Debug)]
pub(crate) struct Machine {
    pub(crate) program: &'static Program,
    /// The world of its scripts.
    pub(crate) realm: Realm,
    /// Milliseconds since 1970-01-01T00:00:00Z; fixed for a macrostep.
    pub(crate) now: f64,
    pub(crate) zone: Zone,
    /// `_sessionid`.
    pub(crate) session_id: String,
    /// What it may use up, unless that is [`Limits::DEFAULT`].
    pub(crate) limits: Option<Box<Limits>>,

    pub(crate) phase: Phase,
    pub(crate) outcome: Option<Box<Outcome>>,
    pub(crate) configuration: Configuration,
    pub(crate) internal: VecDeque<Occurrence>,
    pub(crate) external: ExternalQueue,
    pub(crate) seldom: Lazily<Seldom>,
    /// Whether the next step has to look further than at the external queue: something in the outbox or the internal queue
    /// became due, or, at the root, the session has other machines. May be set without need.
    pub(crate) unsettled: bool,
    /// The other machines of the session, while this one holds them; none until something is invoked.
    pub(crate) family: Option<Box<Family>>,

    /// What `_event` is about.
    pub(crate) event: Occurrence,
    /// Whether there was an event yet.
    pub(crate) has_event: bool,
    /// `_event`, once something asked for it.
    pub(crate) event_object: Value,
    /// Where a failure from now on is reported at.
    pub(crate) at: Whereabouts,
    /// A failure that is not of a script's making, on its way to the error event.
    pub(crate) failure: Option<Box<crate::failure::Failure>>,
    /// Whether a script has used up its steps or filled the heap in this macrostep.
    pub(crate) overrun: bool,
    /// Bytes that the heap may have in this macrostep.
    pub(crate) heap_limit: usize,
    /// How many send ids the session made up.
    pub(crate) sends: u32,
    /// How many request ids it made up.
    pub(crate) requests: u32,
    /// Whether the platform wants to be told what happens in this step.
    pub(crate) tracing: bool,
}

record!(Machine {
    session_id,
    now,
    phase,
    outcome,
    configuration,
    family as OfRoot,
    realm,
    event,
    has_event,
    event_object,
    internal,
    external,
    seldom as OrDefault,
    sends,
    requests,
} unstored(from) {
    program: from.program,
    unsettled: true,
    at: Whereabouts::NOWHERE,
    limits: None,
    zone: Zone::default(),
    failure: None,
    overrun: false,
    heap_limit: Limits::DEFAULT.heap_bytes,
    tracing: false,
});

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    New,
    Running,
    /// A top-level final state is entered, or the session is stopped: the macrostep in hand is the last.
    Ending,
    Ended,
}

choice!(Phase { 0 New, 1 Running, 2 Ending, 3 Ended });

/// An event that is taken from a queue, or waits in the internal one.
#[derive(Debug)]
pub(crate) struct Occurrence {
    pub(crate) event: Event,
    pub(crate) kind: EventKind,
    pub(crate) payload: Payload,
    /// What [`Payload`] speaks of.
    pub(crate) value: Value,
}

record!(Occurrence { event, kind, payload, value });

/// What an event carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Payload {
    /// A copy: what the event itself says.
    Data,
    /// The very value.
    Value,
    /// What `<donedata>` gave; how it is wrapped depends on the dialect.
    Done,
}

choice!(Payload { 0 Data, 1 Value, 2 Done });

impl Machine {
    pub(crate) fn new(program: &'static Program) -> Self {
        Self {
            program,
            realm: Realm::new(program),
            now: 0.0,
            zone: Zone::default(),
            session_id: String::new(),
            limits: None,
            phase: Phase::New,
            outcome: None,
            configuration: Configuration::default(),
            internal: VecDeque::new(),
            external: ExternalQueue::default(),
            seldom: Lazily::default(),
            unsettled: false,
            family: None,
            event: Occurrence {
                event: Event::default(),
                kind: EventKind::External,
                payload: Payload::Data,
                value: Value::UNDEFINED,
            },
            has_event: false,
            event_object: Value::HOLE,
            at: Whereabouts::NOWHERE,
            failure: None,
            overrun: false,
            heap_limit: Limits::DEFAULT.heap_bytes,
            sends: 0,
            requests: 0,
            tracing: false,
        }
    }

    /// Puts an event at the end of the external queue.
    #[inline]
    pub(crate) fn enqueue_external(&mut self, mut event: Event) {
        event.name.resolve(self.program);
        self.external.enqueue(event);
    }

    /// Puts an event at the end of the internal queue.
    pub(crate) fn enqueue_internal(&mut self, event: Event, kind: EventKind) {
        self.enqueue_value(event, kind, Payload::Data, Value::UNDEFINED);
    }

    /// The same for an event that carries a value and not a copy.
    pub(crate) fn enqueue_value(
        &mut self,
        mut event: Event,
        kind: EventKind,
        payload: Payload,
        value: Value,
    ) {
        // A macrostep could never come to the end of a longer queue.
        if self.internal.len() >= self.limits().microsteps as usize {
            return self.stop(StopReason::Microsteps);
        }
        event.name.resolve(self.program);
        self.internal.push_back(Occurrence { event, kind, payload, value });
    }

    /// How many events of its own or of others wait.
    pub(crate) fn waiting(&self) -> usize {
        let seldom = self.seldom.get().map_or(0, |s| s.timers.len() + s.outbox.len());
        self.external.len() + seldom
    }

    /// What its history states remember.
    pub(crate) fn histories(&self) -> &Histories {
        self.seldom.get().map_or(Histories::NONE, |seldom| &seldom.histories)
    }

    /// What it may use up.
    #[inline]
    pub(crate) fn limits(&self) -> &Limits {
        self.limits.as_deref().unwrap_or(&Limits::DEFAULT)
    }

    /// The id of the send in hand, for an error event that is about it.
    pub(crate) fn set_sendid(&mut self, sendid: Option<String>) {
        if sendid.is_some() {
            self.seldom.make().sendid = sendid;
        } else if let Some(seldom) = self.seldom.get_mut() {
            seldom.sendid = None;
        }
    }

    /// Puts an event that a `<send>` made at the end of the internal queue.
    pub(crate) fn enqueue_own_internal(&mut self, event: Event) {
        self.enqueue_internal(event, EventKind::Internal);
    }

    /// Lets the macrostep in hand be the last.
    pub(crate) fn stop(&mut self, reason: StopReason) {
        if self.phase != Phase::Ended {
            self.phase = Phase::Ending;
            self.outcome = Some(Box::new(Outcome::Stopped { reason }));
        }
    }
}
