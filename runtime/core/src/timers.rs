//! Which sends wait, and for what time?

use std::collections::BTreeMap;

use crate::snapshot::{Broken, Form, Map, Reader, Stored, Usual, Writer, choice, record};
use crate::{Event, Send};

/// When a timer is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// The time, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: f64,
    /// What orders timers that are due at the same time: the one that was started first has the lower number.
    pub sequence: u64,
}

impl Due {
    /// Whether this comes first.
    #[must_use]
    pub fn is_before(self, other: Due) -> bool {
        self.at < other.at || (self.at == other.at && self.sequence < other.sequence)
    }
}

/// What happens when a send is due.
#[derive(Debug)]
pub(crate) enum Delivery {
    /// It enters the session's external queue.
    External(Event),
    /// It enters the session's internal queue.
    Internal(Event),
    /// It leaves the machine; the site is where failures are reported at.
    Platform { send: Box<Send>, site: u32 },
}

choice!(Delivery { 0 External(event), 1 Internal(event), 2 Platform { send, site } });

impl Delivery {
    pub(crate) fn event(&self) -> &Event {
        match self {
            Delivery::External(event) | Delivery::Internal(event) => event,
            Delivery::Platform { send, .. } => &send.event,
        }
    }
}

/// Delayed sends, the earliest first.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    /// By time, the host's sequence number, and the session's own, in case the host repeats its numbers.
    pending: BTreeMap<(u64, u64, u32), Delivery>,
    started: u32,
}

record!(Timers { pending as Map<Key, Usual>, started });

/// The key of a pending send, with the time as a number.
struct Key;

impl Form<(u64, u64, u32)> for Key {
    fn write((at, sequence, own): &(u64, u64, u32), to: &mut Writer<'_>) {
        time(*at).write(to);
        sequence.write(to);
        own.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<(u64, u64, u32), Broken> {
        Ok((order(f64::read(from)?), u64::read(from)?, u32::read(from)?))
    }
}

impl Timers {
    pub(crate) fn start(&mut self, due: Due, delivery: Delivery) {
        self.started = self.started.wrapping_add(1);
        self.pending.insert((order(due.at), due.sequence, self.started), delivery);
    }

    pub(crate) fn len(&self) -> usize {
        self.pending.len()
    }

    pub(crate) fn next_due(&self) -> Option<Due> {
        let (at, sequence, _) = *self.pending.first_key_value()?.0;
        Some(Due { at: time(at), sequence })
    }

    /// Takes the earliest send, if it is due at `now`.
    pub(crate) fn take_due(&mut self, now: f64) -> Option<Delivery> {
        let entry = self.pending.first_entry()?;
        if entry.key().0 <= order(now) { Some(entry.remove()) } else { None }
    }

    /// Takes back every send of this id; false when there is none.
    pub(crate) fn cancel(&mut self, sendid: &str) -> bool {
        let before = self.pending.len();
        self.pending.retain(|_, delivery| delivery.event().sendid() != Some(sendid));
        self.pending.len() < before
    }

    pub(crate) fn clear(&mut self) {
        self.pending.clear();
    }
}

/// Numbers in the same order as the times.
fn order(time: f64) -> u64 {
    // Adding zero makes the negative zero positive.
    let bits = (time + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

fn time(order: u64) -> f64 {
    f64::from_bits(if order >> 63 == 1 { order & !(1 << 63) } else { !order })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_times_keep_the_order_in_which_they_were_started() {
        let mut timers = Timers::default();
        let mut start = |at, sequence, name| {
            timers.start(Due { at, sequence }, Delivery::External(Event::new(name)));
        };
        start(300.0, 2, "c");
        start(300.0, 1, "b");
        start(-5.0, 3, "a");
        start(300.0, 2, "d");
        assert_eq!(timers.next_due(), Some(Due { at: -5.0, sequence: 3 }));
        assert!(timers.take_due(-6.0).is_none());
        let mut order = Vec::new();
        while let Some(delivery) = timers.take_due(300.0) {
            order.push(delivery.event().name.as_str().to_owned());
        }
        assert_eq!(order, ["a", "b", "c", "d"]);
    }
}
