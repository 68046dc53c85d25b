//! What do the methods that add, remove and take out elements do? ECMA-262 5.1, 15.4.4.6 to 15.4.4.13.

use super::list::{
    element, elements_between, growing, index, put, relative, replace_range, set_length, spliced,
    this_list, unchanged,
};
use scxml_schema::builtins;

use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, tick};
use crate::functions::{argument, call_method};
use crate::literals::new_array;
use crate::objects::Elements;
use crate::properties::get_index;
use crate::statics;
use crate::value::R;

/// `list.push(value)`, without a look for the method where nobody has changed what it is.
///
/// # Errors
/// As [`crate::functions::call_method`].
pub fn push_one(list: Value, value: Value, cx: &mut Cx<'_>) -> R<Value> {
    if let Some(elements) = unchanged(list, cx) {
        elements.push(&[value]);
        let length = elements.length();
        cx.machine.realm.heap_mut().objects.bytes += size_of::<Value>();
        check_heap(cx)?;
        return Ok(index(length));
    }
    call_method(list, statics::name(builtins::ARRAY_PUSH), &[value], cx)
}

/// `list.pop()`, in the same way.
///
/// # Errors
/// As [`crate::functions::call_method`].
pub fn pop_one(list: Value, cx: &mut Cx<'_>) -> R<Value> {
    match unchanged(list, cx).and_then(Elements::pop) {
        Some(last) => Ok(last),
        None => call_method(list, statics::name(builtins::ARRAY_POP), &[], cx),
    }
}

pub(in crate::builtins) fn push(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if let Some(elements) = growing(this, cx) {
        elements.push(arguments);
        let length = elements.length();
        cx.machine.realm.heap_mut().objects.bytes += size_of_val(arguments);
        check_heap(cx)?;
        return Ok(index(length));
    }
    let (list, length) = this_list(this, cx)?;
    for (place, value) in (u64::from(length)..).zip(arguments) {
        put(list, place as f64, Some(*value), cx)?;
    }
    let length = f64::from(length) + arguments.len() as f64;
    set_length(list, length, cx)?;
    check_heap(cx)?;
    Ok(Value::number(length))
}

pub(in crate::builtins) fn pop(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if let Some(last) = growing(this, cx).and_then(Elements::pop) {
        return Ok(last);
    }
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

pub(in crate::builtins) fn shift(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
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

pub(in crate::builtins) fn unshift(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
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
    check_heap(cx)?;
    Ok(Value::number(f64::from(length) + count))
}

pub(in crate::builtins) fn slice(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let start = relative(argument(arguments, 0), length, 0, cx)?;
    let end = relative(argument(arguments, 1), length, length, cx)?;
    let elements = elements_between(list, start, end, cx)?;
    Ok(new_array(elements, cx))
}

pub(in crate::builtins) fn splice(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let (start, count) = spliced(arguments, length, cx)?;
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
