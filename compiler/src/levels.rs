//! How much does each diagnostic matter to whoever compiles? What `--deny`, `--warn` and `--allow` say.

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostic, Diagnostics, Severity, closest};

use crate::codes::{self, Code, Settable};

/// How much a diagnostic should matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is not told.
    Allow,
    /// It is told; the document still compiles.
    Warn,
    /// It is an error.
    Deny,
}

impl Level {
    /// The word for it in every door: `allow`, `warn` or `deny`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }
}

/// Stands for every code that has no level of its own, where it is told as a warning.
pub const WARNINGS: &str = "warnings";

/// The levels that differ from what the compiler does on its own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    by_code: BTreeMap<&'static str, Level>,
    deny_warnings: bool,
}

impl Levels {
    /// Sets the level of a code. [`WARNINGS`] can be denied.
    ///
    /// # Errors
    /// In the user's words: no diagnostic has this code, it has another level already, or it tells what makes
    /// compilation impossible, and should be less than an error.
    pub fn set(&mut self, code: &str, level: Level) -> Result<(), String> {
        if code == WARNINGS && level == Level::Deny {
            self.deny_warnings = true;
            return Ok(());
        }
        let code = known(code)?;
        if code.settable == Settable::Never && level != Level::Deny {
            return Err(format!(
                "`{}` cannot be set to {}: {}, and then nothing can be compiled",
                code.word,
                level.word(),
                code.summary
            ));
        }
        match self.by_code.insert(code.word, level) {
            Some(other) if other != level => {
                Err(format!("`{}` is set to {} and to {}", code.word, other.word(), level.word()))
            }
            _ => Ok(()),
        }
    }

    /// The diagnostics as they matter: some are errors now, some are gone. Doing it again changes nothing.
    #[must_use]
    pub fn apply(&self, diagnostics: Diagnostics) -> Diagnostics {
        let mut applied = Diagnostics::default();
        diagnostics.into_iter().filter_map(|one| self.applied(one)).for_each(|d| applied.push(d));
        applied
    }

    fn applied(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        debug_assert!(
            diagnostic.severity == Severity::Error
                || codes::find(diagnostic.code).is_some_and(|c| c.settable != Settable::Never),
            "the table of codes does not say that `{}` can be a warning",
            diagnostic.code
        );
        let of_all = self.deny_warnings && diagnostic.severity == Severity::Warning;
        let of_all = of_all.then_some(Level::Deny);
        let Some(level) = self.by_code.get(diagnostic.code).copied().or(of_all) else {
            return Some(diagnostic);
        };
        let stays = || codes::find(diagnostic.code).is_none_or(|c| c.settable != Settable::Always);
        if diagnostic.severity == Severity::Error && (level == Level::Deny || stays()) {
            return Some(diagnostic);
        }
        match level {
            Level::Allow => return None,
            Level::Warn if diagnostic.severity == Severity::Error => {
                diagnostic.severity = Severity::Warning;
                diagnostic = diagnostic
                    .note("set to warn: at run time this raises the error event of its place");
            }
            Level::Warn => diagnostic.severity = Severity::Warning,
            Level::Deny => {
                diagnostic.severity = Severity::Error;
                diagnostic = diagnostic.note("set to deny");
            }
        }
        Some(diagnostic)
    }
}

fn known(code: &str) -> Result<&'static Code, String> {
    codes::find(code).ok_or_else(|| {
        let words = codes::ALL.iter().map(|code| code.word).chain([WARNINGS]);
        match closest(code, words) {
            Some(near) => format!("there is no diagnostic `{code}`; did you mean `{near}`?"),
            None => format!(
                "there is no diagnostic `{code}`; its code is what stands in brackets, as in `warning[undeclared-name]`"
            ),
        }
    })
}
