//! Which events does a transition react to? Descriptors in one spelling (section 3.12.1).

use std::collections::BTreeSet;

use scxml_diagnostic::{Diagnostic, Diagnostics};

use super::tree::words;
use crate::codes;
use crate::xml::Text;

/// The descriptors of an `event` attribute without trailing `.` and `.*`; `*` alone stays.
pub(super) fn descriptors(event: &Text, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (start, word) in words(&event.value) {
        let name = normalised(word);
        if name.is_empty()
            || name.contains(['\'', '"'])
            || (name.contains('*') && name != "*")
            || name.split('.').any(str::is_empty)
        {
            diagnostics.push(
                Diagnostic::warning(
                    codes::ODD_EVENT_DESCRIPTOR,
                    event.locate(start, start + word.len()),
                    format!("no event matches `{word}`"),
                )
                .note("`*` stands for any events when it is alone or the last token, as in `error.*` (section 3.12.1)"),
            );
        }
        let name = if name.is_empty() { word } else { name };
        if seen.insert(name) {
            list.push(name.to_owned());
        }
    }
    if list.is_empty() {
        diagnostics.push(
            Diagnostic::error(codes::EMPTY_ATTRIBUTE, event.span, "`event` names no event")
                .note("leave the attribute out for a transition that needs no event (section 3.5)"),
        );
    }
    list
}

/// `a.b.*` and `a.b.` mean the same as `a.b`.
fn normalised(word: &str) -> &str {
    let name = word.strip_suffix(".*").unwrap_or(word);
    name.strip_suffix('.').unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn trailing_wildcards_say_nothing() {
        assert_eq!(normalised("error.*"), "error");
        assert_eq!(normalised("error."), "error");
        assert_eq!(normalised("*"), "*");
        assert_eq!(normalised(".*"), "");
    }
}
