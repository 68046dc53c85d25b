//! What do the methods of strings that ECMA-262 2015 and later editions add do? ECMA-262 2015, 21.1.2 and 21.1.3.

use scxml_schema::names;

use super::{integer_argument, part, string_argument, this_string};
use crate::Cx;
use crate::Value;
use crate::budget::{check_length, finish, tick};
use crate::convert::{self, to_integer, to_number, to_object};
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::argument;
use crate::numbers::is_space;
use crate::properties::{get, get_index};
use crate::regexps::pattern_of;
use crate::strings::{Text, Units};
use crate::value::R;

/// An argument as a string to look for: regular expressions are refused.
fn searched(arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if pattern_of(argument(arguments, 0), cx).is_some() {
        return Err(type_error("a string is searched for, not a regular expression", cx));
    }
    string_argument(arguments, 0, cx)
}

pub(in crate::builtins) fn includes(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let search = searched(arguments, cx)?;
    let start = integer_argument(arguments, 1, 0.0, cx)?;
    let (units, search) = (cx.machine.realm.units(string), cx.machine.realm.units(search));
    let start = start.clamp(0.0, units.len() as f64) as usize;
    Ok(Value::boolean(units.find(search, start).is_some()))
}

fn stands_at(units: Units<'_>, search: Units<'_>, start: Option<usize>) -> Value {
    Value::boolean(start.is_some_and(|start| {
        let end = start + search.len();
        end <= units.len() && units.slice(start, end) == search
    }))
}

pub(in crate::builtins) fn starts_with(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let string = this_string(this, cx)?;
    let search = searched(arguments, cx)?;
    let start = integer_argument(arguments, 1, 0.0, cx)?;
    let (units, search) = (cx.machine.realm.units(string), cx.machine.realm.units(search));
    Ok(stands_at(units, search, Some(start.clamp(0.0, units.len() as f64) as usize)))
}

pub(in crate::builtins) fn ends_with(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let string = this_string(this, cx)?;
    let search = searched(arguments, cx)?;
    let end = integer_argument(arguments, 1, f64::INFINITY, cx)?;
    let (units, search) = (cx.machine.realm.units(string), cx.machine.realm.units(search));
    let end = end.clamp(0.0, units.len() as f64) as usize;
    Ok(stands_at(units, search, end.checked_sub(search.len())))
}

pub(in crate::builtins) fn repeat(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let count = to_integer(argument(arguments, 0), cx)?;
    if !(0.0..f64::INFINITY).contains(&count) {
        return Err(throw_error(ErrorKind::Range, "invalid count value", cx));
    }
    let length = cx.machine.realm.string_length(string);
    if length == 0 {
        return Ok(Value::EMPTY);
    }
    check_length((length as f64 * count) as usize, cx)?;
    let units = cx.machine.realm.units(string);
    let mut text = Text::new();
    for _ in 0..count as usize {
        text.push(units);
    }
    finish(text, cx)
}

/// What is put before or after a string to make it as long as the first argument says.
fn filler(string: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Text> {
    let mut text = Text::new();
    let wanted = to_integer(argument(arguments, 0), cx)?.max(0.0);
    let length = cx.machine.realm.string_length(string);
    if wanted <= length as f64 {
        return Ok(text);
    }
    let filler = match argument(arguments, 1) {
        Value::UNDEFINED => Value::atom(names::character(b' ')),
        _ => string_argument(arguments, 1, cx)?,
    };
    let units = cx.machine.realm.units(filler);
    if units.len() == 0 {
        return Ok(text);
    }
    check_length(wanted as usize, cx)?;
    let units = cx.machine.realm.units(filler);
    let missing = wanted as usize - length;
    while text.len() < missing {
        text.push(units.slice(0, units.len().min(missing - text.len())));
    }
    Ok(text)
}

pub(in crate::builtins) fn pad_start(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let string = this_string(this, cx)?;
    let mut text = filler(string, arguments, cx)?;
    text.push(cx.machine.realm.units(string));
    finish(text, cx)
}

pub(in crate::builtins) fn pad_end(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let filler = filler(string, arguments, cx)?;
    let mut text = Text::new();
    text.push(cx.machine.realm.units(string));
    text.push(filler.units());
    finish(text, cx)
}

pub(in crate::builtins) fn trim_start(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let units = cx.machine.realm.units(string);
    let start = units.iter().take_while(|unit| is_space(*unit)).count();
    let end = units.len();
    Ok(part(string, start, end, cx))
}

pub(in crate::builtins) fn trim_end(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let units = cx.machine.realm.units(string);
    let end = units.len() - units.iter().rev().take_while(|unit| is_space(*unit)).count();
    Ok(part(string, 0, end, cx))
}

pub(in crate::builtins) fn at(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let place = to_integer(argument(arguments, 0), cx)?;
    let length = cx.machine.realm.string_length(string) as f64;
    let place = if place < 0.0 { length + place } else { place };
    if !(0.0..length).contains(&place) {
        return Ok(Value::UNDEFINED);
    }
    Ok(cx.machine.realm.unit_string(string, place as usize))
}

pub(in crate::builtins) fn code_point_at(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let string = this_string(this, cx)?;
    let place = to_integer(argument(arguments, 0), cx)?;
    let units = cx.machine.realm.units(string);
    if !(0.0..units.len() as f64).contains(&place) {
        return Ok(Value::UNDEFINED);
    }
    let rest = units.slice(place as usize, units.len());
    let point = char::decode_utf16(rest.iter()).next();
    Ok(Value::number(f64::from(match point {
        Some(Ok(character)) => u32::from(character),
        _ => u32::from(rest.at(0)),
    })))
}

pub(in crate::builtins) fn from_code_point(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let mut text = Text::new();
    for argument in arguments {
        let number = to_number(*argument, cx)?;
        let point = number as u32;
        if f64::from(point) != number || point > 0x0010_FFFF {
            return Err(throw_error(ErrorKind::Range, "invalid code point", cx));
        }
        match char::from_u32(point) {
            Some(character) => text.push(Units::Wide(character.encode_utf16(&mut [0; 2]))),
            None => text.push_unit(point as u16),
        }
    }
    finish(text, cx)
}

/// `String.raw`, called as any function: the strings of its first argument's `raw`, the others between them.
pub(in crate::builtins) fn raw(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let template = to_object(argument(arguments, 0), cx)?;
    let strings = get(template, names::RAW, cx)?;
    let strings = to_object(strings, cx)?;
    let length = get(strings, names::LENGTH, cx)?;
    let length = to_integer(length, cx)?.max(0.0);
    let mut text = Text::new();
    let mut place = 0;
    while (place as f64) < length {
        tick(cx)?;
        if place > 0 && place < arguments.len() {
            let value = convert::to_string(arguments[place], cx)?;
            text.push(cx.machine.realm.flat(value));
        }
        let string = get_index(strings, Value::number(place as f64), cx)?;
        let string = convert::to_string(string, cx)?;
        text.push(cx.machine.realm.flat(string));
        check_length(text.len(), cx)?;
        place += 1;
    }
    finish(text, cx)
}
