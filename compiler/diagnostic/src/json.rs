//! What does a program that reads diagnostics get? One JSON object per line.

use crate::json_text::{array, object, string};
use crate::place::Place;
use crate::{Diagnostic, Diagnostics, Edit, Sources, Span};

/// One JSON object per line, in the order of the collection.
///
/// Fields: `code`, `severity` (`error`, `warning` or `note`), `message`, `repaired`; with a place also `file`,
/// `line`, `column`, `endLine`, `endColumn` (from 1, columns in characters, the end one past the last),
/// `start`, `end` (bytes of the decoded text); `label` (text or null); `labels` (place and `message` of each);
/// `notes`; `suggestion` (null, or `message` and `edits`: place and `replacement` of each).
pub fn json(diagnostics: &Diagnostics, sources: &Sources) -> String {
    diagnostics.iter().map(|d| json_one(d, sources) + "\n").collect()
}

/// The JSON object of one diagnostic, without the line end.
pub fn json_one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut fields = vec![
        ("code", string(diagnostic.code)),
        ("severity", string(diagnostic.severity.word())),
        ("message", string(&diagnostic.message)),
        ("repaired", diagnostic.repaired.to_string()),
    ];
    if let Some(span) = diagnostic.span {
        fields.extend(place(sources, span));
    }
    fields.push(("label", diagnostic.label.as_deref().map_or_else(|| "null".into(), string)));
    let labels = diagnostic.labels.iter().map(|label| {
        let mut fields = place(sources, label.span);
        fields.push(("message", string(&label.message)));
        object(&fields)
    });
    fields.push(("labels", array(labels)));
    fields.push(("notes", array(diagnostic.notes.iter().map(|n| string(n)))));
    let suggestion = diagnostic.suggestion.as_ref().map_or_else(
        || "null".into(),
        |s| {
            let edits = array(s.edits.iter().map(|e| edit(sources, e)));
            object(&[("message", string(&s.message)), ("edits", edits)])
        },
    );
    fields.push(("suggestion", suggestion));
    object(&fields)
}

fn edit(sources: &Sources, edit: &Edit) -> String {
    let mut fields = place(sources, edit.span);
    fields.push(("replacement", string(&edit.replacement)));
    object(&fields)
}

fn place(sources: &Sources, span: Span) -> Vec<(&'static str, String)> {
    let Some(place) = Place::of(sources, span) else { return Vec::new() };
    vec![
        ("file", string(place.file)),
        ("line", place.line.to_string()),
        ("column", place.column.to_string()),
        ("endLine", place.end_line.to_string()),
        ("endColumn", place.end_column.to_string()),
        ("start", span.start.to_string()),
        ("end", span.end.to_string()),
    ]
}
