//! What happens when a guard or a block fails? An event says so.

use crate::errors::{caught, describe};
use crate::event::EventKind;
use crate::machine::Cx;
use crate::outcome::StopReason;
use crate::value::Thrown;
use crate::{Data, Event};

/// A failure that is not of a script's making.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The error event.
    pub(crate) event: String,
    pub(crate) message: String,
    /// The id of the send that failed.
    pub(crate) sendid: Option<String>,
    /// Members of the event's data besides those that every error event has.
    pub(crate) more: Vec<(&'static str, Data)>,
}

impl Failure {
    pub(crate) fn new(event: impl Into<String>, message: impl Into<String>) -> Self {
        Self { event: event.into(), message: message.into(), sendid: None, more: Vec::new() }
    }

    /// Lets the block in hand end with this failure.
    pub(crate) fn thrown(self, cx: &mut Cx<'_>) -> Thrown {
        cx.machine.failure = Some(Box::new(self));
        Thrown
    }
}

/// Puts the error event for what just failed into the internal queue (sections 3.12.2, 4.10, 5.10).
#[cold]
pub(crate) fn report(cx: &mut Cx<'_>) {
    let sendid = cx.machine.seldom.get_mut().and_then(|seldom| seldom.sendid.take());
    let failure = match cx.machine.failure.take() {
        Some(failure) => *failure,
        None => Failure { sendid, ..script_failure(cx) },
    };
    raise(failure, cx);
}

/// What a script threw, as its site says it.
fn script_failure(cx: &mut Cx<'_>) -> Failure {
    let thrown = caught(cx);
    count_overruns(cx);
    let (name, message) = describe(thrown, cx);
    let Some(site) = cx.machine.program.sites.get(cx.machine.site as usize) else {
        return Failure::new("error.execution", message);
    };
    // Only a name of ECMAScript may become part of an event's name.
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let event = if site.with_error_name && is_name {
        format!("{}.{name}", site.error)
    } else {
        site.error.to_owned()
    };
    Failure { more: vec![("name", Data::from(name))], ..Failure::new(event, message) }
}

/// A script that uses up its steps or fills the heap fails; the second one in a macrostep ends the session.
fn count_overruns(cx: &mut Cx<'_>) {
    let machine = &mut *cx.machine;
    let is_full = machine.realm.bytes() > machine.heap_limit;
    if machine.realm.steps > 0 && !is_full {
        return;
    }
    if machine.overrun {
        machine.stop(if is_full { StopReason::Heap } else { StopReason::ScriptSteps });
    }
    machine.overrun = true;
    machine.realm.steps = machine.limits().script_steps;
    // What one allocation takes at once is bounded, but may be more than the quarter.
    let begun = machine.realm.bytes().max(machine.limits().heap_bytes);
    machine.heap_limit = begun + machine.limits().heap_bytes / 4;
}

/// Puts an error event into the internal queue.
pub(crate) fn raise(failure: Failure, cx: &mut Cx<'_>) {
    let Failure { event, message, sendid, more } = failure;
    let mut members = place(cx);
    members.push(("message", Data::from(message)));
    members.extend(more);
    let mut event = Event::new(event).with_data(Data::object(members));
    if let Some(sendid) = sendid {
        event = event.with_sendid(sendid);
    }
    cx.machine.enqueue_internal(event, EventKind::Platform);
}

/// Where the failure is, as the data of an error event say it.
pub(crate) fn place(cx: &Cx<'_>) -> Vec<(&'static str, Data)> {
    let Some(site) = cx.machine.program.sites.get(cx.machine.site as usize) else {
        return Vec::new();
    };
    vec![
        ("document", Data::from(site.document)),
        ("element", Data::from(site.element)),
        ("linenumber", Data::from(f64::from(site.line))),
    ]
}
