//! What is said about each mistake: one document for every code, beside what the compiler says about it.
//!
//! Every word of a snapshot is read before it is accepted: is it clear to somebody who writes strategies, does it
//! stand where they have to look, and does the edit mend it?

#![expect(clippy::disallowed_methods, reason = "a test reads its own files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use scxml_diagnostic::{Diagnostics, FileId, fix, human, human_one};
use scxmlc::load::{LoadError, Loaded, Loader, MOST_BYTES, MemoryLoader};
use scxmlc::{Compiled, Options, codes, compile};

/// These are told of the machine or of several documents, not of one document.
const WITHOUT_DOCUMENT: [&str; 3] = ["cannot-start", "no-such-document", "same-file-name"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors")
}

/// The code that a document is named after, up to the first dot.
fn code_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(code, _)| code)
}

/// The documents by name, without the extension.
fn documents() -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder()).expect("the folder is there").flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let documents = paths.iter().filter(|path| path.extension().is_some_and(|e| e == "scxml"));
    documents
        .map(|path| {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("the document can be read"))
        })
        .collect()
}

fn compiled(name: &str, bytes: &[u8]) -> Compiled {
    let script = include_bytes!("errors/greeting.js").as_slice();
    let data = include_bytes!("errors/books.xml").as_slice();
    let files = [(name, bytes), ("greeting.js", script), ("books.xml", data)];
    compile(name, &mut MemoryLoader::new(files), &Options::default())
}

fn has(code: &str, diagnostics: &Diagnostics) -> bool {
    diagnostics.iter().any(|d| d.code == code)
}

fn report(compiled: &Compiled) -> String {
    human(&compiled.diagnostics, &compiled.sources, false)
}

#[test]
#[cfg(feature = "ecmascript")]
fn every_mistake_is_told() {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "errors" }, {
        for (name, text) in documents() {
            let compiled = compiled(&format!("{name}.scxml"), text.as_bytes());
            assert!(has(code_of(&name), &compiled.diagnostics), "{name}:\n{}", report(&compiled));
            insta::assert_snapshot!(name, format!("{text}\n{}", report(&compiled)));
        }
    });
}

#[test]
#[cfg(feature = "ecmascript")]
fn every_edit_mends_its_mistake() {
    for (name, text) in documents() {
        let before = compiled(&name, text.as_bytes());
        let said = |compiled: &Compiled, one: &scxml_diagnostic::Diagnostic| {
            compiled
                .diagnostics
                .iter()
                .filter(|d| (d.code, &d.message) == (one.code, &one.message))
                .count()
        };
        for diagnostic in before.diagnostics.iter().filter(|d| d.suggestion.is_some()) {
            let mut alone = Diagnostics::default();
            alone.push(diagnostic.clone());
            let fixed = fix(&alone, FileId(0), &text);
            let after = compiled(&name, fixed.text.as_bytes());
            assert!(
                said(&after, diagnostic) < said(&before, diagnostic),
                "{}\n{}",
                diagnostic.message,
                fixed.text
            );
        }
    }
}

/// Mistakes that no small text file can show.
fn further() -> Vec<(&'static str, Vec<u8>)> {
    let chart = |inside: &str| {
        format!("<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\">\n  {inside}\n</scxml>\n").into_bytes()
    };
    let declared = |encoding: &str, text: &[u8]| {
        [format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n").as_bytes(), text].concat()
    };
    let latin = b"<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><final id='gr\xf6\xdfe'/></scxml>";
    let small = b"<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><final/></scxml>";
    vec![
        ("not-decodable", latin.to_vec()),
        ("unknown-encoding", declared("windows-1252", latin)),
        ("encoding-mismatch", [b"\xef\xbb\xbf", declared("ISO-8859-1", small).as_slice()].concat()),
        ("bad-character", chart("<final id=\"done\u{1}\"/>")),
        ("too-many-errors", chart(&"& ".repeat(1_001))),
        ("too-deep", chart(&format!("{}{}", "<state>".repeat(2_000), "</state>".repeat(2_000)))),
        (
            "nested-too-deep",
            chart(&format!(
                "<state>\n<transition\n  cond=\"{}1{}\"/></state>",
                "(".repeat(3_000),
                ")".repeat(3_000)
            )),
        ),
    ]
}

#[test]
#[cfg(feature = "ecmascript")]
fn every_mistake_in_bytes_is_told() {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "errors" }, {
        for (code, bytes) in further() {
            let compiled = compiled(&format!("{code}.scxml"), &bytes);
            let found = compiled.diagnostics.iter().find(|d| d.code == code);
            let found = found.unwrap_or_else(|| panic!("{code}:\n{}", report(&compiled)));
            insta::assert_snapshot!(code, human_one(found, &compiled.sources, false));
        }
    });
}

/// A file of this many zeros.
struct Zeros(usize);

impl Loader for Zeros {
    fn load(&mut self, _: &str, href: &str) -> Result<Loaded, LoadError> {
        Ok(Loaded { name: href.to_owned(), bytes: vec![0; self.0] })
    }
}

#[test]
fn a_huge_file_is_refused() {
    let compiled = compile("huge.scxml", &mut Zeros(MOST_BYTES + 1), &Options::default());
    let told =
        "error[too-large]: `huge.scxml` has 268435457 bytes; files are accepted up to 268435456";
    assert_eq!(report(&compiled).trim(), told);
}

#[test]
fn a_missing_document_is_told() {
    let compiled = compile("gone.scxml", &mut MemoryLoader::default(), &Options::default());
    assert_eq!(report(&compiled).trim(), "error[cannot-read]: there is no file `gone.scxml`");
}

#[test]
#[cfg(not(feature = "ecmascript"))]
fn a_compiler_without_ecmascript_says_so() {
    let text = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><final/></scxml>";
    let compiled = compiled("chart.scxml", text.as_bytes());
    assert!(has("ecmascript-not-built", &compiled.diagnostics));
    assert!(report(&compiled).contains("the cargo feature `ecmascript`"));
}

#[test]
fn every_code_has_a_document() {
    let documents = documents();
    let shown: BTreeSet<&str> = documents.iter().map(|(name, _)| code_of(name)).collect();
    let further = further();
    let mut known: BTreeSet<&str> = further.iter().map(|(code, _)| *code).collect();
    known.extend(["too-large", "ecmascript-not-built"]);
    known.extend(WITHOUT_DOCUMENT);
    known.extend(&shown);
    let codes: BTreeSet<&str> = codes::ALL.iter().map(|code| code.word).collect();
    assert_eq!(known, codes);
}
