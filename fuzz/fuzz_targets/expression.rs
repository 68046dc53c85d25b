//! Does any ECMAScript, wherever a document may have it, become code or faults?
//!
//! The first character of the input says where it stands; the rest is the ECMAScript.

#![no_main]

#[path = "../../compiler/tests/support/answer.rs"]
mod answer;

use libfuzzer_sys::fuzz_target;

/// What stands before and after; the same text may stand in two places.
const PLACES: [&str; 8] = [
    "<script>@</script>",
    "<datamodel><data id='d' expr='@'/></datamodel>",
    "<datamodel><data id='d'>@</data></datamodel>",
    "<state><onentry><log expr='@'/><assign location='d' expr='@'/></onentry></state>",
    "<datamodel><data id='d'/></datamodel><state><onentry><assign location='@' expr='1'/></onentry></state>",
    "<state><transition cond='@'/></state>",
    "<state><onentry><foreach array='@' item='i'><script>@</script></foreach></onentry></state>",
    "<script>function f() { return 1; }</script><state><onentry><send eventexpr='@' delayexpr='@'/></onentry></state>",
];

const ROOTS: [&str; 2] = ["datamodel='ecmascript'", "profile='ecmascript'"];

fuzz_target!(|text: &str| {
    let mut rest = text.chars();
    let Some(first) = rest.next() else { return };
    let place = first as usize;
    let ecmascript =
        rest.as_str().replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;");
    let body = PLACES[place % PLACES.len()].replace('@', &ecmascript);
    let root = ROOTS[place / PLACES.len() % ROOTS.len()];
    let document = format!(
        "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' {root}>{body}</scxml>"
    );
    answer::mended(&answer::answer([("chart.scxml", document.as_bytes())]));
});
