//! What are the UTF-16 units of a string? A view of its Latin-1 bytes or of its units.

use std::cmp::Ordering;

use memchr::{memchr, memmem};

/// The units of a string that is all in one place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Units<'a> {
    /// Units below 256.
    Latin1(&'a [u8]),
    /// Any units.
    Wide(&'a [u16]),
}

/// Longer texts are searched for in a way that never goes back.
const LONG: usize = 32;

impl<'a> Units<'a> {
    pub(crate) const fn len(self) -> usize {
        match self {
            Units::Latin1(bytes) => bytes.len(),
            Units::Wide(units) => units.len(),
        }
    }

    /// How many bytes they take.
    pub(crate) const fn bytes(self) -> usize {
        match self {
            Units::Latin1(bytes) => bytes.len(),
            Units::Wide(units) => units.len() * 2,
        }
    }

    /// The unit at a place below the length.
    pub(crate) fn at(self, place: usize) -> u16 {
        match self {
            Units::Latin1(bytes) => u16::from(bytes[place]),
            Units::Wide(units) => units[place],
        }
    }

    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = u16> + use<'a> {
        (0..self.len()).map(move |place| self.at(place))
    }

    pub(crate) fn slice(self, start: usize, end: usize) -> Units<'a> {
        match self {
            Units::Latin1(bytes) => Units::Latin1(&bytes[start..end]),
            Units::Wide(units) => Units::Wide(&units[start..end]),
        }
    }

    /// FNV-1a over the units, the same for both forms.
    pub(crate) fn hash(self) -> u32 {
        let step = |hash: u32, unit: u32| (hash ^ unit).wrapping_mul(0x0100_0193);
        let start = 0x811C_9DC5;
        match self {
            Units::Latin1(bytes) => {
                bytes.iter().fold(start, |hash, byte| step(hash, (*byte).into()))
            }
            Units::Wide(units) => units.iter().fold(start, |hash, unit| step(hash, (*unit).into())),
        }
    }

    pub(crate) fn is_ascii(self) -> bool {
        match self {
            Units::Latin1(bytes) => bytes.is_ascii(),
            Units::Wide(units) => units.iter().all(|unit| *unit < 128),
        }
    }

    /// As UTF-8; a lone surrogate becomes U+FFFD.
    pub(crate) fn to_utf8(self) -> String {
        match self {
            Units::Latin1(bytes) => bytes.iter().map(|byte| char::from(*byte)).collect(),
            Units::Wide(units) => String::from_utf16_lossy(units),
        }
    }

    /// The first place from `start` on where `other` stands.
    pub(crate) fn find(self, other: Units<'_>, start: usize) -> Option<usize> {
        if other.len() == 0 {
            return (start <= self.len()).then_some(start);
        }
        let last = self.len().checked_sub(other.len())?;
        if let (Units::Latin1(text), Units::Latin1(other)) = (self, other) {
            let text = text.get(start..)?;
            let found = match other {
                [byte] => memchr(*byte, text),
                _ => memmem::find(text, other),
            };
            return found.map(|place| start + place);
        }
        if other.len() > LONG {
            return self.find_long(other, start);
        }
        let first = other.at(0);
        (start..=last).find(|place| {
            self.at(*place) == first && self.slice(*place, place + other.len()) == other
        })
    }

    /// The same by Knuth, Morris and Pratt: the time does not depend on how much of `other` matches in vain.
    fn find_long(self, other: Units<'_>, start: usize) -> Option<usize> {
        // How much of `other` still matches when the unit after its first `n + 1` does not.
        let mut borders = vec![0; other.len()];
        let mut matched = 0;
        for place in 1..other.len() {
            while matched > 0 && other.at(place) != other.at(matched) {
                matched = borders[matched - 1];
            }
            matched += usize::from(other.at(place) == other.at(matched));
            borders[place] = matched;
        }
        matched = 0;
        for place in start..self.len() {
            while matched > 0 && self.at(place) != other.at(matched) {
                matched = borders[matched - 1];
            }
            matched += usize::from(self.at(place) == other.at(matched));
            if matched == other.len() {
                return Some(place + 1 - matched);
            }
        }
        None
    }

    /// The last place up to `start` where `other` stands.
    pub(crate) fn rfind(self, other: Units<'_>, start: usize) -> Option<usize> {
        let last = self.len().checked_sub(other.len())?;
        (0..=last.min(start)).rev().find(|place| self.slice(*place, place + other.len()) == other)
    }
}

/// Whether these bytes are the same: two comparisons of fixed size, which may overlap, take no call.
#[inline]
fn are_same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && match a.len() {
            0 => true,
            1 => a[0] == b[0],
            2..4 => {
                a.first_chunk::<2>() == b.first_chunk() && a.last_chunk::<2>() == b.last_chunk()
            }
            4..8 => {
                a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk()
            }
            8..=16 => {
                a.first_chunk::<8>() == b.first_chunk() && a.last_chunk::<8>() == b.last_chunk()
            }
            _ => a == b,
        }
}

impl PartialEq for Units<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Units::Latin1(a), Units::Latin1(b)) => are_same(a, b),
            (Units::Wide(a), Units::Wide(b)) => a == b,
            _ => self.len() == other.len() && self.iter().eq(other.iter()),
        }
    }
}

/// The order of ECMA-262 5.1, 11.8.5: by units.
pub(crate) fn compare(a: Units<'_>, b: Units<'_>) -> Ordering {
    match (a, b) {
        (Units::Latin1(a), Units::Latin1(b)) => a.cmp(b),
        (Units::Wide(a), Units::Wide(b)) => a.cmp(b),
        _ => a.iter().cmp(b.iter()),
    }
}
