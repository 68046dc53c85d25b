//! What does this ECMAScript say? Our own syntax tree, with the byte span of every token that can be wrong.
//!
//! Data only; made by `ecma::parse`, consumed by `ecma::resolve`. Spans are places in the SCXML file.

mod function;
mod statement;

use std::rc::Rc;

use scxml_diagnostic::{Diagnostic, Span};

pub use function::{Class, Element, Function, FunctionKind, Pattern};
pub use statement::{Declare, ForHead, Script, Stmt, StmtKind};

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

/// The kinds of expressions.
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
    /// `function name(a, b) { … }`, `a => b`
    Function(Rc<Function>),
    /// `class Name extends Parent { … }`
    Class(Rc<Class>),
    /// `` `text ${value} text` ``: strings, and values to be made strings, that are joined.
    Template(Vec<Expr>),
    /// What a tag of a template gets first: the texts with escapes replaced (`None` where one is malformed) and as
    /// written.
    TemplateObject {
        /// With escapes replaced.
        cooked: Vec<Option<Text16>>,
        /// As written.
        raw: Vec<Text16>,
    },
    /// `...list`, only among arguments and elements.
    Spread(Box<Expr>),
    /// An optional chain as a whole: undefined as soon as an [`ExprKind::Checked`] in it finds nothing.
    Optional(Box<Expr>),
    /// What stands before `?.`
    Checked(Box<Expr>),
    /// `[a, b] = c`
    Destructure(Box<Pattern>, Box<Expr>),
    /// `a ??= b`, `a ||= b`, `a &&= b`
    LogicalAssign(LogicalOp, Box<Target>, Box<Expr>),
    /// The argument at a position, of a function whose parameters are more than names.
    Argument(u32),
    /// An array of the arguments from a position on.
    Rest(u32),
    /// The first, or the second when the first is undefined.
    Default(Box<Expr>, Box<Expr>),
    /// `super(…)`
    SuperCall(Vec<Expr>),
    /// `super.name`, `super[key]`
    SuperMember(Box<Expr>),
    /// What a list of statements leaves as its value: a script where an expression is expected (ors).
    Completion(Script),
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
    /// `super.name`, `super[key]`
    Super(Expr),
    /// What cannot be assigned: an error once something reaches it.
    Unsupported(Box<Diagnostic>),
}

/// A member of an object literal.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its key.
    pub key: Key,
    /// Its value.
    pub value: PropertyValue,
    /// The key as written.
    pub span: Span,
}

/// The key of a member.
#[derive(Clone, Debug)]
pub enum Key {
    /// A name, a string or a number (which is spelled as ECMAScript prints it).
    Name(Text16),
    /// `[expression]`
    Computed(Expr),
}

/// What a member of an object literal holds.
#[derive(Clone, Debug)]
pub enum PropertyValue {
    /// `key: value`
    Value(Expr),
    /// `key() { … }`
    Method(Rc<Function>),
    /// `__proto__: value`: the prototype.
    Prototype(Expr),
    /// `...value`; the key is empty.
    Spread(Expr),
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
