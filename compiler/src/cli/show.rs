//! How are diagnostics written?

use std::io::Write;

use clap::ValueEnum;
use scxml_diagnostic::{Diagnostics, Severity, Sources, github, human, json, sarif};

/// How to write diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
    /// One SARIF 2.1.0 document, for code scanning.
    Sarif,
    /// GitHub workflow commands.
    Github,
}

/// Writes diagnostics for people to the error stream, and how many there are.
pub(super) fn human_report<'a>(all: impl Iterator<Item = (&'a Diagnostics, &'a Sources)>) {
    let (mut errors, mut warnings) = (0, 0);
    for (diagnostics, sources) in all {
        errors += diagnostics.count(Severity::Error);
        warnings += diagnostics.count(Severity::Warning);
        if !diagnostics.is_empty() {
            say(human(diagnostics, sources, true).trim_end_matches('\n'));
            say("");
        }
    }
    let word =
        |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match (errors, warnings) {
        (0, 0) => {}
        (0, w) => say(&word(w, "warning")),
        (e, 0) => say(&word(e, "error")),
        (e, w) => say(&format!("{}, {}", word(e, "error"), word(w, "warning"))),
    }
}

/// Writes diagnostics in `format`: people read the error stream, programs the output.
pub(super) fn report(all: &[(Diagnostics, Sources)], format: Format) {
    match format {
        Format::Human => human_report(all.iter().map(|(d, s)| (d, s))),
        Format::Json => all.iter().for_each(|(d, s)| output(&json(d, s))),
        Format::Github => all.iter().for_each(|(d, s)| output(&github(d, s))),
        Format::Sarif => output(&(sarif(all) + "\n")),
    }
}

/// Writes to standard output; a reader that went away has read enough.
pub(super) fn output(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Says something on the error stream, in colour when that is wanted.
pub(super) fn say(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
