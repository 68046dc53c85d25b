//! How do the ids of a part stay apart from those of other parts? A prefix before its own ids and what refers to them.

use std::collections::BTreeSet;
use std::ops::Range;

use scxml_diagnostic::Span;

use super::element::is_state;
use crate::parse::namespace::{self, Vocabulary};
use crate::xml::{Element, Node, Text};

/// What generated parts write where their prefix belongs.
const MACRO: &str = "$$_MY_PREFIX_$$";

/// Replaces the macro in every attribute; gives the first place where it stands. With an empty prefix the full stop
/// after it goes too.
pub(super) fn expand_macro(element: &mut Element, prefix: &str) -> Option<Span> {
    let mut first = None;
    for attribute in &mut element.attributes {
        let text = &mut attribute.value;
        let edits: Vec<(Range<usize>, &str)> = text
            .value
            .match_indices(MACRO)
            .map(|(at, _)| {
                let end = at + MACRO.len();
                let dot = prefix.is_empty() && text.value[end..].starts_with('.');
                (at..end + usize::from(dot), prefix)
            })
            .collect();
        if let Some((range, _)) = edits.first() {
            first = first.or(Some(text.locate(range.start, range.end)));
            *text = text.edited(&edits);
        }
    }
    for node in &mut element.children {
        if let Node::Element(child) = node {
            let found = expand_macro(child, prefix);
            first = first.or(found);
        }
    }
    first
}

/// The ids of the states in a tree.
pub(super) fn ids(element: &Element) -> BTreeSet<String> {
    fn collect(element: &Element, into: &mut BTreeSet<String>) {
        if is_state(element)
            && let Some(id) = element.attribute("id")
        {
            into.insert(id.value.value.trim().to_owned());
        }
        element.elements().for_each(|child| collect(child, into));
    }
    let mut all = BTreeSet::new();
    collect(element, &mut all);
    all
}

/// Puts `prefix.` before the ids of the states in a tree, and before what refers to one of them without it.
pub(super) fn add(state: &mut Element, prefix: &str) {
    let ids = ids(state);
    visit(state, &ids, &format!("{prefix}."));
}

fn visit(element: &mut Element, ids: &BTreeSet<String>, prefix: &str) {
    let holds_states = is_state(element);
    let is_transition =
        namespace::vocabulary(element) == Vocabulary::Scxml && element.local == "transition";
    for attribute in element.attributes.iter_mut().filter(|a| a.namespace.is_empty()) {
        let text = &mut attribute.value;
        let refers = match attribute.local.as_str() {
            "id" | "initial" if holds_states => places(text, "", ids),
            "target" if is_transition => places(text, "", ids),
            "event" if is_transition => places(text, "done.state.", ids),
            _ => continue,
        };
        let edits: Vec<_> = refers.into_iter().map(|at| (at..at, prefix)).collect();
        if !edits.is_empty() {
            *text = text.edited(&edits);
        }
    }
    for node in &mut element.children {
        if let Node::Element(child) = node {
            visit(child, ids, prefix);
        }
    }
}

/// Where the words begin that are `lead` and one of the ids.
fn places(text: &Text, lead: &str, ids: &BTreeSet<String>) -> Vec<usize> {
    let word = |word: &str| {
        let start = word.as_ptr() as usize - text.value.as_ptr() as usize;
        let id = word.strip_prefix(lead)?;
        let id = if lead.is_empty() { id } else { id.strip_suffix(".*").unwrap_or(id) };
        ids.contains(id).then_some(start + lead.len())
    };
    text.value.split_ascii_whitespace().filter_map(word).collect()
}
