//! How is a string put together? In Latin-1, until a unit does not fit.

use super::Units;
use crate::snapshot::choice;

/// A string being made: Latin-1 until a unit does not fit.
#[derive(Debug)]
pub(crate) enum Text {
    Latin1(Vec<u8>),
    Wide(Vec<u16>),
}

choice!(Text { 0 Latin1(bytes), 1 Wide(units) });

impl Text {
    /// A copy of these units.
    pub(crate) fn of(units: Units<'_>) -> Self {
        match units {
            Units::Latin1(bytes) => Text::Latin1(bytes.to_vec()),
            Units::Wide(units) => Text::Wide(units.to_vec()),
        }
    }

    pub(crate) const fn new() -> Self {
        Text::Latin1(Vec::new())
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Text::Latin1(bytes) => bytes.len(),
            Text::Wide(units) => units.len(),
        }
    }

    fn widen(&mut self) -> &mut Vec<u16> {
        if let Text::Latin1(bytes) = self {
            let mut units = Vec::with_capacity(bytes.capacity());
            units.extend(bytes.iter().map(|byte| u16::from(*byte)));
            *self = Text::Wide(units);
        }
        match self {
            Text::Wide(units) => units,
            Text::Latin1(_) => unreachable!("it was just widened"),
        }
    }

    pub(crate) fn push(&mut self, units: Units<'_>) {
        match (&mut *self, units) {
            (Text::Latin1(text), Units::Latin1(bytes)) => text.extend_from_slice(bytes),
            (Text::Wide(text), units) => text.extend(units.iter()),
            (Text::Latin1(_), units) => self.widen().extend(units.iter()),
        }
    }

    pub(crate) fn push_unit(&mut self, unit: u16) {
        match (&mut *self, u8::try_from(unit)) {
            (Text::Latin1(text), Ok(byte)) => text.push(byte),
            _ => self.widen().push(unit),
        }
    }

    pub(crate) fn push_ascii(&mut self, text: &str) {
        self.push(Units::Latin1(text.as_bytes()));
    }

    pub(crate) fn units(&self) -> Units<'_> {
        match self {
            Text::Latin1(bytes) => Units::Latin1(bytes),
            Text::Wide(units) => Units::Wide(units),
        }
    }
}
