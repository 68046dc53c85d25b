//! Which executable content did the author write?

use scxml_diagnostic::Span;

use crate::xml::{Element, Node, Text};

/// A sequence of executable content, run as one block (section 4.10: an error ends the block).
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// In document order.
    pub instructions: Vec<Instruction>,
}

/// One element of executable content.
#[derive(Clone, Debug)]
pub struct Instruction {
    /// What it is.
    pub kind: InstructionKind,
    /// The element's name as written, for error events (`element`).
    pub element: String,
    /// The start tag.
    pub span: Span,
}

/// The elements of executable content (section 4, 5.4, 5.8, 6.2, 6.3, and module actions).
#[derive(Clone, Debug)]
pub enum InstructionKind {
    /// `<raise>`; with `<param>` children in the ors dialect; `<event name>` is its older spelling.
    Raise {
        /// `event`.
        event: Text,
        /// `<param>` children (ors).
        params: Vec<Param>,
    },
    /// `<if>` with its `<elseif>`s and `<else>`.
    If {
        /// `cond` and content of `<if>` and each `<elseif>`.
        branches: Vec<(Text, Block)>,
        /// Content of `<else>`.
        otherwise: Option<Block>,
    },
    /// `<foreach>`
    Foreach {
        /// `array`.
        array: Text,
        /// `item`.
        item: Text,
        /// `index`.
        index: Option<Text>,
        /// Its content.
        body: Block,
    },
    /// `<log>`
    Log {
        /// `label`; literal text in w3c, in ors an expression where it parses as one.
        label: Option<Text>,
        /// `expr`.
        expr: Option<Text>,
        /// `level` (ors).
        level: Option<Text>,
    },
    /// `<assign>`
    Assign {
        /// `location`.
        location: Text,
        /// `expr`.
        expr: Option<Text>,
        /// Inline content, as written, when there is no `expr`.
        content: Option<Inline>,
    },
    /// `<script>`
    Script(Script),
    /// `<send>`
    Send(Box<Send>),
    /// `<cancel>`
    Cancel {
        /// `sendid`, or `id` in ors.
        sendid: Option<Text>,
        /// `sendidexpr`.
        sendidexpr: Option<Text>,
    },
    /// An action of a functional module, such as `<queue:submit>`.
    Action(Action),
}

/// `<script>`
#[derive(Clone, Debug)]
pub struct Script {
    /// What it is made of, in order; one program, although its texts may stand in several files.
    pub parts: Vec<ScriptPart>,
    /// The start tag.
    pub span: Span,
}

/// A part of a script.
#[derive(Clone, Debug)]
pub enum ScriptPart {
    /// Text: inline, or read by `link` from one of the files below.
    Text(Text),
    /// `src`, until `link` has read it.
    Src(Text),
    /// `href` of an `<xi:include parse="text">`, until `link` has read it.
    Include(Text),
}

/// `<send>`
#[derive(Clone, Debug)]
pub struct Send {
    /// `event`; in ors text or expression.
    pub event: Option<Text>,
    /// `eventexpr`.
    pub eventexpr: Option<Text>,
    /// `target`; in ors text or expression.
    pub target: Option<Text>,
    /// `targetexpr`.
    pub targetexpr: Option<Text>,
    /// `type` (`targettype` in old ors documents); in ors text or expression.
    pub kind: Option<Text>,
    /// `typeexpr`.
    pub typeexpr: Option<Text>,
    /// `id` (`sendid` in ors).
    pub id: Option<Text>,
    /// `idlocation`.
    pub idlocation: Option<Text>,
    /// `delay`; in ors text or expression.
    pub delay: Option<Text>,
    /// `delayexpr`.
    pub delayexpr: Option<Text>,
    /// `namelist`.
    pub namelist: Option<Text>,
    /// `hints` (ors).
    pub hints: Option<Text>,
    /// `<param>` children.
    pub params: Vec<Param>,
    /// `<content>` child.
    pub content: Option<Content>,
}

/// `<param>`
#[derive(Clone, Debug)]
pub struct Param {
    /// `name`.
    pub name: Text,
    /// `expr`.
    pub expr: Option<Text>,
    /// `location`.
    pub location: Option<Text>,
    /// The start tag.
    pub span: Span,
}

/// `<content>`
#[derive(Clone, Debug)]
pub struct Content {
    /// `expr` (`_expr` in ors).
    pub expr: Option<Text>,
    /// Inline content.
    pub inline: Option<Inline>,
    /// The start tag.
    pub span: Span,
}

/// Content written between tags.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Character data only.
    Text(Text),
    /// Contains elements.
    Xml(Xml),
}

/// XML content (section B.2.1).
#[derive(Clone, Debug)]
pub struct Xml {
    /// One element: a document. Several elements, or elements beside text: a fragment of one. White space around a
    /// single element is left out.
    pub nodes: Vec<Node>,
    /// From the first to the last byte of the content.
    pub span: Span,
}

impl Xml {
    /// The XML that these nodes are; `None` when there is no element among them.
    pub fn new(mut nodes: Vec<Node>, span: Span) -> Option<Self> {
        let is_element = |node: &Node| matches!(node, Node::Element(_));
        let is_blank =
            |node: &Node| matches!(node, Node::Text(text) if text.value.trim().is_empty());
        let elements = nodes.iter().filter(|node| is_element(node)).count();
        if elements == 1 && nodes.iter().all(|node| is_element(node) || is_blank(node)) {
            nodes.retain(is_element);
        }
        (elements > 0).then_some(Self { nodes, span })
    }

    /// Its only element, if it is a document.
    pub fn document_element(&self) -> Option<&Element> {
        match self.nodes.as_slice() {
            [Node::Element(element)] => Some(element),
            _ => None,
        }
    }
}

/// `<donedata>`
#[derive(Clone, Debug)]
pub struct DoneData {
    /// `<param>` children.
    pub params: Vec<Param>,
    /// `<content>` child.
    pub content: Option<Content>,
    /// The start tag.
    pub span: Span,
}

/// An element in a functional module's namespace: an action, or one of its parameter elements.
#[derive(Clone, Debug)]
pub struct Action {
    /// The module's name in the schema, such as `queue`.
    pub module: &'static str,
    /// The element's local name, such as `submit`.
    pub name: String,
    /// Attributes without prefix, in document order.
    pub attributes: Vec<ActionAttribute>,
    /// Child elements of any module's namespace.
    pub children: Vec<Action>,
    /// `<param>` children.
    pub params: Vec<Param>,
    /// `<content>` child.
    pub content: Option<Content>,
    /// The name as written.
    pub name_span: Span,
    /// The start tag.
    pub span: Span,
    /// The end tag; `None` for `<queue:submit/>`.
    pub end: Option<Span>,
}

/// An attribute of a module's element.
#[derive(Clone, Debug)]
pub struct ActionAttribute {
    /// Its name.
    pub name: String,
    /// The name as written.
    pub name_span: Span,
    /// Its value, still text.
    pub value: Text,
}
