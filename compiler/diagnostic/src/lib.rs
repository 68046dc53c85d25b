//! What is wrong with a source text, as data: spans, diagnostics, and the edits that mend them.
//!
//! A leaf: it knows no SCXML, reads no files and prints nothing. Renderers turn the data into text.

mod closest;
mod fix;
mod github;
mod human;
mod json;
mod json_text;
mod place;
mod sarif;
mod source;

pub use closest::closest;
pub use fix::{Fixed, fix};
pub use github::github;
pub use human::{human, human_one};
pub use json::{json, json_one};
pub use json_text::string as json_string;
pub use sarif::sarif;
pub use source::{FileId, Source, Sources, Span};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For information; never changes an exit code.
    Note,
    /// Probably not what the author meant; the document still compiles.
    Warning,
    /// The document cannot be compiled as it stands.
    Error,
}

impl Severity {
    /// The word that every output format uses for it: `error`, `warning` or `note`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One thing to say about a source text.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// A stable kebab-case word, such as `unknown-target`.
    pub code: &'static str,
    /// Error, warning or note.
    pub severity: Severity,
    /// What is wrong, in the user's words: lower case, no final period.
    pub message: String,
    /// Where it is wrong. `None` when no text is concerned (a file that cannot be read on the command line).
    pub span: Option<Span>,
    /// What to write under the primary span, beside the message.
    pub label: Option<String>,
    /// Other places that matter: "first declared here".
    pub labels: Vec<Label>,
    /// Sentences of explanation: what to write instead, or the section of the Recommendation.
    pub notes: Vec<String>,
    /// The edit that mends it, where one exists.
    pub suggestion: Option<Suggestion>,
    /// Whether the compiler went on as if the suggestion had been applied, so that what follows in the text
    /// is judged too and this error alone stops no later stage.
    pub repaired: bool,
}

/// A second place that a diagnostic points at.
#[derive(Clone, Debug)]
pub struct Label {
    /// The text to underline.
    pub span: Span,
    /// What to say about it.
    pub message: String,
}

/// An edit of the source that mends a diagnostic; it can be applied mechanically.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What the edit does, such as "escape the ampersands".
    pub message: String,
    /// Replacements, in ascending order and not overlapping.
    pub edits: Vec<Edit>,
}

/// One replacement of source text.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The bytes to replace; an empty span inserts.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}

impl Diagnostic {
    /// A diagnostic of the given severity at `span`.
    pub fn new(
        severity: Severity,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            span: Some(span),
            label: None,
            labels: Vec::new(),
            notes: Vec::new(),
            suggestion: None,
            repaired: false,
        }
    }

    /// A note at `span`.
    pub fn information(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, span, message)
    }

    /// An error at `span`.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    /// A warning at `span`.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    /// An error that concerns no text, such as a missing file named on the command line.
    pub fn without_span(code: &'static str, message: impl Into<String>) -> Self {
        let mut diagnostic = Self::error(code, Span::NOWHERE, message);
        diagnostic.span = None;
        diagnostic
    }

    /// Says something under the underlined text.
    #[must_use]
    pub fn under(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Adds a sentence of explanation.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds an edit that mends it: replace `span` by `replacement`. Several calls make one suggestion of several
    /// edits, whose message is the first one's.
    #[must_use]
    pub fn suggest(
        mut self,
        message: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        let edit = Edit { span, replacement: replacement.into() };
        match &mut self.suggestion {
            Some(suggestion) => suggestion.edits.push(edit),
            None => {
                self.suggestion = Some(Suggestion { message: message.into(), edits: vec![edit] })
            }
        }
        self
    }

    /// Says that the compiler went on as if the suggestion had been applied.
    #[must_use]
    pub fn repaired(mut self) -> Self {
        self.repaired = true;
        self
    }
}

/// Collects diagnostics in the order in which they are found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether any error is not a slip that was repaired on the way: only these stop a stage.
    pub fn has_unrepaired_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error && !d.repaired)
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// Like [`closest`], for collections that may grow with the document: nothing more is suggested after a hundred
    /// diagnostics, because each search compares all candidates, and who has a hundred mends these first.
    pub fn closest<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if self.list.len() < 100 { closest(name, candidates) } else { None }
    }

    /// Sorts by file and position, which is the order to show them in; equal positions keep their order.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|d| d.span.map_or((FileId(0), 0), |s| (s.file, s.start)));
    }

    /// The diagnostics, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
