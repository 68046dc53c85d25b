//! Are the slips of strategies as printed in the guides all found, each in its place, with an edit that mends it?
//!
//! The documents are not part of the project: `SCXML_SEED_STRATEGIES` names the folder that holds `raw`.

#![cfg(feature = "ecmascript")]
#![expect(
    clippy::disallowed_methods,
    reason = "a variable tells where the founding strategies are"
)]

use std::path::{Path, PathBuf};

use scxml_diagnostic::{FileId, Severity, fix, human};
use scxmlc::files::FileLoader;
use scxmlc::load::MemoryLoader;
use scxmlc::{Compiled, Options, compile};

/// Line, column and code.
type Slip = (usize, usize, &'static str);

/// Document, and line, column and code of each of its errors, in order; read off the printed text by hand.
const SLIPS: &[(&str, &[Slip])] = &[
    ("estimated-wait-and-fallback", &[(35, 10, "doubled-quote"), (62, 6, "doubled-quote")]),
    ("ownership-parent", &[(28, 50, "bare-ampersand")]),
    (
        "ownership-child",
        &[(34, 50, "bare-ampersand"), (36, 1, "ecmascript-syntax"), (58, 56, "bare-ampersand")],
    ),
    (
        "consult-call",
        &[
            (139, 88, "stray-backslash"),
            (146, 43, "broken-comment-end"),
            (147, 43, "broken-comment-end"),
            (148, 43, "broken-comment-end"),
            (150, 19, "bare-ampersand"),
            (168, 16, "bare-ampersand"),
        ],
    ),
    ("route-to-agent", &[(25, 56, "unknown-target")]),
    ("play-music", &[]),
    ("parallel-music-and-routing", &[]),
];

#[expect(clippy::print_stdout, reason = "a test that does nothing says so")]
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("SCXML_SEED_STRATEGIES").map(|f| PathBuf::from(f).join("raw"));
    if folder.is_none() {
        println!("skipped: SCXML_SEED_STRATEGIES names no folder with raw/*.scxml");
    }
    folder
}

fn printed(folder: &Path, name: &str) -> Compiled {
    let path = folder.join(name).with_extension("scxml");
    compile(&path.to_string_lossy(), &mut FileLoader::default(), &Options::default())
}

#[test]
fn every_slip_of_a_printed_strategy_is_found_in_one_run() {
    let Some(folder) = folder() else { return };
    for (name, expected) in SLIPS {
        let compiled = printed(&folder, name);
        let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
        let found: Vec<_> = errors
            .map(|d| {
                assert!(d.suggestion.is_some(), "{name}: no edit for {}", d.message);
                let span = d.span.expect("an error in a document has a place");
                let source = compiled.sources.get(span.file).expect("a span leads to its text");
                assert!(span.end > span.start, "{name}: nothing is underlined by {}", d.message);
                let (line, column) = source.line_column(span.start);
                (line, column, d.code)
            })
            .collect();
        assert_eq!(&found, expected, "{name}");
    }
}

#[test]
fn the_edits_mend_every_printed_strategy() {
    let Some(folder) = folder() else { return };
    for (name, slips) in SLIPS {
        let compiled = printed(&folder, name);
        let text = compiled.sources.get(FileId(0)).expect("the document was read").text();
        let fixed = fix(&compiled.diagnostics, FileId(0), text);
        assert!(fixed.applied >= slips.len() && fixed.skipped == 0, "{name}");
        let mut loader = MemoryLoader::new([(*name, fixed.text)]);
        let again = compile(name, &mut loader, &Options::default());
        let report = human(&again.diagnostics, &again.sources, false);
        assert!(again.text.is_some(), "{name}:\n{report}");
    }
}
