//! What is an enabled transition, and which of them stay when their exit sets intersect?

use crate::program::{Program, transition};

/// A transition that is taken in the microstep in hand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Enabled {
    pub(super) transition: u32,
    /// Its exit set: what is active from `first` to `last`.
    pub(super) first: u32,
    pub(super) last: u32,
    /// `getTransitionDomain`; [`crate::program::NONE`] for the root.
    pub(super) domain: u32,
    /// Places of the exit set in the configuration; before that is known, `start` is near it.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many states of the exit set have eventless transitions.
    pub(super) eventless: u32,
}

impl Enabled {
    pub(super) fn new(transition: u32, place: usize, program: &Program) -> Self {
        let row = program.transition(transition);
        Self {
            transition,
            first: row[transition::EXIT_FIRST],
            last: row[transition::EXIT_LAST],
            domain: row[transition::DOMAIN],
            start: place,
            end: place,
            eventless: 0,
        }
    }
}

/// Of two transitions whose exit sets intersect, the one of the descendant stays, else the first (function
/// `removeConflictingTransitions`).
///
/// Exit sets are ranges, and those that are kept lie behind one another; so what intersects with the next one is at
/// the end of what is kept.
pub(super) fn remove_conflicting_transitions(enabled: &mut Vec<Enabled>, program: &Program) {
    let source = |item: &Enabled| program.transition(item.transition)[transition::SOURCE];
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
