//! Is this a regular expression? ECMA-262 5.1, 15.10.1, as the runtime reads it.

use scxml_diagnostic::{Diagnostic, Span};

use crate::codes;

/// What is wrong with the literal `/pattern/flags`, if anything is; the parser has seen to it that no flag stands
/// there twice and that each is a flag of some edition.
pub(super) fn check(pattern: &str, flags: &str, span: Span) -> Option<Diagnostic> {
    if let Some(flag) = flags.chars().find(|flag| !matches!(flag, 'g' | 'i' | 'm')) {
        let message = format!("the flag `{flag}` of regular expressions is not supported");
        let error = Diagnostic::error(codes::UNSUPPORTED_ECMASCRIPT, span, message);
        return Some(error.note("the flags are `g`, `i` and `m`"));
    }
    // As in the runtime: without the flag `u` a pattern is made of units, as texts are.
    let units: Vec<u32> = pattern.encode_utf16().map(u32::from).collect();
    let error = regress::Regex::from_unicode(units.into_iter(), flags).err()?;
    let mut letters = error.text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    let reason: String = first.chain(letters).collect();
    let message = format!("this is no regular expression: {reason}");
    Some(Diagnostic::error(codes::ECMASCRIPT_SYNTAX, span, message))
}
