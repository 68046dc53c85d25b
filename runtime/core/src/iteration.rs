//! What does for-of visit? Arrays, `arguments`, strings, maps and sets, and what their methods give to go through them.
//!
//! The protocol of ECMA-262 2015 (`Symbol.iterator`) is not there: these are iterated as if nobody had changed it.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::budget::tick;
use crate::convert::to_integer;
use crate::errors::type_error;
use crate::literals::new_array;
use crate::objects::{Class, Table};
use crate::properties::{get, get_index};
use crate::snapshot::{choice, record};
use crate::value::R;

/// Where somebody who goes through a value is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Iterator {
    /// `undefined` at the end.
    pub(crate) source: Value,
    pub(crate) place: u64,
    pub(crate) gives: Gives,
}

/// What an iterator gives for each entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    Keys,
    Values,
    Entries,
    /// The values of an array that `matchAll` made.
    Matches,
}

record!(Iterator { source, place, gives });
choice!(Gives { 0 Keys, 1 Values, 2 Entries, 3 Matches });

/// The entries of a map or set.
pub(crate) fn table<'a>(value: Value, cx: &'a Cx<'_>) -> Option<&'a Table> {
    match &cx.machine.realm.object_of(value)?.class {
        Class::Map(table) | Class::Set(table) => Some(table),
        _ => None,
    }
}

/// An iterator over an array or something like one, a string, a map or a set.
pub(crate) fn iterator(source: Value, gives: Gives, cx: &mut Cx<'_>) -> Value {
    let prototype = Value::builtin(builtins::ITERATOR_PROTOTYPE);
    let class = Class::Iterator(Iterator { source, place: 0, gives });
    cx.machine.realm.heap_mut().add(prototype, class)
}

/// The iterator that for-of and spread use.
///
/// # Errors
/// A TypeError when the value is not iterable.
pub(crate) fn iterate(value: Value, cx: &mut Cx<'_>) -> R<Value> {
    if state(value, cx).is_some() {
        return Ok(value);
    }
    if let Some((source, gives)) = visited(value, cx) {
        return Ok(iterator(source, gives, cx));
    }
    let kind = crate::operators::typeof_(value, cx);
    let kind = cx.machine.realm.utf8(kind);
    Err(type_error(&format!("{kind} is not iterable"), cx))
}

/// What for-of goes through for a value, and what it gives.
fn visited(value: Value, cx: &Cx<'_>) -> Option<(Value, Gives)> {
    if value.is_string() || crate::properties::is_array(value, cx) {
        return Some((value, Gives::Values));
    }
    match &cx.machine.realm.object_of(value)?.class {
        Class::Map(_) => Some((value, Gives::Entries)),
        Class::Set(_) | Class::Arguments(_) => Some((value, Gives::Values)),
        Class::Wrapper(string) if string.is_string() => Some((*string, Gives::Values)),
        _ => None,
    }
}

/// Whether for-of can visit it.
pub(crate) fn is_iterable(value: Value, cx: &Cx<'_>) -> bool {
    state(value, cx).is_some() || visited(value, cx).is_some()
}

/// The next value of an iterator that [`iterate`] gave; none at the end.
///
/// # Errors
/// A RangeError when the script has used up its steps; what a getter throws.
pub(crate) fn next(iterator: Value, cx: &mut Cx<'_>) -> R<Option<Value>> {
    tick(cx)?;
    let Some(state) = state(iterator, cx) else { return Ok(None) };
    let found = if state.source == Value::UNDEFINED {
        None
    } else if state.source.is_string() {
        character(state, cx)
    } else if let Some(table) = table(state.source, cx) {
        table.from(state.place)
    } else {
        element(state, cx)?
    };
    let (place, source) = match found {
        Some((place, ..)) => (place, state.source),
        // What has ended goes on never more, whatever is added.
        None => (0, Value::UNDEFINED),
    };
    if let Some(handle) = iterator.as_object() {
        cx.machine.realm.heap_mut().object_mut(handle).class =
            Class::Iterator(Iterator { source, place, ..state });
    }
    Ok(found.map(|(_, key, value)| match state.gives {
        Gives::Keys => key,
        Gives::Values | Gives::Matches => value,
        Gives::Entries => new_array(vec![key, value], cx),
    }))
}

/// The state of a value that is an iterator.
pub(crate) fn state(iterator: Value, cx: &Cx<'_>) -> Option<Iterator> {
    match cx.machine.realm.object_of(iterator)?.class {
        Class::Iterator(state) => Some(state),
        _ => None,
    }
}

type Entry = (u64, Value, Value);

fn character(state: Iterator, cx: &mut Cx<'_>) -> Option<Entry> {
    let place = state.place as usize;
    let units = cx.machine.realm.flat(state.source);
    if place >= units.len() {
        return None;
    }
    let is_pair = matches!(units.at(place), 0xD800..=0xDBFF)
        && place + 1 < units.len()
        && matches!(units.at(place + 1), 0xDC00..=0xDFFF);
    let end = place + 1 + usize::from(is_pair);
    let value = crate::builtins::part(state.source, place, end, cx);
    Some((end as u64, Value::UNDEFINED, value))
}

fn element(state: Iterator, cx: &mut Cx<'_>) -> R<Option<Entry>> {
    let length = get(state.source, names::LENGTH, cx)?;
    if state.place as f64 >= to_integer(length, cx)? {
        return Ok(None);
    }
    let key = Value::number(state.place as f64);
    let value = match state.gives {
        Gives::Keys => Value::UNDEFINED,
        _ => get_index(state.source, key, cx)?,
    };
    Ok(Some((state.place + 1, key, value)))
}
