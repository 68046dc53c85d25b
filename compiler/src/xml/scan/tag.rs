//! Where does a start tag end, and what separates its attributes?

use scxml_diagnostic::Diagnostic;

use super::super::characters::{is_space, name_length};
use super::{Scan, Step};
use crate::codes;

impl Scan<'_> {
    /// A start tag with a name of `name` bytes, at which [`Scan::at`] stands.
    pub(super) fn start_tag(&mut self, name: usize) -> Step {
        let start = self.at;
        self.at += 1 + name;
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'>') => {
                    self.at += 1;
                    self.depth += 1;
                    return Ok(());
                }
                Some(b'/') if self.byte(self.at + 1) == Some(b'>') => {
                    self.at += 2;
                    return Ok(());
                }
                None | Some(b'<') => return self.unclosed_tag(start, name),
                Some(_) => self.attribute(start)?,
            }
        }
    }

    /// An attribute of the tag at `tag`: its name, `=` and its value. One without a value is left to the reader.
    fn attribute(&mut self, tag: usize) -> Step {
        let start = self.at;
        let length = name_length(&self.text[start..]);
        let spaced = self.byte(start - 1).is_some_and(is_space);
        if length == 0 || !(spaced || self.attribute_follows(start)) {
            return self.unexpected(tag);
        }
        if !spaced {
            let gap = self.span(start, start);
            let name = &self.text[start..start + length];
            let message = format!("a space is missing before the attribute `{name}`");
            let diagnostic =
                Diagnostic::error(codes::MISSING_SPACE, self.span(start, start + length), message);
            self.slip(tag, diagnostic.suggest("insert a space", gap, " "))?;
        }
        self.at += length;
        self.skip_space();
        if self.peek() != Some(b'=') {
            return Ok(());
        }
        self.at += 1;
        self.skip_space();
        self.value(tag, start..start + length)
    }

    /// Whether `name = "` stands at a byte.
    pub(super) fn attribute_follows(&self, at: usize) -> bool {
        let length = self.text.get(at..).map_or(0, name_length);
        let equals = self.after_space(at + length);
        if length == 0 || self.byte(equals) != Some(b'=') {
            return false;
        }
        matches!(self.byte(self.after_space(equals + 1)), Some(b'"' | b'\'' | b'\\'))
    }

    fn unclosed_tag(&mut self, start: usize, name: usize) -> Step {
        let message =
            format!("the tag `<{}` is not closed by `>`", &self.text[start + 1..start + 1 + name]);
        let mut diagnostic =
            Diagnostic::error(codes::XML_SYNTAX, self.span(start, start + 1 + name), message);
        let here = self.span(self.at, (self.at + 1).min(self.text.len()));
        diagnostic = match self.peek() {
            Some(_) => diagnostic.label(here, "another one begins here"),
            None => diagnostic.label(here, "the file ends here"),
        };
        let written = self.text[start..self.at].trim_end().len();
        let end = self.span(start + written, start + written);
        self.stop(start, diagnostic.suggest("close it", end, ">"))
    }

    /// A character that no attribute begins with.
    fn unexpected(&mut self, tag: usize) -> Step {
        let Some(found) = self.text[self.at..].chars().next() else {
            return self.unclosed_tag(tag, 0);
        };
        let message = match found {
            '"' | '\'' => format!("a quotation mark ({found}) that belongs to no value"),
            _ => format!("unexpected `{}` in a tag", found.escape_debug()),
        };
        let span = self.span(self.at, self.at + found.len_utf8());
        let diagnostic = Diagnostic::error(codes::XML_SYNTAX, span, message)
            .under("expected an attribute, `/>` or `>`")
            .label(self.span(tag, tag + 1), "in the tag that begins here");
        let separator = matches!(found, ',' | ';' | '"' | '\'');
        let diagnostic =
            if separator { diagnostic.suggest("remove it", span, "") } else { diagnostic };
        self.stop(tag, diagnostic)
    }
}
