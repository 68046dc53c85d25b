//! Which statements are there, once every name is resolved?

use scxml_diagnostic::Span;

use super::{ErrorKind, Expr, Frame, FunctionId, LabelId, LocalId, SlotId, Target, Variable};

/// A resolved script.
#[derive(Clone, Debug)]
pub struct Script {
    /// Its `catch` variables; all other names are slots.
    pub frame: Frame,
    /// Its `var`s: bound to undefined, unless they are bound, before it runs.
    pub vars: Vec<SlotId>,
    /// Its function declarations that something reaches, bound before it runs.
    pub functions: Vec<(SlotId, FunctionId)>,
    /// What it does.
    pub body: Vec<Stmt>,
}

impl Script {
    /// A script that does nothing but throw a SyntaxError.
    pub fn fails(message: &str, span: Span) -> Self {
        let error = Expr::fails(ErrorKind::Syntax, message, span);
        let body = vec![Stmt { kind: StmtKind::Expr(error), span }];
        Self { frame: Frame::default(), vars: Vec::new(), functions: Vec::new(), body }
    }
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands.
    pub span: Span,
}

/// A statement that `break` or `continue` can leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its number.
    pub id: LabelId,
    /// Whether a `break` names it.
    pub breaks: bool,
    /// Whether a `continue` names it.
    pub continues: bool,
}

/// The kinds of statements.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// `expr;`
    Expr(Expr),
    /// `var a = 1;` where the local is declared in Rust: its [`Declaration::InPlace`].
    Let(LocalId, Option<Expr>),
    /// `{ … }`
    Block(Vec<Stmt>),
    /// `if (a) b else c`
    If(Expr, Vec<Stmt>, Vec<Stmt>),
    /// `for`, `while`
    Loop {
        /// Its label.
        label: Label,
        /// Runs once, before.
        init: Vec<Stmt>,
        /// Loop while it holds.
        test: Option<Expr>,
        /// After each turn.
        update: Option<Expr>,
        /// What is repeated.
        body: Vec<Stmt>,
    },
    /// `do body while (test)`
    DoWhile {
        /// Its label.
        label: Label,
        /// What is repeated.
        body: Vec<Stmt>,
        /// Loop while it holds.
        test: Expr,
    },
    /// `for (name in object) body`
    ForIn {
        /// Its label.
        label: Label,
        /// What receives each key.
        target: Target,
        /// Whose keys.
        object: Expr,
        /// What is repeated.
        body: Vec<Stmt>,
    },
    /// `switch (value) { case a: … default: … }`
    Switch {
        /// Its label.
        label: Label,
        /// What is compared.
        value: Expr,
        /// The cases; `None` is `default`.
        cases: Vec<(Option<Expr>, Vec<Stmt>)>,
    },
    /// `break`
    Break(LabelId),
    /// `continue`
    Continue(LabelId),
    /// `return value;`
    Return(Option<Expr>),
    /// `throw value;`
    Throw(Expr),
    /// `try { … } catch (e) { … } finally { … }`
    Try {
        /// What is tried.
        block: Vec<Stmt>,
        /// The variable and body of `catch`. A [`Variable::Shared`] has an environment of its own here.
        handler: Option<(Variable, Vec<Stmt>)>,
        /// The body of `finally`.
        finalizer: Option<Vec<Stmt>>,
    },
    /// `label: body`
    Labelled(Label, Vec<Stmt>),
}
