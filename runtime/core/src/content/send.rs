//! Where does a `<send>` go, and when? Sections 6.2 and 6.3, and C.1.

use scxml_schema::names::{ATOMS, SCXML_PROCESSOR};

use crate::border::to_data;
use crate::event::EventKind;
use crate::failure::{self, Failure};
use crate::machine::{Cx, Payload};
use crate::timers::{Delivery, Due};
use crate::value::{R, Value};
use crate::{Data, Event, Send, SendError};

use super::{fail, text};

/// A send whose attributes are evaluated; [`Value::HOLE`] stands for one that is absent.
#[derive(Clone, Copy, Debug)]
pub struct SendRequest {
    /// `event`
    pub event: Value,
    /// `target`
    pub target: Value,
    /// `type`
    pub kind: Value,
    /// `id`, or what `idlocation` was given.
    pub id: Value,
    /// `delay`
    pub delay: Delay,
    /// What the event carries; `undefined` when it carries nothing.
    pub payload: Value,
    /// `hints` (ors)
    pub hints: Value,
}

/// How long a send waits.
#[derive(Clone, Copy, Debug)]
pub enum Delay {
    /// Not at all.
    None,
    /// So many milliseconds.
    Milliseconds(f64),
    /// What a CSS2 time says.
    Time(Value),
}

/// A fresh send id.
pub fn send_id(cx: &mut Cx<'_>) -> Value {
    cx.machine.sends += 1;
    let id = format!("{}.send.{}", cx.machine.session_id, cx.machine.sends);
    cx.machine.realm.string(&id)
}

/// `<send>` (section 6.2).
///
/// # Errors
/// When a value cannot leave the session, the delay is no time, or the event cannot be sent.
pub fn send(request: SendRequest, cx: &mut Cx<'_>) -> R<()> {
    let id = optional(request.id, cx)?;
    let name = optional(request.event, cx)?.unwrap_or_default();
    let target = optional(request.target, cx)?.filter(|target| !target.is_empty());
    let kind = optional(request.kind, cx)?.filter(|kind| !kind.is_empty());
    let delay = match request.delay {
        Delay::None => 0.0,
        Delay::Milliseconds(time) => time,
        Delay::Time(time) => milliseconds(time, &id, cx)?,
    };
    let mut event = Event::new(name);
    if let Some(id) = &id {
        event = event.with_sendid(id.clone());
    }
    let data = to_data(request.payload, cx)?;
    if data != Data::Undefined {
        event = event.with_data(data);
    }
    let own = format!("#_scxml_{}", cx.machine.session_id);
    let is_scxml = kind.as_deref().is_none_or(is_scxml_processor);
    if is_scxml && target.as_deref() == Some("#_internal") {
        let event = event.with_kind(EventKind::Internal);
        cx.machine.enqueue_internal(event, EventKind::Internal, Payload::Data);
        return Ok(());
    }
    event = event.with_origin(own.clone(), ATOMS[SCXML_PROCESSOR as usize]);
    if is_scxml && target.as_ref().is_none_or(|target| *target == own) {
        match delay > 0.0 {
            true => start(delay, Delivery::External(event), cx),
            false => cx.machine.enqueue_external(event),
        }
        return Ok(());
    }
    if let (true, false, Some(target)) = (is_scxml, cx.machine.program.ors, &target)
        && !target.starts_with("#_")
    {
        let message = format!("`{target}` is no target of the SCXML event processor");
        return Err(failed("error.execution", message, id, cx));
    }
    let hints = if request.hints.is_hole() { Data::Undefined } else { to_data(request.hints, cx)? };
    let send = Send { event, target, kind, hints };
    if delay > 0.0 {
        let site = cx.machine.site;
        start(delay, Delivery::Platform { send: Box::new(send), site }, cx);
        return Ok(());
    }
    match cx.platform.send(send) {
        Ok(()) => Ok(()),
        Err(error) => {
            let (event, message) = error_event(error);
            Err(failed(event, message, id, cx))
        }
    }
}

/// `<cancel>` (section 6.3); in ors an event tells whether there was anything to cancel.
///
/// # Errors
/// What converting the id throws.
pub fn cancel(id: Value, cx: &mut Cx<'_>) -> R<()> {
    let id = text(id, cx)?;
    let cancelled = cx.machine.timers.cancel(&id);
    if cx.machine.program.ors {
        let name = if cancelled { "cancel.successful" } else { "error.notallowed" };
        let data = Data::object([("sendid", Data::from(id.as_str()))]);
        let event = Event::new(name).with_sendid(id).with_data(data);
        cx.machine.enqueue_external(event);
    }
    Ok(())
}

/// Hands a send that is due to the platform.
pub(crate) fn dispatch(send: Send, cx: &mut Cx<'_>) {
    let sendid = send.event.sendid().map(str::to_owned);
    if let Err(error) = cx.platform.send(send) {
        let (event, message) = error_event(error);
        failure::raise(Failure { sendid, ..Failure::new(event, message) }, cx);
    }
}

fn error_event(error: SendError) -> (&'static str, String) {
    match error {
        SendError::UnsupportedType(message) => ("error.execution", message),
        SendError::Unreachable(message) => ("error.communication", message),
    }
}

fn failed(
    event: &'static str,
    message: String,
    sendid: Option<String>,
    cx: &mut Cx<'_>,
) -> crate::value::Thrown {
    fail(Failure { sendid, ..Failure::new(event, message) }, cx)
}

fn start(delay: f64, delivery: Delivery, cx: &mut Cx<'_>) {
    let due = Due { at: cx.machine.now + delay, sequence: cx.platform.sequence() };
    cx.machine.timers.start(due, delivery);
}

fn optional(value: Value, cx: &mut Cx<'_>) -> R<Option<String>> {
    if value.is_hole() { Ok(None) } else { text(value, cx).map(Some) }
}

/// Whether a `type` names the SCXML event processor (section C.1); its address is written with and without the
/// final part.
fn is_scxml_processor(kind: &str) -> bool {
    matches!(
        kind,
        "scxml" | "http://www.w3.org/TR/scxml/#SCXMLEventProcessor" | "http://www.w3.org/TR/scxml"
    )
}

/// A CSS2 time in milliseconds.
fn milliseconds(time: Value, id: &Option<String>, cx: &mut Cx<'_>) -> R<f64> {
    let text = text(time, cx)?;
    let trimmed = text.trim();
    let parsed = match trimmed.strip_suffix("ms") {
        Some(number) => number.parse::<f64>().ok(),
        None => trimmed
            .strip_suffix('s')
            .and_then(|n| n.parse::<f64>().ok())
            .map(|seconds| seconds * 1000.0),
    };
    match parsed {
        Some(time) if time >= 0.0 && time.is_finite() => Ok(time),
        _ => {
            let message = format!("`{text}` is no time, such as `2s` or `500ms`");
            Err(failed("error.execution", message, id.clone(), cx))
        }
    }
}
