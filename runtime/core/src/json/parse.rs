//! Which value does a JSON text describe? ECMA-262 5.1, 15.12.2.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, tick};
use crate::convert::to_string;
use crate::errors::{ErrorKind, throw_error};
use crate::functions::{call, is_callable};
use crate::json::grammar::{Misfit, Raw, Sink, read, unescaped};
use crate::key::Key;
use crate::literals::{new_array, new_object};
use crate::objects::Flags;
use crate::properties::{get_key, is_array};
use crate::stack::guard;
use crate::strings::{Text, Units};
use crate::value::{R, Thrown};

/// `JSON.parse(text, reviver)`
///
/// # Errors
/// A SyntaxError that names the place; what the reviver throws.
pub(crate) fn parse(text: Value, reviver: Value, cx: &mut Cx<'_>) -> R<Value> {
    let text = to_string(text, cx)?;
    // A copy, because making values changes the heap that the text is in.
    let mut copy = Text::new();
    copy.push(cx.machine.realm.flat(text));
    let mut maker = Maker { text: copy.units(), open: Vec::new(), result: Value::UNDEFINED, cx };
    let outcome = read(copy.units(), &mut maker);
    let value = maker.result;
    match outcome {
        Ok(()) => {}
        Err(Failure::Thrown(thrown)) => return Err(thrown),
        Err(Failure::Misfit(misfit)) => return Err(syntax_error(misfit, cx)),
    }
    if !is_callable(reviver, cx) {
        return Ok(value);
    }
    let root = new_object(cx);
    cx.machine.realm.define(root, Key::name(names::EMPTY), Flags::PLAIN, value);
    revive(root, Key::name(names::EMPTY), reviver, cx)
}

/// An array or object whose end is still to come.
enum Open {
    Array(Vec<Value>),
    /// With the key of the member whose value comes next.
    Object(Value, Key),
}

/// Makes values of the heap.
struct Maker<'c, 'a, 't> {
    text: Units<'t>,
    open: Vec<Open>,
    result: Value,
    cx: &'c mut Cx<'a>,
}

/// Why no value is made.
enum Failure {
    Misfit(Misfit),
    Thrown(Thrown),
}

impl From<Misfit> for Failure {
    fn from(misfit: Misfit) -> Self {
        Failure::Misfit(misfit)
    }
}

impl From<Thrown> for Failure {
    fn from(thrown: Thrown) -> Self {
        Failure::Thrown(thrown)
    }
}

fn syntax_error(misfit: Misfit, cx: &mut Cx<'_>) -> Thrown {
    let message = if misfit.at_end {
        "JSON.parse: unexpected end of data".to_owned()
    } else {
        format!("JSON.parse: unexpected character at position {}", misfit.place)
    };
    throw_error(ErrorKind::Syntax, &message, cx)
}

impl Maker<'_, '_, '_> {
    fn make_string(&mut self, string: Raw) -> Value {
        let units = self.text.slice(string.start, string.end);
        if string.has_escapes {
            self.cx.machine.realm.string_of_text(unescaped(units.iter()))
        } else {
            self.cx.machine.realm.string_like(units)
        }
    }

    fn put(&mut self, value: Value) -> Result<(), Failure> {
        match self.open.last_mut() {
            None => self.result = value,
            Some(Open::Array(elements)) => elements.push(value),
            Some(Open::Object(object, key)) => {
                self.cx.machine.realm.define(*object, *key, Flags::PLAIN, value);
            }
        }
        Ok(check_heap(self.cx)?)
    }
}

impl Sink for Maker<'_, '_, '_> {
    type Error = Failure;

    fn begin(&mut self, is_object: bool, _start: usize) -> Result<(), Failure> {
        self.open.push(if is_object {
            Open::Object(new_object(self.cx), Key::NONE)
        } else {
            Open::Array(Vec::new())
        });
        Ok(())
    }

    fn name(&mut self, string: Raw) -> Result<(), Failure> {
        let name = self.make_string(string);
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            *key = self.cx.machine.realm.key(name);
        }
        Ok(())
    }

    fn string(&mut self, string: Raw) -> Result<(), Failure> {
        let value = self.make_string(string);
        self.put(value)
    }

    fn number(&mut self, number: f64) -> Result<(), Failure> {
        self.put(Value::number(number))
    }

    fn word(&mut self, boolean: Option<bool>) -> Result<(), Failure> {
        self.put(boolean.map_or(Value::NULL, Value::boolean))
    }

    fn end(&mut self, _end: usize) -> Result<(), Failure> {
        match self.open.pop() {
            Some(Open::Array(elements)) => {
                let array = new_array(elements, self.cx);
                self.put(array)
            }
            Some(Open::Object(object, _)) => self.put(object),
            None => Ok(()),
        }
    }
}

/// Walk of section 15.12.2: members first, then the holder's own.
fn revive(holder: Value, key: Key, reviver: Value, cx: &mut Cx<'_>) -> R<Value> {
    tick(cx)?;
    guard(cx)?;
    let value = get_key(holder, key, cx)?;
    if value.is_object() {
        let keys = if is_array(value, cx) {
            let length = get_key(value, Key::name(names::LENGTH), cx)?.as_number().unwrap_or(0.0);
            (0..length as u32).map_while(Key::index).collect()
        } else {
            cx.machine.realm.enumerable_keys(value)
        };
        for key in keys {
            match revive(value, key, reviver, cx)? {
                Value::UNDEFINED => {
                    cx.machine.realm.remove(value, key);
                }
                new => cx.machine.realm.define(value, key, Flags::PLAIN, new),
            }
        }
    }
    let name = cx.machine.realm.key_value(key);
    call(reviver, holder, &[name, value], cx)
}
