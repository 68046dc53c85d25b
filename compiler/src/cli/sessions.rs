//! Does a program have the documents that its sessions start?

use std::path::PathBuf;

use scxml_diagnostic::{Diagnostic, Severity};
use scxmlc::chart::SessionDocument;
use scxmlc::load::file_name;
use scxmlc::{Compiled, codes};

use super::Documents;
use super::files::same_file;

/// A file that `--source` names for a document that a session is started of, and that is not yet in the program.
pub(super) fn next(documents: &Documents, compiled: &[(PathBuf, Compiled)]) -> Option<PathBuf> {
    let started = compiled.iter().flat_map(|(_, one)| &one.sessions);
    started
        .flat_map(|session| documents.source.iter().filter(|(url, _)| *url == session.url))
        .map(|(_, file)| file)
        .find(|file| !compiled.iter().any(|(path, _)| same_file(path, file)))
        .cloned()
}

/// Warns of sessions that will not start, and of documents that one name does not tell apart.
pub(super) fn warn(documents: &Documents, compiled: &mut [(PathBuf, Compiled)]) {
    let names: Vec<String> = compiled.iter().map(|(path, _)| name(path)).collect();
    let mut earlier: Vec<&String> = Vec::new();
    for ((path, one), name) in compiled.iter_mut().zip(&names) {
        let unknown = one.sessions.iter().filter(|session| {
            !documents.source.iter().any(|(url, _)| *url == session.url)
                && !names.iter().any(|name| name == file_name(&session.url))
        });
        for session in unknown {
            one.diagnostics.push(no_document(session));
        }
        if earlier.contains(&name) {
            let message = format!(
                "another document is called `{name}` too: URLs and scenarios mean the first, not `{}`",
                path.display()
            );
            let mut warning = Diagnostic::without_span(codes::SAME_FILE_NAME, message)
                .note("`--source URL=FILE` says which document a URL stands for");
            warning.severity = Severity::Warning;
            one.diagnostics.push(warning);
        }
        earlier.push(name);
        one.diagnostics.sort();
    }
}

fn no_document(session: &SessionDocument) -> Diagnostic {
    let SessionDocument { url, span } = session;
    Diagnostic::warning(
        codes::NO_SUCH_DOCUMENT,
        *span,
        format!("this program has no document for `{url}`: the session will not start"),
    )
    .note(format!(
        "name a file `{}` on the command line, or say which document it is: `--source {url}=FILE`",
        file_name(url)
    ))
}

fn name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
