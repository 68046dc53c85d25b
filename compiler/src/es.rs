//! What does this ECMAScript say? Our own syntax tree, with the byte span of every token that can be wrong.
//!
//! Data only; made by `ecma::parse`, consumed by `ecma::resolve`. Spans are places in the SCXML file.

use std::rc::Rc;

use scxml_diagnostic::{Diagnostic, Span};

/// A string of UTF-16 units, so that lone surrogates survive.
pub type Text16 = Rc<[u16]>;

/// A name where it is used or declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its text.
    pub text: Rc<str>,
    /// Where it stands.
    pub span: Span,
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of expressions of ECMAScript 5.1.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `1.5`
    Number(f64),
    /// `'text'`
    String(Text16),
    /// `true`
    Boolean(bool),
    /// `null`
    Null,
    /// `/pattern/flags`
    Regex {
        /// Between the slashes.
        pattern: Rc<str>,
        /// After them.
        flags: Rc<str>,
    },
    /// `name`
    Name(Name),
    /// `this`
    This,
    /// `[a, , b]`; `None` is a hole.
    Array(Vec<Option<Expr>>),
    /// `{key: value}`
    Object(Vec<Property>),
    /// `function name(a, b) { … }`
    Function(Rc<Function>),
    /// `-a`
    Unary(UnaryOp, Box<Expr>),
    /// `++a`, `a--`
    Update {
        /// `+1` or `-1`.
        increment: bool,
        /// Whether the new value is the result.
        prefix: bool,
        /// What is changed.
        target: Box<Target>,
    },
    /// `a + b`
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a && b`, `a || b`
    Logical(LogicalOp, Box<Expr>, Box<Expr>),
    /// `a = b`, `a += b`
    Assign {
        /// The operator of a compound assignment.
        op: Option<BinaryOp>,
        /// What is assigned.
        target: Box<Target>,
        /// The right side.
        value: Box<Expr>,
    },
    /// `a ? b : c`
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `f(a)`, `o.m(a)`
    Call {
        /// What is called.
        callee: Box<Expr>,
        /// Its arguments.
        arguments: Vec<Expr>,
    },
    /// `new F(a)`
    New {
        /// The constructor.
        callee: Box<Expr>,
        /// Its arguments.
        arguments: Vec<Expr>,
    },
    /// `o.name`
    Member(Box<Expr>, Name),
    /// `o[key]`
    Index(Box<Expr>, Box<Expr>),
    /// `a, b`
    Sequence(Vec<Expr>),
    /// What the language has and the compiler does not compile: an error once something reaches it.
    Unsupported(Box<Diagnostic>),
}

/// What an assignment changes.
#[derive(Clone, Debug)]
pub enum Target {
    /// `name`
    Name(Name),
    /// `o.name`
    Member(Expr, Name),
    /// `o[key]`
    Index(Expr, Expr),
    /// A pattern, such as `[a, b] = c`: an error once something reaches it.
    Unsupported(Box<Diagnostic>),
}

/// A member of an object literal.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its key (a number is spelled as ECMAScript prints it).
    pub key: Text16,
    /// Its value.
    pub value: PropertyValue,
    /// The key as written.
    pub span: Span,
}

/// What a member of an object literal holds.
#[derive(Clone, Debug)]
pub enum PropertyValue {
    /// `key: value`
    Value(Expr),
    /// `get key() { … }`
    Getter(Rc<Function>),
    /// `set key(v) { … }`
    Setter(Rc<Function>),
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of ECMA-262 section 11.4")]
pub enum UnaryOp {
    Minus,
    Plus,
    Not,
    BitNot,
    Typeof,
    Void,
    Delete,
}

/// Operators with two operands that evaluate both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of ECMA-262 sections 11.5 to 11.10")]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Exponent,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    BitAnd,
    BitOr,
    BitXor,
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    InstanceOf,
}

/// Operators that may leave their right side alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of ECMA-262 section 11.11")]
pub enum LogicalOp {
    And,
    Or,
    Coalesce,
}

/// A function, as expression or declaration.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its own name.
    pub name: Option<Name>,
    /// Its parameters.
    pub params: Vec<Name>,
    /// Its body.
    pub body: Vec<Stmt>,
    /// All of it, as written: what `uneval` prints.
    pub source: Rc<str>,
    /// Where it stands.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of statements of ECMAScript 5.1.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// `expr;`
    Expr(Expr),
    /// `var a = 1, b;`
    Var(Vec<(Name, Option<Expr>)>),
    /// `function f() { … }`
    Function(Rc<Function>),
    /// `{ … }`
    Block(Vec<Stmt>),
    /// `if (a) b else c`
    If(Expr, Box<Stmt>, Option<Box<Stmt>>),
    /// `for (init; test; update) body`
    For {
        /// `var` or expression statement.
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
        /// What receives each key; a `var` here also declares the name.
        target: Target,
        /// Whether it was written with `var`.
        declares: bool,
        /// Whose keys.
        object: Expr,
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
