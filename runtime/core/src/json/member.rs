//! How is a member found in a JSON text? By its name, one after the other.

use super::{Json, Node};
use crate::constant::Constant;
use crate::strings::{Short, Units};

impl Json {
    /// The value of an object's member, if there is such a member; none when this is no object, or none that is simple.
    #[inline]
    pub(crate) fn member(&self, object: u32, name: &Constant) -> Option<Option<u32>> {
        match &name.short {
            Some(short) => self.short_member(object, short),
            None => self.long_member(object, Units::Latin1(name.text.as_bytes())),
        }
    }

    /// The same, for any name.
    pub(crate) fn any_member(&self, object: u32, name: Units<'_>) -> Option<Option<u32>> {
        match Short::of_ascii(name) {
            Some(short) => self.short_member(object, &short),
            None => self.long_member(object, name),
        }
    }

    #[inline]
    fn short_member(&self, object: u32, name: &Short) -> Option<Option<u32>> {
        self.find(object, |node, _| matches!(node, Node::ShortName(short) if short == name))
    }

    #[inline(never)]
    fn long_member(&self, object: u32, name: Units<'_>) -> Option<Option<u32>> {
        let hash = name.hash();
        self.find(object, |node, place| {
            matches!(node, Node::Name(_, known) if *known == hash) && self.chars(place).is(name)
        })
    }

    #[inline(always)]
    fn find(&self, object: u32, is_it: impl Fn(&Node, u32) -> bool) -> Option<Option<u32>> {
        let nodes = self.nodes();
        let Node::Object(extent, true) = nodes[object as usize] else { return None };
        let mut rest = &nodes[object as usize + 1..extent.next as usize];
        while let [name, value, ..] = rest {
            let place = extent.next - rest.len() as u32;
            if is_it(name, place) {
                return Some(Some(place + 1));
            }
            rest = match value {
                Node::Array(inner) | Node::Object(inner, _) => {
                    &nodes[inner.next as usize..extent.next as usize]
                }
                _ => &rest[2..],
            };
        }
        Some(None)
    }

    /// Whether a value is this text of ASCII characters; none when it is no string.
    #[inline]
    pub(crate) fn is_string(&self, node: u32, constant: &Constant) -> Option<bool> {
        match &self.nodes()[node as usize] {
            Node::Short(short) => Some(constant.short.as_ref() == Some(short)),
            Node::String(_) => Some(self.chars(node).is(Units::Latin1(constant.text.as_bytes()))),
            _ => None,
        }
    }
}
