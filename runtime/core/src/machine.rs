//! What does one session consist of, besides its program?

use crate::realm::Realm;
use crate::{Platform, Program};

/// What generated code works on: one session and its platform, during one step.
#[expect(missing_debug_implementations, reason = "a platform has none")]
pub struct Cx<'a> {
    pub(crate) machine: &'a mut Machine,
    pub(crate) platform: &'a mut dyn Platform,
}

/// All state of one session.
#[derive(Debug)]
#[expect(dead_code, reason = "skeleton")]
pub struct Machine {
    pub(crate) program: &'static Program,
    /// The world of its scripts.
    pub(crate) realm: Realm,
    /// Milliseconds since 1970-01-01T00:00:00Z; fixed for a macrostep.
    pub(crate) now: f64,
    /// `_sessionid`.
    pub(crate) session_id: String,
}
