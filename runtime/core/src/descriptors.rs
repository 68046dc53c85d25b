//! How does a property get attributes, and how does a script see them? ECMA-262 5.1, 8.10, 8.12.9 and 15.4.5.1.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::convert::truthy;
use crate::errors::type_error;
use crate::functions::is_callable;
use crate::key::Key;
use crate::literals::new_object;
use crate::objects::{Class, Flags, Property};
use crate::properties::{
    accessors, get_key, has_key, is_array, is_read_only, read_only, set_length,
};
use crate::value::{Kind, R};

/// A property descriptor (section 8.10): what is said about a property.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Descriptor {
    pub(crate) value: Option<Value>,
    pub(crate) get: Option<Value>,
    pub(crate) set: Option<Value>,
    pub(crate) writable: Option<bool>,
    pub(crate) enumerable: Option<bool>,
    pub(crate) configurable: Option<bool>,
}

impl Descriptor {
    const fn is_accessor(&self) -> bool {
        self.get.is_some() || self.set.is_some()
    }

    const fn is_data(&self) -> bool {
        self.value.is_some() || self.writable.is_some()
    }
}

/// ToPropertyDescriptor (section 8.10.5).
pub(crate) fn to_descriptor(attributes: Value, cx: &mut Cx<'_>) -> R<Descriptor> {
    if !attributes.is_object() {
        return Err(type_error("the description of a property is not an object", cx));
    }
    let field = |name: u32, cx: &mut Cx<'_>| -> R<Option<Value>> {
        let key = Key::name(name);
        if has_key(attributes, key, cx)? {
            get_key(attributes, key, cx).map(Some)
        } else {
            Ok(None)
        }
    };
    let enumerable = field(names::ENUMERABLE, cx)?;
    let configurable = field(names::CONFIGURABLE, cx)?;
    let value = field(names::VALUE, cx)?;
    let writable = field(names::WRITABLE, cx)?;
    let get = field(names::GET, cx)?;
    let set = field(names::SET, cx)?;
    for function in [get, set].into_iter().flatten() {
        if function != Value::UNDEFINED && !is_callable(function, cx) {
            return Err(type_error("a getter or setter is not a function", cx));
        }
    }
    let flag = |value: Option<Value>| value.map(|value| truthy(value, cx));
    let descriptor = Descriptor {
        value,
        get,
        set,
        writable: flag(writable),
        enumerable: flag(enumerable),
        configurable: flag(configurable),
    };
    if descriptor.is_accessor() && descriptor.is_data() {
        return Err(type_error("a property has a value or a getter and setter, not both", cx));
    }
    Ok(descriptor)
}

/// FromPropertyDescriptor (section 8.10.4).
pub(crate) fn from_property(property: Property, cx: &mut Cx<'_>) -> Value {
    let object = new_object(cx);
    let flags = property.flags;
    let members = if flags.is_accessor() {
        let (get, set) = accessors(property.value, cx);
        [(names::GET, get), (names::SET, set)]
    } else {
        let writable = Value::boolean(flags.is_writable());
        [(names::VALUE, property.value), (names::WRITABLE, writable)]
    };
    let attributes = [
        (names::ENUMERABLE, Value::boolean(flags.is_enumerable())),
        (names::CONFIGURABLE, Value::boolean(flags.is_configurable())),
    ];
    for (name, value) in members.into_iter().chain(attributes) {
        cx.machine.realm.define(object, Key::name(name), Flags::PLAIN, value);
    }
    object
}

/// Whether the two are the same value (section 9.12): NaN is, and 0 is not -0.
pub(crate) fn same_value(a: Value, b: Value, cx: &mut Cx<'_>) -> bool {
    a == b || (!a.is_number() && crate::operators::strict_eq(a, b, cx))
}

/// `object[[DefineOwnProperty]]`; tells whether the property is now as it was said.
///
/// # Errors
/// A TypeError for what is part of `_genesys`; a RangeError for a bad `length` of an array.
pub(crate) fn define_own(
    object: Value,
    key: Key,
    descriptor: Descriptor,
    cx: &mut Cx<'_>,
) -> R<bool> {
    if is_read_only(object, cx) {
        return Err(read_only(object, "defining", key, cx));
    }
    if key == Key::name(names::LENGTH) && is_array(object, cx) && object.as_object().is_some() {
        return define_length(object, descriptor, cx);
    }
    let current = cx.machine.realm.own(object, key);
    let may = match current {
        None => cx.machine.realm.can_add(object, key),
        Some(current) => may_become(current, descriptor, cx),
    };
    if may {
        become_(object, key, current, descriptor, cx);
    }
    Ok(may)
}

/// Whether a property may change so (section 8.12.9, steps 5 to 11).
fn may_become(current: Property, descriptor: Descriptor, cx: &mut Cx<'_>) -> bool {
    let flags = current.flags;
    if flags.is_configurable() {
        return true;
    }
    if descriptor.configurable == Some(true)
        || descriptor.enumerable.is_some_and(|enumerable| enumerable != flags.is_enumerable())
    {
        return false;
    }
    let mut is_same = |new: Option<Value>, old| new.is_none_or(|new| same_value(new, old, cx));
    if flags.is_accessor() {
        let (get, set) = match current.value.kind() {
            Kind::Builtin(_) => return !descriptor.is_data() && !descriptor.is_accessor(),
            _ => accessors(current.value, cx),
        };
        let mut is_same = |new: Option<Value>, old| new.is_none_or(|new| same_value(new, old, cx));
        return !descriptor.is_data()
            && is_same(descriptor.get, get)
            && is_same(descriptor.set, set);
    }
    if descriptor.is_accessor() {
        return false;
    }
    flags.is_writable()
        || (descriptor.writable != Some(true) && is_same(descriptor.value, current.value))
}

fn become_(
    object: Value,
    key: Key,
    current: Option<Property>,
    descriptor: Descriptor,
    cx: &mut Cx<'_>,
) {
    let old = current.map_or(Flags::CONSTANT, |current| current.flags);
    let accessor = descriptor.is_accessor() || (old.is_accessor() && !descriptor.is_data());
    let flags = Flags::of(
        descriptor.writable.unwrap_or(old.is_writable()),
        descriptor.enumerable.unwrap_or(old.is_enumerable()),
        descriptor.configurable.unwrap_or(old.is_configurable()),
        accessor,
    );
    let value = if accessor {
        let (get, set) = match current {
            Some(current) if old.is_accessor() => accessors(current.value, cx),
            _ => (Value::UNDEFINED, Value::UNDEFINED),
        };
        let class = Class::Accessors {
            get: descriptor.get.unwrap_or(get),
            set: descriptor.set.unwrap_or(set),
        };
        cx.machine.realm.heap_mut().add(Value::NULL, class)
    } else {
        let current = current.filter(|_| !old.is_accessor());
        let value = current.map_or(Value::UNDEFINED, |current| current.value);
        descriptor.value.unwrap_or(value)
    };
    cx.machine.realm.define(object, key, flags, value);
}

/// `length` of an array (section 15.4.5.1).
fn define_length(array: Value, descriptor: Descriptor, cx: &mut Cx<'_>) -> R<bool> {
    let done = match descriptor.value {
        Some(value) => set_length(array, value, cx)?,
        None => true,
    };
    let Some(handle) = array.as_object() else { return Ok(false) };
    let object = cx.machine.realm.heap_mut().object_mut(handle);
    let Class::Array(elements) = &mut object.class else { return Ok(false) };
    let may = !descriptor.is_accessor()
        && descriptor.configurable != Some(true)
        && descriptor.enumerable != Some(true)
        && !(elements.is_fixed() && descriptor.writable == Some(true));
    if may && descriptor.writable == Some(false) {
        elements.fix();
    }
    Ok(may && done)
}

/// The object whose properties can be counted and fixed: not the global object, nor `_data`.
fn is_scope(object: Value) -> bool {
    matches!(object.kind(), Kind::Builtin(builtins::GLOBAL | builtins::DATA))
}

/// Whether an object takes new properties.
pub(crate) fn is_extensible(object: Value, cx: &Cx<'_>) -> bool {
    let handle = match object.kind() {
        Kind::Object(handle) => Some(handle),
        Kind::Builtin(number) => cx.machine.realm.changed_builtin(number),
        _ => return false,
    };
    handle.is_none_or(|handle| !cx.machine.realm.heap().object(handle).closed)
}

/// Lets an object take no more properties.
///
/// # Errors
/// A TypeError for the global object and `_data`.
pub(crate) fn prevent_extensions(object: Value, cx: &mut Cx<'_>) -> R<()> {
    if is_scope(object) {
        return Err(type_error("the session's variables cannot be fixed", cx));
    }
    let realm = &mut cx.machine.realm;
    let handle = match object.kind() {
        Kind::Object(handle) => handle,
        Kind::Builtin(number) => realm.change_builtin(number),
        _ => return Ok(()),
    };
    realm.heap_mut().object_mut(handle).closed = true;
    Ok(())
}

/// Gives an object another prototype; tells whether it may have it: there is no circle.
///
/// # Errors
/// None today.
pub(crate) fn set_prototype(object: Value, prototype: Value, cx: &mut Cx<'_>) -> R<bool> {
    let realm = &mut cx.machine.realm;
    if realm.prototype(object) == prototype {
        return Ok(true);
    }
    if is_scope(object)
        || object == Value::builtin(builtins::OBJECT_PROTOTYPE)
        || is_read_only(object, cx)
        || !is_extensible(object, cx)
    {
        return Ok(false);
    }
    let realm = &mut cx.machine.realm;
    let mut holder = prototype;
    while holder != Value::NULL {
        if holder == object {
            return Ok(false);
        }
        holder = realm.prototype(holder);
    }
    let handle = match object.kind() {
        Kind::Object(handle) => handle,
        Kind::Builtin(number) => realm.change_builtin(number),
        _ => return Ok(true),
    };
    realm.heap_mut().object_mut(handle).prototype = prototype;
    Ok(true)
}
