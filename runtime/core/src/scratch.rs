//! Where does a step keep what it works with? Vectors that are used again, by whichever session steps next on this thread.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

use crate::interpret::Scratch;

thread_local! {
    static FREE: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Vectors for as long as a step takes.
#[derive(Debug)]
pub(crate) struct Lent(Option<Box<Scratch>>);

impl Lent {
    /// Those that are free, or new ones.
    #[inline]
    pub(crate) fn take() -> Self {
        Lent(Some(FREE.take().unwrap_or_default()))
    }
}

impl Drop for Lent {
    #[inline]
    fn drop(&mut self) {
        FREE.set(self.0.take());
    }
}

impl Deref for Lent {
    type Target = Scratch;

    #[inline]
    fn deref(&self) -> &Scratch {
        self.0.as_deref().expect("they are lent until they are dropped")
    }
}

impl DerefMut for Lent {
    #[inline]
    fn deref_mut(&mut self) -> &mut Scratch {
        self.0.as_deref_mut().expect("they are lent until they are dropped")
    }
}
