//! Which transitions does an event enable?

use super::{Enabled, NONE, failure};
use crate::machine::Cx;
use crate::program::{Program, state, transition};

/// Finds the transitions that an event enables, conflicts removed (function `selectTransitions`).
pub(super) fn select_transitions(event: u32, cx: &mut Cx<'_>) -> bool {
    select(
        |row, program| match row[state::CANDIDATES] {
            0 => 0,
            place => candidates(place, event, program),
        },
        cx,
    )
}

/// The same without an event (function `selectEventlessTransitions`).
pub(super) fn select_eventless_transitions(cx: &mut Cx<'_>) -> bool {
    select(|row, _| row[state::EVENTLESS], cx)
}

/// The list of a state's transitions that an event can enable; see [`crate::Candidates`].
#[inline]
fn candidates(place: u32, mut event: u32, program: &Program) -> u32 {
    let row = &program.candidates[place as usize..];
    let count = row[0] as usize;
    let pairs = &row[2..2 + 2 * count];
    while event != 0 {
        let found = if count <= 8 {
            pairs.chunks_exact(2).find(|pair| pair[0] == event).map(|pair| pair[1])
        } else {
            let (pairs, _) = pairs.as_chunks::<2>();
            pairs.binary_search_by_key(&event, |pair| pair[0]).ok().map(|at| pairs[at][1])
        };
        if let Some(list) = found {
            return list;
        }
        event = program.event_parents[event as usize];
    }
    row[1]
}

#[inline]
fn select(
    list_of: impl Fn(&'static [u32; state::COLUMNS], &Program) -> u32,
    cx: &mut Cx<'_>,
) -> bool {
    let program = cx.machine.program;
    cx.machine.scratch.enabled.clear();
    // An atomic state whose walk to the root found nothing without asking a guard: the ancestors that another atomic
    // state shares with it need no second look. Those are the ones that come before it in document order.
    let mut cleared = None;
    for place in 0..cx.machine.configuration.states().len() {
        let Some(atomic) = cx.machine.configuration.states().get(place).copied() else { break };
        let row = program.state(atomic);
        if !matches!(row[state::KIND] & state::KIND_MASK, state::ATOMIC | state::FINAL) {
            continue;
        }
        let (mut current, mut row) = (atomic, row);
        let mut asked = false;
        loop {
            let list = list_of(row, program);
            if list != 0
                && let Some(transition) = first_enabled(list, &mut asked, cx)
            {
                add(transition, current == atomic, cx);
                break;
            }
            current = row[state::PARENT];
            if current == NONE || cleared.is_some_and(|cleared| current <= cleared) {
                if !asked {
                    cleared = Some(atomic);
                }
                break;
            }
            row = program.state(current);
        }
    }
    match cx.machine.scratch.enabled.len() {
        0 => false,
        1 => true,
        _ => {
            remove_conflicting_transitions(cx);
            true
        }
    }
}

/// The first transition of a list whose guard holds.
#[inline]
fn first_enabled(list: u32, asked: &mut bool, cx: &mut Cx<'_>) -> Option<u32> {
    let program = cx.machine.program;
    program.list(list).iter().copied().find(|transition| {
        let guard = program.transition(*transition)[transition::GUARD];
        guard == 0 || {
            *asked = true;
            condition_match(guard - 1, cx)
        }
    })
}

/// Whether a guard holds; one that fails does not (section 3.12.2).
fn condition_match(guard: u32, cx: &mut Cx<'_>) -> bool {
    let code = cx.machine.program.guards[guard as usize];
    code(cx).unwrap_or_else(|_| {
        failure::report(cx);
        false
    })
}

#[inline]
fn add(transition: u32, own: bool, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let enabled = &cx.machine.scratch.enabled;
    // Only a transition of an ancestor can have been found before.
    if !own && enabled.iter().rev().any(|other| other.transition == transition) {
        return;
    }
    let mut enabled = Enabled::new(transition, program);
    if program.transition(transition)[transition::FLAGS] & transition::DYNAMIC_DOMAIN != 0 {
        narrow_domain(&mut enabled, cx);
    }
    cx.machine.scratch.enabled.push(enabled);
}

/// Computes a domain that depends on what a history state recorded.
#[cold]
fn narrow_domain(enabled: &mut Enabled, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let row = program.transition(enabled.transition);
    let targets = super::entry_set::effective_target_states(
        program.list(row[transition::TARGETS]),
        program,
        &cx.machine.histories,
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

/// Of two transitions whose exit sets intersect, the one of the descendant stays, else the first (function
/// `removeConflictingTransitions`).
///
/// Exit sets are ranges, and those that are kept lie behind one another; so what intersects with the next one is at
/// the end of what is kept.
fn remove_conflicting_transitions(cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let source = |item: &Enabled| program.transition(item.transition)[transition::SOURCE];
    let enabled = &mut cx.machine.scratch.enabled;
    let mut kept = 0;
    for place in 0..enabled.len() {
        let candidate = enabled[place];
        let mut preempted = false;
        let mut start = kept;
        if candidate.first <= candidate.last {
            while start > 0 {
                let other = &enabled[start - 1];
                // One without targets exits nothing and is never in conflict.
                if other.first <= other.last {
                    if other.last < candidate.first {
                        break;
                    }
                    if !program.is_descendant(source(&candidate), source(other)) {
                        preempted = true;
                        break;
                    }
                }
                start -= 1;
            }
        }
        if preempted {
            continue;
        }
        // Closes the gaps that removed ones leave; those without targets stay.
        let mut to = start;
        for from in start..kept {
            if enabled[from].first > enabled[from].last {
                enabled[to] = enabled[from];
                to += 1;
            }
        }
        enabled[to] = candidate;
        kept = to + 1;
    }
    enabled.truncate(kept);
}
