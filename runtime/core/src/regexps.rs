//! What is a regular expression, and where does it match? ECMA-262 5.1, 15.10; the only module that names regress.
//!
//! The literals of a document are checked by the compiler, and each is compiled once for all sessions of the program,
//! when it is first used; those made from text are compiled when they are made. Known to differ: with the flag `i`,
//! regress lets `s` match U+017F and `i` U+0131, which Canonicalize (section 15.10.2.8, step 7) keeps apart.

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::budget::work;
use crate::convert::to_integer;
use crate::errors::{ErrorKind, throw_error};
use crate::key::Key;
use crate::objects::{Class, Flags, Property};
use crate::properties::{get, put_key};
use crate::realm::Realm;
use crate::snapshot::choice;
use crate::strings::Units;
use crate::value::R;

mod stored;

use stored::{OfProgram, OfText};

/// So many units of a text are looked at in the time of a loop turn.
const UNITS_PER_STEP: u64 = 64;

/// The property that a RegExp object itself has (ECMA-262 2015, 21.2.6).
pub(crate) const MEMBERS: [u32; 1] = [names::LAST_INDEX];

/// The flags, in the order in which they are printed.
pub(crate) const FLAGS: &str = "gimsuvy";

/// A regular expression. It is compiled when it is first used.
#[derive(Debug)]
pub struct Regexp {
    source: Cow<'static, str>,
    flags: Cow<'static, str>,
    compiled: OnceLock<Result<regress::Regex, regress::Error>>,
}

/// The regular expression of a RegExp object: one of the program's, or one made from text.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    Literal(&'static Regexp),
    Text(Arc<Regexp>),
}

choice!(Pattern { 0 Literal(regexp as OfProgram), 1 Text(regexp as OfText) });

impl Deref for Pattern {
    type Target = Regexp;

    fn deref(&self) -> &Regexp {
        match self {
            Pattern::Literal(regexp) => regexp,
            Pattern::Text(regexp) => regexp,
        }
    }
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
        Regexp {
            source: Cow::Borrowed(source),
            flags: Cow::Borrowed(flags),
            compiled: OnceLock::new(),
        }
    }

    /// The pattern as it stands between the slashes of a literal.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// The flags, in the order of [`FLAGS`].
    pub(crate) fn flags(&self) -> String {
        FLAGS.chars().filter(|flag| self.has(*flag)).collect()
    }

    pub(crate) fn has(&self, flag: char) -> bool {
        self.flags.contains(flag)
    }

    /// Whether it has the flag `g`: it goes on where it matched last.
    pub(crate) fn is_global(&self) -> bool {
        self.has('g')
    }

    /// Whether it goes through a text by characters rather than by units.
    fn is_unicode(&self) -> bool {
        self.has('u') || self.has('v')
    }

    /// The matches in a text from `start` on, in order, none overlapping another; with the flag `y`, only those that
    /// begin where the last one ended.
    ///
    /// # Errors
    /// A SyntaxError when the pattern is none, which is made sure of before.
    pub(crate) fn matches<'t>(
        &'t self,
        text: &'t [u16],
        start: usize,
        cx: &mut Cx<'_>,
    ) -> R<Box<dyn Iterator<Item = Found> + 't>> {
        let found = self.matches_anywhere(text, start, cx)?;
        if !self.has('y') {
            return Ok(found);
        }
        let mut place = start;
        Ok(Box::new(found.take_while(move |found| {
            let is_next = found.range.start == place;
            place = found.range.end + usize::from(found.range.is_empty());
            is_next
        })))
    }

    /// The matches whatever the flag `y` says, which means nothing to `split` (ECMA-262 2015, 21.2.5.11).
    ///
    /// # Errors
    /// As [`Self::matches`].
    pub(crate) fn matches_anywhere<'t>(
        &'t self,
        text: &'t [u16],
        start: usize,
        cx: &mut Cx<'_>,
    ) -> R<Box<dyn Iterator<Item = Found> + 't>> {
        let compiled = self.compiled.get_or_init(|| {
            let units: Vec<u16> = self.source.encode_utf16().collect();
            compile(Units::Wide(&units), &self.flags)
        });
        let regex = match compiled {
            Ok(regex) => regex,
            Err(error) => return Err(throw_error(ErrorKind::Syntax, &error.text, cx)),
        };
        Ok(if self.is_unicode() {
            Box::new(regex.find_from_utf16(text, start).map(Found::from))
        } else {
            Box::new(regex.find_from_ucs2(text, start).map(Found::from))
        })
    }
}

/// Compiles a pattern: without the flag `u` it is made of units, as texts are.
fn compile(units: Units<'_>, flags: &str) -> Result<regress::Regex, regress::Error> {
    let points: Vec<u32> = if flags.contains(['u', 'v']) {
        let points = char::decode_utf16(units.iter());
        points
            .map(|point| point.map_or_else(|lone| lone.unpaired_surrogate().into(), u32::from))
            .collect()
    } else {
        units.iter().map(u32::from).collect()
    };
    // What `g` and `y` mean is not the matcher's business.
    let flags: String = flags.chars().filter(|flag| !"gy".contains(*flag)).collect();
    regress::Regex::from_unicode(points.into_iter(), flags.as_str())
}

/// A new RegExp object for a literal (section 7.8.5).
pub fn regexp(number: u32, cx: &mut Cx<'_>) -> Value {
    let pattern = Pattern::Literal(&cx.machine.program.regexps[number as usize]);
    new_regexp(pattern, cx)
}

/// A new RegExp object.
pub(crate) fn new_regexp(pattern: Pattern, cx: &mut Cx<'_>) -> Value {
    let prototype = Value::builtin(builtins::REG_EXP_PROTOTYPE);
    cx.machine.realm.heap_mut().add(prototype, Class::RegExp(pattern))
}

/// Whether a text is made of flags, each once at most.
fn are_flags(flags: &str) -> bool {
    let mut all = flags.char_indices();
    all.all(|(place, flag)| FLAGS.contains(flag) && !flags[..place].contains(flag))
        && !(flags.contains('u') && flags.contains('v'))
}

/// A regular expression made from text.
///
/// # Errors
/// A SyntaxError when the text is no pattern, or the flags are none; a RangeError when a match could take a time that
/// doubles with each character, of which the compiler warns where the pattern is a literal.
pub(crate) fn pattern_of_text(source: Value, flags: &str, cx: &mut Cx<'_>) -> R<Pattern> {
    if !are_flags(flags) {
        let message = format!("invalid regular expression flags '{flags}'");
        return Err(throw_error(ErrorKind::Syntax, &message, cx));
    }
    let length = cx.machine.realm.string_length(source);
    if length > cx.machine.limits().pattern_text {
        let message = "the text is too long for a regular expression";
        return Err(throw_error(ErrorKind::Range, message, cx));
    }
    // A look at all pairs of its places, besides reading it.
    let length = length as u64;
    work(length + length * length / UNITS_PER_STEP, cx)?;
    let units = cx.machine.realm.flat(source);
    let (source, compiled) = (as_literal(units), compile(units, flags));
    if compiled.is_ok()
        && let Some(part) = scxml_patterns::slow_part(&source, flags)
    {
        let message = format!(
            "this regular expression can take a time that doubles with each character of a text: {part}"
        );
        return Err(throw_error(ErrorKind::Range, &message, cx));
    }
    if let Err(error) = &compiled {
        let message = format!("invalid regular expression: {}", error.text);
        return Err(throw_error(ErrorKind::Syntax, &message, cx));
    }
    let flags = Cow::Owned(flags.to_owned());
    let regexp = Regexp { source: Cow::Owned(source), flags, compiled: OnceLock::from(compiled) };
    Ok(Pattern::Text(Arc::new(regexp)))
}

/// EscapeRegExpPattern (ECMA-262 2015, 21.2.3.2.4): the pattern as it can stand in a literal.
fn as_literal(units: Units<'_>) -> String {
    let mut source = String::new();
    let (mut in_class, mut escaped) = (false, false);
    for character in units.to_utf8().chars() {
        if !escaped {
            in_class = (in_class || character == '[') && character != ']';
        }
        match character {
            '/' if !in_class && !escaped => source.push_str("\\/"),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                source.push_str(if escaped { "" } else { "\\" });
                source.push_str(match character {
                    '\n' => "n",
                    '\r' => "r",
                    '\u{2028}' => "u2028",
                    _ => "u2029",
                });
            }
            _ => source.push(character),
        }
        escaped = character == '\\' && !escaped;
    }
    if source.is_empty() { "(?:)".to_owned() } else { source }
}

/// The regular expression that a value is.
pub(crate) fn pattern_of(value: Value, cx: &Cx<'_>) -> Option<Pattern> {
    match &cx.machine.realm.object_of(value)?.class {
        Class::RegExp(pattern) => Some(pattern.clone()),
        _ => None,
    }
}

/// The text `/source/flags`.
pub(crate) fn literal(pattern: &Regexp, cx: &mut Cx<'_>) -> Value {
    let text = format!("/{}/{}", pattern.source, pattern.flags());
    cx.machine.realm.string(&text)
}

/// The units of a flat string, for patterns to look at.
///
/// # Errors
/// A RangeError when it is too long, or when the script has used up its steps.
pub(crate) fn subject(text: Value, cx: &mut Cx<'_>) -> R<Vec<u16>> {
    let units = cx.machine.realm.units(text);
    let length = units.len();
    if length > cx.machine.limits().pattern_text {
        let message = "the text is too long for a regular expression";
        return Err(throw_error(ErrorKind::Range, message, cx));
    }
    let units = units.iter().collect();
    work(length as u64 / UNITS_PER_STEP, cx)?;
    Ok(units)
}

/// Where a RegExp object matches in a flat string: with the flag `g` or `y` from its `lastIndex` on, which is moved
/// (section 15.10.6.2).
pub(crate) fn execute(
    object: Value,
    regexp: &Regexp,
    text: Value,
    cx: &mut Cx<'_>,
) -> R<Option<Found>> {
    let last = get(object, names::LAST_INDEX, cx)?;
    let last = to_integer(last, cx)?.max(0.0);
    let units = subject(text, cx)?;
    let moves = regexp.is_global() || regexp.has('y');
    let start = if moves { last } else { 0.0 };
    let found = if start > units.len() as f64 {
        None
    } else {
        regexp.matches(&units, start as usize, cx)?.next()
    };
    if moves {
        let next = found.as_ref().map_or(0, |found| found.range.end);
        set_last_index(object, next, cx)?;
    }
    Ok(found)
}

pub(crate) fn set_last_index(object: Value, place: usize, cx: &mut Cx<'_>) -> R<()> {
    put_key(object, Key::name(names::LAST_INDEX), Value::number(place as f64), cx)
}

impl Realm {
    /// The property that every RegExp object has.
    pub(crate) fn own_of_regexp(key: Key) -> Option<Property> {
        (key == Key::name(names::LAST_INDEX)).then_some(Property {
            key,
            flags: Flags::HIDDEN_PERMANENT,
            value: Value::number(0.0),
        })
    }
}
