//! What does a session do next? The algorithm of Appendix D of the Recommendation, in its own words.

mod enabled;
mod enter;
mod entry_set;
mod exit;
mod invocations;
mod plain;
mod quiet;
mod select;
mod start;

use crate::machine::{Cx, Machine, Occurrence, Payload, Phase};
use crate::outcome::StopReason;
use crate::program::{BLOCK, NONE, ONE_BLOCK, transition};
use crate::timers::Delivery;
use crate::whereabouts::Whereabouts;
use crate::{Platform, Trace, Value, failure};

use enabled::Enabled;
use entry_set::EntrySet;
use select::Selection;

pub(crate) use plain::{Underway, active_states, is_active};
pub(crate) use start::start;

/// Vectors that are used again in every microstep.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The enabled transitions of the microstep in hand.
    enabled: Vec<Enabled>,
    entry: EntrySet,
}

/// What scripts may use up in one macrostep.
#[inline]
fn refill(machine: &mut Machine) {
    machine.realm.steps = machine.limits().script_steps;
    machine.heap_limit = machine.limits().heap_bytes;
    machine.overrun = false;
}

/// What [`lone_step`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lone {
    /// Nothing: the session is another.
    Nothing,
    /// A macrostep in which nothing ran, or none.
    Quiet,
    /// A macrostep.
    Step,
}

/// The same as [`step`], for a session of one machine that nobody watches and that waits for nothing but events.
#[inline]
pub(crate) fn lone_step(machine: &mut Machine, platform: &mut dyn Platform) -> Lone {
    if machine.phase != Phase::Running
        || machine.unsettled
        || machine.family.is_some()
        || platform.wants_trace()
    {
        return Lone::Nothing;
    }
    let Some(event) = machine.external.first() else { return Lone::Quiet };
    let id = event.name.id();
    let first = select::first_listed(id, machine);
    if event.is_constant()
        && (quiet::swap_atomic(first, machine) || quiet::take_quietly(id, first, machine))
    {
        // A constant owns nothing.
        std::mem::forget(machine.external.dequeue());
        return Lone::Quiet;
    }
    machine.tracing = false;
    next_event(first, machine, platform);
    Lone::Step
}

/// One macrostep, for the next external event if there is need for one (procedure `mainEventLoop`).
pub(crate) fn step(cx: &mut Cx<'_>) {
    cx.machine.tracing = cx.platform.wants_trace();
    if cx.machine.unsettled {
        flush_outbox(cx);
        if !cx.machine.internal.is_empty() {
            refill(cx.machine);
            settle(cx);
            return finish(cx);
        }
    }
    next_event(0, cx.machine, cx.platform);
}

/// The macrostep that the next external event begins, if there is one. `first` is what [`select::first_listed`] gives
/// for it, or 0.
#[inline(never)]
fn next_event(first: u32, machine: &mut Machine, platform: &mut dyn Platform) {
    let cx = &mut Cx::new(machine, platform);
    let machine = &mut *cx.machine;
    refill(machine);
    if !machine.external.dequeue_into(&mut machine.event.event) {
        return;
    }
    let event = &machine.event.event;
    let id = event.name.id();
    machine.event.kind = event.kind();
    machine.event.payload = Payload::Data;
    machine.event_object = Value::HOLE;
    machine.has_event = true;
    if machine.tracing || event.has_updates() {
        announce(false, cx);
    }
    if cx.machine.family.is_some() {
        invocations::hear(cx);
    }
    if first != 0 || select::has_one_branch(cx.machine) {
        take_only(id, first, cx);
    } else {
        take_all(id, cx);
    }
    if cx.machine.configuration.has_eventless()
        || !cx.machine.internal.is_empty()
        || cx.machine.phase != Phase::Running
        || cx.machine.family.is_some()
    {
        settle(cx);
    }
    finish(cx);
}

/// Sends what became due since the last step.
#[cold]
fn flush_outbox(cx: &mut Cx<'_>) {
    let family = cx.machine.family.as_ref();
    cx.machine.unsettled = family.is_some_and(|family| !family.members.is_empty());
    while let Some(delivery) = cx.machine.seldom.get_mut().and_then(|s| s.outbox.pop_front()) {
        if let Delivery::Platform { send, site } = delivery {
            cx.machine.at = Whereabouts::at_site(site);
            crate::content::send::send_delayed(send, cx);
        }
    }
}

/// Makes an internal event the one that `_event` is about; gives its id.
fn take_internal(occurrence: Occurrence, cx: &mut Cx<'_>) -> u32 {
    cx.machine.event = occurrence;
    cx.machine.event_object = Value::HOLE;
    cx.machine.has_event = true;
    announce(true, cx);
    cx.machine.event.event.name.id()
}

/// Takes the transitions that an event enables.
fn take_all(event: u32, cx: &mut Cx<'_>) {
    let listed = select::listed(event, cx);
    if !listed.is_some_and(|sources| plain::take_listed(sources, cx)) {
        microstep(select::select_transitions(event, cx), cx);
    }
}

/// Tells the platform about an event, and lets it change the object model.
#[cold]
fn announce(internal: bool, cx: &mut Cx<'_>) {
    if cx.machine.tracing {
        let event = &cx.machine.event.event;
        cx.platform.trace(Trace::Event {
            name: event.name.as_str(),
            internal,
            data: event.data().as_deref(),
        });
    }
    if cx.machine.event.event.has_updates() {
        crate::event_object::update_model(cx);
    }
}

/// Takes microsteps until nothing is enabled, the internal queue is empty, and all is invoked that there is to invoke.
fn settle(cx: &mut Cx<'_>) {
    let mut left = cx.machine.limits().microsteps;
    macrostep(&mut left, cx);
    while cx.machine.phase == Phase::Running
        && cx.machine.family.as_ref().is_some_and(|family| !family.to_invoke.is_empty())
    {
        invocations::begin(cx);
        macrostep(&mut left, cx);
    }
}

/// Takes microsteps until nothing is enabled and the internal queue is empty.
fn macrostep(left: &mut u32, cx: &mut Cx<'_>) {
    while cx.machine.phase == Phase::Running {
        let mut selection = if cx.machine.configuration.has_eventless() {
            select::select_eventless_transitions(cx)
        } else {
            Selection::default()
        };
        if selection.count == 0 {
            let Some(event) = cx.machine.internal.pop_front() else { return };
            let id = take_internal(event, cx);
            selection = select::select_transitions(id, cx);
        }
        if *left == 0 {
            return cx.machine.stop(StopReason::Microsteps);
        }
        *left -= 1;
        microstep(selection, cx);
    }
}

/// Takes the enabled transitions (procedure `microstep`).
#[inline]
fn microstep(mut selection: Selection, cx: &mut Cx<'_>) {
    match selection.count {
        0 => {}
        1 => take(std::slice::from_mut(&mut selection.first), cx),
        _ => {
            let mut enabled = std::mem::take(&mut cx.scratch.get().enabled);
            take(&mut enabled, cx);
            cx.scratch.get().enabled = enabled;
        }
    }
}

/// The same for an event, where one branch of states is active.
#[inline]
fn take_only(event: u32, first: u32, cx: &mut Cx<'_>) {
    let Some((found, row)) = select::select_only(event, first, cx) else { return };
    if row[transition::TARGETS] != 0 || cx.machine.tracing {
        let place = cx.machine.configuration.states().len() - 1;
        if cx.machine.tracing || !plain::take_one(found, place, cx) {
            take(&mut [select::enabled(found, place, cx)], cx);
        }
    } else if row[transition::BLOCK] != 0 {
        run_block(row[transition::BLOCK] - 1, cx);
    }
}

#[inline(never)]
fn take(enabled: &mut [Enabled], cx: &mut Cx<'_>) {
    if plain::take(enabled, cx) {
        return;
    }
    exit::exit_states(enabled, cx);
    execute_transition_content(enabled, cx);
    enter::enter_states(enabled, cx);
}

/// Runs the content of the enabled transitions (procedure `executeTransitionContent`).
fn execute_transition_content(enabled: &[Enabled], cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    for Enabled { transition: index, .. } in enabled.iter().copied() {
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
    cx.machine.at.function = BLOCK + block;
    let code = cx.machine.program.blocks[block as usize];
    if code(cx).is_err() {
        failure::report(cx);
    }
}

/// Runs the blocks of a list.
#[inline]
fn run_blocks(list: u32, cx: &mut Cx<'_>) {
    if list & ONE_BLOCK != 0 {
        return run_block(list & !ONE_BLOCK, cx);
    }
    let program = cx.machine.program;
    for block in program.list(list) {
        run_block(*block, cx);
    }
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
        cx.machine.collect();
    }
}
