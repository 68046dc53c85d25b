//! What has a session read of a JSON text? Objects whose members are made when a script looks at them.

use scxml_schema::builtins;

use crate::Value;
use crate::json::{Chars, Json, Node};
use crate::key::Key;
use crate::objects::{Class, Elements, Flags};
use crate::realm::Realm;
use crate::snapshot::{Broken, Reader, Stored, Writer};
use crate::strings::Units;
use crate::value::Kind;

/// An object of a JSON text, of which one member at most was made: an array or object must be the same one each time.
#[derive(Debug)]
pub(crate) struct Unread {
    json: Json,
    node: u32,
    /// The node of the member that was made, and what was made of it; 0 and a hole before that.
    made: (u32, Value),
}

impl Unread {
    /// What it keeps of the text, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.json.object(self.node).map_or(0, |(extent, _)| extent.bytes as usize)
    }

    /// What was made of it.
    pub(crate) fn made(&self) -> Value {
        self.made.1
    }
}

/// The text of the object, and the member that was made: how many values and names stand before it, and its value.
impl Stored for Unread {
    fn write(&self, to: &mut Writer<'_>) {
        to.bytes(self.json.text_of(self.node).as_bytes());
        self.made.0.saturating_sub(self.node).write(to);
        self.made.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let json = Json::read(from)?;
        let made = (u32::read(from)?, Value::read(from)?);
        let Some((extent, _)) = json.object(0) else {
            return Err(Broken("an object of a JSON text is none"));
        };
        let is_member = |node| json.members(0).any(|(_, value)| value == node);
        match made {
            (0, Value::HOLE) => {}
            (node, value) if node < extent.next && value.is_object() && is_member(node) => {}
            _ => return Err(Broken("what was made of a JSON text is not in it")),
        }
        Ok(Unread { json, node: 0, made })
    }
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
                let class =
                    Class::Unread(Unread { json: json.clone(), node, made: (0, Value::HOLE) });
                heap.add(Value::builtin(builtins::OBJECT_PROTOTYPE), class)
            }
            _ => self.json_leaf(json, node).unwrap_or_default(),
        }
    }

    /// A value of a JSON text that is no array and no object.
    #[inline(always)]
    pub(crate) fn json_leaf(&mut self, json: &Json, node: u32) -> Option<Value> {
        match &json.nodes()[node as usize] {
            Node::Short(short) => Some(self.heap_mut().strings.of_short(*short)),
            _ => self.other_leaf(json, node),
        }
    }

    #[inline(never)]
    fn other_leaf(&mut self, json: &Json, node: u32) -> Option<Value> {
        match json.node(node) {
            Node::Number(number) => Some(Value::number(number)),
            Node::Word(boolean) => Some(boolean.map_or(Value::NULL, Value::boolean)),
            Node::Short(_) | Node::String(_) => Some(self.json_string(json.chars(node))),
            Node::ShortName(_) | Node::Name(..) | Node::Array(_) | Node::Object(..) => None,
        }
    }

    #[inline(never)]
    fn json_string(&mut self, chars: Chars<'_>) -> Value {
        match chars {
            Chars::Plain(bytes) => self.heap_mut().strings.copy_latin1(bytes),
            Chars::Coded(_) => self.string_of_text(chars.text()),
        }
    }

    /// A member of an unread object, if it is there and can be made without the others: nobody can tell two equal
    /// strings apart.
    #[inline(never)]
    pub(crate) fn glance(&mut self, handle: u32, key: Key) -> Option<Value> {
        let Class::Unread(unread) = &self.heap().object(handle).class else { return None };
        let atom = key.as_atom()?;
        let member = unread.json.any_member(unread.node, self.atom_units(atom))??;
        match (unread.json.node(member), unread.made) {
            (Node::Array(_) | Node::Object(..), (made, value)) if made == member => Some(value),
            (Node::Array(_) | Node::Object(..), (0, _)) => Some(self.make_member(handle, member)),
            _ => {
                let json = unread.json.clone();
                self.json_leaf(&json, member)
            }
        }
    }

    fn make_member(&mut self, handle: u32, member: u32) -> Value {
        let Class::Unread(unread) = &self.heap().object(handle).class else {
            return Value::UNDEFINED;
        };
        let json = unread.json.clone();
        let value = self.json_value(&json, member);
        if let Class::Unread(unread) = &mut self.heap_mut().object_mut(handle).class {
            unread.made = (member, value);
        }
        value
    }

    /// Makes all members of an unread object; what is in them may stay unread.
    #[inline(never)]
    pub(crate) fn read_whole(&mut self, handle: u32) {
        let class = &mut self.heap_mut().object_mut(handle).class;
        if !matches!(class, Class::Unread(_)) {
            return;
        }
        let Class::Unread(Unread { json, node, made }) = std::mem::take(class) else { return };
        for (name, value) in json.members(node) {
            let name = match json.chars(name) {
                Chars::Plain(bytes) => self.key_of_units(Units::Latin1(bytes)),
                coded => self.key_of_units(coded.text().units()),
            };
            let value = if value == made.0 { made.1 } else { self.json_value(&json, value) };
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
