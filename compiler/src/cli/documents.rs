//! What do the named documents say, compiled one by one?

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use scxmlc::files::FileLoader;
use scxmlc::{Compiled, Options, Stage, compile};

use super::files::{expand, same_file};
use super::sessions;
use super::show::{self, Format};
use super::{Documents, Failure};

/// `scxmlc check`: exit code 1 when a document has an error.
pub(super) fn check(documents: &Documents, format: Format) -> Result<ExitCode, Failure> {
    let compiled = compile_all(documents, &options(documents, Stage::Rust)?)?;
    let failed = has_errors(&compiled);
    let all: Vec<_> = compiled.into_iter().map(|(_, c)| (c.diagnostics, c.sources)).collect();
    show::report(&all, format);
    Ok(ExitCode::from(u8::from(failed)))
}

/// Compiles every document and reports what is wrong; `None` when there are errors.
pub(super) fn compile_or_report(
    documents: &Documents,
    stage: Stage,
) -> Result<Option<Vec<(PathBuf, Compiled)>>, Failure> {
    Ok(report(compile_all(documents, &options(documents, stage)?)?))
}

/// Compiles what makes one program: the named documents, and those that `--source` names for the sessions that they
/// start. `None` when there are errors.
pub(super) fn compile_program(
    documents: &Documents,
) -> Result<Option<Vec<(PathBuf, Compiled)>>, Failure> {
    let options = options(documents, Stage::Rust)?;
    let mut compiled = compile_all(documents, &options)?;
    while let Some(file) = sessions::next(documents, &compiled) {
        compiled.push(compile_one(documents, &file, &options));
    }
    sessions::warn(documents, &mut compiled);
    for (_, one) in &mut compiled {
        one.diagnostics = options.levels.apply(std::mem::take(&mut one.diagnostics));
    }
    Ok(report(compiled))
}

/// Shows what is wrong with documents that are compiled for a purpose.
fn report(compiled: Vec<(PathBuf, Compiled)>) -> Option<Vec<(PathBuf, Compiled)>> {
    let said = compiled.iter().map(|(_, one)| (&one.diagnostics, &one.sources));
    show::human_report(said);
    (!has_errors(&compiled)).then_some(compiled)
}

fn has_errors(compiled: &[(PathBuf, Compiled)]) -> bool {
    compiled.iter().any(|(_, one)| one.diagnostics.has_errors())
}

/// Compiles every document on its own, in the order of the command line. Of a folder, only those count that no other
/// one includes.
fn compile_all(
    documents: &Documents,
    options: &Options,
) -> Result<Vec<(PathBuf, Compiled)>, Failure> {
    let named = expand(&documents.files)?;
    let compiled: Vec<_> =
        named.iter().map(|named| compile_one(documents, &named.file, options)).collect();
    let includes = |(_, a): &(PathBuf, Compiled), file: &Path| {
        a.included.iter().any(|included| same_file(Path::new(included), file))
    };
    let is_part: Vec<bool> = (0..named.len())
        .map(|place| {
            let (file, one) = &compiled[place];
            let by = |other: &(PathBuf, Compiled)| {
                // Documents that include each other are wrong; both are shown.
                includes(other, file)
                    && !one.included.iter().any(|f| same_file(Path::new(f), &other.0))
            };
            named[place].by_folder && compiled.iter().any(by)
        })
        .collect();
    Ok(compiled.into_iter().zip(is_part).filter(|(_, part)| !part).map(|(one, _)| one).collect())
}

fn compile_one(documents: &Documents, file: &Path, options: &Options) -> (PathBuf, Compiled) {
    let mut loader = FileLoader { sources: documents.source.clone(), ..FileLoader::default() };
    (file.to_path_buf(), compile(&file.to_string_lossy(), &mut loader, options))
}

/// How the command line wants documents compiled.
fn options(documents: &Documents, stage: Stage) -> Result<Options, Failure> {
    Ok(Options { stage, levels: documents.levels()?, ..Options::default() })
}
