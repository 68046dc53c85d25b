//! One test per chart that comes to its end on its own: those of `behaviour` and those of the W3C.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Each chart of our own, with the file that says what it logs.
pub(crate) fn write_behaviour(folder: &Path, out: &Path) {
    let mut text = String::new();
    for document in super::files(folder, ".scxml") {
        let log = document.with_extension("log");
        println!("cargo::rerun-if-changed={}", log.display());
        let (file, module) = super::write_machine("behaviour", &document, out);
        let test = super::stem(&document);
        let body = format!("super::logs(&machine::{module}::PROGRAM, include_str!({log:?}));");
        write_test(&test, "", &format!("mod machine {{ include!({file:?}); }}"), &body, &mut text);
    }
    fs::write(out.join("behaviour.rs"), text).expect("OUT_DIR can be written");
}

/// The documents of the W3C suite, as far as `SCXML_W3C_SUITE` says where they are. What a document needs is in the
/// suite's manifest; those that need what the compiler does not know yet are ignored, with the reason.
pub(crate) fn write_w3c(suite: Option<PathBuf>, out: &Path) {
    let mut text = String::new();
    if let Some(suite) = suite {
        let manifest = suite.join("manifest.tsv");
        println!("cargo::rerun-if-changed={}", manifest.display());
        let manifest =
            fs::read_to_string(&manifest).unwrap_or_else(|e| panic!("{}: {e}", manifest.display()));
        for line in manifest.lines().skip(1) {
            write_w3c_tests(&line.split('\t').collect::<Vec<_>>(), &suite, out, &mut text);
        }
    } else {
        let ignored = "#[ignore = \"set SCXML_W3C_SUITE to the folder of the W3C documents\"]";
        write_test("suite", ignored, "", "", &mut text);
        text.push_str(
            "#[expect(unused, reason = \"no document\")]\nuse {Program as _, ends_in as _};\n",
        );
    }
    fs::write(out.join("w3c.rs"), text).expect("OUT_DIR can be written");
}

fn write_w3c_tests(row: &[&str], suite: &Path, out: &Path, text: &mut String) {
    let [_, _, _, _, _, _, model, documents, _, expected, http, _, invoke, tags, ..] = *row else {
        panic!("a row of the manifest has other columns: {row:?}");
    };
    let missing = match () {
        () if model == "xpath" => return,
        () if http != "-" => Some("the Basic HTTP Event I/O Processor"),
        () if invoke != "-" => Some("<invoke>"),
        () if tags.split(',').any(|tag| tag == "dom") => Some("XML as a value"),
        () => None,
    };
    for document in documents.split_whitespace().filter(|name| name.ends_with(".scxml")) {
        let document = suite.join(model).join(document);
        let test = super::stem(&document);
        if let Some(missing) = missing {
            write_test(&test, &format!("#[ignore = \"needs {missing}\"]"), "", "", text);
        } else if expected.starts_with("document rejected") {
            let (_, problems) = super::compiled(&document);
            assert!(problems.is_err(), "{} compiles", document.display());
            write_test(&test, "", "", "", text);
        } else {
            let (file, module) = super::write_machine("w3c", &document, out);
            let state = expected.split([' ', ',']).next().unwrap_or_default();
            let body = format!("super::ends_in(&machine::{module}::PROGRAM, {state:?});");
            write_test(&test, "", &format!("mod machine {{ include!({file:?}); }}"), &body, text);
        }
    }
}

fn write_test(name: &str, attribute: &str, items: &str, body: &str, text: &mut String) {
    let _ = writeln!(
        text,
        "mod {name} {{\n    {items}\n    #[test]\n    {attribute}\n    fn holds() {{ {body} }}\n}}"
    );
}
