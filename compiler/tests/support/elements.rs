//! What can be changed in a document that stays XML? Its elements and attributes.

use std::ops::Range;

use roxmltree::{Document, Node};

use crate::random::Random;

/// Drops, unwraps, copies, moves, swaps or renames an element or an attribute, or takes one from another document.
/// What is no XML stays as it is.
pub(crate) fn change(text: &mut String, random: &mut Random, documents: &[String]) {
    let Ok(document) = Document::parse(text) else { return };
    let elements: Vec<Node<'_, '_>> =
        document.root_element().descendants().filter(Node::is_element).collect();
    let (node, other) = (one(&elements, random), one(&elements, random));
    let (range, place) = (node.range(), inside(text, other));
    let changed = match random.below(10) {
        0 => replaced(text, range, ""),
        1 => match (node.first_child(), node.last_child()) {
            (Some(first), Some(last)) => {
                let children = &text[first.range().start..last.range().end];
                replaced(text, range, children)
            }
            _ => replaced(text, range, ""),
        },
        2 => replaced(text, range.end..range.end, &text[range.clone()]),
        3 => replaced(text, place..place, &text[range]),
        4 => swapped(text, range, other.range()),
        5 => renamed(text, node, name(text, other)),
        6 => from_another(text, place, random, documents),
        _ => attribute(text, node, other, random),
    };
    if let Some(changed) = changed {
        *text = changed;
    }
}

fn one<T: Copy>(items: &[T], random: &mut Random) -> T {
    items[random.below(items.len())]
}

fn replaced(text: &str, range: Range<usize>, by: &str) -> Option<String> {
    let mut changed = text.to_owned();
    changed.replace_range(range, by);
    Some(changed)
}

/// Where a child can be put.
fn inside(text: &str, node: Node<'_, '_>) -> usize {
    match node.last_child() {
        Some(child) => child.range().end,
        None => text[..node.range().end].rfind("</").unwrap_or(node.range().end),
    }
}

fn name<'t>(text: &'t str, node: Node<'_, '_>) -> &'t str {
    let rest = &text[node.range().start + 1..];
    &rest[..rest.find([' ', '\t', '\r', '\n', '/', '>']).unwrap_or(rest.len())]
}

fn renamed(text: &str, node: Node<'_, '_>, new: &str) -> Option<String> {
    let (range, old) = (node.range(), name(text, node));
    let mut element = text[range.clone()].to_owned();
    if let Some(end) = element.rfind("</").filter(|end| *end > 0 && !element.ends_with("/>")) {
        element.replace_range(end + 2..end + 2 + old.len(), new);
    }
    element.replace_range(1..=old.len(), new);
    replaced(text, range, &element)
}

fn swapped(text: &str, a: Range<usize>, b: Range<usize>) -> Option<String> {
    let (first, second) = if a.start < b.start { (a, b) } else { (b, a) };
    if first.end > second.start {
        return None;
    }
    let changed = replaced(text, second.clone(), &text[first.clone()])?;
    replaced(&changed, first, &text[second])
}

/// An element of another document, as a child.
fn from_another(
    text: &str,
    place: usize,
    random: &mut Random,
    documents: &[String],
) -> Option<String> {
    let source = &documents[random.below(documents.len())];
    let document = Document::parse(source).ok()?;
    let elements: Vec<Node<'_, '_>> =
        document.root_element().descendants().filter(Node::is_element).collect();
    replaced(text, place..place, &source[one(&elements, random).range()])
}

fn attribute(
    text: &str,
    node: Node<'_, '_>,
    other: Node<'_, '_>,
    random: &mut Random,
) -> Option<String> {
    let own: Vec<_> = node.attributes().collect();
    let theirs: Vec<_> = other.attributes().collect();
    let (Some(own), Some(theirs)) =
        (own.get(random.below(own.len())), theirs.get(random.below(theirs.len())))
    else {
        return None;
    };
    let behind_name = node.range().start + 1 + name(text, node).len();
    match random.below(5) {
        0 => replaced(text, own.range(), ""),
        1 => replaced(text, own.range_qname(), &text[theirs.range_qname()]),
        2 => replaced(text, own.range_value(), &text[theirs.range_value()]),
        3 => replaced(text, own.range(), &text[theirs.range()]),
        _ => replaced(text, behind_name..behind_name, &format!(" {}", &text[theirs.range()])),
    }
}
