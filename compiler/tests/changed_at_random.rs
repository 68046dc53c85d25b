//! Does the compiler give an answer to every document, also to one that was cut and mixed at random?

#![cfg(feature = "ecmascript")]
#![expect(clippy::disallowed_methods, reason = "variables tell where further documents are")]

#[path = "support/answer.rs"]
mod answer;
#[path = "support/changes.rs"]
mod changes;
#[path = "support/elements.rs"]
mod elements;
#[path = "support/random.rs"]
mod random;

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use answer::mended;
use random::Random;

/// The bound is for an unoptimised build on a busy machine: it tells an answer from none.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn every_change_gets_an_answer() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let behaviour = here.join("../../tests/behaviour");
    let documents = [here.join("cases"), here.join("errors"), behaviour];
    let documents = documents.iter().flat_map(|f| read(f)).collect();
    change_them(documents, 400, 0x5eed);
}

/// Minutes of work, for after changes to what reads text.
#[test]
#[ignore = "takes minutes"]
fn every_change_of_further_documents_gets_an_answer() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let behaviour = here.join("../../tests/behaviour");
    let mut folders = vec![here.join("cases"), here.join("errors"), behaviour];
    for variable in ["SCXML_SEED_STRATEGIES", "SCXML_W3C_SUITE"] {
        folders.extend(std::env::var_os(variable).map(PathBuf::from));
    }
    let seed = std::env::var("SCXML_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    change_them(folders.iter().flat_map(|f| read(f)).collect(), 20_000, seed);
}

/// The documents in a folder and the folders in it, in the order of their names.
fn read(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        if path.is_dir() {
            texts.extend(read(&path));
        } else if path.extension().is_some_and(|e| e == "scxml") {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
    texts
}

fn change_them(documents: Vec<String>, rounds: usize, seed: u64) {
    assert!(!documents.is_empty(), "there are documents to change");
    let mut random = Random(seed);
    let mut compiled = 0;
    for _ in 0..rounds {
        let mut text = documents[random.below(documents.len())].clone();
        let how = random.below(4);
        for _ in 0..=random.below(4) {
            match how {
                0 => changes::change(&mut text, &mut random, &documents),
                1 => changes::change_values(&mut text, &mut random, &documents),
                _ => elements::change(&mut text, &mut random, &documents),
            }
        }
        match catch_unwind(|| answer(&text)) {
            Ok((well, mended)) => {
                compiled += usize::from(well);
                if let Some(mended) = mended {
                    assert!(catch_unwind(|| answer(&mended)).is_ok(), "no answer to\n{mended}");
                }
            }
            Err(_) => panic!("no answer to\n{text}"),
        }
    }
    assert!(compiled > 0 && compiled < rounds, "{compiled} of {rounds} compiled");
}

/// Whether it compiled, and the text after all edits, if there are any.
fn answer(text: &str) -> (bool, Option<String>) {
    let started = Instant::now();
    let compiled = answer::answer([("chart.scxml", text.as_bytes())]);
    assert!(started.elapsed() < PATIENCE, "it took {:?}", started.elapsed());
    (compiled.text.is_some(), mended(&compiled))
}
