//! Where does a list of numbers stand? Identical lists stand in one place.

use std::collections::HashMap;

use crate::plan;

/// The lists of a program: a count and that many numbers each.
#[derive(Debug)]
pub(super) struct Lists {
    numbers: Vec<u32>,
    places: HashMap<Box<[u32]>, u32>,
    /// How many numbers stand there because of [`Lists::place_within_budget`].
    spent: usize,
}

impl Default for Lists {
    fn default() -> Self {
        Self { numbers: vec![0], places: HashMap::from([(Box::default(), 0)]), spent: 0 }
    }
}

impl Lists {
    /// The place of a list.
    pub(super) fn place(&mut self, list: &[u32]) -> u32 {
        if let Some(place) = self.places.get(list) {
            return *place;
        }
        let place = self.numbers.len() as u32;
        self.numbers.push(list.len() as u32);
        self.numbers.extend_from_slice(list);
        self.places.insert(list.into(), place);
        place
    }

    /// The place of a list of blocks; one alone stands for its list.
    pub(super) fn place_blocks(&mut self, blocks: &[u32]) -> u32 {
        match blocks {
            [only] => only | plan::ONE_BLOCK,
            blocks => self.place(blocks),
        }
    }

    /// The place of a list, unless all lists stored this way would take more than `budget` numbers.
    pub(super) fn place_within_budget(&mut self, list: &[u32], budget: usize) -> Option<u32> {
        if let Some(place) = self.places.get(list) {
            return Some(*place);
        }
        if self.spent + list.len() > budget {
            return None;
        }
        self.spent += list.len();
        Some(self.place(list))
    }

    /// The list at a place.
    pub(super) fn list(&self, place: u32) -> &[u32] {
        let first = place as usize + 1;
        &self.numbers[first..first + self.numbers[place as usize] as usize]
    }

    pub(super) fn finish(self) -> Vec<u32> {
        self.numbers
    }
}
