//! How does a script fail? With a value that it, or the runtime, threw.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::convert::to_utf8;
use crate::key::Key;
use crate::objects::{Class, Flags};
use crate::properties::get;
use crate::value::{Kind, Thrown};

/// The native errors (ECMA-262 5.1, 15.11.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `Error`
    Error,
    /// `EvalError`
    Eval,
    /// `RangeError`
    Range,
    /// `ReferenceError`
    Reference,
    /// `SyntaxError`
    Syntax,
    /// `TypeError`
    Type,
    /// `URIError`
    Uri,
}

impl ErrorKind {
    pub(crate) const fn prototype(self) -> Value {
        Value::builtin(match self {
            ErrorKind::Error => builtins::ERROR_PROTOTYPE,
            ErrorKind::Eval => builtins::EVAL_ERROR_PROTOTYPE,
            ErrorKind::Range => builtins::RANGE_ERROR_PROTOTYPE,
            ErrorKind::Reference => builtins::REFERENCE_ERROR_PROTOTYPE,
            ErrorKind::Syntax => builtins::SYNTAX_ERROR_PROTOTYPE,
            ErrorKind::Type => builtins::TYPE_ERROR_PROTOTYPE,
            ErrorKind::Uri => builtins::URI_ERROR_PROTOTYPE,
        })
    }
}

/// Throws a value (the statement `throw`).
pub fn throw(value: Value, cx: &mut Cx<'_>) -> Thrown {
    cx.machine.realm.thrown = value;
    Thrown
}

/// Takes what was thrown (the clause `catch`).
pub fn caught(cx: &mut Cx<'_>) -> Value {
    std::mem::take(&mut cx.machine.realm.thrown)
}

/// Where a script is now: the file, the line and the column, both from 1.
pub(crate) fn position(cx: &mut Cx<'_>) -> Option<(Value, f64, f64)> {
    let machine = &mut *cx.machine;
    if let Some([file, line, column]) = machine.at.place(machine.program) {
        return Some((Value::atom(*file), (*line).into(), (*column).into()));
    }
    let site = machine.program.site(&machine.at)?;
    Some((machine.realm.string(site.document), site.line.into(), site.column.into()))
}

/// An Error object. It says where it was made, as those of SpiderMonkey do.
pub(crate) fn new_error(kind: ErrorKind, message: Option<Value>, cx: &mut Cx<'_>) -> Value {
    let position = position(cx);
    let heap = cx.machine.realm.heap_mut();
    let error = heap.add(kind.prototype(), Class::Error);
    let Kind::Object(handle) = error.kind() else { return error };
    let mut put = |name, value| heap.objects.put(handle, Key::name(name), Flags::HIDDEN, value);
    if let Some(message) = message {
        put(names::MESSAGE, message);
    }
    if let Some((file, line, column)) = position {
        put(names::FILE_NAME, file);
        put(names::LINE_NUMBER, Value::number(line));
        put(names::COLUMN_NUMBER, Value::number(column));
    }
    error
}

/// Throws an Error of this kind.
pub fn throw_error(kind: ErrorKind, message: &str, cx: &mut Cx<'_>) -> Thrown {
    let message = cx.machine.realm.string(message);
    let error = new_error(kind, Some(message), cx);
    throw(error, cx)
}

/// Throws a TypeError.
pub(crate) fn type_error(message: &str, cx: &mut Cx<'_>) -> Thrown {
    throw_error(ErrorKind::Type, message, cx)
}

/// What was thrown, for people: its name (`TypeError`) and its message. Never throws itself.
pub(crate) fn describe(thrown: Value, cx: &mut Cx<'_>) -> (String, String) {
    let mut member = |atom| {
        let text = match get(thrown, atom, cx) {
            Ok(Value::UNDEFINED) => None,
            Ok(member) => to_utf8(member, cx).ok(),
            Err(_) => None,
        };
        caught(cx);
        text
    };
    let (name, message) = if thrown.is_object() {
        (member(names::NAME), member(names::MESSAGE))
    } else {
        (None, None)
    };
    let message = message.or_else(|| to_utf8(thrown, cx).ok()).unwrap_or_default();
    caught(cx);
    (name.unwrap_or_else(|| "Error".to_owned()), message)
}
