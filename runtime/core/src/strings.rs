//! How are the strings that a script makes kept? Short ones in place, others as parts of buffers, joined ones as trees.
//!
//! Nothing is freed during a step, so a string that grows piece by piece may not be copied at each piece: a piece is
//! appended to the buffer that the left side ends in, and where that cannot be, the two sides are joined to a tree (a
//! rope), which becomes one buffer when its units are first asked for.

use crate::Value;
use crate::arena::Arena;
use crate::snapshot::record;
use crate::value::Kind;

#[cfg(test)]
mod model_test;
mod string;
mod text;
mod units;

use string::{COPIED, SHORT, Side};
pub(crate) use string::{Part, Short, Str};
pub(crate) use text::Text;
pub(crate) use units::{Units, compare};

use crate::atoms::Names;
use crate::numbers::{Printed, print};

/// The strings of a session.
#[derive(Debug)]
pub(crate) struct Strings {
    pub(crate) strings: Arena<Str>,
    pub(crate) latin1: Arena<Vec<u8>>,
    pub(crate) wide: Arena<Vec<u16>>,
    /// Names that no program knows.
    pub(crate) interned: Names,
    /// What the strings take, about.
    pub(crate) bytes: usize,
}

record!(Strings { latin1, wide, interned, strings, bytes });

impl Strings {
    pub(crate) const fn new(first_atom: u32) -> Self {
        Strings {
            strings: Arena::new(),
            latin1: Arena::new(),
            wide: Arena::new(),
            interned: Names::new(first_atom),
            bytes: 0,
        }
    }

    #[inline]
    fn add(&mut self, string: Str) -> Value {
        self.bytes += size_of::<Str>();
        Value::string(self.strings.add(string))
    }

    pub(crate) fn make_latin1(&mut self, text: Vec<u8>) -> Value {
        match self.in_place(&text) {
            Some(string) => string,
            None => self.add_latin1(text),
        }
    }

    /// The same, of a copy.
    pub(crate) fn copy_latin1(&mut self, text: &[u8]) -> Value {
        match self.in_place(text) {
            Some(string) => string,
            None => self.add_latin1(text.to_vec()),
        }
    }

    pub(crate) fn of_text(&mut self, text: Text) -> Value {
        match text {
            Text::Latin1(bytes) => self.make_latin1(bytes),
            Text::Wide(units) => self.make_wide(units),
        }
    }

    /// The string, if it needs no buffer.
    #[inline]
    fn in_place(&mut self, text: &[u8]) -> Option<Value> {
        Short::of(text).map(|short| self.of_short(short))
    }

    #[inline]
    pub(crate) fn of_short(&mut self, short: Short) -> Value {
        match short.constant() {
            Some(constant) => constant,
            None => self.add(Str::Short(short)),
        }
    }

    #[inline(never)]
    fn add_latin1(&mut self, text: Vec<u8>) -> Value {
        let length = text.len() as u32;
        self.bytes += text.len() + size_of::<Vec<u8>>();
        let buffer = self.latin1.add(text);
        self.add(Str::Latin1(Part { buffer, start: 0, length }))
    }

    /// A string of these units, as Latin-1 if they are.
    pub(crate) fn make_wide(&mut self, text: Vec<u16>) -> Value {
        if text.iter().all(|unit| *unit < 256) {
            return self.make_latin1(text.iter().map(|unit| *unit as u8).collect());
        }
        let length = text.len() as u32;
        self.bytes += text.len() * 2 + size_of::<Vec<u16>>();
        let buffer = self.wide.add(text);
        self.add(Str::Wide(Part { buffer, start: 0, length }))
    }

    #[inline]
    fn units_of<'a>(&'a self, string: &'a Str) -> Option<Units<'a>> {
        let range = |part: &Part| part.start as usize..(part.start + part.length) as usize;
        match string {
            Str::Short(short) => Some(short.units()),
            Str::Latin1(part) => Some(Units::Latin1(&self.latin1.get(part.buffer)[range(part)])),
            Str::Wide(part) => Some(Units::Wide(&self.wide.get(part.buffer)[range(part)])),
            Str::Rope { .. } | Str::Free => None,
        }
    }

    /// The units of a string that is not a rope.
    pub(crate) fn units(&self, handle: u32) -> Units<'_> {
        self.units_of(self.strings.get(handle))
            .expect("a rope is flattened before its units are read")
    }

    pub(crate) fn length(&self, handle: u32) -> usize {
        match self.strings.get(handle) {
            Str::Free => 0,
            Str::Short(short) => usize::from(short.length),
            Str::Latin1(part) | Str::Wide(part) => part.length as usize,
            Str::Rope { length, .. } => *length as usize,
        }
    }

    /// Makes one buffer of a rope; `names` are the program's atoms.
    pub(crate) fn flatten(&mut self, handle: u32, names: &Names) {
        let Str::Rope { left, right, length } = *self.strings.get(handle) else { return };
        let mut text = Text::Latin1(Vec::with_capacity(length as usize));
        let mut rest = vec![right, left];
        while let Some(side) = rest.pop() {
            match side.value().kind() {
                Kind::Atom(atom) if atom < names.end() => text.push(names.units(atom)),
                Kind::Atom(atom) => text.push(self.interned.units(atom)),
                Kind::String(handle) => match self.strings.get(handle) {
                    Str::Rope { left, right, .. } => rest.extend([*right, *left]),
                    flat => text.push(self.units_of(flat).unwrap_or(Units::Latin1(&[]))),
                },
                _ => {}
            }
        }
        let flat = match text {
            Text::Latin1(bytes) => {
                self.bytes += bytes.len();
                Str::Latin1(Part { buffer: self.latin1.add(bytes), start: 0, length })
            }
            Text::Wide(units) => {
                self.bytes += units.len() * 2;
                Str::Wide(Part { buffer: self.wide.add(units), start: 0, length })
            }
        };
        *self.strings.get_mut(handle) = flat;
    }

    /// `left` followed by `right`; `right_units` are given when `right` is not a rope.
    fn append(&mut self, left: Value, right: Units<'_>) -> Option<Value> {
        let Kind::String(handle) = left.kind() else { return None };
        let string = *self.strings.get(handle);
        let grown = match (string, right) {
            (Str::Latin1(part), Units::Latin1(bytes)) => {
                let buffer = self.latin1.get_mut(part.buffer);
                if !part.may_grow(buffer.len(), bytes.len()) {
                    return None;
                }
                buffer.extend_from_slice(bytes);
                Str::Latin1(Part { length: part.length + bytes.len() as u32, ..part })
            }
            (Str::Wide(part), _) => {
                let buffer = self.wide.get_mut(part.buffer);
                if !part.may_grow(buffer.len(), right.len()) {
                    return None;
                }
                buffer.extend(right.iter());
                Str::Wide(Part { length: part.length + right.len() as u32, ..part })
            }
            _ => return None,
        };
        self.bytes += right.bytes();
        Some(self.add(grown))
    }

    /// The two strings one after the other; the caller has seen to it that the length fits.
    pub(crate) fn join(
        &mut self,
        left: Value,
        right: Value,
        names: &Names,
        length: usize,
    ) -> Value {
        if length <= SHORT
            && let (Some(Units::Latin1(a)), Some(Units::Latin1(b))) =
                (self.flat(left, names), self.flat(right, names))
        {
            let short = Short::joined(a, b);
            return self.add(Str::Short(short));
        }
        let grown = match self.short_copy(right, names) {
            Some((bytes, count)) => self.append(left, Units::Latin1(&bytes[..count])),
            None => self.append_long(left, right, names),
        };
        if let Some(grown) = grown {
            return grown;
        }
        if length <= COPIED
            && let (Some(a), Some(b)) = (self.flat(left, names), self.flat(right, names))
        {
            let mut text = Text::Latin1(Vec::with_capacity(length));
            text.push(a);
            text.push(b);
            return match text {
                Text::Latin1(bytes) => self.make_latin1(bytes),
                Text::Wide(units) => self.make_wide(units),
            };
        }
        self.add(Str::Rope { left: Side::of(left), right: Side::of(right), length: length as u32 })
    }

    /// Strings and numbers one after the other, if they are short together and none is a rope.
    pub(crate) fn joined(&mut self, parts: &[Value], names: &Names) -> Option<Value> {
        let mut whole = Short::EMPTY;
        for part in parts {
            match part.as_number() {
                Some(number) => whole.push(print(number, &mut Printed::new()))?,
                None => match self.flat(*part, names)? {
                    Units::Latin1(bytes) => whole.push(bytes)?,
                    Units::Wide(_) => return None,
                },
            }
        }
        Some(self.of_short(whole))
    }

    #[inline]
    fn flat<'a>(&'a self, value: Value, names: &'a Names) -> Option<Units<'a>> {
        match value.kind() {
            Kind::Atom(atom) if atom < names.end() => Some(names.units(atom)),
            Kind::Atom(atom) => Some(self.interned.units(atom)),
            Kind::String(handle) => self.units_of(self.strings.get(handle)),
            _ => None,
        }
    }

    /// The bytes of a short Latin-1 string, copied out so that the strings can change.
    fn short_copy(&self, value: Value, names: &Names) -> Option<([u8; COPIED], usize)> {
        let Some(Units::Latin1(bytes)) = self.flat(value, names) else { return None };
        let mut copy = [0; COPIED];
        copy.get_mut(..bytes.len())?.copy_from_slice(bytes);
        Some((copy, bytes.len()))
    }

    fn append_long(&mut self, left: Value, right: Value, names: &Names) -> Option<Value> {
        let Kind::String(handle) = left.kind() else { return None };
        let right = self.flat(right, names)?;
        let may_grow = match self.strings.get(handle) {
            Str::Latin1(part) => part.may_grow(self.latin1.get(part.buffer).len(), right.len()),
            Str::Wide(part) => part.may_grow(self.wide.get(part.buffer).len(), right.len()),
            _ => false,
        };
        if !may_grow {
            return None;
        }
        let mut copy = Text::new();
        copy.push(right);
        self.append(left, copy.units())
    }

    /// The units from `start` to `end` of a flat string of the heap, without a copy where that is worth it.
    pub(crate) fn slice(&mut self, handle: u32, start: usize, end: usize) -> Value {
        let part = |part: Part| Part {
            start: part.start + start as u32,
            length: (end - start) as u32,
            ..part
        };
        match *self.strings.get(handle) {
            Str::Latin1(whole) if end - start > SHORT => self.add(Str::Latin1(part(whole))),
            Str::Wide(whole) if end - start > SHORT => self.add(Str::Wide(part(whole))),
            _ => match self.units(handle).slice(start, end) {
                Units::Latin1(bytes) => self.make_latin1(bytes.to_vec()),
                Units::Wide(units) => self.make_wide(units.to_vec()),
            },
        }
    }
}

/// A constant string that is no text: one with lone surrogates.
pub fn string16(units: &[u16], cx: &mut crate::Cx<'_>) -> Value {
    cx.machine.realm.string_of_units(units)
}
