//! What do spread, rest and patterns do with lists and members? ECMA-262 of 2015, 12.2.5, 12.2.6, 12.14.5 and 13.3.3.

use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, check_list};
use crate::convert::to_string;
use crate::errors::type_error;
use crate::iteration::{iterate, next};
use crate::key::Key;
use crate::literals::{new_array, new_object};
use crate::objects::Flags;
use crate::properties::{get_index, get_key, to_key};
use crate::value::R;

/// Somebody who goes through what for-of visits.
#[derive(Debug)]
pub struct Items(Value);

/// What for-of and spread go through.
///
/// # Errors
/// A TypeError when the value is not iterable.
pub fn items(value: Value, cx: &mut Cx<'_>) -> R<Items> {
    iterate(value, cx).map(Items)
}

/// The next value; none at the end.
///
/// # Errors
/// A RangeError when the script has used up its steps; what a getter throws.
pub fn following(items: &mut Items, cx: &mut Cx<'_>) -> R<Option<Value>> {
    next(items.0, cx)
}

fn all(value: Value, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    let mut items = items(value, cx)?;
    let mut values = Vec::new();
    while let Some(value) = following(&mut items, cx)? {
        values.push(value);
        // Nothing is on the heap yet.
        check_list(values.len(), cx)?;
    }
    Ok(values)
}

/// A part of a list of arguments or elements.
#[derive(Debug)]
pub enum Part {
    /// One of them.
    One(Value),
    /// Those that `...list` stands for.
    Many(Vec<Value>),
}

/// `...list`
///
/// # Errors
/// A TypeError when the value is not iterable.
pub fn many(list: Value, cx: &mut Cx<'_>) -> R<Part> {
    all(list, cx).map(Part::Many)
}

/// The values of all parts.
#[must_use]
pub fn flat<const PARTS: usize>(parts: [Part; PARTS]) -> Vec<Value> {
    let mut values = Vec::with_capacity(PARTS);
    for part in parts {
        match part {
            Part::One(value) => values.push(value),
            Part::Many(more) => values.extend(more),
        }
    }
    values
}

/// An array of the arguments from a position on: `(...rest) => …`.
pub fn rest(arguments: &[Value], first: u32, cx: &mut Cx<'_>) -> Value {
    new_array(arguments.get(first as usize..).unwrap_or_default().to_vec(), cx)
}

/// What an array pattern takes elements from: an array as it is, else at most so many values of something iterable.
///
/// # Errors
/// A TypeError when the value is not iterable.
pub fn list(value: Value, most: Value, cx: &mut Cx<'_>) -> R<Value> {
    if crate::properties::is_array(value, cx) {
        return Ok(value);
    }
    let mut items = items(value, cx)?;
    let most = most.as_number().unwrap_or(f64::INFINITY);
    let mut values = Vec::new();
    while (values.len() as f64) < most {
        let Some(value) = following(&mut items, cx)? else { break };
        values.push(value);
        check_heap(cx)?;
    }
    Ok(new_array(values, cx))
}

/// An array of the elements of an array from a position on.
///
/// # Errors
/// What a getter throws.
pub fn list_rest(list: Value, first: Value, cx: &mut Cx<'_>) -> R<Value> {
    let mut all = all(list, cx)?;
    let first = first.as_number().unwrap_or_default() as usize;
    Ok(new_array(all.split_off(first.min(all.len())), cx))
}

/// A value as the key of a member: a string, or a number that spells one.
///
/// # Errors
/// What a conversion throws.
pub fn property_key(key: Value, cx: &mut Cx<'_>) -> R<Value> {
    if key.is_number() { Ok(key) } else { to_string(key, cx) }
}

/// The value, for a pattern that takes members.
///
/// # Errors
/// A TypeError when it is `undefined` or `null`.
pub fn require_object(value: Value, cx: &mut Cx<'_>) -> R<Value> {
    if !value.is_nullish() {
        return Ok(value);
    }
    let name = if value == Value::NULL { "null" } else { "undefined" };
    Err(type_error(&format!("Cannot destructure '{name}' as it is {name}."), cx))
}

/// A new object with the members of the first value but for those of these keys.
///
/// # Errors
/// What a getter throws.
pub fn object_rest(values: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let result = new_object(cx);
    let Some((object, taken)) = values.split_first() else { return Ok(result) };
    let taken = taken.iter().map(|key| to_key(*key, cx)).collect::<R<Vec<Key>>>()?;
    copy(result, *object, &taken, cx)?;
    Ok(result)
}

/// `{...value}`: copies the own enumerable members of a value to an object.
///
/// # Errors
/// What a getter throws.
pub fn copy_members(object: Value, value: Value, cx: &mut Cx<'_>) -> R<()> {
    copy(object, value, &[], cx)
}

fn copy(to: Value, from: Value, left_out: &[Key], cx: &mut Cx<'_>) -> R<()> {
    for key in cx.machine.realm.enumerable_keys(from) {
        if left_out.contains(&key) {
            continue;
        }
        let value = match key.as_index() {
            Some(index) if from.is_string() => {
                get_index(from, Value::number(f64::from(index)), cx)?
            }
            _ => get_key(from, key, cx)?,
        };
        cx.machine.realm.define(to, key, Flags::PLAIN, value);
        check_heap(cx)?;
    }
    Ok(())
}
