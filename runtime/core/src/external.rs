//! Which external events wait?

use std::collections::VecDeque;

use crate::Event;
use crate::seldom::Lazily;
use crate::snapshot::{OrDefault, record};

/// The external queue. Most of the time it holds one event at most, which needs no ring.
#[derive(Debug, Default)]
pub(crate) struct ExternalQueue {
    /// The first event; none only when there is no other.
    first: Option<Event>,
    rest: Lazily<VecDeque<Event>>,
}

record!(ExternalQueue { first, rest as OrDefault });

impl ExternalQueue {
    #[inline]
    pub(crate) fn first(&self) -> Option<&Event> {
        self.first.as_ref()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    pub(crate) fn len(&self) -> usize {
        usize::from(self.first.is_some()) + self.rest.get().map_or(0, VecDeque::len)
    }

    #[inline]
    pub(crate) fn enqueue(&mut self, event: Event) {
        if self.first.is_none() {
            self.first = Some(event);
        } else {
            self.enqueue_behind(event);
        }
    }

    #[inline(never)]
    fn enqueue_behind(&mut self, event: Event) {
        self.rest.make().push_back(event);
    }

    pub(crate) fn dequeue(&mut self) -> Option<Event> {
        let first = self.first.take();
        if let Some(rest) = self.rest.get_mut() {
            self.first = rest.pop_front();
        }
        first
    }

    /// Puts the first event in the place of another one, which is dropped; false when none waits.
    #[inline]
    pub(crate) fn dequeue_into(&mut self, event: &mut Event) -> bool {
        let first = if self.rest.get().is_none() { self.first.take() } else { self.dequeue() };
        let Some(first) = first else { return false };
        *event = first;
        true
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}
