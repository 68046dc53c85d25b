//! What do the methods that fill arrays and make new ones of old ones do? ECMA-262 2015, 22.1.2 and 22.1.3; ECMA-262
//! 2023, 23.1.3.

use super::list::{element, elements_between, index, put, relative, spliced, this_list};
use crate::Cx;
use crate::Value;
use crate::budget::{check_list, tick};
use crate::convert::to_integer;
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::{argument, call, is_callable};
use crate::iteration;
use crate::literals::new_array;
use crate::properties::{get_index, is_array};
use crate::stack::guard;
use crate::value::R;

pub(in crate::builtins) fn of(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(new_array(arguments.to_vec(), cx))
}

/// `Array.from`: what for-of visits, or the elements of something like an array.
pub(in crate::builtins) fn from(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (source, function) = (argument(arguments, 0), argument(arguments, 1));
    if function != Value::UNDEFINED && !is_callable(function, cx) {
        return Err(type_error("the callback is not a function", cx));
    }
    let this = argument(arguments, 2);
    let mut values = Vec::new();
    let mut add = |value: Value, cx: &mut Cx<'_>| -> R<()> {
        let place = Value::number(values.len() as f64);
        let value = match function {
            Value::UNDEFINED => value,
            _ => call(function, this, &[value, place], cx)?,
        };
        values.push(value);
        check_list(values.len(), cx)
    };
    if iteration::is_iterable(source, cx) {
        let iterator = iteration::iterate(source, cx)?;
        while let Some(value) = iteration::next(iterator, cx)? {
            add(value, cx)?;
        }
    } else {
        let (list, length) = this_list(source, cx)?;
        for place in 0..length {
            tick(cx)?;
            let value = get_index(list, index(place), cx)?;
            add(value, cx)?;
        }
    }
    Ok(new_array(values, cx))
}

pub(in crate::builtins) fn fill(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let start = relative(argument(arguments, 1), length, 0, cx)?;
    let end = relative(argument(arguments, 2), length, length, cx)?;
    for place in start..end {
        tick(cx)?;
        put(list, f64::from(place), Some(argument(arguments, 0)), cx)?;
    }
    Ok(list)
}

pub(in crate::builtins) fn copy_within(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let to = relative(argument(arguments, 0), length, 0, cx)?;
    let start = relative(argument(arguments, 1), length, 0, cx)?;
    let end = relative(argument(arguments, 2), length, length, cx)?;
    let count = end.saturating_sub(start).min(length - to);
    for step in 0..count {
        // What is still to be copied is not overwritten.
        let step = if start < to { count - 1 - step } else { step };
        let value = element(list, start + step, cx)?;
        put(list, f64::from(to + step), value, cx)?;
    }
    Ok(list)
}

pub(in crate::builtins) fn flat(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let depth = match argument(arguments, 0) {
        Value::UNDEFINED => 1.0,
        depth => to_integer(depth, cx)?,
    };
    let mut values = Vec::new();
    for place in 0..length {
        if let Some(value) = element(list, place, cx)? {
            flatten(value, depth, &mut values, cx)?;
        }
    }
    Ok(new_array(values, cx))
}

fn flatten(value: Value, depth: f64, values: &mut Vec<Value>, cx: &mut Cx<'_>) -> R<()> {
    if depth < 1.0 || !is_array(value, cx) {
        values.push(value);
        return check_list(values.len(), cx);
    }
    guard(cx)?;
    let (list, length) = this_list(value, cx)?;
    for place in 0..length {
        if let Some(value) = element(list, place, cx)? {
            flatten(value, depth - 1.0, values, cx)?;
        }
    }
    Ok(())
}

pub(in crate::builtins) fn flat_map(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let function = argument(arguments, 0);
    if !is_callable(function, cx) {
        return Err(type_error("the callback is not a function", cx));
    }
    let mut values = Vec::new();
    for place in 0..length {
        if let Some(value) = element(list, place, cx)? {
            let result = call(function, argument(arguments, 1), &[value, index(place), list], cx)?;
            flatten(result, 1.0, &mut values, cx)?;
        }
    }
    Ok(new_array(values, cx))
}

/// A copy without gaps: what does not exist is `undefined`.
fn copy(list: Value, start: u32, end: u32, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    let mut values = elements_between(list, start, end, cx)?;
    for (place, value) in (start..).zip(&mut values) {
        if value.is_hole() {
            *value = get_index(list, index(place), cx)?;
        }
    }
    Ok(values)
}

pub(in crate::builtins) fn to_reversed(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let mut values = copy(list, 0, length, cx)?;
    values.reverse();
    Ok(new_array(values, cx))
}

pub(in crate::builtins) fn to_spliced(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let (start, count) = spliced(arguments, length, cx)?;
    let mut values = copy(list, 0, start, cx)?;
    values.extend(arguments.iter().skip(2));
    values.extend(copy(list, start + count, length, cx)?);
    Ok(new_array(values, cx))
}

pub(in crate::builtins) fn with(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let place = to_integer(argument(arguments, 0), cx)?;
    let place = if place < 0.0 { f64::from(length) + place } else { place };
    if !(0.0..f64::from(length)).contains(&place) {
        return Err(throw_error(ErrorKind::Range, "invalid index", cx));
    }
    let mut values = copy(list, 0, length, cx)?;
    values[place as usize] = argument(arguments, 1);
    Ok(new_array(values, cx))
}
