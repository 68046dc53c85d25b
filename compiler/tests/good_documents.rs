//! Are documents that are right left in peace? Those of the W3C's suite and of the benchmarks are the control.
//!
//! They are not part of the project: `SCXML_W3C_SUITE` and `SCXML_WORKLOADS` name their folders.

#![cfg(feature = "ecmascript")]
#![expect(clippy::disallowed_methods, reason = "variables tell where the documents are")]

use std::path::{Path, PathBuf};

use scxml_diagnostic::Severity;
use scxmlc::files::FileLoader;
use scxmlc::{Options, compile};

/// What a document may lack support for. Nothing else of a good document is an error.
const NOT_YET: [&str; 2] = ["unsupported-ecmascript", "unsupported-element"];

/// Documents that a processor must refuse, and why: it names a script that cannot be fetched (section 5.8).
const REFUSED: [(&str, &str); 1] = [("test301.scxml", "cannot-read")];

#[expect(clippy::print_stdout, reason = "a test that does nothing says so")]
fn documents(variable: &str) -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os(variable) else {
        println!("skipped: {variable} names no folder");
        return Vec::new();
    };
    let mut found = Vec::new();
    add(Path::new(&folder), &mut found);
    found.sort();
    assert!(!found.is_empty(), "{variable} names a folder with documents");
    found
}

fn add(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = path.path();
        if path.is_dir() {
            add(&path, found);
        } else if path.extension().is_some_and(|e| e == "scxml") {
            found.push(path);
        }
    }
}

/// The errors of a document, without those that stand in `except`.
fn errors(path: &Path, except: &[&str]) -> Vec<String> {
    let compiled =
        compile(&path.to_string_lossy(), &mut FileLoader::default(), &Options::default());
    let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let others = errors.filter(|d| !except.contains(&d.code));
    others.map(|d| format!("{}: {}: {}", path.display(), d.code, d.message)).collect()
}

#[test]
fn the_suite_has_no_false_errors() {
    let mut all = Vec::new();
    for path in documents("SCXML_W3C_SUITE") {
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        if let Some((_, code)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
            let found = errors(&path, &[]);
            assert!(found.len() == 1 && found[0].contains(code), "{found:?}");
            continue;
        }
        all.extend(errors(&path, &NOT_YET));
    }
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn the_workloads_compile() {
    for path in documents("SCXML_WORKLOADS") {
        assert_eq!(errors(&path, &[]), Vec::<String>::new());
    }
}
