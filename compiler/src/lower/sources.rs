//! Which states react to an event, where taking what it enables needs no more than tables?

use std::collections::BTreeMap;

use crate::chart::StateKind;
use crate::plan::{self, NONE, State, Transition};

use super::lists::Lists;

/// Longer lists are not worth looking at.
const LONGEST: usize = 64;

/// What is known of the states and transitions.
pub(super) struct Chart<'a> {
    pub(super) states: &'a [State],
    pub(super) transitions: &'a [Transition],
}

impl Chart<'_> {
    /// For each event id, 0 included, the place of a list of pairs: each state that reacts to the event and its only
    /// transition; flagged with [`plan::QUIET_SOURCES`] where nothing runs. [`NONE`] where a guard is asked, or two of the
    /// transitions can be in conflict.
    pub(super) fn sources(
        &self,
        candidates: &[u32],
        event_parents: &[u32],
        lists: &mut Lists,
    ) -> Vec<u32> {
        let named = self.named(candidates, event_parents.len());
        (0..event_parents.len())
            .map(|event| {
                let sources = all(event, &named, event_parents);
                let Some(sources) = sources.filter(|sources| self.is_unambiguous(sources)) else {
                    return NONE;
                };
                let pairs =
                    sources.iter().map(|(state, one)| [*state, one & !plan::ONE_TRANSITION]);
                let place = lists.place(&pairs.flatten().collect::<Vec<_>>());
                if self.is_quiet(&sources) { place | plan::QUIET_SOURCES } else { place }
            })
            .collect()
    }

    /// For each event id, the states whose rows name it, and what they say; for 0, those that name all events.
    fn named(&self, candidates: &[u32], events: usize) -> Vec<Vec<(u32, u32)>> {
        let mut named = vec![Vec::new(); events];
        for (number, state) in (0u32..).zip(self.states).filter(|(_, s)| s.row.candidates != 0) {
            let row = &candidates[state.row.candidates as usize..];
            if row[1] != 0 {
                named[0].push((number, row[1]));
            }
            for pair in row[2..].chunks(2).take(row[0] as usize) {
                named[pair[0] as usize].push((number, pair[1]));
            }
        }
        named
    }

    fn row(&self, one: u32) -> &Transition {
        &self.transitions[(one & !plan::ONE_TRANSITION) as usize]
    }

    /// Whether being active is all that it takes for each of these states to take its transition.
    fn is_unambiguous(&self, sources: &BTreeMap<u32, u32>) -> bool {
        let mut before: Vec<(u32, &Transition)> = Vec::new();
        sources.iter().all(|(state, one)| {
            if one & plan::ONE_TRANSITION == 0 {
                return false;
            }
            let row = self.row(*one);
            let is_clear =
                row.guard == 0 && !before.iter().any(|b| self.conflict(*b, (*state, row)));
            before.push((*state, row));
            is_clear
        })
    }

    /// Whether nothing runs when these are taken.
    fn is_quiet(&self, sources: &BTreeMap<u32, u32>) -> bool {
        let plain = plan::QUIET | plan::QUIET_EXIT;
        sources
            .values()
            .map(|one| self.row(*one).flags)
            .all(|flags| flags & plain == plain || flags & plan::SILENT != 0)
    }

    /// Whether two transitions can be in conflict, or the first is found on the way from the second.
    fn conflict(&self, (a, one): (u32, &Transition), (b, other): (u32, &Transition)) -> bool {
        let holds = |state: u32| state < b && b <= self.states[state as usize].row.last;
        if holds(a) {
            return true;
        }
        let overlap = one.exit_first.max(other.exit_first) <= one.exit_last.min(other.exit_last);
        let mut ancestor = self.states[a as usize].row.parent;
        while ancestor != NONE && !holds(ancestor) {
            ancestor = self.states[ancestor as usize].row.parent;
        }
        let parallel = plan::kind_number(StateKind::Parallel);
        // Of two states of different children of a compound state, one at most is active.
        let together = self
            .states
            .get(ancestor as usize)
            .is_some_and(|state| state.row.kind & plan::KIND_MASK == parallel);
        overlap && together
    }
}

/// The states that react to an event and what their rows say; none when there are too many.
fn all(
    event: usize,
    named: &[Vec<(u32, u32)>],
    event_parents: &[u32],
) -> Option<BTreeMap<u32, u32>> {
    let mut all = BTreeMap::new();
    let mut next = event;
    loop {
        if named[next].len() > LONGEST {
            return None;
        }
        for (state, candidates) in &named[next] {
            all.entry(*state).or_insert(*candidates);
        }
        if next == 0 {
            return (all.len() <= LONGEST).then_some(all);
        }
        next = event_parents[next] as usize;
    }
}
