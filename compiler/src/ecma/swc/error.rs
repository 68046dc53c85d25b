//! What swc finds wrong, in our words.

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_parser::error::{Error, SyntaxError};

use super::{Source, offset};
use crate::codes;

/// Where an error begins in the parsed text.
pub(super) fn start(error: &Error) -> usize {
    offset(error.span().lo)
}

pub(super) fn diagnostic(error: &Error, source: &Source<'_>) -> Diagnostic {
    let text = source.value();
    let start = start(error).min(text.len());
    let end = offset(error.span().hi).clamp(start, text.len());
    let found = text.get(start..end).unwrap_or("");
    let span = source.span(start, end);
    if let Some(diagnostic) = known_extension(text, start, end, source) {
        return diagnostic;
    }
    let found = match found {
        "" => "the end".to_owned(),
        found if found.contains('\n') => "this".to_owned(),
        found => format!("`{found}`"),
    };
    Diagnostic::error(codes::ECMASCRIPT_SYNTAX, span, message(error.kind(), &found))
}

fn message(kind: &SyntaxError, found: &str) -> String {
    match kind {
        SyntaxError::Expected(token, _) => match token.trim_matches('\'') {
            ";" => format!("expected `;` or an operator before {found}"),
            "," => format!("expected `,` or a closing bracket, found {found}"),
            token => format!("expected `{token}`, found {found}"),
        },
        SyntaxError::DeclNotAllowed => {
            "a declaration stands alone here: put it into `{ … }`".to_owned()
        }
        SyntaxError::Unexpected { .. }
        | SyntaxError::UnexpectedTokenWithSuggestions { .. }
        | SyntaxError::Eof => {
            format!("{found} is not expected here")
        }
        SyntaxError::TS1109 | SyntaxError::InvalidExpr | SyntaxError::EmptyParenExpr => {
            format!("expected an expression, found {found}")
        }
        SyntaxError::TS1003 | SyntaxError::ExpectedIdent => {
            format!("expected a name, found {found}")
        }
        SyntaxError::TS1005
        | SyntaxError::ExpectedSemi
        | SyntaxError::ExpectedSemiForExprStmt { .. } => {
            format!("expected `;` or an operator before {found}")
        }
        SyntaxError::UnterminatedStrLit => "this string has no closing quote".to_owned(),
        SyntaxError::UnterminatedBlockComment => "this comment has no `*/`".to_owned(),
        SyntaxError::UnterminatedRegExp => "this regular expression has no closing `/`".to_owned(),
        SyntaxError::DuplicatedRegExpFlags(flag) => {
            format!("this regular expression has the flag `{flag}` twice")
        }
        SyntaxError::UnknownRegExpFlags => {
            "the flags of a regular expression are `g`, `i`, `m`, `s`, `u`, `v` and `y`".to_owned()
        }
        SyntaxError::UnexpectedChar { c } => format!("`{c}` has no meaning here"),
        SyntaxError::InvalidAssignTarget | SyntaxError::NotSimpleAssign | SyntaxError::TS2406 => {
            "this is a value, not a place to store one in".to_owned()
        }
        SyntaxError::ReturnNotAllowed => "`return` stands outside of a function".to_owned(),
        SyntaxError::TS1105 | SyntaxError::TS1116 => {
            "`break` stands outside of a loop or `switch`".to_owned()
        }
        SyntaxError::TS1115 => "`continue` stands outside of a loop".to_owned(),
        other => {
            let message = other.msg();
            let mut letters = message.trim_end_matches('.').chars();
            letters
                .next()
                .map(|first| first.to_lowercase().collect::<String>() + letters.as_str())
                .unwrap_or_default()
        }
    }
}

/// Mozilla's additions to the language, which old strategies use.
fn known_extension(
    text: &str,
    start: usize,
    end: usize,
    source: &Source<'_>,
) -> Option<Diagnostic> {
    let before = text[..start].trim_end();
    let here = &text[start..];
    let from = |word: &str| before.len() - word.len();
    if before.ends_with("for") && here.starts_with("each") {
        return Some(super::unsupported(
            source.span(from("for"), start + "each".len()),
            "`for each` is",
            "write `for (var key in object)` and take `object[key]`",
        ));
    }
    if here.starts_with("if")
        && text[..start].rfind("catch").is_some_and(|at| !text[at..start].contains([')', '{']))
    {
        return Some(super::unsupported(
            source.span(start, end),
            "a condition in `catch` is",
            "write `catch (e) { if (…) { … } else { throw e; } }`",
        ));
    }
    None
}

/// Text after the end of an expression.
pub(super) fn left_over(at: usize, source: &Source<'_>) -> Diagnostic {
    let text = source.value();
    let rest = text[at..].trim_end();
    if rest == ";" {
        let span = source.span(at, at + 1);
        return Diagnostic::warning(
            codes::SUPERFLUOUS_SEMICOLON,
            span,
            "an expression ends without `;`",
        )
        .suggest("leave it out", span, "");
    }
    let length = rest
        .char_indices()
        .find(|(_, c)| !c.is_alphanumeric() && *c != '_' && *c != '$')
        .map_or(rest.len(), |(place, c)| if place == 0 { c.len_utf8() } else { place });
    let found = &rest[..length];
    let mut diagnostic = Diagnostic::error(
        codes::ECMASCRIPT_SYNTAX,
        source.span(at, at + length),
        format!("`{found}` is not expected here: the expression is complete before it"),
    );
    if found == "=" {
        diagnostic = diagnostic.note("to compare, write `==`");
    }
    diagnostic
}
