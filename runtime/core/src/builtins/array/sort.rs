//! How does `Array.prototype.sort` put elements in order? ECMA-262 5.1, 15.4.4.11; by merging, so that it is stable
//! and stops at the first error of the comparing function.

use super::list::{element, put, this_list};
use crate::Cx;
use crate::Value;
use crate::budget::tick;
use crate::convert::{to_number, to_string};
use crate::errors::type_error;
use crate::functions::{argument, call, is_callable};
use crate::literals::new_array;
use crate::strings::compare;
use crate::value::R;

pub(in crate::builtins) fn sort(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let comparer = comparer(arguments, cx)?;
    let (list, length) = this_list(this, cx)?;
    let values = sorted(list, length, comparer, cx)?;
    for (place, value) in values.iter().enumerate() {
        put(list, place as f64, Some(*value), cx)?;
    }
    for place in values.len() as u32..length {
        tick(cx)?;
        put(list, f64::from(place), None, cx)?;
    }
    Ok(list)
}

/// A sorted copy, where elements that do not exist are `undefined` (ECMA-262 2023, 23.1.3.34).
pub(in crate::builtins) fn to_sorted(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let comparer = comparer(arguments, cx)?;
    let (list, length) = this_list(this, cx)?;
    let mut values = sorted(list, length, comparer, cx)?;
    values.resize(length as usize, Value::UNDEFINED);
    Ok(new_array(values, cx))
}

fn comparer(arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let comparer = argument(arguments, 0);
    if comparer == Value::UNDEFINED || is_callable(comparer, cx) {
        return Ok(comparer);
    }
    Err(type_error("the comparing function is not a function", cx))
}

/// The elements that exist in order, those that are `undefined` last.
fn sorted(list: Value, length: u32, comparer: Value, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    let mut items = Vec::new();
    let mut undefined = 0;
    for place in 0..length {
        match element(list, place, cx)? {
            None => {}
            Some(Value::UNDEFINED) => undefined += 1,
            // Without a function, elements are compared as strings, made once.
            Some(value) if comparer == Value::UNDEFINED => {
                let string = to_string(value, cx)?;
                cx.machine.realm.flatten(string);
                items.push((string, value));
            }
            Some(value) => items.push((value, value)),
        }
    }
    let sorted = merge_sort(items, comparer, cx)?;
    let undefined = std::iter::repeat_n(Value::UNDEFINED, undefined);
    Ok(sorted.into_iter().map(|(_, value)| value).chain(undefined).collect())
}

type Item = (Value, Value);

fn merge_sort(mut items: Vec<Item>, comparer: Value, cx: &mut Cx<'_>) -> R<Vec<Item>> {
    let mut width = 1;
    while width < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for run in items.chunks(width * 2) {
            let (left, right) = run.split_at(width.min(run.len()));
            merge(left, right, &mut merged, comparer, cx)?;
        }
        items = merged;
        width *= 2;
    }
    Ok(items)
}

fn merge(
    left: &[Item],
    right: &[Item],
    merged: &mut Vec<Item>,
    comparer: Value,
    cx: &mut Cx<'_>,
) -> R<()> {
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if is_greater(left[i].0, right[j].0, comparer, cx)? {
            merged.push(right[j]);
            j += 1;
        } else {
            merged.push(left[i]);
            i += 1;
        }
    }
    merged.extend(&left[i..]);
    merged.extend(&right[j..]);
    Ok(())
}

fn is_greater(a: Value, b: Value, comparer: Value, cx: &mut Cx<'_>) -> R<bool> {
    if comparer == Value::UNDEFINED {
        let realm = &cx.machine.realm;
        return Ok(compare(realm.units(a), realm.units(b)).is_gt());
    }
    tick(cx)?;
    let result = call(comparer, Value::UNDEFINED, &[a, b], cx)?;
    Ok(to_number(result, cx)? > 0.0)
}
