//! What do the methods of iterators do? ECMA-262 2015, 25.1.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::errors::type_error;
use crate::iteration;
use crate::key::Key;
use crate::literals::new_object;
use crate::objects::Flags;
use crate::value::R;

/// `next()`: an object with `value` and `done`.
pub(super) fn next(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if iteration::state(this, cx).is_none() {
        return Err(type_error("this is not an iterator", cx));
    }
    let value = iteration::next(this, cx)?;
    let object = new_object(cx);
    let members = [
        (names::VALUE, value.unwrap_or(Value::UNDEFINED)),
        (names::DONE, Value::boolean(value.is_none())),
    ];
    for (name, value) in members {
        cx.machine.realm.define(object, Key::name(name), Flags::PLAIN, value);
    }
    Ok(object)
}
