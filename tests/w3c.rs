//! The tests of the W3C: every document comes to the final state that the suite's manifest names.

use scxml_runtime::Program;

include!(concat!(env!("OUT_DIR"), "/w3c.rs"));

fn ends_in(program: &'static Program, expected: &str) {
    let run = scxml_tests::run(program);
    match run.end {
        Ok((state, _)) if state == expected => {}
        end => panic!("{end:?}, not {expected}\n{}", run.log.join("\n")),
    }
}
