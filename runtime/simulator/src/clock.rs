//! The virtual clock: what is due when, and in which order.

use std::collections::BTreeMap;

/// The place of something in the order of all that is due: equal times fall due in the order in which they were
/// started.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Due {
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub(crate) at: f64,
    /// The number that the host gave when it was started.
    pub(crate) sequence: u64,
}

impl Due {
    /// Whether this falls due before the other.
    pub(crate) fn before(self, other: Due) -> bool {
        self.at.total_cmp(&other.at).then(self.sequence.cmp(&other.sequence)).is_lt()
    }
}

/// Things that fall due, and the numbers that order them.
#[derive(Debug)]
pub(crate) struct Timers<T> {
    /// By the bits of the time, which order like the times as long as these are not negative.
    waiting: BTreeMap<(u64, u64), T>,
    next_sequence: u64,
}

impl<T> Timers<T> {
    pub(crate) fn new() -> Self {
        Self { waiting: BTreeMap::new(), next_sequence: 0 }
    }

    /// The number of what starts now; each is greater than the one before.
    pub(crate) fn sequence(&mut self) -> u64 {
        self.next_sequence += 1;
        self.next_sequence
    }

    /// Lets `what` fall due at a time; its number cancels it.
    pub(crate) fn start(&mut self, at: f64, what: T) -> Due {
        let sequence = self.sequence();
        let at = at.max(0.0);
        self.waiting.insert((at.to_bits(), sequence), what);
        Due { at, sequence }
    }

    /// Takes back what has not fallen due yet.
    pub(crate) fn cancel(&mut self, due: Due) -> Option<T> {
        self.waiting.remove(&(due.at.to_bits(), due.sequence))
    }

    /// What falls due next.
    pub(crate) fn next(&self) -> Option<Due> {
        let ((at, sequence), _) = self.waiting.first_key_value()?;
        Some(Due { at: f64::from_bits(*at), sequence: *sequence })
    }

    /// Takes what falls due next.
    pub(crate) fn take(&mut self) -> Option<T> {
        self.waiting.pop_first().map(|(_, what)| what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_times_fall_due_in_the_order_of_their_start() {
        let mut timers = Timers::new();
        timers.start(20.0, "late");
        timers.start(10.0, "first");
        let cancelled = timers.start(10.0, "cancelled");
        timers.start(10.0, "second");
        timers.start(9.5, "early");
        assert_eq!(timers.cancel(cancelled), Some("cancelled"));
        assert_eq!(timers.next().map(|due| due.at), Some(9.5));
        let order: Vec<_> = std::iter::from_fn(|| timers.take()).collect();
        assert_eq!(order, ["early", "first", "second", "late"]);
    }
}
