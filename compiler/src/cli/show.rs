//! How are diagnostics written?

use std::io::IsTerminal;

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

/// Writes diagnostics for people to the error stream.
pub(super) fn human_report(diagnostics: &Diagnostics, sources: &Sources) {
    if diagnostics.is_empty() {
        return;
    }
    anstream::eprintln!("{}", human(diagnostics, sources, true).trim_end());
    anstream::eprintln!("{}", summary(diagnostics));
}

/// Writes diagnostics in `format`: people read the error stream, programs the output.
pub(super) fn report(all: &[(Diagnostics, Sources)], format: Format) {
    #[expect(clippy::print_stdout, reason = "the output of the command")]
    match format {
        Format::Human => all.iter().for_each(|(d, s)| human_report(d, s)),
        Format::Json => all.iter().for_each(|(d, s)| print!("{}", json(d, s))),
        Format::Github => all.iter().for_each(|(d, s)| print!("{}", github(d, s))),
        Format::Sarif => println!("{}", sarif(all)),
    }
}

fn summary(diagnostics: &Diagnostics) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let word =
        |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match (errors, warnings) {
        (0, w) => word(w, "warning"),
        (e, 0) => word(e, "error"),
        (e, w) => format!("{}, {}", word(e, "error"), word(w, "warning")),
    }
}

/// Says on the error stream what takes long, when a person is watching.
pub(super) fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        anstream::eprintln!("{text}");
    }
}
