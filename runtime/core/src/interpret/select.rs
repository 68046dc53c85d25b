//! Which transitions does an event enable?

use super::{Enabled, NONE, failure};
use crate::configuration::Configuration;
use crate::machine::Cx;
use crate::program::{Candidates, Program, state, transition};

/// Finds the transitions that an event enables, conflicts removed (function `selectTransitions`).
pub(super) fn select_transitions(event: u32, cx: &mut Cx<'_>) -> bool {
    select_from_sources(event, cx).unwrap_or_else(|| {
        select(|row, program| candidates(row[state::CANDIDATES], event, program), cx)
    })
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
    let Some(atomic) = configuration.single_quiet() else { return false };
    let row = program.state(*atomic);
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

/// The states that can react to an event, each with its candidates; none when that takes more than one list, or so
/// many could that looking at what is active is quicker.
fn sources(event: u32, active: usize, program: &Program) -> Option<&'static [[u32; 2]]> {
    let list = match program.sources.get(event as usize)? {
        0 => program.sources[0],
        _ if event != 0 && program.sources[0] != 0 => return None,
        list => *list,
    };
    if event != 0 && program.event_parents[event as usize] != 0 {
        return None;
    }
    let (pairs, _) = program.list(list).as_chunks();
    (pairs.len() <= 4 * active).then_some(pairs)
}

/// The transitions taken at once by [`swap_regions`].
const MOST: usize = 16;

/// The same as [`swap_atomic`] when several regions are active, and for all transitions that are quiet.
#[inline(never)]
pub(super) fn swap_regions(
    event: u32,
    program: &Program,
    configuration: &mut Configuration,
) -> bool {
    const PLAIN: u32 = transition::QUIET | transition::QUIET_EXIT;
    if configuration.has_eventless() {
        return false;
    }
    let active = configuration.states();
    let Some(sources) = sources(event, active.len(), program) else { return false };
    let mut taken = [(0, 0); MOST];
    let mut count = 0;
    let (mut place, mut beside, mut unexited) = (0, 0, 0);
    for [source, one] in sources {
        while active.get(place).is_some_and(|state| state < source) {
            place += 1;
        }
        if active.get(place) != Some(source) {
            continue;
        }
        let row = program.transition(one & !Candidates::ONE);
        let is_plain = one & Candidates::ONE != 0
            && row[transition::FLAGS] & PLAIN == PLAIN
            && row[transition::GUARD] == 0;
        // One inside another, or two whose exit sets intersect: the order of the Recommendation decides.
        if !is_plain || *source < beside || row[transition::EXIT_FIRST] < unexited || count == MOST
        {
            return false;
        }
        beside = program.state(*source)[state::LAST] + 1;
        unexited = unexited.max(row[transition::EXIT_LAST].wrapping_add(1));
        taken[count] = (one & !Candidates::ONE, place);
        count += 1;
    }
    // From the last one, so that the places of the others stay what they are.
    for (transition, place) in taken[..count].iter().rev() {
        let row = program.transition(*transition);
        match row[transition::SWAP] {
            0 => {
                let (first, last) = (row[transition::EXIT_FIRST], row[transition::EXIT_LAST]);
                let (start, end) = configuration.range(first, last);
                let entry = program.list(row[transition::ENTRY]);
                configuration.replace(start, end, entry, program);
            }
            state => configuration.swap(*place, state - 1),
        }
    }
    true
}

/// Selects transitions from the states that can react to the event, where that comes to the same as asking each
/// atomic state and its ancestors; none when it does not, and then nothing has happened.
fn select_from_sources(event: u32, cx: &mut Cx<'_>) -> Option<bool> {
    let program = cx.machine.program;
    let active = cx.machine.configuration.states();
    let sources = sources(event, active.len(), program)?;
    let hits = &mut cx.machine.scratch.hits;
    hits.clear();
    let (mut place, mut beside) = (0, 0);
    for [source, one] in sources {
        while active.get(place).is_some_and(|state| state < source) {
            place += 1;
        }
        if active.get(place) != Some(source) {
            continue;
        }
        let row = program.state(*source);
        // Inside another one: that is asked when this one has nothing enabled.
        if *source < beside {
            return None;
        }
        // Each atomic state below asks the guards again.
        let asks_once = *source == row[state::LAST]
            || one & Candidates::ONE != 0
                && program.transition(one & !Candidates::ONE)[transition::GUARD] == 0;
        if !asks_once {
            return None;
        }
        beside = row[state::LAST] + 1;
        hits.push(*one);
    }
    cx.machine.scratch.enabled.clear();
    for place in 0..cx.machine.scratch.hits.len() {
        let one = cx.machine.scratch.hits[place];
        if let Some(transition) = first_enabled(one, &mut false, cx) {
            add(transition, true, cx);
        }
    }
    Some(conclude(cx))
}

#[inline]
fn select(list_of: impl Fn(&[u32; state::COLUMNS], &Program) -> u32, cx: &mut Cx<'_>) -> bool {
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
    conclude(cx)
}

/// Removes conflicts; false when nothing is enabled.
fn conclude(cx: &mut Cx<'_>) -> bool {
    match cx.machine.scratch.enabled.len() {
        0 => false,
        1 => true,
        _ => {
            remove_conflicting_transitions(cx);
            true
        }
    }
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
