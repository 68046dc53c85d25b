//! Which macrosteps need no more than tables? Those in which nothing runs and nobody is told.

use super::NONE;
use crate::machine::Machine;
use crate::program::{Candidates, state, transition};
use crate::scratch::Lent;

/// The shortest way through a macrostep: the only transition that the only active branch has for an event does no more
/// than to put another atomic state in the place of its source. False when that is not so; then nothing has happened.
#[inline]
pub(super) fn swap_atomic(first: u32, machine: &mut Machine) -> bool {
    if first & Candidates::ONE == 0 || machine.configuration.has_eventless() {
        return false;
    }
    let swap = machine.program.transition(first & !Candidates::ONE)[transition::SWAP];
    match machine.configuration.last() {
        Some(atomic) if swap != 0 => {
            *atomic = swap - 1;
            true
        }
        _ => false,
    }
}

/// Takes what an event enables, in any number of regions, when the tables say that nothing runs; false when something
/// may, and then nothing has happened.
#[inline]
pub(super) fn take_quietly(event: u32, first: u32, machine: &mut Machine) -> bool {
    if first != 0 && first & Candidates::ONE == 0 {
        return false;
    }
    match machine.program.sources(event) {
        // When so many states could react, looking at those that are active is quicker.
        Some((sources, true)) if sources.len() <= 8 * machine.configuration.states().len() => {
            !machine.configuration.has_eventless() && take_sources(sources, machine)
        }
        _ => false,
    }
}

#[inline(never)]
fn take_sources(sources: &[u32], machine: &mut Machine) -> bool {
    let program = machine.program;
    let mut place = 0;
    for [source, one] in sources.as_chunks().0 {
        let Some((next, is_active)) = machine.configuration.reach(place, *source) else { break };
        place = next;
        if !is_active {
            continue;
        }
        let row = program.transition(*one);
        place = match row[transition::SWAP] {
            0 => replace(place, row, machine),
            state => machine.configuration.swap(place, state - 1),
        };
    }
    true
}

/// Lets the history states that a silent or plain transition passes remember what is active.
pub(super) fn record_histories(
    place: usize,
    row: &[u32; transition::COLUMNS],
    machine: &mut Machine,
) {
    let program = machine.program;
    for history in program.list(row[transition::EXIT_HISTORIES]) {
        let parent = program.parent(*history);
        let active = machine.configuration.states();
        let (start, end) =
            machine.configuration.range(place, parent, program.state(parent)[state::LAST]);
        if active.get(start) != Some(&parent) {
            continue;
        }
        let inside = &active[start + 1..end];
        if program.kind(*history) == state::DEEP_HISTORY {
            machine.seldom.make().histories.record(*history, inside.iter().copied());
        } else {
            let children = inside.iter().filter(|item| program.parent(**item) == parent);
            machine.seldom.make().histories.record(*history, children.copied());
        }
    }
}

/// Leaves and enters what a transition does, when nothing runs; gives the place after what it entered.
fn replace(place: usize, row: &[u32; transition::COLUMNS], machine: &mut Machine) -> usize {
    let program = machine.program;
    if row[transition::EXIT_HISTORIES] != 0 {
        record_histories(place, row, machine);
    }
    let (first, last) = (row[transition::EXIT_FIRST], row[transition::EXIT_LAST]);
    if first > last {
        return place + 1;
    }
    let (start, end) = machine.configuration.range(place, first, last);
    if row[transition::ENTRY] != NONE {
        let entered = program.list(row[transition::ENTRY]);
        return machine.configuration.replace(start, end, entered);
    }
    let targets = program.list(row[transition::TARGETS]);
    let scratch = &mut Lent::take();
    machine.compute_entry_set(targets, row[transition::DOMAIN], false, &mut scratch.get().entry);
    machine.configuration.replace(start, end, scratch.get().entry.states())
}
