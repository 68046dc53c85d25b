//! Strategies in the simulated contact centre: every scenario holds.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads its scenarios and says what it skips"
)]

include!(concat!(env!("OUT_DIR"), "/strategies.rs"));

/// Runs a scenario and fails with what was expected, what was seen instead, and the timeline. A second run gives the
/// same trace, byte for byte, and so does one whose sessions are restored from a snapshot before every macrostep.
fn holds(machines: &'static [scxml_simulator::Machine], scenario: &str) {
    let text = std::fs::read_to_string(scenario).unwrap_or_else(|e| panic!("{scenario}: {e}"));
    let play = |between| {
        scxml_simulator::play_moving(machines, scenario, &text, between)
            .unwrap_or_else(|problems| panic!("{problems}"))
    };
    let report = play(|_| ());
    assert!(report.holds(), "{}", report.timeline(false));
    assert_eq!(report.trace_json(), play(|_| ()).trace_json());
    assert_eq!(report.trace_json(), play(scxml_tests::restore).trace_json());
}

#[allow(dead_code, reason = "needed only when a folder is not there")]
fn skipped() {
    eprintln!(
        "skipped: set SCXML_SEED_STRATEGIES to the folder that holds `repaired` to run this scenario"
    );
}

/// Calls that all come at once, ten agents, and a minute for each conversation.
fn rush(calls: usize) -> String {
    use std::fmt::Write as _;
    let mut text = "machine = \"line\"\n".to_owned();
    let agents: Vec<String> = (0..10).map(|i| format!("\"agent{i}\"")).collect();
    for agent in &agents {
        let _ = writeln!(text, "[agents.{agent}]");
    }
    let _ = writeln!(text, "[agentgroups.everybody]\nagents = [{}]", agents.join(", "));
    for i in 0..calls {
        let _ = writeln!(text, "[[timeline]]\nat = 0\ncall = {{ id = \"call{i}\" }}");
    }
    for i in 0..calls {
        let end = (i / 10 + 1) * 60;
        let _ = writeln!(text, "[[timeline]]\nat = {end}\nhangup = {{ call = \"call{i}\" }}");
    }
    text
}

/// Who calls first is served first.
#[test]
fn a_thousand_calls_are_served_in_their_order() {
    let report = scxml_simulator::play(own::MACHINES, "rush", &rush(1000)).expect("a scenario");
    assert!(report.holds());
    let served = report.trace.iter().filter_map(|entry| match &entry.what {
        scxml_simulator::trace::Step::Log { text, .. } => Some((entry.at, text.clone())),
        _ => None,
    });
    let wanted = (0..1000_u32).map(|i| (f64::from(i / 10) * 60_000.0, format!("served call{i}")));
    assert!(served.eq(wanted));
}

/// Scenarios with a value or a line replaced at random: they are refused or they run, and nothing breaks.
#[test]
fn odd_scenarios_break_nothing() {
    const ODD: [&str; 16] = [
        "-1",
        "nan",
        "1e308",
        "\"\"",
        "0",
        "\"call\"",
        "true",
        "[]",
        "{}",
        "\"0s\"",
        "\"8000\"",
        "\"anna\"",
        "\"1h\"",
        "[\"anna\"]",
        "\"\\u0000\"",
        "9223372036854775807",
    ];
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/strategies/own");
    let entries = std::fs::read_dir(folder).expect("the folder");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut random = 1_u64;
    let mut below = |limit: usize| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).expect("31 bits") % limit
    };
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a scenario");
        let lines: Vec<&str> = text.lines().collect();
        for _ in 0..40 {
            let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            let place = below(lines.len());
            let odd = ODD[below(ODD.len())];
            let line = changed[place].clone();
            // The value of one of the keys of the line, or the whole line.
            let equals: Vec<usize> = line.match_indices(" = ").map(|(at, _)| at + 3).collect();
            changed[place] = match equals.get(below(equals.len() + 1)) {
                None => lines[below(lines.len())].to_owned(),
                Some(&from) => {
                    let rest = &line[from..];
                    let to = rest.find([',', '}']).map_or(line.len(), |end| from + end);
                    format!("{}{odd} {}", &line[..from], &line[to..])
                }
            };
            let _ = scxml_simulator::play(own::MACHINES, "odd", &changed.join("\n"));
        }
    }
}
