//! How does a document read once its slips are mended, and which bytes of the file are behind each byte of it?

use std::borrow::Cow;

use scxml_diagnostic::Edit;

/// A text with edits applied that can lead every position back to the file.
pub(super) struct Repaired<'a> {
    original: &'a str,
    text: Cow<'a, str>,
    edits: Vec<Done>,
}

/// One applied edit: the bytes of the mended text, and the bytes of the file that they replace.
struct Done {
    start: usize,
    end: usize,
    file_start: usize,
    file_end: usize,
}

impl<'a> Repaired<'a> {
    /// Applies edits that do not overlap to the beginning of a text.
    pub(super) fn new(text: &'a str, mut edits: Vec<Edit>) -> Self {
        edits.retain(|edit| edit.span.end as usize <= text.len());
        if edits.is_empty() {
            return Self { original: text, text: Cow::Borrowed(text), edits: Vec::new() };
        }
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let mut mended = String::with_capacity(text.len() + 4 * edits.len());
        let mut done: Vec<Done> = Vec::with_capacity(edits.len());
        let mut copied = 0;
        for edit in edits {
            let (file_start, file_end) = (edit.span.start as usize, edit.span.end as usize);
            mended.push_str(&text[copied..file_start]);
            let start = mended.len();
            mended.push_str(&edit.replacement);
            done.push(Done { start, end: mended.len(), file_start, file_end });
            copied = file_end;
        }
        mended.push_str(&text[copied..]);
        Self { original: text, text: Cow::Owned(mended), edits: done }
    }

    /// The text of the file.
    pub(super) fn original(&self) -> &'a str {
        self.original
    }

    /// The mended text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the file behind a byte of the mended text; inside a replacement, where the edit begins.
    pub(super) fn to_file(&self, at: usize) -> usize {
        let next = self.edits.partition_point(|edit| edit.end <= at);
        if let Some(edit) = self.edits.get(next).filter(|edit| edit.start <= at) {
            return edit.file_start;
        }
        match next.checked_sub(1).map(|last| &self.edits[last]) {
            Some(edit) => edit.file_end + (at - edit.end),
            None => at,
        }
    }
}
