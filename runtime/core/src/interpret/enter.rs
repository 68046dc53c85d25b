//! How are states entered?

use super::{Enabled, NONE, failure, invocations, run_block, run_blocks};
use crate::__private::Value;
use crate::event::EventKind;
use crate::machine::{Cx, Payload, Phase};
use crate::program::{DONEDATA, Program, state, transition};
use crate::{Event, Trace};

/// Enters what the enabled transitions enter (procedure `enterStates`).
///
/// What they enter lies in disjoint ranges in the order of the transitions, so entry order is the transitions' order.
pub(super) fn enter_states(enabled: &[Enabled], cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    // How far what stands behind has moved on.
    let (mut entered, mut left) = (0, 0);
    for enabled in enabled {
        let row = program.transition(enabled.transition);
        if row[transition::TARGETS] == 0 {
            continue;
        }
        let place = enabled.start + entered - left;
        left += enabled.end - enabled.start;
        let before = cx.machine.configuration.states().len();
        match row[transition::ENTRY] {
            NONE => {
                let targets = program.list(row[transition::TARGETS]);
                let narrowed = row[transition::FLAGS] & transition::DYNAMIC_DOMAIN != 0;
                cx.machine.compute_entry_set(
                    targets,
                    enabled.domain,
                    narrowed,
                    &mut cx.scratch.get().entry,
                );
                enter_computed(cx);
            }
            list => enter_listed(program.list(list), place, cx),
        }
        entered += cx.machine.configuration.states().len() - before;
    }
}

/// Enters the initial configuration.
pub(super) fn enter_initial_states(cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    match program.initial_entry {
        NONE => {
            let targets = program.list(program.initial);
            cx.machine.compute_entry_set(targets, NONE, false, &mut cx.scratch.get().entry);
            enter_computed(cx);
        }
        list => enter_listed(program.list(list), 0, cx),
    }
}

/// Enters states that lie side by side from a place of the configuration on.
fn enter_listed(states: &[u32], mut place: usize, cx: &mut Cx<'_>) {
    if let Some(eventless) = silent(states, cx) {
        cx.machine.configuration.add_all(place, states, eventless);
        return;
    }
    for entered in states {
        place = enter_state(*entered, 0, place, cx);
    }
}

/// How many of these states have eventless transitions, when nothing runs and nobody is told that they are entered.
fn silent(states: &[u32], cx: &Cx<'_>) -> Option<u32> {
    if cx.machine.tracing {
        return None;
    }
    let mut eventless = 0;
    for entered in states {
        let kind = cx.machine.program.state(entered & !transition::DEFAULT_ENTRY)[state::KIND];
        if kind & state::ENTRY_WORK != 0 {
            return None;
        }
        eventless += u32::from(kind & state::HAS_EVENTLESS != 0);
    }
    Some(eventless)
}

fn enter_computed(cx: &mut Cx<'_>) {
    let mut set = std::mem::take(&mut cx.scratch.get().entry);
    let mut place = set.states().first().map_or(0, |first| place_of(*first, cx));
    if set.contents().is_empty() {
        enter_listed(set.states(), place, cx);
    } else {
        for entered in set.states() {
            let content = set.default_history_content(*entered & !transition::DEFAULT_ENTRY);
            place = enter_state(*entered, content, place, cx);
        }
    }
    set.clear();
    cx.scratch.get().entry = set;
}

fn place_of(entered: u32, cx: &Cx<'_>) -> usize {
    cx.machine.configuration.place(entered & !transition::DEFAULT_ENTRY)
}

/// Enters one state; gives the place after it. `history_content` is a block plus one.
fn enter_state(entered: u32, history_content: u32, place: usize, cx: &mut Cx<'_>) -> usize {
    let program = cx.machine.program;
    let number = entered & !transition::DEFAULT_ENTRY;
    let place = cx.machine.configuration.add(place, number, program);
    if cx.machine.tracing {
        cx.platform.trace(Trace::Enter(program.state_ids[number as usize]));
    }
    let row = program.state(number);
    run_onentry(entered, row, cx);
    if history_content != 0 {
        run_block(history_content - 1, cx);
    }
    if row[state::KIND] & state::KIND_MASK == state::FINAL {
        enter_final_state(number, cx);
    }
    place
}

/// Runs what is to run when a state of this row is entered, but for the default content of a history state.
#[inline]
pub(super) fn run_onentry(entered: u32, row: &[u32; state::COLUMNS], cx: &mut Cx<'_>) {
    if row[state::KIND] & state::ENTRY_WORK == 0 {
        return;
    }
    let by_default = entered & transition::DEFAULT_ENTRY != 0;
    let entered = entered & !transition::DEFAULT_ENTRY;
    if row[state::LATE_DATA] != 0 {
        bind_late_data(entered, row[state::LATE_DATA], cx);
    }
    if row[state::INVOKES] != 0 {
        invocations::state_entered(entered, cx);
    }
    run_blocks(row[state::ONENTRY], cx);
    if by_default && row[state::INITIAL_BLOCK] != 0 {
        run_block(row[state::INITIAL_BLOCK] - 1, cx);
    }
}

/// Binds the data of a state when it is entered for the first time (section 5.3.3).
#[cold]
fn bind_late_data(entered: u32, list: u32, cx: &mut Cx<'_>) {
    let late_bound = &mut cx.machine.seldom.make().late_bound;
    if let Err(place) = late_bound.binary_search(&entered) {
        late_bound.insert(place, entered);
        run_blocks(list, cx);
    }
}

fn enter_final_state(entered: u32, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let parent = program.parent(entered);
    if parent == NONE {
        if cx.machine.phase == Phase::Running {
            cx.machine.phase = Phase::Ending;
        }
        return;
    }
    let data = done_data(entered, cx).unwrap_or(Value::UNDEFINED);
    raise_done(parent, data, cx);
    let grandparent = program.parent(parent);
    if grandparent != NONE
        && program.kind(grandparent) == state::PARALLEL
        && is_in_final_state(grandparent, cx)
    {
        raise_done(grandparent, Value::UNDEFINED, cx);
    }
}

/// Puts an event that the engine itself makes into the internal queue.
fn raise_done(done: u32, data: Value, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let id = program.state(done)[state::DONE_EVENT];
    let state_id = program.state_ids[done as usize];
    let known = program.events.get((id as usize).wrapping_sub(1)).copied();
    let event = match known.filter(|name| name.strip_prefix("done.state.") == Some(state_id)) {
        Some(name) => Event::known(id, name),
        None => Event::new(format!("done.state.{state_id}")),
    };
    cx.machine.enqueue_value(event, EventKind::Platform, Payload::Done, data);
}

/// What a final state's `<donedata>` gives; a failure becomes an event and gives nothing.
pub(super) fn done_data(item: u32, cx: &mut Cx<'_>) -> Option<Value> {
    let code = match cx.machine.program.state(item)[state::DONEDATA] {
        0 => return None,
        number => {
            cx.machine.at.function = DONEDATA + number - 1;
            cx.machine.program.donedata[number as usize - 1]
        }
    };
    match code(cx) {
        Ok(value) => Some(value),
        Err(_) => {
            failure::report(cx);
            None
        }
    }
}

/// Whether an active parallel state is in a final state: each child is (function `isInFinalState`).
fn is_in_final_state(parallel: u32, cx: &Cx<'_>) -> bool {
    let program = cx.machine.program;
    let configuration = &cx.machine.configuration;
    let start = configuration.place(parallel + 1);
    let end = configuration.place(program.state(parallel)[state::LAST] + 1);
    let inside = &configuration.states()[start..end];
    let mut left = vec![parallel];
    while let Some(parallel) = left.pop() {
        for child in program.list(program.state(parallel)[state::CHILDREN]) {
            match program.kind(*child) {
                state::PARALLEL => left.push(*child),
                state::COMPOUND if has_final_child(*child, inside, program) => {}
                _ => return false,
            }
        }
    }
    true
}

/// Whether the active child of a compound state is a final state.
fn has_final_child(compound: u32, active: &[u32], program: &Program) -> bool {
    // The active child of an active compound state is what comes right after it.
    let place = active.partition_point(|item| *item <= compound);
    active.get(place).is_some_and(|child| {
        program.parent(*child) == compound && program.kind(*child) == state::FINAL
    })
}
