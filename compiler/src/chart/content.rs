//! What does executable content mean? Every element of section 4, 5.4 to 5.9, 6.2 and 6.3 with its defaults filled in.

use scxml_diagnostic::Span;

use super::{Expression, Location, SiteId};
use crate::ast::Xml;
use crate::code;

/// A value that the document gives.
#[derive(Clone, Debug)]
pub enum Value {
    /// An expression.
    Expression(Expression),
    /// Text (section B.2.1: content that is not an expression; white space normalised).
    Text(String),
    /// JSON content, already turned into an expression.
    Json(Expression),
    /// XML content: its nodes.
    Xml(Xml),
}

/// A script.
#[derive(Clone, Debug)]
pub struct Script {
    /// The resolved script.
    pub code: code::Script,
    /// Where it stands.
    pub site: SiteId,
    /// The start tag.
    pub span: Span,
}

/// Executable content that runs as one block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// In document order.
    pub instructions: Vec<Instruction>,
}

/// One element of executable content; each names the site that its failure is reported at.
#[derive(Clone, Debug)]
pub struct Instruction {
    /// What it does.
    pub kind: InstructionKind,
    /// Where it stands.
    pub site: SiteId,
    /// The start tag.
    pub span: Span,
}

/// What an element of executable content does.
#[derive(Clone, Debug)]
pub enum InstructionKind {
    /// Put an event into the internal queue.
    Raise {
        /// Its name.
        event: String,
        /// Its data (ors).
        params: Vec<Param>,
    },
    /// Choose a branch.
    If {
        /// Conditions and their content, tried in order.
        branches: Vec<(Expression, Block)>,
        /// What runs when none holds.
        otherwise: Option<Block>,
    },
    /// Repeat for each item of an array.
    Foreach {
        /// The array.
        array: Expression,
        /// Receives each item.
        item: Location,
        /// Receives each index.
        index: Option<Location>,
        /// What is repeated.
        body: Block,
    },
    /// Log.
    Log {
        /// `label`.
        label: Option<Value>,
        /// `expr`.
        expr: Option<Expression>,
        /// `level`; 1 when absent (ors).
        level: Option<Expression>,
    },
    /// Assign.
    Assign {
        /// The place.
        location: Location,
        /// The value.
        value: Value,
    },
    /// Run a script.
    Script(Script),
    /// Send an event.
    Send(Box<Send>),
    /// Cancel a delayed send.
    Cancel {
        /// Its send id.
        sendid: Value,
    },
    /// Ask a functional module for something.
    Action(Box<Action>),
}

/// A send.
#[derive(Clone, Debug)]
pub struct Send {
    /// The event's name.
    pub event: Option<Value>,
    /// Where it goes; `None`: this session's external queue.
    pub target: Option<Value>,
    /// The event processor.
    pub kind: Option<Value>,
    /// A send id written in the document.
    pub id: Option<String>,
    /// Receives a made-up send id.
    pub idlocation: Option<Location>,
    /// How long to wait.
    pub delay: Delay,
    /// What the event carries.
    pub payload: Payload,
    /// `hints` (ors).
    pub hints: Option<Expression>,
}

/// How long a send waits.
#[derive(Clone, Debug)]
pub enum Delay {
    /// Not at all.
    None,
    /// A time written in the document, in milliseconds.
    Milliseconds(f64),
    /// A CSS2 time computed at run time.
    Expression(Expression),
}

/// What an event carries.
#[derive(Clone, Debug)]
pub enum Payload {
    /// Nothing.
    None,
    /// Named values.
    Params(Vec<Param>),
    /// One value.
    Content(Value),
}

/// A named value.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Expression,
}

/// What a final state gives.
#[derive(Clone, Debug)]
pub struct DoneData {
    /// Its value.
    pub payload: Payload,
}

/// An action of a functional module.
#[derive(Clone, Debug)]
pub struct Action {
    /// The module in the schema, such as `queue`.
    pub module: &'static str,
    /// The action in the schema, such as `submit`.
    pub name: &'static str,
    /// Receives the request id.
    pub requestid: Option<Location>,
    /// Other location attributes: schema name and place, which receive what the module answers at once; a `requestid` is
    /// that of an action that stands in this one, and receives an id of its own.
    pub locations: Vec<(&'static str, Location)>,
    /// What the module is told: attributes, child elements, `<param>`s as a child element each.
    pub element: ActionElement,
}

/// An action or one of its parameter elements.
#[derive(Clone, Debug)]
pub struct ActionElement {
    /// Its name in the schema.
    pub name: &'static str,
    /// Attributes in document order: schema name and value.
    pub attributes: Vec<(&'static str, Value)>,
    /// `<param>` children.
    pub params: Vec<Param>,
    /// `<content>` child.
    pub content: Option<Value>,
    /// Parameter elements in document order.
    pub children: Vec<ActionElement>,
}
