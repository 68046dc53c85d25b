//! Statements, with every name and label resolved.

use std::collections::BTreeMap;
use std::rc::Rc;

use scxml_diagnostic::Span;

use super::Unit;
use super::places::{Binding, Scope};
use crate::code::{Declaration, Expr, ExprKind, Label, LabelId, LocalId, Stmt, StmtKind, Variable};
use crate::ecma::scopes;
use crate::es::{self, Name};

/// A statement that `break` or `continue` can name.
pub(super) struct LabelState {
    label: Label,
    names: Vec<Rc<str>>,
    kind: Labelled,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Labelled {
    Loop,
    Switch,
    /// Any other statement: only a `break` with its name leaves it.
    Plain,
}

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

    fn inner(&mut self, body: &[es::Stmt]) -> Vec<Stmt> {
        let mut out = Vec::new();
        for statement in body {
            self.frame().direct = false;
            self.statement(statement, &mut out);
        }
        out
    }

    /// A statement as the body of another.
    fn block(&mut self, statement: &es::Stmt) -> Vec<Stmt> {
        match &statement.kind {
            es::StmtKind::Block(body) => self.inner(body),
            _ => self.inner(std::slice::from_ref(statement)),
        }
    }

    fn statement(&mut self, statement: &es::Stmt, out: &mut Vec<Stmt>) {
        let direct = std::mem::take(&mut self.frame().direct);
        let span = statement.span;
        let kind = match &statement.kind {
            // Bound before the body runs.
            es::StmtKind::Function(_) | es::StmtKind::Empty => return,
            es::StmtKind::Unsupported(diagnostic) => {
                self.diagnostics.push((**diagnostic).clone());
                return;
            }
            es::StmtKind::Expr(value) => StmtKind::Expr(self.expression(value)),
            es::StmtKind::Var(variables) => return self.variables(variables, direct, span, out),
            es::StmtKind::Block(body) => StmtKind::Block(self.inner(body)),
            es::StmtKind::If(test, yes, no) => {
                let test = self.expression(test);
                let yes = self.block(yes);
                StmtKind::If(test, yes, no.as_ref().map(|no| self.block(no)).unwrap_or_default())
            }
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
            | es::StmtKind::While(..)
            | es::StmtKind::DoWhile(..)
            | es::StmtKind::Switch(..) => self.labelled(statement, direct),
        };
        out.push(Stmt { kind, span });
    }

    fn variables(
        &mut self,
        variables: &[(Name, Option<es::Expr>)],
        direct: bool,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        for (name, value) in variables {
            let value = value.as_ref().map(|value| self.expression(value));
            let first = if direct { self.unmentioned(name) } else { None };
            let kind = match (first, value) {
                // `var a;` does nothing, but is a good place for the declaration in Rust.
                (Some(local), value) => {
                    let frame = self.frame();
                    frame.mentioned.insert(local);
                    frame.locals[local.index()].declaration = Declaration::InPlace;
                    StmtKind::Let(local, value)
                }
                (None, Some(value)) => {
                    let (ty, target) = (value.ty, Box::new(self.name_target(name)));
                    let kind = ExprKind::Assign { op: None, target, value: Box::new(value) };
                    StmtKind::Expr(Expr { kind, ty, span })
                }
                (None, None) => continue,
            };
            out.push(Stmt { kind, span });
        }
    }

    /// The local of this name that the function itself declares, when nothing has used it yet.
    fn unmentioned(&mut self, name: &Name) -> Option<LocalId> {
        match self.scopes.last()?.names.get(&name.text)? {
            Binding::Local(local) => {
                Some(*local).filter(|local| !self.frame().mentioned.contains(local))
            }
            Binding::Shared(_) => None,
        }
    }

    fn attempt(
        &mut self,
        block: &[es::Stmt],
        handler: Option<&(Name, Vec<es::Stmt>)>,
        finalizer: Option<&[es::Stmt]>,
    ) -> StmtKind {
        let block = self.inner(block);
        let handler = handler.map(|(name, body)| {
            let shared = self.analysis.shared_catches.contains(&scopes::catch_key(name));
            let (binding, variable) = if shared {
                (Binding::Shared(0), Variable::Shared { depth: 0, index: 0 })
            } else {
                let local = self.frame().local(&name.text, Declaration::Bound);
                (Binding::Local(local), Variable::Local(local))
            };
            let names = BTreeMap::from([(name.text.clone(), binding)]);
            self.scopes.push(Scope { names, environment: shared, constant: false });
            let body = self.inner(body);
            self.scopes.pop();
            (variable, body)
        });
        StmtKind::Try { block, handler, finalizer: finalizer.map(|body| self.inner(body)) }
    }

    /// A statement that `break` can leave, with all its names.
    fn labelled(&mut self, statement: &es::Stmt, direct: bool) -> StmtKind {
        let mut names = Vec::new();
        let mut inner = statement;
        while let es::StmtKind::Labelled(name, body) = &inner.kind {
            names.push(name.text.clone());
            inner = body;
        }
        let kind = match &inner.kind {
            es::StmtKind::For { .. }
            | es::StmtKind::ForIn { .. }
            | es::StmtKind::While(..)
            | es::StmtKind::DoWhile(..) => Labelled::Loop,
            es::StmtKind::Switch(..) => Labelled::Switch,
            _ => Labelled::Plain,
        };
        let frame = self.frame();
        let label = Label { id: LabelId(frame.label_count), breaks: false, continues: false };
        frame.label_count += 1;
        // What runs before the loop is not inside of it, but it cannot name the label either.
        frame.labels.push(LabelState { label, names, kind });
        match &inner.kind {
            es::StmtKind::For { init, test, update, body } => {
                self.for_loop(init.as_deref(), (test.as_ref(), update.as_ref()), body, direct)
            }
            es::StmtKind::While(test, body) => {
                self.for_loop(None, (Some(test), None), body, direct)
            }
            es::StmtKind::DoWhile(body, test) => {
                let body = self.block(body);
                let label = self.leave_label();
                StmtKind::DoWhile { label, body, test: self.expression(test) }
            }
            es::StmtKind::ForIn { target, object, body, .. } => {
                let object = self.expression(object);
                let target = self.target(target);
                let body = self.block(body);
                StmtKind::ForIn { label: self.leave_label(), target, object, body }
            }
            es::StmtKind::Switch(value, cases) => {
                let value = self.expression(value);
                let cases = cases
                    .iter()
                    .map(|(test, body)| {
                        (test.as_ref().map(|test| self.expression(test)), self.inner(body))
                    })
                    .collect();
                StmtKind::Switch { label: self.leave_label(), value, cases }
            }
            _ => {
                let body = self.block(inner);
                StmtKind::Labelled(self.leave_label(), body)
            }
        }
    }

    fn for_loop(
        &mut self,
        init: Option<&es::Stmt>,
        (test, update): (Option<&es::Expr>, Option<&es::Expr>),
        body: &es::Stmt,
        direct: bool,
    ) -> StmtKind {
        let mut before = Vec::new();
        if let Some(init) = init {
            self.frame().direct = direct;
            self.statement(init, &mut before);
            self.frame().direct = false;
        }
        let test = test.map(|test| self.expression(test));
        let body = self.block(body);
        let update: Option<Expr> = update.map(|update| self.expression(update));
        StmtKind::Loop { label: self.leave_label(), init: before, test, update, body }
    }

    fn leave_label(&mut self) -> Label {
        self.frame().labels.pop().expect("a label is left where it was entered").label
    }

    /// The statement that `break` or `continue` means; the parser has seen to it that there is one.
    fn leave(&mut self, name: Option<&Name>, again: bool) -> Option<LabelId> {
        let found = self.frame().labels.iter_mut().rev().find(|state| match name {
            Some(name) => state.names.contains(&name.text),
            None => state.kind == Labelled::Loop || (!again && state.kind == Labelled::Switch),
        })?;
        if again {
            found.label.continues = true;
        } else {
            found.label.breaks = true;
        }
        Some(found.label.id)
    }
}
