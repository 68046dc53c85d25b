//! Where does the markup of a document break, and how is it mended?
//!
//! One pass over the text, before any tree is built. A slip with an obvious repair is reported with the edit that
//! mends it, and the pass goes on as if it had been applied. The first fault without such a repair ends the pass,
//! because nobody can say where the markup after it begins. What the pass lets through is sound markup: every tag,
//! comment and section is closed, every `&` starts a reference.

mod comment;
mod declaration;
mod doctype;
mod tag;
mod value;

use scxml_diagnostic::{Diagnostic, Diagnostics, Edit, FileId, Span};

use super::characters::{is_space, name_length};
use super::references::{Reference, reference};
use crate::codes;

pub(crate) use declaration::encoding;

/// What the pass found out.
pub(super) struct Scanned {
    /// The edits that mend all slips.
    pub(super) edits: Vec<Edit>,
    /// How much of the text is sound markup: all of it, or up to the construct that broke.
    pub(super) sound: usize,
}

/// The pass is over: the construct that begins at this byte cannot be read.
struct Stop(usize);

type Step = Result<(), Stop>;

/// More slips than this are no slips: the file is something else than XML.
const MOST_SLIPS: usize = 1_000;

/// More `&` in a row are several slips, so that the limit of slips holds for a file of nothing else.
const MOST_AMPERSANDS: usize = 8;

/// Goes over a document and reports its slips and, at most, one fault that ends the pass.
pub(super) fn scan(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Scanned {
    let mut scan = Scan {
        file,
        text,
        at: 0,
        text_start: 0,
        depth: 0,
        edits: Vec::new(),
        slips: 0,
        diagnostics,
    };
    let sound = match scan.document() {
        Ok(()) => text.len(),
        Err(Stop(at)) => at,
    };
    Scanned { edits: scan.edits, sound }
}

struct Scan<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
    /// Where the current run of character data begins.
    text_start: usize,
    /// How many elements are open, by the number of tags.
    depth: usize,
    edits: Vec<Edit>,
    slips: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Scan<'_> {
    fn document(&mut self) -> Step {
        while let Some(next) = self.find(|b| matches!(b, b'<' | b'&' | b'>'), self.text.len()) {
            self.at = next;
            match self.text.as_bytes()[next] {
                b'&' => self.ampersand(self.text.len())?,
                b'>' => self.greater_than()?,
                _ => {
                    self.markup()?;
                    self.text_start = self.at;
                }
            }
        }
        Ok(())
    }

    fn markup(&mut self) -> Step {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") {
            return self.comment();
        }
        if rest.starts_with("<![CDATA[") {
            return self.skip_past("]]>", 9, "this CDATA section is not closed by `]]>`");
        }
        if rest.starts_with("<!") {
            return self.doctype();
        }
        if rest.starts_with("<?") {
            return self.instruction();
        }
        if rest.starts_with("</") {
            return self.end_tag();
        }
        let name = name_length(&rest[1..]);
        // `i<n;` in a script: no tag goes on like that after its name.
        let operator = |b: &u8| {
            b.is_ascii_punctuation() && !matches!(b, b'/' | b'>' | b'<' | b'"' | b'\'' | b'=')
        };
        if name == 0 || rest.as_bytes().get(1 + name).is_some_and(operator) {
            return if self.depth == 0 { self.no_tag() } else { self.less_than("text") };
        }
        self.start_tag(name)
    }

    /// A `<` outside of all elements, where there is no text that it could be part of.
    fn no_tag(&mut self) -> Step {
        let span = self.span(self.at, self.at + 1);
        let diagnostic = Diagnostic::error(codes::XML_SYNTAX, span, "this `<` begins no tag");
        self.stop(self.at, diagnostic.under("expected the name of an element after it"))
    }

    /// `<?…?>`, at which [`Scan::at`] stands.
    fn instruction(&mut self) -> Step {
        let start = self.at;
        self.skip_past("?>", 2, "this processing instruction is not closed by `?>`")?;
        let body = &self.text[start + 2..self.at - 2];
        let target = &body[..name_length(body)];
        if target == "xml" {
            return self.declaration(start);
        }
        let rest = &body.as_bytes()[target.len()..];
        if target.is_empty()
            || target.eq_ignore_ascii_case("xml")
            || rest.first().is_some_and(|b| !is_space(*b))
        {
            let message = "a processing instruction must begin with a name other than `xml`, followed by a space";
            self.diagnostics.push(Diagnostic::error(
                codes::BAD_NAME,
                self.span(start, self.at),
                message,
            ));
        }
        Ok(())
    }

    fn end_tag(&mut self) -> Step {
        let start = self.at;
        self.at += 2;
        self.at += name_length(&self.text[self.at..]);
        let name_end = self.at;
        self.skip_space();
        if name_end == start + 2 || self.peek() != Some(b'>') {
            let end = self.at.max(start + 2);
            let diagnostic = Diagnostic::error(
                codes::XML_SYNTAX,
                self.span(start, end),
                "this end tag is broken",
            )
            .note("an end tag is `</`, the name of the element and `>`");
            return self.stop(start, diagnostic);
        }
        self.at += 1;
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }

    /// An `&` before `limit`, at which [`Scan::at`] stands: a reference, or a run of `&` that start none.
    fn ampersand(&mut self, limit: usize) -> Step {
        let start = self.at;
        while self.at < start + MOST_AMPERSANDS && self.at < limit && self.peek() == Some(b'&') {
            match reference(&self.text[self.at..limit]) {
                // `a &&b;` is two operators and a name, not an operator and an entity.
                Some((Reference::Unknown(_), _)) if self.at > start => self.at += 1,
                Some((_, length)) if self.at == start => {
                    self.at += length;
                    return Ok(());
                }
                Some(_) => break,
                None => self.at += 1,
            }
        }
        let written = &self.text[start..self.at];
        let escaped = "&amp;".repeat(written.len());
        let message = format!("`{written}` must be written `{escaped}` in XML");
        let mut diagnostic =
            Diagnostic::error(codes::BARE_AMPERSAND, self.span(start, self.at), message)
                .under("this is not a reference");
        for at in start..self.at {
            diagnostic =
                diagnostic.suggest(format!("write `{escaped}`"), self.span(at, at + 1), "&amp;");
        }
        self.slip(start, diagnostic)
    }

    /// A `<` that begins no markup, at which [`Scan::at`] stands.
    fn less_than(&mut self, place: &str) -> Step {
        let span = self.span(self.at, self.at + 1);
        self.at += 1;
        let message = format!("`<` must be written `&lt;` in {place}");
        self.slip(
            span.start as usize,
            Diagnostic::error(codes::BARE_LESS_THAN, span, message).suggest(
                "write `&lt;`",
                span,
                "&lt;",
            ),
        )
    }

    /// A `>` in character data, where only `]]>` is wrong (XML 1.0, section 2.4).
    fn greater_than(&mut self) -> Step {
        let at = self.at;
        self.at += 1;
        if at < self.text_start + 2 || !self.text.as_bytes()[..at].ends_with(b"]]") {
            return Ok(());
        }
        let message = "`]]>` must be written `]]&gt;` in text";
        self.slip(
            at - 2,
            Diagnostic::error(codes::BARE_CDATA_END, self.span(at - 2, at + 1), message)
                .under("this would end a CDATA section, and there is none")
                .suggest("write `]]&gt;`", self.span(at, at + 1), "&gt;"),
        )
    }

    /// Reports a slip and goes on as if its suggestion had been applied.
    fn slip(&mut self, at: usize, diagnostic: Diagnostic) -> Step {
        self.slips += 1;
        if self.slips > MOST_SLIPS {
            let message =
                format!("more than {MOST_SLIPS} errors: the rest of the file is not checked");
            return self.stop(
                at,
                Diagnostic::error(codes::TOO_MANY_ERRORS, self.span(at, at + 1), message),
            );
        }
        self.edits.extend(diagnostic.suggestion.iter().flat_map(|s| s.edits.iter().cloned()));
        self.diagnostics.push(diagnostic.repaired());
        Ok(())
    }

    /// Reports a fault after which nothing can be read; `start` is where the broken construct begins.
    fn stop(&mut self, start: usize, diagnostic: Diagnostic) -> Step {
        self.diagnostics.push(diagnostic);
        Err(Stop(start))
    }

    /// Goes past the next `end`, which comes after an opening of `opening` bytes.
    fn skip_past(&mut self, end: &str, opening: usize, missing: &str) -> Step {
        let start = self.at;
        match self.text[start + opening..].find(end) {
            Some(length) => {
                self.at = start + opening + length + end.len();
                Ok(())
            }
            None => {
                let span = self.span(start, start + opening);
                self.stop(start, Diagnostic::error(codes::XML_SYNTAX, span, missing))
            }
        }
    }

    fn find(&self, wanted: impl Fn(u8) -> bool, limit: usize) -> Option<usize> {
        let bytes = self.text.as_bytes().get(self.at..limit)?;
        bytes.iter().position(|b| wanted(*b)).map(|offset| self.at + offset)
    }

    fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn skip_space(&mut self) {
        self.at = self.after_space(self.at);
    }

    fn after_space(&self, mut at: usize) -> usize {
        while self.byte(at).is_some_and(is_space) {
            at += 1;
        }
        at
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }
}
