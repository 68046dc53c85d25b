//! What is `_event`? Section 5.10.1.

use scxml_schema::names;

use crate::border::{from_data, to_data};
use crate::event::{Details, EventKind};
use crate::failure;
use crate::literals::object;
use crate::machine::{Cx, Payload};
use crate::value::Value;
use crate::{Data, Event};

/// Makes the changes of the object model that an event reports.
pub(crate) fn update_model(event: &Event, cx: &mut Cx<'_>) {
    for update in event.updates() {
        crate::model::apply(update, cx);
    }
}

/// Frees what nothing in the session leads to.
pub(crate) fn collect(cx: &mut Cx<'_>) {
    let machine = &mut *cx.machine;
    let mut roots = vec![machine.event_object];
    let carried =
        machine.internal.iter().chain(&machine.event).map(|occurrence| occurrence.payload);
    roots.extend(carried.filter_map(|payload| match payload {
        Payload::Value(value) | Payload::Done(value) => Some(value),
        Payload::Data => None,
    }));
    machine.realm.collect(roots);
}

/// A copy for the outside; a failure is reported.
pub(crate) fn to_data_or_report(value: Value, cx: &mut Cx<'_>) -> Option<Data> {
    match to_data(value, cx) {
        Ok(data) => Some(data),
        Err(_) => {
            failure::report(cx);
            None
        }
    }
}

/// `_event`, once there was an event; made when it is first asked for.
pub(crate) fn event(cx: &mut Cx<'_>) -> Option<Value> {
    if !cx.machine.event_object.is_hole() {
        return Some(cx.machine.event_object);
    }
    let occurrence = cx.machine.event.take()?;
    let kind = match occurrence.kind {
        EventKind::Platform => "platform",
        EventKind::Internal => "internal",
        EventKind::External => "external",
    };
    let data = match occurrence.payload {
        Payload::Data => {
            occurrence.event.data().map_or(Value::UNDEFINED, |data| from_data(data, cx))
        }
        Payload::Value(value) => value,
        Payload::Done(value) if cx.machine.program.ors => done_event_data(value, cx),
        Payload::Done(value) => value,
    };
    let nothing = Details::default();
    let details = occurrence.event.details.as_deref().unwrap_or(&nothing);
    let mut text = |text: Option<&str>| match text {
        Some(text) => cx.machine.realm.string(text),
        None => Value::UNDEFINED,
    };
    let members = [
        (names::NAME, text(Some(occurrence.event.name.as_str()))),
        (names::TYPE, text(Some(kind))),
        (names::SENDID, text(details.sendid.as_deref())),
        (names::ORIGIN, text(details.origin.as_deref())),
        (names::ORIGINTYPE, text(details.origintype.as_deref())),
        (names::INVOKEID, text(details.invokeid.as_deref())),
        (names::DATA, data),
    ];
    cx.machine.event_object = object(&members, cx);
    cx.machine.event = Some(occurrence);
    Some(cx.machine.event_object)
}

/// What a done event carries in ors.
fn done_event_data(params: Value, cx: &mut Cx<'_>) -> Value {
    let id = cx.machine.session_id.clone();
    let realm = &mut cx.machine.realm;
    let (id, reason) = (realm.string(&id), realm.string("completed"));
    let data = object(&[], cx);
    for (name, value) in [("sessionid", id), ("reason", reason), ("params", params)] {
        let key = cx.machine.realm.key_of(name);
        cx.machine.realm.define(data, key, crate::objects::Flags::PLAIN, value);
    }
    data
}
