//! Of which type are the variables of one function or script?

use std::collections::BTreeMap;

use super::assigned::{Assigned, Way};
use super::{Facts, Known, join};
use crate::code::{
    Expr, ExprKind, Frame, Function, LocalId, Script, Stmt, StmtKind, Target, Type, Variable,
};

/// A function, a script or an expression, with its variables.
pub(super) struct Unit<'f> {
    pub(super) facts: &'f mut Facts,
    locals: Vec<Known>,
    pub(super) assigned: Assigned,
    /// Values that are kept for later.
    temps: BTreeMap<u32, Known>,
    /// What it returns.
    returns: Known,
    changed: bool,
}

impl<'f> Unit<'f> {
    /// An expression that stands alone.
    pub(super) fn snippet(facts: &'f mut Facts) -> Self {
        Self::of(&Frame::default(), facts)
    }

    fn of(frame: &Frame, facts: &'f mut Facts) -> Self {
        let locals = vec![None; frame.locals.len()];
        let (assigned, temps) = (Assigned::new(frame), BTreeMap::new());
        Unit { facts, locals, assigned, temps, returns: None, changed: false }
    }

    pub(super) fn function(number: usize, function: &mut Function, facts: &'f mut Facts) {
        let mut unit = Self::of(&function.frame, facts);
        let given = unit.facts.params(number);
        for (place, (_, variable)) in function.params.iter().enumerate() {
            if let Variable::Local(local) = variable {
                unit.write(*local, given.get(place).copied().unwrap_or(Some(Type::Any)));
            }
        }
        let bound = function.functions.iter().map(|(variable, _)| *variable);
        let arguments = function.arguments.as_ref().map(|arguments| arguments.variable);
        if function.this.is_some() {
            // An arrow function may do with it what it likes.
            unit.this_escapes();
        }
        for variable in bound.chain(arguments).chain(function.this) {
            if let Variable::Local(local) = variable {
                unit.write(local, Some(Type::Any));
            }
        }
        unit.body(&mut function.body);
        unit.tell(&mut function.frame);
        let end = if ends(&function.body) { None } else { Some(Type::Any) };
        let returns = join(unit.returns, end);
        unit.facts.gives(number, returns);
    }

    pub(super) fn script(script: &mut Script, facts: &'f mut Facts) {
        if let Some(first) = script.body.first() {
            facts.at = first.span;
        }
        for (slot, function) in &script.functions {
            facts.define(*slot, *function);
        }
        let mut unit = Self::of(&script.frame, facts);
        unit.body(&mut script.body);
        unit.tell(&mut script.frame);
    }

    fn tell(&self, frame: &mut Frame) {
        for (local, known) in frame.locals.iter_mut().zip(&self.locals) {
            local.ty = known.unwrap_or(Type::Any);
        }
    }

    /// Repeats until the variables have their types.
    fn body(&mut self, body: &mut [Stmt]) {
        loop {
            self.changed = false;
            let start = self.assigned.fork();
            self.statements(body);
            self.assigned.back(start);
            if !self.changed {
                return;
            }
        }
    }

    pub(super) fn temp(&self, number: u32) -> Known {
        self.temps.get(&number).copied().unwrap_or(Some(Type::Any))
    }

    /// What a read of a local gives: undefined where it may have no value yet.
    pub(super) fn local(&mut self, local: LocalId) -> Known {
        if !self.assigned.has(local) {
            self.join(local, Some(Type::Any));
        }
        self.locals.get(local.index()).copied().unwrap_or(Some(Type::Any))
    }

    pub(super) fn write(&mut self, local: LocalId, ty: Known) {
        self.join(local, ty);
        self.assigned.add(local);
    }

    /// What may happen or not.
    pub(super) fn maybe<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        self.way(inside).0
    }

    /// One of the ways that begin here.
    pub(super) fn way<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> (T, Way) {
        let fork = self.assigned.fork();
        let result = inside(self);
        (result, self.assigned.back(fork))
    }

    fn join(&mut self, local: LocalId, ty: Known) {
        let Some(known) = self.locals.get_mut(local.index()) else { return };
        let joined = join(*known, ty);
        self.changed |= joined != *known;
        *known = joined;
    }

    pub(super) fn statements(&mut self, body: &mut [Stmt]) {
        for statement in body {
            self.statement(&mut statement.kind);
        }
    }

    fn optional(&mut self, expression: Option<&mut Expr>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    fn statement(&mut self, statement: &mut StmtKind) {
        match statement {
            StmtKind::Expr(expression) | StmtKind::Complete(expression) => {
                self.expression(expression);
            }
            StmtKind::Throw(expression) => {
                self.expression(expression);
                self.assigned.leave();
            }
            StmtKind::Temp(number, value) => {
                let ty = self.expression(value);
                self.temps.insert(*number, ty);
            }
            StmtKind::Let(local, value) => {
                if let Some(value) = value {
                    let ty = self.expression(value);
                    self.write(*local, ty);
                }
            }
            StmtKind::Labelled(label, body) if label.breaks => self.maybe(|u| u.statements(body)),
            StmtKind::Block(body) | StmtKind::Scope(_, body) | StmtKind::Labelled(_, body) => {
                self.statements(body);
            }
            StmtKind::If(test, yes, no) => {
                self.expression(test);
                let ((), yes) = self.way(|unit| unit.statements(yes));
                let ((), no) = self.way(|unit| unit.statements(no));
                self.assigned.meet(yes, no);
            }
            StmtKind::Loop { .. } | StmtKind::DoWhile { .. } | StmtKind::Each { .. } => {
                self.repeated(statement);
            }
            StmtKind::Switch { value, cases, .. } => {
                self.expression(value);
                for (test, body) in cases {
                    self.maybe(|unit| unit.optional(test.as_mut()));
                    self.maybe(|unit| unit.statements(body));
                }
            }
            StmtKind::Break(_) | StmtKind::Continue(_) => self.assigned.leave(),
            StmtKind::At(_) => {}
            StmtKind::Return(value) => {
                let ty = value.as_mut().map_or(Some(Type::Any), |value| self.expression(value));
                self.returns = join(self.returns, ty);
                self.assigned.leave();
            }
            StmtKind::Try { block, handler, finalizer } => {
                self.maybe(|unit| unit.statements(block));
                if let Some((variable, body)) = handler {
                    self.maybe(|unit| {
                        unit.put(&Target::Variable(*variable), Some(Type::Any));
                        unit.statements(body);
                    });
                }
                if let Some(body) = finalizer {
                    self.statements(body);
                }
            }
        }
    }

    /// A loop: its test is the first thing that it does, or its body.
    fn repeated(&mut self, statement: &mut StmtKind) {
        match statement {
            StmtKind::Loop { label, test, update, body, .. } => {
                self.optional(test.as_mut());
                self.maybe(|unit| {
                    if label.continues {
                        unit.maybe(|unit| unit.statements(body));
                    } else {
                        unit.statements(body);
                    }
                    unit.optional(update.as_mut());
                });
            }
            StmtKind::DoWhile { label, body, test } if label.breaks || label.continues => {
                self.maybe(|unit| unit.statements(body));
                self.maybe(|unit| unit.expression(test));
            }
            StmtKind::DoWhile { body, test, .. } => {
                self.statements(body);
                self.expression(test);
            }
            StmtKind::Each { values, item, object, body, .. } => {
                self.look_at(object);
                self.temps.insert(*item, Some(if *values { Type::Any } else { Type::String }));
                self.maybe(|unit| unit.statements(body));
            }
            _ => {}
        }
    }
}

/// Whether nothing runs into the end of these statements.
fn ends(body: &[Stmt]) -> bool {
    match body.last().map(|last| &last.kind) {
        Some(StmtKind::Return(_) | StmtKind::Throw(_)) => true,
        Some(StmtKind::If(_, yes, no)) => ends(yes) && ends(no),
        Some(StmtKind::Block(body) | StmtKind::Scope(_, body)) => ends(body),
        Some(StmtKind::Labelled(label, body)) => !label.breaks && ends(body),
        Some(StmtKind::Loop { label, test, .. }) => {
            let is_endless =
                test.as_ref().is_none_or(|t| matches!(t.kind, ExprKind::Boolean(true)));
            is_endless && !label.breaks
        }
        Some(StmtKind::Switch { label, cases, .. }) => {
            let is_complete = cases.iter().any(|(test, _)| test.is_none());
            is_complete && !label.breaks && cases.last().is_some_and(|(_, body)| ends(body))
        }
        Some(StmtKind::Try { block, handler, finalizer }) => {
            let handled = handler.as_ref().is_none_or(|(_, body)| ends(body));
            ends(block) && handled || finalizer.as_ref().is_some_and(|body| ends(body))
        }
        _ => false,
    }
}
