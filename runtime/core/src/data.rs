//! What crosses the border of a session: an owned tree that holds no handle into any heap.

use crate::Xml;
use crate::snapshot::{Nested, choice};

/// A value outside of any session: event data, parameters, action attributes, results of calls.
///
/// Functions and cycles have no such form; a script that sends one gets the standard's error event.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Data {
    /// `undefined`
    #[default]
    Undefined,
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string; lone surrogates have become U+FFFD.
    String(String),
    /// An array.
    Array(Vec<Data>),
    /// An object; members in the order in which they were added.
    Object(Vec<(String, Data)>),
    /// XML: a document, or another node of one.
    Xml(Box<Xml>),
}

choice!(Data {
    0 Undefined,
    1 Null,
    2 Boolean(boolean),
    3 Number(number),
    4 String(text),
    5 Array(elements as Nested),
    6 Object(members as Nested),
    7 Xml(xml as Nested),
});

impl Data {
    /// An object of the given members.
    pub fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Data)>) -> Self {
        Data::Object(members.into_iter().map(|(k, v)| (k.into(), v)).collect())
    }

    /// The member of this name, if this is an object that has one.
    pub fn get(&self, name: &str) -> Option<&Data> {
        match self {
            Data::Object(members) => members.iter().find(|(k, _)| k == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Data::String(text) => Some(text),
            _ => None,
        }
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Self {
        Data::String(text.to_owned())
    }
}

impl From<String> for Data {
    fn from(text: String) -> Self {
        Data::String(text)
    }
}

impl From<f64> for Data {
    fn from(number: f64) -> Self {
        Data::Number(number)
    }
}

impl From<bool> for Data {
    fn from(value: bool) -> Self {
        Data::Boolean(value)
    }
}
