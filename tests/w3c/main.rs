//! Does every document of the W3C suite do what the suite says?
//!
//! The tests have the names of the documents, in the modules `mandatory`, `optional` and `manual`; the build script
//! makes them of the suite's manifest. In `with_snapshots` each is run once more, by sessions that become bytes and are
//! restored from them between every two macrosteps.

use scxml_runtime::Program;

mod by_hand;
mod exceptions;
mod judge;
mod table;
mod warnings;

include!(concat!(env!("OUT_DIR"), "/w3c.rs"));

/// A document of the suite and what its manifest says about it.
struct Case {
    /// The stem of the document's file name.
    name: &'static str,
    /// The number of the test; some tests have several documents.
    test: &'static str,
    group: Group,
    /// The data model.
    model: &'static str,
    /// How the document should end, in the manifest's words.
    expected: &'static str,
    /// What is difficult about it, in words of the manifest with commas between them.
    tags: &'static str,
    document: Document,
    /// The codes of what the compiler warns of.
    warnings: &'static [&'static str],
}

/// How the suite tells its tests apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "without the suite there are none")]
enum Group {
    /// A processor must pass it.
    Mandatory,
    /// It is about an optional part of the Recommendation.
    Optional,
    /// A person should judge it.
    Manual,
}

/// What the compiler made of a document.
#[allow(dead_code, reason = "without the suite there are none")]
enum Document {
    /// Rust.
    Machine(&'static Program),
    /// This report.
    Rejected(&'static str),
    /// The suite has no document, or not in this data model.
    None,
}

/// How a document is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// As any host does.
    Straight,
    /// Through bytes between every two macrosteps.
    WithSnapshots,
}

/// Fails when the document does not do what it should, and also when it does and is listed as an exception.
#[allow(dead_code, reason = "without the suite there are no tests")]
fn holds(name: &str, way: Way) {
    let case = CASES.iter().find(|case| case.name == name).expect("the build script wrote both");
    match (judge::judge(case, way), exceptions::reason(name)) {
        (Ok(()), None) | (Err(_), Some(_)) => {}
        (Ok(()), Some(reason)) => panic!("{name} holds, and yet w3c/exceptions.txt says: {reason}"),
        (Err(problem), None) => panic!("{problem}"),
    }
}
