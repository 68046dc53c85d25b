//! Which properties does an object have, and how are they copied? ECMA-262 5.1, 15.2.3.4 and 15.2.3.14; ECMA-262 2019,
//! 19.1.2.

use super::own;
use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, tick};
use crate::convert::to_object;
use crate::descriptors::same_value;
use crate::errors::type_error;
use crate::functions::argument;
use crate::iteration;
use crate::key::Key;
use crate::literals::{new_array, new_object};
use crate::objects::Flags;
use crate::properties::{find_key, get_index, get_key, put_key, to_key};
use crate::value::R;

fn names_array(keys: Vec<Key>, cx: &mut Cx<'_>) -> R<Value> {
    let names = keys.into_iter().map(|key| cx.machine.realm.key_value(key)).collect();
    let array = new_array(names, cx);
    check_heap(cx)?;
    Ok(array)
}

pub(in crate::builtins) fn keys(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = to_object(argument(arguments, 0), cx)?;
    let keys = cx.machine.realm.enumerable_keys(object);
    names_array(keys, cx)
}

pub(in crate::builtins) fn get_own_property_names(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let object = to_object(argument(arguments, 0), cx)?;
    let keys = cx.machine.realm.all_keys(object);
    names_array(keys, cx)
}

/// There are no symbols.
pub(in crate::builtins) fn get_own_property_symbols(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    to_object(argument(arguments, 0), cx)?;
    Ok(new_array(Vec::new(), cx))
}

/// The own enumerable properties; those that a getter removes before their turn are not among them.
fn members(object: Value, cx: &mut Cx<'_>) -> R<Vec<(Key, Value)>> {
    let object = to_object(object, cx)?;
    let mut members = Vec::new();
    for key in cx.machine.realm.enumerable_keys(object) {
        tick(cx)?;
        let property = cx.machine.realm.own(object, key);
        if property.is_some_and(|property| property.flags.is_enumerable()) {
            members.push((key, get_key(object, key, cx)?));
        }
    }
    Ok(members)
}

pub(in crate::builtins) fn values(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let members = members(argument(arguments, 0), cx)?;
    Ok(new_array(members.into_iter().map(|(_, value)| value).collect(), cx))
}

pub(in crate::builtins) fn entries(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut entries = Vec::new();
    for (key, value) in members(argument(arguments, 0), cx)? {
        let name = cx.machine.realm.key_value(key);
        entries.push(new_array(vec![name, value], cx));
        check_heap(cx)?;
    }
    Ok(new_array(entries, cx))
}

pub(in crate::builtins) fn assign(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let target = to_object(argument(arguments, 0), cx)?;
    for source in arguments.iter().skip(1).filter(|source| !source.is_nullish()) {
        let source = to_object(*source, cx)?;
        for key in cx.machine.realm.enumerable_keys(source) {
            tick(cx)?;
            let property = cx.machine.realm.own(source, key);
            if property.is_some_and(|property| property.flags.is_enumerable()) {
                let value = get_key(source, key, cx)?;
                put_key(target, key, value, cx)?;
            }
        }
    }
    Ok(target)
}

pub(in crate::builtins) fn from_entries(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let object = new_object(cx);
    let iterator = iteration::iterate(argument(arguments, 0), cx)?;
    while let Some(entry) = iteration::next(iterator, cx)? {
        if !entry.is_object() {
            return Err(type_error("an entry is not an object", cx));
        }
        let key = get_index(entry, Value::number(0.0), cx)?;
        let value = get_index(entry, Value::number(1.0), cx)?;
        let key = to_key(key, cx)?;
        cx.machine.realm.define(object, key, Flags::PLAIN, value);
    }
    Ok(object)
}

pub(in crate::builtins) fn has_own(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = to_object(argument(arguments, 0), cx)?;
    let key = find_key(argument(arguments, 1), cx)?;
    Ok(Value::boolean(own(object, key, cx)?.is_some()))
}

pub(in crate::builtins) fn is(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::boolean(same_value(argument(arguments, 0), argument(arguments, 1), cx)))
}
