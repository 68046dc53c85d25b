//! What kind of value is the content of `<data>`, `<assign>` or `<content>`? JSON, XML or text (section B.2.1).

use super::json;
use crate::ast::{Inline, Xml};
use crate::es;

/// Content, by what it is.
#[derive(Debug)]
pub(super) enum Content<'a> {
    Json(es::Expr),
    /// With white space normalised.
    Text(String),
    Xml(&'a Xml),
}

/// Tells what the content is.
pub(super) fn classify(content: &Inline) -> Content<'_> {
    match content {
        Inline::Xml(xml) => Content::Xml(xml),
        Inline::Text(text) => match json::parse(text) {
            Some(value) => Content::Json(value),
            None => Content::Text(normalised(&text.value)),
        },
    }
}

/// The text with white space normalised.
pub(super) fn normalised(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
