//! What is a value of a script? Eight bytes: a number, or a tag and a 32-bit handle.

use std::fmt;

use scxml_schema::builtins;

/// A value of a script.
///
/// A number is its own IEEE 754 bits. Everything else lives among the bit patterns of NaN that no number uses, the
/// canonical NaN excepted: a tag in the upper 16 bits, a handle or a constant in the lower 32.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Value(u64);

/// What a [`Value`] is, for `match`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Undefined,
    Null,
    Boolean(bool),
    Number(f64),
    /// A string: the number of an atom.
    Atom(u32),
    /// A string: a handle into the heap.
    String(u32),
    /// A handle into the heap.
    Object(u32),
    /// A built-in object or function; see [`builtins::BUILTINS`].
    Builtin(u32),
    Hole,
}

const SHIFT: u32 = 48;
const CONSTANT: u64 = 0xFFF9;
const ATOM: u64 = 0xFFFA;
const STRING: u64 = 0xFFFB;
const OBJECT: u64 = 0xFFFC;
const BUILTIN: u64 = 0xFFFD;
const CANONICAL_NAN: u64 = 0x7FF8 << SHIFT;

impl Value {
    /// `undefined`
    pub const UNDEFINED: Value = Value::tagged(CONSTANT, 0);
    /// `null`
    pub const NULL: Value = Value::tagged(CONSTANT, 1);
    /// `false`
    pub const FALSE: Value = Value::tagged(CONSTANT, 2);
    /// `true`
    pub const TRUE: Value = Value::tagged(CONSTANT, 3);
    /// No value: a slot that is not bound, an array element that does not exist, an attribute that is absent.
    pub const HOLE: Value = Value::tagged(CONSTANT, 4);
    /// The empty string.
    pub const EMPTY: Value = Value::atom(scxml_schema::names::EMPTY);
    /// The global object.
    pub const GLOBAL: Value = Value::builtin(builtins::GLOBAL);
    /// `_data` (ors).
    pub const DATA: Value = Value::builtin(builtins::DATA);

    const fn tagged(tag: u64, payload: u32) -> Self {
        Value(tag << SHIFT | payload as u64)
    }

    /// A number.
    #[inline]
    #[must_use]
    pub const fn number(number: f64) -> Self {
        if number.is_nan() { Value(CANONICAL_NAN) } else { Value(number.to_bits()) }
    }

    /// A boolean.
    #[inline]
    #[must_use]
    pub const fn boolean(value: bool) -> Self {
        if value { Value::TRUE } else { Value::FALSE }
    }

    /// The string that is an atom.
    #[inline]
    #[must_use]
    pub const fn atom(atom: u32) -> Self {
        Value::tagged(ATOM, atom)
    }

    /// The built-in of this number.
    #[inline]
    #[must_use]
    pub const fn builtin(number: u32) -> Self {
        Value::tagged(BUILTIN, number)
    }

    pub(crate) const fn string(handle: u32) -> Self {
        Value::tagged(STRING, handle)
    }

    pub(crate) const fn object(handle: u32) -> Self {
        Value::tagged(OBJECT, handle)
    }

    /// The same for identical values only.
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    const fn tag(self) -> u64 {
        self.0 >> SHIFT
    }

    /// The number, if it is one.
    #[inline]
    #[must_use]
    pub const fn as_number(self) -> Option<f64> {
        if self.is_number() { Some(f64::from_bits(self.0)) } else { None }
    }

    /// Whether it is a number.
    #[inline]
    #[must_use]
    pub const fn is_number(self) -> bool {
        self.tag() < CONSTANT
    }

    /// Whether it is a string.
    #[inline]
    #[must_use]
    pub const fn is_string(self) -> bool {
        matches!(self.tag(), ATOM | STRING)
    }

    /// Whether it is an object; functions are.
    #[inline]
    #[must_use]
    pub const fn is_object(self) -> bool {
        matches!(self.tag(), OBJECT | BUILTIN)
    }

    /// Whether it is `undefined` or `null`.
    #[inline]
    #[must_use]
    pub const fn is_nullish(self) -> bool {
        self.0 == Value::UNDEFINED.0 || self.0 == Value::NULL.0
    }

    /// Whether it is [`Value::HOLE`].
    #[inline]
    #[must_use]
    pub const fn is_hole(self) -> bool {
        self.0 == Value::HOLE.0
    }

    /// Itself; `undefined` when it is [`Value::HOLE`].
    #[inline]
    #[must_use]
    pub const fn or_undefined(self) -> Self {
        if self.is_hole() { Value::UNDEFINED } else { self }
    }

    pub(crate) const fn as_object(self) -> Option<u32> {
        if self.tag() == OBJECT { Some(self.0 as u32) } else { None }
    }

    pub(crate) const fn kind(self) -> Kind {
        let payload = self.0 as u32;
        match self.tag() {
            ATOM => Kind::Atom(payload),
            STRING => Kind::String(payload),
            OBJECT => Kind::Object(payload),
            BUILTIN => Kind::Builtin(payload),
            CONSTANT => match payload {
                0 => Kind::Undefined,
                1 => Kind::Null,
                2 => Kind::Boolean(false),
                3 => Kind::Boolean(true),
                _ => Kind::Hole,
            },
            _ => Kind::Number(f64::from_bits(self.0)),
        }
    }
}

/// Whether it is `undefined` or `null`.
#[inline]
#[must_use]
pub const fn is_nullish(value: Value) -> bool {
    value.is_nullish()
}

/// The number that is none. Under its own name, rustc knows better than a document that compares with it.
pub const NAN: f64 = f64::NAN;

/// The number of a value that is one; NaN of any other.
#[inline]
#[must_use]
pub const fn number(value: Value) -> f64 {
    f64::from_bits(value.0)
}

/// Whether it is `true`.
#[inline]
#[must_use]
pub fn is_true(value: Value) -> bool {
    value == Value::TRUE
}

impl Default for Value {
    fn default() -> Self {
        Value::UNDEFINED
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind().fmt(f)
    }
}

/// The variables of an enclosing function that a closure uses: a handle into the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Env(pub(crate) u32);

impl Env {
    /// The environment of a function that uses no variable of an enclosing one.
    pub const NONE: Env = Env(u32::MAX);
}

/// A script threw; what it threw is kept in the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thrown;

/// The result of anything that a script can fail at.
pub type R<T> = Result<T, Thrown>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_bits_and_nan_is_one_value() {
        for number in
            [0.0, -0.0, 1.5, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY, f64::NEG_INFINITY]
        {
            assert_eq!(Value::number(number).as_number().map(f64::to_bits), Some(number.to_bits()));
        }
        let negative_nan = f64::from_bits(0xFFFC_0000_0000_0001);
        assert_eq!(Value::number(negative_nan), Value::number(f64::NAN));
        assert!(Value::number(negative_nan).is_number());
        assert_eq!(Value::object(7).kind(), Kind::Object(7));
        assert_eq!(size_of::<Value>(), 8);
    }
}
