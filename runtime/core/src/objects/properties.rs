//! What are the own properties of an object? A list in the order of creation, with an index when it is long.

use crate::Value;
use crate::key::Key;
use crate::objects::{Flags, Property};
use crate::snapshot::{Broken, Form, Reader, Roomy, Stored, Writer};

/// Own properties in the order of creation.
#[derive(Debug, Default)]
pub(crate) struct Properties {
    list: Vec<Property>,
    /// Of a long list: place plus one by hash of the key, 0 when empty; a power of two long, at most half full.
    index: Option<Box<[u32]>>,
    /// How many entries of a long list are removed ones ([`Key::NONE`]).
    removed: u32,
}

/// Lists longer than this have an index.
const LONG: usize = 12;

impl Properties {
    pub(crate) const fn new() -> Self {
        Properties { list: Vec::new(), index: None, removed: 0 }
    }

    pub(crate) fn with_room(room: usize) -> Self {
        Properties { list: Vec::with_capacity(room), index: None, removed: 0 }
    }

    #[inline]
    pub(crate) fn find(&self, key: Key) -> Option<usize> {
        match &self.index {
            None => self.list.iter().position(|property| property.key == key),
            Some(index) => self.find_by(index, key),
        }
    }

    #[inline(never)]
    fn find_by(&self, index: &[u32], key: Key) -> Option<usize> {
        let mask = index.len() - 1;
        let mut at = hash(key) & mask;
        loop {
            match index[at] {
                0 => return None,
                place if self.list[place as usize - 1].key == key => {
                    return Some(place as usize - 1);
                }
                _ => at = (at + 1) & mask,
            }
        }
    }

    #[inline]
    pub(crate) fn get(&self, key: Key) -> Option<Property> {
        self.find(key).map(|place| self.list[place])
    }

    /// The value of a property of a short list, unless it is an accessor.
    #[inline]
    pub(crate) fn value(&self, key: Key) -> Option<Value> {
        for property in self.short()? {
            if property.key == key {
                return (!property.flags.is_accessor()).then_some(property.value);
            }
        }
        None
    }

    /// The value of a property of a short list, if an assignment changes it and no more.
    #[inline]
    pub(crate) fn plain_mut(&mut self, key: Key) -> Option<&mut Value> {
        self.short()?;
        for property in &mut self.list {
            if property.key == key {
                return property.flags.is_plain().then_some(&mut property.value);
            }
        }
        None
    }

    #[inline]
    fn short(&self) -> Option<&[Property]> {
        if self.index.is_some() { None } else { Some(&self.list) }
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, key: Key) -> Option<&mut Property> {
        self.find(key).map(|place| &mut self.list[place])
    }

    /// Adds a property that is not there; gives the bytes by which the list grew.
    pub(crate) fn add(&mut self, key: Key, flags: Flags, value: Value) -> usize {
        let before = self.bytes();
        self.list.push(Property { key, flags, value });
        let length = self.list.len();
        match &mut self.index {
            Some(index) if length * 2 <= index.len() => put(index, key, length as u32),
            None if length <= LONG => {}
            _ => self.reindex(),
        }
        self.bytes().saturating_sub(before)
    }

    /// Puts a property, whether it is there or not.
    pub(crate) fn put(&mut self, key: Key, flags: Flags, value: Value) -> usize {
        match self.get_mut(key) {
            Some(property) => {
                *property = Property { key, flags, value };
                0
            }
            None => self.add(key, flags, value),
        }
    }

    pub(crate) fn remove(&mut self, key: Key) -> bool {
        let Some(place) = self.find(key) else { return false };
        if self.index.is_none() {
            self.list.remove(place);
            return true;
        }
        // The index still leads through this place to others, so the entry stays until half of them are gone.
        self.list[place] =
            Property { key: Key::NONE, flags: Flags::CONSTANT, value: Value::UNDEFINED };
        self.removed += 1;
        if self.removed as usize * 2 > self.list.len() {
            self.reindex();
        }
        true
    }

    fn reindex(&mut self) {
        self.list.retain(|property| property.key != Key::NONE);
        self.removed = 0;
        let length = self.list.len();
        self.index = (length > LONG).then(|| index(&self.list, (length * 4).next_power_of_two()));
    }

    /// All properties in the order of creation.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Property> {
        self.list.iter().filter(|property| property.key != Key::NONE)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.len() == self.removed as usize
    }

    /// What they take on the heap.
    pub(crate) fn bytes(&self) -> usize {
        self.list.capacity() * size_of::<Property>()
            + self.index.as_ref().map_or(0, |index| index.len() * 4)
    }
}

/// Of an index, only how long it is.
impl Stored for Properties {
    fn write(&self, to: &mut Writer<'_>) {
        Roomy::write(&self.list, to);
        self.index.as_ref().map_or(0, |index| index.len()).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let list: Vec<Property> = Roomy::read(from)?;
        let room = usize::read(from)?;
        let fits = room.is_power_of_two() && (list.len() * 2..=list.len() * 8).contains(&room);
        if room != 0 && !fits {
            return Err(Broken("an index of properties has another length"));
        }
        let removed = list.iter().filter(|property| property.key == Key::NONE);
        if removed.clone().any(|property| property.value != Value::UNDEFINED) {
            return Err(Broken("a removed property has a value"));
        }
        let removed = removed.count() as u32;
        let index = (room != 0).then(|| index(&list, room));
        Ok(Properties { list, index, removed })
    }
}

/// An index that is so long.
fn index(list: &[Property], room: usize) -> Box<[u32]> {
    let mut index = vec![0; room].into_boxed_slice();
    for (place, property) in (1..).zip(list) {
        put(&mut index, property.key, place);
    }
    index
}

fn hash(key: Key) -> usize {
    (key.bits().wrapping_mul(0x9E37_79B9) >> 8) as usize ^ key.bits() as usize
}

fn put(index: &mut [u32], key: Key, place: u32) {
    let mask = index.len() - 1;
    let mut at = hash(key) & mask;
    while index[at] != 0 {
        at = (at + 1) & mask;
    }
    index[at] = place;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_keep_order_and_forget_what_is_removed() {
        let mut properties = Properties::new();
        for n in 0..1000 {
            properties.add(Key::name(n), Flags::PLAIN, Value::number(f64::from(n)));
        }
        for n in (0..1000).filter(|n| n % 7 != 0) {
            assert!(properties.remove(Key::name(n)));
            assert!(!properties.remove(Key::name(n)));
        }
        properties.add(Key::name(1), Flags::PLAIN, Value::NULL);
        let keys: Vec<u32> =
            properties.iter().filter_map(|property| property.key.as_atom()).collect();
        let expected: Vec<u32> = (0..1000).filter(|n| n % 7 == 0).chain([1]).collect();
        assert_eq!(keys, expected);
        assert!(
            properties
                .get(Key::name(7))
                .is_some_and(|property| property.value == Value::number(7.0))
        );
        assert!(properties.get(Key::name(8)).is_none());
    }
}
