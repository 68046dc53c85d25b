//! How is `arguments` made, and how are its elements linked to parameters? ECMA-262 5.1, 10.6; of 2015, 9.4.4.
//!
//! A linked element is a property that looks like an accessor, so that nothing takes its value for what it is; that
//! value is the place of the parameter in the environment that the object knows.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::key::Key;
use crate::objects::{Class, Flags, Object, Objects, Properties, Property};
use crate::value::Env;

/// The `arguments` object of a call; nothing can tell that its elements are linked to no parameter.
pub fn arguments(arguments: &[Value], cx: &mut Cx<'_>) -> Value {
    let callee = cx.callee;
    made(arguments, Env::NONE, (Flags::HIDDEN, callee), cx)
}

/// The same, of a function that is strict or whose parameters are more than names.
pub fn unmapped_arguments(arguments: &[Value], cx: &mut Cx<'_>) -> Value {
    let thrower = Value::builtin(builtins::THROW_TYPE_ERROR);
    made(arguments, Env::NONE, (Flags::of(false, false, false, true), thrower), cx)
}

/// The same, where some elements are one with parameters: position, and place in the environment.
pub fn linked_arguments(
    arguments: &[Value],
    env: Env,
    links: &[(u32, u32)],
    cx: &mut Cx<'_>,
) -> Value {
    let callee = cx.callee;
    let object = made(arguments, env, (Flags::HIDDEN, callee), cx);
    let Some(handle) = object.as_object() else { return object };
    let properties = &mut cx.machine.realm.heap_mut().object_mut(handle).properties;
    for (position, place) in links {
        let key = Key::index(*position);
        // There is no element for a parameter that the call gives nothing for.
        if let Some(element) = key.and_then(|key| properties.get_mut(key)) {
            element.flags = element.flags.linked();
            element.value = Value::number(f64::from(*place));
        }
    }
    object
}

fn made(arguments: &[Value], env: Env, callee: (Flags, Value), cx: &mut Cx<'_>) -> Value {
    let mut properties = Properties::with_room(arguments.len() + 2);
    for (key, value) in (0..).map_while(Key::index).zip(arguments) {
        properties.add(key, Flags::PLAIN, *value);
    }
    let length = Value::number(arguments.len() as f64);
    properties.add(Key::name(names::LENGTH), Flags::HIDDEN, length);
    properties.add(Key::name(names::CALLEE), callee.0, callee.1);
    let objects = &mut cx.machine.realm.heap_mut().objects;
    objects.bytes += properties.bytes();
    let class = Class::Arguments(env);
    objects.add(Object {
        properties,
        ..Object::new(Value::builtin(builtins::OBJECT_PROTOTYPE), class)
    })
}

impl Objects {
    /// What a property of an `arguments` object is to everybody else ([[GetOwnProperty]]).
    pub(crate) fn unlinked(&self, env: Env, property: Property) -> Property {
        let values = self.scopes.find(env.0).map(|scope| &scope.values);
        let value = values.and_then(|values| values.get(place(property)).copied());
        // A parameter always has a value, unless a snapshot was made up.
        let value = value.filter(|value| !value.is_hole()).unwrap_or_default();
        Property { flags: property.flags.unlinked(), value, ..property }
    }

    /// Makes or replaces a property of an `arguments` object; a link lasts until the property becomes an accessor or may
    /// not be written any more ([[DefineOwnProperty]]).
    pub(crate) fn put_argument(&mut self, object: u32, env: Env, property: Property) {
        let Property { key, flags, value } = property;
        let found = self.objects.get(object).properties.get(key);
        let Some(element) = found.filter(|found| found.flags.is_linked()) else {
            return self.put(object, key, flags, value);
        };
        if flags.is_accessor() {
            return self.put(object, key, flags, value);
        }
        let values = self.scopes.find_mut(env.0).map(|scope| &mut scope.values);
        if let Some(variable) = values.and_then(|values| values.get_mut(place(element))) {
            *variable = value;
        }
        if flags.is_writable() {
            self.put(object, key, flags.linked(), element.value);
        } else {
            self.put(object, key, flags, value);
        }
    }
}

/// The place of the parameter that an element is linked to.
fn place(element: Property) -> usize {
    element.value.as_number().map_or(usize::MAX, |place| place as usize)
}
