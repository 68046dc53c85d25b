//! The charts as `scxmlc` compiles them.

use scxml_macros::scxml;
use scxml_runtime::{Event, Platform, Session, Start};

use crate::Subject;

scxml!("../charts/flat.scxml");
scxml!("../charts/ring16.scxml");
scxml!("../charts/ring1024.scxml");
scxml!("../charts/own16.scxml");
scxml!("../charts/own1024.scxml");
scxml!("../charts/regions.scxml");

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
}

impl<F: FnMut() -> Event + 'static> Compiled<F> {
    fn boxed(mut session: Session, next: F) -> Box<dyn Subject> {
        session.start(Start::default(), &mut Quiet);
        Box::new(Self { session, next })
    }
}

impl<F: FnMut() -> Event> Subject for Compiled<F> {
    #[inline(never)]
    fn event(&mut self, _: u32) {
        self.session.deliver((self.next)());
        self.session.step(&mut Quiet);
    }

    fn state(&self) -> u32 {
        let active = |id: &str| self.session.configuration().contains(&id);
        if active("par") {
            let region = |ids: &[&str]| ids.iter().position(|id| active(id)).unwrap_or(0) as u32;
            let (r1, r2) = (region(&["r1a", "r1b", "r1c"]), region(&["r2a", "r2b"]));
            return 100
                + r1 * 12
                + r2 * 6
                + region(&["r3a", "r3b1", "r3b2"]) * 2
                + region(&["r4a", "r4b"]);
        }
        let leaf = self.session.configuration().last().copied().unwrap_or_default();
        match leaf {
            "a" | "off" => 0,
            "b" | "l3b" => 1,
            ring => ring[1..].parse().unwrap_or(u32::MAX),
        }
    }
}

/// These events in turn.
fn in_turn(events: Vec<Event>) -> impl FnMut() -> Event {
    let mut next = 0;
    move || {
        let event = events[next].clone();
        next = if next + 1 == events.len() { 0 } else { next + 1 };
        event
    }
}

/// Events `e0` to `e<n-1>`, in turn.
fn numbered(program: &'static scxml_runtime::Program, n: usize) -> impl FnMut() -> Event {
    in_turn((0..n).map(|i| program.event(&format!("e{i}"))).collect())
}

/// Two states that take turns.
pub fn flat() -> Box<dyn Subject> {
    Compiled::boxed(flat::session(), flat::event::t)
}

/// 16 states in a ring.
pub fn ring16() -> Box<dyn Subject> {
    Compiled::boxed(ring16::session(), ring16::event::e)
}

/// 1,024 states in a ring.
pub fn ring1024() -> Box<dyn Subject> {
    Compiled::boxed(ring1024::session(), ring1024::event::e)
}

/// 16 states, 16 events.
pub fn own16() -> Box<dyn Subject> {
    Compiled::boxed(own16::session(), numbered(&own16::PROGRAM, 16))
}

/// 1,024 states, 1,024 events.
pub fn own1024() -> Box<dyn Subject> {
    Compiled::boxed(own1024::session(), numbered(&own1024::PROGRAM, 1024))
}

/// Seven levels, four regions, two deep histories.
pub fn regions() -> Box<dyn Subject> {
    use regions::event::{e1, e2, e3, e4, e5, e6, e7, e8};
    let constructors: [fn() -> Event; 8] = [e1, e2, e3, e4, e5, e6, e7, e8];
    let mut next = 0;
    Compiled::boxed(regions::session(), move || {
        let event = constructors[next]();
        next = (next + 1) % constructors.len();
        event
    })
}
