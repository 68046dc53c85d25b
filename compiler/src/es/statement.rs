//! Which statements does ECMAScript have?

use std::rc::Rc;

use scxml_diagnostic::{Diagnostic, Span};

use super::{Class, Expr, Function, Name, Pattern};

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands.
    pub span: Span,
}

/// How a statement declares names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declare {
    /// `var`: in the whole function.
    Var,
    /// `let`: in the block, from its statement on.
    Let,
    /// `const`: the same, never assigned again. In ors as in old SpiderMonkey: a `var` that ignores assignments.
    Const,
}

/// What receives the keys or values of a loop.
#[derive(Clone, Debug)]
pub struct ForHead {
    /// Whether it declares its names.
    pub declare: Option<Declare>,
    /// What receives them.
    pub pattern: Pattern,
}

/// The kinds of statements.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// `expr;`
    Expr(Expr),
    /// `var a = 1, b;`
    Declare(Declare, Vec<(Pattern, Option<Expr>)>),
    /// `class Name { … }`
    Class(Name, Rc<Class>),
    /// `function f() { … }`
    Function(Rc<Function>),
    /// `{ … }`
    Block(Vec<Stmt>),
    /// `if (a) b else c`
    If(Expr, Box<Stmt>, Option<Box<Stmt>>),
    /// `for (init; test; update) body`
    For {
        /// Declaration or expression statement.
        init: Option<Box<Stmt>>,
        /// Loop while it holds.
        test: Option<Expr>,
        /// After each turn.
        update: Option<Expr>,
        /// What is repeated.
        body: Box<Stmt>,
    },
    /// `for (name in object) body`
    ForIn {
        /// What receives each key.
        head: ForHead,
        /// Whose keys.
        object: Expr,
        /// What is repeated.
        body: Box<Stmt>,
    },
    /// `for (name of list) body`
    ForOf {
        /// What receives each value.
        head: ForHead,
        /// Whose values.
        list: Expr,
        /// What is repeated.
        body: Box<Stmt>,
    },
    /// `while (test) body`
    While(Expr, Box<Stmt>),
    /// `do body while (test)`
    DoWhile(Box<Stmt>, Expr),
    /// `switch (value) { case a: … default: … }`
    Switch(Expr, Vec<(Option<Expr>, Vec<Stmt>)>),
    /// `break label;`
    Break(Option<Name>),
    /// `continue label;`
    Continue(Option<Name>),
    /// `return value;`
    Return(Option<Expr>),
    /// `throw value;`
    Throw(Expr),
    /// `try { … } catch (e) { … } finally { … }`
    Try {
        /// What is tried.
        block: Vec<Stmt>,
        /// The name and body of `catch`.
        handler: Option<(Name, Vec<Stmt>)>,
        /// The body of `finally`.
        finalizer: Option<Vec<Stmt>>,
    },
    /// `label: body`
    Labelled(Name, Box<Stmt>),
    /// `;`
    Empty,
    /// What the language has and the compiler does not compile: an error once something reaches it.
    Unsupported(Box<Diagnostic>),
}

/// A parsed script.
#[derive(Clone, Debug)]
pub struct Script {
    /// Its statements.
    pub body: Vec<Stmt>,
    /// All of it.
    pub span: Span,
}
