//! A pedestrian crossing: the machine is compiled by `build.rs`; it needs nothing from its platform.

use scxml_runtime::{Platform, Start};

include!(concat!(env!("OUT_DIR"), "/crossing.rs"));

use crossing::{State, event};

/// A machine that starts no timers and logs nothing asks little of its host.
struct Quiet;

impl Platform for Quiet {
    fn sequence(&mut self) -> u64 {
        0
    }
}

#[expect(clippy::print_stdout, reason = "what the example shows")]
fn main() {
    let mut session = crossing::session();
    session.start(Start::default(), &mut Quiet);
    for event in [
        event::button(),
        event::timer(),
        event::timer(),
        event::timer(),
        event::timer(),
        event::fault(),
    ] {
        assert!(!(session.is_active(State::Drive) && session.is_active(State::Walk)));
        session.deliver(event);
        session.run(&mut Quiet);
        println!("{}", session.configuration().join(" "));
    }
}
