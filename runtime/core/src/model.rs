//! What is `_genesys`? Read-only objects of the session's heap, which the modules keep up to date.

use scxml_schema::builtins;
use scxml_schema::modules::{Constancy, MODULES};

use crate::Cx;
use crate::ModelUpdate;
use crate::Value;
use crate::border::import;
use crate::key::Key;
use crate::objects::{Class, Flags, Object};
use crate::value::Kind;

/// `_genesys`, made when it is first asked for.
pub(crate) fn genesys(cx: &mut Cx<'_>) -> Value {
    if let Some(root) = cx.machine.realm.heap.as_ref().and_then(|heap| heap.model) {
        return root;
    }
    let root = new_object(Value::builtin(builtins::OBJECT_PROTOTYPE), Class::Plain, cx);
    cx.machine.realm.heap_mut().model = Some(root);
    for module in MODULES {
        let key = cx.machine.realm.key_of(module.root);
        child(root, key, cx);
        for constant in module.constants {
            let value = match constant.value {
                Constancy::Number(number) => Value::number(number),
                Constancy::Text(text) => cx.machine.realm.string(text),
            };
            put(&constant.path.split('.').collect::<Vec<_>>(), value, cx);
        }
        for function in module.functions {
            let prototype = Value::builtin(builtins::FUNCTION_PROTOTYPE);
            let value = new_object(prototype, Class::Host(function.path), cx);
            put(&function.path.split('.').collect::<Vec<_>>(), value, cx);
        }
    }
    root
}

fn new_object(prototype: Value, class: Class, cx: &mut Cx<'_>) -> Value {
    let object = Object { read_only: true, ..Object::new(prototype, class) };
    cx.machine.realm.heap_mut().objects.add(object)
}

/// Makes a change that an event reports, just before the event is processed. One that leads nowhere does nothing.
pub(crate) fn apply(update: &ModelUpdate, cx: &mut Cx<'_>) {
    match update {
        ModelUpdate::Set { path, value } => {
            let value = import(value, true, cx);
            put(path, value, cx);
        }
        ModelUpdate::Remove { path } => {
            if let Some((name, parents)) = path.split_last()
                && let Some(holder) = find(parents, cx)
            {
                let key = cx.machine.realm.key_of(name);
                cx.machine.realm.remove(holder, key);
            }
        }
        ModelUpdate::Link { path, to } => {
            if let Some(value) = find(to, cx) {
                put(path, value, cx);
            }
        }
    }
}

/// The object at a path below `_genesys`.
fn find(path: &[String], cx: &mut Cx<'_>) -> Option<Value> {
    let root = genesys(cx);
    path.iter().try_fold(root, |holder, name| {
        let key = cx.machine.realm.key_of(name);
        let property = cx.machine.realm.own(holder, key)?;
        property.value.is_object().then_some(property.value)
    })
}

/// Puts a value at a path below `_genesys`, making the objects on the way.
fn put<S: AsRef<str>>(path: &[S], value: Value, cx: &mut Cx<'_>) {
    let Some((name, parents)) = path.split_last() else { return };
    let mut holder = genesys(cx);
    for name in parents {
        let key = cx.machine.realm.key_of(name.as_ref());
        holder = child(holder, key, cx);
    }
    let key = cx.machine.realm.key_of(name.as_ref());
    let is_length = key == Key::name(scxml_schema::names::LENGTH);
    match (holder.kind(), value.as_number()) {
        (Kind::Object(handle), Some(length))
            if is_length && crate::properties::is_array(holder, cx) =>
        {
            cx.machine.realm.set_array_length(handle, length as u32);
        }
        _ => cx.machine.realm.define(holder, key, Flags::PLAIN, value),
    }
}

/// The object that is a member of another; made when there is none.
fn child(holder: Value, key: Key, cx: &mut Cx<'_>) -> Value {
    match cx.machine.realm.own(holder, key) {
        Some(property) if property.value.is_object() => property.value,
        _ => {
            let object = new_object(Value::builtin(builtins::OBJECT_PROTOTYPE), Class::Plain, cx);
            cx.machine.realm.define(holder, key, Flags::PLAIN, object);
            object
        }
    }
}
