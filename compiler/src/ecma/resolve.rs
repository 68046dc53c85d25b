//! Which place does every name stand for? Declarations are collected first, then each snippet is resolved.

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostics, Span};

use crate::ast::Dialect;
use crate::code::{self, Globals, SlotId};
use crate::es;

/// What a location attribute does with a name that nothing declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocationUse {
    /// The name must exist (`<assign>`, section 5.4): assigning an unknown one is an error at run time.
    Existing,
    /// The name is declared by being used (`<foreach>`, section 4.6; every location in ors).
    Declares,
}

/// Everything that the linked set declares or mentions; filled first, then sealed.
#[derive(Debug)]
pub struct Scope {
    dialect: Dialect,
    states: BTreeMap<String, u32>,
}

impl Scope {
    /// An empty scope for a chart whose states have these ids and numbers (for `In('id')`).
    pub fn new(dialect: Dialect, states: impl IntoIterator<Item = (String, u32)>) -> Self {
        Self { dialect, states: states.into_iter().collect() }
    }

    /// Declares a `<data>`; slots are numbered in the order of these calls.
    pub fn data(&mut self, _id: &str, _span: Span) {}

    /// Notes the names that an expression declares by assigning or mentioning them.
    pub fn expression(&mut self, _expression: &es::Expr) {}

    /// Notes the names of a location attribute.
    pub fn location(&mut self, _target: &es::Target, _usage: LocationUse) {}

    /// Declares the variables and functions of a script, and notes what it mentions.
    pub fn script(&mut self, _script: &es::Script) {}

    /// Whether a bare name means something: data, a script variable or function, a system name, a built-in, or a
    /// name that some snippet told to this scope assigns.
    pub fn declares(&self, _name: &str) -> bool {
        false
    }

    /// Numbers the slots and finds out which functions can be reached.
    pub fn seal(self) -> Resolver {
        Resolver { scope: self, globals: Globals::default() }
    }
}

/// Resolves snippets in a sealed [`Scope`].
#[derive(Debug)]
pub struct Resolver {
    scope: Scope,
    globals: Globals,
}

impl Resolver {
    /// Resolves an expression.
    pub fn expression(
        &mut self,
        expression: &es::Expr,
        _diagnostics: &mut Diagnostics,
    ) -> code::Expr {
        let _ = (&self.scope.dialect, &self.scope.states);
        code::Expr::fails(code::ErrorKind::Syntax, "", expression.span)
    }

    /// Resolves a location attribute.
    pub fn location(
        &mut self,
        _target: &es::Target,
        _usage: LocationUse,
        _diagnostics: &mut Diagnostics,
    ) -> code::Target {
        code::Target::Existing(code::Atom(0))
    }

    /// Resolves a script.
    pub fn script(&mut self, _script: &es::Script, _diagnostics: &mut Diagnostics) -> code::Script {
        code::Script {
            frame: code::Frame::default(),
            vars: Vec::new(),
            functions: Vec::new(),
            body: Vec::new(),
        }
    }

    /// The slot of a `<data>`.
    pub fn data_slot(&self, _id: &str) -> Option<SlotId> {
        None
    }

    /// The tables so far, to put further constant strings into.
    pub fn globals(&mut self) -> &mut Globals {
        &mut self.globals
    }

    /// Resolves the functions that were reached, and gives all tables.
    pub fn finish(self, _diagnostics: &mut Diagnostics) -> Globals {
        self.globals
    }
}
