//! Which places are there to assign, once every name is resolved?

use super::{Atom, Expr, SlotId, System, Variable};

/// A resolved assignable place.
#[derive(Clone, Debug)]
pub enum Target {
    /// A variable of a function.
    Variable(Variable),
    /// A session-wide name.
    Slot(SlotId),
    /// A variable of a function; ReferenceError while nothing has initialized it.
    Checked(Variable, Atom),
    /// A place that cannot be assigned: its value, and what raises the error.
    Refused(Box<Expr>, Box<Expr>),
    /// A member of the prototype of an object: the object, the key, and what the member is set on.
    Super(Box<[Expr; 3]>),
    /// A name that has no slot.
    Global(Atom),
    /// A name that nothing declares, where the Recommendation asks for one that exists (`<assign>`, section 5.4):
    /// ReferenceError unless it was made at run time.
    Existing(Atom),
    /// A name that the platform gives: assigning it is an error (section 5.10).
    System(System),
    /// A name whose value never changes (`undefined`, a function's own name), with that value: the assignment is
    /// without effect.
    Constant(Box<Expr>),
    /// `o.name`
    Member(Expr, Atom),
    /// `o[key]`
    Index(Expr, Expr),
}

impl Target {
    /// The same place, seen from inside of `more` further environments.
    pub fn beyond(self, more: u32) -> Self {
        let outer = |variable| match variable {
            Variable::Shared { depth, index } => Variable::Shared { depth: depth + more, index },
            Variable::Local(_) => variable,
        };
        match self {
            Self::Variable(variable) => Self::Variable(outer(variable)),
            Self::Checked(variable, name) => Self::Checked(outer(variable), name),
            other => other,
        }
    }
}
