//! Which documents may an `<invoke>` mean that computes its `srcexpr` or the `expr` of its `<content>`?
//!
//! What is run must be compiled, so it stands somewhere in the program: addresses as texts in quotes, documents as the
//! content of `<data>`, `<assign>` and `<content>`. It may stand in another document than the `<invoke>`: machines give
//! each other values.

use scxml_diagnostic::{Diagnostics, FileId, Sources, Span};

use crate::ast::{Content, Dialect, Document, Inline, MachineId, Xml};
use crate::include::Inclusions;
use crate::load::{self, Loaded, file_name, join};
use crate::parse;
use crate::xml::{self, Text};

use super::Linker;

/// What the documents so far have that may be meant, and by which `<invoke>` at first.
pub(super) struct Computed {
    /// The document in hand.
    home: Home,
    addresses: Vec<(String, FileId)>,
    documents: Vec<(Xml, Home)>,
    /// The first `<invoke>` with a `srcexpr`.
    pub(super) by_address: Option<Span>,
    /// The first `<invoke>` with a computed content.
    pub(super) by_content: Option<Span>,
}

/// What a document that is a value has from the one around it.
#[derive(Clone)]
struct Home {
    file: FileId,
    dialect: Dialect,
    inclusions: Inclusions,
}

impl Home {
    fn of(document: &Document) -> Self {
        let inclusions = document.inclusions.clone();
        Self { file: document.span.file, dialect: document.dialect, inclusions }
    }
}

impl Computed {
    pub(super) fn new(main: &Document) -> Self {
        Self {
            home: Home::of(main),
            addresses: Vec::new(),
            documents: Vec::new(),
            by_address: None,
            by_content: None,
        }
    }

    /// From now on, this document is in hand.
    pub(super) fn enter(&mut self, document: &Document) {
        self.home = Home::of(document);
    }

    /// Keeps the texts in quotes that look like addresses of documents.
    pub(super) fn quoted_in(&mut self, text: &Text) {
        let parts = text.value.split(['\'', '"', '`']);
        let addresses = parts.filter(|part| looks_like_a_document(part));
        self.addresses.extend(addresses.map(|address| (address.to_owned(), self.home.file)));
    }

    /// Keeps what may be meant in a value.
    pub(super) fn value(&mut self, expr: Option<&Text>, inline: Option<&Inline>) {
        if let Some(text) = expr {
            self.quoted_in(text);
        }
        match inline {
            Some(Inline::Text(text)) => self.quoted_in(text),
            Some(Inline::Xml(xml)) if is_scxml(xml) => {
                self.documents.push((xml.clone(), self.home.clone()));
            }
            Some(Inline::Xml(_)) | None => {}
        }
    }

    /// The same for `<content>`.
    pub(super) fn content(&mut self, content: Option<&Content>) {
        if let Some(content) = content {
            self.value(content.expr.as_ref(), content.inline.as_ref());
        }
    }
}

/// Whether text in quotes may be the address of a document.
fn looks_like_a_document(text: &str) -> bool {
    (is_scxml_file(text) || text.starts_with("file:") || text.contains("://"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_scxml_file(path: &str) -> bool {
    file_name(path).to_ascii_lowercase().ends_with(".scxml")
}

fn is_scxml(xml: &Xml) -> bool {
    xml.document_element().is_some_and(|root| root.local == "scxml")
}

impl Linker<'_> {
    /// Makes machines of what may be meant.
    pub(super) fn computed(&mut self) {
        if let Some(invoked) = self.machines.computed.by_address {
            for (url, file) in std::mem::take(&mut self.machines.computed.addresses) {
                self.document_if_there(&url, file, invoked);
            }
        }
        if let Some(invoked) = self.machines.computed.by_content {
            for (xml, home) in std::mem::take(&mut self.machines.computed.documents) {
                self.document_in_a_value(xml, home, invoked);
            }
        }
    }

    fn document_in_a_value(&mut self, xml: Xml, home: Home, invoked: Span) {
        let Some(root) = xml.document_element() else { return };
        let document = parse::parse_inside(root, home.dialect, self.sources, self.diagnostics);
        let document = Document { inclusions: home.inclusions, ..document };
        self.machines.add_value(document, xml, invoked);
    }

    /// The document of this address, when there is one. A file that turns out to be something else was not meant.
    pub(super) fn document_if_there(
        &mut self,
        url: &str,
        file: FileId,
        invoked: Span,
    ) -> Option<MachineId> {
        let base = self.name_of(file);
        let url = url.trim();
        let loaded = self.loader.find(&base, url)?;
        let known = self.machines.files.contains_key(&join("", &loaded.name));
        if known || is_document(&loaded) { self.machine(loaded, url, invoked) } else { None }
    }
}

/// Whether a file holds a document of SCXML, perhaps a broken one.
fn is_document(loaded: &Loaded) -> bool {
    let (mut sources, mut ignored) = (Sources::default(), Diagnostics::default());
    let root = load::add(loaded.clone(), &mut sources, &mut ignored).and_then(|file| {
        let text = sources.get(file)?.text().clone();
        xml::parse(file, &text, &mut ignored)
    });
    root.map_or_else(|| is_scxml_file(&loaded.name), |root| root.local == "scxml")
}
