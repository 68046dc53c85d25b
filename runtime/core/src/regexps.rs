//! What is a regular expression, and where does it match? ECMA-262 5.1, 15.10; the only module that names regress.
//!
//! Patterns are constants of the document: the compiler checks them, and each is compiled once for all sessions of the
//! program, when it is first used. Known to differ: with the flag `i`, regress lets `s` match U+017F and `i` U+0131,
//! which Canonicalize (section 15.10.2.8, step 7) keeps apart.

use std::ops::Range;
use std::sync::OnceLock;

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::budget::work;
use crate::convert::to_integer;
use crate::errors::{ErrorKind, throw_error};
use crate::key::Key;
use crate::objects::{Class, Flags, Property};
use crate::properties::{get, set};
use crate::realm::Realm;
use crate::value::R;

/// So many units of a text are looked at in the time of a loop turn.
const UNITS_PER_STEP: u64 = 64;

/// The properties that a RegExp object itself has (section 15.10.7).
pub(crate) const MEMBERS: [u32; 5] =
    [names::SOURCE, names::GLOBAL, names::IGNORE_CASE, names::MULTILINE, names::LAST_INDEX];

/// A regular expression of a document. It is compiled when it is first used.
#[derive(Debug)]
pub struct Regexp {
    source: &'static str,
    flags: &'static str,
    compiled: OnceLock<Result<regress::Regex, regress::Error>>,
}

/// A place where a pattern matches, in UTF-16 units.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) range: Range<usize>,
    /// What each group matched.
    pub(crate) captures: Vec<Option<Range<usize>>>,
    /// The groups that have names.
    pub(crate) named: Vec<(String, Option<Range<usize>>)>,
}

impl From<regress::Match> for Found {
    fn from(found: regress::Match) -> Self {
        let named = found.named_groups().map(|(name, range)| (name.to_owned(), range)).collect();
        Found { range: found.range, captures: found.captures, named }
    }
}

impl Regexp {
    /// The literal `/source/flags`.
    #[must_use]
    pub const fn new(source: &'static str, flags: &'static str) -> Self {
        Regexp { source, flags, compiled: OnceLock::new() }
    }

    /// Whether it has the flag `g`: it goes on where it matched last.
    pub(crate) fn is_global(&self) -> bool {
        self.flags.contains('g')
    }

    /// The matches in a text from `start` on, in order, none overlapping another.
    ///
    /// # Errors
    /// A SyntaxError when the pattern is none, which the compiler makes sure of.
    pub(crate) fn matches<'t>(
        &'static self,
        text: &'t [u16],
        start: usize,
        cx: &mut Cx<'_>,
    ) -> R<impl Iterator<Item = Found> + use<'t>> {
        // Without the flag `u` a pattern is made of units, as texts are.
        let compiled = self.compiled.get_or_init(|| {
            let units = self.source.encode_utf16().map(u32::from).collect::<Vec<u32>>();
            regress::Regex::from_unicode(units.into_iter(), self.flags)
        });
        match compiled {
            Ok(regex) => Ok(regex.find_from_ucs2(text, start).map(Found::from)),
            Err(error) => Err(throw_error(ErrorKind::Syntax, &error.text, cx)),
        }
    }
}

/// A new RegExp object for a literal (section 7.8.5).
pub fn regexp(number: u32, cx: &mut Cx<'_>) -> Value {
    let prototype = Value::builtin(builtins::REG_EXP_PROTOTYPE);
    cx.machine.realm.heap_mut().add(prototype, Class::RegExp(number))
}

/// The number of the regular expression that a value is.
pub(crate) fn number_of(value: Value, cx: &Cx<'_>) -> Option<u32> {
    match cx.machine.realm.heap().object(value.as_object()?).class {
        Class::RegExp(number) => Some(number),
        _ => None,
    }
}

pub(crate) fn row(number: u32, cx: &Cx<'_>) -> &'static Regexp {
    &cx.machine.program.regexps[number as usize]
}

/// The text `/source/flags`.
pub(crate) fn literal(number: u32, cx: &mut Cx<'_>) -> Value {
    let Regexp { source, flags, .. } = row(number, cx);
    cx.machine.realm.string(&format!("/{source}/{flags}"))
}

/// The units of a flat string, for patterns to look at.
///
/// # Errors
/// A RangeError when it is too long, or when the script has used up its steps.
pub(crate) fn subject(text: Value, cx: &mut Cx<'_>) -> R<Vec<u16>> {
    let units = cx.machine.realm.units(text);
    let length = units.len();
    if length > cx.machine.limits.pattern_text {
        let message = "the text is too long for a regular expression";
        return Err(throw_error(ErrorKind::Range, message, cx));
    }
    let units = units.iter().collect();
    work(length as u64 / UNITS_PER_STEP, cx)?;
    Ok(units)
}

/// Where a RegExp object matches in a flat string: with the flag `g` from its `lastIndex` on, which is moved
/// (section 15.10.6.2).
pub(crate) fn execute(
    object: Value,
    number: u32,
    text: Value,
    cx: &mut Cx<'_>,
) -> R<Option<Found>> {
    let regexp = row(number, cx);
    let last = get(object, names::LAST_INDEX, cx)?;
    let last = to_integer(last, cx)?.max(0.0);
    let units = subject(text, cx)?;
    let start = if regexp.is_global() { last } else { 0.0 };
    let found = if start > units.len() as f64 {
        None
    } else {
        regexp.matches(&units, start as usize, cx)?.next()
    };
    if regexp.is_global() {
        let next = found.as_ref().map_or(0, |found| found.range.end);
        set(object, names::LAST_INDEX, Value::number(next as f64), cx)?;
    }
    Ok(found)
}

impl Realm {
    /// A property that every RegExp object has.
    pub(crate) fn own_of_regexp(&mut self, number: u32, key: Key) -> Option<Property> {
        let Regexp { source, flags, .. } = &self.program.regexps[number as usize];
        let flag = |flag: char| Value::boolean(flags.contains(flag));
        let value = match key.as_atom()? {
            names::SOURCE => self.string(source),
            names::GLOBAL => flag('g'),
            names::IGNORE_CASE => flag('i'),
            names::MULTILINE => flag('m'),
            names::LAST_INDEX => {
                let value = Value::number(0.0);
                return Some(Property { key, flags: Flags::HIDDEN_PERMANENT, value });
            }
            _ => return None,
        };
        Some(Property { key, flags: Flags::CONSTANT, value })
    }
}
