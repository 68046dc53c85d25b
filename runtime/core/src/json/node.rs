//! What is in a JSON text that was read once? A list of values and names.

use super::grammar::unescaped;
use crate::strings::{Short, Text, Units};

/// A value or a member's name. What an array or object holds follows it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node {
    Word(Option<bool>),
    Number(f64),
    /// A string of a few ASCII characters.
    Short(Short),
    /// Any other string.
    String(Piece),
    /// The name of a member, of a few ASCII characters; the value is next.
    ShortName(Short),
    /// Any other name, with the hash of its units.
    Name(Piece, u32),
    Array(Extent),
    /// And whether it has few members, none of them twice, and no name with an escape.
    Object(Extent, bool),
}

/// A string as a part of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(super) start: u32,
    /// Twice its length; one more when its bytes are its units: no escapes, all ASCII.
    pub(super) length: u32,
}

/// The characters of a string.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Chars<'j> {
    /// Each byte is one, an ASCII character.
    Plain(&'j [u8]),
    /// With escapes, maybe.
    Coded(&'j str),
}

impl Chars<'_> {
    /// The units of any string.
    pub(crate) fn text(self) -> Text {
        match self {
            Chars::Plain(bytes) => Text::Latin1(bytes.to_vec()),
            Chars::Coded(text) => unescaped(text.encode_utf16()),
        }
    }

    pub(super) fn to_utf8(self) -> String {
        self.text().units().to_utf8()
    }

    pub(super) fn is(self, units: Units<'_>) -> bool {
        match self {
            Chars::Plain(bytes) => Units::Latin1(bytes) == units,
            Chars::Coded(_) => self.text().units() == units,
        }
    }
}

/// What belongs to an array or object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// Where in the text it begins.
    pub(super) start: u32,
    /// The node after the last one in it.
    pub(crate) next: u32,
    /// How many bytes of the text it takes.
    pub(crate) bytes: u32,
}
