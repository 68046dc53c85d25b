//! The third door: statecharts compiled by a build script.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), scxmlc::build::Error> {
//!     scxmlc::build::compile("src/light.scxml")
//! }
//! ```
//!
//! [`Build`] says more about how, such as which warnings are errors.
//!
//! The machine is then included where it is used, as a module named after the document:
//! `include!(concat!(env!("OUT_DIR"), "/light.rs"));`

use std::fmt;
use std::path::{Path, PathBuf};

use scxml_diagnostic::{Severity, human};

use crate::files::FileLoader;
use crate::{Level, Options, compile as compile_document};

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

/// Compiles a document as [`Build::compile`] does, with nothing said about how.
///
/// # Errors
/// As [`Build::compile`].
pub fn compile(document: impl AsRef<Path>) -> Result<(), Error> {
    Build::default().compile(document)
}

/// How documents are compiled by a build script.
///
/// ```no_run
/// # fn main() -> Result<(), scxmlc::build::Error> {
/// scxmlc::build::Build::default().deny("warnings").allow("slow-pattern").compile("src/light.scxml")
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Build {
    options: Options,
    /// What is wrong with what was said.
    refused: Option<String>,
}

impl Build {
    /// Makes an error of a diagnostic, by its code, such as `undeclared-name`; `warnings` stands for all warnings.
    #[must_use]
    pub fn deny(self, code: &str) -> Self {
        self.level(code, Level::Deny)
    }

    /// Makes a warning of a diagnostic, such as `ecmascript-syntax`: the wrong expression raises its error event then.
    #[must_use]
    pub fn warn(self, code: &str) -> Self {
        self.level(code, Level::Warn)
    }

    /// Keeps the compiler from telling a diagnostic.
    #[must_use]
    pub fn allow(self, code: &str) -> Self {
        self.level(code, Level::Allow)
    }

    fn level(mut self, code: &str, level: Level) -> Self {
        if let Err(refused) = self.options.levels.set(code, level) {
            self.refused.get_or_insert(refused);
        }
        self
    }

    /// Compiles a document into `OUT_DIR`, under its file name with the ending `.rs`.
    ///
    /// The build is repeated when the document, or a file that it includes, changes. Warnings of the compiler become
    /// warnings of cargo.
    ///
    /// # Errors
    /// When a level was given to a code that cannot have it; when the document has errors, with the report for people;
    /// when a file cannot be written; outside a build script.
    pub fn compile(&self, document: impl AsRef<Path>) -> Result<(), Error> {
        match &self.refused {
            Some(refused) => Err(Error(refused.clone())),
            None => into_out_dir(document.as_ref(), &self.options),
        }
    }
}

#[expect(clippy::print_stdout, reason = "how a build script talks to cargo")]
fn into_out_dir(document: &Path, options: &Options) -> Result<(), Error> {
    let mut loader = FileLoader::default();
    let compiled = compile_document(&document.to_string_lossy(), &mut loader, options);
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
