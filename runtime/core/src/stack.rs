//! How much of the thread's stack may scripts use?

use std::hint::black_box;

use crate::Cx;
use crate::errors::{ErrorKind, throw_error};
use crate::value::{R, Thrown};

/// How many bytes of stack a step may use before a call fails.
///
/// A thread of Rust's standard library has 2 MiB. Calls, getters, conversions and walks through nested objects all
/// ask before they go deeper; half of the stack is left to the host below the step, and to the frames above the last
/// one that asked.
pub(crate) const STACK_BYTES: usize = 1 << 20;

/// About where the stack ends now. Only distances mean anything.
#[inline]
pub(crate) fn here() -> usize {
    let marker = 0_u8;
    std::ptr::from_ref(black_box(&marker)).addr()
}

/// Fails when the step has used up its stack.
#[inline]
pub(crate) fn guard(cx: &mut Cx<'_>) -> R<()> {
    if here().abs_diff(cx.stack) < STACK_BYTES { Ok(()) } else { Err(too_deep(cx)) }
}

#[cold]
#[inline(never)]
fn too_deep(cx: &mut Cx<'_>) -> Thrown {
    throw_error(ErrorKind::Range, "too much recursion", cx)
}
