//! How is a text mended by the suggestions of its diagnostics?

use crate::{Diagnostics, Edit, FileId};

/// A text with suggestions applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The mended text.
    pub text: String,
    /// How many suggestions were applied.
    pub applied: usize,
    /// How many were left out because they touch bytes that an earlier one replaces, or because their spans do
    /// not fit the text; checking the mended text again offers them anew.
    pub skipped: usize,
}

/// Applies every suggestion for `file` to its text. A suggestion is applied as a whole or not at all; one that
/// edits several files is left out.
pub fn fix(diagnostics: &Diagnostics, file: FileId, text: &str) -> Fixed {
    let mut suggestions: Vec<&[Edit]> = diagnostics
        .iter()
        .filter_map(|d| d.suggestion.as_ref())
        .map(|s| s.edits.as_slice())
        .filter(|edits| edits.iter().any(|e| e.span.file == file))
        .collect();
    suggestions.sort_by_key(|edits| edits.iter().map(|e| e.span.start).min());

    let mut accepted: Vec<&Edit> = Vec::new();
    let (mut applied, mut skipped) = (0, 0);
    for edits in suggestions {
        let fits = edits.iter().all(|edit| {
            edit.span.file == file
                && text.get(edit.span.start as usize..edit.span.end as usize).is_some()
                && (is_done(&accepted, edit) || is_free(&accepted, edit))
        });
        if !fits {
            skipped += 1;
            continue;
        }
        applied += 1;
        for edit in edits {
            if is_done(&accepted, edit) {
                continue;
            }
            let at = accepted.partition_point(|other| key(other) <= key(edit));
            accepted.insert(at, edit);
        }
    }
    Fixed { text: rewrite(text, &accepted), applied, skipped }
}

fn key(edit: &Edit) -> (u32, u32) {
    (edit.span.start, edit.span.end)
}

/// Whether another suggestion makes the same edit: both faults ask for the same state, say.
fn is_done(accepted: &[&Edit], edit: &Edit) -> bool {
    let first = accepted.partition_point(|other| key(other) < key(edit));
    let same_place = accepted[first..].iter().take_while(|other| key(other) == key(edit));
    same_place.into_iter().any(|other| other.replacement == edit.replacement)
}

/// Whether an edit overlaps none of the accepted ones, which are sorted and do not overlap. Several may insert at
/// the same place.
fn is_free(accepted: &[&Edit], edit: &Edit) -> bool {
    let next = accepted.partition_point(|other| key(other) <= key(edit));
    let inserts = edit.span.start == edit.span.end;
    let clear_before = next == 0 || {
        let before = accepted[next - 1];
        before.span.end <= edit.span.start && (inserts || key(before) != key(edit))
    };
    clear_before && accepted.get(next).is_none_or(|after| edit.span.end <= after.span.start)
}

fn rewrite(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len() * 4);
    let mut copied = 0;
    for edit in edits {
        out.push_str(&text[copied..edit.span.start as usize]);
        out.push_str(&edit.replacement);
        copied = edit.span.end as usize;
    }
    out.push_str(&text[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::fix;
    use crate::{Diagnostic, Diagnostics, FileId, Span};

    #[test]
    fn edits_are_applied_once_and_never_across_each_other() {
        let file = FileId(0);
        let mut diagnostics = Diagnostics::default();
        let at = |start, end| Span::new(file, start, end);
        diagnostics.push(
            Diagnostic::error("late", at(6, 7), "late").suggest("quote", at(6, 6), "\"").suggest(
                "quote",
                at(7, 7),
                "\"",
            ),
        );
        diagnostics.push(Diagnostic::error("early", at(2, 3), "early").suggest(
            "escape",
            at(2, 3),
            "&amp;",
        ));
        diagnostics.push(Diagnostic::error("clash", at(1, 4), "clash").suggest(
            "remove",
            at(1, 4),
            "",
        ));
        diagnostics.push(Diagnostic::error("other", at(0, 1), "other file").suggest(
            "x",
            Span::new(FileId(1), 0, 1),
            "x",
        ));
        let fixed = fix(&diagnostics, file, "a & b=c");
        assert_eq!((fixed.text.as_str(), fixed.applied, fixed.skipped), ("ab=\"c\"", 2, 1));
    }

    #[test]
    fn the_same_insertion_is_made_once_and_others_beside_it() {
        let file = FileId(0);
        let mut diagnostics = Diagnostics::default();
        for text in ["x", "y", "x"] {
            let at = Span::new(file, 1, 1);
            diagnostics.push(Diagnostic::error("insert", at, "insert").suggest("insert", at, text));
        }
        let fixed = fix(&diagnostics, file, "ab");
        assert_eq!((fixed.text.as_str(), fixed.applied, fixed.skipped), ("axyb", 3, 0));
    }
}
