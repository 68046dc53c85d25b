//! Every name that generated code may use. Not for people: it changes without notice.

/// A value of a script.
#[derive(Clone, Copy, Debug)]
pub struct Value(u64);

impl Value {
    /// `undefined`
    pub const UNDEFINED: Value = Value(0);
    /// No value.
    pub const HOLE: Value = Value(1);
}

/// The variables of an enclosing function that a closure uses.
#[derive(Clone, Copy, Debug)]
pub struct Env(#[expect(dead_code)] u32);

/// A script threw; what it threw is kept in the session.
#[derive(Clone, Copy, Debug)]
pub struct Thrown;

/// The result of anything that a script can fail at.
pub type R<T> = Result<T, Thrown>;

pub use crate::content::{at, in_state, raise};
pub use crate::event::Event;
pub use crate::generated::{StateId, check_version};
pub use crate::machine::Cx;
pub use crate::program::{Function, NONE, Program, Site, rows, state, transition};
pub use crate::session::Session;
