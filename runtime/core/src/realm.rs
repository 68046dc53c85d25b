//! What do the scripts of one session share? Slots, what was thrown, and a heap once something needs one.

use crate::Value;
use crate::atoms::{NAME_BYTES, Names};
use crate::heap::Heap;
use crate::key::Key;
use crate::objects::Object;
use crate::program::Program;
use crate::snapshot::record;
use crate::strings::{Text, Units};
use crate::value::Kind;

/// The world of a session's scripts.
#[derive(Debug)]
pub(crate) struct Realm {
    pub(crate) program: &'static Program,
    names: &'static Names,
    /// The session-wide variables, as [`Program::slots`] names them.
    pub(crate) slots: Box<[Value]>,
    /// What a script threw and nobody caught yet.
    pub(crate) thrown: Value,
    /// State of `Math.random`.
    pub(crate) seed: u64,
    /// Loop turns and calls that scripts may still take; the engine sets it.
    pub(crate) steps: u64,
    pub(crate) heap: Option<Box<Heap>>,
}

record!(Realm { slots, thrown, seed, heap } unstored(from) {
    program: from.program,
    names: from.program.atoms.names(from.program.strings),
    steps: u64::MAX,
});

impl Realm {
    /// A realm in which nothing has run yet: declared data are `undefined`, all other slots are not bound.
    pub(crate) fn new(program: &'static Program) -> Self {
        let mut slots = vec![Value::HOLE; program.slots.len()].into_boxed_slice();
        for slot in slots.iter_mut().take(program.declared_slots as usize) {
            *slot = Value::UNDEFINED;
        }
        Realm {
            program,
            names: program.atoms.names(program.strings),
            slots,
            thrown: Value::UNDEFINED,
            seed: 0,
            steps: u64::MAX,
            heap: None,
        }
    }

    /// The heap, for a handle into it.
    #[inline]
    pub(crate) fn heap(&self) -> &Heap {
        self.heap.as_deref().expect("a handle leads into a heap")
    }

    /// The object of the heap that a value is, if it is one; there may be no heap yet.
    #[inline]
    pub(crate) fn object_of(&self, value: Value) -> Option<&Object> {
        let handle = value.as_object()?;
        Some(self.heap().object(handle))
    }

    #[inline]
    pub(crate) fn heap_mut(&mut self) -> &mut Heap {
        if self.heap.is_none() {
            self.make_heap();
        }
        self.heap.as_deref_mut().expect("it was just made")
    }

    #[cold]
    #[inline(never)]
    fn make_heap(&mut self) {
        self.heap = Some(Box::new(Heap::new(self.names.end())));
    }

    /// What the heap takes, about.
    pub(crate) fn bytes(&self) -> usize {
        self.heap.as_ref().map_or(0, |heap| heap.bytes())
    }

    pub(crate) const fn names(&self) -> &'static Names {
        self.names
    }

    // Strings.

    /// The units of an atom.
    #[inline]
    pub(crate) fn atom_units(&self, atom: u32) -> Units<'_> {
        if atom < self.names.end() {
            self.names.units(atom)
        } else {
            self.heap().strings.interned.units(atom)
        }
    }

    /// The atom's text.
    pub(crate) fn atom_text(&self, atom: u32) -> String {
        self.atom_units(atom).to_utf8()
    }

    /// The units of a string that [`Realm::flatten`] has seen; none of what is no string.
    pub(crate) fn units(&self, string: Value) -> Units<'_> {
        match string.kind() {
            Kind::Atom(atom) => self.atom_units(atom),
            Kind::String(handle) => self.heap().strings.units(handle),
            _ => Units::Latin1(&[]),
        }
    }

    /// Makes the units of a string readable in one piece.
    pub(crate) fn flatten(&mut self, string: Value) {
        if let Kind::String(handle) = string.kind() {
            let names = self.names;
            self.heap_mut().strings.flatten(handle, names);
        }
    }

    /// The units of a string.
    pub(crate) fn flat(&mut self, string: Value) -> Units<'_> {
        self.flatten(string);
        self.units(string)
    }

    /// A string as UTF-8; lone surrogates become U+FFFD.
    pub(crate) fn utf8(&mut self, string: Value) -> String {
        self.flat(string).to_utf8()
    }

    /// The length of a string in UTF-16 units.
    pub(crate) fn string_length(&self, string: Value) -> usize {
        match string.kind() {
            Kind::Atom(atom) => self.atom_units(atom).len(),
            Kind::String(handle) => self.heap().strings.length(handle),
            _ => 0,
        }
    }

    /// A string.
    pub(crate) fn string(&mut self, text: &str) -> Value {
        match text.len() {
            0 => Value::EMPTY,
            1 => Value::atom(scxml_schema::names::character(text.as_bytes()[0])),
            _ if text.is_ascii() => self.string_like(Units::Latin1(text.as_bytes())),
            _ => self.heap_mut().strings.make_wide(text.encode_utf16().collect()),
        }
    }

    /// A string that the program may have: its atom then, for which nothing is made.
    pub(crate) fn known_string(&mut self, text: &str) -> Value {
        let known = text.is_ascii().then(|| self.names.find(Units::Latin1(text.as_bytes())));
        known.flatten().map_or_else(|| self.string(text), Value::atom)
    }

    /// A string of these units.
    pub(crate) fn string_like(&mut self, units: Units<'_>) -> Value {
        match units {
            Units::Latin1(bytes) => self.heap_mut().strings.copy_latin1(bytes),
            Units::Wide(units) => self.heap_mut().strings.make_wide(units.to_vec()),
        }
    }

    pub(crate) fn string_of_units(&mut self, units: &[u16]) -> Value {
        self.heap_mut().strings.make_wide(units.to_vec())
    }

    pub(crate) fn string_of_text(&mut self, text: Text) -> Value {
        self.heap_mut().strings.of_text(text)
    }

    // Property names.

    /// The key of a string that is an atom.
    #[inline]
    pub(crate) fn atom_key(&self, atom: u32) -> Key {
        if atom < self.names.end() {
            self.names.key(atom)
        } else {
            self.heap().strings.interned.key(atom)
        }
    }

    /// The atom of this text, if there is one.
    pub(crate) fn find_atom(&self, units: Units<'_>) -> Option<u32> {
        let interned = || self.heap.as_ref().and_then(|heap| heap.strings.interned.find(units));
        self.names.find(units).or_else(interned)
    }

    /// The key of a string; none when no property of any object of the session can have this name.
    pub(crate) fn find_key(&mut self, string: Value) -> Option<Key> {
        if let Kind::Atom(atom) = string.kind() {
            return Some(self.atom_key(atom));
        }
        self.flatten(string);
        let units = self.units(string);
        match crate::key::array_index(units).and_then(Key::index) {
            Some(key) => Some(key),
            None => self.find_atom(units).map(Key::name),
        }
    }

    /// The key of a string.
    pub(crate) fn key(&mut self, string: Value) -> Key {
        match self.find_key(string) {
            Some(key) => key,
            None => Key::name(self.intern(string)),
        }
    }

    /// The atom of a string.
    pub(crate) fn intern(&mut self, string: Value) -> u32 {
        if let Kind::Atom(atom) = string.kind() {
            return atom;
        }
        self.flatten(string);
        if let Some(atom) = self.find_atom(self.units(string)) {
            return atom;
        }
        let text = Text::of(self.units(string));
        self.new_atom(text.units())
    }

    fn new_atom(&mut self, units: Units<'_>) -> u32 {
        let strings = &mut self.heap_mut().strings;
        strings.bytes += NAME_BYTES + units.bytes();
        strings.interned.insert(units)
    }

    /// The key of a text.
    pub(crate) fn key_of_units(&mut self, units: Units<'_>) -> Key {
        match crate::key::array_index(units).and_then(Key::index) {
            Some(key) => key,
            None => Key::name(self.find_atom(units).unwrap_or_else(|| self.new_atom(units))),
        }
    }

    /// The key of a text that comes from outside.
    pub(crate) fn key_of(&mut self, text: &str) -> Key {
        let string = self.string(text);
        self.key(string)
    }

    /// The name of a property as a string.
    pub(crate) fn key_value(&mut self, key: Key) -> Value {
        match (key.as_atom(), key.as_index()) {
            (Some(atom), _) => Value::atom(atom),
            (_, Some(index)) => self.string(&index.to_string()),
            _ => Value::EMPTY,
        }
    }

    /// The name of a property as text.
    pub(crate) fn key_text(&self, key: Key) -> String {
        match (key.as_atom(), key.as_index()) {
            (Some(atom), _) => self.atom_text(atom),
            (_, index) => index.unwrap_or_default().to_string(),
        }
    }
}
