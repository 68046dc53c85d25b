//! How does a script write members? ECMA-262 5.1, 8.12.4, 8.12.5 and 15.4.5.1.

use scxml_schema::names;

use super::{accessors, find, is_array, is_read_only, no_members, read_only, to_key};
use crate::Cx;
use crate::Value;
use crate::convert::to_number;
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::call;
use crate::key::Key;
use crate::objects::{Class, Flags};
use crate::value::{Kind, R};

/// `object.name = value`, where the name is no index.
///
/// # Errors
/// A TypeError when `object` is `undefined`, `null` or part of `_genesys`; what a setter throws.
pub fn set(object: Value, atom: u32, value: Value, cx: &mut Cx<'_>) -> R<()> {
    // What most writes find, in a function that calls no other.
    if let Some(handle) = object.as_object()
        && let Some(heap) = cx.machine.realm.heap.as_deref_mut()
    {
        let object = heap.object_mut(handle);
        if let Some(place) = object.properties.plain_mut(Key::name(atom))
            && !object.read_only
        {
            *place = value;
            return Ok(());
        }
    }
    set_otherwise(object, Key::name(atom), value, cx)
}

#[inline(never)]
fn set_otherwise(object: Value, key: Key, value: Value, cx: &mut Cx<'_>) -> R<()> {
    set_key(object, key, value, cx)
}

/// `object[key] = value`
///
/// # Errors
/// As [`set`].
pub fn set_index(object: Value, key: Value, value: Value, cx: &mut Cx<'_>) -> R<()> {
    let key = to_key(key, cx)?;
    set_key(object, key, value, cx)
}

/// `object[[Put]](key, value)`; what may not be written stays as it is.
fn set_key(object: Value, key: Key, value: Value, cx: &mut Cx<'_>) -> R<()> {
    write(object, key, value, cx).map(|_| ())
}

/// `object[[Put]](key, value, true)`: built-in functions fail where a statement does nothing.
pub(crate) fn put_key(object: Value, key: Key, value: Value, cx: &mut Cx<'_>) -> R<()> {
    if write(object, key, value, cx)? {
        return Ok(());
    }
    let key = cx.machine.realm.key_text(key);
    Err(type_error(&format!("Cannot assign to the property '{key}'"), cx))
}

fn write(object: Value, key: Key, value: Value, cx: &mut Cx<'_>) -> R<bool> {
    match object.kind() {
        Kind::Object(handle) => {
            if set_own_quickly(handle, key, value, cx) {
                Ok(true)
            } else {
                set_slowly(object, key, value, cx)
            }
        }
        Kind::Builtin(_) => set_slowly(object, key, value, cx),
        Kind::Undefined | Kind::Null | Kind::Hole => {
            let key = cx.machine.realm.key_text(key);
            Err(no_members(object, "set", &key, cx))
        }
        _ => set_on_primitive(object, key, value, cx),
    }
}

/// Only a setter can notice: the object that the primitive stands for is gone at once.
fn set_on_primitive(primitive: Value, key: Key, value: Value, cx: &mut Cx<'_>) -> R<bool> {
    match find(primitive, key, cx)? {
        Some(property) if property.flags.is_accessor() => match accessors(property.value, cx).1 {
            Value::UNDEFINED => Ok(false),
            setter => call(setter, primitive, &[value], cx).map(|_| true),
        },
        _ => Ok(false),
    }
}

/// Overwrites a plain own property or array element.
#[inline]
fn set_own_quickly(handle: u32, key: Key, value: Value, cx: &mut Cx<'_>) -> bool {
    let object = cx.machine.realm.heap_mut().object_mut(handle);
    if object.read_only {
        return false;
    }
    if let Some(index) = key.as_index()
        && let Class::Array(elements) = &mut object.class
        && let Some(element) = elements.dense.get_mut(index as usize)
        && !element.is_hole()
    {
        *element = value;
        return true;
    }
    match object.properties.get_mut(key) {
        Some(property) if property.flags.is_writable() && !property.flags.is_accessor() => {
            property.value = value;
            true
        }
        _ => false,
    }
}

fn set_slowly(object: Value, key: Key, value: Value, cx: &mut Cx<'_>) -> R<bool> {
    if is_read_only(object, cx) {
        return Err(read_only(object, "setting", key, cx));
    }
    if key == Key::name(names::LENGTH) && is_array(object, cx) {
        return match cx.machine.realm.object_of(object).map(|object| &object.class) {
            Some(Class::Array(elements)) if elements.is_fixed() => Ok(false),
            _ => set_length(object, value, cx),
        };
    }
    match find(object, key, cx)? {
        Some(property) if property.flags.is_accessor() => {
            return match accessors(property.value, cx).1 {
                Value::UNDEFINED => Ok(false),
                setter => call(setter, object, &[value], cx).map(|_| true),
            };
        }
        Some(property) if !property.flags.is_writable() => return Ok(false),
        _ => {}
    }
    let realm = &mut cx.machine.realm;
    let flags = match realm.own(object, key) {
        Some(property) => property.flags,
        None if realm.can_add(object, key) => Flags::PLAIN,
        None => return Ok(false),
    };
    realm.define(object, key, flags, value);
    Ok(true)
}

/// Sets `length` of an array; tells whether it is that now.
pub(crate) fn set_length(array: Value, value: Value, cx: &mut Cx<'_>) -> R<bool> {
    let number = to_number(value, cx)?;
    let length = number as u32;
    if f64::from(length) != number {
        return Err(throw_error(ErrorKind::Range, "invalid array length", cx));
    }
    let Some(handle) = array.as_object() else { return Ok(true) };
    let realm = &mut cx.machine.realm;
    match &realm.heap().object(handle).class {
        Class::Array(elements) if elements.is_fixed() => Ok(elements.length() == length),
        _ => Ok(realm.set_array_length(handle, length)),
    }
}
