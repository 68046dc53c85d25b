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
    let mut running = Running::new(program);
    while running.session.run(&mut running.host) != Step::Final {
        let Some(due) = running.session.next_due() else { break };
        running.session.fire_due(due.at);
    }
    running.end()
}

/// The same for a session that becomes bytes and is restored from them before every macrostep.
///
/// # Panics
/// When it is ever in another state than one that is left alone.
pub fn run_with_snapshots(program: &'static Program) -> Run {
    let (mut plain, mut moved) = (Running::new(program), Running::new(program));
    loop {
        moved.restore();
        let (step, other) = (plain.step(), moved.step());
        assert_eq!((step, plain.session.next_due()), (other, moved.session.next_due()));
        assert!(plain.session.snapshot() == moved.session.snapshot(), "{:#?}", moved.host.log);
        assert_eq!((&plain.host.log, &plain.host.taken), (&moved.host.log, &moved.host.taken));
        match (step, plain.session.next_due()) {
            (Step::More, _) => {}
            (Step::Rest, Some(due)) => {
                moved.restore();
                plain.session.fire_due(due.at);
                moved.session.fire_due(due.at);
            }
            (Step::Rest, None) | (Step::Final, _) => break,
        }
    }
    moved.restore();
    moved.end()
}

/// Makes bytes of a session, and of these a session that takes its place. It has the default limits.
///
/// # Panics
/// When that cannot be, or when the new one gives other bytes.
pub fn restore(session: &mut Session) {
    let bytes = session.snapshot();
    let restored = Session::restore(session.program(), &bytes);
    let restored = restored.unwrap_or_else(|why| panic!("{why}: {:?}", session.configuration()));
    assert!(restored.snapshot() == bytes, "{:?}", session.configuration());
    *session = restored;
}

/// A test that fills the heap should not take long.
const LIMITS: Limits = Limits { heap_bytes: 4 << 20, ..Limits::DEFAULT };

/// After so many macrosteps without a rest, a session is left to its limits.
const MANY: u32 = 1000;

/// A session and its host.
struct Running {
    session: Session,
    host: Host,
    steps: u32,
}

impl Running {
    fn new(program: &'static Program) -> Self {
        let (mut session, mut host) = (Session::new(program).with_limits(LIMITS), Host::default());
        let start = Start { session_id: "session".to_owned(), ..Start::default() };
        let _ = session.start(start, &mut host);
        Self { session, host, steps: 0 }
    }

    fn step(&mut self) -> Step {
        self.steps += 1;
        let step = match self.steps {
            0..MANY => self.session.step(&mut self.host),
            _ => self.session.run(&mut self.host),
        };
        if step != Step::More {
            self.steps = 0;
        }
        step
    }

    fn restore(&mut self) {
        let new = Session::new(self.session.program());
        let mut session = std::mem::replace(&mut self.session, new);
        restore(&mut session);
        self.session = session.with_limits(LIMITS);
    }

    fn end(self) -> Run {
        let end = match self.session.outcome() {
            Some(Outcome::Final { state, data }) => Ok((*state, data.clone())),
            Some(Outcome::Stopped { reason }) => Err(reason.to_string()),
            None => Err(format!("still in {:?}", self.session.configuration())),
        };
        Run { log: self.host.log, taken: self.host.taken, end }
    }
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
