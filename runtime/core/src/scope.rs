//! What do the names of the session-wide scope stand for? Slots where the compiler knows them, tables where not.
//!
//! `_data` (ors) and the global object show both as properties. In ors the slots of data belong to `_data` alone, and
//! a bare name finds script variables first, then data.

use scxml_schema::builtins;

use crate::Cx;
use crate::Value;
use crate::errors::{ErrorKind, throw_error};
use crate::key::Key;
use crate::objects::{Flags, Properties, Property};
use crate::realm::Realm;
use crate::statics;
use crate::value::{R, number};

impl Realm {
    /// The slots that are properties of `_data` or the global object.
    fn slots_of(&self, scope: u32) -> std::ops::Range<usize> {
        let data = if self.program.ors { self.program.data_slots as usize } else { 0 };
        if scope == builtins::DATA { 0..data } else { data..self.slots.len() }
    }

    fn slot_of(&self, scope: u32, key: Key) -> Option<usize> {
        let atom = key.as_atom()?;
        let range = self.slots_of(scope);
        self.program.slots[range.clone()]
            .iter()
            .position(|name| *name == atom)
            .map(|place| range.start + place)
    }

    /// The table of members that have no slot.
    fn members_of(&self, scope: u32) -> Option<&Properties> {
        let heap = self.heap.as_ref()?;
        Some(if scope == builtins::DATA { &heap.data } else { &heap.globals })
    }

    pub(crate) fn own_of_scope(&self, scope: u32, key: Key) -> Option<Property> {
        if let Some(slot) = self.slot_of(scope, key) {
            let value = self.slots[slot];
            let flags = if scope == builtins::DATA { Flags::PLAIN } else { Flags::VARIABLE };
            return (!value.is_hole()).then_some(Property { key, flags, value });
        }
        if let Some(property) = self.members_of(scope).and_then(|members| members.get(key)) {
            return Some(property);
        }
        if scope == builtins::GLOBAL && self.changed_builtin(scope).is_none() {
            return statics::own(scope, key.as_atom()?);
        }
        None
    }

    pub(crate) fn define_in_scope(&mut self, scope: u32, key: Key, flags: Flags, value: Value) {
        if let Some(slot) = self.slot_of(scope, key) {
            self.slots[slot] = value;
            return;
        }
        let heap = self.heap_mut();
        let members = if scope == builtins::DATA { &mut heap.data } else { &mut heap.globals };
        heap.objects.bytes += members.put(key, flags, value);
    }

    pub(crate) fn remove_from_scope(&mut self, scope: u32, key: Key) {
        if let Some(slot) = self.slot_of(scope, key) {
            self.slots[slot] = Value::HOLE;
            return;
        }
        if scope == builtins::GLOBAL
            && self.members_of(scope).is_none_or(|members| members.get(key).is_none())
        {
            // A built-in global goes: from now on the table says which of them are there.
            for property in statics::all(scope) {
                if self.own_of_scope(scope, property.key).is_some() {
                    self.define_in_scope(scope, property.key, property.flags, property.value);
                }
            }
            self.change_builtin(scope);
        }
        let heap = self.heap_mut();
        if scope == builtins::DATA {
            heap.data.remove(key)
        } else {
            heap.globals.remove(key)
        };
    }

    /// The keys of `_data` or of the global object, and whether each is enumerable.
    pub(crate) fn keys_of_scope(&self, scope: u32) -> Vec<(Key, bool)> {
        let bound = self.slots_of(scope).filter(|slot| !self.slots[*slot].is_hole());
        let mut keys: Vec<_> =
            bound.map(|slot| (self.atom_key(self.program.slots[slot]), true)).collect();
        if let Some(members) = self.members_of(scope) {
            keys.extend(
                members.iter().map(|property| (property.key, property.flags.is_enumerable())),
            );
        }
        keys
    }

    /// What a script assigned to the name of a built-in global, by way of the global object.
    pub(crate) fn assigned_builtin(&self, number: u32) -> Option<Value> {
        let globals =
            self.heap.as_ref().map(|heap| &heap.globals).filter(|globals| !globals.is_empty())?;
        let is_global = scxml_schema::builtins::BUILTINS[number as usize].owner == builtins::GLOBAL;
        let property = globals.get(Key::name(statics::name(number))).filter(|_| is_global)?;
        Some(property.value)
    }

    /// What a bare name that has no slot finds.
    fn global(&self, atom: u32) -> Option<Value> {
        let key = self.atom_key(atom);
        let members = |scope| self.members_of(scope).and_then(|members| members.get(key));
        let found = members(builtins::GLOBAL);
        let found = found.or_else(|| members(builtins::DATA).filter(|_| self.program.ors));
        found.or_else(|| self.own_of_scope(builtins::GLOBAL, key)).map(|property| property.value)
    }
}

#[cold]
#[inline(never)]
fn not_bound(slot: u32, cx: &mut Cx<'_>) -> crate::value::Thrown {
    not_defined(cx.machine.program.slots[slot as usize], cx)
}

fn not_defined(atom: u32, cx: &mut Cx<'_>) -> crate::value::Thrown {
    let message = format!("{} is not defined", cx.machine.realm.atom_text(atom));
    throw_error(ErrorKind::Reference, &message, cx)
}

/// The value of a session-wide name.
///
/// # Errors
/// A ReferenceError when it is not bound.
#[inline]
pub fn load(slot: u32, cx: &mut Cx<'_>) -> R<Value> {
    let value = cx.machine.realm.slots[slot as usize];
    if value.is_hole() { Err(not_bound(slot, cx)) } else { Ok(value) }
}

/// The number that a session-wide name is bound to, where it is always bound to one.
#[inline]
pub fn slot_number(slot: u32, cx: &Cx<'_>) -> f64 {
    number(cx.machine.realm.slots[slot as usize])
}

/// The value of a session-wide name, `undefined` when it is not bound: `_data.x`, `typeof x`.
#[inline]
pub fn load_member(slot: u32, cx: &mut Cx<'_>) -> Value {
    cx.machine.realm.slots[slot as usize].or_undefined()
}

/// Binds a session-wide name.
#[inline]
pub fn store(slot: u32, value: Value, cx: &mut Cx<'_>) {
    cx.machine.realm.slots[slot as usize] = value;
}

/// Makes a session-wide name exist: the statement `var x;`.
#[inline]
pub fn declare(slot: u32, cx: &mut Cx<'_>) {
    let slot = &mut cx.machine.realm.slots[slot as usize];
    *slot = slot.or_undefined();
}

/// Removes a member of `_data`; tells whether it may be removed.
pub fn unbind(slot: u32, cx: &mut Cx<'_>) -> bool {
    cx.machine.realm.slots[slot as usize] = Value::HOLE;
    true
}

/// The value of a name that has no slot.
///
/// # Errors
/// A ReferenceError when nothing has that name.
pub fn load_global(atom: u32, cx: &mut Cx<'_>) -> R<Value> {
    match cx.machine.realm.global(atom) {
        Some(value) => Ok(value),
        None => Err(not_defined(atom, cx)),
    }
}

/// The value of a name that the program puts together.
///
/// # Errors
/// A ReferenceError when nothing has that name.
pub(crate) fn named(name: &str, cx: &mut Cx<'_>) -> R<Value> {
    let text = cx.machine.realm.string(name);
    let key = cx.machine.realm.find_key(text);
    match key.and_then(Key::as_atom).and_then(|atom| cx.machine.realm.global(atom)) {
        Some(value) => Ok(value),
        None => {
            let message = format!("{name} is not defined");
            Err(throw_error(ErrorKind::Reference, &message, cx))
        }
    }
}

/// `typeof` of a name that has no slot.
pub fn typeof_global(atom: u32, cx: &mut Cx<'_>) -> Value {
    let value = cx.machine.realm.global(atom).unwrap_or(Value::UNDEFINED);
    crate::operators::typeof_(value, cx)
}

/// Assigns to a name that has no slot: to the member of `_data` (ors) if there is one, else to the global object.
pub fn store_global(atom: u32, value: Value, cx: &mut Cx<'_>) {
    let realm = &mut cx.machine.realm;
    let key = realm.atom_key(atom);
    let has =
        |scope: u32| realm.members_of(scope).is_some_and(|members| members.get(key).is_some());
    let data = realm.program.ors && !has(builtins::GLOBAL) && has(builtins::DATA);
    match realm.own_of_scope(builtins::GLOBAL, key) {
        Some(property) if !property.flags.is_writable() => {}
        _ => {
            let scope = if data { builtins::DATA } else { builtins::GLOBAL };
            realm.define_in_scope(scope, key, Flags::PLAIN, value);
        }
    }
}

/// Binds a name to a value that comes from outside: a parameter of the session. Gives the slot that it went to, if the
/// program has one of that name.
pub(crate) fn bind(name: &str, value: Value, cx: &mut Cx<'_>) -> Option<u32> {
    let realm = &mut cx.machine.realm;
    let key = realm.key_of(name);
    let scope = if realm.program.ors { builtins::DATA } else { builtins::GLOBAL };
    realm.define_in_scope(scope, key, Flags::PLAIN, value);
    realm.slot_of(scope, key).map(|slot| slot as u32)
}

/// What a name of the data model is bound to, for the host to look at.
pub(crate) fn member(name: &str, cx: &mut Cx<'_>) -> Option<Value> {
    let realm = &mut cx.machine.realm;
    let name = realm.string(name);
    let key = realm.find_key(name)?;
    let scope = if realm.program.ors { builtins::DATA } else { builtins::GLOBAL };
    let found =
        realm.own_of_scope(scope, key).or_else(|| realm.own_of_scope(builtins::GLOBAL, key));
    found.map(|property| property.value)
}
