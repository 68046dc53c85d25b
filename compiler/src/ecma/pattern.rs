//! Is this a regular expression? ECMA-262 5.1, 15.10.1, as the runtime reads it.

use scxml_diagnostic::{Diagnostic, Span};

use crate::codes;

/// The error for a flag that only later editions have; the parser has seen to all that no edition has.
pub(super) fn later_flag(flags: &str, span: Span) -> Option<Diagnostic> {
    let flag =
        flags.chars().find(|flag| !matches!(flag, 'g' | 'i' | 'm' | 's' | 'u' | 'v' | 'y'))?;
    let message = format!("the flag `{flag}` of regular expressions is not supported");
    let error = Diagnostic::error(codes::UNSUPPORTED_ECMASCRIPT, span, message);
    Some(error.note("the flags are `g`, `i`, `m`, `s`, `u`, `v` and `y`"))
}

/// What is wrong with a pattern, if anything is: an early error (section 7.8.5).
pub(super) fn syntax_error(pattern: &str, flags: &str, span: Span) -> Option<Diagnostic> {
    // As in the runtime: without the flag `u` a pattern is made of units, as texts are.
    let points: Vec<u32> = if flags.contains(['u', 'v']) {
        pattern.chars().map(u32::from).collect()
    } else {
        pattern.encode_utf16().map(u32::from).collect()
    };
    let flags: String = flags.chars().filter(|flag| !"gy".contains(*flag)).collect();
    let error = regress::Regex::from_unicode(points.into_iter(), flags.as_str()).err()?;
    let message = format!("this is no regular expression: {}", reason(&error.text));
    Some(Diagnostic::error(codes::ECMASCRIPT_SYNTAX, span, message))
}

/// The words of regress in ours.
fn reason(text: &str) -> String {
    match text {
        "Unbalanced parenthesis" => "a parenthesis has no partner".to_owned(),
        "Unbalanced bracket" => "a bracket `[` has no `]`".to_owned(),
        "Invalid atom character" | "Invalid quantifier" | "Quantifier not allowed here" => {
            "there is nothing to repeat before `*`, `+`, `?` or `{`".to_owned()
        }
        _ if text.starts_with("Range values reversed") => {
            "a range ends before it begins".to_owned()
        }
        _ => {
            let mut letters = text.trim_end_matches('.').chars();
            let first = letters.next().into_iter().flat_map(char::to_lowercase);
            first.chain(letters).collect()
        }
    }
}
