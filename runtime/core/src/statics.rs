//! What do built-in objects consist of? Rows of a static table, until a script writes to one of them.

use std::sync::OnceLock;

use scxml_schema::builtins::{self, BUILTINS, Builtin, Kind as Row};
use scxml_schema::names::{self, ATOMS, BUILTIN_ATOMS};

use crate::Value;
use crate::key::Key;
use crate::objects::{Class, Flags, Property};
use crate::realm::Realm;
use crate::value::Kind;

fn row(number: u32) -> &'static Builtin {
    &BUILTINS[number as usize]
}

/// The rows that are members of others.
struct Members {
    /// Owner, atom and number of every row that is here, sorted.
    sorted: Vec<(u32, u32, u32)>,
    /// The same by hash of owner and atom, where there is a row; a power of two long, at most half full.
    index: Vec<(u32, u32, u32)>,
}

impl Members {
    fn new() -> Self {
        let sorted = Self::sorted();
        let mut index = vec![(builtins::NONE, 0, 0); (sorted.len() * 2).next_power_of_two()];
        for member in &sorted {
            let mut at = hash(member.0, member.1) & (index.len() - 1);
            while index[at].0 != builtins::NONE {
                at = (at + 1) & (index.len() - 1);
            }
            index[at] = *member;
        }
        Members { sorted, index }
    }

    fn sorted() -> Vec<(u32, u32, u32)> {
        let mut members: Vec<_> = (0..)
            .zip(BUILTINS)
            .zip(BUILTIN_ATOMS)
            .filter(|((_, row), _)| row.owner != builtins::NONE && !matches!(row.kind, Row::Later))
            .map(|((number, row), atom)| (row.owner, atom, number))
            .collect();
        members.sort_unstable();
        members
    }
}

fn members() -> &'static Members {
    static MEMBERS: OnceLock<Members> = OnceLock::new();
    MEMBERS.get_or_init(Members::new)
}

const fn hash(owner: u32, atom: u32) -> usize {
    (owner.wrapping_mul(0x9E37_79B1) ^ atom.wrapping_mul(0x85EB_CA6B)) as usize >> 8
}

fn member(owner: u32, atom: u32) -> Option<u32> {
    let index = &members().index[..];
    let mut at = hash(owner, atom) & (index.len() - 1);
    loop {
        match index[at] {
            (builtins::NONE, ..) => return None,
            (o, a, number) if o == owner && a == atom => return Some(number),
            _ => at = (at + 1) & (index.len() - 1),
        }
    }
}

/// The functions that are members of a built-in, by atom: their numbers, or 0.
pub(crate) struct Methods([u16; ATOMS.len()]);

impl Methods {
    pub(crate) const ARRAY: &Methods = &Methods::of(builtins::ARRAY_PROTOTYPE);
    pub(crate) const STRING: &Methods = &Methods::of(builtins::STRING_PROTOTYPE);

    const fn of(owner: u32) -> Self {
        let (mut numbers, mut number) = ([0; ATOMS.len()], 0);
        while number < BUILTINS.len() {
            if BUILTINS[number].owner == owner && matches!(BUILTINS[number].kind, Row::Function(_))
            {
                numbers[BUILTIN_ATOMS[number] as usize] = number as u16;
            }
            number += 1;
        }
        Methods(numbers)
    }

    /// The function of this name.
    #[inline]
    pub(crate) fn get(&self, atom: u32) -> Option<u32> {
        match self.0.get(atom as usize) {
            None | Some(0) => None,
            Some(number) => Some(u32::from(*number)),
        }
    }
}

fn property(number: u32) -> Property {
    let key = Key::name(BUILTIN_ATOMS[number as usize]);
    let (value, flags) = match row(number).kind {
        Row::Number(value) if number == builtins::ARRAY_PROTOTYPE_LENGTH => {
            (Value::number(value), Flags::HIDDEN_PERMANENT)
        }
        Row::Number(value) => (Value::number(value), Flags::CONSTANT),
        Row::Undefined => (Value::UNDEFINED, Flags::CONSTANT),
        Row::Text(text) => (Value::atom(names::find(text).unwrap_or(names::EMPTY)), Flags::HIDDEN),
        Row::Prototype(_) => (Value::builtin(number), Flags::CONSTANT),
        Row::Same(other) => (Value::builtin(other), Flags::HIDDEN),
        // The built-in stands for the pair of getter and setter too.
        Row::Getter => (Value::builtin(number), Flags::HIDDEN_GETTER),
        _ => (Value::builtin(number), Flags::HIDDEN),
    };
    Property { key, flags, value }
}

/// What a row of the table is as a value.
pub(crate) fn value(number: u32) -> Value {
    property(number).value
}

/// The number of parameters of a built-in function.
pub(crate) fn length(number: u32) -> Option<u8> {
    match row(number).kind {
        Row::Function(length) | Row::Constructor(length) => Some(length),
        Row::Getter => Some(0),
        // Function.prototype is a function itself (ECMA-262 5.1, 15.3.4).
        _ if number == builtins::FUNCTION_PROTOTYPE => Some(0),
        _ => None,
    }
}

/// Whether the built-in can be called.
pub(crate) fn is_function(number: u32) -> bool {
    length(number).is_some()
}

/// The name of a built-in function as an atom.
pub(crate) fn name(number: u32) -> u32 {
    match number {
        builtins::FUNCTION_PROTOTYPE => names::EMPTY,
        _ => BUILTIN_ATOMS[number as usize],
    }
}

fn is_native_error(number: u32) -> bool {
    let prototype = BUILTINS.get(number as usize + 1);
    prototype.is_some_and(|row| matches!(row.kind, Row::Prototype(builtins::ERROR_PROTOTYPE)))
}

/// The prototype of a built-in object.
pub(crate) fn prototype(number: u32) -> Value {
    match row(number).kind {
        Row::Prototype(builtins::NONE) => Value::NULL,
        Row::Prototype(parent) => Value::builtin(parent),
        // The constructors of native errors inherit from `Error` (ECMA-262 2015, 19.5.6.2).
        Row::Constructor(_) if is_native_error(number) => Value::builtin(builtins::ERROR),
        Row::Function(_) | Row::Constructor(_) | Row::Getter => {
            Value::builtin(builtins::FUNCTION_PROTOTYPE)
        }
        _ => Value::builtin(builtins::OBJECT_PROTOTYPE),
    }
}

/// An own property of a built-in object as it is before any script wrote to it.
pub(crate) fn own(number: u32, atom: u32) -> Option<Property> {
    if let Some(member) = member(number, atom) {
        return Some(property(member));
    }
    let (value, flags) = match (atom, row(number).kind) {
        (names::LENGTH, _) => (Value::number(f64::from(length(number)?)), Flags::HIDDEN_READ_ONLY),
        (names::NAME, _) if is_function(number) => {
            (Value::atom(name(number)), Flags::HIDDEN_READ_ONLY)
        }
        (names::CONSTRUCTOR, Row::Prototype(_)) if row(number).owner != builtins::NONE => {
            (Value::builtin(row(number).owner), Flags::HIDDEN)
        }
        _ => return None,
    };
    Some(Property { key: Key::name(atom), flags, value })
}

/// All own properties of a built-in object as they are before any script wrote to it.
pub(crate) fn all(number: u32) -> impl Iterator<Item = Property> {
    let members = &members().sorted;
    let start = members.partition_point(|member| member.0 < number);
    let members = members[start..].iter().take_while(move |member| member.0 == number);
    let implied = [names::LENGTH, names::NAME, names::CONSTRUCTOR];
    let implied = implied.into_iter().filter(move |atom| member(number, *atom).is_none());
    implied
        .filter_map(move |atom| own(number, atom))
        .chain(members.map(|member| property(member.2)))
}

impl Realm {
    /// The object that holds the properties of a built-in that a script wrote to.
    #[inline]
    pub(crate) fn changed_builtin(&self, number: u32) -> Option<u32> {
        self.heap.as_ref().and_then(|heap| heap.changed_builtins.get(&number).copied())
    }

    /// The object that holds the properties of a built-in from now on.
    pub(crate) fn change_builtin(&mut self, number: u32) -> u32 {
        if let Some(handle) = self.changed_builtin(number) {
            return handle;
        }
        let heap = self.heap_mut();
        let Kind::Object(handle) = heap.add(prototype(number), Class::Plain).kind() else {
            unreachable!("a new object is one")
        };
        for property in all(number) {
            heap.objects.put(handle, property.key, property.flags, property.value);
        }
        heap.changed_builtins.insert(number, handle);
        handle
    }
}
