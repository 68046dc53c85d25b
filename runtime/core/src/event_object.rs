//! What is `_event`, and how do events change what scripts see? Section 5.10.1.

use scxml_schema::{builtins, names};

use crate::Data;
use crate::border::{from_data, to_data};
use crate::event::{Content, EventKind, Rest};
use crate::literals::{make_read_only, object};
use crate::machine::{Cx, Machine, Occurrence, Payload};
use crate::properties::get;
use crate::system::{System, system};
use crate::value::{R, Value};

/// `_event`, made when it is first asked for; none before the first event.
pub(crate) fn event(cx: &mut Cx<'_>) -> Option<Value> {
    if !cx.machine.has_event {
        return None;
    }
    if cx.machine.event_object.is_hole() {
        cx.machine.event_object = make(cx);
    }
    Some(cx.machine.event_object)
}

/// `_event.name` and the like, for a script that asks for no more of `_event`; not `_event.data`.
///
/// # Errors
/// A ReferenceError before the first event.
pub fn event_field(atom: u32, cx: &mut Cx<'_>) -> R<Value> {
    if cx.machine.event_object.is_hole() && cx.machine.has_event {
        let value = field(atom, cx);
        // A strategy may have given all objects a member of this name.
        let inherits = cx.machine.program.ors
            && cx.machine.realm.changed_builtin(builtins::OBJECT_PROTOTYPE).is_some();
        if value != Value::UNDEFINED || !inherits {
            return Ok(value);
        }
    }
    let event = system(System::Event, cx)?;
    get(event, atom, cx)
}

/// A field of the event in hand that is a text or `undefined`.
fn field(atom: u32, cx: &mut Cx<'_>) -> Value {
    let Machine { realm, event: Occurrence { event, kind, .. }, .. } = &mut *cx.machine;
    let rest = event.rest();
    let optional = |of: fn(&Rest) -> &Option<String>| rest.and_then(|rest| of(rest).as_deref());
    let text = match atom {
        names::NAME => Some(event.name.as_str()),
        names::TYPE => Some(match kind {
            EventKind::Platform => "platform",
            EventKind::Internal => "internal",
            EventKind::External => "external",
        }),
        names::SENDID => optional(|rest| &rest.sendid),
        names::ORIGIN => optional(|rest| &rest.origin),
        names::ORIGINTYPE => optional(|rest| &rest.origintype),
        names::INVOKEID => optional(|rest| &rest.invokeid),
        // `raw` is the text of a message, where an event I/O processor receives text. The SCXML processor does not.
        _ => None,
    };
    text.map_or(Value::UNDEFINED, |text| realm.known_string(text))
}

/// `_event.data`, for a script that asks for no more of `_event`.
///
/// # Errors
/// A ReferenceError before the first event.
pub fn event_data(cx: &mut Cx<'_>) -> R<Value> {
    if cx.machine.event_object.is_hole() && cx.machine.has_event {
        return Ok(match cx.machine.event.payload {
            Payload::Value => cx.machine.event.value,
            _ => data(cx),
        });
    }
    let event = system(System::Event, cx)?;
    get(event, names::DATA, cx)
}

/// What the event in hand carries, made when it is first asked for.
#[inline(never)]
fn data(cx: &mut Cx<'_>) -> Value {
    let value = match cx.machine.event.payload {
        Payload::Value => return cx.machine.event.value,
        Payload::Data => {
            let details = cx.machine.event.event.details.as_mut();
            // Nobody asks for the copy again.
            match details.map(|details| std::mem::take(&mut details.data)) {
                None => Value::UNDEFINED,
                Some(Content::Tree(tree)) => from_data(&tree, cx),
                Some(Content::Json(json)) => cx.machine.realm.json_value(&json, 0),
            }
        }
        Payload::Done => done_data(cx.machine.event.value, cx),
    };
    cx.machine.event.payload = Payload::Value;
    cx.machine.event.value = value;
    value
}

fn make(cx: &mut Cx<'_>) -> Value {
    let data = data(cx);
    let mut text = |atom| (atom, field(atom, cx));
    let members = [
        text(names::NAME),
        text(names::TYPE),
        text(names::SENDID),
        text(names::ORIGIN),
        text(names::ORIGINTYPE),
        text(names::INVOKEID),
        (names::DATA, data),
        text(names::RAW),
    ];
    if !cx.machine.program.ors {
        let event = object(&members, cx);
        return make_read_only(event, cx);
    }
    // Where the Recommendation leaves a field blank, the Orchestration Server leaves it out.
    let filled = members.into_iter().filter(|(_, value)| *value != Value::UNDEFINED);
    object(&filled.collect::<Vec<_>>(), cx)
}

/// The data of a done event: what `<donedata>` gave, which the Orchestration Server wraps.
fn done_data(params: Value, cx: &mut Cx<'_>) -> Value {
    if !cx.machine.program.ors {
        return params;
    }
    let id = std::mem::take(&mut cx.machine.session_id);
    let session_id = cx.machine.realm.string(&id);
    cx.machine.session_id = id;
    let reason = cx.machine.realm.string("normal");
    let session_id_name = cx.machine.realm.key_of("sessionid").as_atom().unwrap_or(names::EMPTY);
    object(&[(session_id_name, session_id), (names::REASON, reason), (names::PARAMS, params)], cx)
}

/// Makes the changes of the object model that the event in hand reports.
pub(crate) fn update_model(cx: &mut Cx<'_>) {
    let details = cx.machine.event.event.details.as_mut();
    let Some(rest) = details.and_then(|details| details.rest.get_mut()) else { return };
    for update in std::mem::take(&mut rest.model) {
        crate::model::apply(&update, cx);
    }
}

/// A copy of a value; a failure becomes an event.
pub(crate) fn to_data_or_report(value: Value, cx: &mut Cx<'_>) -> Option<Data> {
    match to_data(value, cx) {
        Ok(data) => Some(data),
        Err(_) => {
            crate::failure::report(cx);
            None
        }
    }
}
