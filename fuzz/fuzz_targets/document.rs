//! Does the compiler give an answer to any document, the same one each time, and to what its own edits make of it?

#![no_main]

#[path = "../../compiler/tests/support/answer.rs"]
mod answer;

use answer::{answer, mended};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|document: &[u8]| {
    let compiled = answer([("chart.scxml", document)]);
    if let Some(mended) = mended(&compiled) {
        answer([("chart.scxml", mended.as_bytes())]);
    } else if document.len() % 4 == 0 {
        let again = answer([("chart.scxml", document)]);
        assert_eq!(again.text, compiled.text);
    }
});
