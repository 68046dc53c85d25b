//! Does the time for a document grow no faster than the document, whatever part of it is repeated?
//!
//! The first two bytes say where a part begins, the next two how long it is; it is repeated up to 64 KiB. What takes
//! longer than libFuzzer's `-timeout` is the fault.

#![no_main]

#[path = "../../compiler/tests/support/answer.rs"]
mod answer;

use libfuzzer_sys::fuzz_target;

const SIZE: usize = 64 << 10;

fuzz_target!(|input: &[u8]| {
    let Some(([a, b, c, d], document)) = input.split_first_chunk() else { return };
    let start = usize::from(u16::from_le_bytes([*a, *b])) % document.len().max(1);
    let length = usize::from(u16::from_le_bytes([*c, *d])) % 1024 + 1;
    let end = (start + length).min(document.len());
    let part = &document[start.min(end)..end];
    let repeated = part.repeat(SIZE / part.len().max(1));
    let whole = [&document[..end], &repeated, &document[end..]].concat();
    answer::mended(&answer::answer([("chart.scxml", whole.as_slice())]));
});
