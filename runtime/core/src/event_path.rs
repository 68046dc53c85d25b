//! What does a script read of an event's data by names alone? The value itself, as long as no objects were made of the
//! data: so a guard makes nothing.

use scxml_schema::builtins;

use crate::constant::Constant;
use crate::event::Content;
use crate::event_object::event_data;
use crate::json::Json;
use crate::machine::{Cx, Occurrence, Payload};
use crate::operators::{eq, strict_eq};
use crate::properties::get;
use crate::realm::Realm;
use crate::value::{R, Value};
use crate::{Data, statics};

/// `_event.data.a.b`, where no name is an index.
///
/// # Errors
/// A ReferenceError before the first event; as [`get`].
pub fn event_path(path: &[Constant], cx: &mut Cx<'_>) -> R<Value> {
    let machine = &mut *cx.machine;
    if let Some((json, node)) = json_node(path, &mut machine.event)
        && let Some(value) = machine.realm.json_leaf(json, node)
    {
        return Ok(value);
    }
    otherwise(path, cx)
}

/// `_event.data.a.b == 'constant'`
///
/// # Errors
/// As [`event_path`], and what a conversion throws.
pub fn event_eq(path: &[Constant], constant: &Constant, cx: &mut Cx<'_>) -> R<bool> {
    if let Some(same) = is_json_string(path, constant, cx) {
        return Ok(same);
    }
    let value = otherwise(path, cx)?;
    eq(value, Value::atom(constant.atom), cx)
}

/// `_event.data.a.b === 'constant'`
///
/// # Errors
/// As [`event_path`].
pub fn event_strict_eq(path: &[Constant], constant: &Constant, cx: &mut Cx<'_>) -> R<bool> {
    if let Some(same) = is_json_string(path, constant, cx) {
        return Ok(same);
    }
    let value = otherwise(path, cx)?;
    Ok(strict_eq(value, Value::atom(constant.atom), cx))
}

/// Whether the string at a path is this one; none when there is no string.
#[inline]
fn is_json_string(path: &[Constant], constant: &Constant, cx: &mut Cx<'_>) -> Option<bool> {
    let (json, node) = json_node(path, &mut cx.machine.event)?;
    json.is_string(node, constant)
}

/// What a path leads to in a JSON text of which nothing was made. Scripts often look into the same member again.
#[inline(always)]
fn json_node<'e>(path: &[Constant], event: &'e mut Occurrence) -> Option<(&'e Json, u32)> {
    let details = event.event.details.as_mut()?;
    let Content::Json(json) = &details.data else { return None };
    if event.payload != Payload::Data {
        return None;
    }
    let (object, last) = match path {
        [last] => (0, last),
        [first, last] => match details.inside {
            Some((name, object)) if std::ptr::eq(name, first.text) => (object, last),
            _ => {
                let object = json.member(0, first)??;
                details.inside = Some((first.text, object));
                (object, last)
            }
        },
        _ => return Some((json, node(path, json)?)),
    };
    Some((json, json.member(object, last)??))
}

#[inline(never)]
fn node(path: &[Constant], json: &Json) -> Option<u32> {
    path.iter().try_fold(0, |node, name| json.member(node, name)?)
}

/// The data of an event, while nothing was made of it.
#[inline]
fn unmade(event: &Occurrence) -> Option<&Content> {
    let details = event.event.details.as_ref()?;
    (event.payload == Payload::Data).then_some(&details.data)
}

#[inline(never)]
fn otherwise(path: &[Constant], cx: &mut Cx<'_>) -> R<Value> {
    let machine = &mut *cx.machine;
    if is_missing(path, &machine.event, &machine.realm) {
        return Ok(Value::UNDEFINED);
    }
    if let Some(Content::Tree(tree)) = unmade(&machine.event)
        && let Some(data) = tree_node(path, tree)
    {
        match data {
            Data::Undefined => return Ok(Value::UNDEFINED),
            Data::Null => return Ok(Value::NULL),
            Data::Boolean(boolean) => return Ok(Value::boolean(*boolean)),
            Data::Number(number) => return Ok(Value::number(*number)),
            Data::String(text) => return Ok(machine.realm.string(text)),
            Data::Array(_) | Data::Object(_) | Data::Xml(_) => {}
        }
    }
    let mut value = event_data(cx)?;
    for name in path {
        value = get(value, name.atom, cx)?;
    }
    Ok(value)
}

/// What a path leads to in a tree.
fn tree_node<'e>(path: &[Constant], tree: &'e Data) -> Option<&'e Data> {
    path.iter().try_fold(tree, |data, name| tree_member(data, name)?)
}

/// The member of an object, if there is such a member; none when this is no object.
fn tree_member<'e>(data: &'e Data, name: &Constant) -> Option<Option<&'e Data>> {
    let Data::Object(members) = data else { return None };
    let found = members.iter().rev().find(|(known, _)| known == name.text);
    Some(found.map(|(_, member)| member))
}

/// Whether the last object of a path lacks the name, as every object does.
fn is_missing(path: &[Constant], event: &Occurrence, realm: &Realm) -> bool {
    let Some((last, first)) = path.split_last() else { return false };
    let lacks = match unmade(event) {
        Some(Content::Json(json)) => {
            node(first, json).is_some_and(|node| json.member(node, last) == Some(None))
        }
        Some(Content::Tree(tree)) => {
            tree_node(first, tree).is_some_and(|data| tree_member(data, last) == Some(None))
        }
        None => false,
    };
    let every = builtins::OBJECT_PROTOTYPE;
    lacks && realm.changed_builtin(every).is_none() && statics::own(every, last.atom).is_none()
}
