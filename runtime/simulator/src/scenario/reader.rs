//! Reads typed values out of TOML tables and says what is wrong with them.

mod values;

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Span, closest};
use toml::de::{DeTable, DeValue};

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
