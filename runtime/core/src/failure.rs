//! What happens when a guard or a block fails? An event says so.

use scxml_schema::names;

use crate::border::is_error;
use crate::convert::to_string;
use crate::errors::caught;
use crate::event::EventKind;
use crate::machine::{Cx, Payload};
use crate::program::Site;
use crate::properties::get;
use crate::value::{R, Value};
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
        return raise(*failure, cx);
    }
    let thrown = caught(cx);
    let (name, message) = describe(thrown, cx);
    let event = match cx.machine.program.sites.get(cx.machine.site as usize) {
        Some(Site { error, with_error_name: true, .. }) => match name {
            Some(name) => format!("{error}.{name}"),
            None => (*error).to_owned(),
        },
        Some(Site { error, .. }) => (*error).to_owned(),
        None => "error.execution".to_owned(),
    };
    raise(Failure::new(event, message), cx);
}

/// The name of an error, and what it says; what was thrown may be no error at all.
fn describe(thrown: Value, cx: &mut Cx<'_>) -> (Option<String>, String) {
    let mut text = |value: R<Value>, cx: &mut Cx<'_>| {
        let string = value.and_then(|value| to_string(value, cx)).ok()?;
        Some(cx.machine.realm.utf8(string))
    };
    if !is_error(thrown, cx) {
        return (None, text(Ok(thrown), cx).unwrap_or_default());
    }
    let (name, message) = (get(thrown, names::NAME, cx), get(thrown, names::MESSAGE, cx));
    let name = text(name, cx).filter(|name| !name.is_empty());
    (name, text(message, cx).unwrap_or_default())
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
