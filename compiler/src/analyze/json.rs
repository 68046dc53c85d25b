//! Is this content JSON? Then it is the ECMAScript value that it spells (section B.2.1).

use std::rc::Rc;

use crate::es::{Expr, ExprKind, Key, Property, PropertyValue, Text16, UnaryOp};
use crate::xml::Text;

/// Deeper nesting is taken for text: the tree that comes out is walked recursively.
const DEEPEST: u32 = 200;

/// The value that the text spells as JSON (RFC 8259), if it does.
pub(super) fn parse(text: &Text) -> Option<Expr> {
    let mut reader = Reader { text, rest: &text.value, depth: 0 };
    reader.blank();
    let value = reader.value()?;
    reader.blank();
    reader.rest.is_empty().then_some(value)
}

struct Reader<'a> {
    text: &'a Text,
    rest: &'a str,
    depth: u32,
}

impl Reader<'_> {
    fn at(&self) -> usize {
        self.text.value.len() - self.rest.len()
    }

    fn blank(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest.strip_prefix(token);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn value(&mut self) -> Option<Expr> {
        let start = self.at();
        let kind = match self.rest.bytes().next()? {
            b'{' => self.nested(Self::object)?,
            b'[' => self.nested(Self::array)?,
            b'"' => ExprKind::String(self.string()?),
            b't' if self.eat("true") => ExprKind::Boolean(true),
            b'f' if self.eat("false") => ExprKind::Boolean(false),
            b'n' if self.eat("null") => ExprKind::Null,
            b'-' => {
                self.eat("-");
                let number_start = self.at();
                let number = self.number()?;
                let span = self.text.locate(number_start, self.at());
                ExprKind::Unary(
                    UnaryOp::Minus,
                    Box::new(Expr { kind: ExprKind::Number(number), span }),
                )
            }
            b'0'..=b'9' => ExprKind::Number(self.number()?),
            _ => return None,
        };
        Some(Expr { kind, span: self.text.locate(start, self.at()) })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<ExprKind>) -> Option<ExprKind> {
        self.depth += 1;
        let value = if self.depth > DEEPEST { None } else { read(self) };
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Option<ExprKind> {
        let mut properties = Vec::new();
        self.eat("{");
        self.blank();
        if self.eat("}") {
            return Some(ExprKind::Object(properties));
        }
        loop {
            self.blank();
            let start = self.at();
            let key = self.string()?;
            let span = self.text.locate(start, self.at());
            self.blank();
            if !self.eat(":") {
                return None;
            }
            self.blank();
            properties.push(Property {
                key: Key::Name(key),
                value: PropertyValue::Value(self.value()?),
                span,
            });
            self.blank();
            if !self.eat(",") {
                return self.eat("}").then_some(ExprKind::Object(properties));
            }
        }
    }

    fn array(&mut self) -> Option<ExprKind> {
        let mut items = Vec::new();
        self.eat("[");
        self.blank();
        if self.eat("]") {
            return Some(ExprKind::Array(items));
        }
        loop {
            self.blank();
            items.push(Some(self.value()?));
            self.blank();
            if !self.eat(",") {
                return self.eat("]").then_some(ExprKind::Array(items));
            }
        }
    }

    fn number(&mut self) -> Option<f64> {
        let start = self.rest;
        if !self.eat("0") {
            self.digits()?;
        }
        if self.eat(".") {
            self.digits()?;
        }
        if self.eat("e") || self.eat("E") {
            let _sign = self.eat("+") || self.eat("-");
            self.digits()?;
        }
        start.get(..start.len() - self.rest.len())?.parse().ok()
    }

    fn digits(&mut self) -> Option<()> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let found = rest.len() < self.rest.len();
        self.rest = rest;
        found.then_some(())
    }

    fn string(&mut self) -> Option<Text16> {
        let mut units: Vec<u16> = Vec::new();
        if !self.eat("\"") {
            return None;
        }
        loop {
            let next = self.rest.chars().next()?;
            self.rest = self.rest.get(next.len_utf8()..)?;
            match next {
                '"' => return Some(Rc::from(units)),
                '\\' => units.push(self.escape()?),
                '\0'..='\u{1f}' => return None,
                _ => units.extend(next.encode_utf16(&mut [0; 2]).iter()),
            }
        }
    }

    fn escape(&mut self) -> Option<u16> {
        let letter = self.rest.bytes().next()?;
        let unit = match letter {
            b'"' | b'\\' | b'/' => u16::from(letter),
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'u' => {
                let digits =
                    self.rest.get(1..5).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
                let unit = u16::from_str_radix(digits, 16).ok()?;
                self.rest = self.rest.get(5..)?;
                return Some(unit);
            }
            _ => return None,
        };
        self.rest = self.rest.get(1..)?;
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use scxml_diagnostic::{FileId, Span};

    use super::parse;
    use crate::es::ExprKind;
    use crate::xml::Text;

    fn json(text: &str) -> Option<ExprKind> {
        parse(&Text::verbatim(text, Span::new(FileId(0), 0, text.len()))).map(|value| value.kind)
    }

    #[test]
    fn json_and_nothing_else() {
        assert!(
            matches!(json(" [1, 2.5e1, null] "), Some(ExprKind::Array(items)) if items.len() == 3)
        );
        assert!(matches!(json("{\"a\": {\"b\": []}}"), Some(ExprKind::Object(p)) if p.len() == 1));
        assert!(matches!(json("\"\\u0041\\n\""), Some(ExprKind::String(s)) if *s == [65, 10]));
        assert!(matches!(json("-3"), Some(ExprKind::Unary(..))));
        for other in
            ["", "this is a string", "[1,]", "{a:1}", "01", "1.", "'x'", "[1] 2", "\"\\u00g0\""]
        {
            assert!(json(other).is_none(), "{other}");
        }
    }

    #[test]
    fn nesting_without_end_is_no_json() {
        assert!(json(&"[".repeat(100_000)).is_none());
    }
}
