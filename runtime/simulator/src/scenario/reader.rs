//! Reads typed values out of TOML tables and says what is wrong with them.

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Span, closest};
use scxml_runtime::Data;
use toml::de::{DeInteger, DeTable, DeValue};

use super::calendar;

/// A name in a scenario file, and where it stands.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What has been read so far has these things to be said about it.
pub(super) struct Reader {
    file: FileId,
    diagnostics: Diagnostics,
}

/// A table of the file: its members in the order of the file.
pub(super) struct Table<'a> {
    /// Where to point when something is missing.
    pub(super) span: Span,
    members: Vec<Member<'a>>,
}

/// One `key = value`.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) key: &'a str,
    pub(super) key_span: Span,
    pub(super) value: &'a DeValue<'a>,
    pub(super) value_span: Span,
}

impl Member<'_> {
    /// The key as a name.
    pub(super) fn name(&self) -> Name {
        Name { text: self.key.to_owned(), span: self.key_span }
    }
}

impl Reader {
    pub(super) fn new(file: FileId) -> Self {
        Self { file, diagnostics: Diagnostics::default() }
    }

    pub(super) fn into_diagnostics(self) -> Diagnostics {
        self.diagnostics
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// A table's members; `span` is where to point when something is missing.
    pub(super) fn members<'a>(&self, table: &'a DeTable<'a>, span: Span) -> Table<'a> {
        let mut members: Vec<Member<'a>> = table
            .iter()
            .map(|(key, value)| Member {
                key: key.get_ref().as_ref(),
                key_span: self.span(key.span()),
                value: value.get_ref(),
                value_span: self.span(value.span()),
            })
            .collect();
        members.sort_by_key(|member| member.key_span.start);
        Table { span, members }
    }

    /// The table that a member holds; its key is where to point when something is missing in it.
    pub(super) fn table<'a>(&mut self, member: &Member<'a>) -> Option<Table<'a>> {
        match member.value.as_table() {
            Some(table) => Some(self.members(table, member.key_span)),
            None => {
                self.wrong_type(member, "a table, such as `{ … }`");
                None
            }
        }
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables<'a>(&mut self, table: &Table<'a>, key: &str) -> Vec<Table<'a>> {
        let Some(member) = table.get(key) else { return Vec::new() };
        let Some(array) = member.value.as_array() else {
            self.wrong_type(&member, &format!("several tables, each under `[[{key}]]`"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array {
            let span = self.span(item.span());
            match item.get_ref().as_table() {
                Some(inner) => tables.push(self.members(inner, span)),
                None => self.error(span, format!("`{key}` holds tables"), "this is not a table"),
            }
        }
        tables
    }

    /// Reports the keys that are not among `known`.
    pub(super) fn only(&mut self, table: &Table<'_>, known: &[&str]) {
        for member in &table.members {
            if !known.contains(&member.key) {
                let diagnostic = Diagnostic::error(
                    "scenario-unknown-key",
                    member.key_span,
                    format!("unknown key `{}`", member.key),
                );
                self.report(match closest(member.key, known.iter().copied()) {
                    Some(near) => diagnostic.suggest(DID_YOU_MEAN, member.key_span, near),
                    None => diagnostic.note(format!("known here: {}", known.join(", "))),
                });
            }
        }
    }

    fn error(&mut self, span: Span, message: impl Into<String>, under: &str) {
        self.report(Diagnostic::error("scenario-bad-value", span, message).under(under));
    }

    pub(super) fn wrong_type(&mut self, member: &Member<'_>, wanted: &str) {
        let message = format!("`{}` must be {wanted}", member.key);
        self.error(
            member.value_span,
            message,
            &format!("this is {}", article(member.value.type_str())),
        );
    }

    /// Reports that `key` is missing in the table.
    pub(super) fn missing(&mut self, table: &Table<'_>, key: &str, example: &str) {
        self.report(
            Diagnostic::error(
                "scenario-missing-key",
                table.span,
                format!("`{key}` is missing here"),
            )
            .note(format!("write for example `{key} = {example}`")),
        );
    }

    /// A text, as a name with its place.
    pub(super) fn name(&mut self, table: &Table<'_>, key: &str) -> Option<Name> {
        let member = table.get(key)?;
        let name = self.name_of(member.value, member.value_span);
        if name.is_none() {
            self.wrong_type(&member, "a text");
        }
        name
    }

    /// A text that must be there.
    pub(super) fn required_name(
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
    pub(super) fn name_of(&self, value: &DeValue<'_>, span: Span) -> Option<Name> {
        let text = match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            _ => return None,
        };
        Some(Name { text, span })
    }

    /// A list of texts, or a single one.
    pub(super) fn names(&mut self, table: &Table<'_>, key: &str) -> Vec<Name> {
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
    pub(super) fn boolean(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        let member = table.get(key)?;
        if member.value.as_bool().is_none() {
            self.wrong_type(&member, "`true` or `false`");
        }
        member.value.as_bool()
    }

    /// One of several words.
    pub(super) fn word<T: Copy>(
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
    pub(super) fn whole(&mut self, table: &Table<'_>, key: &str) -> Option<u64> {
        let member = table.get(key)?;
        let number =
            member.value.as_integer().and_then(integer).and_then(|n| u64::try_from(n).ok());
        if number.is_none() {
            self.wrong_type(&member, "a whole number from 0");
        }
        number
    }

    /// A length of time in milliseconds: a text with units, or a number of seconds.
    pub(super) fn duration(&mut self, table: &Table<'_>, key: &str) -> Option<f64> {
        let member = table.get(key)?;
        let milliseconds = match member.value {
            DeValue::String(text) => calendar::duration(text),
            other => number(other).map(|seconds| seconds * 1000.0),
        };
        let milliseconds = milliseconds.filter(|ms| ms.is_finite() && *ms >= 0.0);
        if milliseconds.is_none() {
            let message = format!("`{key}` must be a time");
            self.report(
                Diagnostic::error("scenario-bad-time", member.value_span, message)
                    .under("this is no time")
                    .note("a time is a number of seconds, or a text such as \"12.5s\", \"300ms\", \"1m30s\" or \"2h\""),
            );
        }
        milliseconds
    }

    /// Pairs of a name and a number.
    pub(super) fn numbers(&mut self, table: &Table<'_>, key: &str) -> Vec<(String, f64)> {
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
    pub(super) fn pairs(&mut self, table: &Table<'_>, key: &str) -> Option<Vec<(String, Data)>> {
        let member = table.get(key)?;
        let inner = self.table(&member)?;
        Some(inner.iter().map(|member| (member.key.to_owned(), self.data(member.value))).collect())
    }

    /// Any value as data; a date becomes its text.
    pub(super) fn data(&self, value: &DeValue<'_>) -> Data {
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

impl<'a> Table<'a> {
    /// The member of this key.
    pub(super) fn get(&self, key: &str) -> Option<Member<'a>> {
        self.members.iter().find(|member| member.key == key).copied()
    }

    /// All members, in the order of the file.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Member<'a>> {
        self.members.iter()
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

fn article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

const DID_YOU_MEAN: &str = "did you mean this?";

/// Adds the nearest of the texts that would have been right.
pub(crate) fn did_you_mean<'a>(
    diagnostic: Diagnostic,
    name: &Name,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    match closest(&name.text, candidates) {
        Some(near) => diagnostic.suggest(DID_YOU_MEAN, name.span, format!("{near:?}")),
        None => diagnostic,
    }
}

/// What is wrong with the TOML itself.
pub(super) fn syntax_diagnostics(file: FileId, errors: &[toml::de::Error]) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let message = error.message().trim().replace('\n', ", ");
        diagnostics.push(Diagnostic::error(
            "scenario-syntax",
            Span::new(file, range.start, range.end),
            message,
        ));
    }
    diagnostics
}
