//! Which transitions does an event enable?

use super::{Enabled, NONE, failure};
use crate::configuration::Configuration;
use crate::machine::{Cx, Machine};
use crate::program::{Candidates, Program, state, transition};
use crate::scratch::Lent;

/// Finds the transitions that an event enables, conflicts removed (function `selectTransitions`).
pub(super) fn select_transitions(event: u32, cx: &mut Cx<'_>) -> bool {
    select(|row, program| candidates(row[state::CANDIDATES], event, program), cx)
}

/// The same without an event (function `selectEventlessTransitions`).
pub(super) fn select_eventless_transitions(cx: &mut Cx<'_>) -> bool {
    select(|row, _| row[state::EVENTLESS], cx)
}

/// The transitions of a state's row that an event can enable: the place of a list, or one transition; see
/// [`Candidates`].
fn candidates(place: u32, mut event: u32, program: &Program) -> u32 {
    if place == 0 {
        return 0;
    }
    let (table, place) = (program.candidates, place as usize);
    let count = table[place] as usize;
    while event != 0 {
        if count <= 8 {
            let mut pair = place + 2;
            for _ in 0..count {
                if table[pair] == event {
                    return table[pair + 1];
                }
                pair += 2;
            }
        } else {
            let (pairs, _) = table[place + 2..][..2 * count].as_chunks::<2>();
            if let Ok(at) = pairs.binary_search_by_key(&event, |pair| pair[0]) {
                return pairs[at][1];
            }
        }
        event = program.event_parents[event as usize];
    }
    table[place + 1]
}

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
#[inline(never)]
pub(super) fn take_quietly(event: u32, machine: &mut Machine) -> bool {
    let program = machine.program;
    let active = machine.configuration.states().len();
    let sources = match program.sources.get(event as usize) {
        Some(list) if *list != NONE && !machine.configuration.has_eventless() => {
            program.list(*list)
        }
        _ => return false,
    };
    // When so many states could react, looking at those that are active is quicker.
    if sources.len() > 8 * active {
        return false;
    }
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
        let row = program.transition(one & !Candidates::ONE);
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
    machine.compute_entry_set(targets, row[transition::DOMAIN], false, &mut scratch.entry);
    machine.configuration.replace(start, end, scratch.entry.states())
}

/// Asks each atomic state and its ancestors.
fn select(list_of: impl Fn(&[u32; state::COLUMNS], &Program) -> u32, cx: &mut Cx<'_>) -> bool {
    let program = cx.machine.program;
    cx.scratch.enabled.clear();
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
                && let Some(transition) = first_enabled(list, &mut asked, cx)
            {
                add(transition, place, cx);
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
    conclude(cx)
}

/// Removes conflicts; false when nothing is enabled.
fn conclude(cx: &mut Cx<'_>) -> bool {
    if cx.scratch.enabled.len() > 1 {
        remove_conflicting_transitions(cx);
    }
    !cx.scratch.enabled.is_empty()
}

/// The first transition whose guard holds, of a list or of one; says whether a guard was asked.
#[inline]
fn first_enabled(place: u32, asked: &mut bool, cx: &mut Cx<'_>) -> Option<u32> {
    let program = cx.machine.program;
    let one = [place & !Candidates::ONE];
    let list = if place & Candidates::ONE != 0 { &one } else { program.list(place) };
    for transition in list {
        let guard = program.transition(*transition)[transition::GUARD];
        if guard == 0 {
            return Some(*transition);
        }
        *asked = true;
        if condition_match(guard - 1, cx) {
            return Some(*transition);
        }
    }
    None
}

/// Whether a guard holds; one that fails does not (section 3.12.2).
fn condition_match(guard: u32, cx: &mut Cx<'_>) -> bool {
    let code = cx.machine.program.guards[guard as usize];
    code(cx).unwrap_or_else(|_| {
        failure::report(cx);
        false
    })
}

/// Adds a transition that an active state at or below `place` has found, unless another one has found it before.
fn add(transition: u32, place: usize, cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let enabled = &cx.scratch.enabled;
    if enabled.iter().rev().any(|other| other.transition == transition) {
        return;
    }
    let mut enabled = Enabled::new(transition, place, program);
    if program.transition(transition)[transition::FLAGS] & transition::DYNAMIC_DOMAIN != 0 {
        narrow_domain(&mut enabled, cx);
    }
    cx.scratch.enabled.push(enabled);
}

/// Computes a domain that depends on what a history state recorded.
#[cold]
fn narrow_domain(enabled: &mut Enabled, cx: &mut Cx<'_>) {
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

/// Of two transitions whose exit sets intersect, the one of the descendant stays, else the first (function
/// `removeConflictingTransitions`).
///
/// Exit sets are ranges, and those that are kept lie behind one another; so what intersects with the next one is at
/// the end of what is kept.
fn remove_conflicting_transitions(cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let source = |item: &Enabled| program.transition(item.transition)[transition::SOURCE];
    let enabled = &mut cx.scratch.enabled;
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
