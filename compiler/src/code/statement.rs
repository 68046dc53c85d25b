//! Which statements are there, once every name is resolved?

use scxml_diagnostic::Span;

use super::{ErrorKind, Expr, Frame, FunctionId, LabelId, LocalId, SlotId, Variable};

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

/// The number of a value that is kept only until what is around it names its place again.
pub const KEPT: u32 = u32::MAX;

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands.
    pub span: Span,
}

/// The number of a place in a script, as code names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlaceNumber {
    /// The row of [`crate::plan::Plan::places`] plus one; 0 where it is the site itself.
    pub number: u32,
    /// Whether it is counted from the first row of the block or guard that the code is in.
    pub own: bool,
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
    /// From here on, what fails is at this place.
    At(PlaceNumber),
    /// Keeps a value for later, under a number that nothing else of the function has.
    Temp(u32, Expr),
    /// `expr;` whose value is what the script leaves: see [`super::ExprKind::Completion`].
    Complete(Expr),
    /// Statements with an environment of so many variables.
    Scope(u32, Vec<Stmt>),
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
        /// Whether each turn has an environment of its own, a copy of the one before.
        fresh: bool,
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
    /// `for (name in object) body`, `for (name of list) body`
    Each {
        /// Its label.
        label: Label,
        /// Whether it is over values, not keys.
        values: bool,
        /// The number of the [`StmtKind::Temp`] that each key or value is.
        item: u32,
        /// Whose keys or values.
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
