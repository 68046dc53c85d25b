//! Which names does a snippet declare, use and share with closures?
//!
//! One walk over a snippet or function, before it is resolved: a variable that a closure uses must live in an
//! environment, and that is known only after the whole function has been read. A function declaration is read when
//! its name is used, so what nothing reaches costs nothing.

mod hoist;
mod walk;

pub(super) use hoist::{Hoisted, hoist};
pub(super) use walk::constant_name;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use crate::ast::Dialect;
use crate::es;

/// What a walk finds out.
#[derive(Debug, Default)]
pub(super) struct Analysis {
    /// What the snippet takes from the session-wide scope.
    pub(super) uses: Uses,
    /// Variables of every function in it that is reached, by [`function_key`].
    pub(super) functions: HashMap<usize, Variables>,
    /// Variables of blocks, loops, `switch` statements and classes that declare some, by [`key`].
    pub(super) blocks: HashMap<usize, Variables>,
    /// Functions of blocks that are seen in the whole function, by [`function_key`].
    pub(super) outward: BTreeSet<usize>,
    /// Tests of built-ins whose outcome is known, by [`key`]: what is not done was not read.
    pub(super) known: HashMap<usize, bool>,
    /// Names of functions expressions that those functions use themselves, by [`function_key`].
    pub(super) own_names: BTreeSet<usize>,
    /// `catch` names that a closure uses, by [`key`].
    pub(super) shared_catches: BTreeSet<usize>,
}

/// What a snippet takes from the session-wide scope.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Names from outside in source order, with repetitions.
    pub(super) names: Vec<es::Name>,
    /// Those among them that are assigned.
    pub(super) assigned: Vec<es::Name>,
    /// `x` of `_data.x`, where `_data` is no variable of the snippet.
    pub(super) data: Vec<es::Name>,
    /// Members that are given to objects: `o.x = …`, `{x: …}`.
    pub(super) members: BTreeSet<Rc<str>>,
    /// `x` of `this.x`, which outside of methods is a session-wide name.
    pub(super) this_members: BTreeSet<Rc<str>>,
    /// Beginnings of names that are put together at run time.
    pub(super) prefixes: BTreeSet<Rc<str>>,
    /// Whether session-wide names may be used in other ways, such as `this[name]`.
    pub(super) dynamic: bool,
}

/// How a variable is declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// `var`, a parameter, a function.
    #[default]
    Var,
    /// `const` in ors: assignments are ignored.
    Ignoring,
    /// `let`, `class`: nobody may use it before its declaration.
    Let,
    /// `const`: nobody may assign it either.
    Const,
}

/// The variables of one function or block.
#[derive(Debug, Default)]
pub(super) struct Variables {
    /// Parameters, function declarations and `var`s, in this order.
    pub(super) names: Vec<Rc<str>>,
    by_name: BTreeMap<Rc<str>, Variable>,
    /// Whether it uses `this`.
    pub(super) uses_this: bool,
    /// Whether it uses the `arguments` object.
    pub(super) uses_arguments: bool,
    /// Parameters that are linked to elements of `arguments`: the position of each, and its name.
    pub(super) links: Vec<(u32, Rc<str>)>,
}

#[derive(Debug, Default)]
struct Variable {
    /// Whether a closure uses it.
    shared: bool,
    /// Whether anything uses it.
    used: bool,
    /// Whether something assigns it.
    assigned: bool,
    /// Whether something reads elements of the list that it holds.
    elements: bool,
    /// Whether its value goes anywhere: an object can be changed from there.
    escapes: bool,
    /// The function declaration that binds it.
    function: Option<Rc<es::Function>>,
    kind: Kind,
}

impl Variables {
    /// Whether anything uses the variable.
    pub(super) fn is_used(&self, name: &str) -> bool {
        self.by_name.get(name).is_some_and(|v| v.used)
    }

    /// How the variable is declared.
    pub(super) fn kind(&self, name: &str) -> Kind {
        self.by_name.get(name).map(|v| v.kind).unwrap_or_default()
    }

    /// How many of the variables closures use.
    pub(super) fn shared(&self) -> u32 {
        u32::try_from(self.by_name.values().filter(|v| v.shared).count()).unwrap_or(u32::MAX)
    }

    /// The place of a variable among those that closures use.
    pub(super) fn shared_place(&self, name: &str) -> Option<u32> {
        let mut shared =
            self.names.iter().filter(|name| self.by_name.get(*name).is_some_and(|v| v.shared));
        shared.position(|other| &**other == name).and_then(|place| u32::try_from(place).ok())
    }

    /// The function declaration that binds the variable, when anything uses it.
    pub(super) fn function(&self, name: &str) -> Option<&Rc<es::Function>> {
        self.by_name.get(name).filter(|v| v.used).and_then(|v| v.function.as_ref())
    }
}

/// What tells functions apart in one tree.
pub(super) fn function_key(function: &Rc<es::Function>) -> usize {
    Rc::as_ptr(function) as usize
}

/// What tells other parts of one tree apart: where they are.
pub(super) fn key<T>(part: &T) -> usize {
    std::ptr::from_ref(part) as usize
}

/// The key of a block. An empty one declares nothing.
pub(super) fn block_key(body: &[es::Stmt]) -> usize {
    body.first().map_or(0, key)
}

/// Reads an expression.
pub(super) fn expression(expression: &es::Expr, dialect: Dialect) -> Analysis {
    let mut walk = walk::Walk::new(dialect);
    walk.expression(expression);
    walk.analysis
}

/// Reads a location.
pub(super) fn target(target: &es::Target, dialect: Dialect) -> Analysis {
    let mut walk = walk::Walk::new(dialect);
    walk.target(target, walk::Access::Write);
    walk.analysis
}

/// Reads the statements of a script; what it declares itself are names from outside.
pub(super) fn script(script: &es::Script, dialect: Dialect) -> Analysis {
    let mut walk = walk::Walk::new(dialect);
    walk.script(script);
    walk.analysis
}

/// Reads a function of the session-wide scope.
pub(super) fn function(function: &Rc<es::Function>, dialect: Dialect) -> Analysis {
    let mut walk = walk::Walk::new(dialect);
    walk.function(function);
    walk.analysis
}

/// Uses of names from outside, in source order, with repetitions.
pub(super) fn free_uses(expression: &es::Expr) -> Vec<es::Name> {
    self::expression(expression, Dialect::W3c).uses.names
}
