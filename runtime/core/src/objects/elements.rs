//! What are the elements of an array? Those from 0 on in a row; those far beyond are properties.

use crate::Value;
use crate::snapshot::{Roomy, record};

/// The elements of an array.
#[derive(Debug, Default)]
pub(crate) struct Elements {
    /// Elements from 0 on; [`Value::HOLE`] where there is none.
    pub(crate) dense: Vec<Value>,
    /// `length`, at least that of `dense`.
    length: u32,
    /// Whether some elements beyond `dense` are, or were, properties of the object. Then `dense` grows no more.
    sparse: bool,
    /// `length` may not be changed.
    fixed: bool,
}

record!(Elements { dense as Roomy, length, sparse, fixed });

/// What is to be done to put an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// It was put; the bytes by which the elements grew.
    Done(usize),
    /// It is, or is to be, a property of the object.
    Property,
}

/// How many elements that do not exist may be stored as such to reach one that does.
const GAP: usize = 1024;

impl Elements {
    pub(crate) fn new(dense: Vec<Value>) -> Self {
        let length = dense.len() as u32;
        Elements { dense, length, sparse: false, fixed: false }
    }

    pub(crate) fn with_length(length: u32) -> Self {
        Elements { dense: Vec::new(), length, sparse: false, fixed: false }
    }

    pub(crate) const fn length(&self) -> u32 {
        self.length
    }

    pub(crate) const fn is_sparse(&self) -> bool {
        self.sparse
    }

    /// The elements when all of them are in a row and none is missing at the end.
    pub(crate) fn all(&self) -> Option<&[Value]> {
        (!self.sparse && !self.fixed && self.dense.len() == self.length as usize)
            .then_some(&self.dense)
    }

    /// Adds elements behind the last one of those that [`Elements::all`] gives.
    pub(crate) fn push(&mut self, values: &[Value]) {
        match values {
            [value] => self.dense.push(*value),
            values => self.dense.extend_from_slice(values),
        }
        self.length = self.dense.len() as u32;
    }

    /// Takes the last one of those that [`Elements::all`] gives, if it is there.
    pub(crate) fn pop(&mut self) -> Option<Value> {
        let last = self.dense.pop_if(|last| !last.is_hole())?;
        self.length = self.dense.len() as u32;
        Some(last)
    }

    #[inline]
    pub(crate) fn get(&self, index: u32) -> Option<Value> {
        self.dense.get(index as usize).copied().filter(|value| !value.is_hole())
    }

    pub(crate) fn put(&mut self, index: u32, value: Value) -> Put {
        let place = index as usize;
        if let Some(element) = self.dense.get_mut(place) {
            *element = value;
            return Put::Done(0);
        }
        self.length = self.length.max(index.saturating_add(1));
        if self.sparse || place > self.dense.len() * 2 + GAP {
            self.sparse = true;
            return Put::Property;
        }
        let before = self.dense.capacity();
        self.dense.resize(place, Value::HOLE);
        self.dense.push(value);
        Put::Done((self.dense.capacity() - before) * size_of::<Value>())
    }

    /// Removes an element that is in the row; tells whether it is.
    pub(crate) fn remove(&mut self, index: u32) -> bool {
        match self.dense.get_mut(index as usize) {
            Some(element) => {
                *element = Value::HOLE;
                true
            }
            None => false,
        }
    }

    /// Makes room for an element as a property of the object: it has attributes of its own.
    pub(crate) fn exile(&mut self, index: u32) {
        self.remove(index);
        self.sparse = true;
        self.length = self.length.max(index.saturating_add(1));
    }

    pub(crate) const fn is_fixed(&self) -> bool {
        self.fixed
    }

    /// Forbids to change `length`.
    pub(crate) fn fix(&mut self) {
        self.fixed = true;
    }

    /// Sets `length`; elements that are properties are the caller's.
    pub(crate) fn set_length(&mut self, length: u32) {
        self.dense.truncate(length as usize);
        self.length = length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_far_away_takes_no_room() {
        let mut elements = Elements::new(vec![Value::TRUE]);
        assert_eq!(elements.put(4_294_967_294, Value::NULL), Put::Property);
        assert_eq!((elements.length(), elements.dense.len()), (4_294_967_295, 1));
        let mut elements = Elements::default();
        assert!(matches!(elements.put(3, Value::NULL), Put::Done(_)));
        assert_eq!(
            (elements.length(), elements.get(2), elements.get(3)),
            (4, None, Some(Value::NULL))
        );
    }
}
