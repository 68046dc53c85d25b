//! How fast are guards and scripts, and how does that compare with hand-written Rust and script engines in this run?
//!
//! `cargo run --release` prints a table: nanoseconds per event (the median of interleaved rounds), and how many times as
//! fast as each other contender compiled SCXML is. The engines run the guard and the script alone, with no statechart
//! around them: once compiled and called for each event, and once from text for each event.

mod compiled;
mod engines;
mod hand;

use std::time::{Duration, Instant};

/// A contender at work.
pub(crate) trait Subject {
    /// Takes the next event of the workload's cycle.
    fn event(&mut self);
    /// What the events have led to.
    fn check(&mut self) -> String;
}

/// A contender: its name, and how to make it.
pub(crate) type Contender = (&'static str, fn() -> Box<dyn Subject>);

struct Workload {
    name: &'static str,
    /// What every contender must have come to after [`CHECKED`] events.
    expected: &'static str,
    contenders: Vec<Contender>,
}

const CHECKED: u32 = 1_600;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_millis(200);

fn workloads() -> Vec<Workload> {
    vec![
        Workload {
            name: "counter",
            expected: "1570",
            contenders: vec![
                ("scxmlc", compiled::counter),
                ("hand", hand::counter),
                ("rquickjs", engines::quickjs_counter),
                ("rquickjs eval", engines::quickjs_counter_eval),
                ("boa", engines::boa_counter),
                ("boa eval", engines::boa_counter_eval),
            ],
        },
        Workload {
            name: "hier",
            expected: "2000",
            contenders: vec![("scxmlc", compiled::hier), ("hand", hand::hier)],
        },
        Workload {
            name: "hpar",
            expected: "4001",
            contenders: vec![("scxmlc", compiled::hpar), ("hand", hand::hpar)],
        },
        Workload {
            name: "text",
            expected: "617020 KEY0=599",
            contenders: vec![
                ("scxmlc", compiled::text),
                ("hand", hand::text),
                ("rquickjs", engines::quickjs_text),
                ("rquickjs eval", engines::quickjs_text_eval),
                ("boa", engines::boa_text),
                ("boa eval", engines::boa_text_eval),
            ],
        },
        Workload {
            name: "dates",
            expected: "762 25426 2027-07-01T00:00:00.000Z",
            contenders: vec![
                ("scxmlc", compiled::dates),
                ("hand (jiff)", hand::dates),
                ("rquickjs", engines::quickjs_dates),
                ("rquickjs eval", engines::quickjs_dates_eval),
                ("boa", engines::boa_dates),
                ("boa eval", engines::boa_dates_eval),
            ],
        },
        Workload {
            name: "object",
            expected: "1600 abc-123:v2",
            contenders: vec![
                ("scxmlc", compiled::object_text),
                ("hand", hand::object_text),
                ("serde_json::Value", hand::value_text),
                ("rquickjs", engines::quickjs_object_text),
                ("rquickjs eval", engines::quickjs_object_text_eval),
                ("boa", engines::boa_object_text),
                ("boa eval", engines::boa_object_text_eval),
            ],
        },
        Workload {
            name: "object, parsed",
            expected: "1600 abc-123:v2",
            contenders: vec![
                ("scxmlc", compiled::object_parsed),
                ("hand", hand::object_parsed),
                ("serde_json::Value", hand::value_parsed),
                ("rquickjs", engines::quickjs_object_parsed),
                ("rquickjs eval", engines::quickjs_object_parsed_eval),
                ("boa", engines::boa_object_parsed),
                ("boa eval", engines::boa_object_parsed_eval),
            ],
        },
    ]
}

fn main() {
    let only: Vec<String> = std::env::args().skip(1).collect();
    println!("{:<16} {:<20} {:>12} {:>14} {:>16}", "workload", "contender", "ns/event", "events/s", "scxmlc is");
    for workload in workloads() {
        if !only.is_empty() && !only.iter().any(|name| workload.name.starts_with(name.as_str())) {
            continue;
        }
        let mut subjects: Vec<_> =
            workload.contenders.iter().map(|(name, make)| (*name, checked(&workload, name, *make), Vec::new())).collect();
        for _ in 0..ROUNDS {
            for (_, subject, times) in &mut subjects {
                times.push(round(subject.as_mut()));
            }
        }
        let medians: Vec<(&str, f64)> = subjects
            .into_iter()
            .map(|(name, _, mut times)| {
                times.sort_by(f64::total_cmp);
                (name, times[ROUNDS / 2])
            })
            .collect();
        let own = medians[0].1;
        for (name, time) in medians {
            let ratio = time / own;
            let ratio = match name {
                "scxmlc" => String::new(),
                _ if ratio >= 1.0 => format!("{ratio:.1} x as fast"),
                _ => format!("1/{:.1} as fast", 1.0 / ratio),
            };
            println!("{:<16} {name:<20} {time:>12.1} {:>14.0} {ratio:>16}", workload.name, 1e9 / time);
        }
    }
}

/// The contender after the events whose outcome is known.
fn checked(workload: &Workload, name: &str, make: fn() -> Box<dyn Subject>) -> Box<dyn Subject> {
    let mut subject = make();
    for _ in 0..CHECKED {
        subject.event();
    }
    assert_eq!(subject.check(), workload.expected, "{} of {name}", workload.name);
    subject
}

/// Nanoseconds per event.
fn round(subject: &mut dyn Subject) -> f64 {
    let mut events = 0_u64;
    let start = Instant::now();
    loop {
        for _ in 0..256 {
            subject.event();
        }
        events += 256;
        let time = start.elapsed();
        if time >= ROUND {
            return time.as_nanos() as f64 / events as f64;
        }
    }
}
