//! What names a property? An atom, or an integer index.

use crate::strings::Units;

/// The name of a property: an array index below 2³¹ - 1 as itself, any other string as an atom. One string has one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(u32);

const INDEX: u32 = 1 << 31;

impl Key {
    /// No property; marks a removed entry.
    pub(crate) const NONE: Key = Key(u32::MAX);
    /// Indices from here on are atoms.
    pub(crate) const END_OF_INDICES: u32 = INDEX - 1;

    /// The key of an atom that is not an index.
    pub(crate) const fn name(atom: u32) -> Self {
        Key(atom)
    }

    pub(crate) const fn index(index: u32) -> Option<Self> {
        if index < Self::END_OF_INDICES { Some(Key(index | INDEX)) } else { None }
    }

    /// The key of a string that is this atom.
    pub(crate) fn of(atom: u32, units: Units<'_>) -> Self {
        array_index(units).and_then(Key::index).unwrap_or(Key(atom))
    }

    pub(crate) fn of_number(number: f64) -> Option<Self> {
        let index = number as u32;
        if f64::from(index) == number { Key::index(index) } else { None }
    }

    pub(crate) const fn as_index(self) -> Option<u32> {
        if self.0 & INDEX == 0 { None } else { Some(self.0 & !INDEX) }
    }

    pub(crate) const fn as_atom(self) -> Option<u32> {
        if self.0 & INDEX == 0 { Some(self.0) } else { None }
    }

    pub(crate) const fn bits(self) -> u32 {
        self.0
    }
}

/// The index that a string spells as ECMAScript prints it (ECMA-262 5.1, 15.4): 0 to 2³² - 2.
pub(crate) fn array_index(units: Units<'_>) -> Option<u32> {
    let length = units.len();
    if length == 0 || length > 10 {
        return None;
    }
    let mut index: u64 = 0;
    for i in 0..length {
        let digit = units.at(i).wrapping_sub(u16::from(b'0'));
        if digit > 9 {
            return None;
        }
        index = index * 10 + u64::from(digit);
    }
    if units.at(0) == u16::from(b'0') && length > 1 {
        return None;
    }
    u32::try_from(index).ok().filter(|index| *index != u32::MAX)
}
