//! What is a string of the heap?

use super::Units;
use crate::Value;
use crate::snapshot::{Broken, Latin1, PartOf, Reader, Stored, Wide, Writer, choice};
use crate::value::Kind;

/// Room for a short string.
pub(super) const SHORT: usize = 14;
/// Strings up to this length are copied rather than joined.
pub(super) const COPIED: usize = 64;

/// A string of the heap.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Str {
    #[default]
    Free,
    Short(Short),
    /// A part of a buffer of Latin-1 bytes.
    Latin1(Part),
    /// A part of a buffer of UTF-16 units.
    Wide(Part),
    /// Two strings, one after the other.
    Rope {
        left: Side,
        right: Side,
        length: u32,
    },
}

choice!(Str {
    0 Free,
    1 Short(short),
    2 Latin1(part as PartOf<Latin1>),
    3 Wide(part as PartOf<Wide>),
    4 Rope { left, right, length },
});

/// A short string.
#[derive(Clone, Copy, Debug, Eq)]
pub(crate) struct Short {
    pub(super) length: u8,
    bytes: [u8; SHORT],
}

impl Short {
    /// The same, where generated code is compiled.
    pub(crate) const fn of_constant(text: &str) -> Option<Self> {
        if text.len() > SHORT {
            return None;
        }
        let (mut bytes, mut place) = ([0; SHORT], 0);
        while place < text.len() {
            bytes[place] = text.as_bytes()[place];
            place += 1;
        }
        Some(Short { length: text.len() as u8, bytes })
    }

    /// A short string of ASCII characters.
    pub(crate) fn of_ascii(units: Units<'_>) -> Option<Self> {
        match units {
            Units::Latin1(bytes) if bytes.is_ascii() => Short::of(bytes),
            _ => None,
        }
    }

    /// A number that differs for most that are not the same.
    pub(crate) fn hash(&self) -> u32 {
        let half = |start: usize| {
            let bytes = self.bytes[start..].first_chunk().copied().unwrap_or_default();
            u64::from_le_bytes(bytes)
        };
        let mixed = half(0) ^ half(SHORT - 8).rotate_left(29) ^ u64::from(self.length);
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
    }

    #[inline]
    pub(crate) fn of(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; SHORT];
        let length = text.len();
        match length {
            // Two copies of fixed size, which may overlap, take no call.
            8..=SHORT => {
                *bytes.first_chunk_mut::<8>()? = *text.first_chunk()?;
                *bytes[length - 8..].first_chunk_mut::<8>()? = *text.last_chunk()?;
            }
            4..8 => {
                *bytes.first_chunk_mut::<4>()? = *text.first_chunk()?;
                *bytes[length - 4..].first_chunk_mut::<4>()? = *text.last_chunk()?;
            }
            2..4 => {
                *bytes.first_chunk_mut::<2>()? = *text.first_chunk()?;
                *bytes[length - 2..].first_chunk_mut::<2>()? = *text.last_chunk()?;
            }
            0..2 => bytes[..length].copy_from_slice(text),
            _ => return None,
        }
        Some(Short { length: length as u8, bytes })
    }

    pub(super) const EMPTY: Self = Short { length: 0, bytes: [0; SHORT] };

    /// Adds to a text what is short together with it.
    #[inline]
    pub(super) fn push(&mut self, text: &[u8]) -> Option<()> {
        let start = usize::from(self.length);
        let end = start + text.len();
        let room = self.bytes.get_mut(start..end)?;
        room.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        self.length = end as u8;
        Some(())
    }

    /// The constant that it is, if it is no longer than one ASCII character.
    #[inline]
    pub(super) fn constant(&self) -> Option<Value> {
        match (self.length, self.bytes[0]) {
            (0, _) => Some(Value::EMPTY),
            (1, unit) if unit.is_ascii() => Some(Value::atom(scxml_schema::names::character(unit))),
            _ => None,
        }
    }

    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// Two texts one after the other that are short together.
    pub(super) fn joined(left: &[u8], right: &[u8]) -> Self {
        let mut bytes = [0; SHORT];
        let length = left.len() + right.len();
        for (to, from) in bytes.iter_mut().zip(left.iter().chain(right)) {
            *to = *from;
        }
        Short { length: length as u8, bytes }
    }

    #[inline]
    pub(super) fn units(&self) -> Units<'_> {
        Units::Latin1(&self.bytes[..usize::from(self.length)])
    }
}

impl PartialEq for Short {
    /// Most that differ do so in the first bytes.
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.bytes.first_chunk::<8>() == other.bytes.first_chunk()
            && self.bytes.last_chunk::<8>() == other.bytes.last_chunk()
            && self.length == other.length
    }
}

impl Stored for Short {
    fn write(&self, to: &mut Writer<'_>) {
        to.bytes(&self.bytes[..usize::from(self.length)]);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        Short::of(from.bytes()?).ok_or(Broken("a short string is long"))
    }
}

/// A part of a buffer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) buffer: u32,
    pub(crate) start: u32,
    pub(crate) length: u32,
}

impl Part {
    /// Whether nothing else follows in the buffer, and growing costs no more than what is there.
    pub(super) fn may_grow(self, end: usize, by: usize) -> bool {
        (self.start + self.length) as usize == end && by <= (self.length as usize).max(COPIED)
    }
}

/// A string as one side of a rope: an atom or a handle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side(u32);

impl Side {
    const ATOM: u32 = 1 << 31;

    pub(super) fn of(value: Value) -> Self {
        match value.kind() {
            Kind::Atom(atom) => Side(atom | Self::ATOM),
            Kind::String(handle) => Side(handle),
            other => unreachable!("{other:?} is not a string"),
        }
    }

    pub(crate) fn value(self) -> Value {
        if self.0 & Self::ATOM == 0 {
            Value::string(self.0)
        } else {
            Value::atom(self.0 & !Self::ATOM)
        }
    }
}

impl Stored for Side {
    fn write(&self, to: &mut Writer<'_>) {
        self.value().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        match Value::read(from)? {
            string if string.is_string() => Ok(Side::of(string)),
            _ => Err(Broken("a side of a string is none")),
        }
    }
}
