//! What does a GitHub workflow show beside the changed lines? Workflow commands.

use crate::place::Place;
use crate::{Diagnostics, Severity, Sources};

/// One workflow command per line: `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=CODE::MESSAGE`.
///
/// `endColumn` stands only where the text is on one line, as GitHub's documentation asks.
pub fn github(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Note => "notice",
            Severity::Warning | Severity::Error => diagnostic.severity.word(),
        };
        let mut properties = Vec::new();
        if let Some(place) = diagnostic.span.and_then(|span| Place::of(sources, span)) {
            properties.push(format!("file={}", property(place.file)));
            properties.push(format!("line={}", place.line));
            properties.push(format!("endLine={}", place.end_line));
            properties.push(format!("col={}", place.column));
            if place.line == place.end_line {
                properties.push(format!("endColumn={}", place.end_column));
            }
        }
        properties.push(format!("title={}", property(diagnostic.code)));
        let mut message = diagnostic.message.clone();
        for note in &diagnostic.notes {
            message.push('\n');
            message.push_str(note);
        }
        if let Some(suggestion) = &diagnostic.suggestion {
            message.push_str("\nhelp: ");
            message.push_str(&suggestion.message);
        }
        out.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&message)));
    }
    out
}

/// Escapes the text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which commas and colons would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
