//! What does the compiler say to a document type declaration?

use scxml_diagnostic::Diagnostic;

use super::{Scan, Step};
use crate::codes;

impl Scan<'_> {
    /// `<!…` that is neither a comment nor a CDATA section, at which [`Scan::at`] stands.
    pub(super) fn doctype(&mut self) -> Step {
        let start = self.at;
        let rest = self.text.as_bytes();
        if !rest.get(start + 2..start + 9).is_some_and(|word| word.eq_ignore_ascii_case(b"DOCTYPE"))
        {
            let span = self.span(start, start + 2);
            let diagnostic =
                Diagnostic::error(codes::XML_SYNTAX, span, "`<!` begins nothing that XML knows")
                    .note("it begins a comment (`<!--`) or a CDATA section (`<![CDATA[`)");
            return self.stop(start, diagnostic);
        }
        let diagnostic =
            Diagnostic::error(codes::DOCTYPE, self.span(start, start + 9), "document type declarations are refused")
                .note("entities declared in one can expand without bound, and one that is elsewhere would have to be fetched; SCXML needs neither");
        match self.end_of_doctype(start + 9) {
            Some(end) => {
                self.at = end;
                let whole = self.span(start, end);
                self.diagnostics.push(diagnostic.suggest("remove it", whole, ""));
                Ok(())
            }
            // Declarations follow, and the rest of the document may depend on them.
            None => self.stop(start, diagnostic),
        }
    }

    /// One past the `>`; `None` when there is an internal subset (section 2.8) or no end.
    fn end_of_doctype(&self, mut at: usize) -> Option<usize> {
        loop {
            match self.byte(at)? {
                b'>' => return Some(at + 1),
                b'[' | b'<' => return None,
                quote @ (b'"' | b'\'') => {
                    at += 1 + self.text.as_bytes()[at + 1..].iter().position(|b| *b == quote)?;
                }
                _ => {}
            }
            at += 1;
        }
    }
}
