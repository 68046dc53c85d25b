//! Which bytes of which file: sources and spans.

use std::sync::Arc;

/// A source text in a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one source text (after decoding to UTF-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span for what has no place in any text.
    pub const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

    /// The bytes `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end) }
    }

    /// The empty span before the first byte.
    pub fn before(self) -> Self {
        Self { end: self.start, ..self }
    }

    /// The empty span after the last byte.
    pub fn after(self) -> Self {
        Self { start: self.end, ..self }
    }

    /// From the start of this span to the end of `other`, which is in the same file.
    pub fn to(self, other: Span) -> Self {
        Self { end: other.end, ..self }
    }
}

/// One source text under the name that diagnostics show.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Arc<str>,
    line_starts: Vec<u32>,
    /// How many characters begin before each multiple of [`BLOCK`] bytes: a line may be as long as the file.
    characters: Vec<u32>,
}

/// How many bytes are counted anew to find a column.
const BLOCK: usize = 1024;

impl Source {
    /// A text under the name that diagnostics show.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let mut line_starts = vec![0];
        line_starts.extend(
            text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1),
        );
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            characters.push(characters[characters.len() - 1] + begun_in(block));
        }
        Self { name: name.into(), text, line_starts, characters }
    }

    /// The name that diagnostics show, usually a path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }

    /// Line and column of a byte, both from 1; columns count characters.
    ///
    /// It takes time that grows with the line; where only the line matters, ask for that.
    pub fn line_column(&self, byte: u32) -> (usize, usize) {
        let line = self.line(byte);
        let start = self.line_starts[line - 1] as usize;
        let column = self.characters_before(byte as usize) - self.characters_before(start);
        (line, column as usize + 1)
    }

    fn characters_before(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let block = byte / BLOCK;
        self.characters[block] + begun_in(&self.text.as_bytes()[block * BLOCK..byte])
    }
}

/// How many characters of UTF-8 begin in these bytes.
fn begun_in(bytes: &[u8]) -> u32 {
    let first = |byte: &&u8| (**byte & 0b1100_0000) != 0b1000_0000;
    u32::try_from(bytes.iter().filter(first).count()).unwrap_or(u32::MAX)
}

/// All texts of one compilation.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a text.
    pub fn add(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(self.files.len() as u32 - 1)
    }

    /// The text with this id.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.0 as usize)
    }

    /// All texts, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(i, s)| (FileId(i as u32), s))
    }

    /// The text that a span covers; empty when it is nowhere.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file)
            .and_then(|s| s.text.get(span.start as usize..span.end as usize))
            .unwrap_or("")
    }
}
