//! What do `RegExp` and its methods do? ECMA-262 5.1, 15.10, and ECMA-262 2015, 21.2.5.

use scxml_schema::{builtins, names};

use super::string::{part, string_argument};
use crate::Cx;
use crate::Value;
use crate::convert::to_utf8;
use crate::errors::type_error;
use crate::functions::argument;
use crate::key::Key;
use crate::literals::new_array;
use crate::objects::{Class, Flags};
use crate::regexps::{
    self, Found, Pattern, execute, new_regexp, pattern_of, pattern_of_text, set_last_index,
};
use crate::value::R;

pub(super) fn construct(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    let pattern = argument(arguments, 0);
    if !new && argument(arguments, 1) == Value::UNDEFINED && pattern_of(pattern, cx).is_some() {
        return Ok(pattern);
    }
    let pattern = pattern_of_arguments(arguments, cx)?;
    Ok(new_regexp(pattern, cx))
}

/// The regular expression that pattern and flags say (section 15.10.4.1); a RegExp object lends its own.
fn pattern_of_arguments(arguments: &[Value], cx: &mut Cx<'_>) -> R<Pattern> {
    let given = pattern_of(argument(arguments, 0), cx);
    let flags = match (argument(arguments, 1), &given) {
        (Value::UNDEFINED, Some(given)) => return Ok(given.clone()),
        (Value::UNDEFINED, None) => String::new(),
        (flags, _) => to_utf8(flags, cx)?,
    };
    let source = match (given, argument(arguments, 0)) {
        (Some(given), _) => cx.machine.realm.string(given.source()),
        (None, Value::UNDEFINED) => Value::EMPTY,
        _ => string_argument(arguments, 0, cx)?,
    };
    pattern_of_text(source, &flags, cx)
}

fn this_pattern(this: Value, cx: &mut Cx<'_>) -> R<Pattern> {
    pattern_of(this, cx).ok_or_else(|| type_error("this is not a regular expression", cx))
}

/// `compile` (ECMA-262 2015, B.2.5.1)
pub(super) fn compile(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_pattern(this, cx)?;
    let pattern = pattern_of_arguments(arguments, cx)?;
    if let Some(handle) = this.as_object() {
        cx.machine.realm.heap_mut().object_mut(handle).class = Class::RegExp(pattern);
    }
    set_last_index(this, 0, cx)?;
    Ok(this)
}

pub(super) fn exec(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let pattern = this_pattern(this, cx)?;
    let text = string_argument(arguments, 0, cx)?;
    match execute(this, &pattern, text, cx)? {
        Some(found) => Ok(match_array(text, &found, cx)),
        None => Ok(Value::NULL),
    }
}

pub(super) fn test(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let pattern = this_pattern(this, cx)?;
    let text = string_argument(arguments, 0, cx)?;
    Ok(Value::boolean(execute(this, &pattern, text, cx)?.is_some()))
}

/// The prototype is no regular expression, but has a text (ECMA-262 2017, 21.2.5.10).
fn is_prototype(this: Value) -> bool {
    this == Value::builtin(builtins::REG_EXP_PROTOTYPE)
}

pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if is_prototype(this) {
        return Ok(cx.machine.realm.string("/(?:)/"));
    }
    let pattern = this_pattern(this, cx)?;
    Ok(regexps::literal(&pattern, cx))
}

pub(super) fn source(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if is_prototype(this) {
        return Ok(cx.machine.realm.string("(?:)"));
    }
    let pattern = this_pattern(this, cx)?;
    Ok(cx.machine.realm.string(pattern.source()))
}

pub(super) fn flags(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if is_prototype(this) {
        return Ok(Value::EMPTY);
    }
    let flags = this_pattern(this, cx)?.flags();
    Ok(cx.machine.realm.string(&flags))
}

macro_rules! flags {
    ($($name:ident $flag:literal;)*) => {$(
        pub(super) fn $name(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            if is_prototype(this) {
                return Ok(Value::UNDEFINED);
            }
            Ok(Value::boolean(this_pattern(this, cx)?.has($flag)))
        }
    )*};
}

flags! {
    global 'g';
    ignore_case 'i';
    multiline 'm';
    dot_all 's';
    unicode 'u';
    unicode_sets 'v';
    sticky 'y';
}

/// What a group matched in a flat string; `undefined` when it took no part.
pub(super) fn capture(
    text: Value,
    range: Option<&std::ops::Range<usize>>,
    cx: &mut Cx<'_>,
) -> Value {
    range.map_or(Value::UNDEFINED, |range| part(text, range.start, range.end, cx))
}

/// The array that describes a match in a flat string (section 15.10.6.2), with `groups` as in ECMA-262 2018.
pub(super) fn match_array(text: Value, found: &Found, cx: &mut Cx<'_>) -> Value {
    let mut elements = vec![part(text, found.range.start, found.range.end, cx)];
    for range in &found.captures {
        elements.push(capture(text, range.as_ref(), cx));
    }
    let array = new_array(elements, cx);
    let index = Value::number(found.range.start as f64);
    let groups = groups(text, found, cx).unwrap_or(Value::UNDEFINED);
    for (name, value) in [(names::INDEX, index), (names::INPUT, text), (names::GROUPS, groups)] {
        cx.machine.realm.define(array, Key::name(name), Flags::PLAIN, value);
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
