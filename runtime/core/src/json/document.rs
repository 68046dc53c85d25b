//! How is a JSON text kept that was read once and may be given to many sessions? As a list of what is in it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::grammar::Misfit;
use super::list;
use super::node::{Chars, Extent, Node};
use crate::Data;
use crate::snapshot::{Broken, Reader, Stored, Writer};

/// How deep a text may nest arrays and objects: as deep as [`Data`] that crosses the border of a session.
pub(super) const DEEPEST: usize = 500;

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
    pub(super) wrong: Wrong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
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

/// In bytes; lengths are kept in 31 bits.
const LONGEST: usize = (1 << 31) - 1;

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
        let nodes = list::nodes(&text)?;
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
            Node::Word(None) | Node::Name(..) | Node::ShortName(_) => Data::Null,
            Node::Word(Some(boolean)) => Data::Boolean(boolean),
            Node::Number(number) => Data::Number(number),
            Node::String(_) | Node::Short(_) => Data::String(self.chars(node).to_utf8()),
            Node::Array(_) => {
                Data::Array(self.elements(node).map(|element| self.data_of(element)).collect())
            }
            Node::Object(..) => {
                let mut members: Vec<(String, Data)> = Vec::new();
                for (name, value) in self.members(node) {
                    let (name, value) = (self.chars(name).to_utf8(), self.data_of(value));
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

    /// All values and names, in their order.
    #[inline]
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.0.nodes
    }

    #[inline]
    pub(crate) fn node(&self, node: u32) -> Node {
        self.0.nodes[node as usize]
    }

    /// The characters of a string or name.
    pub(crate) fn chars(&self, node: u32) -> Chars<'_> {
        match &self.0.nodes[node as usize] {
            Node::Short(short) | Node::ShortName(short) => Chars::Plain(short.bytes()),
            Node::String(piece) | Node::Name(piece, _) => {
                let start = piece.start as usize;
                let text = &self.0.text[start..start + (piece.length >> 1) as usize];
                if piece.length & 1 == 1 {
                    Chars::Plain(text.as_bytes())
                } else {
                    Chars::Coded(text)
                }
            }
            _ => Chars::Plain(&[]),
        }
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
    pub(crate) fn members(&self, object: u32) -> impl Iterator<Item = (u32, u32)> {
        let end = self.end_of(object);
        let mut next = object + 1;
        std::iter::from_fn(move || {
            let (name, value) = (next, next + 1);
            (name < end).then(|| {
                next = self.after(value);
                (name, value)
            })
        })
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
