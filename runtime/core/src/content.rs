//! What does executable content do?

mod action;
pub(crate) mod send;

use scxml_schema::names;

use crate::border::to_data;
use crate::convert::{to_number, to_string};
use crate::errors::type_error;
use crate::event::EventKind;
use crate::failure::{self, Failure};
use crate::literals::object;
use crate::machine::{Cx, Payload};
use crate::properties::{get, get_index, is_array};
use crate::value::{R, Thrown, Value};
use crate::{Data, Event, LogEntry};

pub use action::{ActionRequest, Element, action, request_id};
pub use send::{Delay, SendRequest, cancel, send, send_id};

/// Names the place that a failure from now on is reported at.
#[inline]
pub fn at(site: u32, cx: &mut Cx<'_>) {
    cx.machine.site = site;
}

/// Whether a state is active (`In()`).
#[must_use]
pub fn in_state(state: u32, cx: &mut Cx<'_>) -> bool {
    cx.machine.configuration.contains(state)
}

/// Puts an event into the internal queue (section 4.2); what it carries is passed by reference.
pub fn raise(name: &'static str, payload: Value, cx: &mut Cx<'_>) {
    cx.machine.enqueue_internal(
        Event::known(0, name),
        EventKind::Internal,
        Payload::Value(payload),
    );
}

/// Binds the slot of a `<data>`, unless a parameter of the session has (section 5.3).
pub fn bind(slot: u32, value: Value, cx: &mut Cx<'_>) {
    if !cx.machine.given_slots.contains(&slot) {
        crate::scope::store(slot, value, cx);
    }
}

/// The condition of an `<if>`: one that fails is reported and does not hold (section 5.9.1).
pub fn condition(condition: fn(&mut Cx<'_>) -> R<bool>, cx: &mut Cx<'_>) -> bool {
    condition(cx).unwrap_or_else(|_| {
        failure::report(cx);
        false
    })
}

/// A value whose failure is reported and then ignored (section 5.7.1); [`Value::HOLE`] stands for it.
pub fn attempt(value: fn(&mut Cx<'_>) -> R<Value>, cx: &mut Cx<'_>) -> Value {
    value(cx).unwrap_or_else(|_| {
        failure::report(cx);
        Value::HOLE
    })
}

/// What the params of a `<donedata>` give: an object of those that did not fail, or nothing.
pub fn done_params(params: &[(u32, Value)], cx: &mut Cx<'_>) -> Value {
    let good: Vec<(u32, Value)> =
        params.iter().copied().filter(|(_, value)| !value.is_hole()).collect();
    if good.is_empty() { Value::UNDEFINED } else { object(&good, cx) }
}

/// The items that a `<foreach>` goes through: a copy, so that the content may change the array (section 4.6).
///
/// # Errors
/// A TypeError when it is no array.
pub fn foreach_items(array: Value, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    if !is_array(array, cx) {
        return Err(type_error("what `foreach` goes through is not an array", cx));
    }
    let length = get(array, names::LENGTH, cx)?.as_number().unwrap_or(0.0) as u32;
    (0..length).map(|place| get_index(array, Value::number(f64::from(place)), cx)).collect()
}

/// `<log>` (section 4.7).
///
/// # Errors
/// What converting its values throws.
pub fn log(label: Value, value: Value, level: Value, cx: &mut Cx<'_>) -> R<()> {
    let label = if label.is_hole() { String::new() } else { text(label, cx)? };
    let level = if level.is_hole() { 1 } else { to_number(level, cx)? as u32 };
    let (value, text) = match value {
        Value::HOLE => (Data::Undefined, String::new()),
        value if value.is_object() => {
            let shown = crate::uneval::uneval(value, cx)?;
            let shown = cx.machine.realm.utf8(shown);
            // What cannot leave the session is logged as text alone.
            let data = to_data(value, cx).unwrap_or_else(|Thrown| Data::String(shown.clone()));
            (data, shown)
        }
        value => (to_data(value, cx)?, text(value, cx)?),
    };
    cx.platform.log(LogEntry { label, value, text, level });
    Ok(())
}

/// A value as a string of the outside.
fn text(value: Value, cx: &mut Cx<'_>) -> R<String> {
    let string = to_string(value, cx)?;
    Ok(cx.machine.realm.utf8(string))
}

/// Fails with something that no script threw.
fn fail(failure: Failure, cx: &mut Cx<'_>) -> Thrown {
    cx.machine.failure = Some(Box::new(failure));
    Thrown
}
