//! What do the functions that SCXML and the Orchestration Server add do? Section 5.9.1, and the guides.

use crate::Cx;
use crate::LogEntry;
use crate::Value;
use crate::border::to_data;
use crate::convert::to_utf8;
use crate::event::EventKind;
use crate::functions::argument;
use crate::interpret::{active_states, is_active};
use crate::literals::new_array;
use crate::machine::Payload;
use crate::value::R;
use crate::{Data, Event};

/// `In('state')`
pub(super) fn in_(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let id = to_utf8(argument(arguments, 0), cx)?;
    let state = cx.machine.program.state_ids.iter().position(|state| *state == id);
    Ok(Value::boolean(state.is_some_and(|state| is_active(state as u32, cx))))
}

/// The level of a log entry that names none.
pub(crate) const REPORTING: u32 = 1;

/// The level of a log entry for debugging.
const DEBUG: u32 = 4;

/// Writes the values, as text with blanks between them.
pub(crate) fn write_log(label: &str, values: &[Value], level: u32, cx: &mut Cx<'_>) -> R<Value> {
    let texts = values.iter().map(|value| to_utf8(*value, cx)).collect::<R<Vec<_>>>()?;
    let text = texts.join(" ");
    let value = match values {
        // What has no form outside is logged as its text.
        [value] => match to_data(*value, cx) {
            Ok(data) => data,
            Err(_) => {
                crate::errors::caught(cx);
                Data::String(text.clone())
            }
        },
        _ => Data::String(text.clone()),
    };
    cx.platform.log(LogEntry { label: label.to_owned(), value, text, level });
    Ok(Value::UNDEFINED)
}

/// `__Log(value, label, level)`
pub(super) fn log(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let label = match argument(arguments, 1) {
        Value::UNDEFINED => String::new(),
        label => to_utf8(label, cx)?,
    };
    let level = match argument(arguments, 2).as_number() {
        Some(level @ 1.0..=4.0) => level as u32,
        _ => REPORTING,
    };
    write_log(&label, &[argument(arguments, 0)], level, cx)
}

/// `console.log(…)`
pub(super) fn console_log(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    write_log("", arguments, DEBUG, cx)
}

/// `__Raise(name, params)`: `params` becomes `_event.data` itself.
pub(super) fn raise(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let name = to_utf8(argument(arguments, 0), cx)?;
    let payload = argument(arguments, 1);
    cx.machine.enqueue_value(Event::new(name), EventKind::Internal, Payload::Value, payload);
    Ok(Value::UNDEFINED)
}

/// `__GetDocumentURL()`
pub(super) fn get_document_url(_: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let url = cx.machine.program.document;
    Ok(cx.machine.realm.string(url))
}

/// `__GetCurrentStates()`: the ids of the active states in document order.
pub(super) fn get_current_states(_: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let program = cx.machine.program;
    let ids = active_states(cx).into_iter().map(|state| program.state_ids[state as usize]);
    let ids = ids.map(|id| cx.machine.realm.string(id)).collect();
    Ok(new_array(ids, cx))
}
