//! What do `Function` and its methods do? ECMA-262 5.1, 15.3.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::concatenate::concatenate;
use crate::convert::{to_integer, to_number};
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::{argument, call as call_function, is_callable};
use crate::key::Key;
use crate::objects::{Bound, Class, Flags};
use crate::properties::{get, get_index};
use crate::value::R;

/// How many arguments `apply` may pass.
const MOST_ARGUMENTS: f64 = 65_535.0;

/// There is no compiler at run time.
pub(super) fn construct(_: &[Value], _: bool, cx: &mut Cx<'_>) -> R<Value> {
    Err(throw_error(ErrorKind::Eval, "code cannot be made from text at run time", cx))
}

pub(super) fn call(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let rest = arguments.get(1..).unwrap_or(&[]);
    call_function(this, argument(arguments, 0), rest, cx)
}

pub(super) fn apply(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if !is_callable(this, cx) {
        return Err(type_error("this is not a function", cx));
    }
    let list = argument(arguments, 1);
    if list.is_nullish() {
        return call_function(this, argument(arguments, 0), &[], cx);
    }
    if !list.is_object() {
        return Err(type_error("the second argument of apply is not an array", cx));
    }
    let length = get(list, names::LENGTH, cx)?;
    let length = to_integer(length, cx)?.clamp(0.0, u32::MAX.into());
    if length > MOST_ARGUMENTS {
        return Err(throw_error(ErrorKind::Range, "too many arguments", cx));
    }
    let mut values = Vec::new();
    for place in 0..length as u32 {
        values.push(get_index(list, Value::number(f64::from(place)), cx)?);
    }
    call_function(this, argument(arguments, 0), &values, cx)
}

/// `bind` (section 15.3.4.5)
pub(super) fn bind(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if !is_callable(this, cx) {
        return Err(type_error("this is not a function", cx));
    }
    let rest = arguments.get(1..).unwrap_or(&[]).to_vec();
    let length = get(this, names::LENGTH, cx)?;
    let length = match length.as_number() {
        Some(_) => (to_number(length, cx)?.trunc() - rest.len() as f64).max(0.0),
        None => 0.0,
    };
    let name = get(this, names::NAME, cx)?;
    let name = if name.is_string() { name } else { Value::EMPTY };
    let start = cx.machine.realm.string("bound ");
    let name = concatenate(start, name, cx)?;
    let bound = Bound { function: this, this: argument(arguments, 0), arguments: rest };
    let prototype = cx.machine.realm.prototype(this);
    let function = cx.machine.realm.heap_mut().add(prototype, Class::Bound(Box::new(bound)));
    for (member, value) in [(names::LENGTH, Value::number(length)), (names::NAME, name)] {
        cx.machine.realm.define(function, Key::name(member), Flags::HIDDEN_READ_ONLY, value);
    }
    crate::budget::check_heap(cx)?;
    Ok(function)
}

pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if !is_callable(this, cx) && this != Value::builtin(builtins::FUNCTION_PROTOTYPE) {
        return Err(type_error("this is not a function", cx));
    }
    let text = crate::uneval::function_source(this, cx);
    Ok(cx.machine.realm.string(&text))
}

pub(super) fn to_source(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    crate::uneval::source(this, cx)
}

/// `arguments.callee` where it may not be used (ECMA-262 5.1, 13.2.3).
pub(super) fn throw_type_error(_: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Err(type_error("'callee' may not be used here", cx))
}
