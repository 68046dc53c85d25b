//! Which transitions does an event enable?

use super::{Enabled, NONE, enabled, failure};
use crate::machine::{Cx, Machine};
use crate::program::{Candidates, Program, state, transition};

/// The enabled transitions of a microstep. One alone, which is what most events enable, needs no list.
#[derive(Default)]
pub(super) struct Selection {
    pub(super) count: usize,
    /// The only one; [`super::Scratch::enabled`] holds more than one.
    pub(super) first: Enabled,
}

/// A transition and its row.
type Found = (u32, &'static [u32; transition::COLUMNS]);

/// Finds the transitions that an event enables, conflicts removed (function `selectTransitions`).
#[inline]
pub(super) fn select_transitions(event: u32, cx: &mut Cx<'_>) -> Selection {
    if let Some(sources) = listed(event, cx) {
        return select_listed(sources, cx);
    }
    select(|row, program| candidates(row[state::CANDIDATES], event, program), cx)
}

/// The states that react to an event and the transition of each, where being active is all that it takes.
#[inline]
pub(super) fn listed(event: u32, cx: &Cx<'_>) -> Option<&'static [u32]> {
    let (sources, _) = cx.machine.program.sources(event)?;
    // When so many states could react, looking at those that are active is quicker.
    (sources.len() <= 8 * cx.machine.configuration.states().len()).then_some(sources)
}

/// Whether one branch of states is active: one atomic state and its ancestors.
#[inline]
pub(super) fn has_one_branch(machine: &Machine) -> bool {
    let active = machine.configuration.states();
    active.last().is_some_and(|atomic| {
        machine.program.state(*atomic)[state::KIND] >> state::DEPTH_SHIFT == active.len() as u32
    })
}

/// What the atomic state of the only active branch has for an event, see [`candidates`], where that stands first in the
/// state's row; else 0.
#[inline]
pub(super) fn first_listed(event: u32, machine: &Machine) -> u32 {
    let active = machine.configuration.states();
    let Some(atomic) = active.last() else { return 0 };
    let row = machine.program.state(*atomic);
    if row[state::KIND] >> state::DEPTH_SHIFT != active.len() as u32 {
        return 0;
    }
    first_of_row(row[state::CANDIDATES], event, machine.program)
}

/// The transition that an event enables where one branch is active; `first` as [`first_listed`] gives it, or 0.
#[inline]
pub(super) fn select_only(event: u32, first: u32, cx: &mut Cx<'_>) -> Option<Found> {
    if first != 0
        && let Some(found) = first_enabled(first, || (), cx)
    {
        return Some(found);
    }
    select_above(event, first != 0, cx)
}

/// The same from the atomic state on, which may have been asked already.
#[inline(never)]
fn select_above(event: u32, mut is_asked: bool, cx: &mut Cx<'_>) -> Option<Found> {
    let program = cx.machine.program;
    let mut current = *cx.machine.configuration.states().last()?;
    while current != NONE {
        let row = program.state(current);
        let list = candidates(row[state::CANDIDATES], event, program);
        if list != 0
            && !is_asked
            && let Some(found) = first_enabled(list, || (), cx)
        {
            return Some(found);
        }
        is_asked = false;
        current = row[state::PARENT];
    }
    None
}

/// The same without an event (function `selectEventlessTransitions`).
pub(super) fn select_eventless_transitions(cx: &mut Cx<'_>) -> Selection {
    select(|row, _| row[state::EVENTLESS], cx)
}

/// The transitions of a state's row that an event can enable: the place of a list, or one transition; see
/// [`Candidates`].
#[inline]
fn candidates(place: u32, mut event: u32, program: &Program) -> u32 {
    if place == 0 {
        return 0;
    }
    let Some(([count, others], pairs)) = program.candidates[place as usize..].split_first_chunk()
    else {
        return 0;
    };
    let (pairs, _) = pairs[..2 * *count as usize].as_chunks::<2>();
    while event != 0 {
        if pairs.len() <= 8 {
            for [named, list] in pairs {
                if *named == event {
                    return *list;
                }
            }
        } else if let Ok(at) = pairs.binary_search_by_key(&event, |pair| pair[0]) {
            return pairs[at][1];
        }
        event = program.event_parents[event as usize];
    }
    *others
}

/// What a row of candidates has for an event when that stands first in it; else 0.
#[inline]
fn first_of_row(place: u32, event: u32, program: &Program) -> u32 {
    let row = program.candidates.get(place as usize..);
    match row.and_then(|row| row.first_chunk()) {
        Some([count, _, named, list]) if *named == event && *count != 0 => *list,
        _ => 0,
    }
}

/// What an event enables where the table says which states react to it: no guard, and no conflict.
fn select_listed(sources: &[u32], cx: &mut Cx<'_>) -> Selection {
    let mut selection = Selection::default();
    let mut place = 0;
    for [source, one] in sources.as_chunks().0 {
        let Some((next, is_active)) = cx.machine.configuration.reach(place, *source) else { break };
        place = next;
        if is_active {
            selection.push(*one, place, cx);
        }
    }
    selection
}

/// Asks each atomic state and its ancestors.
#[inline]
fn select(list_of: impl Fn(&[u32; state::COLUMNS], &Program) -> u32, cx: &mut Cx<'_>) -> Selection {
    let program = cx.machine.program;
    let mut selection = Selection::default();
    // An atomic state whose walk to the root found nothing without asking a guard: the ancestors that another atomic
    // state shares with it need no second look. Those are the ones that come before it in document order.
    let mut cleared = None;
    for place in 0..cx.machine.configuration.states().len() {
        let Some(atomic) = cx.machine.configuration.states().get(place).copied() else { break };
        let row = program.state(atomic);
        if !matches!(row[state::KIND] & state::KIND_MASK, state::ATOMIC | state::FINAL) {
            continue;
        }
        let (mut row, mut asked) = (row, false);
        loop {
            let list = list_of(row, program);
            if list != 0
                && let Some((transition, _)) = first_enabled(list, || asked = true, cx)
            {
                selection.add(transition, place, cx);
                break;
            }
            let current = row[state::PARENT];
            if current == NONE || cleared.is_some_and(|cleared| current <= cleared) {
                if !asked {
                    cleared = Some(atomic);
                }
                break;
            }
            row = program.state(current);
        }
    }
    if selection.count > 1 {
        enabled::remove_conflicting_transitions(&mut cx.scratch.get().enabled, program);
    }
    selection
}

/// The first transition whose guard holds, of a list or of one; says so when a guard is asked.
#[inline]
fn first_enabled(place: u32, mut asking: impl FnMut(), cx: &mut Cx<'_>) -> Option<Found> {
    let program = cx.machine.program;
    let one = [place & !Candidates::ONE];
    let list = if place & Candidates::ONE != 0 { &one } else { program.list(place) };
    for transition in list {
        let row = program.transition(*transition);
        if row[transition::GUARD] == 0 {
            return Some((*transition, row));
        }
        asking();
        if condition_match(row[transition::GUARD] - 1, cx) {
            return Some((*transition, row));
        }
    }
    None
}

/// Whether a guard holds; one that fails does not (section 3.12.2).
fn condition_match(guard: u32, cx: &mut Cx<'_>) -> bool {
    cx.machine.at.function = guard;
    let code = cx.machine.program.guards[guard as usize];
    code(cx).unwrap_or_else(|_| {
        failure::report(cx);
        false
    })
}

impl Selection {
    /// Adds a transition that an active state at or below `place` has found, unless another one has found it before.
    fn add(&mut self, transition: u32, place: usize, cx: &mut Cx<'_>) {
        let known = |other: &Enabled| other.transition == transition;
        if self.count > 0
            && (known(&self.first)
                || self.count > 1 && cx.scratch.get().enabled.iter().rev().any(known))
        {
            return;
        }
        self.push(transition, place, cx);
    }

    #[inline]
    fn push(&mut self, transition: u32, place: usize, cx: &mut Cx<'_>) {
        let enabled = self::enabled(transition, place, cx);
        match self.count {
            0 => self.first = enabled,
            count => {
                let list = &mut cx.scratch.get().enabled;
                if count == 1 {
                    list.clear();
                    list.push(self.first);
                }
                list.push(enabled);
            }
        }
        self.count += 1;
    }
}

/// What is to be known of a transition that an active state at or below `place` has found.
#[inline]
pub(super) fn enabled(transition: u32, place: usize, cx: &Cx<'_>) -> Enabled {
    let program = cx.machine.program;
    let mut enabled = Enabled::new(transition, place, program);
    if program.transition(transition)[transition::FLAGS] & transition::DYNAMIC_DOMAIN != 0 {
        narrow_domain(&mut enabled, cx);
    }
    enabled
}

/// Computes a domain that depends on what a history state recorded.
#[cold]
fn narrow_domain(enabled: &mut Enabled, cx: &Cx<'_>) {
    let program = cx.machine.program;
    let row = program.transition(enabled.transition);
    let targets = super::entry_set::effective_target_states(
        program.list(row[transition::TARGETS]),
        program,
        cx.machine.histories(),
    );
    enabled.domain = transition_domain(row, &targets, program);
    (enabled.first, enabled.last) = match enabled.domain {
        NONE => (0, NONE - 1),
        domain => (domain + 1, program.state(domain)[state::LAST]),
    };
}

/// Function `getTransitionDomain`, for a transition with targets.
fn transition_domain(row: &[u32], targets: &[u32], program: &Program) -> u32 {
    let source = row[transition::SOURCE];
    let holds_all = |ancestor: u32| targets.iter().all(|t| program.is_descendant(*t, ancestor));
    if row[transition::FLAGS] & transition::INTERNAL != 0 && holds_all(source) {
        return source;
    }
    let mut ancestor = program.parent(source);
    while ancestor != NONE && (program.kind(ancestor) != state::COMPOUND || !holds_all(ancestor)) {
        ancestor = program.parent(ancestor);
    }
    ancestor
}
