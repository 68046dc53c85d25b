//! What does a session that has made strings or objects hold?

use std::collections::BTreeMap;

use crate::Value;
use crate::objects::{Class, Object, Objects, Properties};
use crate::snapshot::{Builtin, Map, ObjectHandle, record};
use crate::strings::Strings;

/// Strings, objects and environments of a session, and what it changed of the world it found.
#[derive(Debug)]
pub(crate) struct Heap {
    pub(crate) strings: Strings,
    pub(crate) objects: Objects,
    /// Built-in objects that a script wrote to: the object that holds their properties now.
    pub(crate) changed_builtins: BTreeMap<u32, u32>,
    /// Members of `_data` that have no slot.
    pub(crate) data: Properties,
    /// Members of the global object that have no slot.
    pub(crate) globals: Properties,
    /// `_genesys`, once something asked for it.
    pub(crate) model: Option<Value>,
    /// `_ioprocessors`, once something asked for it.
    pub(crate) io_processors: Option<Value>,
    /// Arrays that are being joined: one that holds itself is empty there.
    pub(crate) joining: Vec<Value>,
    /// Bytes after the last collection.
    pub(crate) bytes_at_rest: usize,
}

record!(Heap {
    strings,
    objects,
    changed_builtins as Map<Builtin, ObjectHandle>,
    data,
    globals,
    model,
    io_processors,
    bytes_at_rest,
} unstored(_from) {
    joining: Vec::new(),
});

impl Heap {
    pub(crate) fn new(first_atom: u32) -> Self {
        Heap {
            strings: Strings::new(first_atom),
            objects: Objects::new(),
            changed_builtins: BTreeMap::new(),
            data: Properties::new(),
            globals: Properties::new(),
            model: None,
            io_processors: None,
            joining: Vec::new(),
            bytes_at_rest: 0,
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.strings.bytes + self.objects.bytes
    }

    #[inline]
    pub(crate) fn object(&self, handle: u32) -> &Object {
        self.objects.objects.get(handle)
    }

    #[inline]
    pub(crate) fn object_mut(&mut self, handle: u32) -> &mut Object {
        self.objects.objects.get_mut(handle)
    }

    /// A new object.
    pub(crate) fn add(&mut self, prototype: Value, class: Class) -> Value {
        self.objects.add(Object::new(prototype, class))
    }
}
