//! What allocates? Guards and assignments do not, whatever they compare.

use allocation_counter::measure;
use scxml_runtime::{Data, Event, Platform, Start};

scxml_macros::scxml!("allocations.scxml");

struct Quiet;

impl Platform for Quiet {
    fn sequence(&mut self) -> u64 {
        0
    }
}

fn payload() -> Data {
    let members = [("requestid", Data::from("r17")), ("count", Data::from(1.0))];
    Data::object(members.into_iter().chain([("ok", Data::from(true))]))
}

/// How many allocations `count` macrosteps make for this event, in a session that has seen many before.
fn allocations(name: &str, count: u32) -> u64 {
    let mut session = allocations::session();
    let _ = session.start(Start::default(), &mut Quiet);
    let mut steps = |count: u32| {
        let mut total = 0;
        for _ in 0..count {
            session.deliver(Event::new(name.to_owned()).with_data(payload()));
            let info = measure(|| {
                let _ = session.step(&mut Quiet);
            });
            total += info.count_total;
        }
        total
    };
    steps(1000);
    let total = steps(count);
    assert!(session.is_active(allocations::State::S), "no guard of {name} holds");
    total
}

#[test]
fn guards_and_assignments_allocate_nothing() {
    for name in [
        "numbers",
        "booleans",
        "strings",
        "members",
        "lists",
        "mixed",
        "configuration",
        "fields",
        "assignments",
    ] {
        assert_eq!(allocations(name, 1000), 0, "{name}");
    }
    // The strings of events are in a list that grows, at most once here, until it is cleared.
    assert!(allocations("payload", 1000) <= 1);
    // So is the name of an event that no script mentions.
    assert!(allocations("a.name", 500) <= 1);
}

scxml_macros::scxml!("../benches/charts/counter.scxml");

/// What a host keeps that holds many sessions: the session itself, and what it has allocated.
#[test]
fn a_session_at_rest_takes_less_than_400_bytes() {
    // What all sessions of a program share is made by the first.
    let rested = || {
        let mut session = counter::session();
        let _ = session.start(Start::default(), &mut Quiet);
        for _ in 0..1_000 {
            session.deliver(counter::event::inc());
            let _ = session.step(&mut Quiet);
        }
        session
    };
    drop(rested());
    let mut session = None;
    let info = measure(|| session = Some(rested()));
    let bytes = size_of::<scxml_runtime::Session>() as i64 + info.bytes_current;
    assert!(bytes < 400, "{bytes} bytes, {} of them allocated", info.bytes_current);
}
