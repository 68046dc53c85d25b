//! The compiled strategies of a program, and how a name or URL finds one.

use scxml_diagnostic::{Diagnostic, Diagnostics};
use scxml_runtime::Program;

use crate::scenario::{Expected, Happening, Name, Scenario, Step, did_you_mean};

/// A compiled strategy in a program.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    /// The document's path or file name.
    pub file: &'static str,
    /// URLs that mean this document.
    pub urls: &'static [&'static str],
    /// The compiled chart.
    pub program: &'static Program,
}

impl Machine {
    /// The document's file name.
    pub fn file_name(&self) -> &'static str {
        file_name(self.file)
    }

    /// Whether `name` is the document's file name, which may lack its extension.
    pub fn is_named(&self, name: &str) -> bool {
        is_named(self.file_name(), name)
    }

    fn stem(&self) -> &'static str {
        self.file_name().rsplit_once('.').map_or(self.file_name(), |(stem, _)| stem)
    }
}

/// Whether `name` is a document's file name, which may lack its extension.
pub(crate) fn is_named(file: &str, name: &str) -> bool {
    file == name || file.rsplit_once('.').is_some_and(|(stem, _)| stem == name)
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The machine that a scenario names.
pub(crate) fn named(machines: &[Machine], name: &str) -> Option<usize> {
    machines.iter().position(|machine| machine.is_named(name))
}

/// The machine that a URL means: one that the program was built with, or the one with the URL's file name.
pub(crate) fn at_url(machines: &[Machine], url: &str) -> Option<usize> {
    let without_query = url.split(['?', '#']).next().unwrap_or(url);
    machines.iter().position(|machine| machine.urls.contains(&url)).or_else(|| {
        machines.iter().position(|machine| machine.file_name() == file_name(without_query))
    })
}

/// Whether the scenario names machines and states that the program does not have.
pub(crate) fn check(machines: &[Machine], scenario: &Scenario) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for name in machine_names(scenario) {
        if named(machines, &name.text).is_none() {
            let message = format!("there is no strategy `{}` in this program", name.text);
            let diagnostic = Diagnostic::error("scenario-unknown-name", name.span, message);
            diagnostics.push(did_you_mean(diagnostic, name, machines.iter().map(Machine::stem)));
        }
    }
    let states: Vec<&str> =
        machines.iter().flat_map(|machine| machine.program.state_ids).copied().collect();
    for name in scenario.expectations.iter().flat_map(|expectation| state_names(&expectation.what))
    {
        if !states.contains(&name.text.as_str()) {
            let message = format!("no strategy of this program has a state `{}`", name.text);
            let diagnostic = Diagnostic::error("scenario-unknown-name", name.span, message);
            diagnostics.push(did_you_mean(diagnostic, name, states.iter().copied()));
        }
    }
    check_sessions(machines, scenario, &mut diagnostics);
    diagnostics.sort();
    diagnostics
}

fn machine_names(scenario: &Scenario) -> Vec<&Name> {
    let in_entries = scenario.timeline.iter().filter_map(|entry| match &entry.what {
        Happening::Call(call) => call.machine.as_ref(),
        Happening::Consult(consult) => consult.call.machine.as_ref(),
        Happening::Start { machine, .. } => machine.as_ref(),
        _ => None,
    });
    scenario.machine.iter().chain(in_entries).collect()
}

fn state_names(expected: &Expected) -> Vec<&Name> {
    match expected {
        Expected::States(states) => states.iter().collect(),
        Expected::Final(state) => vec![state],
        Expected::Order(steps) => steps
            .iter()
            .filter_map(|step| match step {
                Step::Enter(state) | Step::Exit(state) => Some(state),
                Step::Event(_) | Step::Log(_) => None,
            })
            .collect(),
        Expected::Event { .. } | Expected::Log(_) | Expected::Ended | Expected::NoErrors => {
            Vec::new()
        }
    }
}

/// A session is named by what starts it, by its strategy, or by its number.
fn check_sessions(machines: &[Machine], scenario: &Scenario, diagnostics: &mut Diagnostics) {
    let causes: Vec<&str> = scenario
        .timeline
        .iter()
        .filter_map(|entry| match &entry.what {
            Happening::Call(call) => Some(&call.id),
            Happening::Consult(consult) => Some(&consult.call.id),
            Happening::Start { id, .. } => id.as_ref(),
            _ => None,
        })
        .map(|name| name.text.as_str())
        .collect();
    let in_events = scenario.timeline.iter().filter_map(|entry| match &entry.what {
        Happening::Event { session, .. } => session.as_ref(),
        _ => None,
    });
    for name in scenario.expectations.iter().filter_map(|e| e.session.as_ref()).chain(in_events) {
        let text = name.text.as_str();
        if !causes.contains(&text)
            && named(machines, text).is_none()
            && text.parse::<usize>().is_err()
        {
            let message = format!("there is no session `{text}`");
            let diagnostic = Diagnostic::error("scenario-unknown-name", name.span, message)
                .note("a session is named by the call or `start` entry that starts it, by its strategy, or by its number");
            let mut candidates = causes.clone();
            candidates.extend(machines.iter().map(|machine| machine.stem()));
            diagnostics.push(did_you_mean(diagnostic, name, candidates));
        }
    }
}
