//! What do the error constructors and their methods do? ECMA-262 5.1, 15.11.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::concatenate::concatenate;
use crate::convert::to_string as string_of;
use crate::errors::{ErrorKind, new_error, type_error};
use crate::functions::argument;
use crate::key::Key;
use crate::objects::Flags;
use crate::properties::{get, get_key, has_key};
use crate::value::R;

macro_rules! constructors {
    ($($name:ident = $kind:ident;)*) => {$(
        pub(super) fn $name(arguments: &[Value], _: bool, cx: &mut Cx<'_>) -> R<Value> {
            made(ErrorKind::$kind, arguments, cx)
        }
    )*};
}

/// An error with a message, and with a `cause` if the options name one (ECMA-262 2022, 20.5.8.1).
fn made(kind: ErrorKind, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let message = match argument(arguments, 0) {
        Value::UNDEFINED => None,
        message => Some(string_of(message, cx)?),
    };
    let error = new_error(kind, message, cx);
    let options = argument(arguments, 1);
    let key = Key::name(names::CAUSE);
    if options.is_object() && has_key(options, key, cx)? {
        let cause = get_key(options, key, cx)?;
        cx.machine.realm.define(error, key, Flags::HIDDEN, cause);
    }
    Ok(error)
}

constructors! {
    construct = Error;
    construct_eval = Eval;
    construct_range = Range;
    construct_reference = Reference;
    construct_syntax = Syntax;
    construct_type = Type;
    construct_uri = Uri;
}

pub(super) fn to_string(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if !this.is_object() {
        return Err(type_error("this is not an object", cx));
    }
    let name = match get(this, names::NAME, cx)? {
        Value::UNDEFINED => Value::atom(names::find("Error").unwrap_or(names::EMPTY)),
        name => string_of(name, cx)?,
    };
    let message = match get(this, names::MESSAGE, cx)? {
        Value::UNDEFINED => Value::EMPTY,
        message => string_of(message, cx)?,
    };
    let is_empty = |string: Value| cx.machine.realm.string_length(string) == 0;
    if is_empty(name) {
        return Ok(message);
    }
    if is_empty(message) {
        return Ok(name);
    }
    let separator = cx.machine.realm.string(": ");
    let start = concatenate(name, separator, cx)?;
    concatenate(start, message, cx)
}

pub(super) fn to_source(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    crate::uneval::source(this, cx)
}
