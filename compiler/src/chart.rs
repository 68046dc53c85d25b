//! What does the document mean? Every reference is an id, every default filled in, every expression resolved.
//!
//! Data only; made by `analyze`, after which no stage reports an error. The dialect is gone: what differs
//! between w3c and ors has become data here (names of error events, how an attribute was read).

mod content;
mod invoke;

use scxml_diagnostic::Span;

use crate::ast::Xml;
use crate::code;

pub use content::{
    Action, ActionElement, Block, Delay, DoneData, Instruction, InstructionKind, Param, Payload,
    Script, Send, Value,
};
pub use invoke::{Invoke, Source};

crate::ids::ids! {
    /// A state: its place in [`Chart::states`].
    StateId;
    /// A transition: its place in [`Chart::transitions`].
    TransitionId;
    /// A place in the document where something can fail at run time: its place in [`Chart::sites`].
    SiteId;
}

/// One machine.
#[derive(Clone, Debug)]
pub struct Chart {
    /// `name` of `<scxml>`, or the file's stem: what generated items are named after.
    pub name: String,
    /// `name` of `<scxml>` as written: what `_name` holds.
    pub declared_name: Option<String>,
    /// The document's name as diagnostics show it, and what `__GetDocumentURL()` gives.
    pub document: String,
    /// The addresses that it goes by among the machines of the program.
    pub urls: Vec<String>,
    /// The value of the data model that is the document.
    pub value: Option<Xml>,
    /// The `<invoke>` that it was compiled for; `None` for the main document.
    pub invoked: Option<Span>,
    /// All states in document order, `<history>` included, the root left out.
    pub states: Vec<State>,
    /// All transitions that react to events or are eventless: states in document order, and the transitions of
    /// each in document order.
    pub transitions: Vec<Transition>,
    /// Where the session starts: the transition of the root's `<initial>`, or what stands for it.
    pub initial: Initial,
    /// What runs before the initial configuration is entered: data in document order, then scripts.
    pub start: Vec<Start>,
    /// Places that can fail.
    pub sites: Vec<Site>,
    /// Slots, functions and constant strings of all ECMAScript in the linked set.
    pub globals: code::Globals,
    /// Documents that `<session:start>` names in quotes: the host needs a machine for each.
    pub sessions: Vec<SessionDocument>,
    /// What the data model does differently from ecmascript, if anything.
    pub datamodel: Datamodel,
    /// Whether `done.state` data is `{sessionid, reason, params}` and similar run-time differences (ors).
    pub conventions: Conventions,
}

/// A document that `<session:start>` names in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionDocument {
    /// Its URL, as written.
    pub url: String,
    /// The attribute that names it.
    pub span: Span,
}

/// Which data model the chart uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datamodel {
    /// Section B.2 of the Recommendation, and ors strategies.
    Ecmascript,
    /// Section B.1.
    Null,
}

/// Run-time behaviour in which the dialects differ; the engine asks only this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conventions {
    /// SCXML 1.0.
    W3c,
    /// The 2009 draft with the Orchestration Server's extensions.
    Ors,
}

/// A state.
#[derive(Clone, Debug)]
pub struct State {
    /// `id`, or one made up for a state without (`parent.1`), which scripts cannot name.
    pub id: String,
    /// What kind of state it is.
    pub kind: StateKind,
    /// Its parent; `None` for a child of `<scxml>`.
    pub parent: Option<StateId>,
    /// The last of its descendants in document order; itself when it has none.
    pub last: StateId,
    /// Child states in document order, `<history>` left out.
    pub children: Vec<StateId>,
    /// `<history>` children.
    pub histories: Vec<StateId>,
    /// Default entry of a compound state; default content of a history state.
    pub initial: Option<Initial>,
    /// Its own transitions in document order.
    pub transitions: Vec<TransitionId>,
    /// One block per `<onentry>`.
    pub onentry: Vec<Block>,
    /// One block per `<onexit>`.
    pub onexit: Vec<Block>,
    /// Data that is bound when the state is first entered (`binding="late"`).
    pub late_data: Vec<Start>,
    /// `<donedata>` of a final state.
    pub donedata: Option<DoneData>,
    /// What it invokes, in document order.
    pub invokes: Vec<Invoke>,
    /// The start tag.
    pub span: Span,
}

/// Kinds of states (Appendix D).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateKind {
    /// No child states.
    Atomic,
    /// `<state>` with child states.
    Compound,
    /// `<parallel>`
    Parallel,
    /// `<final>`
    Final,
    /// `<history type="shallow">`
    ShallowHistory,
    /// `<history type="deep">`
    DeepHistory,
}

/// Where a compound state, a history state or the root goes by default.
#[derive(Clone, Debug)]
pub struct Initial {
    /// Target states, in the order written.
    pub targets: Vec<StateId>,
    /// Content of the `<initial>` transition.
    pub content: Option<Block>,
}

/// A transition.
#[derive(Clone, Debug)]
pub struct Transition {
    /// The state that holds it.
    pub source: StateId,
    /// Event descriptors without trailing `.` or `.*`; `*` stays. Empty for an eventless transition.
    pub events: Vec<String>,
    /// Its guard.
    pub cond: Option<Expression>,
    /// Target states; empty for a targetless transition.
    pub targets: Vec<StateId>,
    /// Whether it is `type="internal"`.
    pub internal: bool,
    /// Its executable content.
    pub content: Block,
    /// The start tag.
    pub span: Span,
}

/// An expression and what to say when it fails.
#[derive(Clone, Debug)]
pub struct Expression {
    /// The resolved expression.
    pub code: code::Expr,
    /// Where it stands.
    pub site: SiteId,
    /// Its text in the document.
    pub span: Span,
}

/// An assignable place and what to say when it fails.
#[derive(Clone, Debug)]
pub struct Location {
    /// The resolved location.
    pub code: code::Target,
    /// Where it stands.
    pub site: SiteId,
    /// Its text in the document.
    pub span: Span,
}

/// A place that can fail, and the error event that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The element's start tag.
    pub span: Span,
    /// The document, as diagnostics name it.
    pub document: String,
    /// Line of the expression, or of the element's start tag where it is not one expression that fails; from 1.
    pub line: u32,
    /// Its column, in characters from 1.
    pub column: u32,
    /// The element, as written.
    pub element: String,
    /// The error event: `error.execution`, or a prefix such as `error.script` to which the error's name is added.
    pub error: ErrorEvent,
}

/// Which event reports a failure at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorEvent {
    /// The event has exactly this name (w3c).
    Named(&'static str),
    /// The error's name is added as a last token: `error.script` gives `error.script.TypeError` (ors).
    WithErrorName(&'static str),
}

/// One step of start-up.
#[derive(Clone, Debug)]
pub enum Start {
    /// `<data>`: bind a slot.
    Data {
        /// The slot.
        slot: code::SlotId,
        /// Its value; `None` leaves it undefined.
        value: Option<Value>,
        /// The start tag.
        span: Span,
    },
    /// Top-level `<script>`.
    Script(Script),
}
