//! What does `replace` do? ECMA-262 5.1, 15.5.4.11; `$<name>` as in ECMA-262 2018.

use super::{part, string_argument, this_string};
use crate::Cx;
use crate::Value;
use crate::budget::{LONGEST_STRING, check_length, finish, tick};
use crate::builtins::reg_exp::{capture, groups};
use crate::convert;
use crate::errors::type_error;
use crate::functions::{argument, call, is_callable};
use crate::regexps::{Found, Pattern, execute, pattern_of, set_last_index, subject};
use crate::strings::{Text, Units};
use crate::value::R;

pub(in crate::builtins) fn replace(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    replaced(this, arguments, false, cx)
}

/// `replaceAll` (ECMA-262 2021, 22.1.3.19)
pub(in crate::builtins) fn replace_all(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let pattern = pattern_of(argument(arguments, 0), cx);
    if pattern.is_some_and(|pattern| !pattern.is_global()) {
        return Err(type_error("replaceAll needs the flag `g`", cx));
    }
    replaced(this, arguments, true, cx)
}

fn replaced(this: Value, arguments: &[Value], all: bool, cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let regexp = argument(arguments, 0);
    let pattern = pattern_of(regexp, cx);
    let search = if pattern.is_some() { regexp } else { string_argument(arguments, 0, cx)? };
    let by = argument(arguments, 1);
    let by = if is_callable(by, cx) { by } else { string_argument(arguments, 1, cx)? };
    match pattern {
        Some(pattern) => replace_matches(string, regexp, &pattern, by, cx),
        None => replace_text(string, search, by, all, cx),
    }
}

/// Replaces a text where it stands first, or everywhere.
fn replace_text(string: Value, search: Value, by: Value, all: bool, cx: &mut Cx<'_>) -> R<Value> {
    let width = cx.machine.realm.string_length(search);
    let length = cx.machine.realm.string_length(string);
    let mut text = Text::new();
    let (mut end, mut next, mut count) = (0, 0, 0);
    while next <= length && (all || count == 0) {
        let realm = &cx.machine.realm;
        let Some(start) = realm.units(string).find(realm.units(search), next) else { break };
        let found = Found { range: start..start + width, captures: Vec::new(), named: Vec::new() };
        let replacement = replacement(string, &found, by, cx)?;
        cx.machine.realm.flatten(replacement);
        let realm = &cx.machine.realm;
        text.push(realm.units(string).slice(end, start));
        text.push(realm.units(replacement));
        end = start + width;
        next = end + usize::from(width == 0);
        count += 1;
        tick(cx)?;
        check_length(text.len(), cx)?;
    }
    if count == 0 {
        return Ok(string);
    }
    text.push(cx.machine.realm.units(string).slice(end, length));
    finish(text, cx)
}

fn replace_matches(
    string: Value,
    regexp: Value,
    pattern: &Pattern,
    by: Value,
    cx: &mut Cx<'_>,
) -> R<Value> {
    let mut text = Text::new();
    let mut end = 0;
    let units = subject(string, cx)?;
    let found: Box<dyn Iterator<Item = Found>> = if pattern.is_global() {
        set_last_index(regexp, 0, cx)?;
        pattern.matches(&units, 0, cx)?
    } else {
        Box::new(execute(regexp, pattern, string, cx)?.into_iter())
    };
    for found in found {
        let replacement = replacement(string, &found, by, cx)?;
        cx.machine.realm.flatten(replacement);
        let realm = &cx.machine.realm;
        text.push(realm.units(string).slice(end, found.range.start));
        text.push(realm.units(replacement));
        end = found.range.end;
        check_length(text.len(), cx)?;
    }
    text.push(cx.machine.realm.units(string).slice(end, units.len()));
    finish(text, cx)
}

/// What takes the place of a match.
fn replacement(string: Value, found: &Found, by: Value, cx: &mut Cx<'_>) -> R<Value> {
    if by.is_string() {
        return expansion(string, found, by, cx);
    }
    let mut arguments = vec![part(string, found.range.start, found.range.end, cx)];
    for range in &found.captures {
        arguments.push(capture(string, range.as_ref(), cx));
    }
    arguments.extend([Value::number(found.range.start as f64), string]);
    arguments.extend(groups(string, found, cx));
    let value = call(by, Value::UNDEFINED, &arguments, cx)?;
    convert::to_string(value, cx)
}

/// A replacement text with what stands for parts of the match replaced (table 22).
fn expansion(string: Value, found: &Found, by: Value, cx: &mut Cx<'_>) -> R<Value> {
    let realm = &cx.machine.realm;
    let (units, by_units) = (realm.units(string), realm.units(by));
    let dollar = Units::Latin1(b"$");
    if by_units.find(dollar, 0).is_none() {
        return Ok(by);
    }
    let mut text = Text::new();
    let mut place = 0;
    while let Some(next) = by_units.find(dollar, place)
        && text.len() <= LONGEST_STRING
    {
        text.push(by_units.slice(place, next));
        let (piece, length) = piece(units, found, by_units.slice(next, by_units.len()));
        text.push(piece);
        place = next + length;
    }
    text.push(by_units.slice(place, by_units.len()));
    finish(text, cx)
}

/// What a `$` at the beginning of `by` stands for, and how many units of `by` say so.
fn piece<'a>(string: Units<'a>, found: &Found, by: Units<'a>) -> (Units<'a>, usize) {
    let ascii = |place: usize| {
        if place < by.len() { u8::try_from(by.at(place)).unwrap_or(0) } else { 0 }
    };
    let of = |range: Option<&std::ops::Range<usize>>| {
        range.map_or(Units::Latin1(&[]), |range| string.slice(range.start, range.end))
    };
    match ascii(1) {
        b'$' => (by.slice(0, 1), 2),
        b'&' => (of(Some(&found.range)), 2),
        b'`' => (string.slice(0, found.range.start), 2),
        b'\'' => (string.slice(found.range.end, string.len()), 2),
        b'0'..=b'9' => {
            let digit = |place| usize::from(ascii(place).wrapping_sub(b'0'));
            // Two digits are a group's number when there are so many groups.
            let (one, two) = (digit(1), digit(1) * 10 + digit(2));
            let exists = |number: usize| (1..=found.captures.len()).contains(&number);
            if digit(2) <= 9 && exists(two) {
                (of(found.captures[two - 1].as_ref()), 3)
            } else if exists(one) {
                (of(found.captures[one - 1].as_ref()), 2)
            } else {
                (by.slice(0, 1), 1)
            }
        }
        b'<' if !found.named.is_empty() => match by.find(Units::Latin1(b">"), 2) {
            Some(end) => {
                let name = by.slice(2, end).to_utf8();
                let group = found.named.iter().find(|(other, _)| *other == name);
                (of(group.and_then(|(_, range)| range.as_ref())), end + 1)
            }
            None => (by.slice(0, 1), 1),
        },
        _ => (by.slice(0, 1), 1),
    }
}
