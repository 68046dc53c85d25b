//! Strategies in the simulated contact centre: every scenario holds.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads its scenarios and says what it skips"
)]

include!(concat!(env!("OUT_DIR"), "/strategies.rs"));

/// Runs a scenario and fails with what was expected, what was seen instead, and the timeline. A second run gives the
/// same trace, byte for byte.
fn holds(machines: &'static [scxml_simulator::Machine], scenario: &str) {
    let text = std::fs::read_to_string(scenario).unwrap_or_else(|e| panic!("{scenario}: {e}"));
    let play = || {
        scxml_simulator::play(machines, scenario, &text)
            .unwrap_or_else(|problems| panic!("{problems}"))
    };
    let report = play();
    assert!(report.holds(), "{}", report.timeline(false));
    assert_eq!(report.trace_json(), play().trace_json());
}

#[allow(dead_code, reason = "needed only when a folder is not there")]
fn skipped() {
    eprintln!(
        "skipped: set SCXML_SEED_STRATEGIES to the folder that holds `repaired` to run this scenario"
    );
}
