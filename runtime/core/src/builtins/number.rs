//! What do `Number` and its methods do? ECMA-262 5.1, 15.7.

use crate::Cx;
use crate::Value;
use crate::convert::{self, to_integer, to_number, to_object, unwrap};
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::argument;
use crate::numbers;
use crate::value::R;

pub(super) fn construct(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    let number = match arguments {
        [] => 0.0,
        [value, ..] => to_number(*value, cx)?,
    };
    if new { to_object(Value::number(number), cx) } else { Ok(Value::number(number)) }
}

fn this_number(this: Value, cx: &mut Cx<'_>) -> R<f64> {
    match unwrap(this, cx).as_number() {
        Some(number) => Ok(number),
        None => Err(type_error("this is not a number", cx)),
    }
}

pub(super) fn value_of(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_number(this, cx).map(Value::number)
}

pub(super) fn to_string(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    let radix = match argument(arguments, 0) {
        Value::UNDEFINED => 10.0,
        radix => to_integer(radix, cx)?,
    };
    if radix == 10.0 {
        return convert::to_string(Value::number(number), cx);
    }
    if !(2.0..=36.0).contains(&radix) {
        return Err(throw_error(ErrorKind::Range, "radix must be an integer from 2 to 36", cx));
    }
    Ok(cx.machine.realm.string(&numbers::print_radix(number, radix as u32)))
}

pub(super) fn to_locale_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    to_string(this, &[], cx)
}

pub(super) fn to_source(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_number(this, cx)?;
    crate::uneval::source(this, cx)
}
