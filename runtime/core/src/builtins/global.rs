//! What do the functions of the global object do? ECMA-262 5.1, 15.1.2, and `uneval`.

use crate::Cx;
use crate::Value;
use crate::convert::{to_number, to_string};
use crate::functions::argument;
use crate::numbers;
use crate::value::R;

pub(super) fn parse_int(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let text = to_string(argument(arguments, 0), cx)?;
    let radix = numbers::to_int32(to_number(argument(arguments, 1), cx)?);
    Ok(Value::number(numbers::parse_int(cx.machine.realm.flat(text), radix)))
}

pub(super) fn parse_float(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let text = to_string(argument(arguments, 0), cx)?;
    Ok(Value::number(numbers::parse_float(cx.machine.realm.flat(text))))
}

pub(super) fn is_nan(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::boolean(to_number(argument(arguments, 0), cx)?.is_nan()))
}

pub(super) fn is_finite(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::boolean(to_number(argument(arguments, 0), cx)?.is_finite()))
}

pub(super) fn uneval(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    crate::uneval::uneval(argument(arguments, 0), cx)
}
