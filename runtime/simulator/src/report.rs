//! What came of a run.

use scxml_diagnostic::{Diagnostic, Diagnostics};

use crate::render::{self, Paint};
use crate::trace::{Ending, Entry};

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// The sessions, in the order in which they started.
    pub sessions: Vec<SessionReport>,
    /// Everything that happened, in order.
    pub trace: Vec<Entry>,
    /// One result per expectation of the scenario, in its order.
    pub verdicts: Vec<Verdict>,
    /// When the run was over, in milliseconds from its start.
    pub end: f64,
    /// Why the run was cut off, if it was.
    pub cut_off: Option<String>,
}

/// What came of one session.
#[derive(Clone, Debug)]
pub struct SessionReport {
    /// Its number, from 1.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// The file name of its document.
    pub machine: String,
    /// The call or `start` entry that started it.
    pub cause: Option<String>,
    /// When it started, in milliseconds from the start of the run.
    pub start: f64,
    /// When it ended.
    pub end: f64,
    /// How it ended.
    pub ending: Ending,
}

/// What came of an expectation.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What was expected, in words.
    pub expected: String,
    /// What was seen instead; nothing when the expectation held.
    pub failure: Option<Diagnostic>,
}

impl Report {
    /// Whether all expectations held and no session ended in error.
    pub fn holds(&self) -> bool {
        self.verdicts.iter().all(|verdict| verdict.failure.is_none())
            && self.sessions.iter().all(|session| !matches!(session.ending, Ending::Failed(_)))
            && self.cut_off.is_none()
    }

    /// The expectations that failed, each at its place in the scenario.
    pub fn failures(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        for failure in self.verdicts.iter().filter_map(|verdict| verdict.failure.clone()) {
            diagnostics.push(failure);
        }
        diagnostics
    }

    /// Everything that happened and what came of it, for people; `colour` adds the control sequences of terminals.
    pub fn timeline(&self, colour: bool) -> String {
        let paint = if colour { Paint::Terminal } else { Paint::Plain };
        render::timeline(self, paint) + "\n" + &render::outcome(self, paint)
    }

    /// The trace as JSON lines.
    pub fn trace_json(&self) -> String {
        self.trace.iter().map(|entry| entry.to_json() + "\n").collect()
    }
}
