//! Where does a `<send>` go, and when? Section 6.2 and appendix C.1.

use scxml_schema::names::{ATOMS, SCXML_PROCESSOR};

use super::delay::Delay;
use crate::border::to_data;
use crate::convert::to_utf8;
use crate::errors::{caught, describe};
use crate::failure::{self, Failure};
use crate::family::ROOT;
use crate::machine::Cx;
use crate::route::{self, Undelivered};
use crate::timers::{Delivery, Due};
use crate::value::{R, Value};
use crate::{Data, Event, Send, SendError};

/// A `<send>`, evaluated; absent attributes are [`Value::HOLE`].
#[derive(Clone, Copy, Debug)]
pub struct SendRequest {
    /// `event`
    pub event: Value,
    /// `target`
    pub target: Value,
    /// `type`
    pub kind: Value,
    /// `id`, or what [`send_id`] gave.
    pub id: Value,
    /// `delay`
    pub delay: Delay,
    /// What the event carries.
    pub payload: Value,
    /// `hints` (ors)
    pub hints: Value,
}

/// A fresh id for `idlocation` (section 6.2.3).
pub fn send_id(cx: &mut Cx<'_>) -> Value {
    cx.machine.sends = cx.machine.sends.wrapping_add(1);
    let id = format!("{}.send.{}", cx.machine.session_id, cx.machine.sends);
    let value = cx.machine.realm.string(&id);
    // Should evaluating the rest of the send fail, the error event names it.
    cx.machine.set_sendid(Some(id));
    value
}

/// Sends an event, now or later.
///
/// # Errors
/// What a conversion throws; an event processor or target that is not supported.
pub fn send(request: SendRequest, cx: &mut Cx<'_>) -> R<()> {
    let sendid = text(request.id, cx)?;
    cx.machine.set_sendid(None);
    let sent = prepare(&request, sendid.clone(), cx).and_then(|(delay, delivery)| {
        if cx.machine.waiting() >= cx.machine.limits().waiting_events {
            let event = own_name("error.send.failed", "error.execution", cx);
            return Err(Fault::Own(Failure::new(event, "too many events wait already")));
        }
        if delay > 0.0 {
            let due = Due { at: cx.machine.now + delay, sequence: cx.platform.sequence() };
            cx.machine.seldom.make().timers.start(due, delivery);
            return Ok(());
        }
        match delivery {
            Delivery::External(event) => cx.machine.enqueue_external(event),
            Delivery::Internal(event) => cx.machine.enqueue_own_internal(event),
            Delivery::Platform { send, .. } => {
                if let Some((failure, SendError::UnsupportedType(_))) = dispatch(send, cx) {
                    return Err(Fault::Own(failure));
                }
            }
        }
        Ok(())
    });
    match sent {
        Ok(()) => Ok(()),
        Err(Fault::Script) => {
            cx.machine.set_sendid(sendid);
            Err(crate::value::Thrown)
        }
        Err(Fault::Own(failure)) => Err(Failure { sendid, ..failure }.thrown(cx)),
    }
}

/// Why a send failed.
pub(super) enum Fault {
    /// A script threw.
    Script,
    Own(Failure),
}

impl From<crate::value::Thrown> for Fault {
    fn from(_: crate::value::Thrown) -> Self {
        Fault::Script
    }
}

fn text(value: Value, cx: &mut Cx<'_>) -> R<Option<String>> {
    if value.is_hole() { Ok(None) } else { to_utf8(value, cx).map(Some) }
}

/// How long a send waits, and what happens then.
fn prepare(
    request: &SendRequest,
    sendid: Option<String>,
    cx: &mut Cx<'_>,
) -> Result<(f64, Delivery), Fault> {
    let name = text(request.event, cx)?.filter(|name| !name.is_empty());
    let target = text(request.target, cx)?.filter(|target| !target.is_empty());
    let kind = text(request.kind, cx)?.filter(|kind| !kind.is_empty());
    let delay = request.delay.milliseconds(cx)?;
    let data = copy(request.payload, cx)?;
    let route = route(kind.as_deref(), target.as_deref(), cx)?;
    let name = match (name, route) {
        (Some(name), _) => name,
        // Only another event processor can do without: it makes up a name, or needs none.
        (None, Route::Platform) if !is_scxml(kind.as_deref()) => String::new(),
        (None, _) => {
            let event = own_name("error.send.noeventspecified", "error.execution", cx);
            return Err(Fault::Own(Failure::new(event, "the send names no event")));
        }
    };
    let mut event = Event::new(name);
    if data != Data::Undefined {
        event = event.with_data(data);
    }
    if let Some(sendid) = sendid {
        event = event.with_sendid(sendid);
    }
    if route != Route::Internal {
        let origin = if cx.machine.program.ors {
            cx.machine.session_id.clone()
        } else {
            format!("#_scxml_{}", cx.machine.session_id)
        };
        event = event.with_origin(origin, ATOMS[SCXML_PROCESSOR as usize]);
    }
    let delivery = match route {
        Route::External => Delivery::External(event),
        Route::Internal => Delivery::Internal(event),
        Route::Platform => {
            let hints = copy(request.hints, cx)?;
            let send = Box::new(Send { event, target, kind, hints });
            Delivery::Platform { send, site: cx.machine.at.site(cx.machine.program) }
        }
    };
    Ok((delay, delivery))
}

/// A copy of a value for the outside; the Orchestration Server has an event of its own for what cannot be copied.
fn copy(value: Value, cx: &mut Cx<'_>) -> Result<Data, Fault> {
    if value.is_hole() {
        return Ok(Data::Undefined);
    }
    match to_data(value, cx) {
        Err(_) if cx.machine.program.ors => {
            let thrown = caught(cx);
            let (_, message) = describe(thrown, cx);
            Err(Failure::new("error.send.datamismatch", message).into())
        }
        data => Ok(data?),
    }
}

/// The name of an error event: the Orchestration Server's or the Recommendation's.
pub(super) fn own_name(ors: &'static str, w3c: &'static str, cx: &Cx<'_>) -> &'static str {
    if cx.machine.program.ors { ors } else { w3c }
}

/// Where an event goes when its time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Route {
    External,
    Internal,
    Platform,
}

/// Whether a type of `<send>` is the SCXML Event I/O Processor.
pub(crate) fn is_scxml(kind: Option<&str>) -> bool {
    is_scxml_type(kind)
        || kind.is_some_and(|kind| {
            kind.strip_suffix('/').unwrap_or(kind) == ATOMS[SCXML_PROCESSOR as usize]
        })
}

/// Whether a type of `<invoke>` is SCXML (section 6.4.2).
pub(crate) fn is_scxml_type(kind: Option<&str>) -> bool {
    kind.is_none_or(scxml_schema::names::is_scxml_type)
}

fn route(kind: Option<&str>, target: Option<&str>, cx: &Cx<'_>) -> Result<Route, Failure> {
    if !is_scxml(kind) {
        return Ok(Route::Platform);
    }
    let (ors, id) = (cx.machine.program.ors, cx.machine.session_id.as_str());
    let target = match target {
        None => return Ok(Route::External),
        Some(target) => target,
    };
    match target.strip_prefix("#_") {
        Some("internal") => return Ok(Route::Internal),
        Some(rest) if rest.strip_prefix("scxml_") == Some(id) => return Ok(Route::External),
        Some(_) => return Ok(Route::Platform),
        None => {}
    }
    match target {
        "_internal" if ors => Ok(Route::Internal),
        _ if ors && target == id => Ok(Route::External),
        _ if ors || target.contains(':') => Ok(Route::Platform),
        _ => {
            let message = format!("`{target}` is no target of the SCXML Event I/O Processor");
            Err(Failure::new("error.execution", message))
        }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Fault::Own(failure)
    }
}

/// Hands a send that is due to another machine of the session or to the platform; gives the failure that ends the block
/// that sent it.
fn dispatch(send: Box<Send>, cx: &mut Cx<'_>) -> Option<(Failure, SendError)> {
    let sendid = send.event.sendid().map(str::to_owned);
    let target = send.target.clone();
    let to_session = is_scxml(send.kind.as_deref());
    let from = cx.machine.family.as_ref().map_or(ROOT, |family| family.running);
    let error = match route::deliver(send, from, cx.machine) {
        Ok(()) => return None,
        Err(Undelivered::Outside(send)) => cx.platform.send(*send).err()?,
        Err(Undelivered::Failed(_, error)) => error,
    };
    let (event, message) = match &error {
        SendError::UnsupportedType(message) => {
            (own_name("error.send.targettypeinvalid", "error.execution", cx), message)
        }
        SendError::Unreachable(message) if to_session => {
            (own_name("error.send.nosuchsession", "error.communication", cx), message)
        }
        SendError::Unreachable(message) => {
            (own_name("error.send.targetunavailable", "error.communication", cx), message)
        }
    };
    let more = target.map(|target| ("target", Data::from(target)));
    let failure =
        Failure { sendid, more: more.into_iter().collect(), ..Failure::new(event, message) };
    match error {
        SendError::UnsupportedType(_) => Some((failure, error)),
        // Nobody waits for the answer: the block goes on.
        SendError::Unreachable(_) => {
            failure::raise(failure, cx);
            None
        }
    }
}

/// Sends a delayed send that is due, or an event that is forwarded.
pub(crate) fn send_delayed(send: Box<Send>, cx: &mut Cx<'_>) {
    if let Some((failure, _)) = dispatch(send, cx) {
        failure::raise(failure, cx);
    }
}

/// `<cancel>` (section 6.3). The Orchestration Server says with an event whether there was something to cancel.
///
/// # Errors
/// What a conversion throws.
pub fn cancel(id: Value, cx: &mut Cx<'_>) -> R<()> {
    let sendid = to_utf8(id, cx)?;
    let found = cx.machine.seldom.get_mut().is_some_and(|s| s.timers.cancel(&sendid));
    if cx.machine.program.ors {
        let name = if found { "cancel.successful" } else { "error.cancel.notallowed" };
        let mut members = if found { Vec::new() } else { failure::place(cx) };
        members.push(("sendid", Data::from(sendid.as_str())));
        let event = Event::new(name).with_sendid(sendid).with_data(Data::object(members));
        cx.machine.enqueue_external(event);
    }
    Ok(())
}
