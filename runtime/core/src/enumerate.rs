//! Which keys does an object have, and in which order? Indices first, ascending; then names in the order of creation.

use std::collections::BTreeSet;

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::key::Key;
use crate::objects::Class;
use crate::program::FunctionKind;
use crate::properties::to_key;
use crate::realm::Realm;
use crate::statics;
use crate::value::{Kind, R};

impl Realm {
    /// The own keys of an object and whether each is enumerable, in order.
    fn own_keys(&mut self, object: Value) -> Vec<(Key, bool)> {
        self.read_whole_value(object);
        let mut keys = match object.kind() {
            Kind::Object(handle) => self.keys_of_heap(handle),
            Kind::Builtin(number @ (builtins::GLOBAL | builtins::DATA)) => {
                self.keys_of_scope(number)
            }
            Kind::Builtin(number) => match self.changed_builtin(number) {
                Some(handle) => self.keys_of_heap(handle),
                None => statics::all(number).map(|property| (property.key, false)).collect(),
            },
            Kind::Atom(_) | Kind::String(_) => self.keys_of_string(object),
            _ => Vec::new(),
        };
        // A stable sort leaves the names as they are.
        keys.sort_by_key(|(key, _)| self.element_index(*key).unwrap_or(u32::MAX));
        keys
    }

    fn keys_of_heap(&self, handle: u32) -> Vec<(Key, bool)> {
        let object = self.heap().object(handle);
        let mut keys = match &object.class {
            Class::Array(elements) => {
                let present = elements.dense.iter().zip(0..).filter(|(value, _)| !value.is_hole());
                let mut keys: Vec<_> =
                    present.filter_map(|(_, index)| Some((Key::index(index)?, true))).collect();
                keys.push((Key::name(names::LENGTH), false));
                keys
            }
            Class::Wrapper(value) if value.is_string() => self.keys_of_string(*value),
            class => {
                let names = match class {
                    Class::RegExp(_) => &crate::regexps::MEMBERS[..],
                    Class::Function { index, .. } if self.is_method(*index) => {
                        &[names::LENGTH, names::NAME]
                    }
                    Class::Function { .. } => &[names::LENGTH, names::NAME, names::PROTOTYPE],
                    _ => &[],
                };
                let names = names.iter().map(|name| Key::name(*name));
                let own = names.filter(|key| object.properties.get(*key).is_none());
                own.map(|key| (key, false)).collect()
            }
        };
        keys.extend(
            object.properties.iter().map(|property| (property.key, property.flags.is_enumerable())),
        );
        keys
    }

    fn is_method(&self, function: u32) -> bool {
        self.program.functions[function as usize].kind == FunctionKind::Method
    }

    fn keys_of_string(&self, string: Value) -> Vec<(Key, bool)> {
        let indices =
            (0..self.string_length(string) as u32).filter_map(Key::index).map(|key| (key, true));
        indices.chain([(Key::name(names::LENGTH), false)]).collect()
    }

    /// The own enumerable keys of an object, in order.
    pub(crate) fn enumerable_keys(&mut self, object: Value) -> Vec<Key> {
        self.own_keys(object)
            .into_iter()
            .filter(|(_, enumerable)| *enumerable)
            .map(|(key, _)| key)
            .collect()
    }

    /// All own keys of an object, in order.
    pub(crate) fn all_keys(&mut self, object: Value) -> Vec<Key> {
        self.own_keys(object).into_iter().map(|(key, _)| key).collect()
    }

    fn for_in(&mut self, object: Value) -> Vec<Key> {
        let mut keys = self.enumerable_keys(object);
        let mut hidden = vec![object];
        let mut holder = self.prototype(object);
        while holder != Value::NULL {
            let inherited = self.enumerable_keys(holder);
            if !inherited.is_empty() {
                let shadowed: BTreeSet<Key> =
                    hidden.iter().flat_map(|object| self.all_keys(*object)).collect();
                keys.extend(inherited.into_iter().filter(|key| !shadowed.contains(key)));
            }
            hidden.push(holder);
            holder = self.prototype(holder);
        }
        keys
    }
}

/// The names that `for (name in object)` visits, as strings; none for `undefined` and `null`.
///
/// # Errors
/// None today.
pub fn keys(object: Value, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    if object.is_nullish() {
        return Ok(Vec::new());
    }
    let realm = &mut cx.machine.realm;
    let keys = realm.for_in(object);
    crate::budget::check_heap(cx)?;
    Ok(keys.into_iter().map(|key| cx.machine.realm.key_value(key)).collect())
}

/// Whether `for (name in object)` still visits a name that [`keys`] gave: one that was deleted meanwhile is not
/// (ECMA-262 5.1, 12.6.4).
///
/// # Errors
/// None today.
pub fn still_has(object: Value, key: Value, cx: &mut Cx<'_>) -> R<bool> {
    let key = to_key(key, cx)?;
    let realm = &mut cx.machine.realm;
    if !object.is_object() && realm.own_of_string(object, key).is_some() {
        return Ok(true);
    }
    let mut holder = if object.is_object() { object } else { realm.prototype(object) };
    while holder != Value::NULL {
        if realm.own(holder, key).is_some() {
            return Ok(true);
        }
        holder = realm.prototype(holder);
    }
    Ok(false)
}
