//! What do `Boolean` and its methods do? ECMA-262 5.1, 15.6.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::convert::{to_object, truthy, unwrap};
use crate::errors::type_error;
use crate::functions::argument;
use crate::value::{Kind, R};

pub(super) fn construct(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    let value = Value::boolean(truthy(argument(arguments, 0), cx));
    if new { to_object(value, cx) } else { Ok(value) }
}

pub(super) fn value_of(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    match unwrap(this, cx).kind() {
        Kind::Boolean(value) => Ok(Value::boolean(value)),
        _ => Err(type_error("this is not a boolean", cx)),
    }
}

pub(super) fn to_string(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let value = value_of(this, arguments, cx)?;
    Ok(Value::atom(if value == Value::TRUE { names::TRUE } else { names::FALSE }))
}

pub(super) fn to_source(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    value_of(this, arguments, cx)?;
    crate::uneval::source(this, cx)
}
