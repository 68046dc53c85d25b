//! What do `Map` and `Set` hold? Entries in the order of insertion, found by key.

use std::collections::BTreeMap;

use crate::Value;
use crate::snapshot::{Broken, Form, Map, Reader, Stored, Usual, Writer};

/// Entries in the order of insertion. An entry has a number that no other entry of the table ever had, so that an
/// iterator goes on where it was, whatever was removed meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Table {
    entries: BTreeMap<u64, (Value, Value)>,
    /// The entry of a key, by the bits of the key in the form that is the same for equal keys.
    places: BTreeMap<u64, u64>,
    next: u64,
}

/// The places follow from the entries, whose keys are in the form that is the same for equal keys.
impl Stored for Table {
    fn write(&self, to: &mut Writer<'_>) {
        Map::<Usual, (Usual, Usual)>::write(&self.entries, to);
        self.next.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let entries =
            <Map<Usual, (Usual, Usual)> as Form<BTreeMap<u64, (Value, Value)>>>::read(from)?;
        let next = u64::read(from)?;
        let places: BTreeMap<u64, u64> =
            entries.iter().map(|(place, (key, _))| (key.bits(), *place)).collect();
        let is_well = places.len() == entries.len()
            && next < u64::MAX / 2
            && entries.last_key_value().is_none_or(|(place, _)| *place < next);
        if is_well {
            Ok(Table { entries, places, next })
        } else {
            Err(Broken("the entries of a map or set are mixed up"))
        }
    }
}

/// About what an entry takes.
pub(crate) const ENTRY_BYTES: usize = 96;

impl Table {
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn get(&self, key: Value) -> Option<Value> {
        self.places.get(&key.bits()).map(|place| self.entries[place].1)
    }

    /// Puts an entry; tells whether it is new.
    pub(crate) fn put(&mut self, key: Value, value: Value) -> bool {
        if let Some(entry) =
            self.places.get(&key.bits()).and_then(|place| self.entries.get_mut(place))
        {
            entry.1 = value;
            return false;
        }
        self.places.insert(key.bits(), self.next);
        self.entries.insert(self.next, (key, value));
        self.next += 1;
        true
    }

    pub(crate) fn remove(&mut self, key: Value) -> bool {
        match self.places.remove(&key.bits()) {
            Some(place) => self.entries.remove(&place).is_some(),
            None => false,
        }
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.places.clear();
    }

    /// The first entry whose number is at least `from`, and the number after it.
    pub(crate) fn from(&self, from: u64) -> Option<(u64, Value, Value)> {
        let (place, (key, value)) = self.entries.range(from..).next()?;
        Some((place + 1, *key, *value))
    }

    pub(crate) fn iter(&self) -> impl std::iter::Iterator<Item = (Value, Value)> {
        self.entries.values().copied()
    }
}
