//! How are properties defined, and objects fixed? ECMA-262 5.1, 15.2.3.3 and 15.2.3.5 to 15.2.3.13.

use crate::Cx;
use crate::Value;
use crate::budget::tick;
use crate::convert::to_object;
use crate::descriptors::{self, Descriptor, define_own, from_property, to_descriptor};
use crate::errors::type_error;
use crate::functions::argument;
use crate::key::Key;
use crate::literals::new_object;
use crate::objects::{Class, Flags};
use crate::properties::{find_key, get_key, to_key};
use crate::value::R;

fn object_argument(arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = argument(arguments, 0);
    if object.is_object() {
        Ok(object)
    } else {
        Err(type_error("the argument is not an object", cx))
    }
}

pub(in crate::builtins) fn create(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let prototype = argument(arguments, 0);
    if !(prototype.is_object() || prototype == Value::NULL) {
        return Err(type_error("the prototype is neither an object nor null", cx));
    }
    let object = cx.machine.realm.heap_mut().add(prototype, Class::Plain);
    match argument(arguments, 1) {
        Value::UNDEFINED => Ok(object),
        properties => define_all(object, properties, cx),
    }
}

fn define_or_fail(object: Value, key: Key, descriptor: Descriptor, cx: &mut Cx<'_>) -> R<()> {
    if define_own(object, key, descriptor, cx)? {
        return Ok(());
    }
    let key = cx.machine.realm.key_text(key);
    Err(type_error(&format!("Cannot redefine property: {key}"), cx))
}

fn define_all(object: Value, properties: Value, cx: &mut Cx<'_>) -> R<Value> {
    let properties = to_object(properties, cx)?;
    let mut descriptors = Vec::new();
    for key in cx.machine.realm.enumerable_keys(properties) {
        tick(cx)?;
        let attributes = get_key(properties, key, cx)?;
        descriptors.push((key, to_descriptor(attributes, cx)?));
    }
    for (key, descriptor) in descriptors {
        define_or_fail(object, key, descriptor, cx)?;
    }
    Ok(object)
}

pub(in crate::builtins) fn define_property(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let object = object_argument(arguments, cx)?;
    let key = to_key(argument(arguments, 1), cx)?;
    let descriptor = to_descriptor(argument(arguments, 2), cx)?;
    define_or_fail(object, key, descriptor, cx)?;
    Ok(object)
}

pub(in crate::builtins) fn define_properties(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let object = object_argument(arguments, cx)?;
    define_all(object, argument(arguments, 1), cx)
}

pub(in crate::builtins) fn get_own_property_descriptor(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let object = to_object(argument(arguments, 0), cx)?;
    let key = find_key(argument(arguments, 1), cx)?;
    let property = key.and_then(|key| cx.machine.realm.own(object, key));
    Ok(property.map_or(Value::UNDEFINED, |property| from_property(property, cx)))
}

pub(in crate::builtins) fn get_own_property_descriptors(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let object = to_object(argument(arguments, 0), cx)?;
    let result = new_object(cx);
    for key in cx.machine.realm.all_keys(object) {
        tick(cx)?;
        if let Some(property) = cx.machine.realm.own(object, key) {
            let attributes = from_property(property, cx);
            cx.machine.realm.define(result, key, Flags::PLAIN, attributes);
        }
    }
    Ok(result)
}

/// `seal`, and `freeze` when nothing is to be writable either.
fn fix(arguments: &[Value], freeze: bool, cx: &mut Cx<'_>) -> R<Value> {
    let object = argument(arguments, 0);
    if !object.is_object() {
        return Ok(object);
    }
    descriptors::prevent_extensions(object, cx)?;
    for key in cx.machine.realm.all_keys(object) {
        tick(cx)?;
        let Some(property) = cx.machine.realm.own(object, key) else { continue };
        let writable = (freeze && !property.flags.is_accessor()).then_some(false);
        let descriptor =
            Descriptor { writable, configurable: Some(false), ..Descriptor::default() };
        define_or_fail(object, key, descriptor, cx)?;
    }
    Ok(object)
}

pub(in crate::builtins) fn seal(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    fix(arguments, false, cx)
}

pub(in crate::builtins) fn freeze(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    fix(arguments, true, cx)
}

pub(in crate::builtins) fn prevent_extensions(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let object = argument(arguments, 0);
    descriptors::prevent_extensions(object, cx)?;
    Ok(object)
}

fn is_fixed(arguments: &[Value], frozen: bool, cx: &mut Cx<'_>) -> R<Value> {
    let object = argument(arguments, 0);
    if descriptors::is_extensible(object, cx) {
        return Ok(Value::FALSE);
    }
    let realm = &mut cx.machine.realm;
    let keys = if object.is_object() { realm.all_keys(object) } else { Vec::new() };
    let is_loose = |flags: Flags| flags.is_configurable() || (frozen && flags.is_writable());
    let mut properties = keys.into_iter().filter_map(|key| realm.own(object, key));
    Ok(Value::boolean(!properties.any(|property| is_loose(property.flags))))
}

pub(in crate::builtins) fn is_sealed(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    is_fixed(arguments, false, cx)
}

pub(in crate::builtins) fn is_frozen(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    is_fixed(arguments, true, cx)
}

pub(in crate::builtins) fn is_extensible(
    _: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    Ok(Value::boolean(descriptors::is_extensible(argument(arguments, 0), cx)))
}
