//! What do `Date` and its methods do? ECMA-262 5.1, 15.9. Now is the session's time, which stands still in a macrostep.

use scxml_schema::builtins;

use crate::Cx;
use crate::Value;
use crate::convert::{Hint, to_number, to_primitive, to_utf8};
use crate::dates::format::{self, Shown};
use crate::dates::{Parts, clip, make, parse::parse as parse_text};
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::{argument, call_method};
use crate::objects::Class;
use crate::value::R;

mod get;
mod set;

pub(super) use get::*;
pub(super) use set::*;

/// The time value of a Date object.
pub(crate) fn time_of(value: Value, cx: &Cx<'_>) -> Option<f64> {
    match cx.machine.realm.object_of(value)?.class {
        Class::Date(time) => Some(time),
        _ => None,
    }
}

fn this_time(this: Value, cx: &mut Cx<'_>) -> R<f64> {
    time_of(this, cx).ok_or_else(|| type_error("this is not a Date object", cx))
}

pub(super) fn construct(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    if !new {
        let text = format::local(clip(cx.machine.now), Shown::Both, &cx.machine.zone);
        return Ok(cx.machine.realm.string(&text));
    }
    let time = match arguments {
        [] => cx.machine.now,
        [value] => time_of_value(*value, cx)?,
        _ => {
            let local = make(parts_of_arguments(arguments, cx)?);
            cx.machine.zone.moment(local)
        }
    };
    let prototype = Value::builtin(builtins::DATE_PROTOTYPE);
    Ok(cx.machine.realm.heap_mut().add(prototype, Class::Date(clip(time))))
}

/// The moment that the only argument of `new Date` names (section 15.9.3.2).
fn time_of_value(value: Value, cx: &mut Cx<'_>) -> R<f64> {
    if let Some(time) = time_of(value, cx) {
        return Ok(time);
    }
    let value = to_primitive(value, Hint::Default, cx)?;
    if !value.is_string() {
        return to_number(value, cx);
    }
    let text = cx.machine.realm.utf8(value);
    Ok(parse_text(&text, &cx.machine.zone))
}

/// Year, month and so on; years from 0 to 99 are those of the twentieth century.
fn parts_of_arguments(arguments: &[Value], cx: &mut Cx<'_>) -> R<Parts> {
    let mut parts: Parts = [f64::NAN, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    for (part, argument) in parts.iter_mut().zip(arguments) {
        *part = to_number(*argument, cx)?;
    }
    parts[0] = full_year(parts[0]);
    Ok(parts)
}

fn full_year(year: f64) -> f64 {
    if (0.0..100.0).contains(&year.trunc()) { 1_900.0 + year.trunc() } else { year }
}

pub(super) fn utc(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::number(clip(make(parts_of_arguments(arguments, cx)?))))
}

pub(super) fn now(_: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::number(clip(cx.machine.now)))
}

pub(super) fn parse(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let text = to_utf8(argument(arguments, 0), cx)?;
    Ok(Value::number(parse_text(&text, &cx.machine.zone)))
}

macro_rules! texts {
    ($($name:ident = $print:expr;)*) => {$(
        pub(super) fn $name(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            let time = this_time(this, cx)?;
            check_options(arguments, cx)?;
            if time.is_nan() {
                return Ok(cx.machine.realm.string("Invalid Date"));
            }
            let print: fn(f64, &Cx<'_>) -> String = $print;
            let text = print(time, cx);
            Ok(cx.machine.realm.string(&text))
        }
    )*};
}

texts! {
    to_string = |time, cx| format::local(time, Shown::Both, &cx.machine.zone);
    to_date_string = |time, cx| format::local(time, Shown::Date, &cx.machine.zone);
    to_time_string = |time, cx| format::local(time, Shown::Time, &cx.machine.zone);
    to_utc_string = |time, _| format::utc(time);
    to_locale_string = |time, cx| format::en_us(time, Shown::Both, &cx.machine.zone);
    to_locale_date_string = |time, cx| format::en_us(time, Shown::Date, &cx.machine.zone);
    to_locale_time_string = |time, cx| format::en_us(time, Shown::Time, &cx.machine.zone);
}

/// Only en-US is known (ECMA-402, 19.4.1), and none of the options.
fn check_options(arguments: &[Value], cx: &mut Cx<'_>) -> R<()> {
    if argument(arguments, 1) == Value::UNDEFINED {
        return Ok(());
    }
    Err(type_error("options of dates in a locale are not supported", cx))
}

pub(super) fn to_iso_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let time = this_time(this, cx)?;
    if time.is_nan() {
        return Err(throw_error(ErrorKind::Range, "invalid time value", cx));
    }
    Ok(cx.machine.realm.string(&format::iso(time)))
}

/// `toJSON` (section 15.9.5.44)
pub(super) fn to_json(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = crate::convert::to_object(this, cx)?;
    let time = to_primitive(object, Hint::Number, cx)?;
    if time.as_number().is_some_and(|time| !time.is_finite()) {
        return Ok(Value::NULL);
    }
    let method = scxml_schema::names::find("toISOString").unwrap_or(scxml_schema::names::EMPTY);
    call_method(object, method, &[], cx)
}

pub(super) fn to_source(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_time(this, cx)?;
    crate::uneval::source(this, cx)
}
