//! Expressions give what node gives for them: the tables of `ecmascript/cases`; `ecmascript/cases.mjs` asks node.

use std::collections::BTreeMap;
use std::sync::Arc;

use scxml_runtime::{LogEntry, Platform, Program, Session, Start, Zone, ZoneRules};

include!(concat!(env!("OUT_DIR"), "/cases.rs"));

/// What was logged, by the line that the label names.
#[derive(Default)]
struct Logs(BTreeMap<usize, String>);

impl Platform for Logs {
    fn sequence(&mut self) -> u64 {
        0
    }

    fn log(&mut self, entry: LogEntry) {
        if let Ok(line) = entry.label.parse() {
            self.0.insert(line, entry.text.replace('\n', "\\n"));
        }
    }
}

/// Central European Time by the rules of the European Union: summer time from the last Sunday of March to the last of
/// October, at 1:00 UTC. Days are looked up for the years that the table has.
#[derive(Debug)]
struct Berlin;

impl Berlin {
    fn is_summer(moment: f64) -> bool {
        let year = 1970.0 + (moment / 31_556_952_000.0).floor();
        let first_day = ((year - 1970.0) * 365.0 + ((year - 1969.0) / 4.0).floor()).floor();
        let leap = if year % 4.0 == 0.0 { 1.0 } else { 0.0 };
        // The last Sunday up to the last day of the month; 1970-01-04 was one.
        let last_sunday = |day: f64| ((first_day + leap + day - 3.0) / 7.0).floor() * 7.0 + 3.0;
        let [start, end] = [89.0, 303.0].map(|day| last_sunday(day) * 86_400_000.0 + 3_600_000.0);
        (start..end).contains(&moment)
    }
}

impl ZoneRules for Berlin {
    fn minutes_east(&self, moment: f64) -> i32 {
        if Self::is_summer(moment) { 120 } else { 60 }
    }

    fn name(&self, moment: f64) -> String {
        let season = if Self::is_summer(moment) { "Summer" } else { "Standard" };
        format!("Central European {season} Time")
    }
}

/// The zone that a table is about, by the name that node has for it.
fn zone(lines: &str) -> Zone {
    match lines.lines().find_map(|line| line.strip_prefix("# zone ")) {
        None | Some("UTC") => Zone::default(),
        // These names say how far west Greenwich is.
        Some("Etc/GMT-5") => Zone::Offset(300),
        Some("Europe/Berlin") => Zone::Rules(Arc::new(Berlin)),
        Some(other) => panic!("the zone {other} is not known here"),
    }
}

fn all_hold(lines: &str, expected: &str, program: &'static Program) {
    let mut logs = Logs::default();
    let mut session = Session::new(program).with_zone(&zone(lines));
    let _ = session.start(Start::default(), &mut logs);
    let mut failures = Vec::new();
    for (number, (line, expected)) in (1..).zip(lines.lines().zip(expected.lines())) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let actual = logs.0.get(&number).map_or("nothing: the batch was given up", String::as_str);
        if actual != expected {
            failures.push(format!("{number}: {line}\n    node {expected}\n    ours {actual}"));
        }
    }
    assert_eq!(lines.lines().count(), expected.lines().count(), "run cases.mjs");
    assert!(failures.is_empty(), "{} fail:\n{}", failures.len(), failures.join("\n"));
}
