//! What do `Map` and `Set` and their methods do? ECMA-262 2015, 23.1 and 23.2.

use scxml_schema::builtins;

use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, tick};
use crate::errors::type_error;
use crate::functions::{argument, call, is_callable};
use crate::iteration::{self, Gives, iterator};
use crate::objects::table::ENTRY_BYTES;
use crate::objects::{Class, Table};
use crate::properties::get_index;
use crate::value::{R, Thrown};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Map,
    Set,
}

pub(super) fn construct_map(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    let map = made(Which::Map, new, cx)?;
    let list = argument(arguments, 0);
    if list.is_nullish() {
        return Ok(map);
    }
    let iterator = iteration::iterate(list, cx)?;
    while let Some(entry) = iteration::next(iterator, cx)? {
        if !entry.is_object() {
            return Err(type_error("an entry is not an object", cx));
        }
        let key = get_index(entry, Value::number(0.0), cx)?;
        let value = get_index(entry, Value::number(1.0), cx)?;
        put(map, key, Some(value), cx)?;
    }
    Ok(map)
}

pub(super) fn construct_set(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    let set = made(Which::Set, new, cx)?;
    let list = argument(arguments, 0);
    if list.is_nullish() {
        return Ok(set);
    }
    let iterator = iteration::iterate(list, cx)?;
    while let Some(value) = iteration::next(iterator, cx)? {
        put(set, value, None, cx)?;
    }
    Ok(set)
}

fn made(which: Which, new: bool, cx: &mut Cx<'_>) -> R<Value> {
    if !new {
        return Err(type_error("Map and Set are made with new", cx));
    }
    let (prototype, class) = match which {
        Which::Map => (builtins::MAP_PROTOTYPE, Class::Map(Box::default())),
        Which::Set => (builtins::SET_PROTOTYPE, Class::Set(Box::default())),
    };
    Ok(cx.machine.realm.heap_mut().add(Value::builtin(prototype), class))
}

fn table_of<'a>(value: Value, which: Which, cx: &'a mut Cx<'_>) -> R<&'a mut Table> {
    let is_there = match cx.machine.realm.object_of(value).map(|object| &object.class) {
        Some(Class::Map(_)) => which == Which::Map,
        Some(Class::Set(_)) => which == Which::Set,
        _ => false,
    };
    if !is_there {
        return Err(wrong(which, cx));
    }
    match value.as_object().map(|handle| &mut cx.machine.realm.heap_mut().object_mut(handle).class)
    {
        Some(Class::Map(table) | Class::Set(table)) => Ok(table),
        _ => Err(Thrown),
    }
}

fn wrong(which: Which, cx: &mut Cx<'_>) -> Thrown {
    let kind = if which == Which::Map { "Map" } else { "Set" };
    type_error(&format!("this is not a {kind}"), cx)
}

/// The form of a key that is the same for all keys that are equal (SameValueZero): strings are names.
fn canonical(key: Value, cx: &mut Cx<'_>) -> Value {
    match key.as_number() {
        Some(number) => Value::number(number + 0.0),
        None if key.is_string() => Value::atom(cx.machine.realm.intern(key)),
        None => key,
    }
}

/// Puts an entry; that of a set has no value besides its key.
fn put(collection: Value, key: Value, value: Option<Value>, cx: &mut Cx<'_>) -> R<()> {
    let name = canonical(key, cx);
    let handle = collection.as_object();
    let heap = cx.machine.realm.heap_mut();
    let class = handle.map(|handle| &mut heap.objects.objects.get_mut(handle).class);
    if let Some(Class::Map(table) | Class::Set(table)) = class
        && table.put(name, value.unwrap_or(name))
    {
        heap.objects.bytes += ENTRY_BYTES;
    }
    check_heap(cx)
}

pub(super) fn map_get(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    table_of(this, Which::Map, cx)?;
    let key = canonical(argument(arguments, 0), cx);
    Ok(table_of(this, Which::Map, cx)?.get(key).unwrap_or(Value::UNDEFINED))
}

pub(super) fn map_set(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    table_of(this, Which::Map, cx)?;
    put(this, argument(arguments, 0), Some(argument(arguments, 1)), cx)?;
    Ok(this)
}

pub(super) fn map_keys(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    table_of(this, Which::Map, cx)?;
    Ok(iterator(this, Gives::Keys, cx))
}

pub(super) fn set_add(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    table_of(this, Which::Set, cx)?;
    put(this, argument(arguments, 0), None, cx)?;
    Ok(this)
}

fn for_each(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let function = argument(arguments, 0);
    if !is_callable(function, cx) {
        return Err(type_error("the callback is not a function", cx));
    }
    let mut place = 0;
    while let Some((next, key, value)) =
        iteration::table(this, cx).and_then(|table| table.from(place))
    {
        tick(cx)?;
        place = next;
        call(function, argument(arguments, 1), &[value, key, this], cx)?;
    }
    Ok(Value::UNDEFINED)
}

macro_rules! methods {
    ($which:ident: $has:ident $delete:ident $clear:ident $size:ident $for_each:ident $values:ident $entries:ident) => {
        pub(super) fn $has(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            table_of(this, Which::$which, cx)?;
            let key = canonical(argument(arguments, 0), cx);
            Ok(Value::boolean(table_of(this, Which::$which, cx)?.get(key).is_some()))
        }

        pub(super) fn $delete(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            table_of(this, Which::$which, cx)?;
            let key = canonical(argument(arguments, 0), cx);
            Ok(Value::boolean(table_of(this, Which::$which, cx)?.remove(key)))
        }

        pub(super) fn $clear(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            table_of(this, Which::$which, cx)?.clear();
            Ok(Value::UNDEFINED)
        }

        pub(super) fn $size(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            Ok(Value::number(table_of(this, Which::$which, cx)?.len() as f64))
        }

        pub(super) fn $for_each(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            table_of(this, Which::$which, cx)?;
            for_each(this, arguments, cx)
        }

        pub(super) fn $values(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            table_of(this, Which::$which, cx)?;
            Ok(iterator(this, Gives::Values, cx))
        }

        pub(super) fn $entries(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            table_of(this, Which::$which, cx)?;
            Ok(iterator(this, Gives::Entries, cx))
        }
    };
}

methods!(Map: map_has map_delete map_clear map_size map_for_each map_values map_entries);
methods!(Set: set_has set_delete set_clear set_size set_for_each set_values set_entries);
