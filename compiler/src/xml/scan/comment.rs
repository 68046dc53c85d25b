//! Where does a comment end?

use scxml_diagnostic::{Diagnostic, Span};

use super::{Scan, Step};
use crate::codes;

/// How a comment was meant to end but does not.
const BROKEN_END: &str = "- ->";

impl Scan<'_> {
    /// `<!--…-->`, at which [`Scan::at`] stands.
    ///
    /// XML allows no `--` within a comment (section 2.5), so a comment that runs into one, or into the end of the
    /// file, was meant to end before: at `- ->`, if there is one.
    pub(super) fn comment(&mut self) -> Step {
        let start = self.at;
        let body = start + 4;
        let hyphens = self.text[body..].find("--").map(|offset| body + offset);
        if let Some(end) = hyphens.filter(|end| self.byte(end + 2) == Some(b'>')) {
            self.at = end + 3;
            return Ok(());
        }
        let until = hyphens.unwrap_or(self.text.len());
        if let Some(offset) = self.text[body..until].find(BROKEN_END) {
            return self.broken_end(body + offset);
        }
        let Some(hyphens) = hyphens else { return self.unclosed_comment(start) };
        self.hyphens_inside(start, hyphens)
    }

    fn unclosed_comment(&mut self, start: usize) -> Step {
        let line = self.text[start..].lines().next().map_or(0, |line| line.trim_end().len());
        let diagnostic = Diagnostic::error(
            codes::XML_SYNTAX,
            self.span(start, start + 4),
            "this comment is not closed by `-->`",
        );
        let end = self.span(start + line, start + line);
        self.stop(start, diagnostic.suggest("end it in its line", end, " -->"))
    }

    fn broken_end(&mut self, at: usize) -> Step {
        self.at = at + BROKEN_END.len();
        let space = self.span(at + 1, at + 2);
        self.slip(
            at,
            Diagnostic::error(
                codes::BROKEN_COMMENT_END,
                self.span(at, self.at),
                "a comment ends in `-->`, not in `- ->`",
            )
            .under("XML goes on with the comment here")
            .suggest("remove the space", space, ""),
        )
    }

    /// A comment that contains `--`, first at `hyphens`: nobody reads comments, so putting spaces between the
    /// hyphens is no loss. A second comment that begins inside may mean a forgotten end, which is no such slip.
    fn hyphens_inside(&mut self, start: usize, hyphens: usize) -> Step {
        let mut inserts: Vec<Span> = Vec::new();
        let mut opens_again = None;
        let mut at = hyphens;
        let end = loop {
            let length = self.text[at..].bytes().take_while(|b| *b == b'-').count();
            let closes = self.byte(at + length) == Some(b'>');
            if at >= start + 6 && self.text[..at].ends_with("<!") {
                opens_again.get_or_insert(at - 2);
            }
            // The last two hyphens of the run that closes stay together.
            let apart = if closes { length - 2 } else { length - 1 };
            inserts.extend((1..=apart).map(|n| self.span(at + n, at + n)));
            if closes {
                break at + length + 1;
            }
            match self.text[at + length..].find("--") {
                Some(offset) => at += length + offset,
                None => return self.unclosed_comment(start),
            }
        };
        self.at = end;
        let span = self.span(hyphens, hyphens + 2);
        let mut diagnostic =
            Diagnostic::error(codes::DOUBLE_HYPHEN, span, "a comment must not contain `--`")
                .label(self.span(start, start + 4), "in the comment that begins here");
        if let Some(again) = opens_again {
            let line =
                self.text[start..].find('\n').map_or(again, |length| start + length).min(again);
            let line = self.span(start, start + self.text[start..line].trim_end().len());
            let diagnostic = diagnostic
                .label(self.span(again, again + 4), "another one begins before it ends")
                .note("does the first comment lack its `-->`? All that follows belongs to it until the next `-->`")
                .suggest("end it in its line", line.after(), " -->");
            self.diagnostics.push(diagnostic);
            return Ok(());
        }
        for insert in inserts {
            diagnostic = diagnostic.suggest("put spaces between the hyphens", insert, " ");
        }
        self.slip(start, diagnostic)
    }
}
