//! What does a session do next? The algorithm of Appendix D of the Recommendation, in its own words.

mod enter;
mod entry_set;
mod exit;
mod select;

use crate::event::EventKind;
use crate::machine::{Cx, Occurrence, Payload, Phase};
use crate::outcome::StopReason;
use crate::program::{NONE, Program, transition};
use crate::timers::Delivery;
use crate::{Data, Event, Trace, failure};

use entry_set::EntrySet;

/// Vectors that are used again in every microstep.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The enabled transitions of the microstep in hand.
    enabled: Vec<Enabled>,
    entry: EntrySet,
}

/// A transition that is taken in the microstep in hand.
#[derive(Clone, Copy, Debug)]
struct Enabled {
    transition: u32,
    /// Its exit set: what is active from `first` to `last`.
    first: u32,
    last: u32,
    /// `getTransitionDomain`; [`NONE`] for the root.
    domain: u32,
}

impl Enabled {
    fn new(transition: u32, program: &Program) -> Self {
        let row = program.transition(transition);
        Self {
            transition,
            first: row[transition::EXIT_FIRST],
            last: row[transition::EXIT_LAST],
            domain: row[transition::DOMAIN],
        }
    }
}

/// Enters the initial configuration and settles (procedure `interpret`).
pub(crate) fn start(parameters: Vec<(String, Data)>, seed: u64, cx: &mut Cx<'_>) {
    let _ = seed;
    for (name, data) in &parameters {
        let value = crate::border::from_data(data, cx);
        crate::scope::bind(name, value, cx);
        let program = cx.machine.program;
        let slots =
            program.slots.iter().position(|atom| cx.machine.realm.atom_text(*atom) == *name);
        cx.machine.given_slots.extend(slots.map(|slot| slot as u32));
    }
    cx.machine.phase = Phase::Running;
    cx.machine.tracing = cx.platform.wants_trace();
    let program = cx.machine.program;
    for block in program.list(program.start) {
        run_block(*block, cx);
    }
    if program.initial_block != 0 {
        run_block(program.initial_block - 1, cx);
    }
    enter::enter_initial_states(cx);
    macrostep(cx);
    finish(cx);
}

/// One macrostep, for the next external event if there is need for one (procedure `mainEventLoop`).
pub(crate) fn step(cx: &mut Cx<'_>) {
    cx.machine.tracing = cx.platform.wants_trace();
    if !cx.machine.outbox.is_empty() || !cx.machine.internal.is_empty() {
        flush_outbox(cx);
        if !cx.machine.internal.is_empty() {
            macrostep(cx);
            return finish(cx);
        }
    }
    let Some(event) = cx.machine.external.pop_front() else { return };
    let id = take(Occurrence { kind: event.kind(), event, payload: Payload::Data }, false, cx);
    if select::select_transitions(id, cx) {
        microstep(cx);
    }
    if cx.machine.configuration.has_eventless()
        || !cx.machine.internal.is_empty()
        || cx.machine.phase != Phase::Running
    {
        macrostep(cx);
    }
    finish(cx);
}

/// Sends what became due since the last step.
#[cold]
fn flush_outbox(cx: &mut Cx<'_>) {
    while let Some(delivery) = cx.machine.outbox.pop_front() {
        if let Delivery::Platform { send, site } = delivery {
            cx.machine.site = site;
            crate::content::send::dispatch(*send, cx);
        }
    }
}

/// Makes an event the one that `_event` is about; gives its id.
#[inline]
fn take(occurrence: Occurrence, internal: bool, cx: &mut Cx<'_>) -> u32 {
    let id = occurrence.event.name.id();
    if cx.machine.tracing {
        let data = match occurrence.payload {
            Payload::Data => occurrence.event.data(),
            Payload::Value(_) | Payload::Done(_) => None,
        };
        cx.platform.trace(Trace::Event { name: occurrence.event.name.as_str(), internal, data });
    }
    if occurrence.event.has_updates() {
        crate::event_object::update_model(&occurrence.event, cx);
    }
    let machine = &mut *cx.machine;
    machine.event_object = crate::__private::Value::HOLE;
    machine.event = Some(occurrence);
    id
}

/// Takes microsteps until nothing is enabled and the internal queue is empty.
fn macrostep(cx: &mut Cx<'_>) {
    let mut left = cx.machine.limits.microsteps;
    while cx.machine.phase == Phase::Running {
        let enabled = if cx.machine.configuration.has_eventless()
            && select::select_eventless_transitions(cx)
        {
            true
        } else if let Some(event) = cx.machine.internal.pop_front() {
            let id = take(event, true, cx);
            select::select_transitions(id, cx)
        } else {
            return;
        };
        if left == 0 {
            return cx.machine.stop(StopReason::Microsteps);
        }
        left -= 1;
        if enabled {
            microstep(cx);
        }
    }
}

/// Takes the enabled transitions (procedure `microstep`).
fn microstep(cx: &mut Cx<'_>) {
    if quiet_microstep(cx) {
        return;
    }
    exit::exit_states(cx);
    execute_transition_content(cx);
    enter::enter_states(cx);
}

/// Takes the enabled transitions when nobody can see the order in which states are left and entered: no content runs,
/// nothing is recorded and nothing is raised. False when that is not so; then nothing has happened.
fn quiet_microstep(cx: &mut Cx<'_>) -> bool {
    let machine = &mut *cx.machine;
    let program = machine.program;
    if machine.tracing {
        return false;
    }
    if let [enabled] = machine.scratch.enabled[..] {
        return match quiet_range(enabled, program, &machine.configuration) {
            Some((start, end, entry)) => {
                machine.configuration.replace(start, end, entry);
                true
            }
            None => false,
        };
    }
    let quiet = machine
        .scratch
        .enabled
        .iter()
        .all(|enabled| quiet_range(*enabled, program, &machine.configuration).is_some());
    if quiet {
        for enabled in &machine.scratch.enabled {
            if let Some((start, end, entry)) =
                quiet_range(*enabled, program, &machine.configuration)
            {
                machine.configuration.replace(start, end, entry);
            }
        }
    }
    quiet
}

/// The places in the configuration that a transition leaves and the states it enters, when it is quiet.
#[inline]
fn quiet_range(
    enabled: Enabled,
    program: &Program,
    configuration: &crate::configuration::Configuration,
) -> Option<(usize, usize, &'static [u32])> {
    let row = program.transition(enabled.transition);
    if row[transition::FLAGS] & transition::QUIET == 0 {
        return None;
    }
    let (start, end) = configuration.range(enabled.first, enabled.last);
    let states = &configuration.states()[start..end];
    let loud = crate::program::state::EXIT_WORK | crate::program::state::HAS_EVENTLESS;
    if states.iter().any(|state| program.state(*state)[crate::program::state::KIND] & loud != 0) {
        return None;
    }
    Some((start, end, program.list(row[transition::ENTRY])))
}

/// Runs the content of the enabled transitions (procedure `executeTransitionContent`).
fn execute_transition_content(cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    for place in 0..cx.machine.scratch.enabled.len() {
        let index = cx.machine.scratch.enabled[place].transition;
        let row = program.transition(index);
        if cx.machine.tracing {
            let source = program.state_ids[row[transition::SOURCE] as usize];
            cx.platform.trace(Trace::Transition { source, index });
        }
        if row[transition::BLOCK] != 0 {
            run_block(row[transition::BLOCK] - 1, cx);
        }
    }
}

/// Runs a block of executable content; a failure ends the block and becomes an event (section 4.10).
fn run_block(block: u32, cx: &mut Cx<'_>) {
    let code = cx.machine.program.blocks[block as usize];
    if code(cx).is_err() {
        failure::report(cx);
    }
}

/// Runs the blocks of a list.
fn run_blocks(list: u32, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    for block in program.list(list) {
        run_block(*block, cx);
    }
}

/// Puts an event that the engine itself makes into the internal queue.
fn raise_done(state: u32, payload: Payload, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let id = program.state(state)[crate::program::state::DONE_EVENT];
    let state_id = program.state_ids[state as usize];
    let known = program.events.get((id as usize).wrapping_sub(1)).copied();
    let event = match known.filter(|name| name.strip_prefix("done.state.") == Some(state_id)) {
        Some(name) => Event::known(id, name),
        None => Event::new(format!("done.state.{state_id}")),
    };
    cx.machine.enqueue_internal(event, EventKind::Platform, payload);
}

/// Ends the macrostep.
#[inline]
pub(crate) fn finish(cx: &mut Cx<'_>) {
    if cx.machine.phase == Phase::Ending {
        exit::exit_interpreter(cx);
    } else if cx.machine.tracing {
        cx.platform.trace(Trace::Rest);
    }
    if cx.machine.realm.has_grown() {
        crate::event_object::collect(cx);
    }
}
