//! How are states left?

use super::{Enabled, NONE, invocations, run_blocks};
use crate::family::ROOT;
use crate::machine::{Cx, Phase};
use crate::outcome::Outcome;
use crate::program::{state, transition};
use crate::{Data, Trace};

/// Leaves what the enabled transitions leave (procedure `exitStates`).
///
/// The exit sets are disjoint ranges in the order of the transitions, so exit order is the transitions from the last
/// to the first, and each one's states from the last to the first.
pub(super) fn exit_states(enabled: &mut [Enabled], cx: &mut Cx<'_>) {
    let mut runs = cx.machine.tracing;
    for enabled in &mut *enabled {
        (enabled.start, enabled.end) =
            cx.machine.configuration.range(enabled.start, enabled.first, enabled.last);
        runs |= record_histories(enabled, cx);
    }
    for Enabled { start, end, eventless, .. } in enabled.iter().rev().copied() {
        if runs {
            for place in (start..end).rev() {
                exit_state(place, cx);
            }
        } else {
            cx.machine.configuration.delete_all(start, end, eventless);
        }
    }
}

/// Lets the history states of all states that a transition leaves remember what is active now; tells whether one of
/// these states runs something when it is left.
fn record_histories(enabled: &mut Enabled, cx: &mut Cx<'_>) -> bool {
    let machine = &mut *cx.machine;
    let program = machine.program;
    let quiet = transition::QUIET_EXIT;
    if program.transition(enabled.transition)[transition::FLAGS] & quiet != 0 {
        return false;
    }
    let left = &machine.configuration.states()[enabled.start..enabled.end];
    let mut runs = false;
    for (place, parent) in left.iter().enumerate() {
        let row = program.state(*parent);
        enabled.eventless += u32::from(row[state::KIND] & state::HAS_EVENTLESS != 0);
        if row[state::KIND] & state::EXIT_WORK == 0 {
            continue;
        }
        runs |= row[state::ONEXIT] != 0 || row[state::INVOKES] != 0;
        if row[state::HISTORIES] == 0 {
            continue;
        }
        let inside = &left[place + 1..];
        let count = inside.partition_point(|item| *item <= row[state::LAST]);
        for history in program.list(row[state::HISTORIES]) {
            if program.kind(*history) == state::DEEP_HISTORY {
                machine.seldom.make().histories.record(*history, inside[..count].iter().copied());
            } else {
                let children = inside[..count].iter().filter(|i| program.parent(**i) == *parent);
                machine.seldom.make().histories.record(*history, children.copied());
            }
        }
    }
    runs
}

/// Leaves the state at a place of the configuration.
fn exit_state(place: usize, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let left = cx.machine.configuration.states()[place];
    let row = program.state(left);
    if row[state::KIND] & state::EXIT_WORK != 0 {
        run_onexit(left, row, cx);
    }
    if cx.machine.tracing {
        cx.platform.trace(Trace::Exit(program.state_ids[left as usize]));
    }
    cx.machine.configuration.delete(place, program);
}

/// Runs what is to run when a state is left, which has this row, and ends what it invoked.
#[inline]
pub(super) fn run_onexit(left: u32, row: &[u32; state::COLUMNS], cx: &mut Cx<'_>) {
    run_blocks(row[state::ONEXIT], cx);
    if row[state::INVOKES] != 0 {
        invocations::cancel(left, cx);
    }
}

/// Ends the session (procedure `exitInterpreter`): leaves all states, unless it was stopped.
pub(super) fn exit_interpreter(cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    if cx.machine.outcome.is_none() {
        let final_state = cx
            .machine
            .configuration
            .states()
            .iter()
            .copied()
            .find(|item| program.kind(*item) == state::FINAL && program.parent(*item) == NONE);
        let mut data = Data::Undefined;
        while let Some(place) = cx.machine.configuration.states().len().checked_sub(1) {
            let is_final = Some(cx.machine.configuration.states()[place]) == final_state;
            exit_state(place, cx);
            if cx.machine.outcome.is_some() {
                break;
            }
            if let (true, Some(item)) = (is_final, final_state) {
                data = super::enter::done_data(item, cx)
                    .and_then(|value| crate::event_object::to_data_or_report(value, cx))
                    .unwrap_or_default();
            }
        }
        let state = final_state.map_or("", |item| program.state_ids[item as usize]);
        cx.machine.outcome.get_or_insert_with(|| Box::new(Outcome::Final { state, data }));
    }
    if cx.machine.family.as_ref().is_some_and(|family| family.running == ROOT) {
        invocations::abandon(cx);
    }
    let machine = &mut *cx.machine;
    machine.phase = Phase::Ended;
    machine.configuration.clear();
    machine.internal.clear();
    machine.external.clear();
    if let Some(seldom) = machine.seldom.get_mut() {
        seldom.timers.clear();
        seldom.outbox.clear();
    }
}
