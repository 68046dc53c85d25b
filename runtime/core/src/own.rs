//! Which own properties does an object have? What its class adds to its list of properties.

use scxml_schema::{builtins, names};

use crate::Value;
use crate::key::{Key, array_index};
use crate::objects::elements::Put;
use crate::objects::{Class, Flags, Property};
use crate::program::FunctionKind;
use crate::realm::Realm;
use crate::statics;
use crate::value::{Env, Kind};

impl Realm {
    /// An own property of an object, if it has it.
    pub(crate) fn own(&mut self, object: Value, key: Key) -> Option<Property> {
        match object.kind() {
            Kind::Object(handle) => self.own_of_heap(handle, key),
            Kind::Builtin(number @ (builtins::GLOBAL | builtins::DATA)) => {
                self.own_of_scope(number, key)
            }
            Kind::Builtin(number) => match self.changed_builtin(number) {
                Some(handle) => self.heap().object(handle).properties.get(key),
                None => statics::own(number, key.as_atom()?),
            },
            _ => None,
        }
    }

    fn own_of_heap(&mut self, handle: u32, key: Key) -> Option<Property> {
        let object = self.heap().object(handle);
        if let Some(property) = object.properties.get(key) {
            return Some(match object.class {
                Class::Arguments(env) if property.flags.is_linked() => {
                    self.heap().objects.unlinked(env, property)
                }
                _ => property,
            });
        }
        match &object.class {
            Class::Array(elements) => {
                let (value, flags) = match key.as_index() {
                    Some(index) => (elements.get(index)?, Flags::PLAIN),
                    None if key == Key::name(names::LENGTH) => {
                        let flags = if elements.is_fixed() {
                            Flags::CONSTANT
                        } else {
                            Flags::HIDDEN_PERMANENT
                        };
                        (Value::number(f64::from(elements.length())), flags)
                    }
                    None => return None,
                };
                Some(Property { key, flags, value })
            }
            Class::Function { index, .. } => {
                let index = *index;
                self.own_of_function(handle, index, key)
            }
            Class::RegExp(_) => Self::own_of_regexp(key),
            Class::Unread(_) => {
                self.read_whole(handle);
                self.heap().object(handle).properties.get(key)
            }
            Class::Wrapper(value) if value.is_string() => self.own_of_string(*value, key),
            _ => None,
        }
    }

    fn own_of_function(&mut self, handle: u32, index: u32, key: Key) -> Option<Property> {
        let function = &self.program.functions[index as usize];
        let (value, flags) = match key.as_atom()? {
            names::LENGTH => (Value::number(f64::from(function.length)), Flags::HIDDEN_READ_ONLY),
            names::NAME => (Value::atom(function.name), Flags::HIDDEN_READ_ONLY),
            // Few functions are constructors, so the object is made when somebody asks for it.
            names::PROTOTYPE if function.kind == FunctionKind::Method => return None,
            names::PROTOTYPE => {
                let heap = self.heap_mut();
                let prototype = heap.add(Value::builtin(builtins::OBJECT_PROTOTYPE), Class::Plain);
                if let Kind::Object(made) = prototype.kind() {
                    heap.objects.put(
                        made,
                        Key::name(names::CONSTRUCTOR),
                        Flags::HIDDEN,
                        Value::object(handle),
                    );
                }
                heap.objects.put(handle, key, Flags::HIDDEN_PERMANENT, prototype);
                (prototype, Flags::HIDDEN_PERMANENT)
            }
            _ => return None,
        };
        Some(Property { key, flags, value })
    }

    /// `length` and the units of a string (ECMA-262 5.1, 15.5.5).
    pub(crate) fn own_of_string(&mut self, string: Value, key: Key) -> Option<Property> {
        let value = match key.as_index() {
            Some(index) if (index as usize) < self.string_length(string) => {
                self.unit_string(string, index as usize)
            }
            None if key == Key::name(names::LENGTH) => {
                let length = self.string_length(string) as f64;
                return Some(Property {
                    key,
                    flags: Flags::CONSTANT,
                    value: Value::number(length),
                });
            }
            _ => return None,
        };
        Some(Property { key, flags: Flags::VISIBLE_READ_ONLY, value })
    }

    /// One unit of a string, as a string.
    pub(crate) fn unit_string(&mut self, string: Value, place: usize) -> Value {
        let unit = self.flat(string).at(place);
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => Value::atom(names::character(byte)),
            _ => self.string_of_units(&[unit]),
        }
    }

    /// The prototype of an object or of the object that a primitive value stands for.
    pub(crate) fn prototype(&self, value: Value) -> Value {
        match value.kind() {
            Kind::Object(handle) => self.heap().object(handle).prototype,
            Kind::Builtin(number) => match self.changed_builtin(number) {
                Some(handle) => self.heap().object(handle).prototype,
                None => statics::prototype(number),
            },
            Kind::Atom(_) | Kind::String(_) => Value::builtin(builtins::STRING_PROTOTYPE),
            Kind::Number(_) => Value::builtin(builtins::NUMBER_PROTOTYPE),
            Kind::Boolean(_) => Value::builtin(builtins::BOOLEAN_PROTOTYPE),
            Kind::Undefined | Kind::Null | Kind::Hole => Value::NULL,
        }
    }

    /// Makes or replaces an own property, whatever it was.
    pub(crate) fn define(&mut self, object: Value, key: Key, flags: Flags, value: Value) {
        match object.kind() {
            Kind::Object(handle) => {
                let is_array = match &self.heap().object(handle).class {
                    Class::Unread(_) => {
                        self.read_whole(handle);
                        false
                    }
                    Class::Arguments(env) if *env != Env::NONE => {
                        let (env, property) = (*env, Property { key, flags, value });
                        return self.heap_mut().objects.put_argument(handle, env, property);
                    }
                    class => matches!(class, Class::Array(_)),
                };
                if !(is_array && self.define_element(handle, key, flags, value)) {
                    self.heap_mut().objects.put(handle, key, flags, value);
                }
            }
            Kind::Builtin(number @ (builtins::GLOBAL | builtins::DATA)) => {
                self.define_in_scope(number, key, flags, value);
            }
            Kind::Builtin(number) => {
                let handle = self.change_builtin(number);
                self.heap_mut().objects.put(handle, key, flags, value);
            }
            _ => {}
        }
    }

    /// The index that a key is to an array; those of 2³¹ - 1 and above are kept as atoms.
    pub(crate) fn element_index(&self, key: Key) -> Option<u32> {
        match key.as_atom() {
            Some(atom) => array_index(self.atom_units(atom)),
            None => key.as_index(),
        }
    }

    /// Puts an element of an array; tells whether that is all there is to do.
    fn define_element(&mut self, handle: u32, key: Key, flags: Flags, value: Value) -> bool {
        let Some(index) = self.element_index(key) else { return false };
        let heap = self.heap_mut();
        let object = heap.objects.objects.get_mut(handle);
        let is_property = object.properties.find(key).is_some();
        let Class::Array(elements) = &mut object.class else { return false };
        if is_property || flags != Flags::PLAIN {
            elements.exile(index);
            return false;
        }
        match elements.put(index, value) {
            Put::Done(bytes) => {
                heap.objects.bytes += bytes;
                true
            }
            Put::Property => false,
        }
    }

    /// Sets `length` of an array and drops the elements beyond, the last one first; tells whether there was none that
    /// must stay (ECMA-262 5.1, 15.4.5.1).
    pub(crate) fn set_array_length(&mut self, handle: u32, length: u32) -> bool {
        let Class::Array(elements) = &self.heap().object(handle).class else { return false };
        let mut new_length = length;
        if elements.is_sparse() {
            let properties = self.heap().object(handle).properties.iter();
            let mut beyond: Vec<(u32, Key, Flags)> = properties
                .filter_map(|property| {
                    let index = self.element_index(property.key)?;
                    (index >= length).then_some((index, property.key, property.flags))
                })
                .collect();
            beyond.sort_unstable_by_key(|(index, ..)| std::cmp::Reverse(*index));
            for (index, key, flags) in beyond {
                if !flags.is_configurable() {
                    new_length = index + 1;
                    break;
                }
                self.heap_mut().object_mut(handle).properties.remove(key);
            }
        }
        if let Class::Array(elements) = &mut self.heap_mut().object_mut(handle).class {
            elements.set_length(new_length);
        }
        new_length == length
    }

    /// Whether an object takes a property that it does not have.
    pub(crate) fn can_add(&self, object: Value, key: Key) -> bool {
        let handle = match object.kind() {
            Kind::Object(handle) => handle,
            Kind::Builtin(number) => match self.changed_builtin(number) {
                Some(handle) => handle,
                None => return true,
            },
            _ => return false,
        };
        let object = self.heap().object(handle);
        !object.closed
            && match &object.class {
                Class::Array(elements) if elements.is_fixed() => {
                    self.element_index(key).is_none_or(|index| index < elements.length())
                }
                _ => true,
            }
    }

    /// Removes an own property; false when it is permanent.
    pub(crate) fn remove(&mut self, object: Value, key: Key) -> bool {
        match self.own(object, key) {
            None => return true,
            Some(property) if !property.flags.is_configurable() => return false,
            Some(_) => {}
        }
        match object.kind() {
            Kind::Object(handle) => {
                let object = self.heap_mut().object_mut(handle);
                if !object.properties.remove(key)
                    && let (Class::Array(elements), Some(index)) =
                        (&mut object.class, key.as_index())
                {
                    elements.remove(index);
                }
            }
            Kind::Builtin(number @ (builtins::GLOBAL | builtins::DATA)) => {
                self.remove_from_scope(number, key)
            }
            Kind::Builtin(number) => {
                let handle = self.change_builtin(number);
                self.heap_mut().object_mut(handle).properties.remove(key);
            }
            _ => {}
        }
        true
    }
}
