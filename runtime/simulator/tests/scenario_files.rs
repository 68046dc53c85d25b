//! Scenario files: the page that documents them is valid, and mistakes are reported where they are.

use scxml_diagnostic::{Diagnostics, Source, Sources};
use scxml_simulator::Scenario;

fn read(text: &str) -> Result<Scenario, (Sources, Diagnostics)> {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("scenario.toml", text));
    Scenario::read(&sources, file).map_err(|diagnostics| (sources, diagnostics))
}

/// `line:column text: message; note` for each diagnostic, which is what a reader must find on the screen.
fn complaints(text: &str) -> Vec<String> {
    let Err((sources, diagnostics)) = read(text) else { return Vec::new() };
    let describe = |d: &scxml_diagnostic::Diagnostic| {
        let span = d.span.expect("a place in the file");
        let (line, column) = sources.get(span.file).expect("the file").line_column(span.start);
        let edit = d
            .suggestion
            .as_ref()
            .map(|s| format!(" -> {}", s.edits[0].replacement))
            .unwrap_or_default();
        format!("{line}:{column} `{}`: {}{edit}", sources.slice(span), d.message)
    };
    diagnostics.iter().map(describe).collect()
}

#[test]
fn the_page_is_one_valid_scenario() {
    let page = include_str!("../SCENARIOS.md");
    let blocks = page.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let text: String = blocks.collect();
    assert_eq!(complaints(&text), Vec::<String>::new());
    let scenario = read(&text).unwrap();
    assert_eq!(scenario.centre.agents.len(), 3);
    assert_eq!(scenario.timeline.len(), 15);
    assert_eq!(scenario.expectations.len(), 8);
    assert_eq!(scenario.timeline[14].at, 20_000.0);
}

#[test]
fn all_mistakes_of_a_file_are_reported_at_once() {
    let text = r#"seeed = 1
limit = "soon"

[agents.702_sip]
place = "702"
skils = { English = 5 }
state = "redy"

[placegroups.all]
places = ["70"]

[[timeline]]
at = "1s"
call = { id = "call" }

[[timeline]]
at = "-1s"
hangup = { call = "cal" }

[[timeline]]
at = 3
agent = { id = "702_sib", state = "ready" }
digits = { call = "call", keys = "1x" }

[[expect]]
stat = "begin"
"#;
    assert_eq!(
        complaints(text),
        [
            "1:1 `seeed`: unknown key `seeed` -> seed",
            "2:9 `\"soon\"`: `limit` must be a time",
            "6:1 `skils`: unknown key `skils` -> skills",
            "7:9 `\"redy\"`: `state` must be one of `ready`, `busy`, `notready`, `loggedout` -> \"ready\"",
            "10:11 `\"70\"`: there is no place `70` in this scenario -> \"702\"",
            "17:6 `\"-1s\"`: `at` must be a time",
            "18:19 `\"cal\"`: there is no call `cal` in this scenario -> \"call\"",
            "22:16 `\"702_sib\"`: there is no agent `702_sib` in this scenario -> \"702_sip\"",
            "23:1 `digits`: an entry of the timeline is one thing",
            "23:34 `\"1x\"`: there is no key `x` on a telephone",
            "26:1 `stat`: unknown key `stat` -> state",
        ]
    );
}

#[test]
fn broken_toml_is_reported_where_it_breaks() {
    assert_eq!(complaints("seed = \nswitch = \"S\nlimit = \"soon\"\n").len(), 3);
}
