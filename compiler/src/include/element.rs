//! What does an `<xi:include>` in a state say?

use scxml_diagnostic::{Diagnostic, Diagnostics};

use super::wrong;
use crate::codes;
use crate::parse::namespace::{self, Vocabulary};
use crate::xml::{Attribute, Element, Node, Text};

/// `<xi:include href="…" parse="xml" xpointer="…" resolveid="…"/>`
pub(super) struct Include<'e> {
    pub(super) element: &'e Element,
    /// The document.
    pub(super) href: &'e Text,
    /// The id of the state in it.
    pub(super) xpointer: &'e Text,
    /// What its ids are prefixed with.
    resolveid: Option<&'e Text>,
}

/// The attributes that mean something; the others of XInclude are about texts and servers.
const ATTRIBUTES: [&str; 4] = ["href", "parse", "xpointer", "resolveid"];

impl<'e> Include<'e> {
    /// The prefix, without white space around it.
    pub(super) fn prefix(&self) -> Option<&'e str> {
        self.resolveid.map(|text| text.value.trim()).filter(|prefix| !prefix.is_empty())
    }

    /// Reads the element; `None`, with all that is wrong in `diagnostics`, when it cannot be followed.
    pub(super) fn read(element: &'e Element, diagnostics: &mut Diagnostics) -> Option<Self> {
        let before = diagnostics.len();
        if element.local != "include" {
            diagnostics.push(Diagnostic::error(
                codes::UNKNOWN_ELEMENT,
                element.name_span,
                format!("unknown element `<{}>` of XInclude", element.local),
            ));
            return None;
        }
        let unknown =
            |a: &&Attribute| a.namespace.is_empty() && !ATTRIBUTES.contains(&a.local.as_str());
        for attribute in element.attributes.iter().filter(unknown) {
            let message = format!("`{}` of `<xi:include>` is not supported", attribute.local);
            diagnostics.push(
                Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, attribute.name_span, message)
                    .note("it takes `href`, `parse`, `xpointer` and `resolveid`"),
            );
        }
        if let Some(parse) = value(element, "parse").filter(|parse| parse.value != "xml") {
            let message = "a state is included as XML: `parse=\"xml\"`";
            diagnostics.push(wrong(parse, message).suggest("include XML", parse.span, "xml"));
        }
        if let Some(child) = element.elements().next() {
            diagnostics.push(
                Diagnostic::error(
                    codes::WRONG_INCLUDE,
                    child.span,
                    "`<xi:include>` takes no content",
                )
                .note("a document that is missing is an error; nothing can stand in for it"),
            );
        }
        let href = required(element, "href", "it names the document", diagnostics);
        let xpointer = required(
            element,
            "xpointer",
            "it names the state of the document by its id",
            diagnostics,
        );
        if let Some(xpointer) = xpointer.filter(|text| text.value.contains(['(', '/'])) {
            diagnostics.push(
                wrong(xpointer, "`xpointer` is the id of a state")
                    .note("schemes such as `xpointer(…)` and `element(…)` are not supported"),
            );
        }
        let resolveid = value(element, "resolveid");
        (diagnostics.len() == before).then_some(Include {
            element,
            href: href?,
            xpointer: xpointer?,
            resolveid,
        })
    }
}

fn value<'e>(element: &'e Element, name: &str) -> Option<&'e Text> {
    element.attribute(name).map(|attribute| &attribute.value)
}

fn required<'e>(
    element: &'e Element,
    name: &str,
    why: &str,
    diagnostics: &mut Diagnostics,
) -> Option<&'e Text> {
    let text = value(element, name);
    match text {
        Some(text) if text.value.trim().is_empty() => {
            diagnostics.push(wrong(text, format!("`{name}` is empty")).note(why));
        }
        Some(_) => {}
        None => {
            let message = format!("`<xi:include>` needs the attribute `{name}`");
            diagnostics
                .push(Diagnostic::error(codes::WRONG_INCLUDE, element.span, message).note(why));
        }
    }
    text
}

/// Whether it is a state of any kind.
pub(super) fn is_state(element: &Element) -> bool {
    namespace::vocabulary(element) == Vocabulary::Scxml
        && matches!(element.local.as_str(), "state" | "parallel" | "final" | "history")
}

/// Takes the state of this id out of a tree.
pub(super) fn take_state(element: &mut Element, id: &str) -> Option<Element> {
    let named = |node: &Node| match node {
        Node::Element(child) => {
            is_state(child) && value(child, "id").is_some_and(|text| text.value.trim() == id)
        }
        Node::Text(_) => false,
    };
    if let Some(place) = element.children.iter().position(named) {
        let Node::Element(state) = element.children.swap_remove(place) else { return None };
        return Some(state);
    }
    element.children.iter_mut().find_map(|node| match node {
        Node::Element(child) => take_state(child, id),
        Node::Text(_) => None,
    })
}
