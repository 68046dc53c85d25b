//! Where does the value of an attribute begin and end?

use std::ops::Range;

use scxml_diagnostic::Diagnostic;

use super::super::characters::is_space;
use super::{Scan, Step};
use crate::codes;

impl Scan<'_> {
    /// The value of the attribute `name` of the tag at `tag`; [`Scan::at`] stands after `=` and spaces.
    pub(super) fn value(&mut self, tag: usize, name: Range<usize>) -> Step {
        if self.peek() == Some(b'\\') {
            let value = self.after_space(self.at + 1);
            if matches!(self.byte(value), Some(b'"' | b'\'')) {
                let backslash = self.span(self.at, self.at + 1);
                self.at = value;
                let message = format!(
                    "a backslash stands before the value of `{}`",
                    &self.text[name.clone()]
                );
                let diagnostic = Diagnostic::error(codes::STRAY_BACKSLASH, backslash, message)
                    .note("a start tag may go on in the next line without one")
                    .suggest("remove the backslash", backslash, "");
                self.slip(tag, diagnostic)?;
            }
        }
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => self.quoted(tag, name, quote),
            _ => self.unquoted(tag, name),
        }
    }

    fn quoted(&mut self, tag: usize, name: Range<usize>, quote: u8) -> Step {
        let open = self.at;
        let Some(close) = self.next_quote(quote, open + 1) else {
            return self.unclosed_value(tag, &name, open, None);
        };
        if close == open + 1 && !self.value_may_end(close + 1) && !self.attribute_follows(close + 1)
        {
            return self.doubled(tag, name, quote);
        }
        if self.swallows(open, close) {
            return self.unclosed_value(tag, &name, open, Some(close));
        }
        self.inside(open + 1, close, &name)?;
        self.at = close + 1;
        if close > open + 1 && self.peek() == Some(quote) && self.value_may_end(close + 2) {
            self.at += 1;
            let extra = self.span(close + 1, close + 2);
            let diagnostic =
                self.doubled_quote(&name, "after", close).suggest("remove one", extra, "");
            self.slip(tag, diagnostic)?;
        }
        Ok(())
    }

    /// A value that begins with two quotation marks, such as `""'60'"`, at which [`Scan::at`] stands.
    fn doubled(&mut self, tag: usize, name: Range<usize>, quote: u8) -> Step {
        let first = self.at;
        let open = first + 1;
        let Some(close) = self.next_quote(quote, open + 1) else {
            return self.unclosed_value(tag, &name, open, None);
        };
        let mut diagnostic = self.doubled_quote(&name, "before", first).suggest(
            "remove one",
            self.span(first, first + 1),
            "",
        );
        let mut end = close + 1;
        if self.byte(end) == Some(quote) && self.value_may_end(end + 1) {
            diagnostic = diagnostic.suggest("remove one", self.span(end, end + 1), "");
            end += 1;
        }
        if self.swallows(open, close) || !(self.value_may_end(end) || self.attribute_follows(end)) {
            return self.unclosed_value(tag, &name, open, Some(close));
        }
        self.slip(tag, diagnostic)?;
        self.inside(open + 1, close, &name)?;
        self.at = end;
        Ok(())
    }

    fn doubled_quote(&self, name: &Range<usize>, side: &str, at: usize) -> Diagnostic {
        let name = &self.text[name.clone()];
        let message = format!("two quotation marks stand {side} the value of `{name}`");
        Diagnostic::error(codes::DOUBLED_QUOTE, self.span(at, at + 2), message)
            .under("one is too many")
    }

    /// The slips within a value from [`Scan::at`] or `start` to `end`.
    fn inside(&mut self, start: usize, end: usize, name: &Range<usize>) -> Step {
        self.at = start;
        while let Some(next) = self.find(|b| matches!(b, b'&' | b'<'), end) {
            self.at = next;
            if self.peek() == Some(b'&') {
                self.ampersand(end)?;
            } else {
                let place = format!("the value of `{}`", &self.text[name.clone()]);
                self.less_than(&place)?;
            }
        }
        Ok(())
    }

    fn unquoted(&mut self, tag: usize, name: Range<usize>) -> Step {
        let start = self.at;
        let stops = |b: u8| is_space(b) || matches!(b, b'>' | b'<' | b'"' | b'\'');
        let mut end = self.find(stops, self.text.len()).unwrap_or(self.text.len());
        if self.byte(end) == Some(b'>') && end > start && self.byte(end - 1) == Some(b'/') {
            end -= 1;
        }
        let attribute = &self.text[name.clone()];
        if end == start || !self.value_may_end(end) {
            let message =
                format!("the value of `{attribute}` is missing or not in quotation marks");
            let span = self.span(name.start, end.max(name.end));
            return self.stop(tag, Diagnostic::error(codes::UNQUOTED_VALUE, span, message));
        }
        let message = format!("the value of `{attribute}` is not in quotation marks");
        let diagnostic = Diagnostic::error(codes::UNQUOTED_VALUE, self.span(start, end), message)
            .suggest("put it into quotation marks", self.span(start, start), "\"")
            .suggest("", self.span(end, end), "\"");
        self.slip(tag, diagnostic)?;
        self.inside(start, end, &name)?;
        self.at = end;
        Ok(())
    }

    fn next_quote(&self, quote: u8, from: usize) -> Option<usize> {
        self.text.as_bytes()[from..].iter().position(|b| *b == quote).map(|offset| from + offset)
    }

    /// Whether what stands at a byte can follow a value.
    fn value_may_end(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|b| is_space(b) || matches!(b, b'/' | b'>'))
    }

    /// Whether the quotation mark at `close` rather opens the value of a later attribute, so that the one at `open`
    /// was never closed.
    fn swallows(&self, open: usize, close: usize) -> bool {
        let value = &self.text[open + 1..close];
        let before_opening = value.trim_end().ends_with('=');
        if value.contains('<') {
            return before_opening || !self.value_may_end(close + 1);
        }
        before_opening && !self.value_may_end(close + 1) && self.byte(close + 1) != self.byte(close)
    }

    fn unclosed_value(
        &mut self,
        tag: usize,
        name: &Range<usize>,
        open: usize,
        close: Option<usize>,
    ) -> Step {
        let message =
            format!("the value of `{}` has no closing quotation mark", &self.text[name.clone()]);
        let mut diagnostic =
            Diagnostic::error(codes::XML_SYNTAX, self.span(open, open + 1), message)
                .under("it is opened here");
        if let Some(close) = close {
            diagnostic = diagnostic
                .label(self.span(close, close + 1), "the next one seems to open another value");
        }
        if let Some(end) = self.end_of_unclosed(open) {
            let quote = &self.text[open..=open];
            diagnostic = diagnostic.suggest("close it", self.span(end, end), quote);
        }
        self.stop(tag, diagnostic)
    }

    /// Where a value in one line probably ends: before the next attribute or the end of the tag.
    fn end_of_unclosed(&self, open: usize) -> Option<usize> {
        let rest = &self.text[open + 1..];
        let line = &rest[..rest.find(['\n', '<']).unwrap_or(rest.len())];
        let tag = &line[..line.rfind('>')?];
        let tag = tag.strip_suffix('/').unwrap_or(tag).trim_end();
        let spaces = tag.match_indices(char::is_whitespace).map(|(at, _)| at);
        let next =
            spaces.into_iter().find(|at| self.attribute_follows(self.after_space(open + 1 + at)));
        Some(open + 1 + next.unwrap_or(tag.len()))
    }
}
