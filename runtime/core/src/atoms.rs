//! Which number does a string have as an atom? Tables of names: one per program, one per session.

use std::sync::OnceLock;

use scxml_schema::names::ATOMS;

use crate::key::Key;
use crate::reach::Found;
use crate::strings::Units;

/// The texts of well-known names and of a program's strings, and how to find them. Every [`crate::Program`] holds one;
/// it is filled when the first session of the program starts.
#[derive(Debug, Default)]
pub struct Atoms(OnceLock<Names>);

impl Atoms {
    /// A table that is not filled yet.
    #[must_use]
    pub const fn new() -> Self {
        Atoms(OnceLock::new())
    }

    pub(crate) fn names(&'static self, strings: &'static [&'static str]) -> &'static Names {
        self.0.get_or_init(|| {
            let mut names = Names::new(0);
            for text in ATOMS.iter().chain(strings) {
                names.add(Text::from_static(text));
            }
            names
        })
    }
}

/// The text of an atom.
#[derive(Debug)]
pub(crate) enum Text {
    Ascii(&'static str),
    Latin1(Box<[u8]>),
    Wide(Box<[u16]>),
    /// A session's name that nothing uses any more.
    Free,
}

impl Text {
    fn from_static(text: &'static str) -> Self {
        if text.is_ascii() {
            Text::Ascii(text)
        } else {
            Text::new(Units::Wide(&text.encode_utf16().collect::<Vec<u16>>()))
        }
    }

    fn new(units: Units<'_>) -> Self {
        match units {
            Units::Latin1(bytes) => Text::Latin1(bytes.into()),
            Units::Wide(units) => {
                match units.iter().map(|unit| u8::try_from(*unit)).collect::<Result<Vec<u8>, _>>() {
                    Ok(bytes) => Text::Latin1(bytes.into()),
                    Err(_) => Text::Wide(units.into()),
                }
            }
        }
    }

    #[inline]
    pub(crate) fn units(&self) -> Units<'_> {
        match self {
            Text::Ascii(text) => Units::Latin1(text.as_bytes()),
            Text::Latin1(bytes) => Units::Latin1(bytes),
            Text::Wide(units) => Units::Wide(units),
            Text::Free => Units::Latin1(&[]),
        }
    }
}

#[derive(Debug)]
struct Name {
    text: Text,
    key: Key,
    hash: u32,
}

/// A table of names with consecutive numbers, and an open-addressed index of it.
#[derive(Debug)]
pub(crate) struct Names {
    first: u32,
    names: Vec<Name>,
    free: Vec<u32>,
    /// Place in `names` plus one, 0 when empty; a power of two long, at most half full.
    index: Vec<u32>,
}

impl Names {
    pub(crate) const fn new(first: u32) -> Self {
        Names { first, names: Vec::new(), free: Vec::new(), index: Vec::new() }
    }

    /// The number after the last one.
    pub(crate) fn end(&self) -> u32 {
        self.first + self.names.len() as u32
    }

    /// The numbers of all names that are there.
    pub(crate) fn atoms(&self) -> impl Iterator<Item = u32> {
        let names = (self.first..).zip(&self.names);
        names.filter(|(_, name)| !matches!(name.text, Text::Free)).map(|(atom, _)| atom)
    }

    #[inline]
    fn name(&self, atom: u32) -> &Name {
        &self.names[(atom - self.first) as usize]
    }

    #[inline]
    pub(crate) fn units(&self, atom: u32) -> Units<'_> {
        self.name(atom).text.units()
    }

    pub(crate) fn key(&self, atom: u32) -> Key {
        self.name(atom).key
    }

    pub(crate) fn find(&self, units: Units<'_>) -> Option<u32> {
        if self.index.is_empty() {
            return None;
        }
        let mask = self.index.len() - 1;
        let hash = units.hash();
        let mut at = hash as usize & mask;
        loop {
            let place = self.index[at];
            let name = &self.names[(place as usize).checked_sub(1)?];
            if name.hash == hash && name.text.units() == units {
                return Some(self.first + place - 1);
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a name that is not there yet.
    pub(crate) fn insert(&mut self, units: Units<'_>) -> u32 {
        self.add(Text::new(units))
    }

    fn add(&mut self, text: Text) -> u32 {
        if (self.names.len() + 1) * 2 > self.index.len() {
            self.reindex((self.names.len() + 1) * 4);
        }
        let place = self.free.pop().unwrap_or(self.names.len() as u32);
        let key = Key::of(self.first + place, text.units());
        let hash = text.units().hash();
        let name = Name { text, key, hash };
        if place as usize == self.names.len() {
            self.names.push(name);
        } else {
            self.names[place as usize] = name;
        }
        self.index_place(place);
        self.first + place
    }

    fn index_place(&mut self, place: u32) {
        let mask = self.index.len() - 1;
        let mut at = self.names[place as usize].hash as usize & mask;
        while self.index[at] != 0 {
            at = (at + 1) & mask;
        }
        self.index[at] = place + 1;
    }

    fn reindex(&mut self, room: usize) {
        self.index = vec![0; room.next_power_of_two().max(16)];
        for place in 0..self.names.len() as u32 {
            if !matches!(self.names[place as usize].text, Text::Free) {
                self.index_place(place);
            }
        }
    }

    /// Forgets the names that are not in use, by place; gives the bytes that the rest takes.
    pub(crate) fn retain(&mut self, used: &Found) -> usize {
        let mut bytes = 0;
        for (place, name) in (0..).zip(&mut self.names) {
            if used.holds(place) {
                bytes += NAME_BYTES + name.text.units().bytes();
            } else if !matches!(name.text, Text::Free) {
                name.text = Text::Free;
                self.free.push(place);
            }
        }
        if !self.index.is_empty() {
            self.reindex(self.names.len() * 2);
        }
        bytes
    }
}

/// What a name takes besides its text, in bytes.
pub(crate) const NAME_BYTES: usize = size_of::<Name>() + 16;
