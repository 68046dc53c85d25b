//! How does a chart come to its end when nobody is there but itself?

use scxml_runtime::{
    Data, Limits, LogEntry, Outcome, Platform, Program, Session, Start, Step, Trace,
};

/// What it logged, and how it ended.
#[derive(Debug)]
pub struct Run {
    /// `label: text [level]`, without the parts that say nothing.
    pub log: Vec<String>,
    /// Each event that was taken from a queue, with its data unless they refer into the session.
    pub taken: Vec<(String, Data)>,
    /// The id of the final state, and what it gave; or why there is none.
    pub end: Result<(&'static str, Data), String>,
}

/// Starts the chart and lets the time pass until it ends, or nothing is left that could happen.
pub fn run(program: &'static Program) -> Run {
    // A test that fills the heap should not take long.
    let limits = Limits { heap_bytes: 4 << 20, ..Limits::default() };
    let (mut session, mut host) = (Session::new(program).with_limits(limits), Host::default());
    let start = Start { session_id: "session".to_owned(), ..Start::default() };
    let _ = session.start(start, &mut host);
    while session.run(&mut host) != Step::Final {
        let Some(due) = session.next_due() else { break };
        session.fire_due(due.at);
    }
    let end = match session.outcome() {
        Some(Outcome::Final { state, data }) => Ok((*state, data.clone())),
        Some(Outcome::Stopped { reason }) => Err(reason.to_string()),
        None => Err(format!("still in {:?}", session.configuration())),
    };
    Run { log: host.log, taken: host.taken, end }
}

#[derive(Default)]
struct Host {
    sequence: u64,
    log: Vec<String>,
    taken: Vec<(String, Data)>,
}

impl Platform for Host {
    fn sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    fn wants_trace(&self) -> bool {
        true
    }

    fn trace(&mut self, trace: Trace<'_>) {
        if let Trace::Event { name, data, .. } = trace {
            self.taken.push((name.to_owned(), data.cloned().unwrap_or_default()));
        }
    }

    fn log(&mut self, entry: LogEntry) {
        let LogEntry { label, mut text, level, .. } = entry;
        if !label.is_empty() {
            text = format!("{label}: {text}");
        }
        if level != 1 {
            text = format!("{text} [{level}]");
        }
        self.log.push(text);
    }
}
