//! Which value does a JSON text describe? ECMA-262 5.1, 15.12.1 and 15.12.2. Nesting takes memory, not stack.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, tick};
use crate::convert::to_string;
use crate::errors::{ErrorKind, throw_error};
use crate::functions::{call, is_callable};
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
    let mut parser = Parser { units: copy.units(), place: 0 };
    let value = parser.document(cx)?;
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
    Object(Value, Key),
}

struct Parser<'a> {
    units: Units<'a>,
    place: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        if self.place < self.units.len() {
            Some(u8::try_from(self.units.at(self.place)).unwrap_or(0xFF))
        } else {
            None
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.place += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.place += usize::from(found);
        found
    }

    fn unexpected(&self, cx: &mut Cx<'_>) -> Thrown {
        let message = match self.peek() {
            None => "JSON.parse: unexpected end of data".to_owned(),
            Some(_) => format!("JSON.parse: unexpected character at position {}", self.place),
        };
        throw_error(ErrorKind::Syntax, &message, cx)
    }

    fn document(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        let mut open = Vec::new();
        loop {
            self.skip_space();
            let Some(mut value) = self.start(&mut open, cx)? else { continue };
            check_heap(cx)?;
            // A value is complete: so may be what it is in.
            loop {
                self.skip_space();
                match open.pop() {
                    None if self.peek().is_none() => return Ok(value),
                    None => return Err(self.unexpected(cx)),
                    Some(Open::Array(mut elements)) => {
                        elements.push(value);
                        if self.take(b',') {
                            open.push(Open::Array(elements));
                            break;
                        }
                        if !self.take(b']') {
                            return Err(self.unexpected(cx));
                        }
                        value = new_array(elements, cx);
                    }
                    Some(Open::Object(object, key)) => {
                        cx.machine.realm.define(object, key, Flags::PLAIN, value);
                        if self.take(b',') {
                            self.skip_space();
                            let key = self.key(cx)?;
                            open.push(Open::Object(object, key));
                            break;
                        }
                        if !self.take(b'}') {
                            return Err(self.unexpected(cx));
                        }
                        value = object;
                    }
                }
            }
        }
    }

    /// A value that needs no other, or the start of one that does.
    fn start(&mut self, open: &mut Vec<Open>, cx: &mut Cx<'_>) -> R<Option<Value>> {
        Ok(Some(match self.peek() {
            Some(b'[') => {
                self.place += 1;
                self.skip_space();
                if !self.take(b']') {
                    open.push(Open::Array(Vec::new()));
                    return Ok(None);
                }
                new_array(Vec::new(), cx)
            }
            Some(b'{') => {
                self.place += 1;
                self.skip_space();
                let object = new_object(cx);
                if !self.take(b'}') {
                    let key = self.key(cx)?;
                    open.push(Open::Object(object, key));
                    return Ok(None);
                }
                object
            }
            Some(b'"') => self.string(cx)?,
            Some(b'-' | b'0'..=b'9') => self.number(cx)?,
            Some(b't') => self.word("true", Value::TRUE, cx)?,
            Some(b'f') => self.word("false", Value::FALSE, cx)?,
            Some(b'n') => self.word("null", Value::NULL, cx)?,
            _ => return Err(self.unexpected(cx)),
        }))
    }

    fn key(&mut self, cx: &mut Cx<'_>) -> R<Key> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected(cx));
        }
        let name = self.string(cx)?;
        self.skip_space();
        if !self.take(b':') {
            return Err(self.unexpected(cx));
        }
        Ok(cx.machine.realm.key(name))
    }

    fn word(&mut self, word: &str, value: Value, cx: &mut Cx<'_>) -> R<Value> {
        for byte in word.bytes() {
            if !self.take(byte) {
                return Err(self.unexpected(cx));
            }
        }
        Ok(value)
    }

    fn digits(&mut self, cx: &mut Cx<'_>) -> R<()> {
        let start = self.place;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.place += 1;
        }
        if self.place == start { Err(self.unexpected(cx)) } else { Ok(()) }
    }

    fn number(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        let start = self.place;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits(cx)?;
        }
        if self.take(b'.') {
            self.digits(cx)?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.place += 1;
            if !self.take(b'+') {
                self.take(b'-');
            }
            self.digits(cx)?;
        }
        let text = self.units.slice(start, self.place).to_utf8();
        Ok(Value::number(text.parse().expect("JSON's numbers are Rust's")))
    }

    fn string(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        self.place += 1;
        let mut text = Text::new();
        loop {
            let start = self.place;
            while matches!(self.peek(), Some(byte) if byte >= 0x20 && byte != b'"' && byte != b'\\')
            {
                self.place += 1;
            }
            text.push(self.units.slice(start, self.place));
            match self.peek() {
                Some(b'"') => {
                    self.place += 1;
                    return Ok(cx.machine.realm.string_of_text(text));
                }
                Some(b'\\') => {
                    self.place += 1;
                    let unit = self.escape(cx)?;
                    text.push_unit(unit);
                }
                _ => return Err(self.unexpected(cx)),
            }
        }
    }

    fn escape(&mut self, cx: &mut Cx<'_>) -> R<u16> {
        let unit = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => byte,
            Some(b'b') => 0x08,
            Some(b'f') => 0x0C,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                self.place += 1;
                let mut unit = 0;
                for _ in 0..4 {
                    let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
                    let Some(digit) = digit else { return Err(self.unexpected(cx)) };
                    unit = unit << 4 | digit as u16;
                    self.place += 1;
                }
                return Ok(unit);
            }
            _ => return Err(self.unexpected(cx)),
        };
        self.place += 1;
        Ok(unit.into())
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
