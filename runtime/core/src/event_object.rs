//! What is `_event`?

use crate::__private::Value;
use crate::machine::Cx;
use crate::{Data, Event};

pub(crate) fn update_model(event: &Event, cx: &mut Cx<'_>) {
    let _ = (event, cx);
}

pub(crate) fn collect(cx: &mut Cx<'_>) {
    let _ = cx;
}

pub(crate) fn to_data_or_report(value: Value, cx: &mut Cx<'_>) -> Option<Data> {
    let _ = (value, cx);
    None
}

/// `_event`, once there was an event.
pub(crate) fn event(cx: &mut Cx<'_>) -> Option<Value> {
    Some(cx.machine.event_object).filter(|event| !event.is_hole())
}
