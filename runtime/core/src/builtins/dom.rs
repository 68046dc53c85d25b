//! What do the members of XML nodes and of their lists give? The Document Object Model, as far as it only reads.

pub(super) mod find;

use crate::Cx;
use crate::Value;
use crate::budget::{check_length, tick};
use crate::convert::to_integer;
use crate::dom::{Node, NodeKind, items, list, node, prefix_and_local, text};
use crate::errors::type_error;
use crate::functions::argument;
use crate::strings::Text;
use crate::value::R;

fn this_node(this: Value, cx: &mut Cx<'_>) -> R<Node> {
    match node(this, cx) {
        Some(node) => Ok(*node),
        None => Err(type_error("this is not an XML node", cx)),
    }
}

/// Properties that a node holds as they are.
macro_rules! fields {
    ($($name:ident = $node:ident => $value:expr;)*) => {$(
        pub(super) fn $name(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            let $node = this_node(this, cx)?;
            Ok($value)
        }
    )*};
}

fields! {
    node_type = node => Value::number(f64::from(node.kind as u8));
    name = node => node.name;
    value = node => node.value;
    namespace_uri = node => node.namespace;
    parent_node = node => if node.kind == NodeKind::Attribute { Value::NULL } else { node.parent };
    owner_element = node => node.parent;
    attributes = node => node.attributes;
}

pub(super) fn length(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let node = this_node(this, cx)?;
    Ok(Value::number(cx.machine.realm.string_length(node.value) as f64))
}

pub(super) fn prefix(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_node(this, cx)?;
    let (prefix, _) = prefix_and_local(this, cx);
    Ok(if prefix.is_empty() { Value::NULL } else { cx.machine.realm.string(&prefix) })
}

pub(super) fn local_name(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_node(this, cx)?;
    let (_, local) = prefix_and_local(this, cx);
    Ok(cx.machine.realm.string(&local))
}

pub(super) fn text_content(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let node = this_node(this, cx)?;
    match node.kind {
        NodeKind::Text | NodeKind::Attribute => return Ok(node.value),
        NodeKind::Document => return Ok(Value::NULL),
        NodeKind::Element | NodeKind::Fragment => {}
    }
    let mut text = Text::new();
    for descendant in descendants(this, cx)? {
        let value = this_node(descendant, cx)?.value;
        text.push(cx.machine.realm.flat(value));
    }
    crate::budget::finish(text, cx)
}

/// All nodes inside of a node, in document order.
fn descendants(root: Value, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    let mut found = Vec::new();
    let children = |node: Value, cx: &Cx<'_>| {
        let children = self::node(node, cx).map_or(Value::NULL, |node| node.children);
        items(children, cx).iter().rev().copied().collect::<Vec<_>>()
    };
    let mut open = children(root, cx);
    while let Some(node) = open.pop() {
        tick(cx)?;
        found.push(node);
        open.extend(children(node, cx));
    }
    Ok(found)
}

fn is_element(value: Value, cx: &Cx<'_>) -> bool {
    node(value, cx).is_some_and(|node| node.kind == NodeKind::Element)
}

/// The list of the children of any node; that of a node that cannot have any is empty.
pub(super) fn child_nodes(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let node = this_node(this, cx)?;
    Ok(if node.children == Value::NULL { list(Vec::new(), cx) } else { node.children })
}

fn child_elements(this: Value, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    let node = this_node(this, cx)?;
    let children = items(node.children, cx).iter().copied();
    Ok(children.filter(|child| is_element(*child, cx)).collect())
}

pub(super) fn children(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let elements = child_elements(this, cx)?;
    Ok(list(elements, cx))
}

pub(super) fn child_element_count(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::number(child_elements(this, cx)?.len() as f64))
}

pub(super) fn first_element_child(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(child_elements(this, cx)?.first().copied().unwrap_or(Value::NULL))
}

pub(super) fn last_element_child(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Ok(child_elements(this, cx)?.last().copied().unwrap_or(Value::NULL))
}

pub(super) fn first_child(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let node = this_node(this, cx)?;
    Ok(items(node.children, cx).first().copied().unwrap_or(Value::NULL))
}

pub(super) fn last_child(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let node = this_node(this, cx)?;
    Ok(items(node.children, cx).last().copied().unwrap_or(Value::NULL))
}

pub(super) fn has_child_nodes(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let node = this_node(this, cx)?;
    Ok(Value::boolean(!items(node.children, cx).is_empty()))
}

/// The next node that `wanted` accepts, among those beside a node; `step` is 1 or -1.
fn sibling(
    this: Value,
    step: isize,
    wanted: fn(Value, &Cx<'_>) -> bool,
    cx: &mut Cx<'_>,
) -> R<Value> {
    let node = this_node(this, cx)?;
    if node.kind == NodeKind::Attribute {
        return Ok(Value::NULL);
    }
    let around = self::node(node.parent, cx).map_or(Value::NULL, |parent| parent.children);
    let mut place = node.place as usize;
    loop {
        let next = place.checked_add_signed(step);
        let found = next.and_then(|next| items(around, cx).get(next).copied());
        match (found, next) {
            (Some(found), _) if wanted(found, cx) => return Ok(found),
            (Some(_), Some(next)) => place = next,
            _ => return Ok(Value::NULL),
        }
    }
}

pub(super) fn next_sibling(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    sibling(this, 1, |_, _| true, cx)
}

pub(super) fn previous_sibling(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    sibling(this, -1, |_, _| true, cx)
}

pub(super) fn next_element_sibling(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    sibling(this, 1, is_element, cx)
}

pub(super) fn previous_element_sibling(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    sibling(this, -1, is_element, cx)
}

/// The document that a node is in; `null` for the document itself, and for what is in none.
pub(super) fn owner_document(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_node(this, cx)?;
    let mut root = this;
    while let Some(parent) = node(root, cx).map(|node| node.parent).filter(|p| p.is_object()) {
        root = parent;
    }
    let is_document = node(root, cx).is_some_and(|node| node.kind == NodeKind::Document);
    Ok(if is_document && root != this { root } else { Value::NULL })
}

/// The element of a document; a fragment has none.
pub(super) fn document_element(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    match this_node(this, cx)?.kind {
        NodeKind::Document => first_element_child(this, arguments, cx),
        _ => Ok(Value::NULL),
    }
}

/// `list.item(place)`
pub(super) fn item(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let place = to_integer(argument(arguments, 0), cx)?;
    let found = (place >= 0.0).then(|| items(this, cx).get(place as usize).copied());
    Ok(found.flatten().unwrap_or(Value::NULL))
}

/// The text of a node: what `String(node)` and `uneval(node)` give.
pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    match text(this, cx) {
        Some(text) => {
            check_length(text.len(), cx)?;
            Ok(cx.machine.realm.string(&text))
        }
        None => Err(type_error("this is not an XML node", cx)),
    }
}
