//! The third door: statecharts compiled by a build script.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), scxmlc::build::Error> {
//!     scxmlc::build::compile("src/light.scxml")
//! }
//! ```
//!
//! The machine is then included where it is used, as a module named after the document:
//! `include!(concat!(env!("OUT_DIR"), "/light.rs"));`

use std::fmt;
use std::path::{Path, PathBuf};

use scxml_diagnostic::{Severity, human};

use crate::files::FileLoader;
use crate::{Options, compile as compile_document};

/// Why a build script cannot go on; its `Debug` form, which cargo shows, is the whole report.
pub struct Error(String);

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}", self.0)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// Compiles a document into `OUT_DIR`, under its file name with the ending `.rs`.
///
/// The build is repeated when the document, or a file that it includes, changes. Warnings of the compiler become
/// warnings of cargo.
///
/// # Errors
/// When the document has errors, with the report for people; when a file cannot be written; outside a build script.
#[expect(clippy::print_stdout, reason = "how a build script talks to cargo")]
pub fn compile(document: impl AsRef<Path>) -> Result<(), Error> {
    let document = document.as_ref();
    let mut loader = FileLoader::default();
    let compiled = compile_document(&document.to_string_lossy(), &mut loader, &Options::default());
    println!("cargo::rerun-if-changed={}", document.display());
    for file in &loader.read {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    for warning in compiled.diagnostics.iter().filter(|d| d.severity == Severity::Warning) {
        let place = warning.span.and_then(|s| {
            let source = compiled.sources.get(s.file)?;
            let (line, column) = source.line_column(s.start);
            Some(format!("{}:{line}:{column}: ", source.name()))
        });
        println!(
            "cargo::warning={}{} [{}]",
            place.unwrap_or_default(),
            warning.message,
            warning.code
        );
    }
    let Some(rust) = &compiled.text else {
        return Err(Error(human(&compiled.diagnostics, &compiled.sources, false)));
    };
    let stem = document.file_stem().map_or("machine".into(), |s| s.to_string_lossy());
    let output = out_dir()?.join(format!("{stem}.rs"));
    #[expect(clippy::disallowed_methods, reason = "the door that writes into OUT_DIR")]
    std::fs::write(&output, rust)
        .map_err(|e| Error(format!("{} cannot be written: {e}", output.display())))
}

fn out_dir() -> Result<PathBuf, Error> {
    #[expect(clippy::disallowed_methods, reason = "how cargo tells a build script where to write")]
    let folder = std::env::var_os("OUT_DIR");
    folder
        .map(PathBuf::from)
        .ok_or_else(|| Error("scxmlc::build::compile is called from a build script".to_owned()))
}
