//! Where is a span, in the terms of people and tools: file name, lines and columns?

use crate::{Sources, Span};

/// A span in lines and columns, both from 1; columns count characters, and the end is one past the last.
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

impl<'a> Place<'a> {
    /// The place of a span; `None` when it names no text of `sources`.
    pub(crate) fn of(sources: &'a Sources, span: Span) -> Option<Self> {
        let source = sources.get(span.file)?;
        let (line, column) = source.line_column(span.start);
        let (end_line, end_column) = source.line_column(span.end.max(span.start));
        Some(Self { file: source.name(), line, column, end_line, end_column })
    }
}
