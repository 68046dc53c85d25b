//! How many instructions an event, counted by callgrind: repeatable, whatever else the machine does?

#![expect(clippy::print_stdout, reason = "what a benchmark is for")]

use std::process::Command;

use scxml_benches::charts;

/// Two lengths whose difference leaves start-up out.
const SHORT: u32 = 2_000;
const LONG: u32 = 12_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, mode, chart, contender, events] = arguments.as_slice()
        && mode == "--child"
    {
        return child(chart, contender, events.parse().expect("a count that we wrote ourselves"));
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: valgrind is not installed (install the package `valgrind`)");
        return;
    }
    println!("{:<10} {:>10} {:>14}", "chart", "contender", "instr/event");
    for (chart, contenders) in charts() {
        for (contender, _) in contenders {
            let count = |events| instructions(chart, contender, events);
            let each = (count(LONG) - count(SHORT)) / f64::from(LONG - SHORT);
            println!("{chart:<10} {contender:>10} {each:>14.1}");
        }
    }
}

fn child(chart: &str, contender: &str, events: u32) {
    let charts = charts();
    let found = charts
        .iter()
        .find(|(c, _)| *c == chart)
        .and_then(|(_, all)| all.iter().find(|(n, _)| *n == contender));
    let (_, make) = found.expect("a name that we wrote ourselves");
    let mut subject = make();
    for event in 0..events {
        subject.event(event);
    }
    std::hint::black_box(subject.state());
}

fn instructions(chart: &str, contender: &str, events: u32) -> f64 {
    let program = std::env::current_exe().expect("a running program has a path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["--child", chart, contender, &events.to_string()])
        .output()
        .expect("valgrind ran before");
    let text = String::from_utf8_lossy(&output.stderr);
    let refs = text
        .lines()
        .find_map(|l| l.split_once("Collected :"))
        .map(|(_, n)| n.trim().replace(',', ""));
    refs.and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("callgrind said: {text}"))
}
