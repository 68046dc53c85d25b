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

const CANNOT_BE_MEANT: &str = r#"limit = "1h"

[agents.anna]
place = "desk"
[agents.bert]
place = "desk"
[agents.carl]
place = "other"
reaction = "no-answer"
after = "2s"

[places.one]
dns = ["70", "71"]
[places.two]
dns = ["71"]

[agentgroups.empty]

[[timeline]]
at = "0s"
call = { id = "length" }

[[timeline]]
at = "0s"
call = { id = 7 }

[[timeline]]
at = "0s"
call = { id = "same" }

[[timeline]]
at = "0s"
start = { id = "same" }

[[timeline]]
at = "2h"
transfer = { call = "same" }

[[expect]]
state = []

[[expect]]
log = ""

[[expect]]
order = []

[[expect]]
event = "a"
after = "5s"
by = "4s"

[[expect]]
ended = true
at = "61m"

[[expect]]
event = "b"
at = 1e9
"#;

#[test]
fn what_cannot_be_meant_is_reported() {
    assert_eq!(
        complaints(CANNOT_BE_MEANT),
        [
            "6:9 `\"desk\"`: there are two agents logged in at the place `desk`",
            "10:1 `after`: `after` says when somebody reacts, and nobody does",
            "15:8 `\"71\"`: there are two places with the device `71`",
            "17:14 `empty`: `agents` is missing here",
            "21:15 `\"length\"`: a call cannot be called `length`",
            "25:15 `7`: a call cannot be called `7`",
            "33:16 `\"same\"`: there are two calls or sessions `same`",
            "37:1 `transfer`: this would happen after the end of the run",
            "37:21 `\"same\"`: `same` is no consult call",
            "40:9 `[]`: `state` is empty, so it expects nothing",
            "43:7 `\"\"`: `log` is empty, so it expects nothing",
            "46:9 `[]`: `order` is empty, so it expects nothing",
            "49:1 `event = \"a\"`: `after` is later than `by`",
            "54:1 `ended = true`: this would be seen after the end of the run",
            "59:6 `1e9`: `at` must be a time",
        ]
    );
}
