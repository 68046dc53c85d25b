//! What does executable content do?

pub(crate) mod send;

use crate::__private::Value;
use crate::Event;
use crate::event::EventKind;
use crate::machine::{Cx, Payload};

/// Names the place that a failure from now on is reported at.
#[inline]
pub fn at(site: u32, cx: &mut Cx<'_>) {
    cx.machine.site = site;
}

/// Whether a state is active (`In()`).
#[must_use]
pub fn in_state(state: u32, cx: &mut Cx<'_>) -> bool {
    cx.machine.configuration.contains(state)
}

/// Puts an event into the internal queue (section 4.2); what it carries is passed by reference.
pub fn raise(name: &'static str, payload: Value, cx: &mut Cx<'_>) {
    cx.machine.enqueue_internal(
        Event::known(0, name),
        EventKind::Internal,
        Payload::Value(payload),
    );
}
