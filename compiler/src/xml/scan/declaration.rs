//! What does the XML declaration say, and is it one (XML 1.0, section 2.8)?

use std::ops::Range;

use scxml_diagnostic::Diagnostic;

use super::super::characters::{is_space, name_length};
use super::{Scan, Step};
use crate::codes;

/// The value of `encoding` in the XML declaration that a text begins with, and its place.
pub(crate) fn encoding(text: &str) -> Option<(&str, Range<usize>)> {
    let body = text.strip_prefix("<?xml")?;
    let body = &body[..body.find("?>")?];
    let pairs = pairs(body).ok()?;
    let (_, value) = pairs.into_iter().find(|(name, _)| *name == "encoding")?;
    Some((&body[value.clone()], value.start + 5..value.end + 5))
}

/// The `name="value"` pairs of a declaration after `<?xml`, with the places of the values; or where it breaks.
fn pairs(body: &str) -> Result<Vec<(&str, Range<usize>)>, usize> {
    let bytes = body.as_bytes();
    let after_space = |mut at: usize| {
        while bytes.get(at).copied().is_some_and(is_space) {
            at += 1;
        }
        at
    };
    let mut pairs = Vec::new();
    let mut at = 0;
    loop {
        let start = after_space(at);
        if start == bytes.len() {
            return Ok(pairs);
        }
        let length = name_length(&body[start..]);
        let equals = after_space(start + length);
        if start == at || length == 0 || bytes.get(equals) != Some(&b'=') {
            return Err(start);
        }
        let open = after_space(equals + 1);
        let quote = bytes.get(open).copied().filter(|b| matches!(b, b'"' | b'\'')).ok_or(open)?;
        let value = bytes[open + 1..].iter().position(|b| *b == quote).ok_or(open)?;
        pairs.push((&body[start..start + length], open + 1..open + 1 + value));
        at = open + value + 2;
    }
}

/// The first thing that is wrong with the pairs of a declaration, and where.
fn fault(body: &str) -> Option<(usize, &'static str)> {
    let pairs = match pairs(body) {
        Ok(pairs) => pairs,
        Err(at) => return Some((at, "expected `name=\"value\"`")),
    };
    let mut order = ["version", "encoding", "standalone"].into_iter();
    for (name, value) in &pairs {
        if !order.any(|known| known == *name) {
            return Some((
                value.start,
                "only `version`, `encoding` and `standalone` may stand here, in this order",
            ));
        }
        let text = &body[value.clone()];
        let bad = match *name {
            "version" => !text
                .strip_prefix("1.")
                .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())),
            "encoding" => !text.starts_with(|c: char| c.is_ascii_alphabetic()),
            _ => !matches!(text, "yes" | "no"),
        };
        if bad {
            return Some((value.start, "this value is not allowed here"));
        }
    }
    if pairs.first().is_none_or(|(name, _)| *name != "version") {
        return Some((0, "`version` is missing"));
    }
    None
}

impl Scan<'_> {
    /// An XML declaration from `start` to [`Scan::at`].
    pub(super) fn declaration(&mut self, start: usize) -> Step {
        let whole = self.span(start, self.at);
        if let Some((at, what)) = fault(&self.text[start + 5..self.at - 2]) {
            let at = start + 5 + at;
            let diagnostic = Diagnostic::error(
                codes::XML_SYNTAX,
                self.span(at, at),
                "the XML declaration is broken",
            );
            self.diagnostics.push(diagnostic.under(what));
        }
        // A byte-order mark may precede it.
        let before = self.text[..start].trim_start_matches('\u{feff}');
        if before.is_empty() {
            return Ok(());
        }
        let message = "an XML declaration must be the first thing in the file";
        let diagnostic = Diagnostic::error(codes::MISPLACED_DECLARATION, whole, message);
        if before.bytes().all(is_space) {
            let space = self.span(start - before.len(), start);
            return self.slip(start, diagnostic.suggest("remove the space before it", space, ""));
        }
        self.diagnostics.push(diagnostic);
        Ok(())
    }
}
