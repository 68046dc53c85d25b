//! What does an `<invoke>` mean? Sections 6.4 and 6.5 with every default filled in.

use scxml_diagnostic::Span;

use super::{Block, Location, Param, SiteId, Value};
use crate::ast::MachineId;

/// A service that a state invokes.
#[derive(Clone, Debug)]
pub struct Invoke {
    /// Its type; `None`: SCXML.
    pub kind: Option<Value>,
    /// What it runs.
    pub source: Source,
    /// An id written in the document.
    pub id: Option<String>,
    /// Receives a made-up id.
    pub idlocation: Option<Location>,
    /// The values that it is started with.
    pub params: Vec<Param>,
    /// Whether it gets a copy of every external event.
    pub autoforward: bool,
    /// What runs when an event of it arrives, before transitions are selected.
    pub finalize: Option<Block>,
    /// Where it stands.
    pub site: SiteId,
    /// The start tag.
    pub span: Span,
}

/// What an invoked service runs.
#[derive(Clone, Debug)]
pub enum Source {
    /// Its type says all.
    None,
    /// A machine of the program.
    Machine(MachineId),
    /// What has this address.
    Url(Value),
    /// This content.
    Content(Value),
}
