//! Typed values of a TOML table, each with a complaint when it has another type.

use scxml_diagnostic::{Diagnostic, Span};
use scxml_runtime::Data;
use toml::de::{DeInteger, DeValue};

use super::super::calendar;
use super::{Name, Reader, Table, did_you_mean};

/// A year, in milliseconds: what is longer is a mistake.
const LONGEST: f64 = 366.0 * 24.0 * 3_600_000.0;

impl Reader {
    /// A text, as a name with its place.
    pub(in crate::scenario) fn name(&mut self, table: &Table<'_>, key: &str) -> Option<Name> {
        let member = table.get(key)?;
        let name = self.name_of(member.value, member.value_span);
        if name.is_none() {
            self.wrong_type(&member, "a text");
        }
        name
    }

    /// A text that must be there.
    pub(in crate::scenario) fn required_name(
        &mut self,
        table: &Table<'_>,
        key: &str,
        example: &str,
    ) -> Option<Name> {
        if table.get(key).is_none() {
            self.missing(table, key, example);
        }
        self.name(table, key)
    }

    /// Numbers are taken as names too, because many devices and announcements have numbers.
    pub(in crate::scenario) fn name_of(&self, value: &DeValue<'_>, span: Span) -> Option<Name> {
        let text = match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            _ => return None,
        };
        Some(Name { text, span })
    }

    /// A list of texts, or a single one.
    pub(in crate::scenario) fn names(&mut self, table: &Table<'_>, key: &str) -> Vec<Name> {
        let Some(member) = table.get(key) else { return Vec::new() };
        if let Some(name) = self.name_of(member.value, member.value_span) {
            return vec![name];
        }
        let Some(array) = member.value.as_array() else {
            self.wrong_type(&member, "a list of texts");
            return Vec::new();
        };
        let mut names = Vec::new();
        for item in array {
            let span = self.span(item.span());
            match self.name_of(item.get_ref(), span) {
                Some(name) => names.push(name),
                None => self.error(span, format!("`{key}` holds texts"), "this is not a text"),
            }
        }
        names
    }

    /// `true` or `false`.
    pub(in crate::scenario) fn boolean(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        let member = table.get(key)?;
        if member.value.as_bool().is_none() {
            self.wrong_type(&member, "`true` or `false`");
        }
        member.value.as_bool()
    }

    /// One of several words.
    pub(in crate::scenario) fn word<T: Copy>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let name = self.name(table, key)?;
        let found = words.iter().find(|(word, _)| *word == name.text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let list: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            let message = format!("`{key}` must be one of {}", list.join(", "));
            let diagnostic = Diagnostic::error("scenario-bad-value", name.span, message);
            self.report(did_you_mean(diagnostic, &name, words.iter().map(|(word, _)| *word)));
        }
        found
    }

    /// A whole number from 0.
    pub(in crate::scenario) fn whole(&mut self, table: &Table<'_>, key: &str) -> Option<u64> {
        let member = table.get(key)?;
        let number =
            member.value.as_integer().and_then(integer).and_then(|n| u64::try_from(n).ok());
        if number.is_none() {
            self.wrong_type(&member, "a whole number from 0");
        }
        number
    }

    /// A length of time in milliseconds: a text with units, or a number of seconds.
    pub(in crate::scenario) fn duration(&mut self, table: &Table<'_>, key: &str) -> Option<f64> {
        let member = table.get(key)?;
        let milliseconds = match member.value {
            DeValue::String(text) => calendar::duration(text),
            other => number(other).map(|seconds| calendar::exact(seconds * 1000.0)),
        };
        let milliseconds =
            milliseconds.filter(|ms| (0.0..=LONGEST).contains(ms)).map(crate::world::thousandths);
        if milliseconds.is_none() {
            let message = format!("`{key}` must be a time");
            self.report(
                Diagnostic::error("scenario-bad-time", member.value_span, message)
                    .under("this is no time")
                    .note("a time is a number of seconds, or a text such as \"12.5s\", \"300ms\", \"1m30s\" or \"2h\"; at most a year"),
            );
        }
        milliseconds
    }

    /// Pairs of a name and a number.
    pub(in crate::scenario) fn numbers(
        &mut self,
        table: &Table<'_>,
        key: &str,
    ) -> Vec<(String, f64)> {
        let Some(member) = table.get(key) else { return Vec::new() };
        let Some(inner) = self.table(&member) else { return Vec::new() };
        let mut pairs = Vec::new();
        for member in inner.iter() {
            match number(member.value) {
                Some(value) => pairs.push((member.key.to_owned(), value)),
                None => self.wrong_type(member, "a number"),
            }
        }
        pairs
    }

    /// Pairs of a name and any value.
    pub(in crate::scenario) fn pairs(
        &mut self,
        table: &Table<'_>,
        key: &str,
    ) -> Option<Vec<(String, Data)>> {
        let member = table.get(key)?;
        let inner = self.table(&member)?;
        Some(inner.iter().map(|member| (member.key.to_owned(), self.data(member.value))).collect())
    }

    /// Any value as data; a date becomes its text.
    pub(in crate::scenario) fn data(&self, value: &DeValue<'_>) -> Data {
        match value {
            DeValue::String(text) => Data::String(text.to_string()),
            DeValue::Integer(_) | DeValue::Float(_) => {
                Data::Number(number(value).unwrap_or(f64::NAN))
            }
            DeValue::Boolean(value) => Data::Boolean(*value),
            DeValue::Datetime(datetime) => Data::String(datetime.to_string()),
            DeValue::Array(items) => {
                Data::Array(items.iter().map(|item| self.data(item.get_ref())).collect())
            }
            DeValue::Table(table) => {
                let members = self.members(table, Span::NOWHERE).members;
                Data::Object(
                    members.iter().map(|m| (m.key.to_owned(), self.data(m.value))).collect(),
                )
            }
        }
    }
}

fn integer(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => integer(number).map(|n| n as f64),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}
