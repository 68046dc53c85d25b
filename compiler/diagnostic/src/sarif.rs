//! What does a code-scanning service get? One SARIF 2.1.0 document.

use std::collections::BTreeSet;

use crate::json_text::{array, object, string};
use crate::place::Place;
use crate::{Diagnostic, Diagnostics, FileId, Severity, Sources, Span, Suggestion};

/// One SARIF 2.1.0 document with one run over all compilations: results with locations, related locations and fixes.
pub fn sarif(compilations: &[(Diagnostics, Sources)]) -> String {
    let all =
        || compilations.iter().flat_map(|(all, sources)| all.iter().map(move |d| (d, sources)));
    let codes: BTreeSet<&str> = all().map(|(d, _)| d.code).collect();
    let rules = array(codes.iter().map(|code| object(&[("id", string(code))])));
    let driver = object(&[
        ("name", string("scxmlc")),
        ("version", string(env!("CARGO_PKG_VERSION"))),
        ("rules", rules),
    ]);
    let run = object(&[
        ("tool", object(&[("driver", driver)])),
        ("columnKind", string("unicodeCodePoints")),
        ("results", array(all().map(|(d, sources)| result(d, sources)))),
    ]);
    let document = object(&[
        ("$schema", string("https://json.schemastore.org/sarif-2.1.0.json")),
        ("version", string("2.1.0")),
        ("runs", array([run])),
    ]);
    document + "\n"
}

fn result(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let level = match diagnostic.severity {
        Severity::Note | Severity::Warning | Severity::Error => diagnostic.severity.word(),
    };
    let mut text = diagnostic.message.clone();
    for note in &diagnostic.notes {
        text.push('\n');
        text.push_str(note);
    }
    let mut fields = vec![
        ("ruleId", string(diagnostic.code)),
        ("level", string(level)),
        ("message", message(&text)),
        (
            "locations",
            array(
                diagnostic
                    .span
                    .and_then(|span| location(sources, span, diagnostic.label.as_deref())),
            ),
        ),
    ];
    if !diagnostic.labels.is_empty() {
        let related =
            diagnostic.labels.iter().filter_map(|l| location(sources, l.span, Some(&l.message)));
        fields.push(("relatedLocations", array(related)));
    }
    if let Some(suggestion) = &diagnostic.suggestion {
        fields.push(("fixes", array([fix(suggestion, sources)])));
    }
    object(&fields)
}

fn message(text: &str) -> String {
    object(&[("text", string(text))])
}

fn location(sources: &Sources, span: Span, label: Option<&str>) -> Option<String> {
    let file = sources.get(span.file)?.name();
    let physical =
        object(&[("artifactLocation", artifact(file)), ("region", region(sources, span)?)]);
    let mut fields = vec![("physicalLocation", physical)];
    if let Some(label) = label {
        fields.push(("message", message(label)));
    }
    Some(object(&fields))
}

fn region(sources: &Sources, span: Span) -> Option<String> {
    let place = Place::of(sources, span)?;
    Some(object(&[
        ("startLine", place.line.to_string()),
        ("startColumn", place.column.to_string()),
        ("endLine", place.end_line.to_string()),
        ("endColumn", place.end_column.to_string()),
    ]))
}

fn fix(suggestion: &Suggestion, sources: &Sources) -> String {
    let files: BTreeSet<FileId> = suggestion.edits.iter().map(|e| e.span.file).collect();
    let changes = files.iter().filter_map(|file| {
        let replacements =
            suggestion.edits.iter().filter(|e| e.span.file == *file).filter_map(|e| {
                Some(object(&[
                    ("deletedRegion", region(sources, e.span)?),
                    ("insertedContent", message(&e.replacement)),
                ]))
            });
        let name = sources.get(*file)?.name();
        Some(object(&[("artifactLocation", artifact(name)), ("replacements", array(replacements))]))
    });
    object(&[("description", message(&suggestion.message)), ("artifactChanges", array(changes))])
}

/// An `artifactLocation`: a file name as a URI reference (RFC 3986).
fn artifact(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    // A first segment with a colon would read as a scheme.
    if !name.starts_with('/')
        && name.split('/').next().is_some_and(|s| s.contains(':'))
        && !name.contains("://")
    {
        uri.push_str("./");
    }
    for byte in name.bytes() {
        match byte {
            b'\\' => uri.push('/'),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => uri.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'+' | b'@' | b'=' | b'!' | b'$' | b'('
            | b')' | b',' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    object(&[("uri", string(&uri))])
}
