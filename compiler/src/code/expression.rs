//! Which expressions are there, once every name is resolved?

use scxml_diagnostic::Span;

use super::{
    Atom, BinaryOp, FunctionId, Globals, LogicalOp, RegexpId, Script, SlotId, Stmt, Target, Text16,
    Type, Variable,
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

    /// Whether it is `_event`.
    pub fn is_event(&self) -> bool {
        matches!(self.kind, ExprKind::System(System::Event))
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
    /// The same; ReferenceError while nothing has initialized it.
    Checked(Variable, Atom),
    /// A value that was computed before: [`super::StmtKind::Temp`].
    Temp(u32),
    /// No value: what is in a variable that nothing has initialized.
    Hole,
    /// An argument by its position.
    Argument(u32),
    /// An array of the arguments from a position on.
    Rest(u32),
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
    /// `...list`, among arguments and elements.
    Spread(Box<Expr>),
    /// An optional chain; its number tells it from those around it.
    Optional(u32, Box<Expr>),
    /// What stands before `?.` in the chain of this number.
    Present(u32, Box<Expr>),
    /// `a ||= b`
    LogicalAssign(LogicalOp, Box<Target>, Box<Expr>),
    /// The first, or the second when the first is undefined.
    Default(Box<Expr>, Box<Expr>),
    /// The texts of a tagged template.
    TemplateObject(Vec<Option<Text16>>, Vec<Text16>),
    /// What a function of the runtime makes of these.
    Helper(Helper, Vec<Expr>),
    /// A value for which statements run before; with an environment of so many variables, if any.
    Block(u32, Vec<Stmt>, Box<Expr>),
    /// The value that a script leaves.
    Completion(Box<Script>),
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

/// Functions of the runtime that take values and may fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helper {
    /// The elements of something that `for … of` goes through, at most so many, as an array.
    List,
    /// The elements of an array from a position on.
    ListRest,
    /// The members of an object (the first value) but for those of these keys.
    ObjectRest,
    /// The value, unless it is undefined or null.
    RequireObject,
    /// The value as a key.
    PropertyKey,
    /// The value as a string.
    ToText,
    /// Strings, joined.
    Join,
    /// Makes a function a class that extends another or (hole) nothing.
    Class,
    /// Defines a member of an object literal: object, key, value.
    DefineMember,
    /// Defines a getter of an object literal.
    DefineGetter,
    /// Defines a setter of an object literal.
    DefineSetter,
    /// Defines a method of a class.
    DefineMethod,
    /// Defines a getter of a class.
    DefineMethodGetter,
    /// Defines a setter of a class.
    DefineMethodSetter,
    /// Sets the prototype of an object, if the value can be one.
    SetPrototype,
    /// Copies the members of the second to the first.
    CopyMembers,
    /// `super(…)`: class, fields, `this`, arguments.
    SuperCall,
    /// `super.key`: home, key, `this`.
    SuperGet,
    /// Calls a function: function, `this`.
    CallOn,
    /// `super.key(…)`: home, key, `this`, arguments.
    SuperMethod,
    /// Reads text in parentheses as a literal.
    ReadLiteral,
    /// Reads text as a path over names that begin so: text, beginning.
    ReadPath,
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
    /// Its key, when it is constant.
    pub key: Atom,
    /// Its key, when it is computed.
    pub computed: Option<Expr>,
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
    /// `__proto__: value`
    Prototype,
    /// `...value`
    Spread,
    /// `get key() { … }`
    Getter,
    /// `set key(v) { … }`
    Setter,
}
