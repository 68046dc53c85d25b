//! Which macrosteps need no more than tables? Those in which nothing runs and nobody is told.

use super::NONE;
use crate::configuration::Configuration;
use crate::machine::Machine;
use crate::program::{Candidates, Program, state, transition};
use crate::scratch::Lent;

/// The shortest way through a macrostep: the atomic state of the only active branch has one transition for the event,
/// and all that this does is to put another atomic state in its place. False when that is not so; then nothing has
/// happened.
#[inline]
pub(super) fn swap_atomic(
    event: u32,
    program: &Program,
    configuration: &mut Configuration,
) -> bool {
    let (count, eventless) = (configuration.states().len(), configuration.has_eventless());
    let Some(atomic) = configuration.last() else { return false };
    let row = program.state(*atomic);
    if eventless || row[state::KIND] >> state::DEPTH_SHIFT != count as u32 {
        return false;
    }
    let candidates = program.candidates.get(row[state::CANDIDATES] as usize..);
    let Some([count, _, first, one]) = candidates.and_then(|row| row.first_chunk()) else {
        return false;
    };
    if *count == 0 || *first != event || one & Candidates::ONE == 0 {
        return false;
    }
    match program.transition(one & !Candidates::ONE)[transition::SWAP] {
        0 => false,
        state => {
            *atomic = state - 1;
            true
        }
    }
}

/// Takes what an event enables, in any number of regions, when the tables say that nothing runs; false when something
/// may, and then nothing has happened.
#[inline]
pub(super) fn take_quietly(event: u32, machine: &mut Machine) -> bool {
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
        let active = &machine.configuration.states()[place..];
        match active.iter().position(|state| state >= source) {
            Some(distance) => place += distance,
            None => break,
        }
        if machine.configuration.states()[place] != *source {
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

/// Lets the history states that a silent transition passes remember what is active.
fn record_histories(place: usize, row: &[u32; transition::COLUMNS], machine: &mut Machine) {
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
