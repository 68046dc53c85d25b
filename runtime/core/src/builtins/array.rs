//! What do `Array` and its methods do? ECMA-262 5.1, 15.4. The methods work on everything that has a `length`.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, check_length, check_list, finish, tick};
use crate::convert::{self, to_integer, to_object};
use crate::errors::{ErrorKind, throw_error};
use crate::functions::{argument, call, call_method, is_callable};
use crate::iteration::{Gives, iterator};
use crate::literals::new_array;
use crate::numbers::to_uint32;
use crate::objects::{Class, Elements};
use crate::operators::strict_eq;
use crate::properties::{get, get_index};
use crate::strings::Text;
use crate::value::R;

mod callbacks;
mod copy;
mod length;
mod list;
mod sort;

pub(super) use callbacks::{
    every, filter, find, find_index, find_last, find_last_index, for_each, map, reduce,
    reduce_right, some,
};
pub(super) use copy::{copy_within, fill, flat, flat_map, from, of, to_reversed, to_spliced, with};
pub(super) use length::{pop, push, shift, slice, splice, unshift};
pub use length::{pop_one, push_one};
pub(super) use sort::{sort, to_sorted};

use list::{dense, element, index, put, relative, this_list};

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

pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let list = to_object(this, cx)?;
    let join = get(list, names::find("join").unwrap_or(names::EMPTY), cx)?;
    if is_callable(join, cx) {
        return call(join, list, &[], cx);
    }
    crate::builtins::call(scxml_schema::builtins::OBJECT_TO_STRING, list, &[], cx)
}

/// `toLocaleString` of the elements (ECMA-262 5.1, 15.4.4.3).
pub(super) fn to_locale_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let separator = Value::atom(names::character(b','));
    join_once(list, length, separator, cx, |element, cx| {
        let method = names::find("toLocaleString").unwrap_or(names::EMPTY);
        let string = call_method(element, method, &[], cx)?;
        convert::to_string(string, cx)
    })
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
    join_once(list, length, separator, cx, convert::to_string)
}

/// An array inside itself is empty there.
fn join_once(
    list: Value,
    length: u32,
    separator: Value,
    cx: &mut Cx<'_>,
    to_string: fn(Value, &mut Cx<'_>) -> R<Value>,
) -> R<Value> {
    if cx.machine.realm.heap_mut().joining.contains(&list) {
        return Ok(Value::EMPTY);
    }
    cx.machine.realm.heap_mut().joining.push(list);
    let result = join_elements(list, length, separator, cx, to_string);
    cx.machine.realm.heap_mut().joining.pop();
    result
}

fn join_elements(
    list: Value,
    length: u32,
    separator: Value,
    cx: &mut Cx<'_>,
    to_string: fn(Value, &mut Cx<'_>) -> R<Value>,
) -> R<Value> {
    cx.machine.realm.flatten(separator);
    let mut text = Text::new();
    for place in 0..length {
        tick(cx)?;
        if place > 0 {
            text.push(cx.machine.realm.flat(separator));
        }
        let element = get_index(list, index(place), cx)?;
        if !element.is_nullish() {
            let string = to_string(element, cx)?;
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
            check_list(result.len(), cx)?;
        }
    }
    let result = new_array(result, cx);
    check_heap(cx)?;
    Ok(result)
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

/// `includes`: NaN is found, and what does not exist is `undefined` (ECMA-262 2016, 22.1.3.11).
pub(super) fn includes(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let start = relative(argument(arguments, 1), length, 0, cx)?;
    let searched = argument(arguments, 0);
    for place in start..length {
        tick(cx)?;
        let value = get_index(list, index(place), cx)?;
        if value == searched || strict_eq(value, searched, cx) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn at(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (list, length) = this_list(this, cx)?;
    let place = to_integer(argument(arguments, 0), cx)?;
    let place = if place < 0.0 { f64::from(length) + place } else { place };
    if (0.0..f64::from(length)).contains(&place) {
        get_index(list, Value::number(place), cx)
    } else {
        Ok(Value::UNDEFINED)
    }
}

macro_rules! iterators {
    ($($name:ident $gives:ident;)*) => {$(
        pub(super) fn $name(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            let list = to_object(this, cx)?;
            Ok(iterator(list, Gives::$gives, cx))
        }
    )*};
}

iterators! {
    keys Keys;
    values Values;
    entries Entries;
}
