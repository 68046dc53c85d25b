//! What do charts do on their own? Each `behaviour/X.scxml` logs what `X.log` says, which was written by hand.

use scxml_runtime::{Data, Program};

include!(concat!(env!("OUT_DIR"), "/behaviour.rs"));

fn logs(program: &'static Program, expected: &str) {
    let run = scxml_tests::run(program);
    let mut log = run.log.join("\n");
    log += &match run.end {
        Ok((state, Data::Undefined)) => format!("\nfinal {state}\n"),
        Ok((state, data)) => format!("\nfinal {state} {data:?}\n"),
        Err(why) => format!("\n{why}\n"),
    };
    assert_eq!(log.trim_start(), expected, "\n{log}");
}
