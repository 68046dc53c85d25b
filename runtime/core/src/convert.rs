//! How does one type become another? ECMA-262 5.1, section 9.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::errors::type_error;
use crate::functions::{call, is_callable};
use crate::key::Key;
use crate::numbers;
use crate::objects::Class;
use crate::properties::get_key;
use crate::strings::Units;
use crate::value::{Kind, R};

/// Which primitive an object should become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// A string for dates, a number for all others.
    Default,
    Number,
    String,
}

/// ToPrimitive (section 9.1).
pub(crate) fn to_primitive(value: Value, hint: Hint, cx: &mut Cx<'_>) -> R<Value> {
    if !value.is_object() {
        return Ok(value);
    }
    let is_date = || crate::builtins::date::time_of(value, cx).is_some();
    let hint = if hint == Hint::Default && is_date() { Hint::String } else { hint };
    let methods = match hint {
        Hint::Number | Hint::Default => [names::VALUE_OF, names::TO_STRING],
        Hint::String => [names::TO_STRING, names::VALUE_OF],
    };
    for method in methods {
        let method = get_key(value, Key::name(method), cx)?;
        if is_callable(method, cx) {
            let primitive = call(method, value, &[], cx)?;
            if !primitive.is_object() {
                return Ok(primitive);
            }
        }
    }
    Err(type_error("Cannot convert object to primitive value", cx))
}

/// ToBoolean (section 9.2).
#[inline]
pub fn truthy(value: Value, cx: &Cx<'_>) -> bool {
    match value.kind() {
        Kind::Undefined | Kind::Null | Kind::Hole => false,
        Kind::Boolean(value) => value,
        Kind::Number(number) => truthy_number(number),
        Kind::Atom(atom) => atom != names::EMPTY,
        Kind::String(_) => cx.machine.realm.string_length(value) > 0,
        Kind::Object(_) | Kind::Builtin(_) => true,
    }
}

/// ToBoolean of a number.
#[inline]
#[must_use]
pub fn truthy_number(number: f64) -> bool {
    !(number == 0.0 || number.is_nan())
}

/// ToNumber (section 9.3).
#[inline]
pub fn to_number(value: Value, cx: &mut Cx<'_>) -> R<f64> {
    match value.as_number() {
        Some(number) => Ok(number),
        None => number_of_other(value, cx),
    }
}

fn number_of_other(value: Value, cx: &mut Cx<'_>) -> R<f64> {
    Ok(match value.kind() {
        Kind::Undefined | Kind::Hole => f64::NAN,
        Kind::Null | Kind::Boolean(false) => 0.0,
        Kind::Boolean(true) => 1.0,
        Kind::Number(number) => number,
        Kind::Atom(_) | Kind::String(_) => numbers::of_string(cx.machine.realm.flat(value)),
        Kind::Object(_) | Kind::Builtin(_) => {
            let primitive = to_primitive(value, Hint::Number, cx)?;
            return to_number(primitive, cx);
        }
    })
}

/// ToInteger (section 9.4).
pub(crate) fn to_integer(value: Value, cx: &mut Cx<'_>) -> R<f64> {
    Ok(numbers::to_integer(to_number(value, cx)?))
}

/// ToString (section 9.8).
pub fn to_string(value: Value, cx: &mut Cx<'_>) -> R<Value> {
    Ok(match value.kind() {
        Kind::Atom(_) | Kind::String(_) => value,
        Kind::Undefined | Kind::Hole => Value::atom(names::UNDEFINED),
        Kind::Null => Value::atom(names::NULL),
        Kind::Boolean(true) => Value::atom(names::TRUE),
        Kind::Boolean(false) => Value::atom(names::FALSE),
        Kind::Number(number) => {
            let mut room = numbers::Printed::new();
            cx.machine.realm.string_like(Units::Latin1(numbers::print(number, &mut room)))
        }
        Kind::Object(_) | Kind::Builtin(_) => {
            let primitive = to_primitive(value, Hint::String, cx)?;
            return to_string(primitive, cx);
        }
    })
}

/// ToString, as UTF-8.
pub(crate) fn to_utf8(value: Value, cx: &mut Cx<'_>) -> R<String> {
    let string = to_string(value, cx)?;
    Ok(cx.machine.realm.utf8(string))
}

/// ToObject (section 9.9).
pub(crate) fn to_object(value: Value, cx: &mut Cx<'_>) -> R<Value> {
    let prototype = match value.kind() {
        Kind::Object(_) | Kind::Builtin(_) => return Ok(value),
        Kind::Undefined | Kind::Null | Kind::Hole => {
            let name = if value == Value::NULL { "null" } else { "undefined" };
            return Err(type_error(&format!("Cannot convert {name} to object"), cx));
        }
        Kind::Number(_) => builtins::NUMBER_PROTOTYPE,
        Kind::Boolean(_) => builtins::BOOLEAN_PROTOTYPE,
        Kind::Atom(_) | Kind::String(_) => builtins::STRING_PROTOTYPE,
    };
    Ok(cx.machine.realm.heap_mut().add(Value::builtin(prototype), Class::Wrapper(value)))
}

/// The primitive value inside `new Number(1)` and the like; anything else as it is.
pub(crate) fn unwrap(value: Value, cx: &Cx<'_>) -> Value {
    match cx.machine.realm.object_of(value).map(|object| &object.class) {
        Some(Class::Wrapper(primitive)) => *primitive,
        _ => value,
    }
}
