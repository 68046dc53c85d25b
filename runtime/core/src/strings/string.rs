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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Short {
    pub(super) length: u8,
    bytes: [u8; SHORT],
}

impl Short {
    pub(super) fn of(text: &[u8]) -> Option<Self> {
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
            0..4 => bytes.iter_mut().zip(text).for_each(|(to, from)| *to = *from),
            _ => return None,
        }
        Some(Short { length: length as u8, bytes })
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

    pub(super) fn units(&self) -> Units<'_> {
        Units::Latin1(&self.bytes[..usize::from(self.length)])
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
