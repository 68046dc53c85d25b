//! What do charts do on their own? Each `behaviour/X.scxml` logs what `X.log` says, which was written by hand.
//! A session that is restored from a snapshot before every macrostep says the same.

use scxml_runtime::{Data, Program};

include!(concat!(env!("OUT_DIR"), "/behaviour.rs"));

fn logs(program: &'static Program, expected: &str) {
    assert_eq!(shown(scxml_tests::run(program)), expected);
    assert_eq!(shown(scxml_tests::run_with_snapshots(program)), expected);
}

fn shown(run: scxml_tests::Run) -> String {
    let mut log = run.log.join("\n");
    log += &match run.end {
        Ok((state, Data::Undefined)) => format!("\nfinal {state}\n"),
        Ok((state, data)) => format!("\nfinal {state} {data:?}\n"),
        Err(why) => format!("\n{why}\n"),
    };
    log.trim_start().to_owned()
}
