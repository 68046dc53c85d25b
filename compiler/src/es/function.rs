//! Which functions, classes and patterns does ECMAScript have?

use std::rc::Rc;

use scxml_diagnostic::Span;

use super::{Expr, Key, Name, Property, Stmt, Target};

/// What kind of function it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// `function`
    Normal,
    /// `=>`: it has the `this` and `arguments` of the function around it.
    Arrow,
    /// A method, getter or setter: no constructor.
    Method,
    /// `constructor` of a class.
    Constructor,
    /// `constructor` of a class that extends another.
    Derived,
}

/// A function, as expression or declaration.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its own name.
    pub name: Option<Name>,
    /// What kind of function it is.
    pub kind: FunctionKind,
    /// Its parameters, when all are names; others are declared by the first statement of `body`.
    pub params: Vec<Name>,
    /// Whether all parameters are names.
    pub simple: bool,
    /// Whether it is strict code (section 10.1.1).
    pub strict: bool,
    /// How many parameters come before the first that has a default value or takes the rest.
    pub length: u32,
    /// Its body.
    pub body: Vec<Stmt>,
    /// All of it, as written: what `uneval` prints.
    pub source: Rc<str>,
    /// Where it stands.
    pub span: Span,
}

/// A class.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its own name.
    pub name: Option<Name>,
    /// `extends`
    pub parent: Option<Expr>,
    /// Its constructor, written or not.
    pub constructor: Rc<Function>,
    /// Methods, getters and setters: whether it is static, and what it is.
    pub members: Vec<(bool, Property)>,
    /// A method that makes the fields of a new instance.
    pub fields: Option<Rc<Function>>,
    /// A method that makes the static fields and runs the static blocks.
    pub statics: Option<Rc<Function>>,
    /// Where it stands.
    pub span: Span,
}

/// What takes a value apart.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A name or another place.
    Target(Target),
    /// `[a, , b = 1, ...c]`
    Array {
        /// `None` passes an element over.
        elements: Vec<Option<Element>>,
        /// What takes the elements that are left.
        rest: Option<Box<Pattern>>,
        /// Where it stands.
        span: Span,
    },
    /// `{a, b: c = 1, [d]: e, ...f}`
    Object {
        /// Members that are taken out.
        members: Vec<(Key, Element)>,
        /// What takes the members that are left.
        rest: Option<Box<Pattern>>,
        /// Where it stands.
        span: Span,
    },
}

/// A part of a pattern.
#[derive(Clone, Debug)]
pub struct Element {
    /// What takes the value.
    pub pattern: Pattern,
    /// What is taken for undefined.
    pub default: Option<Expr>,
}

impl Pattern {
    /// A pattern that is a name.
    pub fn name(name: Name) -> Self {
        Self::Target(Target::Name(name))
    }

    /// The name, if it is one.
    pub fn as_name(&self) -> Option<&Name> {
        match self {
            Self::Target(Target::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// Calls `found` with every name in it, in source order.
    pub fn names<'a>(&'a self, found: &mut dyn FnMut(&'a Name)) {
        match self {
            Self::Target(Target::Name(name)) => found(name),
            Self::Target(_) => {}
            Self::Array { elements, rest, .. } => {
                elements.iter().flatten().for_each(|element| element.pattern.names(found));
                rest.iter().for_each(|rest| rest.names(found));
            }
            Self::Object { members, rest, .. } => {
                members.iter().for_each(|(_, element)| element.pattern.names(found));
                rest.iter().for_each(|rest| rest.names(found));
            }
        }
    }
}
