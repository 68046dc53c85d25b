//! What holds of every answer that the compiler gives, whatever it was asked?
//!
//! Used by the tests beside it and by the targets in `fuzz`.

use scxml_diagnostic::{FileId, Severity, fix, github, human, json, sarif};
use scxmlc::load::MemoryLoader;
use scxmlc::{Compiled, Options, compile};

/// Compiles the first of these files, named, among the others, and checks the answer.
pub(crate) fn answer<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Compiled {
    let files: Vec<_> = files.into_iter().collect();
    let main = files.first().map_or("", |(name, _)| *name);
    let mut loader = MemoryLoader::new(files.iter().copied());
    let compiled = compile(main, &mut loader, &Options::default());
    assert_eq!(compiled.text.is_none(), compiled.diagnostics.has_errors());
    places_are_in_the_text(&compiled);
    let renderers = [
        human(&compiled.diagnostics, &compiled.sources, false),
        json(&compiled.diagnostics, &compiled.sources),
        github(&compiled.diagnostics, &compiled.sources),
    ];
    for text in renderers {
        assert_eq!(text.is_empty(), compiled.diagnostics.is_empty());
    }
    sarif(&[(compiled.diagnostics.clone(), compiled.sources.clone())]);
    if let Some(text) = &compiled.text {
        syn::parse_file(text).expect("the code is Rust");
    }
    compiled
}

/// The document after all edits that the diagnostics suggest; `None` when they suggest none.
pub(crate) fn mended(compiled: &Compiled) -> Option<String> {
    let text = compiled.sources.get(FileId(0))?.text();
    let fixed = fix(&compiled.diagnostics, FileId(0), text);
    assert!(fixed.applied + fixed.skipped <= compiled.diagnostics.len());
    (fixed.applied > 0).then_some(fixed.text)
}

fn places_are_in_the_text(compiled: &Compiled) {
    for diagnostic in &compiled.diagnostics {
        let edits = diagnostic.suggestion.iter().flat_map(|s| &s.edits).map(|e| e.span);
        let labels = diagnostic.labels.iter().map(|l| l.span);
        for span in diagnostic.span.into_iter().chain(labels).chain(edits) {
            let source = compiled.sources.get(span.file).expect("a span leads to its text");
            let range = span.start as usize..span.end as usize;
            assert!(source.text().get(range).is_some(), "{diagnostic:?}");
        }
        assert!(diagnostic.span.is_some() || diagnostic.severity == Severity::Error);
    }
}
