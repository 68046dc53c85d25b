//! What happens when a guard or a block fails? An event says so.

use crate::event::EventKind;
use crate::machine::{Cx, Payload};
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
}

/// Puts the error event for what just failed into the internal queue (sections 3.12.2, 4.10, 5.10).
#[cold]
pub(crate) fn report(cx: &mut Cx<'_>) {
    if let Some(failure) = cx.machine.failure.take() {
        raise(*failure, cx);
    }
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
    cx.machine.enqueue_internal(event, EventKind::Platform, Payload::Data);
}

/// Where the failure is, as the data of an error event say it.
fn place(cx: &Cx<'_>) -> Vec<(&'static str, Data)> {
    let Some(site) = cx.machine.program.sites.get(cx.machine.site as usize) else {
        return Vec::new();
    };
    vec![
        ("document", Data::from(site.document)),
        ("element", Data::from(site.element)),
        ("linenumber", Data::from(f64::from(site.line))),
    ]
}
