//! Which source text would make this value? `uneval` and `toSource`, in the form that SpiderMonkey gives it.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::budget::{check_length, finish, tick};
use crate::convert::to_string;
use crate::functions::{call, is_callable};
use crate::key::Key;
use crate::objects::Class;
use crate::properties::{accessors, get, get_index, get_key};
use crate::stack::guard;
use crate::strings::{Text, Units};
use crate::value::{Kind, R};

/// `uneval(value)`: an object stands in parentheses, so that the text is an expression.
pub(crate) fn uneval(value: Value, cx: &mut Cx<'_>) -> R<Value> {
    let mut writer = Writer { text: Text::new(), open: Vec::new() };
    writer.value(value, cx)?;
    finish(writer.text, cx)
}

/// What the `toSource` methods of the runtime give.
pub(crate) fn source(this: Value, cx: &mut Cx<'_>) -> R<Value> {
    let mut writer = Writer { text: Text::new(), open: Vec::new() };
    writer.own_source(this, cx)?;
    finish(writer.text, cx)
}

/// The source text of a function.
pub(crate) fn function_source(function: Value, cx: &Cx<'_>) -> String {
    let name = match function.kind() {
        Kind::Object(handle) => match cx.machine.realm.heap().object(handle).class {
            Class::Function { index, .. } => {
                return cx.machine.program.functions[index as usize].source.to_owned();
            }
            Class::Host(path) => path.rsplit('.').next().unwrap_or(path).to_owned(),
            _ => String::new(),
        },
        Kind::Builtin(number) => builtins::BUILTINS[number as usize].name.to_owned(),
        _ => String::new(),
    };
    format!("function {name}() {{\n    [native code]\n}}")
}

struct Writer {
    text: Text,
    /// The objects that what is being written is inside of.
    open: Vec<Value>,
}

impl Writer {
    fn value(&mut self, value: Value, cx: &mut Cx<'_>) -> R<()> {
        if !value.is_object() {
            return self.primitive(value, cx);
        }
        let method = get(value, names::TO_SOURCE, cx)?;
        let is_ours = matches!(method.kind(), Kind::Builtin(_));
        if is_ours || !is_callable(method, cx) {
            return self.own_source(value, cx);
        }
        guard(cx)?;
        let text = call(method, value, &[], cx)?;
        let text = to_string(text, cx)?;
        self.text.push(cx.machine.realm.flat(text));
        Ok(())
    }

    fn primitive(&mut self, value: Value, cx: &mut Cx<'_>) -> R<()> {
        match value.kind() {
            Kind::Undefined | Kind::Hole => self.text.push_ascii("(void 0)"),
            Kind::Number(number) if number == 0.0 && number.is_sign_negative() => {
                self.text.push_ascii("-0")
            }
            Kind::Atom(_) | Kind::String(_) => {
                quote(&mut self.text, cx.machine.realm.flat(value), b'"')
            }
            _ => {
                let string = to_string(value, cx)?;
                self.text.push(cx.machine.realm.flat(string));
            }
        }
        Ok(())
    }

    fn own_source(&mut self, value: Value, cx: &mut Cx<'_>) -> R<()> {
        tick(cx)?;
        guard(cx)?;
        check_length(self.text.len(), cx)?;
        if is_callable(value, cx) {
            self.text.push_ascii("(");
            self.text
                .push(Units::Wide(&function_source(value, cx).encode_utf16().collect::<Vec<_>>()));
            self.text.push_ascii(")");
            return Ok(());
        }
        if crate::properties::is_array(value, cx) {
            return self.array(value, cx);
        }
        match value.kind() {
            Kind::Object(handle) => match &cx.machine.realm.heap().object(handle).class {
                Class::Error => self.error(value, cx),
                Class::Date(time) => {
                    let mut room = crate::numbers::Printed::new();
                    self.text.push_ascii("(new Date(");
                    self.text.push(Units::Latin1(crate::numbers::print(*time, &mut room)));
                    self.text.push_ascii("))");
                    Ok(())
                }
                Class::Wrapper(primitive) => self.wrapper(*primitive, cx),
                Class::RegExp(pattern) => {
                    let pattern = pattern.clone();
                    let literal = crate::regexps::literal(&pattern, cx);
                    self.text.push(cx.machine.realm.flat(literal));
                    Ok(())
                }
                Class::Node(_) => {
                    let xml = crate::dom::text(value, cx).unwrap_or_default();
                    let xml = cx.machine.realm.string(&xml);
                    self.text.push(cx.machine.realm.flat(xml));
                    Ok(())
                }
                _ => self.object(value, cx),
            },
            Kind::Builtin(number @ (builtins::MATH | builtins::JSON)) => {
                self.text.push_ascii(builtins::BUILTINS[number as usize].name);
                Ok(())
            }
            Kind::Builtin(_) => self.object(value, cx),
            _ => self.primitive(value, cx),
        }
    }

    /// Objects inside an object are without parentheses; one inside itself is empty there.
    fn object(&mut self, object: Value, cx: &mut Cx<'_>) -> R<()> {
        if self.open.contains(&object) {
            self.text.push_ascii("{}");
            return Ok(());
        }
        let outermost = self.open.is_empty();
        self.text.push_ascii(if outermost { "({" } else { "{" });
        self.open.push(object);
        let mut separator = "";
        for key in cx.machine.realm.enumerable_keys(object) {
            self.text.push_ascii(separator);
            self.member(object, key, cx)?;
            separator = ", ";
        }
        self.open.pop();
        self.text.push_ascii(if outermost { "})" } else { "}" });
        Ok(())
    }

    fn member(&mut self, object: Value, key: Key, cx: &mut Cx<'_>) -> R<()> {
        let pair =
            cx.machine.realm.own(object, key).filter(|property| property.flags.is_accessor());
        if let Some(pair) = pair {
            let (getter, setter) = accessors(pair.value, cx);
            let both = getter != Value::UNDEFINED && setter != Value::UNDEFINED;
            for (word, function) in [("get ", getter), ("set ", setter)] {
                if function != Value::UNDEFINED {
                    self.text.push_ascii(word);
                    self.key(key, cx);
                    let source = function_source(function, cx);
                    let body = source.find('(').map_or("", |place| &source[place..]);
                    self.text.push(Units::Wide(&body.encode_utf16().collect::<Vec<_>>()));
                    self.text.push_ascii(if both && word == "get " { ", " } else { "" });
                }
            }
            return Ok(());
        }
        self.key(key, cx);
        self.text.push_ascii(":");
        let value = get_key(object, key, cx)?;
        self.value(value, cx)
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) {
        let name = cx.machine.realm.key_value(key);
        let units = cx.machine.realm.flat(name);
        if key.as_index().is_some() || is_identifier(units) {
            self.text.push(units);
        } else {
            quote(&mut self.text, units, b'\'');
        }
    }

    fn array(&mut self, array: Value, cx: &mut Cx<'_>) -> R<()> {
        if self.open.contains(&array) {
            self.text.push_ascii("[]");
            return Ok(());
        }
        self.text.push_ascii("[");
        self.open.push(array);
        let length = get(array, names::LENGTH, cx)?.as_number().unwrap_or(0.0) as u32;
        for place in 0..length {
            tick(cx)?;
            let key = crate::properties::to_key(Value::number(f64::from(place)), cx)?;
            let exists = cx.machine.realm.own(array, key).is_some();
            if exists {
                let element = get_index(array, Value::number(f64::from(place)), cx)?;
                self.value(element, cx)?;
            }
            let last = place + 1 == length;
            self.text.push_ascii(if !last {
                ", "
            } else if exists {
                ""
            } else {
                ","
            });
            check_length(self.text.len(), cx)?;
        }
        self.open.pop();
        self.text.push_ascii("]");
        Ok(())
    }

    fn error(&mut self, error: Value, cx: &mut Cx<'_>) -> R<()> {
        let name = get(error, names::NAME, cx)?;
        let name = to_string(name, cx)?;
        let message = get(error, names::MESSAGE, cx)?;
        self.text.push_ascii("(new ");
        self.text.push(cx.machine.realm.flat(name));
        self.text.push_ascii("(");
        self.value(message, cx)?;
        for member in [names::FILE_NAME, names::LINE_NUMBER] {
            let place = get(error, member, cx)?;
            if place != Value::UNDEFINED {
                self.text.push_ascii(", ");
                self.value(place, cx)?;
            }
        }
        self.text.push_ascii("))");
        Ok(())
    }

    fn wrapper(&mut self, primitive: Value, cx: &mut Cx<'_>) -> R<()> {
        self.text.push_ascii(match primitive.kind() {
            Kind::Number(_) => "(new Number(",
            Kind::Boolean(_) => "(new Boolean(",
            _ => "(new String(",
        });
        self.primitive(primitive, cx)?;
        self.text.push_ascii("))");
        Ok(())
    }
}

/// Whether a name can stand as it is before a colon.
fn is_identifier(units: Units<'_>) -> bool {
    let letter = |unit: u16| {
        char::from_u32(unit.into()).is_some_and(|character| {
            character.is_alphabetic() || character == '_' || character == '$'
        })
    };
    let mut all = units.iter();
    all.next().is_some_and(letter)
        && all.all(|unit| letter(unit) || char::from_u32(unit.into()).is_some_and(char::is_numeric))
}

/// A string literal: everything but printable ASCII is escaped.
fn quote(text: &mut Text, units: Units<'_>, mark: u8) {
    text.push_unit(mark.into());
    for unit in units.iter() {
        let escape = match u8::try_from(unit) {
            Ok(0x08) => "\\b",
            Ok(0x09) => "\\t",
            Ok(0x0A) => "\\n",
            Ok(0x0B) => "\\v",
            Ok(0x0C) => "\\f",
            Ok(0x0D) => "\\r",
            Ok(b'\\') => "\\\\",
            Ok(b'"') if mark == b'"' => "\\\"",
            Ok(b'\'') if mark == b'\'' => "\\'",
            Ok(byte @ 0x20..=0x7E) => {
                text.push_unit(byte.into());
                continue;
            }
            Ok(byte) => {
                text.push_ascii(&format!("\\x{byte:02X}"));
                continue;
            }
            Err(_) => {
                text.push_ascii(&format!("\\u{unit:04X}"));
                continue;
            }
        };
        text.push_ascii(escape);
    }
    text.push_unit(mark.into());
}
