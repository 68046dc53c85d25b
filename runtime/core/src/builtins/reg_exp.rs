//! What do `RegExp` and its methods do? ECMA-262 5.1, 15.10.

use scxml_schema::names;

use super::string::{part, string_argument};
use crate::Cx;
use crate::Value;
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::argument;
use crate::key::Key;
use crate::literals::new_array;
use crate::objects::{Class, Flags};
use crate::regexps::{self, Found, execute, number_of, regexp};
use crate::value::{R, Thrown};

/// A regular expression for one that is there already; none from text, for there is no compiler at run time.
pub(super) fn construct(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    let pattern = argument(arguments, 0);
    match number_of(pattern, cx) {
        Some(number) if argument(arguments, 1) == Value::UNDEFINED => {
            Ok(if new { regexp(number, cx) } else { pattern })
        }
        _ => Err(no_pattern(cx)),
    }
}

/// The error for text that would have to be read as a pattern.
pub(super) fn no_pattern(cx: &mut Cx<'_>) -> Thrown {
    let message = "regular expressions cannot be made from text at run time";
    throw_error(ErrorKind::Eval, message, cx)
}

fn this_number(this: Value, cx: &mut Cx<'_>) -> R<u32> {
    number_of(this, cx).ok_or_else(|| type_error("this is not a regular expression", cx))
}

pub(super) fn exec(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    let text = string_argument(arguments, 0, cx)?;
    match execute(this, number, text, cx)? {
        Some(found) => Ok(match_array(text, &found, cx)),
        None => Ok(Value::NULL),
    }
}

pub(super) fn test(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    let text = string_argument(arguments, 0, cx)?;
    Ok(Value::boolean(execute(this, number, text, cx)?.is_some()))
}

pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    Ok(regexps::literal(number, cx))
}

/// What a group matched in a flat string; `undefined` when it took no part.
pub(super) fn capture(
    text: Value,
    range: Option<&std::ops::Range<usize>>,
    cx: &mut Cx<'_>,
) -> Value {
    range.map_or(Value::UNDEFINED, |range| part(text, range.start, range.end, cx))
}

/// The array that describes a match in a flat string (section 15.10.6.2), with `groups` when groups have names.
pub(super) fn match_array(text: Value, found: &Found, cx: &mut Cx<'_>) -> Value {
    let mut elements = vec![part(text, found.range.start, found.range.end, cx)];
    for range in &found.captures {
        elements.push(capture(text, range.as_ref(), cx));
    }
    let array = new_array(elements, cx);
    let index = Value::number(found.range.start as f64);
    for (name, value) in [(names::INDEX, index), (names::INPUT, text)] {
        cx.machine.realm.define(array, Key::name(name), Flags::PLAIN, value);
    }
    if let Some(groups) = groups(text, found, cx) {
        cx.machine.realm.define(array, Key::name(names::GROUPS), Flags::PLAIN, groups);
    }
    array
}

/// What the groups that have names matched.
pub(super) fn groups(text: Value, found: &Found, cx: &mut Cx<'_>) -> Option<Value> {
    if found.named.is_empty() {
        return None;
    }
    let groups = cx.machine.realm.heap_mut().add(Value::NULL, Class::Plain);
    for (name, range) in &found.named {
        let value = capture(text, range.as_ref(), cx);
        let key = cx.machine.realm.key_of(name);
        cx.machine.realm.define(groups, key, Flags::PLAIN, value);
    }
    Some(groups)
}
