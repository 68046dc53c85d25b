//! What does `+` make of strings? ECMA-262 5.1, 11.6.1.

use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, check_length};
use crate::convert::{Hint, to_primitive};
use crate::numbers;
use crate::strings::{Text, Units};
use crate::value::{Kind, R};

/// A string longer than this is joined to others, not copied.
const COPIED: usize = 64;

/// Two strings, one after the other.
pub(crate) fn concatenate(a: Value, b: Value, cx: &mut Cx<'_>) -> R<Value> {
    let realm = &cx.machine.realm;
    let (first, second) = (realm.string_length(a), realm.string_length(b));
    if second == 0 {
        return Ok(a);
    }
    if first == 0 {
        return Ok(b);
    }
    check_length(first + second, cx)?;
    let realm = &mut cx.machine.realm;
    let names = realm.names();
    let joined = realm.heap_mut().strings.join(a, b, names, first + second);
    check_heap(cx)?;
    Ok(joined)
}

/// An operand of `+`: an object becomes a primitive value.
///
/// # Errors
/// What a conversion throws.
#[inline]
pub fn primitive(value: Value, cx: &mut Cx<'_>) -> R<Value> {
    if value.is_object() { to_primitive(value, Hint::Default, cx) } else { Ok(value) }
}

/// `a + b + c …` of primitive values, of which one of the first two is a string: without a string for each `+`.
///
/// # Errors
/// A RangeError when the string becomes too long.
pub fn concat(parts: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let names = cx.machine.realm.names();
    if let Some(short) = cx.machine.realm.heap_mut().strings.joined(parts, names) {
        return Ok(short);
    }
    let mut whole = Value::EMPTY;
    let mut text = Text::new();
    for part in parts {
        if part.is_string() && cx.machine.realm.string_length(*part) > COPIED {
            whole = append(whole, std::mem::replace(&mut text, Text::new()), cx)?;
            whole = concatenate(whole, *part, cx)?;
        } else {
            push(*part, &mut text, cx);
        }
    }
    append(whole, text, cx)
}

fn append(whole: Value, text: Text, cx: &mut Cx<'_>) -> R<Value> {
    if text.len() == 0 {
        return Ok(whole);
    }
    let text = crate::budget::finish(text, cx)?;
    concatenate(whole, text, cx)
}

/// Adds what a primitive value is as a string.
fn push(value: Value, text: &mut Text, cx: &mut Cx<'_>) {
    match value.kind() {
        Kind::Number(number) => {
            let mut room = numbers::Printed::new();
            text.push(Units::Latin1(numbers::print(number, &mut room)));
        }
        Kind::Boolean(value) => text.push_ascii(if value { "true" } else { "false" }),
        Kind::Null => text.push_ascii("null"),
        Kind::Atom(_) | Kind::String(_) => {
            let units: Units<'_> = cx.machine.realm.flat(value);
            text.push(units);
        }
        Kind::Undefined | Kind::Hole | Kind::Object(_) | Kind::Builtin(_) => {
            text.push_ascii("undefined");
        }
    }
}

/// Whether two strings are the same text.
#[inline]
pub fn same_string(a: Value, b: Value, cx: &mut Cx<'_>) -> bool {
    a == b || same_text(a, b, cx)
}

fn same_text(a: Value, b: Value, cx: &mut Cx<'_>) -> bool {
    let realm = &mut cx.machine.realm;
    if matches!((a.kind(), b.kind()), (Kind::Atom(_), Kind::Atom(_)))
        || realm.string_length(a) != realm.string_length(b)
    {
        return false;
    }
    realm.flatten(a);
    realm.flatten(b);
    realm.units(a) == realm.units(b)
}

/// The `length` of a string.
#[must_use]
pub fn text_length(string: Value, cx: &Cx<'_>) -> f64 {
    cx.machine.realm.string_length(string) as f64
}
