//! The servers of a scenario: which requests they take, and what they answer.

use scxml_diagnostic::Diagnostic;

use super::reader::{Name, Reader, Table};

/// A server that answers requests.
#[derive(Clone, Debug)]
pub struct Service {
    /// What the scenario calls it.
    pub name: Name,
    /// The address, without what is asked in it.
    pub url: String,
    /// The method, in capitals; any when absent.
    pub method: Option<String>,
    /// Names and values that a request must have in its address or in the form that is its body.
    pub parameters: Vec<(String, String)>,
    /// Names and values of headers that it must have.
    pub headers: Vec<(String, String)>,
    /// A part of its body.
    pub body: Option<String>,
    /// What is answered, one after the other; the last one stays.
    pub answers: Vec<Answer>,
}

/// What a server answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type.
    pub media: String,
    /// The body.
    pub body: String,
    /// Milliseconds until it comes.
    pub after: f64,
    /// Whether none comes.
    pub lost: bool,
}

/// Reads a table `[services.NAME]`.
pub(super) fn service(name: Name, table: &Table<'_>, reader: &mut Reader) -> Service {
    reader.only(table, &["url", "method", "parameters", "headers", "body", "answers"]);
    let url = reader.required_name(table, "url", "\"http://localhost/profile\"");
    let methods = ["get", "post", "put", "delete"].map(|word| (word, word));
    if table.get("answers").is_none() {
        reader.missing(table, "answers", "[{ body = \"{}\" }]");
    }
    let answers = reader.tables(table, "answers");
    Service {
        name,
        url: url.map(|url| url.text).unwrap_or_default(),
        method: reader.word(table, "method", &methods).map(str::to_uppercase),
        parameters: texts(table, "parameters", reader),
        headers: texts(table, "headers", reader),
        body: reader.name(table, "body").map(|body| body.text),
        answers: answers.iter().map(|table| answer(table, reader)).collect(),
    }
}

fn answer(table: &Table<'_>, reader: &mut Reader) -> Answer {
    reader.only(table, &["status", "type", "body", "after", "lost"]);
    let status = reader.whole(table, "status").unwrap_or(200);
    let known = u16::try_from(status).ok().filter(|status| (200..600).contains(status));
    if let (None, Some(member)) = (known, table.get("status")) {
        let message = "`status` must be from 200 to 599";
        reader.report(Diagnostic::error("scenario-bad-value", member.value_span, message));
    }
    Answer {
        status: known.unwrap_or(200),
        media: reader
            .name(table, "type")
            .map_or_else(|| "application/json".to_owned(), |name| name.text),
        body: reader.name(table, "body").map(|name| name.text).unwrap_or_default(),
        after: reader.duration(table, "after").unwrap_or(0.0),
        lost: reader.boolean(table, "lost").unwrap_or(false),
    }
}

/// Pairs of texts.
fn texts(table: &Table<'_>, key: &str, reader: &mut Reader) -> Vec<(String, String)> {
    let Some(inner) = table.get(key).and_then(|member| reader.table(&member)) else {
        return Vec::new();
    };
    let members = inner.iter().map(|member| member.key.to_owned()).collect::<Vec<_>>();
    let value =
        |key: String, reader: &mut Reader| reader.name(&inner, &key).map(|value| (key, value.text));
    members.into_iter().filter_map(|key| value(key, reader)).collect()
}
