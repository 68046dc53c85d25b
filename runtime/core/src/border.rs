//! How do values cross the border of a session? As owned trees, copied.

use scxml_schema::names;

use crate::Cx;
use crate::Data;
use crate::Value;
use crate::budget::tick;
use crate::convert::{to_string, unwrap};
use crate::dom;
use crate::errors::type_error;
use crate::functions::is_callable;
use crate::key::Key;
use crate::objects::{Class, Elements, Flags, Object};
use crate::properties::{get, get_index, get_key, is_array};
use crate::stack::guard;
use crate::value::{Kind, R};

/// How deep a tree that crosses the border may be: whoever drops or prints it does so by recursion.
const DEEPEST: usize = 500;

/// A copy of a value for the outside.
///
/// # Errors
/// A TypeError for a function, a map, a set and an object inside itself, which have no such form; what a getter throws.
pub(crate) fn to_data(value: Value, cx: &mut Cx<'_>) -> R<Data> {
    copy(value, &mut Vec::new(), cx)
}

fn copy(value: Value, open: &mut Vec<Value>, cx: &mut Cx<'_>) -> R<Data> {
    let primitive = unwrap(value, cx);
    Ok(match primitive.kind() {
        Kind::Undefined | Kind::Hole => Data::Undefined,
        Kind::Null => Data::Null,
        Kind::Boolean(boolean) => Data::Boolean(boolean),
        Kind::Number(number) => Data::Number(number),
        Kind::Atom(_) | Kind::String(_) => Data::String(cx.machine.realm.utf8(primitive)),
        Kind::Object(_) | Kind::Builtin(_) => {
            tick(cx)?;
            guard(cx)?;
            if let Some(xml) = dom::export(value, cx) {
                return Ok(Data::Xml(Box::new(xml)));
            }
            if is_callable(value, cx) {
                return Err(type_error("a function cannot be sent", cx));
            }
            if crate::iteration::table(value, cx).is_some() {
                return Err(type_error("a Map or Set cannot be sent: send an array of it", cx));
            }
            // As in JSON.
            if let Some(time) = crate::builtins::date::time_of(value, cx) {
                let text = (!time.is_nan()).then(|| crate::dates::format::iso(time));
                return Ok(text.map_or(Data::Null, Data::String));
            }
            if open.contains(&value) {
                return Err(type_error("an object inside itself cannot be sent", cx));
            }
            if open.len() >= DEEPEST {
                return Err(type_error("objects nested too deeply cannot be sent", cx));
            }
            open.push(value);
            let data = if is_array(value, cx) {
                elements(value, open, cx)
            } else {
                members(value, open, cx)
            }?;
            open.pop();
            data
        }
    })
}

fn elements(array: Value, open: &mut Vec<Value>, cx: &mut Cx<'_>) -> R<Data> {
    let length = get(array, names::LENGTH, cx)?.as_number().unwrap_or(0.0) as u32;
    let mut elements = Vec::new();
    for place in 0..length {
        tick(cx)?;
        let element = get_index(array, Value::number(f64::from(place)), cx)?;
        elements.push(copy(element, open, cx)?);
    }
    Ok(Data::Array(elements))
}

fn members(object: Value, open: &mut Vec<Value>, cx: &mut Cx<'_>) -> R<Data> {
    let mut members = Vec::new();
    if is_error(object, cx) {
        for (atom, name) in [(names::NAME, "name"), (names::MESSAGE, "message")] {
            let text = get(object, atom, cx)?;
            let text = to_string(text, cx)?;
            members.push((name.to_owned(), Data::String(cx.machine.realm.utf8(text))));
        }
    }
    for key in cx.machine.realm.enumerable_keys(object) {
        let value = get_key(object, key, cx)?;
        let name = cx.machine.realm.key_text(key);
        members.push((name, copy(value, open, cx)?));
    }
    Ok(Data::Object(members))
}

/// Whether it is an Error object.
pub(crate) fn is_error(value: Value, cx: &Cx<'_>) -> bool {
    let class = cx.machine.realm.object_of(value).map(|object| &object.class);
    matches!(class, Some(Class::Error))
}

/// A value for the inside, made from a copy.
pub(crate) fn from_data(data: &Data, cx: &mut Cx<'_>) -> Value {
    import(data, false, cx)
}

/// The same; with `read_only`, no script may change it.
pub(crate) fn import(data: &Data, read_only: bool, cx: &mut Cx<'_>) -> Value {
    let object = match data {
        Data::Undefined => return Value::UNDEFINED,
        Data::Null => return Value::NULL,
        Data::Boolean(boolean) => return Value::boolean(*boolean),
        Data::Number(number) => return Value::number(*number),
        Data::String(text) => return cx.machine.realm.string(text),
        Data::Xml(xml) => return dom::import(xml, cx),
        Data::Array(elements) => {
            let elements: Vec<Value> =
                elements.iter().map(|data| import(data, read_only, cx)).collect();
            let heap = cx.machine.realm.heap_mut();
            heap.objects.bytes += elements.len() * size_of::<Value>();
            let prototype = Value::builtin(scxml_schema::builtins::ARRAY_PROTOTYPE);
            Object::new(prototype, Class::Array(Elements::new(elements)))
        }
        Data::Object(members) => {
            let mut object =
                Object::new(Value::builtin(scxml_schema::builtins::OBJECT_PROTOTYPE), Class::Plain);
            for (name, data) in members {
                let value = import(data, read_only, cx);
                let key: Key = cx.machine.realm.key_of(name);
                cx.machine.realm.heap_mut().objects.bytes +=
                    object.properties.put(key, Flags::PLAIN, value);
            }
            object
        }
    };
    cx.machine.realm.heap_mut().objects.add(Object { read_only, ..object })
}
