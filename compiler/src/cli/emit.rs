//! What does the compiler make of a document, stage by stage?

use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;

use super::{Documents, Failure, documents, show};

/// A stage that can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Stage {
    /// The document as written.
    Ast,
    /// What it means: references resolved, defaults filled in.
    Chart,
    /// What will be printed: tables and functions.
    Plan,
    /// The Rust code.
    Rust,
}

/// `scxmlc emit`
pub(super) fn emit(
    documents: &Documents,
    stage: Stage,
    check: Option<&Path>,
) -> Result<ExitCode, Failure> {
    let stage = match stage {
        Stage::Ast => scxmlc::Stage::Ast,
        Stage::Chart => scxmlc::Stage::Chart,
        Stage::Plan => scxmlc::Stage::Plan,
        Stage::Rust => scxmlc::Stage::Rust,
    };
    let Some(compiled) = documents::compile_or_report(documents, stage)? else {
        return Ok(ExitCode::from(1));
    };
    let text: String = compiled.into_iter().filter_map(|(_, c)| c.text).collect();
    let Some(file) = check else {
        show::output(&text);
        return Ok(ExitCode::SUCCESS);
    };
    #[expect(clippy::disallowed_methods, reason = "the command is a skin: it reads files")]
    let old = std::fs::read_to_string(file)
        .map_err(|e| Failure(format!("{} cannot be read: {e}", file.display())))?;
    if old == text {
        return Ok(ExitCode::SUCCESS);
    }
    show::say(&format!("{} is not what scxmlc emits now", file.display()));
    Ok(ExitCode::from(1))
}
