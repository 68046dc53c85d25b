//! What is an object? Its prototype, its own properties, and what its class adds.

use crate::dom::Node;
use crate::iteration::Iterator;
use crate::regexps::Pattern;
use crate::snapshot::{FunctionNumber, HostFunction, choice, record};
use crate::unread::Unread;
use crate::value::Env;
use crate::{Value, arena::Arena};

pub(crate) mod elements;
pub(crate) mod properties;
mod property;
pub(crate) mod table;

pub(crate) use elements::Elements;
pub(crate) use properties::Properties;
pub(crate) use property::{Flags, Property};
pub(crate) use table::Table;

/// An object of the heap.
#[derive(Debug, Default)]
pub(crate) struct Object {
    /// An object or `null`.
    pub(crate) prototype: Value,
    pub(crate) class: Class,
    pub(crate) properties: Properties,
    /// XML, or part of the object model of `_genesys`: scripts may not write it.
    pub(crate) read_only: bool,
    /// It takes no more properties: `Object.preventExtensions`.
    pub(crate) closed: bool,
}

record!(Object { prototype, class, properties, read_only, closed });

/// What makes an object more than its properties.
#[derive(Debug, Default)]
pub(crate) enum Class {
    #[default]
    Plain,
    Array(Elements),
    /// A function that a script defines: its number in the program, and its variables.
    Function {
        index: u32,
        env: Env,
    },
    RegExp(Pattern),
    /// A function of a functional module; its path below `_genesys`.
    Host(&'static str),
    Error,
    /// Of a call; the variables that linked elements are, or [`Env::NONE`].
    Arguments(Env),
    /// Its time value.
    Date(f64),
    /// What `bind` made.
    Bound(Box<Bound>),
    /// What for-of takes values from.
    Iterator(Iterator),
    Map(Box<Table>),
    Set(Box<Table>),
    /// `new Number(1)` and the like.
    Wrapper(Value),
    /// A node of XML.
    Node(Box<Node>),
    /// An object of a JSON text that nobody has read as a whole.
    Unread(Unread),
    /// Getter and setter of a property, each a function or `undefined`. No script ever sees one.
    Accessors {
        get: Value,
        set: Value,
    },
}

choice!(Class {
    0 Plain,
    1 Array(elements),
    2 Function { index as FunctionNumber, env },
    3 RegExp(pattern),
    4 Host(path as HostFunction),
    5 Error,
    6 Arguments(env),
    7 Wrapper(value),
    8 Accessors { get, set },
    9 Node(node),
    10 Date(time),
    11 Bound(bound),
    12 Iterator(iterator),
    13 Map(table),
    14 Set(table),
    15 Unread(unread),
});

/// A function with the receiver and the first arguments of its calls.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) function: Value,
    pub(crate) this: Value,
    pub(crate) arguments: Vec<Value>,
}

record!(Bound { function, this, arguments });

impl Object {
    pub(crate) fn new(prototype: Value, class: Class) -> Self {
        Object { prototype, class, properties: Properties::new(), read_only: false, closed: false }
    }
}

/// Variables of a function call that closures use.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) parent: Env,
    pub(crate) values: Box<[Value]>,
}

record!(Scope { parent, values });

impl Default for Scope {
    fn default() -> Self {
        Scope { parent: Env::NONE, values: Box::default() }
    }
}

/// The objects of a session.
#[derive(Debug)]
pub(crate) struct Objects {
    pub(crate) objects: Arena<Object>,
    pub(crate) scopes: Arena<Scope>,
    /// What they take, about.
    pub(crate) bytes: usize,
}

record!(Objects { scopes, objects, bytes });

impl Objects {
    pub(crate) const fn new() -> Self {
        Objects { objects: Arena::new(), scopes: Arena::new(), bytes: 0 }
    }

    pub(crate) fn add(&mut self, object: Object) -> Value {
        self.bytes += size_of::<Object>();
        Value::object(self.objects.add(object))
    }

    pub(crate) fn add_scope(&mut self, scope: Scope) -> Env {
        self.bytes += size_of::<Scope>() + scope.values.len() * size_of::<Value>();
        Env(self.scopes.add(scope))
    }

    pub(crate) fn put(&mut self, object: u32, key: crate::key::Key, flags: Flags, value: Value) {
        self.bytes += self.objects.get_mut(object).properties.put(key, flags, value);
    }
}
