//! Writes JSON, keys in the order in which they are given.

use std::fmt::Write;

use scxml_diagnostic::json_string;
use scxml_runtime::Data;

/// One JSON object on its way into a text.
pub(crate) struct Object {
    text: String,
}

impl Object {
    pub(crate) fn new() -> Self {
        Self { text: "{".to_owned() }
    }

    fn key(&mut self, key: &str) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        self.text.push_str(&json_string(key));
        self.text.push(':');
    }

    pub(crate) fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        self.text.push_str(&json_string(value));
        self
    }

    pub(crate) fn number(mut self, key: &str, value: f64) -> Self {
        self.key(key);
        number(value, &mut self.text);
        self
    }

    pub(crate) fn boolean(mut self, key: &str, value: bool) -> Self {
        self.key(key);
        self.text.push_str(if value { "true" } else { "false" });
        self
    }

    /// A member that is left out when it is `undefined`.
    pub(crate) fn data(mut self, key: &str, value: &Data) -> Self {
        if *value != Data::Undefined {
            self.key(key);
            data(value, &mut self.text);
        }
        self
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

/// Appends a value. `undefined` and numbers that JSON does not know become `null`, XML becomes its text.
pub(crate) fn data(value: &Data, out: &mut String) {
    match value {
        Data::Undefined | Data::Null => out.push_str("null"),
        Data::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Data::Number(value) => number(*value, out),
        Data::String(text) => out.push_str(&json_string(text)),
        Data::Xml(xml) => out.push_str(&json_string(&xml.to_string())),
        Data::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                data(item, out);
            }
            out.push(']');
        }
        Data::Object(members) => {
            out.push('{');
            for (i, (key, value)) in members.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&json_string(key));
                out.push(':');
                data(value, out);
            }
            out.push('}');
        }
    }
}

fn number(value: f64, out: &mut String) {
    if value.is_finite() {
        let _ = write!(out, "{value}");
    } else {
        out.push_str("null");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_texts_are_escaped() {
        let value = Data::object([
            ("z", Data::Number(0.5)),
            ("a", Data::Array(vec![Data::Null, Data::Boolean(true)])),
        ]);
        let line = Object::new()
            .number("time", 10_000.0)
            .text("t", "a\"\\\u{1}\né")
            .data("d", &value)
            .finish();
        assert_eq!(line, r#"{"time":10000,"t":"a\"\\\u0001\né","d":{"z":0.5,"a":[null,true]}}"#);
    }
}
