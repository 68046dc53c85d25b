//! When has a script used up what it may use? Steps, heap and stack.

use crate::Cx;
use crate::Value;
use crate::errors::{ErrorKind, throw_error};
use crate::strings::Text;
use crate::value::{R, Thrown};

/// How long a string may become, in UTF-16 units.
pub(crate) const LONGEST_STRING: usize = 1 << 24;

/// Fails when a string would become too long.
#[inline]
pub(crate) fn check_length(length: usize, cx: &mut Cx<'_>) -> R<()> {
    if length <= LONGEST_STRING {
        Ok(())
    } else {
        Err(throw_error(ErrorKind::Range, "invalid string length", cx))
    }
}

/// A string that a built-in has put together.
pub(crate) fn finish(text: Text, cx: &mut Cx<'_>) -> R<Value> {
    check_length(text.len(), cx)?;
    let string = cx.machine.realm.string_of_text(text);
    check_heap(cx)?;
    Ok(string)
}

/// One turn of a loop, or one call: fails when the script has used up its steps or the session's heap is full.
///
/// # Errors
/// A RangeError.
#[inline]
pub fn tick(cx: &mut Cx<'_>) -> R<()> {
    let steps = &mut cx.machine.realm.steps;
    if *steps == 0 {
        return Err(too_many_steps(cx));
    }
    *steps -= 1;
    check_heap(cx)
}

#[cold]
#[inline(never)]
fn too_many_steps(cx: &mut Cx<'_>) -> Thrown {
    throw_error(ErrorKind::Range, "the script takes too many steps", cx)
}

#[cold]
#[inline(never)]
fn heap_is_full(cx: &mut Cx<'_>) -> Thrown {
    throw_error(ErrorKind::Range, "out of memory: the session's heap is full", cx)
}

/// Work that takes as long as so many turns of a loop: fails as [`tick`].
pub(crate) fn work(turns: u64, cx: &mut Cx<'_>) -> R<()> {
    cx.machine.realm.steps = cx.machine.realm.steps.saturating_sub(turns);
    tick(cx)
}

/// Fails when the session's heap has grown beyond its limit.
#[inline]
pub(crate) fn check_heap(cx: &mut Cx<'_>) -> R<()> {
    if cx.machine.realm.bytes() <= cx.machine.heap_limit {
        return Ok(());
    }
    Err(heap_is_full(cx))
}

/// Fails when a list that is being made would not fit into the session's heap.
#[inline]
pub(crate) fn check_list(length: usize, cx: &mut Cx<'_>) -> R<()> {
    if cx.machine.realm.bytes() + length * size_of::<Value>() <= cx.machine.heap_limit {
        return Ok(());
    }
    Err(heap_is_full(cx))
}
