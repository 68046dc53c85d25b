//! What do array and object literals make? ECMA-262 5.1, 11.1.4 and 11.1.5.

use scxml_schema::builtins;

use crate::Cx;
use crate::Value;
use crate::objects::{Class, Elements, Flags};
use crate::properties::accessors;

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

/// Adds `get name() { … }` to an object.
pub fn define_getter(object: Value, atom: u32, getter: Value, cx: &mut Cx<'_>) {
    define_accessor(object, atom, Some(getter), None, cx);
}

/// Adds `set name(v) { … }` to an object.
pub fn define_setter(object: Value, atom: u32, setter: Value, cx: &mut Cx<'_>) {
    define_accessor(object, atom, None, Some(setter), cx);
}

fn define_accessor(
    object: Value,
    atom: u32,
    getter: Option<Value>,
    setter: Option<Value>,
    cx: &mut Cx<'_>,
) {
    let key = cx.machine.realm.atom_key(atom);
    let (get, set) = match cx.machine.realm.own(object, key) {
        Some(property) if property.flags.is_accessor() => accessors(property.value, cx),
        _ => (Value::UNDEFINED, Value::UNDEFINED),
    };
    let class = Class::Accessors { get: getter.unwrap_or(get), set: setter.unwrap_or(set) };
    let realm = &mut cx.machine.realm;
    let pair = realm.heap_mut().add(Value::NULL, class);
    realm.define(object, key, Flags::ACCESSORS, pair);
}
