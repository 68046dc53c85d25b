//! Which names do the statements of one function declare, at whatever depth (ECMA-262 sections 10.5 and B.3.3)?

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{Kind, function_key};
use crate::ast::Dialect;
use crate::es::{Declare, ForHead, Function, Name, Stmt, StmtKind};

/// Declarations in source order, with repetitions.
#[derive(Debug, Default)]
pub(in crate::ecma) struct Hoisted {
    /// `var`s, and functions of blocks that are seen in the whole function.
    pub(in crate::ecma) vars: Vec<Name>,
    /// Functions that are direct parts of the body.
    pub(in crate::ecma) functions: Vec<Rc<Function>>,
    /// `let`, `const` and `class` that are direct parts of the body.
    pub(in crate::ecma) lexical: Vec<(Name, Kind)>,
    /// Those among `vars` that ignore assignments.
    pub(in crate::ecma) ignoring: BTreeSet<Rc<str>>,
    /// Functions of blocks whose names are among `vars`, by [`function_key`].
    pub(super) outward: BTreeSet<usize>,
}

/// What the body of a script, or of a function with these parameters, declares.
pub(in crate::ecma) fn hoist(params: &[Name], body: &[Stmt], dialect: Dialect) -> Hoisted {
    let direct = block(body, dialect);
    let own = params.iter().chain(direct.lexical.iter().map(|(name, _)| name));
    let blocks = vec![own.map(|name| name.text.clone()).collect()];
    let mut hoist = Hoist { found: Hoisted::default(), blocks, dialect };
    for statement in body {
        hoist.statement(statement);
    }
    Hoisted { functions: direct.functions, lexical: direct.lexical, ..hoist.found }
}

/// What the direct parts of a block declare for the block.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) functions: Vec<Rc<Function>>,
    pub(super) lexical: Vec<(Name, Kind)>,
}

pub(super) fn block<'a>(body: impl IntoIterator<Item = &'a Stmt>, dialect: Dialect) -> Block {
    let mut block = Block::default();
    for statement in body {
        let mut inner = statement;
        while let StmtKind::Labelled(_, body) = &inner.kind {
            inner = body;
        }
        match &inner.kind {
            StmtKind::Function(function) => block.functions.push(function.clone()),
            StmtKind::Class(name, _) => block.lexical.push((name.clone(), Kind::Let)),
            StmtKind::Declare(declare, declared) => {
                let Some(kind) = lexical(*declare, dialect) else { continue };
                for (pattern, _) in declared {
                    pattern.names(&mut |name| block.lexical.push((name.clone(), kind)));
                }
            }
            _ => {}
        }
    }
    block
}

/// How a name is declared for its block, if it is. `const` of ors is a `var`.
pub(super) fn lexical(declare: Declare, dialect: Dialect) -> Option<Kind> {
    match declare {
        Declare::Let => Some(Kind::Let),
        Declare::Const if dialect == Dialect::W3c => Some(Kind::Const),
        Declare::Var | Declare::Const => None,
    }
}

struct Hoist {
    found: Hoisted,
    /// What the function declares for itself, and what the blocks between it and the statement declare.
    blocks: Vec<BTreeSet<Rc<str>>>,
    dialect: Dialect,
}

impl Hoist {
    fn block<'a>(&mut self, body: impl IntoIterator<Item = &'a Stmt> + Clone) {
        let declared = block(body.clone(), self.dialect);
        for function in &declared.functions {
            let Some(name) = &function.name else { continue };
            if !self.blocks.iter().any(|block| block.contains(&name.text)) {
                self.found.vars.push(name.clone());
                self.found.outward.insert(function_key(function));
            }
        }
        self.blocks.push(declared.lexical.into_iter().map(|(name, _)| name.text).collect());
        body.into_iter().for_each(|statement| self.statement(statement));
        self.blocks.pop();
    }

    /// A statement as the body of another.
    fn body(&mut self, body: &Stmt) {
        match &body.kind {
            StmtKind::Block(body) => self.block(body),
            StmtKind::Function(_) => self.block(std::slice::from_ref(body)),
            _ => self.statement(body),
        }
    }

    fn head(&mut self, head: &ForHead, body: &Stmt) {
        if let Some(declare) = head.declare
            && lexical(declare, self.dialect).is_none()
        {
            head.pattern.names(&mut |name| self.found.vars.push(name.clone()));
        }
        self.body(body);
    }

    fn statement(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Declare(declare, declared) => {
                if lexical(*declare, self.dialect).is_some() {
                    return;
                }
                for (pattern, _) in declared {
                    pattern.names(&mut |name| {
                        self.found.vars.push(name.clone());
                        if *declare == Declare::Const {
                            self.found.ignoring.insert(name.text.clone());
                        }
                    });
                }
            }
            StmtKind::Block(body) => self.block(body),
            StmtKind::If(_, yes, no) => {
                self.body(yes);
                no.iter().for_each(|no| self.body(no));
            }
            StmtKind::For { init, body, .. } => {
                init.iter().for_each(|init| self.statement(init));
                self.body(body);
            }
            StmtKind::ForIn { head, body, .. } | StmtKind::ForOf { head, body, .. } => {
                self.head(head, body)
            }
            StmtKind::While(_, body) | StmtKind::DoWhile(body, _) => self.body(body),
            StmtKind::Labelled(_, body) => self.statement(body),
            StmtKind::Switch(_, cases) => {
                // All cases are one block.
                self.block(cases.iter().flat_map(|(_, body)| body));
            }
            StmtKind::Try { block, handler, finalizer } => {
                self.block(block);
                handler.iter().for_each(|(_, body)| self.block(body));
                finalizer.iter().for_each(|body| self.block(body));
            }
            StmtKind::Expr(_)
            | StmtKind::Function(_)
            | StmtKind::Class(..)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Return(_)
            | StmtKind::Throw(_)
            | StmtKind::Empty
            | StmtKind::Unsupported(_) => {}
        }
    }
}
