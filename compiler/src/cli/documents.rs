//! What do the named documents say, compiled one by one?

use std::path::PathBuf;
use std::process::ExitCode;

use scxmlc::files::FileLoader;
use scxmlc::{Compiled, Options, Stage, compile};

use super::files::expand;
use super::show::{self, Format};
use super::{Documents, Failure};

/// `scxmlc check`: exit code 1 when a document has an error.
pub(super) fn check(documents: &Documents, format: Format) -> Result<ExitCode, Failure> {
    let compiled = compile_all(documents, Stage::Rust);
    let failed = compiled.iter().any(|(_, c)| c.diagnostics.has_errors());
    let all: Vec<_> = compiled.into_iter().map(|(_, c)| (c.diagnostics, c.sources)).collect();
    show::report(&all, format);
    Ok(ExitCode::from(u8::from(failed)))
}

/// Compiles every document on its own, in the order of the command line.
fn compile_all(documents: &Documents, stage: Stage) -> Vec<(PathBuf, Compiled)> {
    let mut loader = FileLoader { sources: documents.source.clone(), ..FileLoader::default() };
    let options = Options { stage };
    let files = expand(&documents.files).into_iter();
    files.map(|f| (f.clone(), compile(&f.to_string_lossy(), &mut loader, &options))).collect()
}

/// Compiles every document and reports what is wrong; `None` when there are errors.
pub(super) fn compile_or_report(
    documents: &Documents,
    stage: Stage,
) -> Option<Vec<(PathBuf, Compiled)>> {
    let compiled = compile_all(documents, stage);
    for (_, one) in &compiled {
        show::human_report(&one.diagnostics, &one.sources);
    }
    (!compiled.iter().any(|(_, c)| c.diagnostics.has_errors())).then_some(compiled)
}
