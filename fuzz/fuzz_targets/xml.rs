//! Does reading any text as XML give a tree or faults, with every place inside the text?

#![no_main]

use libfuzzer_sys::fuzz_target;
use scxml_diagnostic::{Diagnostics, FileId, Span, fix};
use scxmlc::xml::{self, Element, Node, Text};

const FILE: FileId = FileId(0);

fuzz_target!(|text: &str| {
    let mut diagnostics = Diagnostics::default();
    let tree = xml::parse(FILE, text, &mut diagnostics);
    assert!(tree.is_some() || diagnostics.has_unrepaired_errors());
    for diagnostic in &diagnostics {
        let edits = diagnostic.suggestion.iter().flat_map(|s| &s.edits).map(|e| e.span);
        let labels = diagnostic.labels.iter().map(|l| l.span);
        diagnostic.span.into_iter().chain(labels).chain(edits).for_each(|span| inside(text, span));
    }
    if let Some(tree) = tree {
        element(text, &tree);
        if diagnostics.has_errors() && !diagnostics.has_unrepaired_errors() {
            let mended = fix(&diagnostics, FILE, text).text;
            let mut diagnostics = Diagnostics::default();
            xml::parse(FILE, &mended, &mut diagnostics);
        }
    }
});

fn inside(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
}

fn element(text: &str, element_: &Element) {
    let spans = [element_.name_span, element_.span, element_.whole_span];
    spans.into_iter().chain(element_.end).for_each(|span| inside(text, span));
    for attribute in &element_.attributes {
        inside(text, attribute.name_span);
        value(text, &attribute.value);
    }
    for child in &element_.children {
        match child {
            Node::Element(child) => element(text, child),
            Node::Text(run) => value(text, run),
        }
    }
}

/// Every part of a value has a place, in the order of the text.
fn value(text: &str, value: &Text) {
    inside(text, value.span);
    let mut last = value.span.start;
    for (start, c) in value.value.char_indices() {
        let span = value.locate(start, start + c.len_utf8());
        inside(text, span);
        assert!(last <= span.start && span.end <= value.span.end, "{span:?} of {:?}", value.span);
        last = span.start;
    }
}
