//! Does the compiler give an answer to any set of files that refer to one another?
//!
//! A line `=== NAME` in the input begins a file; the first file is compiled.

#![no_main]

#[path = "../../compiler/tests/support/answer.rs"]
mod answer;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let files = files(input);
    let compiled = answer::answer(files.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
    answer::mended(&compiled);
});

fn files(input: &[u8]) -> Vec<(String, &[u8])> {
    const MARK: &[u8] = b"=== ";
    let starts_line = |at: usize| at == 0 || input[at - 1] == b'\n';
    let marks: Vec<usize> = (0..input.len())
        .filter(|at| starts_line(*at) && input[*at..].starts_with(MARK))
        .chain([input.len()])
        .collect();
    let file = |ends: &[usize]| {
        let part = &input[ends[0] + MARK.len()..ends[1]];
        let line = part.iter().position(|b| *b == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..line]).into_owned();
        (name, part.get(line + 1..).unwrap_or_default())
    };
    marks.windows(2).map(file).collect()
}
