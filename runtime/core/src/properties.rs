//! How does a script read and delete members? ECMA-262 5.1, 8.7 and 8.12.

use scxml_schema::builtins;

use crate::Cx;
use crate::Value;
use crate::convert::to_string;
use crate::errors::type_error;
use crate::functions::call;
use crate::key::Key;
use crate::objects::{Class, Property};
use crate::value::{Kind, R, Thrown};

mod write;

pub(crate) use write::{put_key, set_length};
pub use write::{set, set_index};

/// The key that a value names, when something in the session can have it.
pub(crate) fn find_key(key: Value, cx: &mut Cx<'_>) -> R<Option<Key>> {
    if let Some(key) = key.as_number().and_then(Key::of_number) {
        return Ok(Some(key));
    }
    let string = to_string(key, cx)?;
    Ok(cx.machine.realm.find_key(string))
}

/// The key that a value names.
pub(crate) fn to_key(key: Value, cx: &mut Cx<'_>) -> R<Key> {
    if let Some(key) = key.as_number().and_then(Key::of_number) {
        return Ok(key);
    }
    let string = to_string(key, cx)?;
    Ok(cx.machine.realm.key(string))
}

fn no_members(object: Value, verb: &str, key: &str, cx: &mut Cx<'_>) -> Thrown {
    let object = if object == Value::NULL { "null" } else { "undefined" };
    let ending = if verb == "read" { "reading" } else { "setting" };
    type_error(&format!("Cannot {verb} properties of {object} ({ending} '{key}')"), cx)
}

/// `object.name`, where the name is no index.
///
/// # Errors
/// A TypeError when `object` is `undefined` or `null`; what a getter throws.
pub fn get(object: Value, atom: u32, cx: &mut Cx<'_>) -> R<Value> {
    // What most reads find, in a function that calls no other.
    if let Some(handle) = object.as_object() {
        let own = &cx.machine.realm.heap().object(handle).properties;
        if let Some(value) = own.value(Key::name(atom)) {
            return Ok(value);
        }
    }
    get_otherwise(object, Key::name(atom), cx)
}

#[inline(never)]
fn get_otherwise(object: Value, key: Key, cx: &mut Cx<'_>) -> R<Value> {
    get_key(object, key, cx)
}

/// `object[key]`
///
/// # Errors
/// As [`get`].
pub fn get_index(object: Value, key: Value, cx: &mut Cx<'_>) -> R<Value> {
    if object.is_nullish() {
        let key = to_string(key, cx)?;
        let key = cx.machine.realm.utf8(key);
        return Err(no_members(object, "read", &key, cx));
    }
    match find_key(key, cx)? {
        Some(key) => get_key(object, key, cx),
        None => Ok(Value::UNDEFINED),
    }
}

/// `object[[Get]](key)`
pub(crate) fn get_key(object: Value, key: Key, cx: &mut Cx<'_>) -> R<Value> {
    if let Some(handle) = object.as_object() {
        let found = cx.machine.realm.heap().object(handle);
        if let Some(property) = found.properties.get(key)
            && !property.flags.is_accessor()
        {
            return Ok(property.value);
        }
        match &found.class {
            Class::Array(elements) => {
                if let Some(value) = key.as_index().and_then(|index| elements.get(index)) {
                    return Ok(value);
                }
            }
            Class::Unread(_) => {
                if let Some(value) = cx.machine.realm.glance(handle, key) {
                    return Ok(value);
                }
            }
            _ => {}
        }
    }
    get_slowly(object, key, cx)
}

#[inline(never)]
fn get_slowly(object: Value, key: Key, cx: &mut Cx<'_>) -> R<Value> {
    match find(object, key, cx)? {
        Some(property) => value_of(property, object, cx),
        None => Ok(Value::UNDEFINED),
    }
}

/// `object[[Get]](key)`, with another receiver for getters.
pub(crate) fn get_for(object: Value, key: Key, this: Value, cx: &mut Cx<'_>) -> R<Value> {
    match find(object, key, cx)? {
        Some(property) => value_of(property, this, cx),
        None => Ok(Value::UNDEFINED),
    }
}

fn value_of(property: Property, this: Value, cx: &mut Cx<'_>) -> R<Value> {
    if !property.flags.is_accessor() {
        return Ok(property.value);
    }
    match accessors(property.value, cx).0 {
        Value::UNDEFINED => Ok(Value::UNDEFINED),
        getter => call(getter, this, &[], cx),
    }
}

/// Getter and setter of an accessor property; a built-in that stands there is the getter.
pub(crate) fn accessors(pair: Value, cx: &Cx<'_>) -> (Value, Value) {
    if let Kind::Builtin(number) = pair.kind() {
        let setter = match number {
            builtins::OBJECT_PROTO => Value::builtin(builtins::OBJECT_SET_PROTO),
            builtins::THROW_TYPE_ERROR => pair,
            _ => Value::UNDEFINED,
        };
        return (pair, setter);
    }
    match cx.machine.realm.object_of(pair).map(|object| &object.class) {
        Some(Class::Accessors { get, set }) => (*get, *set),
        _ => (Value::UNDEFINED, Value::UNDEFINED),
    }
}

/// The property that a member expression finds: an own one, or an inherited one.
fn find(object: Value, key: Key, cx: &mut Cx<'_>) -> R<Option<Property>> {
    let realm = &mut cx.machine.realm;
    let mut holder = match object.kind() {
        Kind::Object(_) | Kind::Builtin(_) => object,
        Kind::Atom(_) | Kind::String(_) => match realm.own_of_string(object, key) {
            Some(property) => return Ok(Some(property)),
            None => realm.prototype(object),
        },
        Kind::Undefined | Kind::Null | Kind::Hole => {
            let key = realm.key_text(key);
            return Err(no_members(object, "read", &key, cx));
        }
        Kind::Number(_) | Kind::Boolean(_) => realm.prototype(object),
    };
    while holder != Value::NULL {
        if let Some(property) = realm.own(holder, key) {
            return Ok(Some(property));
        }
        holder = realm.prototype(holder);
    }
    Ok(None)
}

/// The error for what may not be changed.
pub(crate) fn read_only(object: Value, doing: &str, key: Key, cx: &mut Cx<'_>) -> Thrown {
    let key = cx.machine.realm.key_text(key);
    let own = cx.machine.realm.prototype(object);
    let plain =
        [builtins::OBJECT_PROTOTYPE, builtins::ARRAY_PROTOTYPE, builtins::FUNCTION_PROTOTYPE];
    let what = match plain.map(Value::builtin).contains(&own) {
        false => "XML",
        true if cx.machine.program.ors => "_genesys",
        true => "a system variable",
    };
    type_error(&format!("{what} is read-only ({doing} '{key}')"), cx)
}

/// Whether it is XML, a system variable, or part of the object model of `_genesys`.
pub(crate) fn is_read_only(object: Value, cx: &Cx<'_>) -> bool {
    match object.kind() {
        Kind::Object(handle) => cx.machine.realm.heap().object(handle).read_only,
        Kind::Builtin(number) => number == builtins::SYSTEM_X,
        _ => false,
    }
}

/// Whether it is an array.
pub(crate) fn is_array(value: Value, cx: &Cx<'_>) -> bool {
    let class = cx.machine.realm.object_of(value).map(|object| &object.class);
    matches!(class, Some(Class::Array(_))) || value == Value::builtin(builtins::ARRAY_PROTOTYPE)
}

/// `delete object.name`, where the name is no index.
///
/// # Errors
/// A TypeError when `object` is `undefined`, `null` or read-only.
pub fn delete(object: Value, atom: u32, cx: &mut Cx<'_>) -> R<bool> {
    delete_key(object, Key::name(atom), cx)
}

/// `delete object[key]`
///
/// # Errors
/// As [`delete`].
pub fn delete_index(object: Value, key: Value, cx: &mut Cx<'_>) -> R<bool> {
    let key = to_key(key, cx)?;
    delete_key(object, key, cx)
}

fn delete_key(object: Value, key: Key, cx: &mut Cx<'_>) -> R<bool> {
    if object.is_nullish() {
        let key = cx.machine.realm.key_text(key);
        let object = if object == Value::NULL { "null" } else { "undefined" };
        return Err(type_error(&format!("Cannot delete properties of {object} ('{key}')"), cx));
    }
    if is_read_only(object, cx) {
        return Err(read_only(object, "deleting", key, cx));
    }
    if !object.is_object() {
        return Ok(cx.machine.realm.own_of_string(object, key).is_none());
    }
    Ok(cx.machine.realm.remove(object, key))
}

/// Whether an object has a property, own or inherited.
pub(crate) fn has_key(object: Value, key: Key, cx: &mut Cx<'_>) -> R<bool> {
    Ok(find(object, key, cx)?.is_some())
}

/// `key in object`
///
/// # Errors
/// A TypeError when `object` is no object.
pub fn in_operator(key: Value, object: Value, cx: &mut Cx<'_>) -> R<bool> {
    if !object.is_object() {
        return Err(type_error("the right side of 'in' is not an object", cx));
    }
    match find_key(key, cx)? {
        Some(key) => has_key(object, key, cx),
        None => Ok(false),
    }
}
