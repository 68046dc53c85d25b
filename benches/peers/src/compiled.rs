//! The workloads as `scxmlc` compiles them, statechart included.

use scxml_macros::scxml;
use scxml_runtime::{Data, Event, Json, Platform, Session, Start};

use crate::Subject;
use crate::hand::PAYLOAD;

scxml!("../../charts/counter.scxml");
scxml!("../../charts/hier.scxml");
scxml!("../../charts/hpar.scxml");
scxml!("../../charts/object.scxml");
scxml!("../../charts/text.scxml");
scxml!("../../charts/dates.scxml");

/// A machine without timers asks nothing of its host.
struct Quiet;

impl Platform for Quiet {
    fn sequence(&mut self) -> u64 {
        0
    }
}

struct Compiled<F> {
    session: Session,
    /// Makes the next event, as a host that knows its events does.
    next: F,
    check: fn(&mut Session) -> String,
}

impl<F: FnMut() -> Event + 'static> Compiled<F> {
    fn boxed(mut session: Session, next: F, check: fn(&mut Session) -> String) -> Box<dyn Subject> {
        session.start(Start::default(), &mut Quiet);
        Box::new(Self { session, next, check })
    }
}

impl<F: FnMut() -> Event> Subject for Compiled<F> {
    #[inline(never)]
    fn event(&mut self) {
        self.session.deliver((self.next)());
        self.session.step(&mut Quiet);
    }

    fn check(&mut self) -> String {
        (self.check)(&mut self.session)
    }
}

fn number(session: &mut Session, name: &str) -> String {
    match session.data(name) {
        Some(Data::Number(number)) => number.to_string(),
        other => format!("{other:?}"),
    }
}

pub(crate) fn counter() -> Box<dyn Subject> {
    Compiled::boxed(counter::session(), counter::event::inc, |s| number(s, "total"))
}

fn in_turn(constructors: [fn() -> Event; 8]) -> impl FnMut() -> Event {
    let mut next = 0;
    move || {
        let event = constructors[next]();
        next = (next + 1) % constructors.len();
        event
    }
}

pub(crate) fn hier() -> Box<dyn Subject> {
    use hier::event::{e1, e2, e3, e4, e5, e6, e7, e8};
    Compiled::boxed(hier::session(), in_turn([e1, e2, e3, e4, e5, e6, e7, e8]), |s| number(s, "c"))
}

pub(crate) fn hpar() -> Box<dyn Subject> {
    use hpar::event::{e1, e2, e3, e4, e5, e6, e7, e8};
    Compiled::boxed(hpar::session(), in_turn([e1, e2, e3, e4, e5, e6, e7, e8]), |s| number(s, "c"))
}

/// The values of some data, one after the other.
fn said(session: &mut Session, names: &[&str]) -> String {
    let shown: Vec<String> = names
        .iter()
        .map(|name| match session.data(name) {
            Some(Data::String(text)) => text,
            _ => number(session, name),
        })
        .collect();
    shown.join(" ")
}

pub(crate) fn text() -> Box<dyn Subject> {
    Compiled::boxed(text::session(), text::event::build, |s| said(s, &["total", "last"]))
}

pub(crate) fn dates() -> Box<dyn Subject> {
    Compiled::boxed(dates::session(), dates::event::call, |s| said(s, &["open", "days", "last"]))
}

fn object_said(session: &mut Session) -> String {
    let Some(Data::Object(members)) = session.data("d") else { return String::new() };
    let member = |name: &str| members.iter().find(|(n, _)| n == name).map(|(_, value)| value);
    match (member("count"), member("label")) {
        (Some(Data::Number(count)), Some(Data::String(label))) => format!("{count} {label}"),
        other => format!("{other:?}"),
    }
}

/// A payload that arrives as text.
fn parse(text: &str) -> Json {
    Json::parse(text).expect("it is JSON")
}

pub(crate) fn object_text() -> Box<dyn Subject> {
    let next = || object::event::msg().with_json(parse(std::hint::black_box(PAYLOAD)));
    Compiled::boxed(object::session(), next, object_said)
}

pub(crate) fn object_parsed() -> Box<dyn Subject> {
    let payload = parse(PAYLOAD);
    let next = move || object::event::msg().with_json(payload.clone());
    Compiled::boxed(object::session(), next, object_said)
}
