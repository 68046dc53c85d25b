//! What does this ECMAScript do, once every name is resolved? The tree that `emit` prints as Rust.
//!
//! Data only; made by `ecma::resolve`. Every name has become a place: a slot of the session-wide scope, a local of
//! the enclosing function, a variable that closures share, a built-in. Every expression carries its type, so that
//! conversions can be printed as what they are.

mod expression;
mod statement;
mod target;

use std::collections::BTreeMap;

use scxml_diagnostic::Span;
use scxml_schema::names;

pub use crate::es::{BinaryOp, FunctionKind, LogicalOp, Text16};

pub use expression::{ErrorKind, Expr, ExprKind, Helper, Property, PropertyKind, System, UnaryOp};
pub use statement::{KEPT, Label, PlaceNumber, Script, Stmt, StmtKind};
pub use target::Target;

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
    /// What is known of its value whenever it is bound.
    pub ty: Type,
    /// Whether it is bound from the start of the session to its end; of a [`Slot::function`], whenever it is called.
    pub bound: bool,
    /// What keeps it from having a type, or from standing for a function.
    pub why: Option<Why>,
    /// The function that it stands for, where nothing else is done with it than calling it by this name.
    pub function: Option<FunctionId>,
}

/// Why a name is dynamic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// Where that comes from; [`Span::NOWHERE`] where it comes from outside of the document.
    pub span: Span,
    /// What it is.
    pub reason: Reason,
}

/// What makes a name dynamic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another place gives it the first of these types, this one the second.
    Types(Type, Type),
    /// What is put there can be of any type.
    Value,
    /// It may not be bound, or is bound by a name that is known at run time only.
    Unbound,
    /// Who starts the session can give it any value.
    Given,
    /// Nothing is put there.
    Nothing,
    /// Something can find it undefined, or does not find it.
    Undefined,
    /// It is a function, and something other than a call is done with it.
    Function,
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

/// The type of what an operator gives.
pub fn binary_type(op: BinaryOp, left: Type, right: Type) -> Type {
    match op {
        BinaryOp::Add => match (left, right) {
            (Type::String, _) | (_, Type::String) => Type::String,
            (Type::Number | Type::Boolean, Type::Number | Type::Boolean) => Type::Number,
            _ => Type::Any,
        },
        BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Remainder
        | BinaryOp::Exponent
        | BinaryOp::ShiftLeft
        | BinaryOp::ShiftRight
        | BinaryOp::ShiftRightUnsigned
        | BinaryOp::BitAnd
        | BinaryOp::BitOr
        | BinaryOp::BitXor => Type::Number,
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::StrictEqual
        | BinaryOp::StrictNotEqual
        | BinaryOp::Less
        | BinaryOp::LessEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterEqual
        | BinaryOp::In
        | BinaryOp::InstanceOf => Type::Boolean,
    }
}

/// A function that a script defines.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name; the empty string when it has none.
    pub name: Atom,
    /// What kind of function it is.
    pub kind: FunctionKind,
    /// How many parameters it declares.
    pub length: u32,
    /// Whether all parameters are names, and `params` therefore all that it takes.
    pub simple: bool,
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
    /// Its `arguments` object, where it uses that.
    pub arguments: Option<Arguments>,
    /// Whether it uses `this`.
    pub uses_this: bool,
    /// Receives `this`, for the arrow functions in it.
    pub this: Option<Variable>,
    /// Places of shared variables that nothing may use before they are initialized.
    pub holes: Vec<u32>,
    /// What it does.
    pub body: Vec<Stmt>,
    /// What is known of what it gives, where it is a [`Slot::function`]. Its parameters have the types of their locals.
    pub direct: Option<Type>,
}

impl Function {
    /// What is known of what a call gives to this parameter.
    pub fn parameter(&self, variable: Variable) -> Type {
        match variable {
            Variable::Local(local) => self.frame.locals[local.index()].ty,
            Variable::Shared { .. } => Type::Any,
        }
    }
}

/// The `arguments` object of a function.
#[derive(Clone, Debug)]
pub struct Arguments {
    /// Receives it.
    pub variable: Variable,
    /// Parameters that its elements are linked to: the position of each, and its place among the shared variables. None
    /// where the function is strict or its parameters are more than names (section 9.4.4 of version 2015).
    pub links: Option<Vec<(u32, u32)>>,
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
    /// What is known of its value.
    pub ty: Type,
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
