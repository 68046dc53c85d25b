//! Which expressions are there, once every name is resolved?

use scxml_diagnostic::Span;

use super::{
    Atom, BinaryOp, FunctionId, Globals, LogicalOp, RegexpId, SlotId, Text16, Type, Variable,
};

/// A resolved expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// What is known of its value.
    pub ty: Type,
    /// Where it stands.
    pub span: Span,
}

impl Expr {
    /// An expression that raises a run-time error of the given kind: what a slip becomes where the Recommendation
    /// wants an error event instead of a refused document.
    pub fn fails(error: ErrorKind, message: impl Into<String>, span: Span) -> Self {
        Self { kind: ExprKind::Fails { error, message: message.into() }, ty: Type::Any, span }
    }

    /// A constant string.
    pub fn string(text: &str, globals: &mut Globals, span: Span) -> Self {
        Self { kind: ExprKind::String(globals.atom(text)), ty: Type::String, span }
    }
}

/// Names that the platform gives (section 5.10 of the Recommendation, and the ors guide).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// `_event`
    Event,
    /// `_sessionid`
    SessionId,
    /// `_name`
    Name,
    /// `_ioprocessors`
    IoProcessors,
    /// `_x`
    X,
    /// `_genesys`
    Genesys,
    /// `_data`, as an object
    Data,
    /// The global object
    Global,
}

/// Errors that generated code can raise on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A name that nothing declares.
    Reference,
    /// An expression that is none.
    Syntax,
    /// A value of the wrong type.
    Type,
}

/// The kinds of expressions.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `undefined`
    Undefined,
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A constant string.
    String(Atom),
    /// A constant string with a surrogate that has no partner.
    String16(Text16),
    /// A regular expression; each evaluation makes a new object.
    Regexp(RegexpId),
    /// A variable of a function.
    Variable(Variable),
    /// A session-wide name; ReferenceError while it is not bound.
    Slot(SlotId),
    /// `_data.x`, or a slot under `typeof`: undefined while it is not bound.
    SlotOrUndefined(SlotId),
    /// A name that has no slot: made at run time, or a built-in that the document also assigns.
    Global(Atom),
    /// A built-in: its number in `scxml_schema::builtins`.
    Builtin(u32),
    /// A name that the platform gives.
    System(System),
    /// `this`
    This,
    /// A closure.
    Function {
        /// Which function.
        function: FunctionId,
        /// Whether it sees itself by its own name: then it has an environment of one variable around it.
        named: bool,
    },
    /// `[a, , b]`
    Array(Vec<Option<Expr>>),
    /// `{key: value}`
    Object(Vec<Property>),
    /// `-a`
    Unary(UnaryOp, Box<Expr>),
    /// `typeof name` of a [`ExprKind::Global`]
    TypeofGlobal(Atom),
    /// `delete place`
    Delete(Box<Target>),
    /// `a + b`
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a && b`
    Logical(LogicalOp, Box<Expr>, Box<Expr>),
    /// `a ? b : c`
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `a = b`, `a += b`
    Assign {
        /// The operator of a compound assignment.
        op: Option<BinaryOp>,
        /// What is assigned.
        target: Box<Target>,
        /// The right side.
        value: Box<Expr>,
    },
    /// `++a`, `a--`
    Update {
        /// Whether it adds one.
        increment: bool,
        /// Whether the new value is the result.
        prefix: bool,
        /// What is changed.
        target: Box<Target>,
    },
    /// `f(a)`; a member as callee is a method call.
    Call {
        /// What is called.
        callee: Box<Expr>,
        /// Its name in the script, for the message when it is no function.
        name: Option<Atom>,
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
    Member(Box<Expr>, Atom),
    /// `o[key]`
    Index(Box<Expr>, Box<Expr>),
    /// `a, b`
    Sequence(Vec<Expr>),
    /// `In('id')` with the id in quotes: whether the state of this number is active.
    InState(u32),
    /// Raises an error.
    Fails {
        /// Which error.
        error: ErrorKind,
        /// What it says.
        message: String,
    },
}

/// Operators with one operand that need its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of ECMA-262 section 11.4")]
pub enum UnaryOp {
    Minus,
    Plus,
    Not,
    BitNot,
    Typeof,
    Void,
}

/// A member of an object literal.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its key.
    pub key: Atom,
    /// What it is.
    pub kind: PropertyKind,
    /// Its value, or the function that gets or sets it.
    pub value: Expr,
}

/// What a member of an object literal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyKind {
    /// `key: value`
    Value,
    /// `get key() { … }`
    Getter,
    /// `set key(v) { … }`
    Setter,
}

/// A resolved assignable place.
#[derive(Clone, Debug)]
pub enum Target {
    /// A variable of a function.
    Variable(Variable),
    /// A session-wide name.
    Slot(SlotId),
    /// A name that has no slot.
    Global(Atom),
    /// A name that nothing declares, where the Recommendation asks for one that exists (`<assign>`, section 5.4):
    /// ReferenceError unless it was made at run time.
    Existing(Atom),
    /// A name that the platform gives: assigning it is an error (section 5.10).
    System(System),
    /// A name whose value never changes (`undefined`, a function's own name), with that value: the assignment is
    /// without effect.
    Constant(Box<Expr>),
    /// `o.name`
    Member(Expr, Atom),
    /// `o[key]`
    Index(Expr, Expr),
}
