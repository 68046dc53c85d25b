//! What does text mean that a script hands to `eval`? A literal in parentheses, or a path from a session-wide name.
//!
//! These are the only texts that `eval` takes, and the compiler sees to it that a call can be nothing else: there is no
//! compiler at run time. A literal is read as ECMAScript reads it, which is more than JSON: names and single quotes,
//! comments, trailing commas, holes, hexadecimal numbers, signs, `undefined`, `NaN` and `Infinity`.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::budget::{check_heap, tick};
use crate::convert::to_string;
use crate::errors::{ErrorKind, throw_error};
use crate::key::Key;
use crate::literals::{new_array, new_object};
use crate::objects::Flags;
use crate::properties::get_index;
use crate::stack::guard;
use crate::strings::{Text, Units};
use crate::value::{R, Thrown};

mod token;

/// `eval('(' + text + ')')`: the value that a literal is.
///
/// # Errors
/// A SyntaxError when the text is no literal, a RangeError when it is nested too deeply.
pub fn read_literal(text: Value, cx: &mut Cx<'_>) -> R<Value> {
    with_reader(text, cx, |reader, cx| {
        let value = reader.value(cx)?;
        reader.skip_blank(cx)?;
        while reader.take(b';') {
            reader.skip_blank(cx)?;
        }
        if reader.peek().is_some() { Err(reader.unexpected(cx)) } else { Ok(value) }
    })
}

/// `eval('App_' + name + '.requestid')`: the value of a session-wide name, or of a member of it.
///
/// # Errors
/// A ReferenceError when nothing has that name, a SyntaxError when the text is no path that begins so, a TypeError when
/// a member is asked of `undefined` or `null`.
pub fn read_path(text: Value, beginning: Value, cx: &mut Cx<'_>) -> R<Value> {
    let beginning = cx.machine.realm.utf8(beginning);
    with_reader(text, cx, |reader, cx| {
        let name = reader.word();
        if name.is_empty() || !name.starts_with(&beginning) {
            return Err(reader.unexpected(cx));
        }
        // All of the text is read before anything is looked up.
        let mut keys = Vec::new();
        while reader.peek().is_some() {
            keys.push(reader.member(cx)?);
        }
        let mut value = crate::scope::named(&name, cx)?;
        for key in keys {
            value = get_index(value, key, cx)?;
        }
        Ok(value)
    })
}

fn with_reader(
    text: Value,
    cx: &mut Cx<'_>,
    read: impl FnOnce(&mut Reader<'_>, &mut Cx<'_>) -> R<Value>,
) -> R<Value> {
    let text = to_string(text, cx)?;
    // A copy, because making values changes the heap that the text is in.
    let mut copy = Text::new();
    copy.push(cx.machine.realm.flat(text));
    read(&mut Reader { units: copy.units(), place: 0 }, cx)
}

struct Reader<'a> {
    units: Units<'a>,
    place: usize,
}

impl Reader<'_> {
    /// `.name` or `[key]`: the key.
    fn member(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        tick(cx)?;
        if self.take(b'.') {
            let name = self.word();
            if !name.is_empty() {
                return Ok(cx.machine.realm.string(&name));
            }
        } else if self.take(b'[') {
            let key = self.value(cx)?;
            self.skip_blank(cx)?;
            if self.take(b']') {
                return Ok(key);
            }
        }
        Err(self.unexpected(cx))
    }

    fn value(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        guard(cx)?;
        tick(cx)?;
        self.skip_blank(cx)?;
        match self.peek() {
            Some(b'(') => {
                self.place += 1;
                let value = self.value(cx)?;
                self.skip_blank(cx)?;
                if self.take(b')') { Ok(value) } else { Err(self.unexpected(cx)) }
            }
            Some(b'[') => self.array(cx),
            Some(b'{') => self.object(cx),
            Some(b'"' | b'\'') => self.string(cx),
            Some(b'-' | b'+') => {
                let negative = self.take(b'-');
                self.place += usize::from(!negative);
                self.skip_blank(cx)?;
                match self.simple(cx)?.as_number() {
                    Some(number) => Ok(Value::number(if negative { -number } else { number })),
                    None => Err(self.unexpected(cx)),
                }
            }
            _ => self.simple(cx),
        }
    }

    /// A number, or a word that is a value.
    fn simple(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        if matches!(self.peek(), Some(b'0'..=b'9' | b'.')) {
            return self.number(cx);
        }
        let start = self.place;
        let value = match self.word().as_str() {
            "true" => Value::TRUE,
            "false" => Value::FALSE,
            "null" => Value::NULL,
            "undefined" => Value::UNDEFINED,
            "NaN" => Value::number(f64::NAN),
            "Infinity" => Value::number(f64::INFINITY),
            // What `uneval` prints for undefined.
            "void" => {
                self.skip_blank(cx)?;
                self.number(cx)?;
                Value::UNDEFINED
            }
            _ => {
                self.place = start;
                return Err(self.unexpected(cx));
            }
        };
        Ok(value)
    }

    fn array(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        self.place += 1;
        let mut elements = Vec::new();
        loop {
            self.skip_blank(cx)?;
            if self.take(b']') {
                return Ok(new_array(elements, cx));
            }
            if self.take(b',') {
                elements.push(Value::HOLE);
                continue;
            }
            elements.push(self.value(cx)?);
            check_heap(cx)?;
            self.skip_blank(cx)?;
            if !self.take(b',') && self.peek() != Some(b']') {
                return Err(self.unexpected(cx));
            }
        }
    }

    fn object(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        self.place += 1;
        let object = new_object(cx);
        loop {
            self.skip_blank(cx)?;
            if self.take(b'}') {
                return Ok(object);
            }
            let key = self.key(cx)?;
            self.skip_blank(cx)?;
            if !self.take(b':') {
                return Err(self.unexpected(cx));
            }
            let value = self.value(cx)?;
            if key == Key::name(names::PROTO) {
                crate::classes::set_prototype(object, value, cx)?;
            } else {
                cx.machine.realm.define(object, key, Flags::PLAIN, value);
            }
            check_heap(cx)?;
            self.skip_blank(cx)?;
            if !self.take(b',') && self.peek() != Some(b'}') {
                return Err(self.unexpected(cx));
            }
        }
    }

    fn key(&mut self, cx: &mut Cx<'_>) -> R<Key> {
        let key = match self.peek() {
            Some(b'"' | b'\'') => self.string(cx)?,
            Some(b'0'..=b'9' | b'.') => self.number(cx)?,
            _ => {
                let name = self.word();
                if name.is_empty() {
                    return Err(self.unexpected(cx));
                }
                cx.machine.realm.string(&name)
            }
        };
        crate::properties::to_key(key, cx)
    }

    fn unexpected(&self, cx: &mut Cx<'_>) -> Thrown {
        let message = match self.peek() {
            None => "eval: unexpected end of the text".to_owned(),
            Some(_) => format!(
                "eval: unexpected character at position {}; only a literal or a path is read",
                self.place
            ),
        };
        throw_error(ErrorKind::Syntax, &message, cx)
    }
}
