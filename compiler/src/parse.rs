//! Which SCXML elements does the document consist of? From an XML tree to the syntax tree of [`crate::ast`].
//!
//! After it, elements stand where they may and carry what they must; ids and expressions are still text.

mod check;
mod children;
mod content;
mod elements;
mod invoke;
mod module;
pub(crate) mod namespace;
mod payload;
mod rule;
mod state;

use std::collections::BTreeSet;

use scxml_diagnostic::{Diagnostic, Diagnostics, Sources};

use crate::ast::{Dialect, Document};
use crate::codes;
use crate::include::{Inclusions, include};
use crate::load::{self, Loaded, Loader};
use crate::xml::{self, Element, Text};
use check::{Child, Parser};

/// `xml → include → parse`: the document in a file as written; `None` when it is no XML, which is reported.
pub fn read(
    loaded: Loaded,
    loader: &mut dyn Loader,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let file = load::add(loaded, sources, diagnostics)?;
    let text = sources.get(file)?.text().clone();
    let mut root = xml::parse(file, &text, diagnostics)?;
    let inclusions = include(&mut root, loader, sources, diagnostics);
    Some(Document { inclusions, ..parse(&root, sources, diagnostics) })
}

/// Reads a document from its root element. `sources` holds the text that the element's spans are places in.
///
/// What is wrong goes into `diagnostics`; the document then lacks the parts that could not be understood.
pub fn parse(root: &Element, sources: &Sources, diagnostics: &mut Diagnostics) -> Document {
    parse_inside(root, Dialect::W3c, sources, diagnostics)
}

/// The same for a document inside another one; inside a strategy it is a strategy too.
pub fn parse_inside(
    root: &Element,
    outer: Dialect,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Document {
    let dialect = namespace::dialect_inside(root, outer);
    let (root_tag, root_name) = (root.span, root.name_span);
    let ignored = BTreeSet::new();
    let mut parser = Parser { dialect, sources, diagnostics, ignored, root_tag, root_name };
    parser.document(root)
}

impl Parser<'_> {
    /// A document, from its root element.
    fn document(&mut self, root: &Element) -> Document {
        self.root(root);
        let mut adopted = None;
        if root.namespace != namespace::SCXML {
            namespace::adopt(adopted.insert(root.clone()));
        }
        let root = adopted.as_ref().unwrap_or(root);
        let mut document = Document {
            dialect: self.dialect,
            name: text(root, "name"),
            datamodel: text(root, "datamodel").or_else(|| text(root, "profile")),
            binding: text(root, "binding"),
            initial: text(root, "initial").or_else(|| text(root, "initialstate")),
            initial_element: None,
            states: Vec::new(),
            data: Vec::new(),
            scripts: Vec::new(),
            inclusions: Inclusions::default(),
            span: root.span,
            end: root.end,
        };
        if root.local != "scxml" {
            return document;
        }
        for child in self.enter(root, &elements::SCXML) {
            let Child::Scxml(child) = child else { continue };
            match child.local.as_str() {
                "datamodel" => document.data.extend(self.datamodel(child)),
                "script" => document.scripts.push(self.script(child)),
                "initial" => document.initial_element = self.initial(child),
                _ => document.states.extend(self.state(child)),
            }
        }
        document
    }

    fn root(&mut self, root: &Element) {
        if root.local != "scxml" {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::NOT_SCXML,
                    root.name_span,
                    format!("the root element is `<{}>`", root.local),
                )
                .note("an SCXML document starts with `<scxml>` (section 3.2)"),
            );
        } else if root.namespace != namespace::SCXML {
            let declared = root.declarations.iter().any(|(prefix, _)| prefix.is_empty());
            let diagnostic = Diagnostic::error(
                codes::MISSING_NAMESPACE,
                root.name_span,
                format!("`<scxml>` is not in the namespace `{}`", namespace::SCXML),
            );
            self.diagnostics.push(match self.declaration(&root.namespace) {
                _ if !declared && root.namespace.is_empty() => {
                    let attribute = format!(" xmlns=\"{}\"", namespace::SCXML);
                    diagnostic
                        .suggest("declare the namespace", root.name_span.after(), attribute)
                        .repaired()
                }
                Some(place) => diagnostic
                    .under("this is another one")
                    .suggest("name the namespace of SCXML", place, namespace::SCXML)
                    .repaired(),
                None => diagnostic.note(format!("its namespace is `{}`", root.namespace)),
            });
        }
        self.root_states_its_version(root);
    }

    fn root_states_its_version(&mut self, root: &Element) {
        if root.attribute("version").is_none() && root.local == "scxml" {
            self.diagnostics.push(
                Diagnostic::warning(
                    codes::MISSING_ATTRIBUTE,
                    root.span,
                    "`<scxml>` has no `version`",
                )
                .note("the only version is `1.0` (section 3.2)")
                .suggest(
                    "state the version",
                    root.name_span.after(),
                    " version=\"1.0\"",
                ),
            );
        }
    }
}

/// The value of an attribute without prefix.
fn text(element: &Element, name: &str) -> Option<Text> {
    element.attribute(name).map(|attribute| attribute.value.clone())
}
