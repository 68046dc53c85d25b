//! What do the history states remember?

use crate::snapshot::{Each, StateNumber, record};

/// What the history states remember.
#[derive(Debug, Default)]
pub(crate) struct Histories {
    /// By number of the history state.
    pub(crate) values: Vec<(u32, Vec<u32>)>,
}

record!(Histories { values as Each<(StateNumber, Each<StateNumber>)> });

impl Histories {
    /// Nothing yet.
    pub(crate) const NONE: &Histories = &Histories { values: Vec::new() };

    /// What a history state remembers: the active children of its parent in a shallow one, all its active
    /// descendants in a deep one (of which the atomic ones are the Recommendation's value).
    pub(crate) fn get(&self, history: u32) -> Option<&[u32]> {
        let place = self.values.binary_search_by_key(&history, |(state, _)| *state).ok()?;
        Some(&self.values[place].1)
    }

    pub(crate) fn record(&mut self, history: u32, states: impl Iterator<Item = u32>) {
        let place = match self.values.binary_search_by_key(&history, |(state, _)| *state) {
            Ok(place) => place,
            Err(place) => {
                self.values.insert(place, (history, Vec::new()));
                place
            }
        };
        let value = &mut self.values[place].1;
        value.clear();
        value.extend(states);
    }
}
