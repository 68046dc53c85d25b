//! What is due, and in which order? Equal times go by the number that the host gave when the timer was started.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use scxml_runtime::Due;

use crate::{Clock, Order};

/// A due time with the order of equal ones.
#[derive(Clone, Copy, Debug)]
struct Key(Due);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.at.total_cmp(&other.0.at).then(self.0.sequence.cmp(&other.0.sequence))
    }
}

/// What a timer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Timer {
    /// The timeout of a submit.
    Submit(u64),
    /// The end of a treatment that has a duration.
    Treatment(Order),
    /// The timeout of a request to a server.
    Fetch(Order),
    /// The next try of a request to a server.
    Retry(u64),
    /// The end of a reservation.
    Reservation(String),
}

/// The timers of the modules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timers(BTreeMap<Key, Timer>);

impl Timers {
    /// Starts a timer that fires after this many milliseconds.
    pub(crate) fn start(
        &mut self,
        after: f64,
        timer: Timer,
        clock: &mut (impl Clock + ?Sized),
    ) -> Due {
        let due = Due { at: clock.now() + after.max(0.0), sequence: clock.sequence() };
        self.0.insert(Key(due), timer);
        due
    }

    /// Stops a timer, if it has not fired.
    pub(crate) fn stop(&mut self, due: Option<Due>) {
        if let Some(due) = due {
            self.0.remove(&Key(due));
        }
    }

    /// When the next one fires.
    pub(crate) fn next(&self) -> Option<Due> {
        self.0.keys().next().map(|key| key.0)
    }

    /// Takes the next one, if it is due.
    pub(crate) fn fire(&mut self, now: f64) -> Option<Timer> {
        let entry = self.0.first_entry()?;
        (entry.key().0.at <= now).then(|| entry.remove())
    }
}
