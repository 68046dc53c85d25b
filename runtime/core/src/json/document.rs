//! How is a JSON text kept that was read once and may be given to many sessions? As a list of what is in it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::grammar::{Misfit, Raw, Sink, read, unescaped};
use crate::Data;
use crate::snapshot::{Broken, Reader, Stored, Writer};
use crate::strings::Units;

/// How deep a text may nest arrays and objects: as deep as [`Data`] that crosses the border of a session.
const DEEPEST: usize = 500;

/// A JSON text that was read once, to be the data of any number of events: a copy is a reference to the same.
///
/// A session makes of it what its scripts look at, when they do, so a large payload costs little where few of its
/// members matter. It is the ECMAScript value that `JSON.parse` gives for the text (ECMA-262 5.1, 15.12.2).
///
/// ```
/// use scxml_runtime::{Data, Event, Json};
///
/// let payload: Json = r#"{"interactionid": "i1", "priority": 5}"#.parse()?;
/// assert_eq!(payload.to_data().get("priority"), Some(&Data::Number(5.0)));
/// let event = Event::new("interaction.added").with_json(payload);
/// # let _ = event;
/// # Ok::<(), scxml_runtime::JsonError>(())
/// ```
#[derive(Clone)]
pub struct Json(Arc<Document>);

struct Document {
    text: Box<str>,
    nodes: Vec<Node>,
}

/// A text is no JSON, or nests arrays and objects deeper than 500.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where, in bytes from the start of the text.
    pub offset: usize,
    wrong: Wrong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    End,
    Character,
    Depth,
    Size,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.wrong {
            Wrong::End => write!(f, "the JSON text ends too early"),
            Wrong::Character => write!(f, "this is not JSON from byte {} on", self.offset),
            Wrong::Depth => {
                write!(f, "at byte {} the JSON text is nested deeper than {DEEPEST}", self.offset)
            }
            Wrong::Size => write!(f, "a JSON text of 2 GiB or more is too long"),
        }
    }
}

impl std::error::Error for JsonError {}

impl From<Misfit> for JsonError {
    fn from(misfit: Misfit) -> Self {
        let wrong = if misfit.at_end { Wrong::End } else { Wrong::Character };
        JsonError { offset: misfit.place, wrong }
    }
}

/// A value or a member's name. What an array or object holds follows it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node {
    Word(Option<bool>),
    Number(f64),
    String(Piece),
    /// The name of a member, with the hash of its units; the value is next.
    Name(Piece, u32),
    Array(Extent),
    /// And whether it has few members and none of them twice.
    Object(Extent, bool),
}

/// A string as a part of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    start: u32,
    /// Twice its length; one more when its bytes are its units: no escapes, all ASCII.
    length: u32,
}

impl Piece {
    fn new(text: &str, string: Raw) -> Self {
        let is_plain = !string.has_escapes && text.as_bytes()[string.start..string.end].is_ascii();
        Piece {
            start: string.start as u32,
            length: ((string.end - string.start) as u32) << 1 | u32::from(is_plain),
        }
    }

    const fn is_plain(self) -> bool {
        self.length & 1 == 1
    }

    fn of(self, text: &str) -> &str {
        let start = self.start as usize;
        &text[start..start + (self.length >> 1) as usize]
    }
}

/// What belongs to an array or object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// Where in the text it begins.
    start: u32,
    /// The node after the last one in it.
    pub(crate) next: u32,
    /// How many bytes of the text it takes.
    pub(crate) bytes: u32,
}

/// In bytes; lengths are kept in 31 bits.
const LONGEST: usize = (1 << 31) - 1;
/// Objects with more members are read as a whole.
const FEW: u32 = 64;

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// Where it stops being JSON.
    pub fn parse(text: impl Into<Box<str>>) -> Result<Self, JsonError> {
        let text = text.into();
        if text.len() > LONGEST {
            return Err(JsonError { offset: 0, wrong: Wrong::Size });
        }
        let mut list =
            List { text: &text, nodes: Vec::with_capacity(text.len() / 6 + 1), open: Vec::new() };
        read(Units::Latin1(text.as_bytes()), &mut list)?;
        let nodes = list.nodes;
        Ok(Json(Arc::new(Document { text, nodes })))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// A copy as a tree.
    #[must_use]
    pub fn to_data(&self) -> Data {
        self.data_of(0)
    }

    fn data_of(&self, node: u32) -> Data {
        match self.node(node) {
            Node::Word(None) | Node::Name(..) => Data::Null,
            Node::Word(Some(boolean)) => Data::Boolean(boolean),
            Node::Number(number) => Data::Number(number),
            Node::String(piece) => Data::String(self.string_of(piece)),
            Node::Array(_) => {
                Data::Array(self.elements(node).map(|element| self.data_of(element)).collect())
            }
            Node::Object(..) => {
                let mut members: Vec<(String, Data)> = Vec::new();
                for (name, value) in self.members(node) {
                    let (name, value) = (self.string_of(name), self.data_of(value));
                    // Of two members of one name the later one counts.
                    match members.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, old)) => *old = value,
                        None => members.push((name, value)),
                    }
                }
                Data::Object(members)
            }
        }
    }

    fn string_of(&self, piece: Piece) -> String {
        match self.plain(piece) {
            Some(text) => text.to_owned(),
            None => self.coded(piece).units().to_utf8(),
        }
    }

    pub(crate) fn node(&self, node: u32) -> Node {
        self.0.nodes[node as usize]
    }

    /// The text of a string whose bytes are its units.
    #[inline]
    pub(crate) fn plain(&self, piece: Piece) -> Option<&str> {
        piece.is_plain().then(|| self.raw(piece))
    }

    /// The units of any string.
    pub(crate) fn coded(&self, piece: Piece) -> crate::strings::Text {
        unescaped(self.raw(piece).encode_utf16())
    }

    fn raw(&self, piece: Piece) -> &str {
        piece.of(&self.0.text)
    }

    /// The node after a value.
    fn after(&self, node: u32) -> u32 {
        match self.node(node) {
            Node::Array(extent) | Node::Object(extent, _) => extent.next,
            _ => node + 1,
        }
    }

    fn end_of(&self, node: u32) -> u32 {
        match self.node(node) {
            Node::Array(extent) | Node::Object(extent, _) => extent.next,
            _ => node,
        }
    }

    /// The elements of an array.
    pub(crate) fn elements(&self, array: u32) -> impl Iterator<Item = u32> {
        let end = self.end_of(array);
        let mut next = array + 1;
        std::iter::from_fn(move || {
            let element = next;
            (element < end).then(|| {
                next = self.after(element);
                element
            })
        })
    }

    /// Names and values of an object's members.
    pub(crate) fn members(&self, object: u32) -> impl Iterator<Item = (Piece, u32)> {
        let end = self.end_of(object);
        let mut next = object + 1;
        std::iter::from_fn(move || {
            let (name, value) = (next, next + 1);
            let Node::Name(piece, _) = (name < end).then(|| self.node(name))? else { return None };
            next = self.after(value);
            Some((piece, value))
        })
    }

    /// The value of a simple object's member, by name and the name's hash.
    pub(crate) fn member(
        &self,
        object: Extent,
        first: u32,
        name: Units<'_>,
        hash: u32,
    ) -> Option<u32> {
        let nodes = &self.0.nodes[..object.next as usize];
        let mut place = first as usize;
        while let Some([Node::Name(piece, known), value]) = nodes.get(place..place + 2) {
            if *known == hash && self.is(*piece, name) {
                return Some(place as u32 + 1);
            }
            place = match value {
                Node::Array(extent) | Node::Object(extent, _) => extent.next as usize,
                _ => place + 2,
            };
        }
        None
    }

    fn is(&self, piece: Piece, name: Units<'_>) -> bool {
        match self.plain(piece) {
            Some(text) => Units::Latin1(text.as_bytes()) == name,
            None => self.coded(piece).units() == name,
        }
    }

    /// What belongs to an object, if this is one, and whether it is simple.
    #[inline]
    pub(crate) fn object(&self, node: u32) -> Option<(Extent, bool)> {
        match self.0.nodes.get(node as usize) {
            Some(Node::Object(extent, is_simple)) => Some((*extent, *is_simple)),
            _ => None,
        }
    }

    /// The text of an array or object.
    pub(crate) fn text_of(&self, node: u32) -> &str {
        match self.node(node) {
            Node::Array(extent) | Node::Object(extent, _) => {
                let start = extent.start as usize;
                &self.0.text[start..start + extent.bytes as usize]
            }
            _ => "",
        }
    }
}

impl FromStr for Json {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        Json::parse(text)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Json").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The same text.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

/// Its text.
impl Stored for Json {
    fn write(&self, to: &mut Writer<'_>) {
        to.bytes(self.as_str().as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        Json::parse(String::read(from)?).map_err(|_| Broken("data that is JSON is none"))
    }
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

impl List<'_> {
    fn add(&mut self, node: Node) -> Result<(), JsonError> {
        self.nodes.push(node);
        Ok(())
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
        let piece = Piece::new(self.text, string);
        let raw = piece.of(self.text);
        let hash = if piece.is_plain() {
            Units::Latin1(raw.as_bytes()).hash()
        } else {
            unescaped(raw.encode_utf16()).units().hash()
        };
        if let Some(open) = self.open.last_mut() {
            let bit = 1 << ((hash ^ hash >> 16) & 63);
            if open.names & bit != 0 && open.is_simple {
                // Seldom more than another name with the same bit.
                let known = self.nodes[open.node..].iter();
                open.is_simple =
                    !known.into_iter().any(|node| matches!(node, Node::Name(_, h) if *h == hash));
            }
            open.names |= bit;
            open.members += 1;
            open.is_simple &= open.members <= FEW;
        }
        self.add(Node::Name(piece, hash))
    }

    fn string(&mut self, string: Raw) -> Result<(), JsonError> {
        self.add(Node::String(Piece::new(self.text, string)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_tree_that_it_describes() {
        let text =
            r#" {"a": [1, -2.5e3, "x\u00e9\n", []], "ß": {"n": null, "t": true}, "a": false} "#;
        let json = Json::parse(text).expect("it is JSON");
        assert_eq!(
            json.to_data(),
            Data::object([
                ("a", Data::Boolean(false)),
                ("ß", Data::object([("n", Data::Null), ("t", Data::Boolean(true))])),
            ]),
        );
        assert_eq!(size_of::<Node>(), 16);
    }

    #[test]
    fn what_is_no_json_says_where() {
        for (text, said) in [
            ("{\"a\": }", "this is not JSON from byte 6 on"),
            ("[1, 2", "the JSON text ends too early"),
            ("\"ä\" x", "this is not JSON from byte 5 on"),
            ("", "the JSON text ends too early"),
            ("\"a\u{1}\"", "this is not JSON from byte 2 on"),
            (&"[".repeat(100_000), "at byte 500 the JSON text is nested deeper than 500"),
        ] {
            let said_so = Json::parse(text).map_err(|error| error.to_string());
            assert_eq!(said_so.expect_err("it is no JSON"), said);
        }
    }
}
