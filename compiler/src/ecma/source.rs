//! Which bytes of which file does a piece of a script come from, when the script is made of several texts?

use scxml_diagnostic::Span;

use crate::xml::Text;

/// Texts that are parsed as one program.
pub(super) struct Source<'a> {
    /// Where each text begins in `value`.
    parts: Vec<(usize, &'a Text)>,
    /// All of them, each on lines of its own.
    value: String,
}

impl<'a> Source<'a> {
    pub(super) fn new(texts: &[&'a Text]) -> Self {
        let mut value = String::new();
        let mut parts = Vec::new();
        for text in texts {
            if !value.is_empty() {
                value.push('\n');
            }
            parts.push((value.len(), *text));
            value.push_str(&text.value);
        }
        Self { parts, value }
    }

    pub(super) fn value(&self) -> &str {
        &self.value
    }

    /// The bytes behind `start..end`; what reaches into a further text is cut off, for a span is in one file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let place = self.parts.partition_point(|(first, _)| *first <= start).saturating_sub(1);
        match self.parts.get(place) {
            Some((first, text)) => {
                let length = text.value.len();
                text.locate((start - first).min(length), (end.max(start) - first).min(length))
            }
            None => Span::NOWHERE,
        }
    }
}
