//! What is the tree of a document whose markup is sound?
//!
//! quick-xml finds the events; this module keeps the rules that it does not: one root, matching end tags, no text
//! around the root, names, namespaces, references.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Span, closest};

use super::characters::is_space;
use super::namespaces::Namespaces;
use super::place::Place;
use super::repair::Repaired;
use super::text::TextBuilder;
use super::{Element, MAX_DEPTH, Node, attributes};
use crate::codes;

/// After more errors than this the rest of a document is not read.
const MOST_ERRORS: usize = 1_000;

/// Builds the tree. `complete` tells that the text is the whole document: otherwise the part that is missing was
/// reported, and open elements are no news.
pub(super) fn read(
    file: FileId,
    repaired: &Repaired<'_>,
    complete: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Element> {
    let text = repaired.text();
    // quick-xml drops a byte-order mark without counting it.
    let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::from_str(&text[base..]);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;

    let place = Place::new(file, repaired);
    let mut tree = Tree {
        place,
        open: Vec::new(),
        root: None,
        run: TextBuilder::default(),
        scope: Namespaces::default(),
        text_outside: false,
        before: diagnostics.len(),
        diagnostics,
    };
    loop {
        if tree.diagnostics.len() > tree.before + MOST_ERRORS {
            return tree.give_up(base + offset(reader.buffer_position()));
        }
        let start = base + offset(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = base + offset(reader.error_position());
                let span = tree.place.span(at, at);
                tree.diagnostics.push(Diagnostic::error(
                    codes::XML_SYNTAX,
                    span,
                    error.to_string(),
                ));
                return None;
            }
        };
        let end = base + offset(reader.buffer_position());
        if matches!(event, Event::Eof) {
            return tree.finish(complete);
        }
        tree.event(&event, start, end)?;
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The elements that are open and what is known so far.
struct Tree<'a, 'd> {
    place: Place<'a>,
    open: Vec<Open<'a>>,
    root: Option<Element>,
    /// Character data since the last tag.
    run: TextBuilder,
    scope: Namespaces,
    text_outside: bool,
    /// How many diagnostics there were before the tree was begun.
    before: usize,
    diagnostics: &'d mut Diagnostics,
}

/// An element without its end tag.
struct Open<'a> {
    element: Element,
    /// Its name with the prefix.
    name: &'a str,
}

impl<'a> Tree<'a, '_> {
    /// Takes in an event of `start..end` of the repaired text; `None` when reading must end.
    fn event(&mut self, event: &Event<'_>, start: usize, end: usize) -> Option<()> {
        let source = self.place.text();
        match event {
            Event::Start(tag) => self.start(tag, start, end, false),
            Event::Empty(tag) => self.start(tag, start, end, true),
            Event::End(tag) => {
                let name = &source[start + 2..start + 2 + tag.name().0.len()];
                self.end(name, start, end);
                Some(())
            }
            Event::Text(_) => {
                self.characters(start, end);
                Some(())
            }
            Event::CData(_) => {
                if self.is_inside(start, end) {
                    self.place.lines(&mut self.run, start + "<![CDATA[".len(), end - "]]>".len());
                }
                Some(())
            }
            Event::GeneralRef(_) => {
                if self.is_inside(start, end) {
                    self.place.reference(&mut self.run, start, end, self.diagnostics);
                }
                Some(())
            }
            // Those that are wrong were reported by the scan.
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) | Event::Eof => {
                Some(())
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, start: usize, end: usize, empty: bool) -> Option<()> {
        self.flush();
        let name = &self.place.text()[start + 1..start + 1 + tag.name().0.len()];
        let name_span = self.place.span(start + 1, start + 1 + name.len());
        if self.open.is_empty()
            && let Some(root) = &self.root
        {
            let message = format!("`<{name}>` is a second outermost element");
            let mut diagnostic = Diagnostic::error(codes::SECOND_ROOT, name_span, message)
                .label(root.name_span, "the document is this element")
                .note("a document has exactly one outermost element; is an end tag too early?");
            if let Some(end) = root.end.filter(|_| name != self.place.written(root.name_span)) {
                let last = self.place.text().trim_end().len();
                let last = self.place.span(last, last);
                let tag = self.place.written(end).to_owned();
                diagnostic = diagnostic
                    .label(end, "it ends here")
                    .suggest("end it at the end of the file", end, "")
                    .suggest("", last, format!("\n{tag}"));
            }
            self.diagnostics.push(diagnostic);
            return None;
        }
        if self.open.len() >= MAX_DEPTH {
            let message = format!("elements are nested more than {MAX_DEPTH} deep");
            self.diagnostics.push(
                Diagnostic::error(codes::TOO_DEEP, name_span, message)
                    .note("parts of a machine that deep belong into documents of their own"),
            );
            return None;
        }
        if self.open.is_empty() {
            self.scope.root = Some(name_span);
        }
        let mut raw = attributes::read(&self.place, tag, start + 1, self.diagnostics)?;
        let declarations = attributes::declarations(&mut raw, self.diagnostics);
        self.scope.enter(&declarations);
        let attributes = attributes::resolve(raw, &self.scope, self.diagnostics);
        let (prefix, local) = attributes::split(name, name_span, self.diagnostics);
        let namespace = attributes::namespace(prefix, name_span, &self.scope, self.diagnostics);
        let span = self.place.span(start, end);
        let (prefix, local) = (prefix.to_owned(), local.to_owned());
        let element = Element {
            namespace,
            prefix,
            local,
            name_span,
            span,
            whole_span: span,
            end: None,
            attributes,
            children: Vec::new(),
            declarations,
        };
        self.open.push(Open { element, name });
        if empty {
            self.close(span);
        }
        Some(())
    }

    fn end(&mut self, name: &str, start: usize, end: usize) {
        self.flush();
        let span = self.place.span(start, end);
        let Some(open) = self.open.last() else {
            let message = format!("`</{name}>` ends no element");
            let diagnostic = Diagnostic::error(codes::MISMATCHED_END_TAG, span, message);
            self.diagnostics.push(diagnostic.suggest("remove it", span, ""));
            return;
        };
        if open.name != name {
            match self.open.iter().rposition(|open| open.name == name) {
                Some(outer) => {
                    while self.open.len() > outer + 1 {
                        self.unclosed(span, "the element around it ends here");
                        self.close(span.before());
                    }
                }
                None if closest(name, [open.name]).is_some()
                    || !self.ends_later(open.name, end) =>
                {
                    self.misspelt(open.element.name_span, open.name, name, span);
                }
                None => return self.superfluous(open.element.name_span, open.name, name, span),
            }
        }
        self.close(span);
    }

    /// Whether an end tag of this name follows soon after a byte, or might follow later.
    fn ends_later(&self, name: &str, from: usize) -> bool {
        const SOON: usize = 64 * 1024;
        let rest = &self.place.text()[from..];
        rest.len() > SOON || rest.contains(&format!("</{name}"))
    }

    fn misspelt(&mut self, opened: Span, open: &str, name: &str, span: Span) {
        let message = format!("`</{name}>` ends no element: `<{open}>` is open");
        let diagnostic = Diagnostic::error(codes::MISMATCHED_END_TAG, span, message)
            .label(opened, "opened here")
            .suggest(format!("end `<{open}>`"), span, format!("</{open}>"));
        self.diagnostics.push(diagnostic);
    }

    /// An end tag of another element, as a start tag that was taken away leaves it.
    fn superfluous(&mut self, opened: Span, open: &str, name: &str, span: Span) {
        let message = format!("`</{name}>` ends no element: `<{open}>` is open");
        let diagnostic = Diagnostic::error(codes::MISMATCHED_END_TAG, span, message)
            .label(opened, "opened here")
            .suggest("remove it", span, "");
        self.diagnostics.push(diagnostic);
    }

    /// Reports that the innermost element does not end before `end`.
    fn unclosed(&mut self, end: Span, what: &str) {
        let Some(open) = self.open.last() else { return };
        let message = format!("`<{}>` has no end tag", open.name);
        let element = &open.element;
        let diagnostic = Diagnostic::error(codes::UNCLOSED_ELEMENT, element.name_span, message);
        let blank = |node: &Node| matches!(node, Node::Text(text) if text.value.trim().is_empty());
        let tag = element.span;
        let (title, place, text) = if element.children.iter().all(blank) {
            let close = Span { start: tag.end.saturating_sub(1), ..tag };
            ("close it at once", close.before(), "/".to_owned())
        } else {
            ("end it", end.before(), format!("</{}>", open.name))
        };
        self.diagnostics.push(diagnostic.label(end, what).suggest(title, place, text));
    }

    /// Closes the innermost element; `span` is its end tag.
    fn close(&mut self, span: Span) {
        if let Some(Open { mut element, .. }) = self.open.pop() {
            element.whole_span = element.whole_span.to(span);
            element.end =
                Some(span).filter(|end| end.start >= element.span.end && end.end > end.start);
            self.scope.leave(&element.declarations);
            self.adopt(element);
        }
    }

    /// Makes an element the last child of the open one, or the root.
    fn adopt(&mut self, element: Element) {
        match self.open.last_mut() {
            Some(parent) => parent.element.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }

    /// Character data without references.
    fn characters(&mut self, start: usize, end: usize) {
        let text = &self.place.text()[start..end];
        if !self.open.is_empty() || !text.bytes().all(is_space) && self.is_inside(start, end) {
            self.place.lines(&mut self.run, start, end);
        }
    }

    /// Whether an element is open; reports text outside of all elements, once.
    fn is_inside(&mut self, start: usize, end: usize) -> bool {
        if self.open.is_empty() && !self.text_outside {
            self.text_outside = true;
            let text = &self.place.text()[start..end];
            let start = start + text.bytes().take_while(|b| is_space(*b)).count();
            let span = self.place.span(start, start + text.trim().len());
            let side = if self.root.is_some() { "after" } else { "before" };
            let message = format!("there is text {side} the outermost element");
            let diagnostic = Diagnostic::error(codes::TEXT_OUTSIDE_ROOT, span, message);
            self.diagnostics.push(as_comment(diagnostic, text.trim(), span));
        }
        !self.open.is_empty()
    }

    /// Makes the character data so far a child.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if let Some(parent) = self.open.last_mut()
            && let Some(text) = run.finish_run(self.place.file())
        {
            parent.element.children.push(Node::Text(text));
        }
    }

    fn give_up(self, at: usize) -> Option<Element> {
        let message =
            format!("more than {MOST_ERRORS} errors: the rest of the file is not checked");
        self.diagnostics.push(Diagnostic::error(
            codes::TOO_MANY_ERRORS,
            self.place.span(at, at),
            message,
        ));
        None
    }

    fn finish(mut self, complete: bool) -> Option<Element> {
        if !complete {
            return None;
        }
        let end = self.place.text().len();
        let here = self.place.span(end, end);
        if !self.open.is_empty() {
            self.unclosed(here, "the file ends here");
            return None;
        }
        // What stands in the place of an element was reported.
        if self.root.is_none() && self.diagnostics.len() == self.before {
            let diagnostic = Diagnostic::error(codes::NO_ROOT, here, "the document has no element");
            self.diagnostics.push(diagnostic.note(
                "a document is one element with all others inside, such as `<scxml>…</scxml>`",
            ));
        }
        self.root
    }
}

/// Suggests to make text a comment where it may not stand; `text` is what the file has at `span`.
pub(crate) fn as_comment(diagnostic: Diagnostic, text: &str, span: Span) -> Diagnostic {
    if text.contains("--") || text.ends_with('-') || text.contains(['<', '&']) {
        return diagnostic;
    }
    diagnostic.suggest("make it a comment", span.before(), "<!-- ").suggest(
        "",
        span.after(),
        " -->",
    )
}
