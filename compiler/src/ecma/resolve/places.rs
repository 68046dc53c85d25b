//! Where does a variable of a function live: in a Rust local, or in an environment that closures share?

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Unit;
use crate::code::{LocalId, Variable};

/// A scope between the snippet and the place that is being resolved.
pub(super) struct Scope {
    pub(super) names: BTreeMap<Rc<str>, Binding>,
    /// Whether it makes an environment.
    pub(super) environment: bool,
    /// Whether assignments to its names are without effect (the own name of a function expression).
    pub(super) constant: bool,
}

/// What a name of a scope stands for.
#[derive(Clone, Copy)]
pub(super) enum Binding {
    Local(LocalId),
    /// A place in the scope's environment.
    Shared(u32),
}

impl Unit<'_> {
    /// The variable of this name in the functions around; whether it is constant.
    pub(super) fn variable(&mut self, name: &str) -> Option<(Variable, bool)> {
        let mut depth = 0;
        for scope in self.scopes.iter().rev() {
            match scope.names.get(name) {
                Some(Binding::Local(local)) => {
                    let (local, constant) = (*local, scope.constant);
                    self.frame().mentioned.insert(local);
                    return Some((Variable::Local(local), constant));
                }
                Some(Binding::Shared(index)) => {
                    return Some((Variable::Shared { depth, index: *index }, scope.constant));
                }
                None => depth += u32::from(scope.environment),
            }
        }
        None
    }

    pub(super) fn frame(&mut self) -> &mut super::function::FrameState {
        self.frames.last_mut().expect("a unit begins with the frame of its snippet")
    }
}
