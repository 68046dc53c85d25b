//! What does a session do whose host answers every action at once? It is told in lines, as descriptions tell it.

use scxml_runtime::{
    Action, ActionElement, Answer, Data, Event, LogEntry, Outcome, Platform, Program, Session,
    Start, Step, Trace,
};
use scxml_schema::modules;

/// A session, its host, and what is looked at between macrosteps.
pub(crate) struct Run {
    session: Session,
    host: Host,
    /// Paths into the data, and what was last seen there.
    watched: Vec<(&'static str, Data)>,
}

impl Run {
    /// A session that has started and rests.
    pub(crate) fn new(
        program: &'static Program,
        watched: &[&'static str],
        parameters: &[(&str, Data)],
        result: fn(&Action) -> Answered,
    ) -> Self {
        let watched = watched.iter().map(|path| (*path, Data::Undefined)).collect();
        let host = Host {
            result,
            seen: String::new(),
            requests: Vec::new(),
            answers: Vec::new(),
            sequence: 0,
        };
        let mut run = Self { session: Session::new(program), host, watched };
        let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let start = Start {
            session_id: "S1".to_owned(),
            parameters: parameters.collect(),
            ..Start::default()
        };
        let step = run.session.start(start, &mut run.host);
        run.after(step);
        run
    }

    /// What is seen when this event comes from outside, and until nothing is left that could happen.
    pub(crate) fn seen(mut self, event: Event) -> String {
        self.session.deliver(event);
        loop {
            let step = self.session.step(&mut self.host);
            if self.after(step) {
                continue;
            }
            match self.session.next_due() {
                Some(due) => self.session.fire_due(due.at),
                None => return self.host.seen,
            };
        }
    }

    /// Looks at the data, and passes on what the host has answered; says whether there is more to do.
    fn after(&mut self, step: Step) -> bool {
        for (path, last) in &mut self.watched {
            let mut names = path.split('.');
            let name = names.next().expect("a path has a first name");
            let now = self.session.data(name).unwrap_or_default();
            let now = names.try_fold(now, |object, name| object.get(name).cloned());
            let now = now.unwrap_or_default();
            if now != *last {
                self.host.tell("value", &format!("{path} = {}", shown(&now)));
                *last = now;
            }
        }
        match self.session.outcome() {
            Some(Outcome::Final { state, .. }) => self.host.tell("end in", state),
            Some(Outcome::Stopped { reason }) => self.host.tell("stopped:", &reason.to_string()),
            None => {}
        }
        let answers = std::mem::take(&mut self.host.answers);
        let more = step == Step::More || !answers.is_empty();
        answers.into_iter().for_each(|answer| self.session.deliver(answer));
        more && self.session.outcome().is_none()
    }
}

/// How an action is answered at once.
pub(crate) enum Answered {
    /// By its event of success, with these properties.
    Done(Vec<(&'static str, Data)>),
    /// By its event of failure.
    Failed,
}

/// The host.
struct Host {
    result: fn(&Action) -> Answered,
    seen: String,
    /// The ids of requests in the order of the actions; the first is told as `r1`.
    requests: Vec<String>,
    answers: Vec<Event>,
    sequence: u64,
}

impl Host {
    fn tell(&mut self, what: &str, about: &str) {
        self.seen.push_str(what);
        self.seen.push(' ');
        let named = self.requests.iter().enumerate().rev();
        let about = named.fold(about.to_owned(), |text, (i, id)| {
            text.replace(&format!("'{id}'"), &format!("r{}", i + 1))
        });
        self.seen.push_str(about.trim_end());
        self.seen.push('\n');
    }
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
        match trace {
            Trace::Event { name, internal, data } => {
                let queue = if internal { "internal" } else { "external" };
                let data = data.map(shown).unwrap_or_default();
                self.tell(queue, &format!("{name} {data}"));
            }
            Trace::Transition { source, index } => self.tell("take", &format!("{index} {source}")),
            Trace::Exit(state) => self.tell("exit", state),
            Trace::Enter(state) => self.tell("enter", state),
            Trace::Rest => {}
        }
    }

    fn log(&mut self, entry: LogEntry) {
        self.tell("log", &entry.text);
    }

    fn action(&mut self, action: Action) -> Answer {
        let result = (self.result)(&action);
        let Action { module, name, requestid, element } = action;
        self.requests.push(requestid.clone());
        self.tell(
            "action",
            &format!("{module}:{name} r{}{}", self.requests.len(), attributes(&element)),
        );
        let row = modules::module(module).and_then(|module| module.element(name));
        let results = row.and_then(|row| row.results()).expect("an action that is answered");
        let mut data = vec![
            ("requestid", Data::from(requestid)),
            ("interactionid", element.attribute("interactionid").cloned().unwrap_or_default()),
        ];
        let name = match result {
            Answered::Done(properties) => {
                data.extend(properties);
                results.done
            }
            Answered::Failed => results.error,
        };
        let event = Event::new(name.expect("an event for it")).with_data(Data::object(data));
        self.answers.push(event);
        Answer::Taken(Vec::new())
    }
}

fn attributes(element: &ActionElement) -> String {
    let attributes = element.attributes.iter();
    attributes.map(|(name, value)| format!(" {name}={}", shown(value))).collect()
}

/// A value as ECMAScript writes it.
fn shown(data: &Data) -> String {
    match data {
        Data::Undefined => "undefined".to_owned(),
        Data::Null => "null".to_owned(),
        Data::Boolean(value) => value.to_string(),
        Data::Number(number) => number.to_string(),
        Data::String(text) => format!("'{text}'"),
        Data::Array(items) => {
            format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", "))
        }
        Data::Object(members) => {
            let member = |(name, value): &(String, Data)| format!("{name}: {}", shown(value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
        Data::Xml(_) => "XML".to_owned(),
    }
}
