//! A turnstile: the machine is compiled into this program by `scxml!`, and the program is its platform.

use scxml_macros::scxml;
use scxml_runtime::{LogEntry, Platform, Start};

scxml!("turnstile.scxml");

use turnstile::{State, event};

/// What the turnstile needs from the world: somewhere to log, and the order of its timers.
#[derive(Default)]
struct Gate {
    timers: u64,
    lines: Vec<String>,
}

impl Platform for Gate {
    fn sequence(&mut self) -> u64 {
        self.timers += 1;
        self.timers
    }

    fn log(&mut self, entry: LogEntry) {
        self.lines.push(format!("{}: {}", entry.label, entry.text));
    }
}

#[expect(clippy::print_stdout, reason = "what the example shows")]
fn main() {
    let mut gate = Gate::default();
    let mut session = turnstile::session();
    session.start(Start::default(), &mut gate);

    // A visitor who pushes before paying, then three who pay.
    for event in [
        event::push(),
        event::coin(),
        event::push(),
        event::coin(),
        event::push(),
        event::coin(),
        event::push(),
    ] {
        session.deliver(event);
        session.run(&mut gate);
    }
    assert!(session.is_active(State::Service));

    // After the service somebody pays and walks away: ten seconds later it locks.
    session.deliver(event::serviced());
    session.deliver(event::coin());
    session.run(&mut gate);
    assert!(session.is_active(State::Unlocked));
    session.advance(10_000.0);
    session.run(&mut gate);
    assert!(session.is_active(State::Locked));

    for line in &gate.lines {
        println!("{line}");
    }
}
