//! Which strings and objects are still in use? Marks from the roots, then gives back all others.
//!
//! Only called at rest: no value is in a local variable of any function then.

use crate::Value;
use crate::heap::Heap;
use crate::key::Key;
use crate::objects::{Class, Properties};
use crate::realm::Realm;
use crate::strings::Str;
use crate::value::{Env, Kind};

/// A heap that is smaller is left alone.
const SMALL: usize = 64 << 10;

impl Realm {
    /// Whether so much has been made since the last collection that another is worth its time.
    pub(crate) fn has_grown(&self) -> bool {
        self.heap.as_ref().is_some_and(|heap| heap.bytes() > SMALL.max(heap.bytes_at_rest * 2))
    }

    /// Frees what neither `roots` nor the realm itself leads to.
    pub(crate) fn collect(&mut self, roots: impl IntoIterator<Item = Value>) {
        let first_interned = self.names().end();
        let Some(heap) = self.heap.as_deref_mut() else { return };
        let mut marks = Marks::new(heap, first_interned);
        for value in roots.into_iter().chain(self.slots.iter().copied()).chain([self.thrown]) {
            marks.value(value);
        }
        marks.properties(&heap.data);
        marks.properties(&heap.globals);
        marks.value(heap.model.unwrap_or(Value::UNDEFINED));
        marks.value(heap.io_processors.unwrap_or(Value::UNDEFINED));
        for handle in heap.changed_builtins.values() {
            marks.value(Value::object(*handle));
        }
        marks.trace(heap);
        marks.sweep(heap);
    }
}

/// What is known to be in use, and whose contents are still to be looked at.
struct Marks {
    objects: Vec<bool>,
    scopes: Vec<bool>,
    strings: Vec<bool>,
    latin1: Vec<bool>,
    wide: Vec<bool>,
    interned: Vec<bool>,
    first_interned: u32,
    open_objects: Vec<u32>,
    open_scopes: Vec<u32>,
    open_strings: Vec<u32>,
}

/// Marks one; tells whether it was not marked before.
fn mark(marks: &mut [bool], number: u32) -> bool {
    match marks.get_mut(number as usize) {
        Some(mark) => !std::mem::replace(mark, true),
        None => false,
    }
}

impl Marks {
    fn new(heap: &Heap, first_interned: u32) -> Self {
        let none = |length: usize| vec![false; length];
        Marks {
            objects: none(heap.objects.objects.len()),
            scopes: none(heap.objects.scopes.len()),
            strings: none(heap.strings.strings.len()),
            latin1: none(heap.strings.latin1.len()),
            wide: none(heap.strings.wide.len()),
            interned: none((heap.strings.interned.end() - first_interned) as usize),
            first_interned,
            open_objects: Vec::new(),
            open_scopes: Vec::new(),
            open_strings: Vec::new(),
        }
    }

    fn atom(&mut self, atom: u32) {
        if let Some(place) = atom.checked_sub(self.first_interned) {
            mark(&mut self.interned, place);
        }
    }

    fn key(&mut self, key: Key) {
        if let Some(atom) = key.as_atom() {
            self.atom(atom);
        }
    }

    fn value(&mut self, value: Value) {
        match value.kind() {
            Kind::Object(handle) if mark(&mut self.objects, handle) => {
                self.open_objects.push(handle)
            }
            Kind::String(handle) if mark(&mut self.strings, handle) => {
                self.open_strings.push(handle)
            }
            Kind::Atom(atom) => self.atom(atom),
            _ => {}
        }
    }

    fn env(&mut self, env: Env) {
        if mark(&mut self.scopes, env.0) {
            self.open_scopes.push(env.0);
        }
    }

    fn properties(&mut self, properties: &Properties) {
        for property in properties.iter() {
            self.key(property.key);
            self.value(property.value);
        }
    }

    fn trace(&mut self, heap: &Heap) {
        loop {
            if let Some(handle) = self.open_objects.pop() {
                self.object(handle, heap);
            } else if let Some(handle) = self.open_scopes.pop() {
                let scope = heap.objects.scopes.get(handle);
                self.env(scope.parent);
                scope.values.iter().for_each(|value| self.value(*value));
            } else if let Some(handle) = self.open_strings.pop() {
                self.string(*heap.strings.strings.get(handle));
            } else {
                break;
            }
        }
    }

    fn object(&mut self, handle: u32, heap: &Heap) {
        let object = heap.object(handle);
        self.value(object.prototype);
        self.properties(&object.properties);
        match &object.class {
            Class::Array(elements) => elements.dense.iter().for_each(|value| self.value(*value)),
            Class::Function { env, .. } => self.env(*env),
            Class::Wrapper(value) => self.value(*value),
            Class::Accessors { get, set } => {
                self.value(*get);
                self.value(*set);
            }
            Class::Plain | Class::RegExp(_) | Class::Host(_) | Class::Error | Class::Arguments => {}
        }
    }

    fn string(&mut self, string: Str) {
        match string {
            Str::Latin1(part) => {
                mark(&mut self.latin1, part.buffer);
            }
            Str::Wide(part) => {
                mark(&mut self.wide, part.buffer);
            }
            Str::Rope { left, right, .. } => {
                self.value(left.value());
                self.value(right.value());
            }
            Str::Short { .. } | Str::Free => {}
        }
    }

    fn sweep(self, heap: &mut Heap) {
        let strings = &mut heap.strings;
        strings.bytes = strings.strings.retain(&self.strings, |_| 0)
            + strings.latin1.retain(&self.latin1, Vec::capacity)
            + strings.wide.retain(&self.wide, |units| units.capacity() * 2)
            + strings.interned.retain(&self.interned);
        let objects = &mut heap.objects;
        objects.bytes = objects.objects.retain(&self.objects, |object| {
            let elements = match &object.class {
                Class::Array(elements) => elements.dense.capacity() * size_of::<Value>(),
                _ => 0,
            };
            elements + object.properties.bytes()
        }) + objects
            .scopes
            .retain(&self.scopes, |scope| scope.values.len() * size_of::<Value>());
        heap.bytes_at_rest = heap.bytes();
    }
}
