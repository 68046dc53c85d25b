//! What do values lead to? A walk over a heap that numbers all it finds, in an order that depends on nothing but what
//! leads to what.

use crate::Value;
use crate::heap::Heap;
use crate::key::Key;
use crate::machine::Machine;
use crate::objects::{Class, Properties};
use crate::realm::Realm;
use crate::strings::{Str, compare};
use crate::value::{Env, Kind};

/// What was found of one kind of things.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// By number: the place in `order` plus one; 0 when it was not found.
    places: Vec<u32>,
    /// The numbers, in the order in which they were found.
    order: Vec<u32>,
    /// How many of `order` have been looked into.
    done: usize,
}

impl Found {
    fn among(count: usize) -> Self {
        Found { places: vec![0; count], ..Found::default() }
    }

    fn add(&mut self, number: u32) {
        if let Some(place @ 0) = self.places.get_mut(number as usize) {
            self.order.push(number);
            *place = self.order.len() as u32;
        }
    }

    fn next(&mut self) -> Option<u32> {
        let next = self.order.get(self.done).copied();
        self.done += usize::from(next.is_some());
        next
    }

    /// The numbers of all that was found, in the order in which it was.
    pub(crate) fn order(&self) -> &[u32] {
        &self.order
    }

    /// The place in that order; none when it was not found.
    pub(crate) fn place(&self, number: u32) -> Option<u32> {
        self.places.get(number as usize)?.checked_sub(1)
    }

    pub(crate) fn holds(&self, number: u32) -> bool {
        self.place(number).is_some()
    }

    /// The number after the highest one that was found.
    pub(crate) fn end(&self) -> usize {
        self.places.iter().rposition(|place| *place != 0).map_or(0, |last| last + 1)
    }
}

/// All that is in use of a heap.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    pub(crate) objects: Found,
    pub(crate) scopes: Found,
    pub(crate) strings: Found,
    pub(crate) latin1: Found,
    pub(crate) wide: Found,
    /// The session's own names, by their atoms less `first_name`.
    pub(crate) names: Found,
    pub(crate) first_name: u32,
}

impl Machine {
    /// The values that a session holds at rest besides those of its realm: none is in a local variable of any function
    /// then.
    pub(crate) fn roots(&self) -> impl Iterator<Item = Value> {
        let waiting = self.internal.iter().map(|occurrence| occurrence.value);
        waiting.chain([self.event_object, self.event.value])
    }
}

impl Realm {
    /// All that `roots` and the realm itself lead to.
    pub(crate) fn reached(&self, roots: impl IntoIterator<Item = Value>) -> Reached {
        let first_name = self.names().end();
        let Some(heap) = self.heap.as_deref() else {
            return Reached { first_name, ..Reached::default() };
        };
        let mut reached = Reached::among(heap, first_name);
        for value in roots.into_iter().chain(self.slots.iter().copied()).chain([self.thrown]) {
            reached.value(value);
        }
        reached.heap(heap);
        reached.walk(heap);
        reached
    }

    /// The same, and the names that nothing leads to, in their order as strings: until they are collected, a script that
    /// makes one of them again takes no more of the heap, so a session that is restored has to know them.
    pub(crate) fn reached_and_named(&self, roots: impl IntoIterator<Item = Value>) -> Reached {
        let mut reached = self.reached(roots);
        if let Some(heap) = self.heap.as_deref() {
            let names = &heap.strings.interned;
            let mut idle: Vec<u32> = names
                .atoms()
                .filter(|atom| !reached.names.holds(atom - reached.first_name))
                .collect();
            idle.sort_unstable_by(|a, b| compare(names.units(*a), names.units(*b)));
            idle.into_iter().for_each(|atom| reached.atom(atom));
        }
        reached
    }
}

impl Reached {
    fn among(heap: &Heap, first_name: u32) -> Self {
        Reached {
            objects: Found::among(heap.objects.objects.len()),
            scopes: Found::among(heap.objects.scopes.len()),
            strings: Found::among(heap.strings.strings.len()),
            latin1: Found::among(heap.strings.latin1.len()),
            wide: Found::among(heap.strings.wide.len()),
            names: Found::among((heap.strings.interned.end() - first_name) as usize),
            first_name,
        }
    }

    fn heap(&mut self, heap: &Heap) {
        self.properties(&heap.data);
        self.properties(&heap.globals);
        self.value(heap.model.unwrap_or(Value::UNDEFINED));
        self.value(heap.io_processors.unwrap_or(Value::UNDEFINED));
        heap.changed_builtins.values().for_each(|handle| self.objects.add(*handle));
    }

    fn atom(&mut self, atom: u32) {
        if let Some(place) = atom.checked_sub(self.first_name) {
            self.names.add(place);
        }
    }

    fn key(&mut self, key: Key) {
        if let Some(atom) = key.as_atom() {
            self.atom(atom);
        }
    }

    fn value(&mut self, value: Value) {
        match value.kind() {
            Kind::Object(handle) => self.objects.add(handle),
            Kind::String(handle) => self.strings.add(handle),
            Kind::Atom(atom) => self.atom(atom),
            _ => {}
        }
    }

    fn env(&mut self, env: Env) {
        self.scopes.add(env.0);
    }

    fn properties(&mut self, properties: &Properties) {
        for property in properties.iter() {
            self.key(property.key);
            self.value(property.value);
        }
    }

    fn walk(&mut self, heap: &Heap) {
        loop {
            if let Some(handle) = self.objects.next() {
                self.object(handle, heap);
            } else if let Some(handle) = self.scopes.next() {
                let scope = heap.objects.scopes.get(handle);
                self.env(scope.parent);
                scope.values.iter().for_each(|value| self.value(*value));
            } else if let Some(handle) = self.strings.next() {
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
            Class::Function { env, .. } | Class::Arguments(env) => self.env(*env),
            Class::Wrapper(value) => self.value(*value),
            Class::Node(node) => node.values().into_iter().for_each(|value| self.value(value)),
            Class::Iterator(iterator) => self.value(iterator.source),
            Class::Bound(bound) => {
                self.value(bound.function);
                self.value(bound.this);
                bound.arguments.iter().for_each(|value| self.value(*value));
            }
            Class::Map(table) | Class::Set(table) => table.iter().for_each(|(key, value)| {
                self.value(key);
                self.value(value);
            }),
            Class::Accessors { get, set } => {
                self.value(*get);
                self.value(*set);
            }
            Class::Unread(unread) => self.value(unread.made()),
            Class::Plain | Class::Date(_) | Class::RegExp(_) | Class::Host(_) | Class::Error => {}
        }
    }

    fn string(&mut self, string: Str) {
        match string {
            Str::Latin1(part) => self.latin1.add(part.buffer),
            Str::Wide(part) => self.wide.add(part.buffer),
            Str::Rope { left, right, .. } => {
                self.value(left.value());
                self.value(right.value());
            }
            Str::Short(_) | Str::Free => {}
        }
    }
}
