//! What allocates? Guards and assignments do not, whatever they compare.

use allocation_counter::measure;
use scxml_runtime::{Event, Platform, Start};

scxml_macros::scxml!("allocations.scxml");

struct Quiet;

impl Platform for Quiet {
    fn sequence(&mut self) -> u64 {
        0
    }
}

/// How many allocations `count` macrosteps make for this event, in a session that has seen many before.
fn allocations(name: &str, count: u32) -> u64 {
    let mut session = allocations::session();
    let _ = session.start(Start::default(), &mut Quiet);
    let mut steps = |count: u32| {
        let mut total = 0;
        for _ in 0..count {
            session.deliver(Event::new(name.to_owned()));
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
        "assignments",
    ] {
        assert_eq!(allocations(name, 1000), 0, "{name}");
    }
}
