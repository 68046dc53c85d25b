//! Compiles every strategy that has scenarios, and writes one test per scenario; compiles the scripts to compare, and
//! the charts that run on their own, and the documents of the W3C.
//!
//! The founding strategies are not part of the project: `SCXML_SEED_STRATEGIES` names their folder.

#![expect(clippy::disallowed_methods, reason = "a build script reads the environment and files")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use scxmlc::files::FileLoader;
use scxmlc::{Compiled, Options, compile};

#[path = "build/cases.rs"]
mod cases;
#[path = "build/charts.rs"]
mod charts;
#[path = "build/composer.rs"]
mod composer;
#[path = "build/w3c.rs"]
mod w3c;

/// A folder of scenarios, and the folder of the strategies that they are about.
struct Suite {
    name: &'static str,
    strategies: Option<PathBuf>,
    scenarios: PathBuf,
    /// The strategies of the folder that are meant, by the names of their files; all of them when empty.
    only: &'static [&'static str],
    /// URLs that a strategy names, and the files that stand for them.
    sources: &'static [(&'static str, &'static str)],
}

fn main() {
    println!("cargo::rerun-if-env-changed=SCXML_SEED_STRATEGIES");
    println!("cargo::rerun-if-env-changed=SCXML_W3C_SUITE");
    println!("cargo::rerun-if-env-changed=SCXML_COMPOSER_SAMPLES");
    let seeds =
        std::env::var_os("SCXML_SEED_STRATEGIES").map(|f| PathBuf::from(f).join("repaired"));
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let examples = here.join("../examples/strategies");
    let suites = [
        Suite {
            name: "seeds",
            strategies: seeds.clone(),
            scenarios: here.join("strategies"),
            only: &[],
            sources: &[("http://localhost:17080/ixn_attach.scxml", "ownership-child.scxml")],
        },
        Suite {
            name: "parent_alone",
            strategies: seeds,
            scenarios: here.join("strategies/parent-alone"),
            only: &["ownership-parent.scxml"],
            sources: &[],
        },
        Suite {
            name: "own",
            strategies: Some(here.join("strategies/own")),
            scenarios: here.join("strategies/own"),
            only: &[],
            sources: &[],
        },
        Suite {
            name: "examples",
            strategies: Some(examples.clone()),
            scenarios: examples,
            only: &[],
            sources: &[("http://strategies.example/receiver.scxml", "receiver.scxml")],
        },
    ];
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut text = String::new();
    for suite in &suites {
        write_suite(suite, &out, &mut text);
    }
    for name in ["scripts", "functions"] {
        write_machine("ecmascript", &here.join(format!("ecmascript/{name}.scxml")), &out);
    }
    cases::write_cases(&here.join("ecmascript/cases"), &out);
    charts::write_behaviour(&here.join("behaviour"), &out);
    composer::write(std::env::var_os("SCXML_COMPOSER_SAMPLES").map(PathBuf::from), &out);
    w3c::write(std::env::var_os("SCXML_W3C_SUITE").map(PathBuf::from), &out);
    fs::write(out.join("strategies.rs"), text).expect("OUT_DIR can be written");
}

fn write_suite(suite: &Suite, out: &Path, text: &mut String) {
    let _ = writeln!(text, "mod {} {{", suite.name);
    let mut machines = String::new();
    let documents = suite.strategies.iter().flat_map(|folder| files(folder, ".scxml"));
    let documents =
        documents.filter(|d| suite.only.is_empty() || suite.only.contains(&name(d).as_str()));
    for document in documents {
        let (file, module) = write_machine(suite.name, &document, out);
        let _ =
            writeln!(text, "    mod {} {{\n        include!({file:?});\n    }}", stem(&document));
        let urls: Vec<_> = suite
            .sources
            .iter()
            .filter(|(_, f)| *f == name(&document))
            .map(|(url, _)| url)
            .collect();
        let _ = writeln!(
            machines,
            "        scxml_simulator::Machine {{ file: {:?}, urls: &{urls:?}, program: &{}::{module}::PROGRAM }},",
            name(&document),
            stem(&document)
        );
    }
    let _ = writeln!(
        text,
        "    #[allow(dead_code)]
    pub(super) static MACHINES: &[scxml_simulator::Machine] = &[\n{machines}    ];"
    );
    for scenario in files(&suite.scenarios, ".scenario.toml") {
        let test = stem(&scenario);
        let body = match &suite.strategies {
            Some(_) => format!("super::holds(MACHINES, {:?});", scenario.to_string_lossy()),
            None => "super::skipped();".to_owned(),
        };
        let _ = writeln!(text, "    #[test]\n    fn {test}() {{\n        {body}\n    }}");
    }
    text.push_str("}\n");
}

/// Compiles one document into `OUT_DIR`; gives the file and the module in it.
fn write_machine(suite: &str, document: &Path, out: &Path) -> (String, String) {
    let compiled = compiled(document);
    let rust = compiled.text.as_ref().unwrap_or_else(|| panic!("{}", problems(&compiled)));
    let file = out.join(format!("{suite}_{}.rs", stem(document)));
    fs::write(&file, rust).expect("OUT_DIR can be written");
    (file.to_string_lossy().into_owned(), compiled.module)
}

fn compiled(document: &Path) -> Compiled {
    println!("cargo::rerun-if-changed={}", document.display());
    let mut loader = FileLoader::default();
    let compiled = compile(&document.to_string_lossy(), &mut loader, &Options::default());
    for file in &loader.read {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    compiled
}

/// What is wrong with a document.
fn problems(compiled: &Compiled) -> String {
    scxml_diagnostic::human(&compiled.diagnostics, &compiled.sources, false)
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|e| e.expect("a readable folder").path())
        .filter(|p| name(p).ends_with(ending))
        .collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_name().expect("a file has a name").to_string_lossy().into_owned()
}

/// The file's name up to its first dot, as a Rust identifier.
fn stem(path: &Path) -> String {
    name(path).split('.').next().expect("a first part").replace('-', "_")
}
