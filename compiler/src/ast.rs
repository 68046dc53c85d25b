//! What did the author write? One document, element by element; ids and expressions are still text.
//!
//! Data only. Every field is named after the attribute or element it holds (SCXML 1.0, sections 3 to 6;
//! the ors dialect where a comment says so).

mod content;
mod invoke;

use scxml_diagnostic::Span;

use crate::include::Inclusions;
use crate::xml::Text;

pub use content::{
    Action, ActionAttribute, Block, Content, DoneData, Inline, Instruction, InstructionKind, Param,
    Script, ScriptPart, Send, Xml,
};
pub use invoke::{Finalize, Invoke, MachineId, Source};

/// Which of the two dialects a document is written in; decided once, by `parse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// W3C SCXML 1.0.
    W3c,
    /// Strategies for the Genesys Orchestration Server.
    Ors,
}

/// `<scxml>`.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which dialect the document is written in.
    pub dialect: Dialect,
    /// `name`.
    pub name: Option<Text>,
    /// `datamodel`, or `profile` in the ors dialect.
    pub datamodel: Option<Text>,
    /// `binding`.
    pub binding: Option<Text>,
    /// `initial` (`initialstate` in old ors documents).
    pub initial: Option<Text>,
    /// `<initial>` as a child of `<scxml>` (ors).
    pub initial_element: Option<Transition>,
    /// States in document order.
    pub states: Vec<State>,
    /// `<datamodel>` children of the root.
    pub data: Vec<Data>,
    /// Top-level `<script>`s.
    pub scripts: Vec<Script>,
    /// Files that the document is made of besides its own.
    pub inclusions: Inclusions,
    /// The start tag.
    pub span: Span,
    /// The end tag; `None` for `<scxml/>`.
    pub end: Option<Span>,
}

/// Which element a state is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateKind {
    /// `<state>`
    State,
    /// `<parallel>`
    Parallel,
    /// `<final>`
    Final,
    /// `<history>`
    History,
}

/// `<state>`, `<parallel>`, `<final>` or `<history>`.
#[derive(Clone, Debug)]
pub struct State {
    /// Which element it is.
    pub kind: StateKind,
    /// `id`.
    pub id: Option<Text>,
    /// `initial` attribute.
    pub initial: Option<Text>,
    /// `<initial>` element.
    pub initial_element: Option<Transition>,
    /// `type` of a `<history>`.
    pub history_type: Option<Text>,
    /// Child states in document order, `<history>` among them.
    pub states: Vec<State>,
    /// `<transition>` children; for a `<history>` its default transition.
    pub transitions: Vec<Transition>,
    /// One per `<onentry>`.
    pub onentry: Vec<Block>,
    /// One per `<onexit>`.
    pub onexit: Vec<Block>,
    /// State-level `<datamodel>`.
    pub data: Vec<Data>,
    /// `<donedata>` of a `<final>`.
    pub donedata: Option<DoneData>,
    /// `<invoke>`s in document order.
    pub invokes: Vec<Invoke>,
    /// The start tag.
    pub span: Span,
    /// The end tag; `None` for `<state/>`.
    pub end: Option<Span>,
}

/// `<transition>`, also inside `<initial>` and `<history>`.
#[derive(Clone, Debug)]
pub struct Transition {
    /// `event`.
    pub event: Option<Text>,
    /// `cond`.
    pub cond: Option<Text>,
    /// `target`.
    pub target: Option<Text>,
    /// `type`.
    pub kind: Option<Text>,
    /// Executable content.
    pub content: Block,
    /// The start tag.
    pub span: Span,
}

/// `<data>`
#[derive(Clone, Debug)]
pub struct Data {
    /// `id`.
    pub id: Text,
    /// `expr`.
    pub expr: Option<Text>,
    /// `src`.
    pub src: Option<Text>,
    /// Inline content, or the text that `src` named after `link`.
    pub content: Option<Inline>,
    /// `_type` (ors).
    pub kind: Option<Text>,
    /// The start tag.
    pub span: Span,
}
