//! Which JSON text describes a value? ECMA-262 5.1, 15.12.3.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::budget::{check_length, finish, tick};
use crate::convert::{to_integer, to_number, to_string, unwrap};
use crate::errors::type_error;
use crate::functions::{call, is_callable};
use crate::key::Key;
use crate::literals::new_object;
use crate::objects::Flags;
use crate::properties::{get, get_index, get_key, is_array};
use crate::stack::guard;
use crate::strings::{Text, Units};
use crate::value::{Kind, R};

/// `JSON.stringify(value, replacer, space)`
///
/// # Errors
/// A TypeError for an object inside itself; what `toJSON` and the replacer throw.
pub(crate) fn stringify(value: Value, replacer: Value, space: Value, cx: &mut Cx<'_>) -> R<Value> {
    let mut writer = Writer {
        text: Text::new(),
        replacer: if is_callable(replacer, cx) { replacer } else { Value::UNDEFINED },
        members: members(replacer, cx)?,
        gap: gap(space, cx)?,
        open: Vec::new(),
    };
    let holder = new_object(cx);
    let key = Key::name(names::EMPTY);
    cx.machine.realm.define(holder, key, Flags::PLAIN, value);
    let value = writer.replaced(holder, key, cx)?;
    if writer.value(value, cx)? { finish(writer.text, cx) } else { Ok(Value::UNDEFINED) }
}

/// The names that an array as replacer lists.
fn members(replacer: Value, cx: &mut Cx<'_>) -> R<Option<Vec<Key>>> {
    if !is_array(replacer, cx) {
        return Ok(None);
    }
    let mut keys = Vec::new();
    let length = get(replacer, names::LENGTH, cx)?.as_number().unwrap_or(0.0) as u32;
    for place in 0..length {
        tick(cx)?;
        let item = get_index(replacer, Value::number(f64::from(place)), cx)?;
        let primitive = unwrap(item, cx);
        if primitive.is_string() || primitive.is_number() {
            let name = to_string(item, cx)?;
            let key = cx.machine.realm.key(name);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    Ok(Some(keys))
}

/// What one step of indentation is.
fn gap(space: Value, cx: &mut Cx<'_>) -> R<Text> {
    let mut gap = Text::new();
    let primitive = unwrap(space, cx);
    if primitive.is_number() {
        let count = to_integer(space, cx)?.clamp(0.0, 10.0) as usize;
        gap.push_ascii(&" ".repeat(count));
    } else if primitive.is_string() {
        let string = to_string(space, cx)?;
        let units = cx.machine.realm.flat(string);
        gap.push(units.slice(0, units.len().min(10)));
    }
    Ok(gap)
}

struct Writer {
    text: Text,
    replacer: Value,
    members: Option<Vec<Key>>,
    gap: Text,
    /// The objects that what is being written is inside of.
    open: Vec<Value>,
}

impl Writer {
    /// What is written for a member: its `toJSON`, and what the replacer makes of that.
    fn replaced(&mut self, holder: Value, key: Key, cx: &mut Cx<'_>) -> R<Value> {
        let mut value = get_key(holder, key, cx)?;
        if value.is_object() {
            let method = get(value, names::TO_JSON, cx)?;
            if is_callable(method, cx) {
                let name = cx.machine.realm.key_value(key);
                value = call(method, value, &[name], cx)?;
            }
        }
        if self.replacer != Value::UNDEFINED {
            let name = cx.machine.realm.key_value(key);
            value = call(self.replacer, holder, &[name, value], cx)?;
        }
        Ok(match unwrap(value, cx).kind() {
            Kind::Number(_) => Value::number(to_number(value, cx)?),
            Kind::Atom(_) | Kind::String(_) => to_string(value, cx)?,
            Kind::Boolean(boolean) => Value::boolean(boolean),
            _ => value,
        })
    }

    /// Writes a value; tells whether there is something to write.
    fn value(&mut self, value: Value, cx: &mut Cx<'_>) -> R<bool> {
        match value.kind() {
            Kind::Null => self.text.push_ascii("null"),
            Kind::Boolean(true) => self.text.push_ascii("true"),
            Kind::Boolean(false) => self.text.push_ascii("false"),
            Kind::Number(number) if !number.is_finite() => self.text.push_ascii("null"),
            Kind::Number(_) => {
                let string = to_string(value, cx)?;
                self.text.push(cx.machine.realm.flat(string));
            }
            Kind::Atom(_) | Kind::String(_) => quote(&mut self.text, cx.machine.realm.flat(value)),
            Kind::Undefined | Kind::Hole => return Ok(false),
            Kind::Object(_) | Kind::Builtin(_) if is_callable(value, cx) => return Ok(false),
            Kind::Object(_) | Kind::Builtin(_) => self.object(value, cx)?,
        }
        check_length(self.text.len(), cx)?;
        Ok(true)
    }

    fn object(&mut self, object: Value, cx: &mut Cx<'_>) -> R<()> {
        tick(cx)?;
        guard(cx)?;
        if self.open.contains(&object) {
            return Err(type_error("cyclic object value", cx));
        }
        self.open.push(object);
        if is_array(object, cx) { self.elements(object, cx) } else { self.members_of(object, cx) }?;
        self.open.pop();
        Ok(())
    }

    fn line(&mut self) {
        if self.gap.len() > 0 {
            self.text.push_ascii("\n");
            for _ in &self.open {
                self.text.push(self.gap.units());
            }
        }
    }

    fn close(&mut self, mark: &str, is_empty: bool) {
        if !is_empty && self.gap.len() > 0 {
            self.text.push_ascii("\n");
            for _ in 1..self.open.len() {
                self.text.push(self.gap.units());
            }
        }
        self.text.push_ascii(mark);
    }

    fn members_of(&mut self, object: Value, cx: &mut Cx<'_>) -> R<()> {
        self.text.push_ascii("{");
        let mut is_empty = true;
        let keys = match &self.members {
            Some(keys) => keys.clone(),
            None => cx.machine.realm.enumerable_keys(object),
        };
        for key in keys {
            let value = self.replaced(object, key, cx)?;
            if value == Value::UNDEFINED || is_callable(value, cx) {
                continue;
            }
            self.text.push_ascii(if is_empty { "" } else { "," });
            is_empty = false;
            self.line();
            let name = cx.machine.realm.key_value(key);
            quote(&mut self.text, cx.machine.realm.flat(name));
            self.text.push_ascii(if self.gap.len() > 0 { ": " } else { ":" });
            self.value(value, cx)?;
        }
        self.close("}", is_empty);
        Ok(())
    }

    fn elements(&mut self, array: Value, cx: &mut Cx<'_>) -> R<()> {
        self.text.push_ascii("[");
        let length = get(array, names::LENGTH, cx)?.as_number().unwrap_or(0.0) as u32;
        for place in 0..length {
            tick(cx)?;
            self.text.push_ascii(if place == 0 { "" } else { "," });
            self.line();
            let key = crate::properties::to_key(Value::number(f64::from(place)), cx)?;
            let value = self.replaced(array, key, cx)?;
            if !self.value(value, cx)? {
                self.text.push_ascii("null");
            }
        }
        self.close("]", length == 0);
        Ok(())
    }
}

/// Quote of section 15.12.3; a lone surrogate is escaped, as engines do, so that the text is well-formed.
fn quote(text: &mut Text, units: Units<'_>) {
    text.push_ascii("\"");
    let mut previous_high = false;
    for (place, unit) in units.iter().enumerate() {
        let escape = match u8::try_from(unit) {
            Ok(0x08) => "\\b",
            Ok(0x09) => "\\t",
            Ok(0x0A) => "\\n",
            Ok(0x0C) => "\\f",
            Ok(0x0D) => "\\r",
            Ok(b'\\') => "\\\\",
            Ok(b'"') => "\\\"",
            _ => "",
        };
        let next_low = place + 1 < units.len() && matches!(units.at(place + 1), 0xDC00..=0xDFFF);
        let is_high = matches!(unit, 0xD800..=0xDBFF) && next_low;
        let is_alone = match unit {
            0xD800..=0xDBFF => !next_low,
            0xDC00..=0xDFFF => !previous_high,
            _ => false,
        };
        previous_high = is_high;
        if !escape.is_empty() {
            text.push_ascii(escape);
        } else if unit < 0x20 || is_alone {
            text.push_ascii(&format!("\\u{unit:04x}"));
        } else {
            text.push_unit(unit);
        }
    }
    text.push_ascii("\"");
}
