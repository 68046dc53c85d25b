//! What does a session keep that most sessions never need?
//!
//! An idle session should be small; what is here takes a pointer until it is needed.

use std::collections::VecDeque;

use crate::histories::Histories;
use crate::snapshot::{Each, SlotNumber, StateNumber, record};
use crate::timers::{Delivery, Timers};

/// The less common parts of a machine.
#[derive(Debug, Default)]
pub(crate) struct Seldom {
    pub(crate) timers: Timers,
    /// Sends that became due and leave the session at its next step.
    pub(crate) outbox: VecDeque<Delivery>,
    pub(crate) histories: Histories,
    /// States whose late data are bound.
    pub(crate) late_bound: Vec<u32>,
    /// Slots that a parameter of the start has given a value to, which `<data>` then does not.
    pub(crate) given_slots: Vec<u32>,
    /// The id of the send in hand.
    pub(crate) sendid: Option<String>,
}

record!(Seldom {
    timers,
    outbox,
    histories,
    late_bound as Each<StateNumber>,
    given_slots as Each<SlotNumber>,
} unstored(_from) {
    sendid: None,
});

/// Something that is not there until it is written to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lazily<T>(Option<Box<T>>);

impl<T> Lazily<T> {
    /// Something that is there.
    pub(crate) fn of(item: T) -> Self {
        Lazily(Some(Box::new(item)))
    }

    /// What is there.
    #[inline]
    pub(crate) fn get(&self) -> Option<&T> {
        self.0.as_deref()
    }

    /// What is there, to be changed, if it is.
    #[inline]
    pub(crate) fn get_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }
}

impl<T: Default> Lazily<T> {
    /// What is there; it is made if it is not.
    #[inline]
    pub(crate) fn make(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}
