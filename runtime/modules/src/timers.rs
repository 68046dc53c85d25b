//! What is due, and in which order? Equal times go by the number that the host gave when the timer was started.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::{Clock, Order};

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub at: f64,
    /// What orders equal times: see [`Clock::sequence`].
    pub sequence: u64,
}

impl Eq for Due {}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.total_cmp(&other.at).then(self.sequence.cmp(&other.sequence))
    }
}

/// What a timer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Timer {
    /// The timeout of a submit.
    Submit(u64),
    /// The end of a treatment that has a duration.
    Treatment(Order),
    /// The end of a reservation.
    Reservation(String),
}

/// The timers of the modules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timers(BTreeMap<Due, Timer>);

impl Timers {
    /// Starts a timer that fires after this many milliseconds.
    pub(crate) fn start(
        &mut self,
        after: f64,
        timer: Timer,
        clock: &mut (impl Clock + ?Sized),
    ) -> Due {
        let due = Due { at: clock.now() + after.max(0.0), sequence: clock.sequence() };
        self.0.insert(due, timer);
        due
    }

    /// Stops a timer, if it has not fired.
    pub(crate) fn stop(&mut self, due: Option<Due>) {
        if let Some(due) = due {
            self.0.remove(&due);
        }
    }

    /// When the next one fires.
    pub(crate) fn next(&self) -> Option<Due> {
        self.0.keys().next().copied()
    }

    /// Takes the next one, if it is due.
    pub(crate) fn fire(&mut self, now: f64) -> Option<Timer> {
        let entry = self.0.first_entry()?;
        (entry.key().at <= now).then(|| entry.remove())
    }
}
