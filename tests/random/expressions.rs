//! Do random expressions give, compiled, what node gives for them?
//!
//! Each runs in a session of its own. Where there is no node, nothing is compared, and the test says so.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};

use scxml_random::expressions::SHOW;
use scxml_runtime::{LogEntry, Platform, Program, Session, Start};

include!(concat!(env!("OUT_DIR"), "/expressions.rs"));

/// The expressions of a document.
struct Batch {
    seed: u64,
    program: &'static Program,
    /// What node runs for each, with its number.
    scripts: &'static [(usize, &'static str)],
}

#[test]
fn expressions_give_what_node_gives() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("skipped: there is no node to compare with");
        return;
    }
    let scripts = BATCHES.iter().flat_map(|batch| batch.scripts).map(|(_, script)| *script);
    let expected = node(scripts);
    let mut expected = expected.iter();
    let (mut compared, mut throws, mut different) = (0, 0, 0);
    for Batch { seed, program, scripts } in BATCHES {
        for (number, script) in *scripts {
            let node = expected.next().expect("node gives as many");
            let ours = javascript_string(&evaluated(program, &format!("c{number}")));
            compared += 1;
            throws += usize::from(node.starts_with("\"throws"));
            if ours != *node {
                different += 1;
                println!(
                    "differs: c{number} of seed {seed}: {script}\n  ours {ours}\n  node {node}"
                );
            }
        }
    }
    println!("{compared} expressions compared, {throws} throw, {different} differ");
    println!("refused: {REFUSED:?}");
    assert_eq!(different, 0);
}

/// What node gives for these scripts.
fn node(scripts: impl Iterator<Item = &'static str>) -> Vec<String> {
    let scripts: Vec<String> = scripts.map(javascript_string).collect();
    let program = format!(
        "{SHOW}{}compare([\n{}])",
        include_str!("src/expressions/node.js"),
        scripts.join(",\n")
    );
    let mut node = Command::new("node")
        .arg("-")
        .env("TZ", "UTC")
        .env("LANG", "en_US.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node starts");
    let mut input = node.stdin.take().expect("it is piped");
    let writer = std::thread::spawn(move || input.write_all(program.as_bytes()));
    let output = node.wait_with_output().expect("node ends");
    writer.join().expect("the thread ends").expect("node reads all");
    assert!(output.status.success(), "node fails");
    let text = String::from_utf8(output.stdout).expect("node writes UTF-8");
    text.lines().map(str::to_owned).collect()
}

/// What a session of this program logs for an event.
fn evaluated(program: &'static Program, event: &str) -> String {
    let mut logs = Logs::default();
    let run = || {
        let mut session = Session::new(program);
        let _ = session.start(Start::default(), &mut logs);
        session.deliver(program.event(event));
        let _ = session.run(&mut logs);
        if let Some(outcome) = session.outcome() {
            logs.0.push(format!("{outcome:?}"));
        }
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(()) => logs.0.join(" "),
        Err(_) => "panics".to_owned(),
    }
}

#[derive(Default)]
struct Logs(Vec<String>);

impl Platform for Logs {
    fn sequence(&mut self) -> u64 {
        0
    }

    fn log(&mut self, entry: LogEntry) {
        self.0.push(entry.text);
    }
}

/// A string literal of this text, which is ASCII.
fn javascript_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
