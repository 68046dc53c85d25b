//! Compares what a scenario expects with what happened.

mod states;
mod wording;

use scxml_diagnostic::Diagnostic;
use scxml_runtime::Data;

use crate::report::{SessionReport, Verdict};
use crate::scenario::{Expectation, Expected, Name, Step as Wanted, When};
use crate::trace::{Ending, Entry, Step, in_words, moment};
use wording::{describe, describe_step};

/// One result per expectation.
pub(crate) fn judge(
    expectations: &[Expectation],
    trace: &[Entry],
    sessions: &[SessionReport],
) -> Vec<Verdict> {
    let case = Case { expectations, trace, sessions };
    expectations.iter().map(|expectation| case.verdict(expectation)).collect()
}

struct Case<'a> {
    expectations: &'a [Expectation],
    trace: &'a [Entry],
    sessions: &'a [SessionReport],
}

/// What was seen instead.
type Failure = Result<(), String>;

impl<'a> Case<'a> {
    fn verdict(&self, expectation: &Expectation) -> Verdict {
        let expected = describe(expectation);
        let failure = self.sessions_of(expectation).and_then(|sessions| {
            let found = self.find(expectation, &sessions);
            match (expectation.never, found) {
                (false, found) => found,
                (true, Ok(())) => Err("it did happen".to_owned()),
                (true, Err(_)) => Ok(()),
            }
        });
        let failure = failure.err().map(|instead| {
            Diagnostic::error(
                "expectation-failed",
                expectation.span,
                format!("expected {expected}"),
            )
            .under(instead)
        });
        Verdict { expected, failure }
    }

    /// The numbers of the sessions that an expectation is about.
    fn sessions_of(&self, expectation: &Expectation) -> Result<Vec<usize>, String> {
        if let Some(name) = &expectation.session {
            return match session_number(self.sessions, name) {
                Some(number) => Ok(vec![number]),
                None => Err(format!("there was no session `{}`", name.text)),
            };
        }
        match expectation.what {
            Expected::Event { .. } | Expected::Log(_) | Expected::Order(_) | Expected::NoErrors => {
                Ok(self.sessions.iter().map(|session| session.number).collect())
            }
            Expected::States(_) | Expected::Final(_) | Expected::Ended => {
                match self.sessions.first() {
                    Some(session) => Ok(vec![session.number]),
                    None => Err("no session started".to_owned()),
                }
            }
        }
    }

    fn find(&self, expectation: &Expectation, sessions: &[usize]) -> Failure {
        let when = expectation.when;
        match &expectation.what {
            Expected::States(states) => states::active(self.trace, sessions[0], states, when),
            Expected::Event { name, data } => self.find_event(sessions, when, &name.text, data),
            Expected::Log(text) => self.find_log(sessions, when, &text.text),
            Expected::Order(steps) => self.find_order(sessions, when, steps),
            Expected::Final(state) => self.find_ending(sessions[0], when, Some(&state.text)),
            Expected::Ended => self.find_ending(sessions[0], when, None),
            Expected::NoErrors => self.no_errors(sessions, when),
        }
    }

    /// What happened in these sessions and in the machines that they have invoked.
    fn all_entries(&self, sessions: &'a [usize]) -> impl Iterator<Item = &'a Entry> {
        // They are in the order of their numbers, and there may be thousands.
        self.trace.iter().filter(|entry| sessions.binary_search(&entry.session).is_ok())
    }

    fn entries(&self, sessions: &'a [usize]) -> impl Iterator<Item = &'a Entry> {
        self.all_entries(sessions).filter(|entry| entry.invoked.is_none())
    }

    fn find_event(&self, sessions: &[usize], when: When, name: &str, data: &Data) -> Failure {
        let mut instead = format!("`{name}` did not come");
        for entry in self.entries(sessions) {
            let Step::Event { name: found, data: found_data, .. } = &entry.what else { continue };
            if found != name {
                continue;
            }
            if !within(entry.at, when) {
                instead = format!("it came at {}", moment(entry.at));
            } else if !includes(found_data, data) {
                instead = format!("it came at {} with {}", moment(entry.at), in_words(found_data));
            } else {
                return Ok(());
            }
        }
        Err(instead)
    }

    fn find_log(&self, sessions: &[usize], when: When, text: &str) -> Failure {
        let mut instead = "nothing like it was logged".to_owned();
        for entry in self.all_entries(sessions) {
            if matches!(&entry.what, Step::Log { text: found, .. } if found.contains(text)) {
                if within(entry.at, when) {
                    return Ok(());
                }
                instead = format!("it was logged at {}", moment(entry.at));
            }
        }
        Err(instead)
    }

    fn find_order(&self, sessions: &[usize], when: When, steps: &[Wanted]) -> Failure {
        let mut waiting = steps.iter();
        let mut wanted = waiting.next();
        for entry in self.entries(sessions).filter(|entry| within(entry.at, when)) {
            if wanted.is_some_and(|wanted| is_step(&entry.what, wanted)) {
                wanted = waiting.next();
            }
        }
        match wanted {
            None => Ok(()),
            Some(wanted) => Err(format!("{} did not come in its turn", describe_step(wanted))),
        }
    }

    fn find_ending(&self, session: usize, when: When, state: Option<&str>) -> Failure {
        let session = &self.sessions[session - 1];
        let at = moment(session.end);
        match &session.ending {
            Ending::Alive(states) => {
                Err(format!("it had not ended; active: {}", states.join(", ")))
            }
            Ending::Failed(reason) if state.is_some() => {
                Err(format!("it ended in error at {at}: {reason}"))
            }
            Ending::Final(states)
                if state.is_some_and(|state| !states.iter().any(|s| s == state)) =>
            {
                Err(format!("it ended in {} at {at}", states.join(", ")))
            }
            _ if !within(session.end, when) => Err(format!("it ended at {at}")),
            _ => Ok(()),
        }
    }

    fn no_errors(&self, sessions: &[usize], when: When) -> Failure {
        let named: Vec<&str> = self.expectations.iter().flat_map(expected_events).collect();
        for entry in self.all_entries(sessions).filter(|entry| within(entry.at, when)) {
            if let Step::Event { name, data, .. } = &entry.what
                && (name == "error" || name.starts_with("error."))
                && !named.contains(&name.as_str())
            {
                return Err(format!(
                    "`{name}` came at {} with {}",
                    moment(entry.at),
                    in_words(data)
                ));
            }
        }
        Ok(())
    }
}

/// The session that a name stands for: what started it, its document, or its number.
pub(crate) fn session_number(sessions: &[SessionReport], name: &Name) -> Option<usize> {
    let text = name.text.as_str();
    let by = |matches: &dyn Fn(&SessionReport) -> bool| {
        sessions.iter().find(|s| matches(s)).map(|s| s.number)
    };
    by(&|session| session.cause.as_deref() == Some(text))
        .or_else(|| by(&|session| crate::machine::is_named(&session.machine, text)))
        .or_else(|| by(&|session| session.number.to_string() == text))
}

fn within(at: f64, when: When) -> bool {
    match when {
        When::Ever => true,
        When::At(time) => at == time,
        When::Between(from, to) => (from..=to).contains(&at),
    }
}

/// Whether `found` has all that `wanted` has.
fn includes(found: &Data, wanted: &Data) -> bool {
    match (found, wanted) {
        (_, Data::Undefined) => true,
        (Data::Object(_), Data::Object(members)) => members
            .iter()
            .all(|(key, value)| found.get(key).is_some_and(|found| includes(found, value))),
        (found, wanted) => found == wanted,
    }
}

fn is_step(found: &Step, wanted: &Wanted) -> bool {
    match (found, wanted) {
        (Step::Event { name, .. }, Wanted::Event(wanted)) => *name == wanted.text,
        (Step::Enter(state), Wanted::Enter(wanted)) | (Step::Exit(state), Wanted::Exit(wanted)) => {
            *state == wanted.text
        }
        (Step::Log { text, .. }, Wanted::Log(wanted)) => text.contains(&wanted.text),
        _ => false,
    }
}

fn expected_events(expectation: &Expectation) -> Vec<&str> {
    match &expectation.what {
        Expected::Event { name, .. } => vec![&name.text],
        Expected::Order(steps) => steps
            .iter()
            .filter_map(|step| {
                if let Wanted::Event(name) = step { Some(name.text.as_str()) } else { None }
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
