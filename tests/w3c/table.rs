//! Does the README's table of conformance say what the run gives?

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the README, and writes it when it is told to"
)]

use std::fmt::Write as _;
use std::path::Path;

use crate::judge::judge;
use crate::{CASES, Case, Document, Group, Way, exceptions};

/// How many tests of a group hold, do not hold yet, and never will. Some tests have several documents.
#[derive(Default)]
struct Count {
    hold: usize,
    with_snapshots: usize,
    not_yet: usize,
    never: usize,
}

fn count(group: Group) -> Count {
    let mut count = Count::default();
    let of_group: Vec<&Case> = CASES.iter().filter(|case| case.group == group).collect();
    for documents in of_group.chunk_by(|a, b| a.test == b.test) {
        let failed = documents.iter().find(|case| judge(case, Way::Straight).is_err());
        let restored = documents.iter().all(|case| judge(case, Way::WithSnapshots).is_ok());
        count.with_snapshots += usize::from(restored);
        match failed.map(|case| exceptions::reason(case.name).unwrap_or_default()) {
            None => count.hold += 1,
            Some(reason) if reason.starts_with("never") => count.never += 1,
            Some(_) => count.not_yet += 1,
        }
    }
    count
}

/// The table, in Markdown.
fn table() -> String {
    let mut table = String::from(
        "| tests of the W3C | hold | hold through snapshots | not yet | never |\n|---|---|---|---|---|\n",
    );
    for (name, group) in [
        ("mandatory", Group::Mandatory),
        ("manual, judged by a program", Group::Manual),
        ("optional", Group::Optional),
    ] {
        let Count { hold, with_snapshots, not_yet, never } = count(group);
        let of = hold + not_yet + never;
        let _ = writeln!(
            table,
            "| {name} | {hold} of {of} | {with_snapshots} of {of} | {not_yet} | {never} |"
        );
    }
    let scripted = CASES
        .iter()
        .filter(|case| case.model == "ecmascript" && !matches!(case.document, Document::None));
    let engine = scripted.clone().filter(|case| !is_native(case)).count();
    let _ = writeln!(
        table,
        "\nDocuments with ECMAScript that would need a script engine, because they do not become Rust: {engine} of {}.",
        scripted.count()
    );
    table
}

/// Whether the document became Rust, which is all there is at run time, or was refused as it should be.
fn is_native(case: &Case) -> bool {
    matches!(case.document, Document::Machine(_)) || judge(case, Way::Straight).is_ok()
}

#[test]
fn the_readme_tells_what_the_run_gives() {
    if CASES.is_empty() {
        eprintln!("skipped: set SCXML_W3C_SUITE to the folder of the W3C documents");
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = std::fs::read_to_string(&path).expect("the project has a README");
    let (start, end) = ("<!-- made by tests/w3c -->\n", "<!-- end -->");
    let (before, rest) = readme.split_once(start).expect("a mark before the table");
    let (written, after) = rest.split_once(end).expect("a mark after the table");
    let table = table();
    if std::env::var_os("UPDATE_README").is_some() {
        let text = format!("{before}{start}{table}{end}{after}");
        std::fs::write(&path, text).expect("the README can be written");
    } else {
        assert_eq!(
            written, table,
            "UPDATE_README=1 cargo test -p scxml-tests --test w3c writes it"
        );
    }
}
