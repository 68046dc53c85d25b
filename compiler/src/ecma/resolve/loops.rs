//! Loops, `switch` and labels, with every name and label resolved.

use std::rc::Rc;

use scxml_diagnostic::Span;

use super::Unit;
use super::pattern::{Put, any};
use super::places::{Binding, State};
use crate::code::{Expr, ExprKind, Label, LabelId, Stmt, StmtKind};
use crate::ecma::scopes::key;
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
    /// A statement that `break` can leave, with all its names.
    pub(super) fn labelled(&mut self, statement: &es::Stmt, direct: bool) -> StmtKind {
        let mut names = Vec::new();
        let mut inner = statement;
        while let es::StmtKind::Labelled(name, body) = &inner.kind {
            names.push(name.text.clone());
            inner = body;
        }
        let kind = match &inner.kind {
            es::StmtKind::For { .. }
            | es::StmtKind::ForIn { .. }
            | es::StmtKind::ForOf { .. }
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
                let (mut made, fresh) = self.scoped(key(inner), |unit, out| {
                    if let Some(init) = init {
                        unit.frame().direct = direct;
                        unit.statement(init, out);
                        unit.frame().direct = false;
                    }
                    let repeat = unit.repeat(test.as_ref(), update.as_ref(), body);
                    out.push(Stmt { kind: repeat, span: inner.span });
                });
                if let (true, Some(Stmt { kind: StmtKind::Scope(_, body), .. })) =
                    (fresh, made.first_mut())
                    && let Some(Stmt { kind: StmtKind::Loop { fresh, .. }, .. }) = body.last_mut()
                {
                    *fresh = true;
                }
                if made.len() == 1 { made.remove(0).kind } else { StmtKind::Block(made) }
            }
            es::StmtKind::While(test, body) => self.repeat(Some(test), None, body),
            es::StmtKind::DoWhile(body, test) => {
                let body = self.block(body);
                let label = self.leave_label();
                StmtKind::DoWhile { label, body, test: self.expression(test) }
            }
            es::StmtKind::ForIn { head, object, body } => {
                self.each(inner, head, (object, false), body)
            }
            es::StmtKind::ForOf { head, list, body } => self.each(inner, head, (list, true), body),
            es::StmtKind::Switch(value, cases) => self.switch(inner, value, cases),
            _ => {
                let body = self.block(inner);
                StmtKind::Labelled(self.leave_label(), body)
            }
        }
    }

    fn each(
        &mut self,
        statement: &es::Stmt,
        head: &es::ForHead,
        (object, values): (&es::Expr, bool),
        body: &es::Stmt,
    ) -> StmtKind {
        let (span, object, item) = (object.span, self.expression(object), self.temp());
        let put = Put::of(head.declare, false);
        let (body, _) = self.scoped(key(statement), |unit, out| {
            unit.take_apart(&head.pattern, any(ExprKind::Temp(item), span), put, out);
            out.extend(unit.block(body));
        });
        StmtKind::Each { label: self.leave_label(), values, item, object, body }
    }

    fn switch(
        &mut self,
        statement: &es::Stmt,
        value: &es::Expr,
        cases: &[(Option<es::Expr>, Vec<es::Stmt>)],
    ) -> StmtKind {
        let value = self.expression(value);
        let (made, _) = self.scoped(key(statement), |unit, out| {
            unit.unknown_until_run(out);
            let cases = cases.iter().map(|(test, body)| {
                let test = test.as_ref().map(|test| unit.expression(test));
                let mut made = Vec::new();
                unit.plain(body, &mut made);
                (test, made)
            });
            let cases = cases.collect();
            let kind = StmtKind::Switch { label: unit.leave_label(), value, cases };
            out.push(Stmt { kind, span: statement.span });
        });
        StmtKind::Block(made)
    }

    /// A case can be entered behind a declaration of another: only the running program knows what is initialized.
    fn unknown_until_run(&mut self, out: &mut Vec<Stmt>) {
        let Some(scope) = self.scopes.last_mut().filter(|scope| scope.is_block) else { return };
        for bound in scope.names.values_mut().filter(|bound| bound.state == State::Later) {
            bound.state = State::Unknown;
            if let Binding::Local(local) = bound.place {
                let hole = any(ExprKind::Hole, Span::NOWHERE);
                out.push(Stmt { kind: StmtKind::Let(local, Some(hole)), span: Span::NOWHERE });
            }
        }
    }

    fn repeat(
        &mut self,
        test: Option<&es::Expr>,
        update: Option<&es::Expr>,
        body: &es::Stmt,
    ) -> StmtKind {
        let test = test.map(|test| self.expression(test));
        let body = self.block(body);
        let update: Option<Expr> = update.map(|update| self.expression(update));
        let label = self.leave_label();
        StmtKind::Loop { label, fresh: false, test, update, body }
    }

    fn leave_label(&mut self) -> Label {
        self.frame().labels.pop().expect("a label is left where it was entered").label
    }

    /// The statement that `break` or `continue` means; the parser has seen to it that there is one.
    pub(super) fn leave(&mut self, name: Option<&Name>, again: bool) -> Option<LabelId> {
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
