//! Scripts give what node gives for them; `ecmascript/scripts.mjs` makes the document and the expectations.

mod machine {
    include!(concat!(env!("OUT_DIR"), "/ecmascript_scripts.rs"));
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

#[test]
fn scripts_give_what_node_gives() {
    let mut logs = Logs::default();
    let mut session = machine::scripts::session();
    let _ = session.start(scxml_runtime::Start::default(), &mut logs);
    // All that the scripts have left behind.
    scxml_tests::restore(&mut session);
    let expected: Vec<&str> = include_str!("ecmascript/scripts.expected").lines().collect();
    let scripts: Vec<&str> = include_str!("ecmascript/scripts.txt").split("\n---\n").collect();
    assert_eq!(logs.0.len(), scripts.len());
    let mut wrong = Vec::new();
    for ((actual, expected), script) in logs.0.iter().zip(expected).zip(scripts) {
        if actual != expected {
            wrong.push(format!("{script}\n  gives {actual}\n  node: {expected}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}
