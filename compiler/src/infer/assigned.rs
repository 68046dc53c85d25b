//! Which variables surely have a value by now?
//!
//! A `var` is undefined at first. That is no matter of types where each read comes after a write, on every way that leads
//! to it. What is known is asked for in the order in which code runs; what a loop or a `try` does may not happen, or stop
//! half-way, so nothing of it counts behind it.

use crate::code::{Declaration, Frame, LocalId};

/// What is known at one place of a function.
#[derive(Debug, Default)]
pub(super) struct Assigned {
    /// By local.
    has: Vec<bool>,
    /// The locals in the order in which they got their first values.
    order: Vec<LocalId>,
    /// Whether nothing comes here.
    left: bool,
}

/// Where two ways part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fork {
    count: usize,
    left: bool,
}

/// What happens on one of the ways.
#[derive(Debug)]
pub(super) struct Way {
    assigned: Vec<LocalId>,
    left: bool,
}

impl Assigned {
    /// At the beginning: only what is bound otherwise than by a `var` has a value.
    pub(super) fn new(frame: &Frame) -> Self {
        let has = frame.locals.iter().map(|local| local.declaration == Declaration::Bound);
        Assigned { has: has.collect(), ..Assigned::default() }
    }

    /// Whether whatever reads the local here finds a value that was assigned.
    pub(super) fn has(&self, local: LocalId) -> bool {
        self.left || self.has.get(local.index()).copied().unwrap_or(true)
    }

    pub(super) fn add(&mut self, local: LocalId) {
        if let Some(has @ false) = self.has.get_mut(local.index()) {
            *has = true;
            self.order.push(local);
        }
    }

    /// Nothing that follows runs.
    pub(super) fn leave(&mut self) {
        self.left = true;
    }

    pub(super) fn fork(&self) -> Fork {
        Fork { count: self.order.len(), left: self.left }
    }

    /// Goes back to where two ways part.
    pub(super) fn back(&mut self, to: Fork) -> Way {
        let assigned = self.order.split_off(to.count);
        for local in &assigned {
            self.has[local.index()] = false;
        }
        Way { assigned, left: std::mem::replace(&mut self.left, to.left) }
    }

    /// Where two ways meet: what both of them assign.
    pub(super) fn meet(&mut self, a: Way, b: Way) {
        let (one, other) = if a.left { (b, a) } else { (a, b) };
        let fork = self.fork();
        one.assigned.iter().for_each(|local| self.add(*local));
        if other.left {
            self.left |= one.left;
            return;
        }
        let both: Vec<LocalId> =
            other.assigned.iter().copied().filter(|local| self.has[local.index()]).collect();
        self.back(fork);
        both.into_iter().for_each(|local| self.add(local));
    }
}
