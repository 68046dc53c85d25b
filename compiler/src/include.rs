//! Which other documents is the document made of? Every `<xi:include>` of a state gives way to the state that it names.
//!
//! The stage between `xml` and `parse`: it works on trees, so that all that follows sees one document. What came from
//! another file has its spans there; a file that is included twice is read as two, because what its elements mean
//! depends on where it is included.

mod chain;
mod element;
mod prefix;

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Sources};

use crate::codes;
use crate::load::{self, Loader};
use crate::parse::namespace::{self, Vocabulary};
use crate::xml::{self, Element, MAX_DEPTH, Node, Text};

pub use chain::Inclusions;
use element::Include;

/// How many inclusions a document may be made of: one that includes another twice, and so on, doubles with each file.
pub const MOST_INCLUSIONS: usize = 1_000;

/// Puts what is included into the tree of a document.
///
/// What cannot be included is an error at the `<xi:include>` and is left out.
pub fn include(
    root: &mut Element,
    loader: &mut dyn Loader,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Inclusions {
    let name = sources.get(root.span.file).map_or("", |source| source.name()).to_owned();
    let mut includer = Includer {
        loader,
        sources,
        diagnostics,
        open: vec![name],
        inclusions: Inclusions::default(),
        count: 0,
    };
    includer.lone_part(root);
    includer.children(root, 1);
    includer.inclusions
}

struct Includer<'a> {
    loader: &'a mut dyn Loader,
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    /// The documents around the place in hand, from the outermost.
    open: Vec<String>,
    inclusions: Inclusions,
    count: usize,
}

impl Includer<'_> {
    /// A document with the macro in it is meant to be included; on its own it is read as if its prefix were nothing.
    fn lone_part(&mut self, root: &mut Element) {
        let Some(first) = prefix::expand_macro(root, "") else { return };
        self.inclusions.prefixes.insert(root.span.file, String::new());
        self.diagnostics.push(
            Diagnostic::information(
                codes::PART_OF_APPLICATION,
                first,
                "this document is a part of an application",
            )
            .note("`$$_MY_PREFIX_$$` has a value only where the document is included; it is read here as if it were nothing"),
        );
    }

    fn children(&mut self, parent: &mut Element, depth: usize) {
        let takes_states = matches!(namespace::vocabulary(parent), Vocabulary::Scxml)
            && matches!(parent.local.as_str(), "scxml" | "state" | "parallel");
        for node in std::mem::take(&mut parent.children) {
            let Node::Element(mut child) = node else {
                parent.children.push(node);
                continue;
            };
            let is_include = namespace::vocabulary(&child) == Vocabulary::XInclude;
            if is_include && takes_states {
                let state = self.state(&child, depth + 1);
                parent.children.extend(state.map(Node::Element));
            } else {
                self.children(&mut child, depth + 1);
                parent.children.push(Node::Element(child));
            }
        }
    }

    /// The state that an `<xi:include>` names, with all that is included in it.
    fn state(&mut self, element: &Element, depth: usize) -> Option<Element> {
        let include = Include::read(element, self.diagnostics)?;
        self.count += 1;
        if self.count > MOST_INCLUSIONS {
            if self.count == MOST_INCLUSIONS + 1 {
                self.diagnostics.push(Diagnostic::error(
                    codes::TOO_LARGE,
                    element.span,
                    format!("the document is made of more than {MOST_INCLUSIONS} inclusions"),
                ));
            }
            return None;
        }
        let (name, root) = self.document(&include)?;
        let mut state = self.named(root, &include)?;
        if depth + state.depth() > MAX_DEPTH {
            self.diagnostics.push(Diagnostic::error(
                codes::TOO_DEEP,
                element.span,
                format!("with this, elements are nested deeper than {MAX_DEPTH}"),
            ));
            return None;
        }
        self.prefix(&mut state, &include);
        self.open.push(name);
        self.children(&mut state, depth);
        self.open.pop();
        Some(state)
    }

    /// The document that is included, and its name.
    fn document(&mut self, include: &Include<'_>) -> Option<(String, Element)> {
        let loaded = load::referenced(include.href, self.loader, self.sources, self.diagnostics)?;
        let name = loaded.name.clone();
        if let Some(place) = self.open.iter().position(|open| *open == name) {
            let mut circle: Vec<String> =
                self.open[place..].iter().map(|name| format!("`{name}`")).collect();
            circle.push(format!("`{name}`"));
            self.diagnostics.push(
                Diagnostic::error(
                    codes::CIRCULAR_INCLUDE,
                    include.href.span,
                    format!("`{name}` includes itself"),
                )
                .note(format!("in this order: {}", circle.join(" includes "))),
            );
            return None;
        }
        let before = self.diagnostics.len();
        let file = load::add(loaded, self.sources, self.diagnostics);
        if let Some(file) = file {
            self.inclusions.add(file, include.element.span, include.prefix().map(str::to_owned));
        }
        let text = self.sources.get(file?)?.text().clone();
        let root = xml::parse(file?, &text, self.diagnostics);
        if root.is_none() && self.diagnostics.len() == before {
            self.diagnostics.push(wrong(include.href, "the file holds no document"));
        }
        let mut root = root?;
        namespace::adopt(&mut root);
        if root.local != "scxml" {
            let message =
                format!("the root element of `{name}` is `<{}>`, not `<scxml>`", root.local);
            self.diagnostics.push(wrong(include.href, message));
            return None;
        }
        Some((name, root))
    }

    /// The state that `xpointer` names.
    fn named(&mut self, mut root: Element, include: &Include<'_>) -> Option<Element> {
        let id = include.xpointer.value.trim();
        if let Some(state) = element::take_state(&mut root, id) {
            return Some(state);
        }
        let message = format!("the document has no state `{id}`");
        let mut diagnostic =
            Diagnostic::error(codes::UNKNOWN_TARGET, include.xpointer.span, message)
                .label(root.span, "this document");
        let ids = prefix::ids(&root);
        if let Some(near) = self.diagnostics.closest(id, ids.iter().map(String::as_str)) {
            let title = format!("did you mean `{near}`?");
            diagnostic = diagnostic.suggest(title, include.xpointer.span, near);
        }
        self.diagnostics.push(diagnostic);
        None
    }

    /// Macros first, then the ids of the state and what refers to them.
    fn prefix(&mut self, state: &mut Element, include: &Include<'_>) {
        match include.prefix() {
            Some(prefix) => {
                prefix::expand_macro(state, prefix);
                prefix::add(state, prefix);
            }
            None => {
                let Some(first) = prefix::expand_macro(state, "") else { return };
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::WRONG_INCLUDE,
                        include.element.span,
                        "`<xi:include>` needs `resolveid` here",
                    )
                    .label(first, "it is the value of this `$$_MY_PREFIX_$$`")
                    .suggest(
                        "give the part a prefix",
                        include.element.name_span.after(),
                        format!(" resolveid=\"{}\"", include.xpointer.value.trim()),
                    ),
                );
            }
        }
    }
}

fn wrong(text: &Text, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(codes::WRONG_INCLUDE, text.span, message)
}

/// The prefix of each file that is included with one.
pub type Prefixes = BTreeMap<FileId, String>;
