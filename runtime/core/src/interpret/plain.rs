//! Which microsteps need not change the configuration state by state? Those that only run blocks on the way: all is left
//! and entered at once after the last of them.
//!
//! Nobody can tell: no such transition enters a final state, nobody watches the session, and code that asks between two
//! blocks which states are active (`In`, `__GetCurrentStates`) is answered from how far the microstep is.

use std::cell::Cell;

use super::{Enabled, NONE, enter, exit, quiet, run_block};
use crate::machine::Cx;
use crate::program::{state, transition};
use crate::scratch::Lent;

/// More transitions at once are taken state by state.
const MOST: usize = 4;

/// A transition that is taken.
#[derive(Clone, Copy, Debug)]
struct Taken<'t> {
    row: &'static [u32; transition::COLUMNS],
    /// What it enters, in document order, as in [`transition::ENTRY`].
    entered: &'t [u32],
    /// Its exit set, as places of the configuration.
    start: u32,
    end: u32,
}

/// How far a microstep is that is under way.
#[derive(Debug)]
pub(crate) struct Underway<'t> {
    taken: &'t [Taken<'t>],
    /// What stands in the exit sets from this place of the configuration on is left.
    left_from: Cell<usize>,
    /// The transition, a place in `taken`, whose states are entered now.
    entering: Cell<usize>,
    /// How many of them are entered.
    entered: Cell<usize>,
}

impl Taken<'static> {
    const NONE: Self = Taken { row: &[0; transition::COLUMNS], entered: &[], start: 0, end: 0 };

    /// A transition that an active state at or below `place` has found, with what it enters unless that has to be computed;
    /// none when it needs more. Its histories remember what is active.
    #[inline]
    fn new(transition: u32, place: usize, cx: &mut Cx<'_>) -> Option<Self> {
        let program = cx.machine.program;
        let row = program.transition(transition);
        let flags = row[transition::FLAGS];
        if flags & transition::PLAIN == 0 {
            return None;
        }
        let (start, end) = if flags & transition::ALONE != 0 {
            (place, place + 1)
        } else {
            let (first, last) = (row[transition::EXIT_FIRST], row[transition::EXIT_LAST]);
            cx.machine.configuration.range(place, first, last)
        };
        if row[transition::EXIT_HISTORIES] != 0 {
            quiet::record_histories(start, row, cx.machine);
        }
        let entered = match row[transition::ENTRY] {
            NONE => &[],
            list => program.list(list),
        };
        Some(Taken { row, entered, start: start as u32, end: end as u32 })
    }
}

/// Takes the enabled transitions, unless one of them needs more.
#[inline]
pub(super) fn take(enabled: &[Enabled], cx: &mut Cx<'_>) -> bool {
    if cx.machine.tracing {
        return false;
    }
    if let [Enabled { transition, start, .. }] = *enabled {
        return take_one(transition, start, cx);
    }
    let mut several = Several::default();
    let is_plain = enabled.iter().all(|one| several.add(one.transition, one.start, cx));
    is_plain && several.take(cx)
}

/// Takes the transitions of the states in a list of [`crate::Program::sources`] that are active, unless one of them needs
/// more.
#[inline]
pub(super) fn take_listed(sources: &[u32], cx: &mut Cx<'_>) -> bool {
    if cx.machine.tracing {
        return false;
    }
    let mut several = Several::default();
    let mut place = 0;
    for [source, one] in sources.as_chunks().0 {
        let Some((next, is_active)) = cx.machine.configuration.reach(place, *source) else { break };
        place = next;
        if is_active && !several.add(*one, place, cx) {
            return false;
        }
    }
    several.take(cx)
}

/// Takes a transition that an active state at or below `place` has found, unless it needs more.
#[inline]
pub(super) fn take_one(transition: u32, place: usize, cx: &mut Cx<'_>) -> bool {
    let Some(one) = Taken::new(transition, place, cx) else { return false };
    if one.row[transition::ENTRY] != NONE {
        microstep(&[one], cx);
        return true;
    }
    let mut scratch = std::mem::replace(&mut cx.scratch, Lent::take());
    let set = &mut scratch.get().entry;
    let targets = cx.machine.program.list(one.row[transition::TARGETS]);
    cx.machine.compute_entry_set(targets, one.row[transition::DOMAIN], false, set);
    let is_plain = set.contents().is_empty();
    if is_plain {
        microstep(&[Taken { entered: set.states(), ..one }], cx);
    }
    cx.scratch = scratch;
    is_plain
}

/// Transitions that are taken together.
struct Several {
    taken: [Taken<'static>; MOST],
    count: usize,
}

impl Default for Several {
    #[inline]
    fn default() -> Self {
        Several { taken: [Taken::NONE; MOST], count: 0 }
    }
}

impl Several {
    /// Adds a transition; false when it needs more, or too many are there.
    #[inline]
    fn add(&mut self, transition: u32, place: usize, cx: &mut Cx<'_>) -> bool {
        let Some(taken) = self.taken.get_mut(self.count) else { return false };
        let Some(found) = Taken::new(transition, place, cx) else { return false };
        *taken = found;
        self.count += 1;
        found.row[transition::ENTRY] != NONE
    }

    #[inline]
    fn take(&self, cx: &mut Cx<'_>) -> bool {
        microstep(&self.taken[..self.count], cx);
        true
    }
}

/// Takes transitions (procedure `microstep`).
fn microstep(taken: &[Taken<'_>], cx: &mut Cx<'_>) {
    let underway = Underway {
        taken,
        left_from: Cell::new(usize::MAX),
        entering: Cell::new(0),
        entered: Cell::new(0),
    };
    run(&underway, &mut cx.during(&underway));
    let machine = &mut *cx.machine;
    for Taken { row, entered, start, end } in taken.iter().rev().copied() {
        // The place of one without targets may be inside what another one leaves.
        if row[transition::TARGETS] != 0 {
            machine.configuration.replace(start as usize, end as usize, entered);
        }
        if row[transition::FLAGS] & transition::EVENTLESS != 0 {
            machine.configuration.count_eventless(machine.program);
        }
    }
}

/// Runs what is to run (procedures `exitStates`, `executeTransitionContent` and `enterStates`).
#[inline]
fn run(underway: &Underway<'_>, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    for Taken { row, start, end, .. } in underway.taken.iter().rev() {
        if row[transition::FLAGS] & transition::QUIET_EXIT != 0 {
            continue;
        }
        for place in (*start as usize..*end as usize).rev() {
            let left = cx.machine.configuration.states()[place];
            let row = program.state(left);
            if row[state::KIND] & state::EXIT_WORK != 0 {
                underway.left_from.set(place + 1);
                exit::run_onexit(left, row, cx);
            }
        }
    }
    underway.left_from.set(0);
    for Taken { row, .. } in underway.taken {
        if row[transition::BLOCK] != 0 {
            run_block(row[transition::BLOCK] - 1, cx);
        }
    }
    for (place, Taken { entered, .. }) in underway.taken.iter().enumerate() {
        underway.entering.set(place);
        for (place, entered) in entered.iter().enumerate() {
            let row = program.state(entered & !transition::DEFAULT_ENTRY);
            if row[state::KIND] & state::ENTRY_WORK != 0 {
                underway.entered.set(place + 1);
                enter::run_onentry(*entered, row, cx);
            }
        }
    }
}

impl Underway<'_> {
    /// What has been entered so far, in document order.
    fn entered(&self) -> impl Iterator<Item = u32> {
        let taken = self.taken.iter().take(self.entering.get() + 1).enumerate();
        let states = taken.flat_map(|(place, Taken { entered, .. })| {
            if place < self.entering.get() { entered } else { &entered[..self.entered.get()] }
        });
        states.map(|entered| entered & !transition::DEFAULT_ENTRY)
    }

    /// Whether what stands at a place of the configuration has been left.
    fn has_left(&self, place: usize) -> bool {
        let is_in = |one: &Taken<'_>| (one.start as usize..one.end as usize).contains(&place);
        place >= self.left_from.get() && self.taken.iter().any(is_in)
    }
}

/// Whether a state is active at this moment.
pub(crate) fn is_active(state: u32, cx: &Cx<'_>) -> bool {
    let place = cx.machine.configuration.find(state);
    let Some(underway) = cx.underway else { return place.is_some() };
    place.is_some_and(|place| !underway.has_left(place))
        || underway.entered().any(|entered| entered == state)
}

/// The states that are active at this moment, in document order.
pub(crate) fn active_states(cx: &Cx<'_>) -> Vec<u32> {
    let active = cx.machine.configuration.states();
    let Some(underway) = cx.underway else { return active.to_vec() };
    let kept = active.iter().enumerate().filter(|(place, _)| !underway.has_left(*place));
    let mut states: Vec<u32> = kept.map(|(_, state)| *state).chain(underway.entered()).collect();
    states.sort_unstable();
    states
}
