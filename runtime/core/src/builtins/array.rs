//! What do `Array` and its methods do? ECMA-262 5.1, 15.4. The methods work on everything that has a `length`.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::budget::{check_length, finish, tick};
use crate::convert::{self, to_integer, to_number, to_object};
use crate::errors::{ErrorKind, throw_error};
use crate::functions::{argument, call, is_callable};
use crate::numbers::to_uint32;
use crate::objects::{Class, Elements};
use crate::operators::strict_eq;
use crate::properties::{
    delete_index, find_key, get, get_index, has_key, new_array, set, set_index,
};
use crate::strings::Text;
use crate::value::R;

pub(super) use super::array_callbacks::{every, filter, for_each, map, reduce, reduce_right, some};
pub(super) use super::sort::sort;

pub(super) fn construct(arguments: &[Value], _: bool, cx: &mut Cx<'_>) -> R<Value> {
    let [length] = arguments else { return Ok(new_array(arguments.to_vec(), cx)) };
    let Some(number) = length.as_number() else { return Ok(new_array(vec![*length], cx)) };
    let length = to_uint32(number);
    if f64::from(length) != number {
        return Err(throw_error(ErrorKind::Range, "invalid array length", cx));
    }
    let array = new_array(Vec::new(), cx);
    if let Some(handle) = array.as_object() {
        cx.machine.realm.heap_mut().object_mut(handle).class =
            Class::Array(Elements::with_length(length));
    }
    Ok(array)
}

pub(super) fn is_array(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::boolean(crate::properties::is_array(argument(arguments, 0), cx)))
}

/// `this` as an object, and its `length`.
pub(super) fn this_list(this: Value, cx: &mut Cx<'_>) -> R<(Value, u32)> {
    let list = to_object(this, cx)?;
    let length = get(list, names::LENGTH, cx)?;
    Ok((list, to_uint32(to_number(length, cx)?)))
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
        Some(value) => set_index(list, Value::number(place), value, cx),
        None => delete_index(list, Value::number(place), cx).map(|_| ()),
    }
}

/// The elements of an array when they are all in a row, so that they can be had at once.
fn dense(list: Value, cx: &Cx<'_>) -> Option<Vec<Value>> {
    match &cx.machine.realm.heap().object(list.as_object()?).class {
        Class::Array(elements) => elements.all().map(<[Value]>::to_vec),
        _ => None,
    }
}

fn set_length(list: Value, length: f64, cx: &mut Cx<'_>) -> R<()> {
    set(list, names::LENGTH, Value::number(length), cx)
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

pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let list = to_object(this, cx)?;
    let join = get(list, names::find("join").unwrap_or(names::EMPTY), cx)?;
    if is_callable(join, cx) {
        return call(join, list, &[], cx);
    }
    crate::builtins::call(scxml_schema::builtins::OBJECT_TO_STRING, list, &[], cx)
}

pub(super) fn to_source(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    crate::uneval::source(this, cx)
}

pub(super) fn join(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let separator = match argument(arguments, 0) {
        Value::UNDEFINED => Value::atom(names::character(b',')),
        separator => convert::to_string(separator, cx)?,
    };
    if cx.machine.realm.heap_mut().joining.contains(&list) {
        return Ok(Value::EMPTY);
    }
    cx.machine.realm.heap_mut().joining.push(list);
    let result = join_elements(list, length, separator, cx);
    cx.machine.realm.heap_mut().joining.pop();
    result
}

fn join_elements(list: Value, length: u32, separator: Value, cx: &mut Cx<'_>) -> R<Value> {
    let mut text = Text::new();
    for place in 0..length {
        tick(cx)?;
        if place > 0 {
            text.push(cx.machine.realm.flat(separator));
        }
        let element = get_index(list, index(place), cx)?;
        if !element.is_nullish() {
            let string = convert::to_string(element, cx)?;
            text.push(cx.machine.realm.flat(string));
        }
        check_length(text.len(), cx)?;
    }
    finish(text, cx)
}

pub(super) fn concat(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let first = to_object(this, cx)?;
    let mut result = Vec::new();
    for item in [first].iter().chain(arguments) {
        if !crate::properties::is_array(*item, cx) {
            result.push(*item);
            continue;
        }
        if let Some(elements) = dense(*item, cx) {
            result.extend(elements);
            continue;
        }
        let (list, length) = this_list(*item, cx)?;
        for place in 0..length {
            result.push(element(list, place, cx)?.unwrap_or(Value::HOLE));
        }
    }
    let result = new_array(result, cx);
    crate::budget::check_heap(cx)?;
    Ok(result)
}

pub(super) fn push(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    if replace_range(list, length, 0, arguments, cx) {
        crate::budget::check_heap(cx)?;
        return Ok(Value::number(f64::from(length) + arguments.len() as f64));
    }
    for (place, value) in (u64::from(length)..).zip(arguments) {
        set_index(list, Value::number(place as f64), *value, cx)?;
    }
    let length = f64::from(length) + arguments.len() as f64;
    set_length(list, length, cx)?;
    crate::budget::check_heap(cx)?;
    Ok(Value::number(length))
}

pub(super) fn pop(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let Some(last) = length.checked_sub(1) else {
        set_length(list, 0.0, cx)?;
        return Ok(Value::UNDEFINED);
    };
    let value = get_index(list, index(last), cx)?;
    put(list, f64::from(last), None, cx)?;
    set_length(list, f64::from(last), cx)?;
    Ok(value)
}

pub(super) fn shift(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let Some(last) = length.checked_sub(1) else {
        set_length(list, 0.0, cx)?;
        return Ok(Value::UNDEFINED);
    };
    let first = get_index(list, index(0), cx)?;
    if replace_range(list, 0, 1, &[], cx) {
        return Ok(first);
    }
    for place in 1..length {
        let value = element(list, place, cx)?;
        put(list, f64::from(place - 1), value, cx)?;
    }
    put(list, f64::from(last), None, cx)?;
    set_length(list, f64::from(last), cx)?;
    Ok(first)
}

pub(super) fn unshift(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let count = arguments.len() as f64;
    if !replace_range(list, 0, 0, arguments, cx) {
        for place in (0..length).rev() {
            let value = element(list, place, cx)?;
            put(list, f64::from(place) + count, value, cx)?;
        }
        for (place, value) in arguments.iter().enumerate() {
            put(list, place as f64, Some(*value), cx)?;
        }
        set_length(list, f64::from(length) + count, cx)?;
    }
    Ok(Value::number(f64::from(length) + count))
}

/// Replaces elements of an array that are all in a row; tells whether it was one.
fn replace_range(list: Value, start: u32, count: u32, by: &[Value], cx: &mut Cx<'_>) -> bool {
    let Some(handle) = list.as_object() else { return false };
    let heap = cx.machine.realm.heap_mut();
    let object = heap.objects.objects.get_mut(handle);
    let Class::Array(elements) = &mut object.class else { return false };
    if object.read_only || elements.all().is_none() {
        return false;
    }
    let mut dense = std::mem::take(&mut elements.dense);
    dense.splice(start as usize..(start + count) as usize, by.iter().copied());
    *elements = Elements::new(dense);
    heap.objects.bytes += size_of_val(by);
    true
}

pub(super) fn reverse(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    for low in 0..length / 2 {
        let high = length - 1 - low;
        let (a, b) = (element(list, low, cx)?, element(list, high, cx)?);
        put(list, f64::from(low), b, cx)?;
        put(list, f64::from(high), a, cx)?;
    }
    Ok(list)
}

pub(super) fn slice(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let start = relative(argument(arguments, 0), length, 0, cx)?;
    let end = relative(argument(arguments, 1), length, length, cx)?;
    let elements = elements_between(list, start, end, cx)?;
    Ok(new_array(elements, cx))
}

fn elements_between(list: Value, start: u32, end: u32, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    if let Some(elements) = dense(list, cx) {
        return Ok(elements.get(start as usize..end as usize).unwrap_or(&[]).to_vec());
    }
    let mut elements = Vec::new();
    for place in start..end {
        elements.push(element(list, place, cx)?.unwrap_or(Value::HOLE));
    }
    Ok(elements)
}

pub(super) fn splice(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let start = relative(argument(arguments, 0), length, 0, cx)?;
    let rest = length - start;
    let count = match arguments {
        [] => 0,
        [_] => rest,
        [_, count, ..] => to_integer(*count, cx)?.clamp(0.0, f64::from(rest)) as u32,
    };
    let by = arguments.get(2..).unwrap_or(&[]);
    let removed = elements_between(list, start, start + count, cx)?;
    let removed = new_array(removed, cx);
    if !replace_range(list, start, count, by, cx) {
        let tail = elements_between(list, start + count, length, cx)?;
        let new_length = f64::from(length) - f64::from(count) + by.len() as f64;
        for (place, value) in by.iter().chain(&tail).enumerate() {
            tick(cx)?;
            put(
                list,
                f64::from(start) + place as f64,
                Some(*value).filter(|value| !value.is_hole()),
                cx,
            )?;
        }
        let mut place = f64::from(length);
        while place > new_length {
            place -= 1.0;
            put(list, place, None, cx)?;
        }
        set_length(list, new_length, cx)?;
    }
    Ok(removed)
}

pub(super) fn index_of(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let start = relative(argument(arguments, 1), length, 0, cx)?;
    for place in start..length {
        if let Some(value) = element(list, place, cx)?
            && strict_eq(value, argument(arguments, 0), cx)
        {
            return Ok(index(place));
        }
    }
    Ok(Value::number(-1.0))
}

pub(super) fn last_index_of(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let start = match arguments.get(1) {
        None => f64::from(length) - 1.0,
        Some(start) => to_integer(*start, cx)?,
    };
    let start = if start < 0.0 && arguments.len() > 1 { f64::from(length) + start } else { start };
    let end = (start + 1.0).clamp(0.0, f64::from(length)) as u32;
    for place in (0..end).rev() {
        if let Some(value) = element(list, place, cx)?
            && strict_eq(value, argument(arguments, 0), cx)
        {
            return Ok(index(place));
        }
    }
    Ok(Value::number(-1.0))
}
