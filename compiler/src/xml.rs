//! What does the document say, as XML? A tree with the byte span of every name and value.
//!
//! The only module that names `quick_xml`, and the layer of well-formedness over it.

use scxml_diagnostic::{FileId, Span};

/// An element with its attributes and children.
#[derive(Clone, Debug)]
pub struct Element {
    /// The namespace URI its prefix is bound to; empty when there is none.
    pub namespace: String,
    /// The name without its prefix.
    pub local: String,
    /// The name as written, with its prefix.
    pub name_span: Span,
    /// The whole start tag.
    pub span: Span,
    /// Everything from the start tag to the end tag.
    pub whole_span: Span,
    /// In document order; `xmlns` declarations are not among them.
    pub attributes: Vec<Attribute>,
    /// Child elements and text, in document order; comments and processing instructions are left out.
    pub children: Vec<Node>,
    /// Prefix and URI of every namespace declaration on this element.
    pub declarations: Vec<(String, String)>,
}

/// One attribute.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The namespace URI of its prefix; empty for an attribute without prefix.
    pub namespace: String,
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

/// Decoded text that remembers which bytes of the file each part came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text after entities and normalisation.
    pub value: String,
    /// The bytes in the file that it came from.
    pub span: Span,
    /// Pairs (offset in `value`, offset in the file) at which the distance between the two changes.
    map: Vec<(u32, u32)>,
}

impl Text {
    /// Text whose bytes stand in the file exactly as in `value`.
    pub fn verbatim(value: impl Into<String>, span: Span) -> Self {
        Self { value: value.into(), span, map: vec![(0, span.start)] }
    }

    /// Text with a piecewise map: pairs (offset in `value`, offset in the file), ascending, the first at 0.
    pub fn mapped(value: impl Into<String>, span: Span, map: Vec<(u32, u32)>) -> Self {
        Self { value: value.into(), span, map }
    }

    /// The file that the text came from.
    pub fn file(&self) -> FileId {
        self.span.file
    }

    /// The bytes of the file behind the bytes `start..end` of the value.
    pub fn locate(&self, start: usize, end: usize) -> Span {
        let first = self.offset(start);
        let last = if end > start { self.offset(end - 1) + 1 } else { first };
        let next = self.offset(end);
        // A character that came from an entity covers all of the entity.
        let last = if end > start && self.map.iter().any(|(at, _)| *at as usize == end) {
            next.min(self.span.end as usize).max(last)
        } else {
            last
        };
        Span::new(
            self.span.file,
            first.min(self.span.end as usize),
            last.min(self.span.end as usize),
        )
    }

    fn offset(&self, at: usize) -> usize {
        let i = self.map.partition_point(|(v, _)| *v as usize <= at);
        let (value, file) = if i == 0 { (0, self.span.start) } else { self.map[i - 1] };
        file as usize + (at - value as usize)
    }
}

impl Element {
    /// The attribute without prefix of this name.
    pub fn attribute(&self, local: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.namespace.is_empty() && a.local == local)
    }

    /// Child elements, in document order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|n| match n {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }
}
