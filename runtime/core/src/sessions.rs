//! How does a host run several sessions that send to each other?

use crate::content::send::is_scxml;
use crate::{
    Action, Answer, Data, Due, Event, Invocation, LogEntry, Platform, Program, Send, SendError,
    Session, Start, StopReason, Trace,
};

/// Sessions on one clock that reach each other by `#_scxml_` and the other's `_sessionid` (section C.1).
#[derive(Debug)]
pub struct Sessions {
    /// In the order in which they were started; those that have ended too.
    sessions: Vec<Session>,
    now: f64,
}

impl Sessions {
    /// No session yet; `now` is in milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn new(now: f64) -> Self {
        Self { sessions: Vec::new(), now }
    }

    /// Starts a session, with the clock's time. Its `_sessionid` must be unique here.
    pub fn start(&mut self, program: &'static Program, start: Start, platform: &mut dyn Platform) {
        self.add(Session::new(program), start, platform);
    }

    /// The same for a session that has limits of its own.
    pub fn add(&mut self, mut session: Session, start: Start, platform: &mut dyn Platform) {
        platform.in_session(&start.session_id);
        let mut exchange = Exchange { before: &mut self.sessions, after: &mut [], platform };
        let _ = session.start(Start { now: self.now, ..start }, &mut exchange);
        self.sessions.push(session);
    }

    /// Puts an event at the end of the external queue of the machine with this `_sessionid`; false when there is none.
    pub fn deliver(&mut self, session_id: &str, event: Event) -> bool {
        let session = self.sessions.iter_mut().find(|session| session.contains(session_id));
        session.is_some_and(|session| session.deliver_to(session_id, event))
    }

    /// Lets all sessions take steps until all rest or have ended. Those that go on making work for each other are ended;
    /// see [`crate::Limits::macrosteps`].
    pub fn run(&mut self, platform: &mut dyn Platform) {
        let rounds = self.sessions.iter().map(Session::rounds).max().unwrap_or(0);
        for _ in 0..rounds {
            if !self.sessions.iter().any(Session::has_work) {
                return;
            }
            for place in 0..self.sessions.len() {
                self.with(place, platform, Session::step);
            }
        }
        for place in 0..self.sessions.len() {
            self.with(place, platform, |session, host| {
                if session.has_work() {
                    session.stop(StopReason::Macrosteps, host);
                }
            });
        }
    }

    fn with<T>(
        &mut self,
        place: usize,
        platform: &mut dyn Platform,
        code: impl FnOnce(&mut Session, &mut dyn Platform) -> T,
    ) -> T {
        let (before, rest) = self.sessions.split_at_mut(place);
        let (session, after) = rest.split_first_mut().expect("the place is that of a session");
        session.set_now(self.now);
        platform.in_session(session.id());
        code(session, &mut Exchange { before, after, platform })
    }

    /// When the earliest delayed send of all sessions is due.
    #[must_use]
    pub fn next_due(&self) -> Option<Due> {
        self.first_due().map(|(due, _)| due)
    }

    fn first_due(&self) -> Option<(Due, usize)> {
        let due = |(place, session): (usize, &Session)| Some((session.next_due()?, place));
        self.sessions
            .iter()
            .enumerate()
            .filter_map(due)
            .reduce(|first, other| if other.0.is_before(first.0) { other } else { first })
    }

    /// Moves the time on to `now`. The delayed sends that are due by then happen one after the other, each at its own
    /// time, and all sessions run in between.
    pub fn advance(&mut self, now: f64, platform: &mut dyn Platform) {
        self.run(platform);
        while let Some((due, place)) = self.first_due().filter(|(due, _)| due.at <= now) {
            self.now = self.now.max(due.at);
            self.sessions[place].fire_due(self.now);
            self.run(platform);
        }
        self.now = self.now.max(now);
    }

    /// The session with this `_sessionid`, which may have ended.
    #[must_use]
    pub fn get(&self, session_id: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id() == session_id)
    }

    /// All sessions in the order in which they were started, those that have ended too.
    pub fn iter(&self) -> impl Iterator<Item = &Session> {
        self.sessions.iter()
    }
}

/// The platform of one session, on which the others can be reached.
struct Exchange<'a> {
    before: &'a mut [Session],
    after: &'a mut [Session],
    platform: &'a mut dyn Platform,
}

impl Platform for Exchange<'_> {
    fn sequence(&mut self) -> u64 {
        self.platform.sequence()
    }

    fn send(&mut self, send: Send) -> Result<(), SendError> {
        let target = send.target.as_deref().filter(|_| is_scxml(send.kind.as_deref()));
        // In ors the address of a session is its bare id.
        let id = target.map(|target| target.strip_prefix("#_scxml_").unwrap_or(target));
        let mut others = self.before.iter_mut().chain(&mut *self.after);
        match id.and_then(|id| Some((id, others.find(|other| other.contains(id))?))) {
            Some((id, other)) => {
                other.deliver_to(id, send.event);
                Ok(())
            }
            None => self.platform.send(send),
        }
    }

    fn invoke(&mut self, invocation: Invocation) -> Result<(), SendError> {
        self.platform.invoke(invocation)
    }

    fn cancel_invoke(&mut self, session_id: &str, id: &str) {
        self.platform.cancel_invoke(session_id, id);
    }

    fn in_session(&mut self, session_id: &str) {
        self.platform.in_session(session_id);
    }

    fn log(&mut self, entry: LogEntry) {
        self.platform.log(entry);
    }

    fn action(&mut self, action: Action) -> Answer {
        self.platform.action(action)
    }

    fn call(&mut self, function: &'static str, arguments: Vec<Data>) -> Result<Data, String> {
        self.platform.call(function, arguments)
    }

    fn wants_trace(&self) -> bool {
        self.platform.wants_trace()
    }

    fn trace(&mut self, trace: Trace<'_>) {
        self.platform.trace(trace);
    }
}
