//! Which services does the author invoke? Sections 6.4 and 6.5.

use scxml_diagnostic::Span;
use scxml_schema::names::is_scxml_type;

use super::{Block, Content, Document, Param};
use crate::xml::Text;

crate::ids::ids! {
    /// A machine: its place in what `link` gives.
    MachineId;
}

/// `<invoke>`
#[derive(Clone, Debug)]
pub struct Invoke {
    /// `type`.
    pub kind: Option<Text>,
    /// `typeexpr`.
    pub typeexpr: Option<Text>,
    /// `id`.
    pub id: Option<Text>,
    /// `idlocation`.
    pub idlocation: Option<Text>,
    /// What is to be invoked.
    pub source: Source,
    /// `namelist`.
    pub namelist: Option<Text>,
    /// `<param>` children.
    pub params: Vec<Param>,
    /// `autoforward`.
    pub autoforward: Option<Text>,
    /// `<finalize>` child.
    pub finalize: Option<Finalize>,
    /// The element's name as written.
    pub element: String,
    /// The start tag.
    pub span: Span,
}

/// What an `<invoke>` names.
#[derive(Clone, Debug)]
pub enum Source {
    /// Nothing: some services need no more than their type.
    None,
    /// `src`, as far as `link` has no machine for it.
    Src(Text),
    /// `srcexpr`.
    Srcexpr(Text),
    /// `<content>` that is no document of SCXML.
    Content(Content),
    /// `<scxml>` in `<content>`, until `link` has made a machine of it.
    Document(Box<Document>),
    /// A machine that `link` has found.
    Machine(MachineId),
}

/// `<finalize>`
#[derive(Clone, Debug)]
pub struct Finalize {
    /// Its executable content.
    pub content: Block,
    /// The start tag.
    pub span: Span,
}

impl Invoke {
    /// Whether it invokes SCXML; `None` when that is computed.
    pub fn is_scxml(&self) -> Option<bool> {
        match (&self.kind, &self.typeexpr) {
            (Some(kind), _) => Some(is_scxml_type(kind.value.trim())),
            (None, Some(_)) => None,
            (None, None) => Some(true),
        }
    }
}
