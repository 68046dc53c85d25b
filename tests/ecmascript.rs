//! Scripts give what node gives for them; `ecmascript/scripts.mjs` makes the document and the expectations.

use scxml_runtime::Session;

mod machine {
    include!(concat!(env!("OUT_DIR"), "/ecmascript_scripts.rs"));
    include!(concat!(env!("OUT_DIR"), "/ecmascript_functions.rs"));
}

#[derive(Default)]
struct Logs(Vec<String>);

impl scxml_runtime::Platform for Logs {
    fn sequence(&mut self) -> u64 {
        0
    }

    fn log(&mut self, entry: scxml_runtime::LogEntry) {
        self.0.push(format!("{}: {}", entry.label, entry.text));
    }
}

#[track_caller]
fn holds(mut session: Session, scripts: &str, expected: &str) {
    let mut logs = Logs::default();
    let _ = session.start(scxml_runtime::Start::default(), &mut logs);
    // All that the scripts have left behind.
    scxml_tests::restore(&mut session);
    let scripts: Vec<&str> = scripts.split("\n---\n").collect();
    assert_eq!(logs.0.len(), scripts.len());
    let mut wrong = Vec::new();
    for ((actual, expected), script) in logs.0.iter().zip(expected.lines()).zip(scripts) {
        if actual != expected {
            wrong.push(format!("{script}\n  gives {actual}\n  node: {expected}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn scripts_give_what_node_gives() {
    holds(
        machine::scripts::session(),
        include_str!("ecmascript/scripts.txt"),
        include_str!("ecmascript/scripts.expected"),
    );
}

/// These are called directly, with typed parameters.
#[test]
fn functions_give_what_node_gives() {
    holds(
        machine::functions::session(),
        include_str!("ecmascript/functions.txt"),
        include_str!("ecmascript/functions.expected"),
    );
}
