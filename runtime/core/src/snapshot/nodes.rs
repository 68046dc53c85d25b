//! Are the nodes of XML what they were made as? Trees in which every node knows its place, and which nothing changes.

use super::Broken;
use crate::Value;
use crate::arena::Arena;
use crate::dom::Node;
use crate::objects::{Class, Object};

/// How many nodes may be inside one another: whoever prints or copies them does so by recursion.
const DEEPEST: usize = 1000;

/// Checks all nodes among the objects of a heap.
pub(super) fn check(objects: &Arena<Object>) -> Result<(), Broken> {
    let are_well =
        (0..objects.len() as u32).all(|handle| match node(Value::object(handle), objects) {
            Some(node) => is_well(Value::object(handle), node, objects),
            None => true,
        });
    if are_well { Ok(()) } else { Err(Broken("XML is not the tree that it should be")) }
}

fn node(value: Value, objects: &Arena<Object>) -> Option<&Node> {
    match &objects.get(value.as_object()?).class {
        Class::Node(node) => Some(node),
        _ => None,
    }
}

fn is_well(this: Value, node: &Node, objects: &Arena<Object>) -> bool {
    let texts = [node.namespace, node.name, node.value];
    texts.iter().all(|text| text.is_string() || *text == Value::NULL)
        && [node.attributes, node.children].iter().all(|list| is_list_of(*list, this, objects))
        && is_shallow(node, objects)
}

/// Whether it is `null`, or a list of nodes that are in `parent`; a node is so in one list at most.
fn is_list_of(list: Value, parent: Value, objects: &Arena<Object>) -> bool {
    let Some(handle) = list.as_object() else { return list == Value::NULL };
    let object = objects.get(handle);
    let Class::Array(elements) = &object.class else { return false };
    object.read_only
        && (0..).zip(&elements.dense).all(|(place, item)| {
            node(*item, objects).is_some_and(|item| item.parent == parent && item.place == place)
        })
}

/// Whether the way to the root has an end, and soon.
fn is_shallow(node: &Node, objects: &Arena<Object>) -> bool {
    let mut parent = node.parent;
    for _ in 0..DEEPEST {
        match self::node(parent, objects) {
            Some(node) => parent = node.parent,
            None => return parent == Value::NULL,
        }
    }
    false
}
