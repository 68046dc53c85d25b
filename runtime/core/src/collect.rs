//! When are strings and objects that are not in use any more given back, and what does the rest take?
//!
//! Only at rest: no value is in a local variable of any function then.

use crate::Value;
use crate::dom::Node;
use crate::machine::Machine;
use crate::objects::Class;
use crate::objects::table::ENTRY_BYTES;
use crate::realm::Realm;

/// A heap that is smaller is left alone.
const SMALL: usize = 64 << 10;

impl Machine {
    /// Frees what nothing leads to any more.
    #[cold]
    pub(crate) fn collect(&mut self) {
        let roots: Vec<Value> = self.roots().collect();
        self.realm.collect(roots);
    }
}

impl Realm {
    /// Whether so much has been made since the last collection that another is worth its time.
    pub(crate) fn has_grown(&self) -> bool {
        self.heap.as_ref().is_some_and(|heap| heap.bytes() > SMALL.max(heap.bytes_at_rest * 2))
    }

    /// Frees what neither `roots` nor the realm itself leads to.
    ///
    /// What is counted of the rest does not depend on where it lies, so that a session that was restored from a
    /// snapshot reaches its limit when the one that the snapshot was taken of does.
    pub(crate) fn collect(&mut self, roots: impl IntoIterator<Item = Value>) {
        let reached = self.reached(roots);
        let Some(heap) = self.heap.as_deref_mut() else { return };
        let strings = &mut heap.strings;
        strings.bytes = strings.strings.retain(&reached.strings, |_| 0)
            + strings.latin1.retain(&reached.latin1, Vec::len)
            + strings.wide.retain(&reached.wide, |units| units.len() * 2)
            + strings.interned.retain(&reached.names);
        let objects = &mut heap.objects;
        objects.bytes = objects.objects.retain(&reached.objects, |object| {
            let elements = match &object.class {
                Class::Array(elements) => elements.dense.capacity() * size_of::<Value>(),
                Class::Node(_) => size_of::<Node>(),
                Class::Unread(unread) => unread.bytes(),
                Class::Map(table) | Class::Set(table) => table.len() * ENTRY_BYTES,
                _ => 0,
            };
            elements + object.properties.bytes()
        }) + objects
            .scopes
            .retain(&reached.scopes, |scope| scope.values.len() * size_of::<Value>());
        heap.bytes_at_rest = heap.bytes();
    }
}
