//! What do statements use?

use std::rc::Rc;

use super::{Access, Scope, Walk, hoist};
use crate::ecma::scopes::{block_key, function_key, key};
use crate::es::{Expr, ForHead, Function, Stmt, StmtKind};

impl Walk {
    /// The direct parts of the body of a script or function.
    pub(super) fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            self.statement(statement, true);
        }
    }

    fn inner(&mut self, body: &[Stmt]) {
        let declared = hoist::block(body, self.dialect);
        self.block(block_key(body), &declared, |walk| {
            body.iter().for_each(|statement| walk.statement(statement, false));
        });
    }

    /// A statement as the body of another.
    fn body(&mut self, body: &Stmt) {
        match &body.kind {
            StmtKind::Block(body) => self.inner(body),
            _ => self.inner(std::slice::from_ref(body)),
        }
    }

    fn statement(&mut self, statement: &Stmt, direct: bool) {
        match &statement.kind {
            // A declaration is read when its name is used.
            StmtKind::Function(function) if !direct => self.outward(function),
            StmtKind::Function(_)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Return(None)
            | StmtKind::Empty
            | StmtKind::Unsupported(_) => {}
            StmtKind::Expr(value) | StmtKind::Return(Some(value)) | StmtKind::Throw(value) => {
                self.expression(value)
            }
            StmtKind::Declare(declare, declared) => {
                let is_var = hoist::lexical(*declare, self.dialect).is_none();
                for (pattern, value) in declared {
                    value.iter().for_each(|value| self.expression(value));
                    if value.is_some() || !is_var {
                        self.pattern(pattern);
                    }
                }
            }
            StmtKind::Class(name, class) => {
                self.class(class);
                self.name(name, Access::Write);
            }
            StmtKind::Block(body) => self.inner(body),
            StmtKind::If(test, yes, no) => self.branch(test, yes, no.as_deref()),
            StmtKind::For { init, test, update, body } => {
                let declared = hoist::block(init.as_deref(), self.dialect);
                self.block(key(statement), &declared, |walk| {
                    init.iter().for_each(|init| walk.statement(init, false));
                    test.iter().chain(update).for_each(|e| walk.expression(e));
                    walk.body(body);
                });
            }
            StmtKind::ForIn { head, object, body } => self.head(statement, head, object, body),
            StmtKind::ForOf { head, list, body } => self.head(statement, head, list, body),
            StmtKind::While(test, body) | StmtKind::DoWhile(body, test) => {
                self.expression(test);
                self.body(body);
            }
            StmtKind::Switch(value, cases) => self.switch(statement, value, cases),
            StmtKind::Try { block, handler, finalizer } => {
                self.inner(block);
                if let Some((name, body)) = handler {
                    self.scopes.push(Scope::Catch { name: name.text.clone(), key: key(name) });
                    self.inner(body);
                    self.scopes.pop();
                }
                finalizer.iter().for_each(|body| self.inner(body));
            }
            StmtKind::Labelled(_, body) => self.statement(body, direct),
        }
    }

    /// A function of a block, whose name is a `var` as well.
    fn outward(&mut self, function: &Rc<Function>) {
        if let Some(name) = &function.name
            && self.analysis.outward.contains(&function_key(function))
        {
            self.name(name, Access::Read);
            self.outward_name(name);
        }
    }

    fn switch(&mut self, statement: &Stmt, value: &Expr, cases: &[(Option<Expr>, Vec<Stmt>)]) {
        self.expression(value);
        let declared = hoist::block(cases.iter().flat_map(|(_, body)| body), self.dialect);
        self.block(key(statement), &declared, |walk| {
            for (test, body) in cases {
                test.iter().for_each(|test| walk.expression(test));
                body.iter().for_each(|statement| walk.statement(statement, false));
            }
        });
    }

    fn branch(&mut self, test: &Expr, yes: &Stmt, no: Option<&Stmt>) {
        let known = self.known(test);
        if known.is_none() {
            self.expression(test);
        }
        if known != Some(false) {
            self.body(yes);
        }
        if let (Some(no), None | Some(false)) = (no, known) {
            self.body(no);
        }
    }

    /// A loop over keys or values; its names are new in every turn.
    fn head(&mut self, statement: &Stmt, head: &ForHead, object: &Expr, body: &Stmt) {
        self.expression(object);
        let mut declared = hoist::Block::default();
        if let Some(kind) = head.declare.and_then(|d| hoist::lexical(d, self.dialect)) {
            head.pattern.names(&mut |name| declared.lexical.push((name.clone(), kind)));
        }
        self.block(key(statement), &declared, |walk| {
            walk.pattern(&head.pattern);
            walk.body(body);
        });
    }
}
