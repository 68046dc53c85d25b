//! What do `String` and its methods do? ECMA-262 5.1, 15.5.

mod matching;
mod newer;
mod order;
mod replace;

pub(super) use matching::{match_, match_all, search, split};
pub(super) use newer::{
    at, code_point_at, ends_with, from_code_point, includes, pad_end, pad_start, raw, repeat,
    starts_with, trim_end, trim_start,
};
pub(super) use order::locale_compare;
pub(super) use replace::{replace, replace_all};

use crate::Cx;
use crate::Value;
use crate::budget::{check_length, finish};
use crate::concatenate::concatenate;
use crate::convert::{self, to_integer, to_number, to_object, unwrap};
use crate::errors::type_error;
use crate::functions::argument;
use crate::numbers::{to_uint32, trim as trimmed};
use crate::strings::{Text, Units};
use crate::value::{Kind, R};

pub(super) fn construct(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    let string = match arguments {
        [] => Value::EMPTY,
        [value, ..] => convert::to_string(*value, cx)?,
    };
    if new { to_object(string, cx) } else { Ok(string) }
}

pub(super) fn from_char_code(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut text = Text::new();
    for argument in arguments {
        text.push_unit(to_uint32(to_number(*argument, cx)?) as u16);
    }
    finish(text, cx)
}

pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = unwrap(this, cx);
    if string.is_string() { Ok(string) } else { Err(type_error("this is not a string", cx)) }
}

pub(super) fn to_source(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    to_string(this, arguments, cx)?;
    crate::uneval::source(this, cx)
}

/// `this` as a string that is in one piece.
fn this_string(this: Value, cx: &mut Cx<'_>) -> R<Value> {
    if this.is_nullish() {
        return Err(type_error("a method of strings was called on undefined or null", cx));
    }
    let string = convert::to_string(this, cx)?;
    cx.machine.realm.flatten(string);
    Ok(string)
}

/// An argument as a string that is in one piece.
pub(super) fn string_argument(arguments: &[Value], place: usize, cx: &mut Cx<'_>) -> R<Value> {
    let string = convert::to_string(argument(arguments, place), cx)?;
    cx.machine.realm.flatten(string);
    Ok(string)
}

/// An argument as an integer, `default` when it is `undefined`.
fn integer_argument(arguments: &[Value], place: usize, default: f64, cx: &mut Cx<'_>) -> R<f64> {
    match argument(arguments, place) {
        Value::UNDEFINED => Ok(default),
        value => to_integer(value, cx),
    }
}

/// The units of a flat string from `start` to `end`.
pub(crate) fn part(string: Value, start: usize, end: usize, cx: &mut Cx<'_>) -> Value {
    let realm = &mut cx.machine.realm;
    let length = realm.string_length(string);
    if start == 0 && end == length {
        return string;
    }
    if start >= end {
        return Value::EMPTY;
    }
    if end - start == 1 {
        return realm.unit_string(string, start);
    }
    match string.kind() {
        Kind::String(handle) => realm.heap_mut().strings.slice(handle, start, end),
        _ => {
            let mut text = Text::new();
            text.push(realm.units(string).slice(start, end));
            realm.string_of_text(text)
        }
    }
}

pub(super) fn char_at(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let place = to_integer(argument(arguments, 0), cx)?;
    let length = cx.machine.realm.string_length(string) as f64;
    if !(0.0..length).contains(&place) {
        return Ok(Value::EMPTY);
    }
    Ok(cx.machine.realm.unit_string(string, place as usize))
}

pub(super) fn char_code_at(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let place = to_integer(argument(arguments, 0), cx)?;
    let units = cx.machine.realm.units(string);
    let inside = (0.0..units.len() as f64).contains(&place);
    Ok(Value::number(if inside { f64::from(units.at(place as usize)) } else { f64::NAN }))
}

pub(super) fn concat(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut result = this_string(this, cx)?;
    for argument in arguments {
        let next = convert::to_string(*argument, cx)?;
        result = concatenate(result, next, cx)?;
    }
    Ok(result)
}

fn place_value(place: Option<usize>) -> Value {
    Value::number(place.map_or(-1.0, |place| place as f64))
}

pub(super) fn index_of(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let search = string_argument(arguments, 0, cx)?;
    let start = integer_argument(arguments, 1, 0.0, cx)?;
    let (units, search) = (cx.machine.realm.units(string), cx.machine.realm.units(search));
    let start = start.clamp(0.0, units.len() as f64) as usize;
    Ok(place_value(units.find(search, start)))
}

pub(super) fn last_index_of(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let search = string_argument(arguments, 0, cx)?;
    let start = to_number(argument(arguments, 1), cx)?;
    let (units, search) = (cx.machine.realm.units(string), cx.machine.realm.units(search));
    let start = if start.is_nan() { f64::INFINITY } else { start.trunc() };
    let start = start.clamp(0.0, units.len() as f64) as usize;
    Ok(place_value(units.rfind(search, start)))
}

/// The place that an argument of `slice` names; a negative one counts from the end.
fn relative(place: f64, length: f64) -> usize {
    if place < 0.0 { (length + place).max(0.0) as usize } else { place.min(length) as usize }
}

pub(super) fn slice(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let length = cx.machine.realm.string_length(string) as f64;
    let start = relative(integer_argument(arguments, 0, 0.0, cx)?, length);
    let end = relative(integer_argument(arguments, 1, length, cx)?, length);
    Ok(part(string, start, end, cx))
}

pub(super) fn substring(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let length = cx.machine.realm.string_length(string) as f64;
    let start = integer_argument(arguments, 0, 0.0, cx)?.clamp(0.0, length) as usize;
    let end = integer_argument(arguments, 1, length, cx)?.clamp(0.0, length) as usize;
    Ok(part(string, start.min(end), start.max(end), cx))
}

pub(super) fn substr(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let length = cx.machine.realm.string_length(string) as f64;
    let start = relative(integer_argument(arguments, 0, 0.0, cx)?, length);
    let count =
        integer_argument(arguments, 1, f64::INFINITY, cx)?.clamp(0.0, length - start as f64);
    Ok(part(string, start, start + count as usize, cx))
}

/// The string with the letters of each run without lone surrogates mapped.
fn mapped(this: Value, map: fn(&str) -> String, cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let mut text = Text::new();
    let mut run = String::new();
    let push = |run: &mut String, text: &mut Text| {
        text.push(Units::Wide(&map(run).encode_utf16().collect::<Vec<u16>>()));
        run.clear();
    };
    for character in char::decode_utf16(cx.machine.realm.units(string).iter()) {
        match character {
            Ok(character) => run.push(character),
            Err(surrogate) => {
                push(&mut run, &mut text);
                text.push_unit(surrogate.unpaired_surrogate());
            }
        }
    }
    push(&mut run, &mut text);
    check_length(text.len(), cx)?;
    finish(text, cx)
}

pub(super) fn to_lower_case(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    mapped(this, str::to_lowercase, cx)
}

pub(super) fn to_upper_case(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    mapped(this, str::to_uppercase, cx)
}

pub(super) fn trim(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let mut text = Text::new();
    text.push(trimmed(cx.machine.realm.units(string)));
    if text.len() == cx.machine.realm.string_length(string) {
        return Ok(string);
    }
    finish(text, cx)
}
