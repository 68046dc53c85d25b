//! What do the methods of arrays that call a function for each element do? ECMA-262 5.1, 15.4.4.16 to 15.4.4.22.

use super::list::{element, index, this_list};
use crate::Cx;
use crate::Value;
use crate::budget::tick;
use crate::convert::truthy;
use crate::errors::type_error;
use crate::functions::{argument, call, is_callable};
use crate::literals::new_array;
use crate::properties::get_index;
use crate::value::R;

fn callback(arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let function = argument(arguments, 0);
    if is_callable(function, cx) {
        Ok(function)
    } else {
        Err(type_error("the callback is not a function", cx))
    }
}

/// Calls the function for each element that exists, until `visit` says that it is enough.
fn each(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
    mut visit: impl FnMut(u32, Value, Value, &Cx<'_>) -> bool,
) -> R<u32> {
    let (list, length) = this_list(this, cx)?;
    let function = callback(arguments, cx)?;
    for place in 0..length {
        if let Some(value) = element(list, place, cx)? {
            let result = call(function, argument(arguments, 1), &[value, index(place), list], cx)?;
            if !visit(place, value, result, cx) {
                break;
            }
        }
    }
    Ok(length)
}

pub(in crate::builtins) fn for_each(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    each(this, arguments, cx, |_, _, _, _| true)?;
    Ok(Value::UNDEFINED)
}

pub(in crate::builtins) fn every(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut all = true;
    each(this, arguments, cx, |_, _, result, cx| {
        all = truthy(result, cx);
        all
    })?;
    Ok(Value::boolean(all))
}

pub(in crate::builtins) fn some(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut any = false;
    each(this, arguments, cx, |_, _, result, cx| {
        any = truthy(result, cx);
        !any
    })?;
    Ok(Value::boolean(any))
}

pub(in crate::builtins) fn map(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut results = Vec::new();
    let length = each(this, arguments, cx, |place, _, result, _| {
        results.resize(place as usize, Value::HOLE);
        results.push(result);
        true
    })?;
    let array = new_array(results, cx);
    if let Some(handle) = array.as_object() {
        cx.machine.realm.set_array_length(handle, length);
    }
    Ok(array)
}

pub(in crate::builtins) fn filter(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut kept = Vec::new();
    each(this, arguments, cx, |_, value, result, cx| {
        if truthy(result, cx) {
            kept.push(value);
        }
        true
    })?;
    Ok(new_array(kept, cx))
}

/// The first element, or the last one, for which the function says yes, and its place; those that do not exist are
/// `undefined` (ECMA-262 2015, 22.1.3.8).
fn find_any(
    this: Value,
    arguments: &[Value],
    from_the_end: bool,
    cx: &mut Cx<'_>,
) -> R<Option<(u32, Value)>> {
    let (list, length) = this_list(this, cx)?;
    let function = callback(arguments, cx)?;
    for step in 0..length {
        tick(cx)?;
        let place = if from_the_end { length - 1 - step } else { step };
        let value = get_index(list, index(place), cx)?;
        let result = call(function, argument(arguments, 1), &[value, index(place), list], cx)?;
        if truthy(result, cx) {
            return Ok(Some((place, value)));
        }
    }
    Ok(None)
}

macro_rules! finders {
    ($($name:ident $from_the_end:literal $what:expr;)*) => {$(
        pub(in crate::builtins) fn $name(
            this: Value,
            arguments: &[Value],
            cx: &mut Cx<'_>,
        ) -> R<Value> {
            let what: fn(Option<(u32, Value)>) -> Value = $what;
            find_any(this, arguments, $from_the_end, cx).map(what)
        }
    )*};
}

finders! {
    find false |found| found.map_or(Value::UNDEFINED, |(_, value)| value);
    find_index false |found| found.map_or(Value::number(-1.0), |(place, _)| index(place));
    find_last true |found| found.map_or(Value::UNDEFINED, |(_, value)| value);
    find_last_index true |found| found.map_or(Value::number(-1.0), |(place, _)| index(place));
}

fn fold(this: Value, arguments: &[Value], from_the_end: bool, cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let function = callback(arguments, cx)?;
    let mut result = arguments.get(1).copied();
    for step in 0..length {
        let place = if from_the_end { length - 1 - step } else { step };
        if let Some(value) = element(list, place, cx)? {
            result = Some(match result {
                None => value,
                Some(so_far) => {
                    call(function, Value::UNDEFINED, &[so_far, value, index(place), list], cx)?
                }
            });
        }
    }
    result.ok_or_else(|| type_error("Reduce of empty array with no initial value", cx))
}

pub(in crate::builtins) fn reduce(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    fold(this, arguments, false, cx)
}

pub(in crate::builtins) fn reduce_right(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    fold(this, arguments, true, cx)
}
