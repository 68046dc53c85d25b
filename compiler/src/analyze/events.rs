//! Which events does a transition react to? Descriptors in one spelling (section 3.12.1).

use std::collections::BTreeSet;

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};

use super::tree::words;
use crate::codes;
use crate::xml::Text;

/// The descriptors of an `event` attribute without trailing `.` and `.*`; `*` alone stays.
pub(super) fn descriptors(event: &Text, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (start, word) in words(&event.value) {
        let name = normalised(word);
        if is_odd(name) {
            diagnostics.push(odd(word, event.locate(start, start + word.len())));
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

/// Whether no name of an event can match.
fn is_odd(name: &str) -> bool {
    name.is_empty()
        || name.contains(['\'', '"', ',', ';'])
        || (name.contains('*') && name != "*")
        || name.split('.').any(str::is_empty)
}

fn odd(word: &str, span: Span) -> Diagnostic {
    let message = format!("no event matches `{word}`");
    let diagnostic = Diagnostic::warning(codes::ODD_EVENT_DESCRIPTOR, span, message);
    let bare = word.trim_matches(['\'', '"']);
    if bare != word && !is_odd(normalised(bare)) {
        return diagnostic.suggest("this is a name, not an expression", span, bare);
    }
    let list = word.replace([',', ';'], " ");
    if list != word && list.split_ascii_whitespace().all(|name| !is_odd(normalised(name))) {
        return diagnostic.suggest(
            "names of events are separated by spaces",
            span,
            list.trim_end(),
        );
    }
    let tokens: Vec<&str> = word.split('.').filter(|token| !token.is_empty()).collect();
    let joined = tokens.join(".");
    if word.contains("..") && !is_odd(normalised(&joined)) {
        return diagnostic.suggest("one dot stands between two tokens", span, joined);
    }
    let diagnostic = diagnostic
        .note("`*` stands for any events when it is alone or the last token, as in `error.*` (section 3.12.1)");
    if word == ".*" {
        return diagnostic.suggest("did you mean all events?", span, "*");
    }
    match word.strip_suffix('*').filter(|name| !is_odd(name)) {
        Some(name) => {
            diagnostic.suggest("did you mean all events below it?", span, format!("{name}.*"))
        }
        None => diagnostic,
    }
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
