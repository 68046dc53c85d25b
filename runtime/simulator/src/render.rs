//! A run as a timeline that people read.

use std::collections::BTreeMap;

use crate::report::{Report, SessionReport};
use crate::trace::{Ending, Entry, Step, in_a_list, in_words, length, moment};
use crate::words;

/// How texts are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Not at all.
    Plain,
    /// With the control sequences of terminals.
    Terminal,
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const BLUE: &str = "34";
const CYAN: &str = "36";

impl Paint {
    fn with(self, style: &str, text: &str) -> String {
        match self {
            Paint::Plain => text.to_owned(),
            Paint::Terminal => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
        }
    }
}

/// One line per step: time, session, what happened.
pub(crate) fn timeline(report: &Report, paint: Paint) -> String {
    let mut text = String::new();
    let mut shown: Option<f64> = None;
    let steps = Steps::of(&report.trace);
    for (i, entry) in report.trace.iter().enumerate() {
        let Some((style, verb, mut what)) = line(i, &steps) else { continue };
        if let Some(id) = &entry.invoked {
            what.push_str(&format!("  [session {id}]"));
        }
        let time = if shown == Some(entry.at) { String::new() } else { moment(entry.at) };
        shown = Some(entry.at);
        let session = if entry.session == 0 { String::new() } else { entry.session.to_string() };
        // Only what is printed is coloured, so that columns are measured in letters.
        text.push_str(&paint.with(DIM, &format!("{time:>12}")));
        text.push_str(&format!("  {session:>2}  "));
        text.push_str(&paint.with(style, &format!("{verb:<6}")));
        text.push_str("  ");
        text.push_str(&one_line(&what));
        text.push('\n');
    }
    text
}

/// The data of some events are long; the trace has all of them.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 160;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Control characters would spoil the columns.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Style, verb and text of a step; nothing for a step that others show already.
fn line(i: usize, steps: &Steps<'_>) -> Option<(&'static str, &'static str, String)> {
    Some(match &steps.trace[i].what {
        Step::Centre(text) => (YELLOW, "", text.clone()),
        Step::Start { machine, cause, parameters, id } => {
            let cause = cause.as_ref().map(|cause| format!(" for {cause}")).unwrap_or_default();
            let with: Vec<String> = parameters
                .iter()
                .map(|(name, value)| format!("{name} {}", in_words(value)))
                .collect();
            let with =
                if with.is_empty() { String::new() } else { format!(" with {}", with.join(", ")) };
            (BOLD, "start", format!("{machine}{cause}{with}  [session {id}]"))
        }
        Step::Event { name, data, .. } => {
            let data = match data {
                scxml_runtime::Data::Undefined => String::new(),
                data => format!("  {}", shortened(&in_a_list(data))),
            };
            let ignored = if steps.is_ignored(i) { "  (nothing to do)" } else { "" };
            let style = if name.starts_with("error.") { RED } else { CYAN };
            (style, "event", format!("{name}{data}{ignored}"))
        }
        Step::Exit(_) if steps.is_over(i) => return None,
        Step::Exit(state) => (DIM, "leave", state.clone()),
        Step::Transition { .. } => return None,
        Step::Enter(state) => (GREEN, "enter", state.clone()),
        Step::Action { action, refused } => {
            let refused =
                refused.as_ref().map(|why| format!(": refused, {why}")).unwrap_or_default();
            (BLUE, "do", words::action(action) + &refused)
        }
        Step::Call { function, arguments, result } => {
            let arguments: Vec<String> = arguments.iter().map(in_words).collect();
            let result = match result {
                Ok(scxml_runtime::Data::Undefined) => String::new(),
                Ok(value) => format!(" gives {}", in_words(value)),
                Err(message) => format!(" fails: {message}"),
            };
            (BLUE, "call", format!("{function}({}){result}", arguments.join(", ")))
        }
        Step::Send { event, target, failed } => {
            let failed = failed.as_ref().map(|why| format!(": failed, {why}")).unwrap_or_default();
            (BLUE, "send", format!("{event} to {target}{failed}"))
        }
        Step::Log { label, text, level } => {
            let label = if label.is_empty() { String::new() } else { format!("{label}: ") };
            (if *level == 2 { RED } else { BOLD }, "log", format!("{label}{text}"))
        }
        Step::End(ending) => return Some(end(ending)),
    })
}

fn end(ending: &Ending) -> (&'static str, &'static str, String) {
    match ending {
        Ending::Final(states) if states.is_empty() => (GREEN, "end", "ended".to_owned()),
        Ending::Final(states) => (GREEN, "end", format!("ended in {}", states.join(", "))),
        Ending::Failed(reason) => (RED, "end", format!("ended in error: {reason}")),
        Ending::Alive(states) => {
            (YELLOW, "end", format!("still alive, active: {}", states.join(", ")))
        }
    }
}

/// A trace, and for each step the next one of the same machine.
struct Steps<'a> {
    trace: &'a [Entry],
    next: Vec<Option<usize>>,
}

impl<'a> Steps<'a> {
    fn of(trace: &'a [Entry]) -> Self {
        let mut next = vec![None; trace.len()];
        let mut seen: BTreeMap<(usize, Option<&str>), usize> = BTreeMap::new();
        for (i, entry) in trace.iter().enumerate().rev() {
            next[i] = seen.insert((entry.session, entry.invoked.as_deref()), i);
        }
        Self { trace, next }
    }

    fn after(&self, i: usize) -> Option<(usize, &'a Step)> {
        self.next[i].map(|next| (next, &self.trace[next].what))
    }

    /// Whether the session did nothing on an event: its next step, if any, is another event or its end.
    fn is_ignored(&self, i: usize) -> bool {
        self.after(i).is_none_or(|(_, step)| matches!(step, Step::Event { .. } | Step::End(_)))
    }

    /// Whether the session only leaves what is active, because it has ended.
    fn is_over(&self, i: usize) -> bool {
        let mut next = self.after(i);
        while let Some((i, Step::Exit(_))) = next {
            next = self.after(i);
        }
        matches!(next, Some((_, Step::End(_))))
    }
}

/// The last lines: how each session ended, and what came of the expectations.
pub(crate) fn outcome(report: &Report, paint: Paint) -> String {
    let mut text = String::new();
    for session in &report.sessions {
        text.push_str(&format!(
            "session {} ({}): {}\n",
            session.number,
            session.machine,
            session_outcome(session, paint)
        ));
    }
    if let Some(reason) = &report.cut_off {
        text.push_str(&format!("{}\n", paint.with(RED, &format!("the run was cut off: {reason}"))));
    }
    for verdict in &report.verdicts {
        let instead =
            verdict.failure.as_ref().map(|failure| failure.label.clone().unwrap_or_default());
        text.push_str(&match instead {
            None => format!("{}    {}\n", paint.with(GREEN, "held"), verdict.expected),
            Some(instead) => {
                format!("{}  {}: {instead}\n", paint.with(RED, "FAILED"), verdict.expected)
            }
        });
    }
    text
}

fn session_outcome(session: &SessionReport, paint: Paint) -> String {
    let (style, _, words) = end(&session.ending);
    let after = length(session.end - session.start);
    let words = paint.with(style, &words);
    if matches!(session.ending, Ending::Alive(_)) {
        words
    } else {
        format!("{words} after {after}")
    }
}
