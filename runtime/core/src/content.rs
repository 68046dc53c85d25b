//! What does executable content do? Section 4, but for what leaves the session.

pub(crate) mod action;
pub(crate) mod delay;
pub(crate) mod send;

use scxml_schema::names;

use crate::border::to_data;
use crate::builtins::platform::{REPORTING, write_log};
use crate::convert::{to_number, to_utf8};
use crate::errors::{caught, type_error};
use crate::event::EventKind;
use crate::interpret::is_active;
use crate::literals::object;
use crate::machine::{Cx, Payload};
use crate::properties::{get, get_index, is_array};
use crate::value::{R, Value};
use crate::{Data, Event, LogEntry, failure};

/// Names the site that a failure from now on is reported at, counted from the first one of the function.
#[inline]
pub fn at(site: u32, cx: &mut Cx<'_>) {
    cx.machine.at.name_site(site);
}

/// Names the place in a script, a number of [`crate::Program::places`] plus one, that an error from now on is of.
#[inline]
pub fn line(place: u32, cx: &mut Cx<'_>) {
    cx.machine.at.name_place(place);
}

/// The same in a guard or block, counted from the first place that is its own.
#[inline]
pub fn own_line(place: u32, cx: &mut Cx<'_>) {
    cx.machine.at.name_own_place(place);
}

/// Whether a state is active (`In()`).
#[must_use]
pub fn in_state(state: u32, cx: &mut Cx<'_>) -> bool {
    is_active(state, cx)
}

/// Puts an event into the internal queue (section 4.2); what it carries is passed by reference.
pub fn raise(name: &'static str, payload: Value, cx: &mut Cx<'_>) {
    let event = Event::known(0, name);
    let payload = payload.or_undefined();
    cx.machine.enqueue_value(event, EventKind::Internal, Payload::Value, payload);
}

/// Whether a condition holds; one that fails does not, and an event says so (section 5.9.1).
pub fn condition(condition: fn(&mut Cx<'_>) -> R<bool>, cx: &mut Cx<'_>) -> bool {
    condition(cx).unwrap_or_else(|_| {
        failure::report(cx);
        false
    })
}

/// The value of an expression whose failure does not end what it is part of: an event says so, and the value is
/// [`Value::HOLE`].
pub fn attempt(expression: fn(&mut Cx<'_>) -> R<Value>, cx: &mut Cx<'_>) -> Value {
    expression(cx).unwrap_or_else(|_| {
        failure::report(cx);
        Value::HOLE
    })
}

/// `<log>` (section 4.7); absent attributes are [`Value::HOLE`].
///
/// # Errors
/// What a conversion to text throws.
pub fn log(label: Value, value: Value, level: Value, cx: &mut Cx<'_>) -> R<()> {
    let label = if label.is_hole() { String::new() } else { to_utf8(label, cx)? };
    let level = if level.is_hole() { REPORTING } else { to_number(level, cx)? as u32 };
    if value.is_object() {
        // An object says more in source form than as the text that ECMAScript makes of it.
        let text = crate::uneval::uneval(value, cx)?;
        let text = cx.machine.realm.utf8(text);
        let value = to_data(value, cx).unwrap_or_else(|_| {
            caught(cx);
            Data::String(text.clone())
        });
        cx.platform.log(LogEntry { label, value, text, level });
        return Ok(());
    }
    let values = [value];
    let values = if value.is_hole() { &[] } else { &values[..] };
    write_log(&label, values, level, cx)?;
    Ok(())
}

/// The items that `<foreach>` goes through: those that the array holds at the start (section 4.6).
///
/// # Errors
/// A TypeError when it is not an array (section B.2.4); what a getter throws.
pub fn foreach_items(array: Value, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    if !is_array(array, cx) {
        return Err(type_error("<foreach> goes through arrays only", cx));
    }
    let length = get(array, names::LENGTH, cx)?.as_number().unwrap_or(0.0) as u32;
    let mut items = Vec::new();
    for place in 0..length {
        crate::budget::tick(cx)?;
        items.push(get_index(array, Value::number(f64::from(place)), cx)?);
    }
    Ok(items)
}

/// What the `<param>`s of `<donedata>` give; a failed one is left out (section 5.7).
pub fn done_params(params: &[(u32, Value)], cx: &mut Cx<'_>) -> Value {
    let params: Vec<_> = params.iter().copied().filter(|(_, value)| !value.is_hole()).collect();
    if params.is_empty() { Value::UNDEFINED } else { object(&params, cx) }
}

/// Binds a `<data>`, unless a parameter of the start has given it a value (sections 5.3 and 6.4).
pub fn bind(slot: u32, value: Value, cx: &mut Cx<'_>) {
    if !cx.machine.seldom.get().is_some_and(|seldom| seldom.given_slots.contains(&slot)) {
        crate::scope::store(slot, value.or_undefined(), cx);
    }
}
