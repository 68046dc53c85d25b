//! What kind of value is the content of `<data>`, `<assign>` or `<content>`? JSON, XML or text (section B.2.1).

use scxml_diagnostic::Span;

use super::json;
use crate::ast::Inline;
use crate::es;

/// Content, by what it is.
#[derive(Debug)]
pub(super) enum Content {
    Json(es::Expr),
    /// With white space normalised.
    Text(String),
    Xml(Span),
}

/// Tells what the content is.
pub(super) fn classify(content: &Inline) -> Content {
    match content {
        Inline::Xml(text) => Content::Xml(text.span),
        Inline::Text(text) => match json::parse(text) {
            Some(value) => Content::Json(value),
            // Only a file that `src` names can look like this: in the document itself it would be elements.
            None if looks_like_xml(&text.value) => Content::Xml(text.span),
            None => Content::Text(normalised(content)),
        },
    }
}

/// The text with white space normalised.
pub(super) fn normalised(content: &Inline) -> String {
    let (Inline::Text(text) | Inline::Xml(text)) = content;
    text.value.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn looks_like_xml(text: &str) -> bool {
    let text = text.trim();
    text.ends_with('>')
        && text
            .strip_prefix('<')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '?'))
}
