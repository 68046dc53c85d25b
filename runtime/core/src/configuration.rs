//! Which states are active?

use crate::program::transition::DEFAULT_ENTRY;
use crate::program::{Program, state};

/// The active states in document order.
///
/// Every exit set is what is active in one range of states, and what a transition enters lies side by side in it, so
/// that no operation costs more when the document has more states.
#[derive(Debug, Default)]
pub(crate) struct Configuration {
    active: Vec<u32>,
    /// How many active states have eventless transitions.
    eventless: u32,
    /// How many active states are atomic or final.
    atomic: u32,
}

impl Configuration {
    #[inline]
    pub(crate) fn states(&self) -> &[u32] {
        &self.active
    }

    /// Whether an active state has eventless transitions.
    #[inline]
    pub(crate) fn has_eventless(&self) -> bool {
        self.eventless > 0
    }

    /// The atomic state, when there is one only and nothing is eventless.
    #[inline]
    pub(crate) fn single_quiet(&mut self) -> Option<&mut u32> {
        if self.atomic == 1 && self.eventless == 0 { self.active.last_mut() } else { None }
    }

    /// Puts an atomic state in the place of another.
    #[inline]
    pub(crate) fn swap(&mut self, place: usize, state: u32) {
        self.active[place] = state;
    }

    pub(crate) fn contains(&self, state: u32) -> bool {
        self.active.binary_search(&state).is_ok()
    }

    /// The places of the active states from `first` to `last`.
    #[inline]
    pub(crate) fn range(&self, first: u32, last: u32) -> (usize, usize) {
        // Configurations are short: looking at each state is quicker than halving.
        if self.active.len() <= 16 {
            let start = self.active.iter().position(|state| *state >= first);
            let Some(start) = start else { return (self.active.len(), self.active.len()) };
            let count = self.active[start..].iter().take_while(|state| **state <= last).count();
            return (start, start + count);
        }
        let start = self.active.partition_point(|state| *state < first);
        let end = self.active.partition_point(|state| *state <= last);
        (start, end.max(start))
    }

    /// Adds a state; gives the place after it.
    pub(crate) fn add(&mut self, place: usize, state: u32, program: &Program) -> usize {
        let kind = program.state(state)[state::KIND];
        self.eventless += u32::from(kind & state::HAS_EVENTLESS != 0);
        self.atomic += u32::from(is_atomic(kind));
        self.active.insert(place, state);
        place + 1
    }

    /// Adds states that lie side by side.
    pub(crate) fn add_all(&mut self, place: usize, states: &[u32], program: &Program) {
        let states = states.iter().map(|state| state & !DEFAULT_ENTRY);
        for state in states.clone() {
            let kind = program.state(state)[state::KIND];
            self.eventless += u32::from(kind & state::HAS_EVENTLESS != 0);
            self.atomic += u32::from(is_atomic(kind));
        }
        if place == self.active.len() {
            self.active.extend(states);
        } else {
            self.active.splice(place..place, states);
        }
    }

    /// Removes the states between two places.
    pub(crate) fn delete_all(&mut self, start: usize, end: usize, program: &Program) {
        for state in &self.active[start..end] {
            let kind = program.state(*state)[state::KIND];
            self.eventless -= u32::from(kind & state::HAS_EVENTLESS != 0);
            self.atomic -= u32::from(is_atomic(kind));
        }
        if end == self.active.len() {
            self.active.truncate(start);
        } else {
            self.active.drain(start..end);
        }
    }

    /// Removes the state at a place.
    pub(crate) fn delete(&mut self, place: usize, program: &Program) {
        let kind = program.state(self.active.remove(place))[state::KIND];
        self.eventless -= u32::from(kind & state::HAS_EVENTLESS != 0);
        self.atomic -= u32::from(is_atomic(kind));
    }

    /// Puts states in the place of others; none of all these has eventless transitions. What is left and what is
    /// entered are whole regions, so that as many atomic ones are there as before unless something parallel is among
    /// them.
    #[inline]
    pub(crate) fn replace(&mut self, start: usize, end: usize, states: &[u32], program: &Program) {
        if let ([place], [state]) = (&mut self.active[start..end], states) {
            *place = state & !DEFAULT_ENTRY;
            return;
        }
        let count = |states: &[u32]| {
            let kinds = states.iter().map(|s| program.state(s & !DEFAULT_ENTRY)[state::KIND]);
            kinds.filter(|kind| is_atomic(*kind)).count() as u32
        };
        self.atomic = self.atomic + count(states) - count(&self.active[start..end]);
        if end - start == states.len() {
            for (place, state) in self.active[start..end].iter_mut().zip(states) {
                *place = *state & !DEFAULT_ENTRY;
            }
        } else if end == self.active.len() {
            self.active.truncate(start);
            self.active.extend(states.iter().map(|state| state & !DEFAULT_ENTRY));
        } else {
            self.active.splice(start..end, states.iter().map(|state| state & !DEFAULT_ENTRY));
        }
    }

    pub(crate) fn clear(&mut self) {
        self.active = Vec::new();
        self.eventless = 0;
        self.atomic = 0;
    }
}

fn is_atomic(kind: u32) -> bool {
    matches!(kind & state::KIND_MASK, state::ATOMIC | state::FINAL)
}
