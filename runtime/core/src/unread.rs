//! What has a session read of a JSON text? Objects whose members are made when a script looks at them.

use scxml_schema::builtins;

use crate::Value;
use crate::json::{Json, Node};
use crate::key::Key;
use crate::objects::{Class, Elements, Flags};
use crate::realm::Realm;
use crate::snapshot::{Broken, Reader, Stored, Writer};
use crate::value::Kind;

/// An object of a JSON text, of which no member was made yet.
#[derive(Debug)]
pub(crate) struct Unread {
    json: Json,
    node: u32,
}

impl Unread {
    /// What it keeps of the text, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.json.object(self.node).map_or(0, |(extent, _)| extent.bytes as usize)
    }
}

/// The text of the object.
impl Stored for Unread {
    fn write(&self, to: &mut Writer<'_>) {
        to.bytes(self.json.text_of(self.node).as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let json = Json::read(from)?;
        match json.object(0) {
            Some(_) => Ok(Unread { json, node: 0 }),
            None => Err(Broken("an object of a JSON text is none")),
        }
    }
}

/// What a member of an unread object is.
pub(crate) enum Glance {
    Value(Value),
    Absent,
    /// Only reading the whole object can tell.
    Unclear,
}

impl Realm {
    /// The value that a JSON text describes.
    pub(crate) fn json_value(&mut self, json: &Json, node: u32) -> Value {
        match json.node(node) {
            Node::Array(_) => {
                let elements: Vec<Value> =
                    json.elements(node).map(|element| self.json_value(json, element)).collect();
                let heap = self.heap_mut();
                heap.objects.bytes += elements.len() * size_of::<Value>();
                let class = Class::Array(Elements::new(elements));
                heap.add(Value::builtin(builtins::ARRAY_PROTOTYPE), class)
            }
            Node::Object(extent, _) => {
                let heap = self.heap_mut();
                heap.objects.bytes += extent.bytes as usize;
                let class = Class::Unread(Unread { json: json.clone(), node });
                heap.add(Value::builtin(builtins::OBJECT_PROTOTYPE), class)
            }
            leaf => self.json_leaf(json, leaf),
        }
    }

    fn json_leaf(&mut self, json: &Json, node: Node) -> Value {
        match node {
            Node::Word(boolean) => boolean.map_or(Value::NULL, Value::boolean),
            Node::Number(number) => Value::number(number),
            Node::String(piece) => match json.plain(piece) {
                Some(text) => self.string(text),
                None => self.string_of_text(json.coded(piece)),
            },
            Node::Name(..) | Node::Array(_) | Node::Object(..) => Value::UNDEFINED,
        }
    }

    /// A member of an unread object, if it can be made without the others: nobody can tell two equal strings apart, but
    /// an object must be the same one each time.
    #[inline(never)]
    pub(crate) fn glance(&mut self, handle: u32, key: Key) -> Glance {
        let Class::Unread(unread) = &self.heap().object(handle).class else {
            return Glance::Unclear;
        };
        let (Some(atom), Some((extent, true))) = (key.as_atom(), unread.json.object(unread.node))
        else {
            return Glance::Unclear;
        };
        let (name, hash) = (self.atom_units(atom), self.atom_hash(atom));
        let Some(member) = unread.json.member(extent, unread.node + 1, name, hash) else {
            return Glance::Absent;
        };
        match unread.json.node(member) {
            Node::Array(_) | Node::Object(..) => Glance::Unclear,
            leaf => {
                let json = unread.json.clone();
                Glance::Value(self.json_leaf(&json, leaf))
            }
        }
    }

    /// Makes all members of an unread object; what is in them may stay unread.
    #[inline(never)]
    pub(crate) fn read_whole(&mut self, handle: u32) {
        let class = &mut self.heap_mut().object_mut(handle).class;
        if !matches!(class, Class::Unread(_)) {
            return;
        }
        let Class::Unread(Unread { json, node }) = std::mem::take(class) else { return };
        for (name, value) in json.members(node) {
            let name = match json.plain(name) {
                Some(text) => self.key_of(text),
                None => {
                    let name = self.string_of_text(json.coded(name));
                    self.key(name)
                }
            };
            let value = self.json_value(&json, value);
            self.heap_mut().objects.put(handle, name, Flags::PLAIN, value);
        }
    }

    /// Makes all members, if the value is an unread object.
    pub(crate) fn read_whole_value(&mut self, value: Value) {
        if let Kind::Object(handle) = value.kind() {
            self.read_whole(handle);
        }
    }
}
