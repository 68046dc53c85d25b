//! What holds and what does not, on a trace written by hand.

use scxml_diagnostic::{Source, Sources};

use super::*;
use crate::scenario::Scenario;

/// A session that plays music for 10 s, looks for an agent and ends at 12 s.
fn trace() -> (Vec<Entry>, Vec<SessionReport>) {
    let event = |name: &str| Step::Event {
        name: name.to_owned(),
        data: Data::object([("interactionid", Data::from("call"))]),
        internal: false,
    };
    let steps = [
        (0.0, Step::Enter("begin".to_owned())),
        (0.0, event("interaction.added")),
        (0.0, Step::Exit("begin".to_owned())),
        (0.0, Step::Enter("music".to_owned())),
        (10_000.0, event("dialog.playsound.done")),
        (10_000.0, Step::Exit("music".to_owned())),
        (10_000.0, Step::Enter("route".to_owned())),
        (12_000.0, event("queue.submit.done")),
        (12_000.0, Step::Log { label: String::new(), text: "all DONE".to_owned(), level: 1 }),
        (12_000.0, Step::Exit("route".to_owned())),
        (12_000.0, Step::Enter("exit".to_owned())),
        (12_000.0, Step::End(Ending::Final(vec!["exit".to_owned()]))),
    ];
    let session = SessionReport {
        number: 1,
        id: "s1".to_owned(),
        machine: "strategy.scxml".to_owned(),
        cause: Some("call".to_owned()),
        start: 0.0,
        end: 12_000.0,
        ending: Ending::Final(vec!["exit".to_owned()]),
    };
    (
        steps.into_iter().map(|(at, what)| Entry { at, session: 1, invoked: None, what }).collect(),
        vec![session],
    )
}

/// What was seen instead of an expectation, if it failed.
fn instead(expectation: &str) -> Option<String> {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("s.toml", format!("[[expect]]\n{expectation}\n")));
    let scenario = Scenario::read(&sources, file).unwrap();
    let (trace, sessions) = trace();
    judge(&scenario.expectations, &trace, &sessions)[0]
        .failure
        .clone()
        .and_then(|failure| failure.label)
}

#[test]
fn what_happened_holds() {
    for expectation in [
        "state = 'music'\nat = 0",
        "state = 'music'\nat = 9.999",
        "state = 'route'\nat = 10",
        "state = 'begin'\nby = 5",
        "state = 'route'\nafter = 11",
        "state = 'route'\nnever = true\nby = 9",
        "event = 'queue.submit.done'\nat = '12s'\ndata = { interactionid = 'call' }",
        "event = 'error.queue.submit'\nnever = true",
        "log = 'DONE'\nby = 12",
        "order = ['interaction.added', { enter = 'route' }, { log = 'DONE' }, { enter = 'exit' }]",
        "final = 'exit'\nat = 12",
        "ended = true\nsession = 'strategy'",
        "errors = false",
    ] {
        assert_eq!(instead(expectation), None, "{expectation}");
    }
}

#[test]
fn what_did_not_happen_is_told_with_what_did() {
    for (expectation, seen) in [
        ("state = 'music'\nat = 10", "active: route; it was active at 0:00:00"),
        ("state = 'begin'\nat = 0", "active: music; it never was"),
        ("state = 'exit'\nat = 13", "no state was active; it never was"),
        ("event = 'queue.submit.done'\nby = 11", "it came at 0:00:12"),
        (
            "event = 'queue.submit.done'\ndata = { interactionid = 'other' }",
            r#"it came at 0:00:12 with {"interactionid":"call"}"#,
        ),
        ("event = 'queue.submit.done'\nnever = true", "it did happen"),
        (
            "order = [{ enter = 'route' }, 'interaction.added']",
            "event `interaction.added` did not come in its turn",
        ),
        ("final = 'error'", "it ended in exit at 0:00:12"),
        ("final = 'exit'\nsession = 'nobody'", "there was no session `nobody`"),
    ] {
        assert_eq!(instead(expectation).as_deref(), Some(seen), "{expectation}");
    }
}
