//! What does the document say, as XML? A tree with the byte span of every name and value.
//!
//! The only module that names `quick_xml`, and the layer of well-formedness around it:
//!
//! 1. `characters` are checked;
//! 2. `scan` finds slips with an obvious repair, and the first fault that has none;
//! 3. `repair` applies the repairs and remembers where each byte came from;
//! 4. `reader` builds the tree of the repaired text over quick-xml's events, and refuses what quick-xml accepts.
//!
//! Every span is in bytes of the file as it is, not as repaired.

mod attributes;
mod characters;
mod namespaces;
mod place;
mod reader;
mod references;
mod repair;
mod scan;
mod text;

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Span};

use crate::codes;

pub(crate) use namespaces::XMLNS;
pub(crate) use reader::as_comment;
pub(crate) use scan::encoding;
pub use text::Text;

/// Elements may be nested this deep. Every later stage may recurse over the tree: at this depth none of them comes
/// near the end of a thread's stack. Documents written by people or tools stay below 40.
pub const MAX_DEPTH: usize = 256;

/// An element with its attributes and children.
#[derive(Clone, Debug)]
pub struct Element {
    /// The namespace URI its prefix is bound to; empty when there is none.
    pub namespace: String,
    /// The prefix of its name; empty when there is none.
    pub prefix: String,
    /// The name without its prefix.
    pub local: String,
    /// The name as written, with its prefix.
    pub name_span: Span,
    /// The whole start tag.
    pub span: Span,
    /// Everything from the start tag to the end tag.
    pub whole_span: Span,
    /// The end tag; `None` for an empty-element tag.
    pub end: Option<Span>,
    /// In document order; `xmlns` declarations are not among them.
    pub attributes: Vec<Attribute>,
    /// Child elements and text, in document order; comments and processing instructions are left out.
    pub children: Vec<Node>,
    /// Prefix and URI of every namespace declaration on this element; the prefix of `xmlns="…"` is empty.
    pub declarations: Vec<(String, String)>,
}

/// One attribute.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The namespace URI of its prefix; empty for an attribute without prefix.
    pub namespace: String,
    /// The prefix of its name; empty when there is none.
    pub prefix: String,
    /// The name without its prefix.
    pub local: String,
    /// The name as written.
    pub name_span: Span,
    /// Its normalised value; `value.span` is what stands between the quotes.
    pub value: Text,
}

/// What an element contains.
#[derive(Clone, Debug)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A run of character data, CDATA sections and character references, joined across comments.
    Text(Text),
}

/// A name with its prefix.
pub(crate) fn qualified(prefix: &str, local: &str) -> String {
    if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") }
}

/// The name of the attribute that declares a prefix; the empty prefix is that of the default namespace.
pub(crate) fn declaration(prefix: &str) -> String {
    if prefix.is_empty() { "xmlns".to_owned() } else { qualified("xmlns", prefix) }
}

impl Element {
    /// The attribute without prefix of this name.
    pub fn attribute(&self, local: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.namespace.is_empty() && a.local == local)
    }

    /// How many elements are nested in each other, this one included.
    pub fn depth(&self) -> usize {
        1 + self.elements().map(Element::depth).max().unwrap_or(0)
    }

    /// Child elements, in document order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|n| match n {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }
}

/// Reads a document that is well-formed XML 1.0 with namespaces, or whose only slips have an obvious repair.
///
/// Every fault is an error in `diagnostics`. A slip with an obvious repair, such as a bare `&`, is an error too, but
/// it carries the edit and is marked [`repaired`](Diagnostic::repaired): the tree is that of the mended text.
/// [`Diagnostics::has_unrepaired_errors`] tells whether anything else is wrong.
///
/// Document type declarations are refused, and so is nesting beyond [`MAX_DEPTH`].
///
/// # Errors
/// `None` when no tree can be built; then there is at least one error that was not repaired. A tree may come with
/// such errors too, and is then as good as the text allows.
pub fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<Element> {
    check_characters(file, text, diagnostics);
    let scanned = scan::scan(file, text, diagnostics);
    let complete = scanned.sound == text.len();
    let repaired = repair::Repaired::new(&text[..scanned.sound], scanned.edits);
    let root = reader::read(file, &repaired, complete, diagnostics);
    root.filter(|_| complete)
}

fn check_characters(file: FileId, text: &str, diagnostics: &mut Diagnostics) {
    const MOST: usize = 20;
    for (at, c) in characters::forbidden(text).take(MOST) {
        let span = Span::new(file, at, at + c.len_utf8());
        let message = format!("XML does not allow the character U+{:04X}", u32::from(c));
        diagnostics.push(Diagnostic::error(codes::BAD_CHARACTER, span, message).suggest(
            "remove it",
            span,
            "",
        ));
    }
}
