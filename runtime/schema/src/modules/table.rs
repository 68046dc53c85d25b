//! How is a functional module described? The columns of its tables.

/// A functional module (an "Orchestration extension").
#[derive(Debug)]
pub struct Module {
    /// Its name, and the last part of its namespace: `interaction`.
    pub name: &'static str,
    /// Its action namespace; both forms mean the same module.
    pub namespaces: [&'static str; 2],
    /// The prefix that documents usually bind to the namespace: `ixn`.
    pub prefix: &'static str,
    /// Its object below `_genesys`: `ixn`.
    pub root: &'static str,
    /// First tokens of the names of its events.
    pub event_prefixes: &'static [&'static str],
    /// Whether the runtime has behaviour for any of it; a document that uses another one cannot be compiled yet.
    pub supported: bool,
    /// Actions and parameter elements.
    pub elements: &'static [Element],
    /// Events that it publishes without having been asked.
    pub events: &'static [Event],
    /// Functions below its object.
    pub functions: &'static [Function],
    /// Constants below its object.
    pub constants: &'static [Constant],
    /// What its object holds.
    pub objects: &'static [Object],
}

impl Module {
    /// The action or parameter element of this local name.
    pub fn element(&self, name: &str) -> Option<&'static Element> {
        self.elements.iter().find(|e| e.name == name)
    }

    /// The actions, in the order of the table.
    pub fn actions(&self) -> impl Iterator<Item = &'static Element> {
        self.elements.iter().filter(|e| matches!(e.role, Role::Action(_)))
    }

    /// The object of this name, such as `party`.
    pub fn object(&self, name: &str) -> Option<&'static Object> {
        self.objects.iter().find(|o| o.name == name)
    }
}

/// An action, or a parameter element inside one.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// Its local name.
    pub name: &'static str,
    /// Executable content, or a parameter of it.
    pub role: Role,
    /// What it does, in one line.
    pub meaning: &'static str,
    /// Its attributes.
    pub attributes: &'static [Attribute],
    /// Attributes of which at most one may be given.
    pub one_of: &'static [&'static str],
    /// Elements that may stand in it.
    pub children: &'static [Child],
    /// Whether `<param>` of SCXML may stand in it.
    pub params: bool,
    /// Whether `<content>` of SCXML may stand in it.
    pub content: bool,
    /// Whether the runtime has behaviour for it.
    pub supported: bool,
    /// Who says that it exists.
    pub source: Source,
}

impl Element {
    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|a| a.name == name)
    }

    /// The events that answer it, if it is an action.
    pub fn results(&self) -> Option<&'static Results> {
        match self.role {
            Role::Action(results) => Some(results),
            Role::Parameter => None,
        }
    }
}

/// What an element is.
#[derive(Clone, Copy, Debug)]
pub enum Role {
    /// Executable content: an asynchronous request, answered by these events.
    Action(&'static Results),
    /// Stands in an action and refines it.
    Parameter,
}

/// The events that answer an action.
#[derive(Debug)]
pub struct Results {
    /// The event that tells of success, if any does.
    pub done: Option<&'static str>,
    /// Properties of its data.
    pub properties: &'static [Property],
    /// The event that tells of failure, if any does; its data has `requestid`, `error`, `description` and these.
    pub error: Option<&'static str>,
    /// Properties of the failure's data beyond the three.
    pub error_properties: &'static [Property],
    /// Values of `error`; a part in capitals stands for a word, as in `invalidstate.STATE`.
    pub codes: &'static [&'static str],
    /// Further events that only this action causes.
    pub others: &'static [Event],
}

/// An attribute.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// How its text is read.
    pub kind: Kind,
    /// What it means, in one line.
    pub meaning: &'static str,
    /// Whether it must be given.
    pub required: bool,
    /// What holds when it is not given, in words or as a value; empty when nothing does.
    pub default: &'static str,
    /// The values that an expression may give, when they are a closed set; compared without regard to case.
    pub values: &'static [&'static str],
    /// Those of the allowed values or tokens that the runtime has no behaviour for.
    pub unsupported_values: &'static [&'static str],
    /// Whether the runtime has behaviour for it.
    pub supported: bool,
    /// Why it may be given although it has no effect; empty when it has one. Who uses it is warned.
    pub no_effect: &'static str,
    /// Who says so.
    pub source: Source,
}

/// How the text of an attribute is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An ECMAScript expression, evaluated when the action is executed; a string constant needs inner quotes.
    Value(Type),
    /// An ECMAScript location that receives a value when the action is executed.
    Location,
    /// One of these words, not evaluated, written without inner quotes.
    Token(&'static [&'static str]),
    /// Text, not evaluated.
    Text,
    /// `true` or `false`, which mean the same read as words and as expressions, or any expression for one.
    Boolean,
    /// Names of variables, separated by blanks.
    Namelist,
}

/// What an expression should give. A number may also be a string that holds one, blanks around it included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Anything.
    Any,
    /// A string.
    String,
    /// A number, or a numeric string.
    Number,
    /// A boolean.
    Boolean,
    /// An object.
    Object,
    /// An array.
    Array,
    /// An address: a string or a resource object.
    Resource,
    /// A constant whose path below `_genesys` begins with this; the values of the attribute are the last parts of paths.
    Member(&'static str),
    /// Nothing: the function is called for what it does.
    Nothing,
}

/// An element that may stand in another.
#[derive(Clone, Copy, Debug)]
pub struct Child {
    /// The module whose element it is.
    pub module: &'static str,
    /// Its local name.
    pub name: &'static str,
    /// The least number of them.
    pub min: u32,
    /// The greatest number of them, if there is one.
    pub max: Option<u32>,
    /// Whether it excludes all other children.
    pub alone: bool,
}

/// An event that a module publishes.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// Its name.
    pub name: &'static str,
    /// Properties of its data.
    pub properties: &'static [Property],
    /// What it tells, in one line.
    pub meaning: &'static str,
    /// Who says so.
    pub source: Source,
}

/// A member of event data or of an object.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// What it holds, in one line.
    pub meaning: &'static str,
    /// Who says so.
    pub source: Source,
}

/// A function below `_genesys`.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its path below `_genesys`: `ixn.setuData`.
    pub path: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// What it gives.
    pub returns: Type,
    /// What it does, in one line.
    pub meaning: &'static str,
    /// Whether the runtime has behaviour for it.
    pub supported: bool,
    /// Who says so.
    pub source: Source,
}

/// A parameter of a function.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// Whether it must be given.
    pub required: bool,
}

/// A member of an enumeration below `_genesys`.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    /// Its path below `_genesys`: `ixn.mediaType.TMediaVoice`.
    pub path: &'static str,
    /// Its value.
    pub value: Constancy,
    /// Who says so.
    pub source: Source,
}

/// The value of a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constancy {
    /// A number.
    Number(f64),
    /// A string.
    Text(&'static str),
}

/// An object of a module's object model; read-only to scripts unless it says otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// What the module's pages call it: `interaction`, `party`.
    pub name: &'static str,
    /// Where it is found.
    pub path: &'static str,
    /// Its members.
    pub properties: &'static [Property],
}

/// How sure a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A Genesys document states it, or its samples show it.
    Stated,
    /// It follows from what they state.
    Inferred,
    /// General knowledge that no document at hand confirms: correct it here when one does.
    Recalled,
}
