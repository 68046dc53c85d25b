//! What does this ECMAScript do, once every name is resolved? The tree that `emit` prints as Rust.
//!
//! Data only; made by `ecma::resolve`.

/// A name of the session-wide scope: its place in [`Globals::slots`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub u32);

/// Slots, functions and constant strings of a machine.
#[derive(Clone, Debug, Default)]
pub struct Globals {}

/// A resolved expression.
#[derive(Clone, Debug)]
pub struct Expr {}

/// A resolved assignable place.
#[derive(Clone, Debug)]
pub struct Target {}

/// A resolved script.
#[derive(Clone, Debug)]
pub struct Script {}
