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

mod lowered {
    scxml_macros::scxml!(
        r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" profile="ecmascript" name="wrong">
             <script>var before = ;</script>
             <state id="start">
               <onentry><script>1 +</script><log expr="'not reached'"/></onentry>
               <transition event="error.script.SyntaxError"><log expr="_event.name"/></transition>
               <transition event="error.*" target="end"><log expr="_event.name"/></transition>
               <transition target="end" cond="( "/>
             </state>
             <final id="end"/>
           </scxml>"#,
        warn("ecmascript-syntax"),
    );
}

/// Each wrong piece raises the error event of its place; the document is a strategy, so they are the Orchestration
/// Server's.
#[test]
fn what_is_no_ecmascript_and_is_lowered_to_a_warning_fails_where_it_stands() {
    let run = scxml_tests::run(&lowered::wrong::PROGRAM);
    assert_eq!(
        run.log,
        ["error.script.SyntaxError", "error.script.SyntaxError", "error.illegalcond.SyntaxError"]
    );
    assert_eq!(run.end, Ok(("end", Data::Undefined)));
}
