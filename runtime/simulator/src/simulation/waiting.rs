//! Which session is due first?

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Due;

/// When each session that waits for a time is due.
#[derive(Default)]
pub(super) struct Waiting {
    /// Time (its bits, which order like times that are not negative), order among equal times, session.
    order: BTreeSet<(u64, u64, usize)>,
    due: BTreeMap<usize, (u64, u64)>,
}

impl Waiting {
    /// Says when a session is due; `None`: it waits for no time.
    pub(super) fn set(&mut self, session: usize, due: Option<scxml_runtime::Due>) {
        if let Some((at, sequence)) = self.due.remove(&session) {
            self.order.remove(&(at, sequence, session));
        }
        if let Some(due) = due {
            let at = due.at.max(0.0).to_bits();
            self.due.insert(session, (at, due.sequence));
            self.order.insert((at, due.sequence, session));
        }
    }

    /// The session that is due first.
    pub(super) fn first(&self) -> Option<(Due, usize)> {
        let (at, sequence, session) = *self.order.first()?;
        Some((Due { at: f64::from_bits(at), sequence }, session))
    }
}
