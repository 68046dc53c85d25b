//! What do bytes of the repaired text stand for, and where are they in the file?

use std::ops::Range;

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Span, closest};

use super::Text;
use super::references::{Reference, reference};
use super::repair::Repaired;
use super::text::TextBuilder;
use crate::codes;

/// The repaired text, and the way from it to the file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    file: FileId,
    repaired: &'a Repaired<'a>,
}

impl<'a> Place<'a> {
    pub(super) fn new(file: FileId, repaired: &'a Repaired<'a>) -> Self {
        Self { file, repaired }
    }

    pub(super) fn file(&self) -> FileId {
        self.file
    }

    pub(super) fn text(&self) -> &'a str {
        self.repaired.text()
    }

    /// What the file has at a span.
    pub(super) fn written(&self, span: Span) -> &'a str {
        self.repaired.original().get(span.start as usize..span.end as usize).unwrap_or("")
    }

    pub(super) fn to_file(self, at: usize) -> usize {
        self.repaired.to_file(at)
    }

    /// The bytes of the file behind `start..end` of the repaired text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.to_file(start), self.to_file(end))
    }

    /// Adds a part of the repaired text that no repair touched.
    fn copy(&self, builder: &mut TextBuilder, text: &str, start: usize) {
        builder.copy(text, self.to_file(start));
    }

    /// Adds what the reference at `start` stands for and gives its length.
    pub(super) fn reference(
        &self,
        builder: &mut TextBuilder,
        start: usize,
        limit: usize,
        diagnostics: &mut Diagnostics,
    ) -> usize {
        let text = &self.text()[start..limit];
        let Some((reference, length)) = reference(text) else {
            // Unreachable after a complete scan; taking the character as it is loses nothing.
            self.copy(builder, &text[..1], start);
            return 1;
        };
        let span = self.span(start, start + length);
        match reference {
            Reference::Char(c) => builder.replace(c, span.start as usize, span.end as usize),
            Reference::NoChar => {
                let message = format!("`{}` names no character that XML allows", &text[..length]);
                let diagnostic = Diagnostic::error(codes::BAD_CHARACTER_REFERENCE, span, message);
                diagnostics.push(diagnostic.suggest("remove it", span, ""));
                builder.replace('\u{fffd}', span.start as usize, span.end as usize);
            }
            Reference::Unknown(name) => {
                diagnostics.push(unknown_entity(name, span));
                self.copy(builder, &text[..length], start);
            }
        }
        length
    }

    /// The value of an attribute, normalised as XML 1.0 says in section 3.3.3.
    pub(super) fn attribute_value(
        &self,
        range: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Text {
        let raw = &self.text()[range.clone()];
        let mut builder = TextBuilder::default();
        let mut at = 0;
        let special = |b: &u8| matches!(b, b'&' | b'\t' | b'\n' | b'\r');
        while let Some(length) = raw.as_bytes()[at..].iter().position(special) {
            self.copy(&mut builder, &raw[at..at + length], range.start + at);
            at += length;
            if raw.as_bytes()[at] == b'&' {
                at += self.reference(&mut builder, range.start + at, range.end, diagnostics);
            } else {
                let width = if raw[at..].starts_with("\r\n") { 2 } else { 1 };
                let start = range.start + at;
                builder.replace(' ', self.to_file(start), self.to_file(start + width));
                at += width;
            }
        }
        self.copy(&mut builder, &raw[at..], range.start + at);
        builder.finish(self.file(), self.to_file(range.start), self.to_file(range.end))
    }

    /// Adds character data without references, its line ends made newlines (XML 1.0, section 2.11).
    pub(super) fn lines(&self, builder: &mut TextBuilder, start: usize, end: usize) {
        let text = &self.text()[start..end];
        let mut at = 0;
        while let Some(length) = text.as_bytes()[at..].iter().position(|b| *b == b'\r') {
            self.copy(builder, &text[at..at + length], start + at);
            at += length;
            let width = if text[at..].starts_with("\r\n") { 2 } else { 1 };
            builder.replace('\n', self.to_file(start + at), self.to_file(start + at + width));
            at += width;
        }
        self.copy(builder, &text[at..], start + at);
    }
}

fn unknown_entity(name: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::UNKNOWN_ENTITY, span, format!("XML defines no entity `&{name};`"))
        .note("the entities are `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`; others would need a document type declaration");
    if name == "nbsp" {
        return diagnostic.suggest("write the character's number", span, "&#160;");
    }
    match closest(name, ["amp", "lt", "gt", "quot", "apos"]).filter(|_| name.len() > 1) {
        Some(near) => {
            diagnostic.suggest(format!("did you mean `&{near};`?"), span, format!("&{near};"))
        }
        None => {
            diagnostic.suggest("if it is no entity, escape the `&`", span, format!("&amp;{name};"))
        }
    }
}
