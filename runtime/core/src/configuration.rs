//! Which states are active?

use crate::program::transition::DEFAULT_ENTRY;
use crate::program::{Program, state};
use crate::snapshot::{Broken, Each, Form, Reader, StateNumber, Stored, Writer};

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

impl Stored for Configuration {
    fn write(&self, to: &mut Writer<'_>) {
        Each::<StateNumber>::write(&self.active, to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let active: Vec<u32> = Each::<StateNumber>::read(from)?;
        let mut configuration = Configuration::default();
        for state in active {
            configuration.add(configuration.active.len(), state, from.program);
        }
        Ok(configuration)
    }
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
        self.find(state).is_some()
    }

    /// The place of a state, if it is active.
    pub(crate) fn find(&self, state: u32) -> Option<usize> {
        self.active.binary_search(&state).ok()
    }

    /// The last state in document order, which is atomic.
    #[inline]
    pub(crate) fn last(&mut self) -> Option<&mut u32> {
        self.active.last_mut()
    }

    /// The places of the active states from `first` to `last`, which are near `place`: that of the domain of a
    /// transition or of a state below it.
    #[inline]
    pub(crate) fn range(&self, place: usize, first: u32, last: u32) -> (usize, usize) {
        if first > last {
            return (place, place);
        }
        let active = &self.active[..];
        let mut start = place;
        while start < active.len() && active[start] < first {
            start += 1;
        }
        while start > 0 && active[start - 1] >= first {
            start -= 1;
        }
        let mut end = start;
        if active.last().is_some_and(|state| *state <= last) {
            end = active.len();
        }
        while end < active.len() && active[end] <= last {
            end += 1;
        }
        (start, end.max(start))
    }

    /// The place of the first active state from `state` on, at or behind a place, and whether it is that state.
    #[inline]
    pub(crate) fn reach(&self, place: usize, state: u32) -> Option<(usize, bool)> {
        let distance = self.active[place..].iter().position(|active| *active >= state)?;
        Some((place + distance, self.active[place + distance] == state))
    }

    /// The place of the first active state from `first` on.
    pub(crate) fn place(&self, first: u32) -> usize {
        match self.active.last() {
            Some(last) if *last >= first => self.active.partition_point(|state| *state < first),
            _ => self.active.len(),
        }
    }

    /// Adds a state; gives the place after it.
    pub(crate) fn add(&mut self, place: usize, state: u32, program: &Program) -> usize {
        self.eventless += u32::from(program.state(state)[state::KIND] & state::HAS_EVENTLESS != 0);
        self.active.insert(place, state);
        place + 1
    }

    /// Removes the state at a place.
    pub(crate) fn delete(&mut self, place: usize, program: &Program) {
        let state = self.active.remove(place);
        self.eventless -= u32::from(program.state(state)[state::KIND] & state::HAS_EVENTLESS != 0);
    }

    /// Adds states that lie side by side; `eventless` of them have eventless transitions.
    pub(crate) fn add_all(&mut self, place: usize, states: &[u32], eventless: u32) {
        self.eventless += eventless;
        self.replace(place, place, states);
    }

    /// Removes the states between two places; `eventless` of them have eventless transitions.
    pub(crate) fn delete_all(&mut self, start: usize, end: usize, eventless: u32) {
        self.eventless -= eventless;
        if start == end {
            return;
        }
        if end == self.active.len() {
            self.active.truncate(start);
        } else {
            self.active.drain(start..end);
        }
    }

    /// Puts states in the place of others; [`Configuration::count_eventless`] has to follow unless none of all these has
    /// eventless transitions. Gives the place after them.
    #[inline]
    pub(crate) fn replace(&mut self, start: usize, end: usize, states: &[u32]) -> usize {
        if end - start != states.len() {
            self.make_room(start + states.len(), end);
        }
        for (place, state) in self.active[start..].iter_mut().zip(states) {
            *place = state & !DEFAULT_ENTRY;
        }
        start + states.len()
    }

    /// Moves what stands at one place and behind it to another place.
    fn make_room(&mut self, to: usize, from: usize) {
        let length = self.active.len();
        if to > from {
            self.active.resize(length + to - from, 0);
        }
        if from < length {
            self.active.copy_within(from..length, to);
        }
        self.active.truncate(length + to - from);
    }

    /// Looks which of the active states have eventless transitions.
    pub(crate) fn count_eventless(&mut self, program: &Program) {
        let has_eventless =
            |state: &&u32| program.state(**state)[state::KIND] & state::HAS_EVENTLESS != 0;
        self.eventless = self.active.iter().filter(has_eventless).count() as u32;
    }

    /// Puts an atomic state in the place of another; gives the place after it.
    #[inline]
    pub(crate) fn swap(&mut self, place: usize, state: u32) -> usize {
        self.active[place] = state;
        place + 1
    }

    pub(crate) fn clear(&mut self) {
        self.active = Vec::new();
        self.eventless = 0;
    }
}
