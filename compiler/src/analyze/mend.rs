//! Which small edit makes an expression of a text that is none? Only edits after which it parses are suggested.

use std::ops::Range;

use scxml_diagnostic::{Diagnostic, Sources};

use crate::ecma;
use crate::xml::Text;

/// Longer texts are no slips of a few characters.
const LONGEST: usize = 4 * 1024;

/// An idea for a repair: what it does, and the ranges of the value to replace.
type Idea = (&'static str, Vec<(Range<usize>, String)>);

/// Adds the edit that mends a syntax error of an expression, if one of a few does.
pub(super) fn suggest(error: Diagnostic, text: &Text, sources: &Sources) -> Diagnostic {
    let Some(span) = error.span.filter(|span| span.file == text.file()) else { return error };
    if error.suggestion.is_some() || text.value.len() > LONGEST || text.value.trim().is_empty() {
        return error;
    }
    let at = offset(text, span.start);
    let slip = Slip { text, value: &text.value, at, sources };
    let ideas = [
        slip.typographic_quotes(),
        slip.words_for_operators(),
        slip.operator_in_two(),
        slip.unequal(),
        slip.open_string(),
        slip.open_brackets(),
        slip.stray_bracket(),
        slip.foreign_line(),
    ];
    let mending = ideas.into_iter().flatten().find(|idea| slip.is_mended_by(idea));
    let Some((title, edits)) = mending else { return error };
    edits.into_iter().fold(error, |error, (range, replacement)| {
        let span = text.locate(range.start, range.end);
        error.suggest(title, span, slip.escaped(&replacement))
    })
}

/// The byte of the value that comes from a byte of the file, or the next one that does.
fn offset(text: &Text, byte: u32) -> usize {
    let (mut low, mut high) = (0, text.value.len());
    while low < high {
        let middle = low.midpoint(high);
        if text.locate(middle, middle).start < byte { low = middle + 1 } else { high = middle }
    }
    while !text.value.is_char_boundary(low) {
        low -= 1;
    }
    low
}

/// A text that is no expression, and where the parser gave up.
struct Slip<'a> {
    text: &'a Text,
    value: &'a str,
    at: usize,
    sources: &'a Sources,
}

impl Slip<'_> {
    fn is_mended_by(&self, (_, edits): &Idea) -> bool {
        let mut value = self.value.to_owned();
        for (range, replacement) in edits.iter().rev() {
            value.replace_range(range.clone(), replacement);
        }
        ecma::try_expression(&Text::verbatim(value, self.text.span)).is_some()
    }

    /// The replacement as it must be written between the quotation marks around the text.
    fn escaped(&self, replacement: &str) -> String {
        let source = self.sources.get(self.text.file()).map_or("", |source| source.text());
        let start = self.text.span.start as usize;
        let apostrophe = source.get(..start).is_some_and(|before| before.ends_with('\''));
        let escaped = replacement.replace('&', "&amp;");
        if apostrophe { escaped.replace('\'', "&apos;") } else { escaped.replace('"', "&quot;") }
    }

    /// What word processors make of `'`.
    fn typographic_quotes(&self) -> Option<Idea> {
        let quotes = self.value.match_indices(['‘', '’', '‚', '“', '”', '„', '«', '»', '`', '´']);
        let edits: Vec<_> =
            quotes.map(|(at, quote)| (at..at + quote.len(), "'".to_owned())).collect();
        (!edits.is_empty()).then_some(("write straight quotation marks", edits))
    }

    /// `a and b`, as other languages write it.
    fn words_for_operators(&self) -> Option<Idea> {
        let mut edits = Vec::new();
        for (range, word) in self.words() {
            let operator = match word.to_ascii_lowercase().as_str() {
                "and" => "&&",
                "or" => "||",
                "not" => "!",
                _ => continue,
            };
            let space = self.value[range.end..].len() - self.value[range.end..].trim_start().len();
            let end = if operator == "!" { range.end + space } else { range.end };
            edits.push((range.start..end, operator.to_owned()));
        }
        (!edits.is_empty()).then_some(("write `&&`, `||` and `!`, with each `&` as `&amp;`", edits))
    }

    /// `= =` for `==`.
    fn operator_in_two(&self) -> Option<Idea> {
        let before = self.value[..self.at].trim_end();
        let joins = before.ends_with(['=', '!', '<', '>', '&', '|'])
            && self.value[self.at..].starts_with(['=', '&', '|'])
            && before.len() < self.at;
        joins.then(|| ("remove the space", vec![(before.len()..self.at, String::new())]))
    }

    /// `<>` for `!=`.
    fn unequal(&self) -> Option<Idea> {
        let edits: Vec<_> =
            self.value.match_indices("<>").map(|(at, _)| (at..at + 2, "!=".to_owned())).collect();
        (!edits.is_empty()).then_some(("write `!=`", edits))
    }

    fn open_string(&self) -> Option<Idea> {
        let quote = self.value[self.at..].chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let end = self.value.trim_end().len();
        Some(("close the string", vec![(end..end, quote.to_string())]))
    }

    fn open_brackets(&self) -> Option<Idea> {
        let end = self.value.trim_end().len();
        let mut open = Vec::new();
        for (_, byte) in self.code() {
            match byte {
                b'(' => open.push(')'),
                b'[' => open.push(']'),
                b'{' => open.push('}'),
                b')' | b']' | b'}' => drop(open.pop()),
                _ => {}
            }
        }
        let closing: String = open.into_iter().rev().collect();
        let title = if closing.len() == 1 { "close the bracket" } else { "close the brackets" };
        (self.at >= end && !closing.is_empty()).then(|| (title, vec![(end..end, closing)]))
    }

    fn stray_bracket(&self) -> Option<Idea> {
        let stray = self.value[self.at..].starts_with([')', ']', '}']);
        stray.then(|| ("remove it", vec![(self.at..self.at + 1, String::new())]))
    }

    /// A line of a page that came along with a copied sample, such as its title.
    fn foreign_line(&self) -> Option<Idea> {
        let source = self.sources.get(self.text.file())?.text();
        let place = self.text.locate(self.at, self.at).start as usize;
        let start = source.get(..place)?.rfind('\n')? + 1;
        let end = source[place..].find('\n').map_or(source.len(), |length| place + length);
        let inside = self.text.span.start as usize <= start && end <= self.text.span.end as usize;
        if !inside {
            return None;
        }
        let line = offset(self.text, u32::try_from(start).ok()?)
            ..offset(self.text, u32::try_from(end).ok()?);
        let words = self.value.get(line.clone())?;
        let from = line.start + (words.len() - words.trim_start().len());
        Some((
            "leave the line out",
            vec![(from..line.start + words.trim_end().len(), String::new())],
        ))
    }

    /// The bytes outside of strings.
    fn code(&self) -> impl Iterator<Item = (usize, u8)> {
        let mut string = None;
        let mut escaped = false;
        self.value.bytes().enumerate().filter(move |(_, byte)| match string {
            Some(quote) => {
                let ends = *byte == quote && !escaped;
                escaped = *byte == b'\\' && !escaped;
                if ends {
                    string = None;
                }
                false
            }
            None => {
                string = Some(*byte).filter(|byte| matches!(byte, b'\'' | b'"'));
                escaped = false;
                string.is_none()
            }
        })
    }

    /// The words outside of strings.
    fn words(&self) -> Vec<(Range<usize>, &str)> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for (at, byte) in self.code() {
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | 0x80..)) {
                continue;
            }
            match words.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end += 1,
                None => words.push(at..at + 1),
            }
        }
        words
            .into_iter()
            .filter_map(|range| Some((range.clone(), self.value.get(range)?)))
            .collect()
    }
}
