//! Which states are active?

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
        self.eventless += eventless(state, program);
        self.active.insert(place, state);
        place + 1
    }

    /// Removes the state at a place.
    pub(crate) fn delete(&mut self, place: usize, program: &Program) {
        let state = self.active.remove(place);
        self.eventless -= eventless(state, program);
    }

    /// Puts states in the place of others; none of all these has eventless transitions.
    #[inline]
    pub(crate) fn replace(&mut self, start: usize, end: usize, states: &[u32]) {
        if end - start == states.len() {
            for (place, state) in self.active[start..end].iter_mut().zip(states) {
                *place = *state & !crate::program::transition::DEFAULT_ENTRY;
            }
        } else {
            let states =
                states.iter().map(|state| *state & !crate::program::transition::DEFAULT_ENTRY);
            self.active.splice(start..end, states);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.active = Vec::new();
        self.eventless = 0;
    }
}

#[inline]
fn eventless(item: u32, program: &Program) -> u32 {
    u32::from(program.state(item)[state::KIND] & state::HAS_EVENTLESS != 0)
}
