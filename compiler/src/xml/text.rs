//! Which bytes of the file does a decoded text come from?

use std::ops::Range;

use scxml_diagnostic::{FileId, Span};

/// Decoded text that remembers which bytes of the file each part came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text after references and normalisation.
    pub value: String,
    /// The bytes of the file that it came from.
    pub span: Span,
    /// In ascending order; empty when the value stands in the file as it is.
    pieces: Vec<Piece>,
}

/// A part of a value that stands in the file as it is, or that came as a whole from other bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    /// Where it begins in the value; it ends where the next piece begins.
    value: u32,
    /// Its bytes in the file. As many as in the value: the part stands there as it is.
    start: u32,
    end: u32,
}

impl Text {
    /// Text whose bytes stand in the file exactly as in `value`.
    pub fn verbatim(value: impl Into<String>, span: Span) -> Self {
        Self { value: value.into(), span, pieces: Vec::new() }
    }

    /// The file that the text came from.
    pub fn file(&self) -> FileId {
        self.span.file
    }

    /// The bytes of the file behind the bytes `start..end` of the value. What came from a reference is covered
    /// by the whole reference; an empty range gives an empty span.
    pub fn locate(&self, start: usize, end: usize) -> Span {
        let first = self.start_of(start);
        let last = if end > start { self.end_of(end) } else { first };
        Span::new(self.span.file, first, last.max(first))
    }

    /// A part of the text, such as one word of a list, with its own place.
    ///
    /// # Panics
    /// When `range` does not lie on characters of the value, as slicing a `str` does.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let value = self.value[range.clone()].to_owned();
        let span = self.locate(range.start, range.end);
        let mut pieces = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            let (from, to) = (piece.value as usize, self.value_end(index));
            if to <= range.start || from >= range.end {
                continue;
            }
            let cut = range.start.saturating_sub(from);
            let verbatim = self.is_verbatim(index);
            let start = piece.start + if verbatim { small(cut) } else { 0 };
            let end =
                if verbatim { piece.start + small(range.end.min(to) - from) } else { piece.end };
            pieces.push(Piece { value: small((from + cut) - range.start), start, end });
        }
        Text { value, span, pieces }
    }

    /// The text with parts of it replaced: ranges of the value in ascending order, and what takes their place. What is
    /// new has the place of what it replaces.
    ///
    /// # Panics
    /// When a range does not lie on characters of the value, as slicing a `str` does.
    pub fn edited(&self, edits: &[(Range<usize>, &str)]) -> Text {
        let mut edited = Text { value: String::new(), span: self.span, pieces: Vec::new() };
        let mut done = 0;
        for (range, replacement) in edits {
            edited.append(self.slice(done..range.start));
            let span = self.locate(range.start, range.end);
            edited.append(Text {
                value: (*replacement).to_owned(),
                span,
                pieces: vec![Piece { value: 0, start: span.start, end: span.end }],
            });
            done = range.end;
        }
        edited.append(self.slice(done..self.value.len()));
        edited
    }

    fn append(&mut self, part: Text) {
        if part.value.is_empty() {
            return;
        }
        let offset = small(self.value.len());
        self.value.push_str(&part.value);
        if part.pieces.is_empty() {
            let Span { start, end, .. } = part.span;
            self.pieces.push(Piece { value: offset, start, end });
        }
        let shifted = part.pieces.into_iter();
        self.pieces.extend(shifted.map(|piece| Piece { value: piece.value + offset, ..piece }));
    }

    fn start_of(&self, at: usize) -> usize {
        match self.piece_at(at) {
            None => (self.span.start as usize + at).min(self.span.end as usize),
            Some(index) => {
                let piece = self.pieces[index];
                if at >= self.value_end(index) {
                    piece.end as usize
                } else if self.is_verbatim(index) {
                    piece.start as usize + (at - piece.value as usize)
                } else {
                    piece.start as usize
                }
            }
        }
    }

    fn end_of(&self, end: usize) -> usize {
        match self.piece_at(end - 1) {
            None => (self.span.start as usize + end).min(self.span.end as usize),
            Some(index) => {
                let piece = self.pieces[index];
                let inside = piece.start as usize + (end - piece.value as usize);
                if self.is_verbatim(index) {
                    inside.min(piece.end as usize)
                } else {
                    piece.end as usize
                }
            }
        }
    }

    /// The piece that holds a byte of the value.
    fn piece_at(&self, at: usize) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.value as usize <= at).checked_sub(1)
    }

    fn value_end(&self, index: usize) -> usize {
        self.pieces.get(index + 1).map_or(self.value.len(), |next| next.value as usize)
    }

    fn is_verbatim(&self, index: usize) -> bool {
        let piece = self.pieces[index];
        self.value_end(index) - piece.value as usize == (piece.end - piece.start) as usize
    }
}

/// Offsets are below the size limit of documents, so they fit; a wrong place is better than a panic if not.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Builds a [`Text`] from the parts of a value in document order.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    value: String,
    pieces: Vec<Piece>,
    /// Whether the last piece stands in the file as it is, and so can grow.
    grows: bool,
}

impl TextBuilder {
    /// Adds bytes that stand in the file as they are, from `start` on.
    pub(super) fn copy(&mut self, text: &str, start: usize) {
        let end = small(start + text.len());
        match self.pieces.last_mut() {
            _ if text.is_empty() => return,
            Some(piece) if self.grows && piece.end as usize == start => piece.end = end,
            _ => {
                self.pieces.push(Piece { value: small(self.value.len()), start: small(start), end })
            }
        }
        self.grows = true;
        self.value.push_str(text);
    }

    /// Adds a character that the bytes `start..end` of the file stand for.
    pub(super) fn replace(&mut self, character: char, start: usize, end: usize) {
        if character.len_utf8() == end - start {
            return self.copy(character.encode_utf8(&mut [0; 4]), start);
        }
        self.pieces.push(Piece {
            value: small(self.value.len()),
            start: small(start),
            end: small(end),
        });
        self.grows = false;
        self.value.push(character);
    }

    /// The text, with the span `start..end`.
    pub(super) fn finish(self, file: FileId, start: usize, end: usize) -> Text {
        let plain = match self.pieces.as_slice() {
            [] => true,
            [piece] => self.grows && piece.start as usize == start,
            _ => false,
        };
        let pieces = if plain { Vec::new() } else { self.pieces };
        Text { value: self.value, span: Span::new(file, start, end), pieces }
    }

    /// The text, from the first to the last byte that was added; `None` when nothing was.
    pub(super) fn finish_run(self, file: FileId) -> Option<Text> {
        let start = self.pieces.first()?.start as usize;
        let end = self.pieces.last()?.end as usize;
        Some(self.finish(file, start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::{FileId, Text, TextBuilder};

    /// `a &lt; b` at byte 10 of a file, then `c` at byte 30 as after a comment.
    fn sample() -> Text {
        let mut builder = TextBuilder::default();
        builder.copy("a ", 10);
        builder.replace('<', 12, 16);
        builder.copy(" b", 16);
        builder.copy("c", 30);
        builder.finish_run(FileId(0)).expect("it is not empty")
    }

    #[track_caller]
    fn at(text: &Text, range: std::ops::Range<usize>, expected: (u32, u32)) {
        let span = text.locate(range.start, range.end);
        assert_eq!((span.start, span.end), expected);
    }

    #[test]
    fn places_go_through_references_and_gaps() {
        let text = sample();
        assert_eq!(text.value, "a < bc");
        at(&text, 0..1, (10, 11));
        at(&text, 2..3, (12, 16));
        at(&text, 1..4, (11, 17));
        at(&text, 4..5, (17, 18));
        at(&text, 5..6, (30, 31));
        at(&text, 0..6, (10, 31));
        at(&text, 6..6, (31, 31));
    }

    #[test]
    fn an_edit_keeps_the_places_around_it() {
        let edited = sample().edited(&[(0..0, "x."), (2..3, "less"), (5..6, "")]);
        assert_eq!(edited.value, "x.a less b");
        at(&edited, 0..2, (10, 10));
        at(&edited, 2..3, (10, 11));
        at(&edited, 4..8, (12, 16));
        at(&edited, 9..10, (17, 18));
        let plain = Text::verbatim("p.q", scxml_diagnostic::Span::new(FileId(0), 5, 8));
        let plain = plain.edited(&[(0..1, "prefix")]);
        assert_eq!(plain.value, "prefix.q");
        at(&plain, 0..6, (5, 6));
        at(&plain, 7..8, (7, 8));
    }

    #[test]
    fn a_slice_keeps_its_places() {
        let word = sample().slice(2..6);
        assert_eq!(word.value, "< bc");
        at(&word, 0..1, (12, 16));
        at(&word, 1..3, (16, 18));
        at(&word, 3..4, (30, 31));
        let plain =
            Text::verbatim("x yz", scxml_diagnostic::Span::new(FileId(0), 5, 9)).slice(2..4);
        at(&plain, 1..2, (8, 9));
    }
}
