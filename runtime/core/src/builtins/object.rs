//! What do `Object` and the methods of all objects do? ECMA-262 5.1, 15.2.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::convert::{to_object, unwrap};
use crate::descriptors::set_prototype;
use crate::errors::type_error;
use crate::functions::{argument, call_method, is_callable};
use crate::iteration::{self, Gives, table};
use crate::key::Key;
use crate::literals::new_object;
use crate::objects::{Class, Property};
use crate::properties::{find_key, is_array};
use crate::value::{Kind, R};

mod define;
mod list;

pub(super) use define::{
    create, define_properties, define_property, freeze, get_own_property_descriptor,
    get_own_property_descriptors, is_extensible, is_frozen, is_sealed, prevent_extensions, seal,
};
pub(super) use list::{
    assign, entries, from_entries, get_own_property_names, get_own_property_symbols, has_own, is,
    keys, values,
};

pub(super) fn construct(arguments: &[Value], _: bool, cx: &mut Cx<'_>) -> R<Value> {
    let value = argument(arguments, 0);
    if value.is_nullish() { Ok(new_object(cx)) } else { to_object(value, cx) }
}

pub(super) fn get_prototype_of(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = to_object(argument(arguments, 0), cx)?;
    Ok(cx.machine.realm.prototype(object))
}

pub(super) fn set_prototype_of(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (object, prototype) = (argument(arguments, 0), argument(arguments, 1));
    if object.is_nullish() || !(prototype.is_object() || prototype == Value::NULL) {
        return Err(type_error("the prototype is neither an object nor null", cx));
    }
    change_prototype(object, prototype, cx)?;
    Ok(object)
}

fn change_prototype(object: Value, prototype: Value, cx: &mut Cx<'_>) -> R<()> {
    if !object.is_object() || set_prototype(object, prototype, cx)? {
        return Ok(());
    }
    Err(type_error("the object cannot have this prototype", cx))
}

/// `get __proto__` (ECMA-262 2015, B.2.2.1)
pub(super) fn proto(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let object = to_object(this, cx)?;
    Ok(cx.machine.realm.prototype(object))
}

/// `set __proto__`
pub(super) fn set_proto(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if this.is_nullish() {
        return Err(type_error("undefined and null have no prototype", cx));
    }
    let prototype = argument(arguments, 0);
    if prototype.is_object() || prototype == Value::NULL {
        change_prototype(this, prototype, cx)?;
    }
    Ok(Value::UNDEFINED)
}

/// `[object Class]`
pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let class = class(this, cx);
    Ok(cx.machine.realm.string(&format!("[object {class}]")))
}

/// The internal property \[\[Class\]\] (section 8.6.2), or what a later edition calls the object.
fn class(value: Value, cx: &Cx<'_>) -> &'static str {
    match value.kind() {
        Kind::Undefined | Kind::Hole => return "Undefined",
        Kind::Null => return "Null",
        Kind::Builtin(builtins::MATH) => return "Math",
        Kind::Builtin(builtins::JSON) => return "JSON",
        Kind::Builtin(builtins::CONSOLE) => return "console",
        Kind::Builtin(builtins::MAP_PROTOTYPE) => return "Map",
        Kind::Builtin(builtins::SET_PROTOTYPE) => return "Set",
        Kind::Builtin(builtins::NUMBER_PROTOTYPE) => return "Number",
        Kind::Builtin(builtins::STRING_PROTOTYPE) => return "String",
        Kind::Builtin(builtins::BOOLEAN_PROTOTYPE) => return "Boolean",
        _ if is_callable(value, cx) => return "Function",
        _ if is_array(value, cx) => return "Array",
        _ => {}
    }
    let object = cx.machine.realm.object_of(value).map(|object| &object.class);
    match object {
        Some(Class::Error) => return "Error",
        Some(Class::Arguments(_)) => return "Arguments",
        Some(Class::RegExp(_)) => return "RegExp",
        Some(Class::Date(_)) => return "Date",
        Some(Class::Map(_)) => return "Map",
        Some(Class::Set(_)) => return "Set",
        Some(Class::Iterator(iterator)) => return class_of_iterator(*iterator, cx),
        _ => {}
    }
    match unwrap(value, cx).kind() {
        Kind::Number(_) => "Number",
        Kind::Boolean(_) => "Boolean",
        Kind::Atom(_) | Kind::String(_) => "String",
        _ => "Object",
    }
}

fn class_of_iterator(iterator: iteration::Iterator, cx: &Cx<'_>) -> &'static str {
    let is_map = table(iterator.source, cx).is_some();
    match (iterator.gives, iterator.source) {
        (Gives::Matches, _) => "RegExp String Iterator",
        (_, source) if source.is_string() => "String Iterator",
        (_, source) if is_map && class(source, cx) == "Map" => "Map Iterator",
        _ if is_map => "Set Iterator",
        _ => "Array Iterator",
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

/// The own property that an argument names.
fn own(object: Value, key: Option<Key>, cx: &mut Cx<'_>) -> R<Option<Property>> {
    let object = to_object(object, cx)?;
    Ok(key.and_then(|key| cx.machine.realm.own(object, key)))
}

pub(super) fn has_own_property(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let key = find_key(argument(arguments, 0), cx)?;
    Ok(Value::boolean(own(this, key, cx)?.is_some()))
}

pub(super) fn property_is_enumerable(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let key = find_key(argument(arguments, 0), cx)?;
    Ok(Value::boolean(own(this, key, cx)?.is_some_and(|property| property.flags.is_enumerable())))
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
