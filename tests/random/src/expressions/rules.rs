//! What does a line of `rules.txt` say?

use std::collections::BTreeMap;

/// The alternatives of each kind of expression, by its letter.
#[derive(Debug)]
pub(super) struct Rules(BTreeMap<char, Kind>);

/// What an expression of a kind can be.
#[derive(Debug, Default)]
pub(super) struct Kind {
    /// Alternatives that are constants.
    pub(super) leaves: Vec<Rule>,
    /// The others.
    pub(super) rules: Vec<Rule>,
}

/// One alternative.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it consists of, in order.
    pub(super) parts: Vec<Part>,
    /// Whether it binds more closely than every operator.
    pub(super) is_primary: bool,
}

/// A part of an alternative.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// To be written as it stands.
    Text(String),
    /// An expression of this kind, with what stands before and after it.
    Expression {
        /// The letter of the kind.
        kind: char,
        /// Whether it is never one of another kind.
        strict: bool,
        /// Whether an expression needs no parentheses here, whatever its operators are.
        enclosed: bool,
        /// Whether a number literal needs parentheses here.
        before_dot: bool,
    },
    /// The name of a variable of this kind that may be assigned.
    Assigned(char),
    /// The new name of this number.
    Name {
        /// Its number in the line.
        number: usize,
        /// Whether it is written here.
        written: bool,
        /// As what it is known from here on: its kind, and whether it may be assigned.
        declared: Option<(char, bool)>,
    },
    /// The variables of the line are not known after this.
    End,
}

impl Rules {
    /// Reads the rules.
    pub(super) fn new() -> Self {
        let mut kinds: BTreeMap<char, Kind> = BTreeMap::new();
        let mut current = ' ';
        let lines = include_str!("rules.txt").lines();
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(kind) = line.strip_prefix("= ") {
                current = kind.chars().next().expect("a letter follows the sign");
                continue;
            }
            let rule = rule(line);
            let kind = kinds.entry(current).or_default();
            let is_leaf = rule.parts.iter().all(|part| matches!(part, Part::Text(_)));
            if is_leaf { &mut kind.leaves } else { &mut kind.rules }.push(rule);
        }
        Self(kinds)
    }

    /// The alternatives of a kind.
    pub(super) fn kind(&self, letter: char) -> &Kind {
        self.0.get(&letter).unwrap_or_else(|| panic!("there are no rules for {letter}"))
    }
}

fn rule(line: &str) -> Rule {
    let characters: Vec<char> = line.chars().collect();
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut place = 0;
    while place < characters.len() {
        let Some((part, end)) = part(&characters, place) else {
            text.push(characters[place]);
            place += 1;
            continue;
        };
        if !text.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut text)));
        }
        parts.push(part);
        place = end;
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    Rule { parts, is_primary: is_primary(&characters) }
}

/// The part that starts here, unless it is text, and where it ends.
fn part(line: &[char], start: usize) -> Option<(Part, usize)> {
    let at = |place: usize| line.get(place).copied().unwrap_or(' ');
    match (line[start], at(start + 1)) {
        ('$', '=') if at(start + 2).is_alphabetic() => {
            Some((Part::Assigned(at(start + 2)), start + 3))
        }
        ('$', next) if next == '!' || next.is_alphabetic() => {
            let strict = next == '!';
            let letter = start + 1 + usize::from(strict);
            let before = line[..start].iter().rev().find(|c| **c != ' ');
            let after = line[letter + 1..].iter().find(|c| **c != ' ');
            let enclosed = before.is_some_and(|c| "([,{".contains(*c))
                && after.is_some_and(|c| ")],}".contains(*c));
            let before_dot = ".?".contains(at(letter + 1));
            Some((Part::Expression { kind: at(letter), strict, enclosed, before_dot }, letter + 1))
        }
        ('@', '-') => Some((Part::End, start + 2)),
        ('@', _) => {
            let written = at(start + 1) != '+';
            let digit = start + 1 + usize::from(!written);
            let number = at(digit).to_digit(10)? as usize;
            let declared = matches!(at(digit + 1), ':' | '=') && at(digit + 2).is_alphabetic();
            let declared = declared.then(|| (at(digit + 2), at(digit + 1) == '='));
            let end = digit + if declared.is_some() { 3 } else { 1 };
            Some((Part::Name { number, written, declared }, end))
        }
        _ => None,
    }
}

/// Whether nothing in it stands outside of brackets and quotes but names, dots and calls.
fn is_primary(line: &[char]) -> bool {
    let mut open = Vec::new();
    let mut escaped = false;
    for character in line {
        if escaped {
            escaped = false;
            continue;
        }
        match (character, open.last()) {
            ('\\', _) => escaped = true,
            ('"' | '\'' | '`', Some(quote)) if quote == character => {
                open.pop();
            }
            (_, Some('"' | '\'' | '`')) => {}
            ('"' | '\'' | '`' | '(' | '[' | '{', _) => open.push(*character),
            (')' | ']' | '}', _) => {
                open.pop();
            }
            (c, None) if !(c.is_alphanumeric() || "$!.?_/".contains(*c)) => return false,
            _ => {}
        }
    }
    // A statement and the body of an arrow function do not begin with an object.
    !"!{".contains(line[0])
}
