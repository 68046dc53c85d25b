//! How is the list of what is in a JSON text made?

use super::document::{DEEPEST, JsonError, Wrong};
use super::grammar::{Raw, Sink, read, unescaped};
use super::node::{Extent, Node, Piece};
use crate::strings::{Short, Units};

/// Objects with more members are read as a whole.
const FEW: u32 = 64;

/// The nodes of a text that is short enough for them.
///
/// # Errors
/// Where it stops being JSON, or is nested too deeply.
pub(super) fn nodes(text: &str) -> Result<Vec<Node>, JsonError> {
    let mut list = List { text, nodes: Vec::with_capacity(text.len() / 6 + 1), open: Vec::new() };
    read(Units::Latin1(text.as_bytes()), &mut list)?;
    Ok(list.nodes)
}

/// The list of nodes as it grows.
struct List<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    open: Vec<Open>,
}

/// An array or object without its end.
struct Open {
    node: usize,
    members: u32,
    /// A bit for each name, by its hash.
    names: u64,
    is_simple: bool,
}

impl Open {
    /// Takes note of a name that is about to be added; `known` is what the object holds already.
    fn take_note(&mut self, name: Node, hash: u32, has_escapes: bool, known: &[Node]) {
        let bit = 1 << (hash >> 26);
        // Seldom more than another name with the same bit.
        let is_known = self.names & bit != 0 && known.iter().any(|node| is_same(*node, name));
        self.names |= bit;
        self.members += 1;
        self.is_simple &= !is_known && !has_escapes && self.members <= FEW;
    }
}

/// Whether two names may be one.
fn is_same(a: Node, b: Node) -> bool {
    match (a, b) {
        (Node::ShortName(a), Node::ShortName(b)) => a == b,
        (Node::Name(_, a), Node::Name(_, b)) => a == b,
        _ => false,
    }
}

impl List<'_> {
    fn add(&mut self, node: Node) -> Result<(), JsonError> {
        self.nodes.push(node);
        Ok(())
    }

    /// A string as itself when it is short, or as a part of the text.
    #[inline]
    fn string_node(&self, string: Raw) -> Result<Short, Piece> {
        let bytes = &self.text.as_bytes()[string.start..string.end];
        let is_plain = !string.has_escapes && bytes.is_ascii();
        match Short::of(bytes) {
            Some(short) if is_plain => Ok(short),
            _ => Err(Piece {
                start: string.start as u32,
                length: (bytes.len() as u32) << 1 | u32::from(is_plain),
            }),
        }
    }

    /// The hash of a long name's units.
    fn hash(&self, name: Raw) -> u32 {
        let text = &self.text[name.start..name.end];
        if text.is_ascii() && !name.has_escapes {
            Units::Latin1(text.as_bytes()).hash()
        } else {
            unescaped(text.encode_utf16()).units().hash()
        }
    }
}

impl Sink for List<'_> {
    type Error = JsonError;

    fn begin(&mut self, is_object: bool, start: usize) -> Result<(), JsonError> {
        if self.open.len() == DEEPEST {
            return Err(JsonError { offset: start, wrong: Wrong::Depth });
        }
        self.open.push(Open { node: self.nodes.len(), members: 0, names: 0, is_simple: true });
        let extent = Extent { start: start as u32, next: 0, bytes: 0 };
        self.add(if is_object { Node::Object(extent, true) } else { Node::Array(extent) })
    }

    fn name(&mut self, string: Raw) -> Result<(), JsonError> {
        let (name, hash) = match self.string_node(string) {
            Ok(short) => (Node::ShortName(short), short.hash()),
            Err(piece) => {
                let hash = self.hash(string);
                (Node::Name(piece, hash), hash)
            }
        };
        if let Some(open) = self.open.last_mut() {
            open.take_note(name, hash, string.has_escapes, &self.nodes[open.node..]);
        }
        self.add(name)
    }

    fn string(&mut self, string: Raw) -> Result<(), JsonError> {
        let node = self.string_node(string).map_or_else(Node::String, Node::Short);
        self.add(node)
    }

    fn number(&mut self, number: f64) -> Result<(), JsonError> {
        self.add(Node::Number(number))
    }

    fn word(&mut self, boolean: Option<bool>) -> Result<(), JsonError> {
        self.add(Node::Word(boolean))
    }

    fn end(&mut self, end: usize) -> Result<(), JsonError> {
        let next = self.nodes.len() as u32;
        let Some(open) = self.open.pop() else { return Ok(()) };
        let node = &mut self.nodes[open.node];
        if let Node::Object(_, is_simple) = node {
            *is_simple = open.is_simple;
        }
        if let Node::Array(extent) | Node::Object(extent, _) = node {
            extent.next = next;
            extent.bytes = end as u32 - extent.start;
        }
        Ok(())
    }
}
