//! Which names do the statements of one function declare, at whatever depth (ECMA-262 section 10.5)?

use std::rc::Rc;

use crate::es::{Function, Name, Stmt, StmtKind, Target};

/// Declarations in source order, with repetitions.
#[derive(Debug, Default)]
pub(super) struct Hoisted {
    pub(super) vars: Vec<Name>,
    pub(super) functions: Vec<Rc<Function>>,
}

pub(super) fn hoist(body: &[Stmt]) -> Hoisted {
    let mut hoisted = Hoisted::default();
    statements(body, &mut hoisted);
    hoisted
}

fn statements(body: &[Stmt], hoisted: &mut Hoisted) {
    for stmt in body {
        statement(stmt, hoisted);
    }
}

fn statement(stmt: &Stmt, hoisted: &mut Hoisted) {
    match &stmt.kind {
        StmtKind::Var(variables) => {
            hoisted.vars.extend(variables.iter().map(|(name, _)| name.clone()))
        }
        StmtKind::Function(function) => hoisted.functions.push(function.clone()),
        StmtKind::Block(body) => statements(body, hoisted),
        StmtKind::If(_, yes, no) => {
            statement(yes, hoisted);
            if let Some(no) = no {
                statement(no, hoisted);
            }
        }
        StmtKind::For { init, body, .. } => {
            if let Some(init) = init {
                statement(init, hoisted);
            }
            statement(body, hoisted);
        }
        StmtKind::ForIn { target, declares, body, .. } => {
            if let (Target::Name(name), true) = (target, *declares) {
                hoisted.vars.push(name.clone());
            }
            statement(body, hoisted);
        }
        StmtKind::While(_, body) | StmtKind::DoWhile(body, _) | StmtKind::Labelled(_, body) => {
            statement(body, hoisted)
        }
        StmtKind::Switch(_, cases) => cases.iter().for_each(|(_, body)| statements(body, hoisted)),
        StmtKind::Try { block, handler, finalizer } => {
            statements(block, hoisted);
            if let Some((_, body)) = handler {
                statements(body, hoisted);
            }
            if let Some(body) = finalizer {
                statements(body, hoisted);
            }
        }
        StmtKind::Expr(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Return(_)
        | StmtKind::Throw(_)
        | StmtKind::Empty
        | StmtKind::Unsupported(_) => {}
    }
}
