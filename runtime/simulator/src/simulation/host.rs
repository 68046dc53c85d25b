//! What a session in a run can reach: the modules, other sessions, and the trace.

use std::collections::BTreeMap;

use scxml_modules::Modules;
use scxml_runtime::{Action, Answer, Data, Event, LogEntry, Platform, Send, SendError, Trace};

use crate::trace::Step;
use crate::world::World;

/// An event on its way to a session.
pub(super) struct Mail {
    /// The session's id.
    pub(super) to: String,
    pub(super) event: Event,
}

/// The host of one session during one step.
pub(super) struct Host<'a> {
    pub(super) number: usize,
    pub(super) id: &'a str,
    /// The id of the machine that is at work, when it is one that the session has invoked.
    pub(super) invoked: Option<String>,
    /// The sessions that are alive, by their ids and by those of the machines that they have invoked.
    pub(super) alive: &'a BTreeMap<String, usize>,
    pub(super) world: &'a mut World,
    pub(super) modules: &'a mut Modules,
    pub(super) mail: &'a mut Vec<Mail>,
}

impl Host<'_> {
    /// The session that a target means: its id, with or without the prefix of section C.1.
    fn recipient(&self, target: &str) -> Option<String> {
        let id = target.strip_prefix("#_scxml_").unwrap_or(target);
        self.alive.contains_key(id).then(|| id.to_owned())
    }

    fn record(&mut self, what: Step) {
        self.world.record_in(self.number, self.invoked.clone(), what);
    }

    fn post(&mut self, send: Send) -> Result<(), SendError> {
        if let Some(kind) = send.kind.as_deref().filter(|kind| !is_scxml(kind)) {
            return Err(SendError::UnsupportedType(format!(
                "no event processor `{kind}` in a simulation"
            )));
        }
        let target = send.target.unwrap_or_default();
        match self.recipient(&target) {
            Some(to) => {
                self.mail.push(Mail { to, event: send.event });
                Ok(())
            }
            None => Err(SendError::Unreachable(format!("there is no session `{target}`"))),
        }
    }
}

/// The SCXML event processor by its name (section C.1), or as the Orchestration Server names it.
fn is_scxml(kind: &str) -> bool {
    let kind = kind.trim_end_matches('/');
    kind.eq_ignore_ascii_case("scxml")
        || kind.ends_with("www.w3.org/TR/scxml/#SCXMLEventProcessor")
        || kind.is_empty()
}

impl Platform for Host<'_> {
    fn sequence(&mut self) -> u64 {
        self.world.timers.sequence()
    }

    fn send(&mut self, send: Send) -> Result<(), SendError> {
        let event = send.event.name.as_str().to_owned();
        let target = send.target.clone().unwrap_or_default();
        let result = self.post(send);
        let failed = result.as_ref().err().map(|error| match error {
            SendError::UnsupportedType(why) | SendError::Unreachable(why) => why.clone(),
        });
        self.record(Step::Send { event, target, failed });
        result
    }

    fn in_session(&mut self, session_id: &str) {
        self.invoked = (session_id != self.id).then(|| session_id.to_owned());
    }

    fn log(&mut self, entry: LogEntry) {
        let LogEntry { label, text, level, .. } = entry;
        self.record(Step::Log { label, text, level });
    }

    fn action(&mut self, action: Action) -> Answer {
        // The action comes before what it does to the contact centre; whether it is refused is known after that.
        let place = self.world.trace.len();
        self.record(Step::Action { action: action.clone(), refused: None });
        let id = self.invoked.as_deref().unwrap_or(self.id);
        let answer = self.modules.action(id, action, self.world);
        if let (Answer::Refused(why), Step::Action { refused, .. }) =
            (&answer, &mut self.world.trace[place].what)
        {
            *refused = Some(why.clone());
        }
        answer
    }

    fn call(&mut self, function: &'static str, arguments: Vec<Data>) -> Result<Data, String> {
        let id = self.invoked.as_deref().unwrap_or(self.id);
        let result = self.modules.call(id, function, &arguments, self.world);
        let what = Step::Call { function: function.to_owned(), arguments, result: result.clone() };
        self.record(what);
        result
    }

    fn wants_trace(&self) -> bool {
        true
    }

    fn trace(&mut self, trace: Trace<'_>) {
        let what = match trace {
            Trace::Event { name, internal, data } => Step::Event {
                name: name.to_owned(),
                data: data.cloned().unwrap_or_default(),
                internal,
            },
            Trace::Exit(state) => Step::Exit(state.to_owned()),
            Trace::Transition { source, index } => {
                Step::Transition { source: source.to_owned(), index }
            }
            Trace::Enter(state) => Step::Enter(state.to_owned()),
            Trace::Rest => return,
        };
        self.record(what);
    }
}
