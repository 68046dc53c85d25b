//! Does reading any text as a scenario give one or faults, with every place inside the text?

#![no_main]

use libfuzzer_sys::fuzz_target;
use scxml_diagnostic::{Source, Sources, fix, human};
use scxml_simulator::scenario::Scenario;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("fuzz.scenario.toml", text));
    let Err(diagnostics) = Scenario::read(&sources, file) else { return };
    assert!(diagnostics.has_errors());
    for diagnostic in &diagnostics {
        let edits = diagnostic.suggestion.iter().flat_map(|s| &s.edits).map(|e| e.span);
        let labels = diagnostic.labels.iter().map(|l| l.span);
        for span in diagnostic.span.into_iter().chain(labels).chain(edits) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}");
        }
    }
    human(&diagnostics, &sources, false);
    fix(&diagnostics, file, text);
});
