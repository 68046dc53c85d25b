//! Where does a string have what is looked for? `match`, `search` and `split`: ECMA-262 5.1, 15.5.4.10, 12 and 14;
//! `matchAll`.

use super::{part, place_value, string_argument, this_string};
use crate::Cx;
use crate::Value;
use crate::budget::check_heap;
use crate::builtins::reg_exp::{capture, match_array};
use crate::convert::{to_integer, to_number};
use crate::errors::type_error;
use crate::functions::argument;
use crate::iteration::{Gives, iterator};
use crate::literals::new_array;
use crate::numbers::to_uint32;
use crate::properties::get;
use crate::regexps::{
    Found, Pattern, execute, pattern_of, pattern_of_text, set_last_index, subject,
};
use crate::value::R;

/// What has a meaning in a pattern (section 15.10.1); a text without any of it is a pattern that matches itself.
const SYNTAX: &[u8] = b"^$\\.*+?()[]{}|";

/// Where an argument that is no RegExp object, and so the text of a pattern, matches first.
fn find_text(string: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Option<Found>> {
    let search = match argument(arguments, 0) {
        Value::UNDEFINED => Value::EMPTY,
        _ => string_argument(arguments, 0, cx)?,
    };
    let realm = &cx.machine.realm;
    let units = realm.units(search);
    if units.iter().any(|unit| u8::try_from(unit).is_ok_and(|byte| SYNTAX.contains(&byte))) {
        let pattern = pattern_of_text(search, "", cx)?;
        let units = subject(string, cx)?;
        return Ok(pattern.matches(&units, 0, cx)?.next());
    }
    let range = |start| start..start + units.len();
    Ok(realm.units(string).find(units, 0).map(|start| Found {
        range: range(start),
        captures: Vec::new(),
        named: Vec::new(),
    }))
}

pub(in crate::builtins) fn match_(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let regexp = argument(arguments, 0);
    let found = match pattern_of(regexp, cx) {
        Some(pattern) if pattern.is_global() => {
            return every_match(string, regexp, &pattern, cx);
        }
        Some(pattern) => execute(regexp, &pattern, string, cx)?,
        None => find_text(string, arguments, cx)?,
    };
    Ok(found.map_or(Value::NULL, |found| match_array(string, &found, cx)))
}

fn every_match(string: Value, regexp: Value, pattern: &Pattern, cx: &mut Cx<'_>) -> R<Value> {
    set_last_index(regexp, 0, cx)?;
    let units = subject(string, cx)?;
    let mut matches = Vec::new();
    for found in pattern.matches(&units, 0, cx)? {
        matches.push(part(string, found.range.start, found.range.end, cx));
        check_heap(cx)?;
    }
    Ok(if matches.is_empty() { Value::NULL } else { new_array(matches, cx) })
}

/// `matchAll` (ECMA-262 2020, 21.1.3.12); the matches are found at once.
pub(in crate::builtins) fn match_all(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let string = this_string(this, cx)?;
    let regexp = argument(arguments, 0);
    let (pattern, start) = match pattern_of(regexp, cx) {
        Some(pattern) if pattern.is_global() => {
            let start = get(regexp, scxml_schema::names::LAST_INDEX, cx)?;
            (pattern, to_integer(start, cx)?.max(0.0))
        }
        Some(_) => return Err(type_error("matchAll needs the flag `g`", cx)),
        None => {
            let source = match regexp {
                Value::UNDEFINED => Value::EMPTY,
                _ => string_argument(arguments, 0, cx)?,
            };
            (pattern_of_text(source, "g", cx)?, 0.0)
        }
    };
    let units = subject(string, cx)?;
    let mut matches = Vec::new();
    if start <= units.len() as f64 {
        for found in pattern.matches(&units, start as usize, cx)? {
            matches.push(match_array(string, &found, cx));
            check_heap(cx)?;
        }
    }
    let matches = new_array(matches, cx);
    Ok(iterator(matches, Gives::Matches, cx))
}

pub(in crate::builtins) fn search(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let found = match pattern_of(argument(arguments, 0), cx) {
        Some(pattern) => {
            let units = subject(string, cx)?;
            pattern.matches(&units, 0, cx)?.next()
        }
        None => find_text(string, arguments, cx)?,
    };
    Ok(place_value(found.map(|found| found.range.start)))
}

pub(in crate::builtins) fn split(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = this_string(this, cx)?;
    let limit = match argument(arguments, 1) {
        Value::UNDEFINED => u32::MAX,
        limit => to_uint32(to_number(limit, cx)?),
    };
    if let Some(pattern) = pattern_of(argument(arguments, 0), cx) {
        return split_at_matches(string, &pattern, limit as usize, cx);
    }
    let separator = string_argument(arguments, 0, cx)?;
    if limit == 0 {
        return Ok(new_array(Vec::new(), cx));
    }
    if argument(arguments, 0) == Value::UNDEFINED {
        return Ok(new_array(vec![string], cx));
    }
    let realm = &cx.machine.realm;
    let (length, width) = (realm.string_length(string), realm.string_length(separator));
    let mut parts = Vec::new();
    let mut start = 0;
    while parts.len() < limit as usize && (width > 0 || start < length) {
        let units = cx.machine.realm.units(string);
        let end = if width == 0 {
            Some(start + 1)
        } else {
            units.find(cx.machine.realm.units(separator), start)
        };
        let Some(end) = end else { break };
        parts.push(part(string, start, end, cx));
        start = end + width;
        check_heap(cx)?;
    }
    if width > 0 && parts.len() < limit as usize {
        parts.push(part(string, start, length, cx));
    }
    Ok(new_array(parts, cx))
}

/// What stands between the matches, with what the groups of each match have matched.
fn split_at_matches(string: Value, pattern: &Pattern, limit: usize, cx: &mut Cx<'_>) -> R<Value> {
    let units = subject(string, cx)?;
    let mut matches = pattern.matches_anywhere(&units, 0, cx)?;
    let mut parts = Vec::new();
    if limit == 0 || units.is_empty() && matches.next().is_some() {
        return Ok(new_array(parts, cx));
    }
    let mut start = 0;
    for found in matches.take_while(|found| found.range.start < units.len()) {
        // An empty match where the last one ended divides nothing.
        if found.range.end == start {
            continue;
        }
        parts.push(part(string, start, found.range.start, cx));
        for range in &found.captures {
            parts.push(capture(string, range.as_ref(), cx));
        }
        if parts.len() >= limit {
            parts.truncate(limit);
            return Ok(new_array(parts, cx));
        }
        start = found.range.end;
        check_heap(cx)?;
    }
    parts.push(part(string, start, units.len(), cx));
    Ok(new_array(parts, cx))
}
