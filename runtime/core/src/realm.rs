//! What do the scripts of one session share? Heap, slots, and what was thrown.

/// The world of a session's scripts.
#[derive(Debug, Default)]
pub(crate) struct Realm {}

impl Realm {
    /// A realm in which nothing has run yet.
    pub(crate) fn new(program: &'static crate::Program) -> Self {
        let _ = program;
        Realm {}
    }

    /// Whether it is worth collecting.
    pub(crate) fn has_grown(&self) -> bool {
        false
    }
}
