//! What do `Object` and its methods do? ECMA-262 5.1, 15.2.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::convert::{to_object, unwrap};
use crate::errors::type_error;
use crate::functions::{argument, call_method, is_callable};
use crate::key::Key;
use crate::literals::{new_array, new_object};
use crate::objects::{Class, Property};
use crate::properties::{find_key, is_array};
use crate::value::{Kind, R};

pub(super) fn construct(arguments: &[Value], _: bool, cx: &mut Cx<'_>) -> R<Value> {
    let value = argument(arguments, 0);
    if value.is_nullish() { Ok(new_object(cx)) } else { to_object(value, cx) }
}

fn object_argument(arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = argument(arguments, 0);
    if object.is_object() {
        Ok(object)
    } else {
        Err(type_error("the argument is not an object", cx))
    }
}

fn names_array(keys: Vec<Key>, cx: &mut Cx<'_>) -> Value {
    let names = keys.into_iter().map(|key| cx.machine.realm.key_value(key)).collect();
    new_array(names, cx)
}

pub(super) fn keys(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = object_argument(arguments, cx)?;
    let keys = cx.machine.realm.enumerable_keys(object);
    Ok(names_array(keys, cx))
}

pub(super) fn get_own_property_names(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = object_argument(arguments, cx)?;
    let keys = cx.machine.realm.all_keys(object);
    Ok(names_array(keys, cx))
}

pub(super) fn get_prototype_of(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = object_argument(arguments, cx)?;
    Ok(cx.machine.realm.prototype(object))
}

/// `[object Class]`
pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let class = class(this, cx);
    Ok(cx.machine.realm.string(&format!("[object {class}]")))
}

/// The internal property \[\[Class\]\] (section 8.6.2).
fn class(value: Value, cx: &Cx<'_>) -> &'static str {
    let object = value.as_object().map(|handle| &cx.machine.realm.heap().object(handle).class);
    match (value.kind(), object) {
        (Kind::Undefined | Kind::Hole, _) => "Undefined",
        (Kind::Null, _) => "Null",
        _ if is_callable(value, cx) => "Function",
        _ if is_array(value, cx) => "Array",
        (_, Some(Class::Error)) => "Error",
        (_, Some(Class::Arguments)) => "Arguments",
        (_, Some(Class::RegExp(_))) => "RegExp",
        (Kind::Builtin(scxml_schema::builtins::MATH), _) => "Math",
        (Kind::Builtin(scxml_schema::builtins::JSON), _) => "JSON",
        _ => match unwrap(value, cx).kind() {
            Kind::Number(_) => "Number",
            Kind::Boolean(_) => "Boolean",
            Kind::Atom(_) | Kind::String(_) => "String",
            _ => "Object",
        },
    }
}

pub(super) fn to_locale_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    call_method(this, names::TO_STRING, &[], cx)
}

pub(super) fn to_source(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    crate::uneval::source(this, cx)
}

pub(super) fn value_of(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    to_object(this, cx)
}

fn own(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Option<Property>> {
    let key = find_key(argument(arguments, 0), cx)?;
    let object = to_object(this, cx)?;
    Ok(key.and_then(|key| cx.machine.realm.own(object, key)))
}

pub(super) fn has_own_property(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::boolean(own(this, arguments, cx)?.is_some()))
}

pub(super) fn property_is_enumerable(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    Ok(Value::boolean(
        own(this, arguments, cx)?.is_some_and(|property| property.flags.is_enumerable()),
    ))
}

pub(super) fn is_prototype_of(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut value = argument(arguments, 0);
    if !value.is_object() {
        return Ok(Value::FALSE);
    }
    let this = to_object(this, cx)?;
    while value != Value::NULL {
        value = cx.machine.realm.prototype(value);
        if value == this {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
