//! Where does a step keep what it works with? Vectors that are used again, by whichever session steps next on this thread.

use std::cell::Cell;

use crate::interpret::Scratch;

thread_local! {
    static FREE: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Vectors for as long as a step takes.
#[derive(Debug)]
pub(crate) struct Lent(Option<Box<Scratch>>);

impl Lent {
    /// Those that are free, or new ones, once they are needed.
    #[inline]
    pub(crate) const fn take() -> Self {
        Lent(None)
    }
}

impl Drop for Lent {
    #[inline]
    fn drop(&mut self) {
        if self.0.is_some() {
            FREE.set(self.0.take());
        }
    }
}

impl Lent {
    #[inline]
    pub(crate) fn get(&mut self) -> &mut Scratch {
        self.0.get_or_insert_with(|| FREE.take().unwrap_or_default())
    }
}
