//! What happens when a guard or a block fails? An event says so.

use scxml_schema::names;

use crate::errors::{caught, describe, position};
use crate::event::EventKind;
use crate::machine::Cx;
use crate::objects::Class;
use crate::outcome::StopReason;
use crate::properties::get;
use crate::value::{Thrown, Value};
use crate::{Data, Event};

/// A failure that is not of a script's making.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The error event.
    pub(crate) event: String,
    pub(crate) message: String,
    /// The id of the send that failed.
    pub(crate) sendid: Option<String>,
    /// Where a script failed; without it, the failure is where the site is.
    pub(crate) position: Option<Box<Position>>,
    /// Members of the event's data besides those that every error event has.
    pub(crate) more: Vec<(&'static str, Data)>,
}

/// A place in a document or a file of scripts.
#[derive(Debug)]
pub(crate) struct Position {
    pub(crate) file: String,
    /// From 1.
    pub(crate) line: f64,
    /// In characters from 1.
    pub(crate) column: f64,
}

impl Failure {
    pub(crate) fn new(event: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            event: event.into(),
            message: message.into(),
            sendid: None,
            position: None,
            more: Vec::new(),
        }
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
    let position = thrown_at(thrown, cx);
    count_overruns(cx);
    let (name, message) = describe(thrown, cx);
    let Some(site) = cx.machine.program.site(&cx.machine.at) else {
        return Failure::new("error.execution", message);
    };
    // Only a name of ECMAScript may become part of an event's name.
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let event = if site.with_error_name && is_name {
        format!("{}.{name}", site.error)
    } else {
        site.error.to_owned()
    };
    let more = vec![("name", Data::from(name))];
    Failure { more, position, ..Failure::new(event, message) }
}

/// Where the error object was made, as it says itself; where the script was when it threw something else.
fn thrown_at(thrown: Value, cx: &mut Cx<'_>) -> Option<Box<Position>> {
    let now = position(cx);
    let (file, line, column) = match thrown.as_object() {
        Some(handle) if matches!(cx.machine.realm.heap().object(handle).class, Class::Error) => {
            let mut member = |name| get(thrown, name, cx).unwrap_or_default();
            let file = member(names::FILE_NAME);
            let [line, column] =
                [names::LINE_NUMBER, names::COLUMN_NUMBER].map(|name| member(name).as_number());
            caught(cx);
            match line {
                Some(line) if file.is_string() => (file, line, column.unwrap_or(0.0)),
                _ => now?,
            }
        }
        _ => now?,
    };
    Some(Box::new(Position { file: cx.machine.realm.utf8(file), line, column }))
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
    let Failure { event, message, sendid, position, more } = failure;
    let mut data = members(position, cx);
    data.push(("message", Data::from(message)));
    data.extend(more);
    let mut event = Event::new(event).with_data(Data::object(data));
    if let Some(sendid) = sendid {
        event = event.with_sendid(sendid);
    }
    cx.machine.enqueue_internal(event, EventKind::Platform);
}

/// Where the site is, as the data of an error event say it.
pub(crate) fn place(cx: &Cx<'_>) -> Vec<(&'static str, Data)> {
    members(None, cx)
}

/// Where a failure is, as the data of an error event say it.
fn members(position: Option<Box<Position>>, cx: &Cx<'_>) -> Vec<(&'static str, Data)> {
    let Some(site) = cx.machine.program.site(&cx.machine.at) else {
        return Vec::new();
    };
    let of_site = || Position {
        file: site.document.to_owned(),
        line: site.line.into(),
        column: site.column.into(),
    };
    let Position { file, line, column } = position.map_or_else(of_site, |position| *position);
    vec![
        ("document", Data::from(file)),
        ("element", Data::from(site.element)),
        ("linenumber", Data::from(line)),
        ("columnnumber", Data::from(column)),
    ]
}
