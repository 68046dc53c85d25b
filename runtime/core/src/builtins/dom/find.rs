//! Which elements and attributes have this name? Document Object Model, 4.4, 4.5 and 4.9.

use super::{descendants, this_node};
use crate::Cx;
use crate::Value;
use crate::convert::to_utf8;
use crate::dom::{Node, NodeKind, items, list, node, prefix_and_local};
use crate::functions::argument;
use crate::value::R;

/// The elements inside of a node whose namespace and local name, or whose name when there is no namespace to look
/// for, are those; `*` is any.
fn elements_named(this: Value, namespace: Option<&str>, name: &str, cx: &mut Cx<'_>) -> R<Value> {
    this_node(this, cx)?;
    let mut found = Vec::new();
    for value in descendants(this, cx)? {
        let Some(element) = node(value, cx).filter(|node| node.kind == NodeKind::Element).copied()
        else {
            continue;
        };
        let matches = match namespace {
            None => name == "*" || cx.machine.realm.utf8(element.name) == name,
            Some(namespace) => {
                (namespace == "*" || cx.machine.realm.utf8(element.namespace) == namespace)
                    && (name == "*" || prefix_and_local(value, cx).1 == name)
            }
        };
        if matches {
            found.push(value);
        }
    }
    Ok(list(found, cx))
}

pub(in crate::builtins) fn get_elements_by_tag_name(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let name = to_utf8(argument(arguments, 0), cx)?;
    elements_named(this, None, &name, cx)
}

pub(in crate::builtins) fn get_elements_by_tag_name_ns(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let namespace = namespace_argument(arguments, cx)?;
    let name = to_utf8(argument(arguments, 1), cx)?;
    elements_named(this, Some(&namespace), &name, cx)
}

/// A namespace as argument: `null` is none.
fn namespace_argument(arguments: &[Value], cx: &mut Cx<'_>) -> R<String> {
    match argument(arguments, 0) {
        Value::NULL => Ok(String::new()),
        namespace => to_utf8(namespace, cx),
    }
}

pub(in crate::builtins) fn get_element_by_id(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let id = to_utf8(argument(arguments, 0), cx)?;
    for element in descendants(this, cx)? {
        if let Some(attribute) = attribute_named(element, None, "id", cx)
            && cx.machine.realm.utf8(attribute.1.value) == id
        {
            return Ok(element);
        }
    }
    Ok(Value::NULL)
}

/// The attribute of an element that has this name, or this namespace and local name.
fn attribute_named(
    element: Value,
    namespace: Option<&str>,
    name: &str,
    cx: &mut Cx<'_>,
) -> Option<(Value, Node)> {
    let attributes = node(element, cx)?.attributes;
    named_item(attributes, namespace, name, cx)
}

fn named_item(
    attributes: Value,
    namespace: Option<&str>,
    name: &str,
    cx: &mut Cx<'_>,
) -> Option<(Value, Node)> {
    for value in items(attributes, cx).to_vec() {
        let attribute = *node(value, cx)?;
        let matches = match namespace {
            None => cx.machine.realm.utf8(attribute.name) == name,
            Some(namespace) => {
                cx.machine.realm.utf8(attribute.namespace) == namespace
                    && prefix_and_local(value, cx).1 == name
            }
        };
        if matches {
            return Some((value, attribute));
        }
    }
    None
}

/// The attribute that the arguments of a method name: its name, or its namespace and local name.
fn argued(
    this: Value,
    with_namespace: bool,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Option<(Value, Node)>> {
    let attributes = match node(this, cx) {
        Some(node) => node.attributes,
        None => this,
    };
    if !with_namespace {
        let name = to_utf8(argument(arguments, 0), cx)?;
        return Ok(named_item(attributes, None, &name, cx));
    }
    let namespace = namespace_argument(arguments, cx)?;
    let name = to_utf8(argument(arguments, 1), cx)?;
    Ok(named_item(attributes, Some(&namespace), &name, cx))
}

/// Methods that find an attribute: whether by namespace, and what they give of it.
macro_rules! attribute_methods {
    ($($method:ident = $with_namespace:literal, $found:ident => $value:expr, $missing:expr;)*) => {$(
        pub(in crate::builtins) fn $method(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            Ok(argued(this, $with_namespace, arguments, cx)?.map_or($missing, |$found| $value))
        }
    )*};
}

attribute_methods! {
    get_attribute = false, found => found.1.value, Value::NULL;
    get_attribute_ns = true, found => found.1.value, Value::NULL;
    has_attribute = false, _found => Value::TRUE, Value::FALSE;
    has_attribute_ns = true, _found => Value::TRUE, Value::FALSE;
    get_attribute_node = false, found => found.0, Value::NULL;
    get_attribute_node_ns = true, found => found.0, Value::NULL;
}
