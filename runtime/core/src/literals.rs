//! What do array and object literals make? ECMA-262 5.1, 11.1.4 and 11.1.5.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::key::Key;
use crate::objects::{Class, Elements, Flags};
use crate::properties::{accessors, to_key};
use crate::value::R;

/// An array; a [`Value::HOLE`] is an element that does not exist.
pub fn array(elements: &[Value], cx: &mut Cx<'_>) -> Value {
    new_array(elements.to_vec(), cx)
}

pub(crate) fn new_array(elements: Vec<Value>, cx: &mut Cx<'_>) -> Value {
    let heap = cx.machine.realm.heap_mut();
    heap.objects.bytes += elements.len() * size_of::<Value>();
    heap.add(Value::builtin(builtins::ARRAY_PROTOTYPE), Class::Array(Elements::new(elements)))
}

/// An object without members.
pub(crate) fn new_object(cx: &mut Cx<'_>) -> Value {
    cx.machine.realm.heap_mut().add(Value::builtin(builtins::OBJECT_PROTOTYPE), Class::Plain)
}

/// An object with these members; of two of one name the later one counts.
pub fn object(members: &[(u32, Value)], cx: &mut Cx<'_>) -> Value {
    let object = new_object(cx);
    for (atom, value) in members {
        let realm = &mut cx.machine.realm;
        if *atom == names::PROTO {
            // Annex B.3.1 of ECMA-262 2015: it names the prototype.
            if let (Some(handle), true) =
                (object.as_object(), value.is_object() || *value == Value::NULL)
            {
                realm.heap_mut().object_mut(handle).prototype = *value;
            }
            continue;
        }
        let key = realm.atom_key(*atom);
        realm.define(object, key, Flags::PLAIN, *value);
    }
    object
}

/// Lets no script change the members of an object from now on (section 5.10).
pub(crate) fn make_read_only(object: Value, cx: &mut Cx<'_>) -> Value {
    if let Some(handle) = object.as_object() {
        cx.machine.realm.heap_mut().object_mut(handle).read_only = true;
    }
    object
}

/// Adds `[key]: value` to an object.
///
/// # Errors
/// What a conversion of the key throws.
pub fn define_member(object: Value, key: Value, value: Value, cx: &mut Cx<'_>) -> R<()> {
    let key = to_key(key, cx)?;
    cx.machine.realm.define(object, key, Flags::PLAIN, value);
    Ok(())
}

/// Adds `get name() { … }` to an object.
///
/// # Errors
/// As [`define_member`].
pub fn define_getter(object: Value, key: Value, getter: Value, cx: &mut Cx<'_>) -> R<()> {
    define_accessor(object, key, (Some(getter), None), Flags::ACCESSORS, cx)
}

/// Adds `set name(v) { … }` to an object.
///
/// # Errors
/// As [`define_member`].
pub fn define_setter(object: Value, key: Value, setter: Value, cx: &mut Cx<'_>) -> R<()> {
    define_accessor(object, key, (None, Some(setter)), Flags::ACCESSORS, cx)
}

pub(crate) fn define_accessor(
    object: Value,
    key: Value,
    (getter, setter): (Option<Value>, Option<Value>),
    flags: Flags,
    cx: &mut Cx<'_>,
) -> R<()> {
    let key = to_key(key, cx)?;
    let (get, set) = match cx.machine.realm.own(object, key) {
        Some(property) if property.flags.is_accessor() => accessors(property.value, cx),
        _ => (Value::UNDEFINED, Value::UNDEFINED),
    };
    let class = Class::Accessors { get: getter.unwrap_or(get), set: setter.unwrap_or(set) };
    let realm = &mut cx.machine.realm;
    let pair = realm.heap_mut().add(Value::NULL, class);
    realm.define(object, key, flags, pair);
    Ok(())
}

/// What the tag of a template gets first: the texts, and as its member `raw` the texts as they were written.
pub fn template_object(texts: &[Value], raw: &[Value], cx: &mut Cx<'_>) -> Value {
    let object = array(texts, cx);
    let raw = array(raw, cx);
    let key = Key::name(scxml_schema::names::RAW);
    cx.machine.realm.define(object, key, Flags::CONSTANT, raw);
    object
}
