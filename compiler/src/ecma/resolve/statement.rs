//! Statements, with every name and label resolved.

use std::rc::Rc;

use scxml_diagnostic::Span;

use super::Unit;
use super::pattern::{Put, any};
use super::places::{Binding, Bound, Scope};
use crate::code::{Declaration, ExprKind, Stmt, StmtKind, Variable};
use crate::ecma::scopes::{self, Kind, block_key, key};
use crate::es::{self, Name};

impl Unit<'_> {
    /// The direct parts of the body of a script or function.
    pub(super) fn statements(&mut self, body: &[es::Stmt]) -> Vec<Stmt> {
        let mut out = Vec::new();
        for statement in body {
            self.frame().direct = true;
            self.statement(statement, &mut out);
        }
        self.frame().direct = false;
        out
    }

    /// The statements of a block.
    fn inner(&mut self, body: &[es::Stmt]) -> Vec<Stmt> {
        self.scoped(block_key(body), |unit, out| unit.plain(body, out)).0
    }

    pub(super) fn plain(&mut self, body: &[es::Stmt], out: &mut Vec<Stmt>) {
        for statement in body {
            self.frame().direct = false;
            self.statement(statement, out);
        }
    }

    /// What is made inside of a block, and whether the block has an environment.
    pub(super) fn scoped(
        &mut self,
        key: usize,
        inside: impl FnOnce(&mut Self, &mut Vec<Stmt>),
    ) -> (Vec<Stmt>, bool) {
        let mut out = Vec::new();
        let Some(variables) = self.analysis.blocks.get(&key) else {
            inside(self, &mut out);
            return (out, false);
        };
        self.enter_block(variables, &mut out);
        inside(self, &mut out);
        self.scopes.pop();
        match variables.shared() {
            0 => (out, false),
            shared => {
                let span = out.first().map_or(Span::NOWHERE, |first| first.span);
                (vec![Stmt { kind: StmtKind::Scope(shared, out), span }], true)
            }
        }
    }

    /// A statement as the body of another.
    pub(super) fn block(&mut self, statement: &es::Stmt) -> Vec<Stmt> {
        match &statement.kind {
            es::StmtKind::Block(body) => self.inner(body),
            _ => self.inner(std::slice::from_ref(statement)),
        }
    }

    pub(super) fn statement(&mut self, statement: &es::Stmt, out: &mut Vec<Stmt>) {
        let direct = std::mem::take(&mut self.frame().direct);
        let span = statement.span;
        let kind = match &statement.kind {
            // Bound before the body runs.
            es::StmtKind::Function(function) => {
                if !direct {
                    self.outward(function, out);
                }
                return;
            }
            es::StmtKind::Empty => return,
            es::StmtKind::Unsupported(diagnostic) => {
                self.diagnostics.push((**diagnostic).clone());
                return;
            }
            es::StmtKind::Expr(value) => {
                let value = self.expression(value);
                if self.frame().completes {
                    StmtKind::Complete(value)
                } else {
                    StmtKind::Expr(value)
                }
            }
            es::StmtKind::Declare(declare, declared) => {
                return self.declaration(*declare, declared, direct, span, out);
            }
            es::StmtKind::Class(name, class) => {
                let value = any(self.class(class, None), span);
                let pattern = es::Pattern::name(name.clone());
                return self.take_apart(&pattern, value, Put::First, out);
            }
            es::StmtKind::Block(body) => StmtKind::Block(self.inner(body)),
            es::StmtKind::If(test, yes, no) => self.branch(test, yes, no.as_deref()),
            es::StmtKind::Break(label) => {
                let Some(id) = self.leave(label.as_ref(), false) else { return };
                StmtKind::Break(id)
            }
            es::StmtKind::Continue(label) => {
                let Some(id) = self.leave(label.as_ref(), true) else { return };
                StmtKind::Continue(id)
            }
            es::StmtKind::Return(value) => {
                StmtKind::Return(value.as_ref().map(|value| self.expression(value)))
            }
            es::StmtKind::Throw(value) => StmtKind::Throw(self.expression(value)),
            es::StmtKind::Try { block, handler, finalizer } => {
                self.attempt(block, handler.as_ref(), finalizer.as_deref())
            }
            es::StmtKind::Labelled(..)
            | es::StmtKind::For { .. }
            | es::StmtKind::ForIn { .. }
            | es::StmtKind::ForOf { .. }
            | es::StmtKind::While(..)
            | es::StmtKind::DoWhile(..)
            | es::StmtKind::Switch(..) => self.labelled(statement, direct),
        };
        out.push(Stmt { kind, span });
    }

    fn branch(&mut self, test: &es::Expr, yes: &es::Stmt, no: Option<&es::Stmt>) -> StmtKind {
        match self.analysis.known.get(&key(test)) {
            Some(true) => StmtKind::Block(self.block(yes)),
            Some(false) => StmtKind::Block(no.map(|no| self.block(no)).unwrap_or_default()),
            None => {
                let (test, yes) = (self.expression(test), self.block(yes));
                let no = no.map(|no| self.block(no));
                StmtKind::If(test, yes, no.unwrap_or_default())
            }
        }
    }

    /// The statement of a function of a block: its name is a `var` as well (ECMA-262 section B.3.3).
    fn outward(&mut self, function: &Rc<es::Function>, out: &mut Vec<Stmt>) {
        let Some(name) = &function.name else { return };
        if !self.analysis.outward.contains(&scopes::function_key(function)) {
            return;
        }
        let span = function.span;
        let kind = self.name(name);
        let value = Box::new(any(kind, span));
        // The `var` is beyond the blocks of the function in hand.
        let level = self.frames.len();
        let is_block = |scope: &Scope| scope.level == level && scope.is_block;
        let blocks = self.scopes.iter().rev().take_while(|scope| is_block(scope)).count();
        let inner = self.scopes.split_off(self.scopes.len() - blocks);
        let depth: u32 = inner.iter().map(|scope| u32::from(scope.environment)).sum();
        let target = self.name_target(name).beyond(depth);
        self.scopes.extend(inner);
        let kind = ExprKind::Assign { op: None, target: Box::new(target), value };
        out.push(Stmt { kind: StmtKind::Expr(any(kind, span)), span });
    }

    fn attempt(
        &mut self,
        block: &[es::Stmt],
        handler: Option<&(Name, Vec<es::Stmt>)>,
        finalizer: Option<&[es::Stmt]>,
    ) -> StmtKind {
        let block = self.inner(block);
        let handler = handler.map(|(name, body)| {
            let shared = self.analysis.shared_catches.contains(&key(name));
            let (binding, variable) = if shared {
                (Binding::Shared(0), Variable::Shared { depth: 0, index: 0 })
            } else {
                let local = self.frame().local(&name.text, Declaration::Bound);
                (Binding::Local(local), Variable::Local(local))
            };
            let bound = Bound::ready(binding, Kind::Var);
            self.scopes.push(Scope::of_one(&name.text, bound, self.frames.len()));
            let body = self.inner(body);
            self.scopes.pop();
            (variable, body)
        });
        StmtKind::Try { block, handler, finalizer: finalizer.map(|body| self.inner(body)) }
    }
}
