//! Compiles the charts: those kept in `cases`, and as many random ones as `SCXML_RANDOM_CHARTS` says, from the seed
//! `SCXML_RANDOM_SEED` on; instead of these, the attempts in the folder `SCXML_RANDOM_FOLDER`. And as many expressions as
//! `SCXML_RANDOM_EXPRESSIONS` says.

#![expect(clippy::disallowed_methods, reason = "a build script reads the environment and files")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use scxmlc::load::MemoryLoader;
use scxmlc::{Options, compile};

#[path = "build/expressions.rs"]
mod compile_expressions;
#[allow(unreachable_pub, unused_imports, reason = "the tests use more of it")]
#[path = "src/expressions.rs"]
mod expressions;
#[allow(dead_code, unreachable_pub, reason = "the tests use more of it")]
#[path = "src/generate.rs"]
mod generate;
#[allow(unreachable_pub, reason = "the tests use it too")]
#[path = "src/random.rs"]
mod random;

/// How many random charts the tests run when nobody says a number.
const CHARTS: u64 = 200;
/// How many expressions they compare then.
const EXPRESSIONS: u64 = 1000;

fn main() {
    for variable in ["CHARTS", "EXPRESSIONS", "SEED", "FOLDER"] {
        println!("cargo::rerun-if-env-changed=SCXML_RANDOM_{variable}");
    }
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let first = number("SCXML_RANDOM_SEED").unwrap_or(1);
    let mut out = Out::default();
    let attempts = std::env::var_os("SCXML_RANDOM_FOLDER");
    let expressions = number("SCXML_RANDOM_EXPRESSIONS").unwrap_or(EXPRESSIONS);
    compile_expressions::write(first, if attempts.is_some() { 0 } else { expressions });
    if let Some(folder) = &attempts {
        out.folder(Path::new(folder), false);
    } else {
        out.folder(Path::new("cases"), true);
        for seed in first..first + number("SCXML_RANDOM_CHARTS").unwrap_or(CHARTS) {
            out.chart(&format!("random_{seed}"), &generate::document(seed), true);
        }
    }
    let text = format!(
        "{}
/// Whether the charts may be none at all: what `shrink` tries.
static ATTEMPTS: bool = {};
static CHARTS: &[Compiled] = &[\n{}];\n",
        out.modules,
        attempts.is_some(),
        out.rows
    );
    fs::write(out_dir().join("charts.rs"), text).expect("OUT_DIR can be written");
}

fn out_dir() -> PathBuf {
    PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"))
}

#[derive(Default)]
struct Out {
    modules: String,
    rows: String,
}

impl Out {
    fn folder(&mut self, folder: &Path, must_compile: bool) {
        println!("cargo::rerun-if-changed={}", folder.display());
        let entries = fs::read_dir(folder).expect("a folder of charts");
        let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "scxml")) {
            println!("cargo::rerun-if-changed={}", file.display());
            let name = file.file_stem().expect("a file has a name").to_string_lossy();
            let text = fs::read_to_string(file).expect("a readable chart");
            self.chart(&name.replace('-', "_"), &text, must_compile);
        }
    }

    fn chart(&mut self, name: &str, document: &str, must_compile: bool) {
        let mut loader = MemoryLoader::new([("chart.scxml", document)]);
        let options = Options { module: Some("machine".to_owned()), ..Options::default() };
        let compiled = compile("chart.scxml", &mut loader, &options);
        let Some(code) = &compiled.text else {
            let problems = scxml_diagnostic::human(&compiled.diagnostics, &compiled.sources, false);
            assert!(!must_compile, "{name}:\n{problems}");
            return;
        };
        let file = out_dir().join(format!("{name}.rs"));
        fs::write(&file, code).expect("OUT_DIR can be written");
        let _ = writeln!(self.modules, "mod {name} {{ include!({file:?}); }}");
        let _ = writeln!(
            self.rows,
            "Compiled {{ name: {name:?}, document: {document:?}, program: &{name}::machine::PROGRAM }},"
        );
    }
}
