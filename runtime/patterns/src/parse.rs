//! What does a pattern consist of? Read roughly: what cannot change how many ways there are is left out.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use super::set::Set;

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// One character.
    Set(Set),
    /// One after the other.
    All(Vec<Node>),
    /// One or the other.
    Either(Vec<Node>),
    /// Again and again.
    Repeat {
        body: Box<Node>,
        min: u32,
        /// `None`: without end.
        max: Option<u32>,
        /// Its place in the pattern.
        range: Range<usize>,
    },
    /// What takes no characters and may fail, with what a lookahead or lookbehind looks for. A back reference is
    /// taken for one.
    Assertion(Option<Box<Node>>),
}

/// How deep groups may be nested; the runtime takes no more either.
const DEEPEST: usize = 256;

/// The parts of a pattern; none when it is not as expected.
pub(super) fn parse(pattern: &str, ignore_case: bool) -> Option<Node> {
    let characters = pattern.char_indices().peekable();
    let mut parser = Parser { pattern, characters, ignore_case, depth: 0 };
    let node = parser.either()?;
    parser.characters.peek().is_none().then_some(node)
}

/// Adds what the assertions directly in `node` look for.
pub(super) fn assertions<'n>(node: &'n Node, found: &mut Vec<&'n Node>) {
    match node {
        Node::Assertion(Some(contents)) => found.push(contents),
        Node::Assertion(None) | Node::Set(_) => {}
        Node::All(parts) | Node::Either(parts) => {
            parts.iter().for_each(|part| assertions(part, found));
        }
        Node::Repeat { body, .. } => assertions(body, found),
    }
}

/// The first loop that must take more than `most` turns, each of which may read nothing.
pub(super) fn empty_turns(node: &Node, most: u32) -> Option<Range<usize>> {
    match node {
        Node::Repeat { body, min, range, .. } if *min > most && may_be_empty(body) => {
            Some(range.clone())
        }
        Node::Repeat { body, .. } | Node::Assertion(Some(body)) => empty_turns(body, most),
        Node::All(parts) | Node::Either(parts) => {
            parts.iter().find_map(|part| empty_turns(part, most))
        }
        Node::Set(_) | Node::Assertion(None) => None,
    }
}

fn may_be_empty(node: &Node) -> bool {
    match node {
        Node::Set(_) => false,
        Node::All(parts) => parts.iter().all(may_be_empty),
        Node::Either(ways) => ways.iter().any(may_be_empty),
        Node::Repeat { body, min, .. } => *min == 0 || may_be_empty(body),
        Node::Assertion(_) => true,
    }
}

struct Parser<'p> {
    pattern: &'p str,
    characters: Peekable<CharIndices<'p>>,
    ignore_case: bool,
    depth: usize,
}

impl<'p> Parser<'p> {
    fn place(&mut self) -> usize {
        self.characters.peek().map_or(self.pattern.len(), |(place, _)| *place)
    }

    fn rest(&mut self) -> &'p str {
        let place = self.place();
        &self.pattern[place..]
    }

    fn advance(&mut self, count: usize) {
        for _ in 0..count {
            self.characters.next();
        }
    }

    fn skip(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.advance(text.chars().count());
        }
        found
    }

    fn either(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut ways = vec![self.all()?];
        while self.skip("|") {
            ways.push(self.all()?);
        }
        self.depth -= 1;
        Some(if ways.len() == 1 { ways.remove(0) } else { Node::Either(ways) })
    }

    fn all(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while let Some((start, character)) = self.characters.peek().copied() {
            if matches!(character, '|' | ')') {
                break;
            }
            let body = self.term()?;
            parts.push(match self.quantifier() {
                Some((min, max)) => {
                    let range = start..self.place();
                    Node::Repeat { body: Box::new(body), min, max, range }
                }
                None => body,
            });
        }
        Some(Node::All(parts))
    }

    fn term(&mut self) -> Option<Node> {
        let (_, character) = self.characters.next()?;
        match character {
            '^' | '$' => Some(Node::Assertion(None)),
            '(' => self.group(),
            '.' => Some(Node::Set(Set::dot())),
            '[' => self.class(),
            '\\' => self.escape(),
            _ => Some(self.set(Set::one(character))),
        }
    }

    fn set(&self, set: Set) -> Node {
        Node::Set(if self.ignore_case { set.without_case() } else { set })
    }

    fn group(&mut self) -> Option<Node> {
        let looks = ["?=", "?!", "?<=", "?<!"].iter().any(|word| self.skip(word));
        if !looks && self.skip("?") {
            // A name, or modifiers.
            self.characters.find(|(_, character)| matches!(character, ':' | '>'))?;
        }
        let contents = self.either()?;
        if !self.skip(")") {
            return None;
        }
        Some(if looks { Node::Assertion(Some(Box::new(contents))) } else { contents })
    }

    fn quantifier(&mut self) -> Option<(u32, Option<u32>)> {
        let counts = match self.rest().chars().next()? {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            '{' => return self.braces(),
            _ => return None,
        };
        self.characters.next();
        self.skip("?");
        Some(counts)
    }

    /// `{2}`, `{2,}` or `{2,3}`; anything else is a brace as it stands.
    fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        let (inside, _) = self.rest().strip_prefix('{')?.split_once('}')?;
        let count = |digits: &str| {
            let are_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            are_digits.then(|| digits.parse().unwrap_or(u32::MAX))
        };
        let counts = match inside.split_once(',') {
            None => (count(inside)?, Some(count(inside)?)),
            Some((min, "")) => (count(min)?, None),
            Some((min, max)) => (count(min)?, Some(count(max)?)),
        };
        self.characters.find(|(_, character)| *character == '}')?;
        self.skip("?");
        Some(counts)
    }

    fn escape(&mut self) -> Option<Node> {
        let (_, letter) = self.characters.next()?;
        if let Some(set) = Set::class(letter) {
            return Some(Node::Set(set));
        }
        match letter {
            'b' | 'B' => Some(Node::Assertion(None)),
            '1'..='9' => {
                while self.rest().starts_with(|digit: char| digit.is_ascii_digit()) {
                    self.characters.next();
                }
                Some(Node::Assertion(None))
            }
            'k' if self.rest().starts_with('<') => {
                self.characters.find(|(_, character)| *character == '>')?;
                Some(Node::Assertion(None))
            }
            _ => {
                let character = self.character(letter);
                Some(self.set(Set::one(character)))
            }
        }
    }

    /// The character that an escape stands for, from its letter on.
    fn character(&mut self, letter: char) -> char {
        let digits = match letter {
            't' => return '\t',
            'n' => return '\n',
            'v' => return '\u{b}',
            'f' => return '\u{c}',
            'r' => return '\r',
            '0' => return '\0',
            'x' => 2,
            'u' => 4,
            _ => return letter,
        };
        let code = self.rest().get(..digits).and_then(|text| u32::from_str_radix(text, 16).ok());
        let Some(code) = code else { return letter };
        self.advance(digits);
        // A surrogate stands for every character that it is a part of; which one makes no difference.
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn class(&mut self) -> Option<Node> {
        let inverted = self.skip("^");
        let mut set = Set::default();
        while !self.skip("]") {
            let first = self.class_atom(&mut set)?;
            let is_range = self.rest().starts_with('-') && !self.rest().starts_with("-]");
            let (Some(first), true) = (first, is_range) else {
                set.add(first.map(Set::one).unwrap_or_default());
                continue;
            };
            self.characters.next();
            match self.class_atom(&mut set)? {
                Some(last) => set.add_range(first.into(), last.into()),
                None => {
                    set.add(Set::one(first));
                    set.add(Set::one('-'));
                }
            }
        }
        let set = if self.ignore_case { set.without_case() } else { set };
        Some(Node::Set(if inverted { set.inverted() } else { set }))
    }

    /// A character of a class; a set such as `\d` is added at once.
    fn class_atom(&mut self, set: &mut Set) -> Option<Option<char>> {
        let (_, character) = self.characters.next()?;
        if character != '\\' {
            return Some(Some(character));
        }
        let (_, letter) = self.characters.next()?;
        if let Some(class) = Set::class(letter) {
            set.add(class);
            return Some(None);
        }
        Some(Some(if letter == 'b' { '\u{8}' } else { self.character(letter) }))
    }
}
