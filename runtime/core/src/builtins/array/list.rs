//! How do the methods of arrays see `this`? As anything that has a `length` and elements.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::budget::check_list;
use crate::budget::tick;
use crate::convert::{to_integer, to_object};
use crate::errors::type_error;
use crate::functions::argument;
use crate::key::Key;
use crate::objects::{Class, Elements};
use crate::properties::{delete_index, find_key, get, get_index, has_key, put_key, to_key};
use crate::value::R;

/// `this` as an object, and its `length` as ECMA-262 2015 takes it (7.1.15): nothing below 0. No list is longer than
/// an array can be.
pub(super) fn this_list(this: Value, cx: &mut Cx<'_>) -> R<(Value, u32)> {
    let list = to_object(this, cx)?;
    let length = get(list, names::LENGTH, cx)?;
    Ok((list, to_integer(length, cx)?.clamp(0.0, u32::MAX.into()) as u32))
}

pub(super) fn index(place: u32) -> Value {
    Value::number(f64::from(place))
}

/// The element, if it exists.
pub(super) fn element(list: Value, place: u32, cx: &mut Cx<'_>) -> R<Option<Value>> {
    tick(cx)?;
    match find_key(index(place), cx)? {
        Some(key) if has_key(list, key, cx)? => get_index(list, index(place), cx).map(Some),
        _ => Ok(None),
    }
}

/// Puts an element, or removes it when there is none to put.
pub(super) fn put(list: Value, place: f64, value: Option<Value>, cx: &mut Cx<'_>) -> R<()> {
    match value {
        Some(value) => {
            let key = to_key(Value::number(place), cx)?;
            put_key(list, key, value, cx)
        }
        None if delete_index(list, Value::number(place), cx)? => Ok(()),
        None => Err(type_error(&format!("Cannot delete property '{place}'"), cx)),
    }
}

/// The elements of an array when they are all there and in a row, so that they can be had at once.
pub(super) fn dense(list: Value, cx: &Cx<'_>) -> Option<Vec<Value>> {
    match &cx.machine.realm.object_of(list)?.class {
        Class::Array(elements) => {
            elements.all().filter(|all| !all.contains(&Value::HOLE)).map(<[Value]>::to_vec)
        }
        _ => None,
    }
}

pub(super) fn set_length(list: Value, length: f64, cx: &mut Cx<'_>) -> R<()> {
    put_key(list, Key::name(names::LENGTH), Value::number(length), cx)
}

/// The place that an argument names; a negative one counts from the end.
pub(super) fn relative(value: Value, length: u32, default: u32, cx: &mut Cx<'_>) -> R<u32> {
    if value == Value::UNDEFINED {
        return Ok(default);
    }
    let place = to_integer(value, cx)?;
    let length = f64::from(length);
    Ok(if place < 0.0 { (length + place).max(0.0) } else { place.min(length) } as u32)
}

/// The elements of an array that are all in a row, for a method that adds or removes some.
pub(super) fn growing<'c>(list: Value, cx: &'c mut Cx<'_>) -> Option<&'c mut Elements> {
    let handle = list.as_object()?;
    let object = cx.machine.realm.heap_mut().object_mut(handle);
    match &mut object.class {
        Class::Array(elements) if !object.read_only && !object.closed => {
            elements.all().is_some().then_some(elements)
        }
        _ => None,
    }
}

/// The same, of an array that has the methods of all arrays.
#[inline]
pub(super) fn unchanged<'c>(list: Value, cx: &'c mut Cx<'_>) -> Option<&'c mut Elements> {
    let handle = list.as_object()?;
    let heap = cx.machine.realm.heap_mut();
    if !heap.changed_builtins.is_empty() {
        return None;
    }
    let object = heap.object_mut(handle);
    let is_like_all = object.prototype == Value::builtin(builtins::ARRAY_PROTOTYPE)
        && object.properties.is_empty()
        && !object.read_only
        && !object.closed;
    match &mut object.class {
        Class::Array(elements) if is_like_all => elements.all().is_some().then_some(elements),
        _ => None,
    }
}

/// Where the elements begin that `splice(start, count, …)` takes out, and how many they are.
pub(super) fn spliced(arguments: &[Value], length: u32, cx: &mut Cx<'_>) -> R<(u32, u32)> {
    let start = relative(argument(arguments, 0), length, 0, cx)?;
    let rest = length - start;
    let count = match arguments {
        [] => 0,
        [_] => rest,
        [_, count, ..] => to_integer(*count, cx)?.clamp(0.0, f64::from(rest)) as u32,
    };
    Ok((start, count))
}

/// Replaces elements of an array that are all in a row; tells whether it was one.
pub(super) fn replace_range(
    list: Value,
    start: u32,
    count: u32,
    by: &[Value],
    cx: &mut Cx<'_>,
) -> bool {
    let Some(elements) = growing(list, cx) else { return false };
    let mut dense = std::mem::take(&mut elements.dense);
    dense.splice(start as usize..(start + count) as usize, by.iter().copied());
    *elements = Elements::new(dense);
    cx.machine.realm.heap_mut().objects.bytes += size_of_val(by);
    true
}

pub(super) fn elements_between(
    list: Value,
    start: u32,
    end: u32,
    cx: &mut Cx<'_>,
) -> R<Vec<Value>> {
    if let Some(elements) = dense(list, cx) {
        return Ok(elements.get(start as usize..end as usize).unwrap_or(&[]).to_vec());
    }
    let mut elements = Vec::new();
    for place in start..end {
        elements.push(element(list, place, cx)?.unwrap_or(Value::HOLE));
        check_list(elements.len(), cx)?;
    }
    Ok(elements)
}
