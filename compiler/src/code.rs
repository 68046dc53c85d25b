//! What does this ECMAScript do, once every name is resolved? The tree that `emit` prints as Rust.
//!
//! Data only; made by `ecma::resolve`. Every name has become a place: a slot of the session-wide scope, a local of
//! the enclosing function, a variable that closures share, a built-in. Every expression carries its type, so that
//! conversions can be printed as what they are.

use std::collections::BTreeMap;

use scxml_diagnostic::Span;
use scxml_schema::names;

pub use crate::es::{BinaryOp, LogicalOp, Text16};

crate::ids::ids! {
    /// A name of the session-wide scope: its place in [`Globals::slots`].
    SlotId;
    /// A function that a script defines: its place in [`Globals::functions`].
    FunctionId;
    /// A variable of one function or snippet: its place in [`Frame::locals`].
    LocalId;
    /// A statement that `break` or `continue` can name; numbered within a function or snippet.
    LabelId;
    /// A regular expression: its place in [`Globals::regexps`].
    RegexpId;
    /// A constant string: below `names::ATOMS.len()` a well-known one, then [`Globals::strings`].
    Atom;
}

/// Slots, functions and constant strings of a machine.
#[derive(Clone, Debug, Default)]
pub struct Globals {
    /// Strings that are not well-known; string `i` is atom `names::ATOMS.len() + i`.
    pub strings: Vec<String>,
    /// Session-wide names: first the data that the document declares, then data that is merely mentioned
    /// (`_data.x`), then script variables.
    pub slots: Vec<Slot>,
    /// How many of `slots`, from the first, `<data>` declares.
    pub declared_slots: u32,
    /// How many of `slots`, from the first, are data: members of `_data` in ors.
    pub data_slots: u32,
    /// Functions that something can reach.
    pub functions: Vec<Function>,
    /// Regular expressions: pattern and flags.
    pub regexps: Vec<(String, String)>,
    /// Whether `_genesys` is used.
    pub uses_genesys: bool,
    known: BTreeMap<String, Atom>,
}

impl Globals {
    /// The number of a constant string; the same text has the same number.
    pub fn atom(&mut self, text: &str) -> Atom {
        if let Some(atom) = names::find(text) {
            return Atom(atom);
        }
        if let Some(atom) = self.known.get(text) {
            return *atom;
        }
        let atom = Atom(u32::try_from(names::ATOMS.len() + self.strings.len()).unwrap_or(u32::MAX));
        self.strings.push(text.to_owned());
        self.known.insert(text.to_owned(), atom);
        atom
    }

    /// The text of a constant string.
    pub fn text(&self, atom: Atom) -> &str {
        match names::ATOMS.get(atom.index()) {
            Some(text) => text,
            None => self.strings.get(atom.index() - names::ATOMS.len()).map_or("", |text| text),
        }
    }

    /// The number of a regular expression; the same pattern with the same flags has the same number.
    pub fn regexp(&mut self, pattern: &str, flags: &str) -> RegexpId {
        let is_it = |(a, b): &(String, String)| (a.as_str(), b.as_str()) == (pattern, flags);
        let place = self.regexps.iter().position(is_it).unwrap_or_else(|| {
            self.regexps.push((pattern.to_owned(), flags.to_owned()));
            self.regexps.len() - 1
        });
        RegexpId(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// The slot.
    pub fn slot(&self, slot: SlotId) -> &Slot {
        &self.slots[slot.index()]
    }
}

/// A name of the session-wide scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The name.
    pub name: Atom,
    /// Where it is declared or first used.
    pub span: Span,
}

/// What is known about a value before it is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Nothing.
    Any,
    /// It is a number.
    Number,
    /// It is `true` or `false`.
    Boolean,
    /// It is a string.
    String,
}

/// A function that a script defines.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name; the empty string when it has none.
    pub name: Atom,
    /// How many parameters it declares.
    pub length: u32,
    /// Its source text, for `uneval` and `toString`.
    pub source: String,
    /// Where it stands.
    pub span: Span,
    /// Its variables.
    pub frame: Frame,
    /// Parameters by position; a position whose name is used again further right is left out.
    pub params: Vec<(u32, Variable)>,
    /// Function declarations, bound before the body runs.
    pub functions: Vec<(Variable, FunctionId)>,
    /// Receives the `arguments` object.
    pub arguments: Option<Variable>,
    /// Whether it uses `this`.
    pub uses_this: bool,
    /// What it does.
    pub body: Vec<Stmt>,
}

/// The variables of a function or snippet.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Those that no closure shares.
    pub locals: Vec<Local>,
    /// How many variables it shares with closures in it; 0: it makes no environment.
    pub shared: u32,
}

/// A variable that no closure shares.
#[derive(Clone, Debug)]
pub struct Local {
    /// Its name in the script.
    pub name: String,
    /// How it comes to be.
    pub declaration: Declaration,
}

/// Where a local is declared in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declaration {
    /// At the top, as undefined: something may use it before its `var`.
    Top,
    /// By its `var` statement: that is a direct part of the body, and nothing uses the name before.
    InPlace,
    /// By the construct that binds it: a parameter, `catch`.
    Bound,
}

/// A variable of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// One that no closure shares.
    Local(LocalId),
    /// One in an environment: how many environments further out, and its place there.
    Shared {
        /// 0 is the innermost environment.
        depth: u32,
        /// Its place.
        index: u32,
    },
}

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
