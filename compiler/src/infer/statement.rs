//! Of which type are the variables of one function or script?

use std::collections::BTreeMap;

use super::{Facts, Known, join};
use crate::code::{
    Declaration, Expr, ExprKind, Frame, Function, LocalId, Script, Stmt, StmtKind, Target, Type,
    Variable,
};

/// A function, a script or an expression, with its variables.
pub(super) struct Unit<'f> {
    pub(super) facts: &'f mut Facts,
    locals: Vec<Known>,
    /// Values that are kept for later.
    temps: BTreeMap<u32, Known>,
    /// What it returns.
    returns: Known,
    changed: bool,
}

impl<'f> Unit<'f> {
    /// An expression that stands alone.
    pub(super) fn snippet(facts: &'f mut Facts) -> Self {
        Unit { facts, locals: Vec::new(), temps: BTreeMap::new(), returns: None, changed: false }
    }

    fn of(frame: &Frame, facts: &'f mut Facts) -> Self {
        let known = |declaration| match declaration {
            // It is undefined at first.
            Declaration::Top => Some(Type::Any),
            Declaration::Bound | Declaration::InPlace => None,
        };
        let locals = frame.locals.iter().map(|local| known(local.declaration)).collect();
        Unit { facts, locals, temps: BTreeMap::new(), returns: None, changed: false }
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
            self.statements(body);
            if !self.changed {
                return;
            }
        }
    }

    pub(super) fn temp(&self, number: u32) -> Known {
        self.temps.get(&number).copied().unwrap_or(Some(Type::Any))
    }

    pub(super) fn local(&self, local: LocalId) -> Known {
        self.locals.get(local.index()).copied().unwrap_or(Some(Type::Any))
    }

    pub(super) fn write(&mut self, local: LocalId, ty: Known) {
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
            StmtKind::Expr(expression)
            | StmtKind::Complete(expression)
            | StmtKind::Throw(expression) => {
                self.expression(expression);
            }
            StmtKind::Temp(number, value) => {
                let ty = self.expression(value);
                self.temps.insert(*number, ty);
            }
            StmtKind::Let(local, value) => {
                let ty = value.as_mut().map_or(Some(Type::Any), |value| self.expression(value));
                self.write(*local, ty);
            }
            StmtKind::Block(body) | StmtKind::Scope(_, body) | StmtKind::Labelled(_, body) => {
                self.statements(body);
            }
            StmtKind::If(test, yes, no) => {
                self.expression(test);
                self.statements(yes);
                self.statements(no);
            }
            StmtKind::Loop { test, update, body, .. } => {
                self.optional(test.as_mut());
                self.statements(body);
                self.optional(update.as_mut());
            }
            StmtKind::DoWhile { body, test, .. } => {
                self.statements(body);
                self.expression(test);
            }
            StmtKind::Each { values, item, object, body, .. } => {
                self.look_at(object);
                self.temps.insert(*item, Some(if *values { Type::Any } else { Type::String }));
                self.statements(body);
            }
            StmtKind::Switch { value, cases, .. } => {
                self.expression(value);
                for (test, body) in cases {
                    self.optional(test.as_mut());
                    self.statements(body);
                }
            }
            StmtKind::At(_) | StmtKind::Break(_) | StmtKind::Continue(_) => {}
            StmtKind::Return(value) => {
                let ty = value.as_mut().map_or(Some(Type::Any), |value| self.expression(value));
                self.returns = join(self.returns, ty);
            }
            StmtKind::Try { block, handler, finalizer } => {
                self.statements(block);
                if let Some((variable, body)) = handler {
                    self.target(&mut Target::Variable(*variable), Some(Type::Any));
                    self.statements(body);
                }
                if let Some(body) = finalizer {
                    self.statements(body);
                }
            }
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
