//! What does a person read on a terminal? The text with the faulty part underlined, and the edit as a patch.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet,
};

use crate::place::Place;
use crate::{Diagnostic, Diagnostics, FileId, Severity, Source, Sources, Span, Suggestion};

/// How many diagnostics a person is shown at once: whoever has more mends these first.
const MOST: usize = 100;

/// Diagnostics as rustc would show them, an empty line after each; `colour` adds ANSI colours.
///
/// At most 100 are shown, errors rather than warnings, and a last line says how many more there are; the formats for
/// programs are complete.
pub fn human(diagnostics: &Diagnostics, sources: &Sources, colour: bool) -> String {
    let mut shown: Vec<(usize, &Diagnostic)> = diagnostics.iter().enumerate().collect();
    shown.sort_by_key(|(_, d)| std::cmp::Reverse(d.severity));
    shown.truncate(MOST);
    shown.sort_by_key(|(position, _)| *position);
    let mut text: String =
        shown.into_iter().map(|(_, d)| human_one(d, sources, colour) + "\n\n").collect();
    let more = diagnostics.iter().count().saturating_sub(MOST);
    if more > 0 {
        text.push_str(&format!("and {more} more\n\n"));
    }
    text
}

/// One diagnostic as rustc would show it, without a line end after it.
pub fn human_one(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group =
        Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code));
    for (file, marks) in marks_by_file(diagnostic) {
        if let Some(source) = sources.get(file) {
            group = add_marks(group, sources, source, &marks);
        }
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    let mut report = vec![group];
    if let Some(suggestion) = &diagnostic.suggestion {
        report.push(patches(suggestion, sources));
    }
    renderer.term_width(DEFAULT_TERM_WIDTH).render(&report)
}

/// One underlined place: whether it is the primary one, where, and what stands beside it.
type Mark<'a> = (bool, Span, Option<&'a str>);

/// The places to underline, file by file, the primary file first.
fn marks_by_file(diagnostic: &Diagnostic) -> Vec<(FileId, Vec<Mark<'_>>)> {
    let primary = diagnostic.span.map(|span| (true, span, diagnostic.label.as_deref()));
    let others = diagnostic.labels.iter().map(|l| (false, l.span, Some(l.message.as_str())));
    let mut files: Vec<(FileId, Vec<Mark<'_>>)> = Vec::new();
    for mark in primary.into_iter().chain(others) {
        match files.iter_mut().find(|(file, _)| *file == mark.1.file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((mark.1.file, vec![mark])),
        }
    }
    files
}

fn add_marks<'a>(
    group: Group<'a>,
    sources: &Sources,
    source: &'a Source,
    marks: &[Mark<'a>],
) -> Group<'a> {
    let Some(window) = Window::around(source, marks.iter().map(|(_, span, _)| *span)) else {
        let Some(place) = marks.first().and_then(|(_, span, _)| Place::of(sources, *span)) else {
            return group;
        };
        return group
            .element(Origin::path(source.name()).line(place.line).char_column(place.column));
    };
    let annotations = marks.iter().map(|(primary, span, label)| {
        let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation: Annotation<'_> = kind.span(window.range(*span));
        annotation.label(*label)
    });
    group.element(
        Snippet::source(window.text)
            .line_start(window.line)
            .path(source.name())
            .annotations(annotations.collect::<Vec<_>>()),
    )
}

fn patches<'a>(suggestion: &'a Suggestion, sources: &'a Sources) -> Group<'a> {
    let mut group = Group::with_title(Level::HELP.secondary_title(suggestion.message.as_str()));
    let mut files: Vec<FileId> = suggestion.edits.iter().map(|e| e.span.file).collect();
    files.dedup();
    for file in files {
        let edits: Vec<_> = suggestion.edits.iter().filter(|e| e.span.file == file).collect();
        let Some(source) = sources.get(file) else { continue };
        let Some(window) = Window::around(source, edits.iter().map(|e| e.span)) else { continue };
        let patches =
            edits.iter().map(|e| Patch::new(window.range(e.span), e.replacement.as_str()));
        group = group.element(
            Snippet::source(window.text)
                .line_start(window.line)
                .path(source.name())
                .patches(patches.collect::<Vec<_>>()),
        );
    }
    group
}

/// The lines that a snippet needs: rendering costs as much as the text it is given.
struct Window<'a> {
    text: &'a str,
    start: usize,
    line: usize,
}

/// Longer windows are shown by position alone: nobody reads them, and a line may be as long as the file.
const LONGEST_WINDOW: usize = 64 * 1024;

impl<'a> Window<'a> {
    fn around(source: &'a Source, spans: impl Iterator<Item = Span> + Clone) -> Option<Self> {
        let text: &str = source.text();
        let first = (spans.clone().map(|s| s.start).min()? as usize).min(text.len());
        let last = (spans.map(|s| s.end.max(s.start)).max()? as usize).min(text.len());
        let bytes = text.as_bytes();
        let start = bytes[..first].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let end = bytes[last..].iter().position(|b| *b == b'\n').map_or(text.len(), |at| last + at);
        if end - start > LONGEST_WINDOW {
            return None;
        }
        let (line, _) = source.line_column(u32::try_from(first).unwrap_or(u32::MAX));
        Some(Self { text: text.get(start..end)?, start, line })
    }

    /// The bytes of the window that a span covers, made whole characters.
    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let inside = |at: u32| (at as usize).saturating_sub(self.start).min(self.text.len());
        let (mut start, mut end) = (inside(span.start), inside(span.end.max(span.start)));
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }
}
