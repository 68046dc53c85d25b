//! The expectations of a scenario: what a run must show.

use scxml_diagnostic::{Diagnostic, Span};
use scxml_runtime::Data;
use toml::de::DeValue;

use super::reader::{Member, Name, Reader, Table};

/// One thing that is expected.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Where it stands.
    pub span: Span,
    /// The session it is about; any session for events, logs and order, the first for states, when absent.
    pub session: Option<Name>,
    /// When.
    pub when: When,
    /// What.
    pub what: Expected,
    /// Whether it must not happen.
    pub never: bool,
}

/// When something is expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    /// At any time.
    Ever,
    /// At exactly this time.
    At(f64),
    /// Between the two times, both included.
    Between(f64, f64),
}

/// What can be expected.
#[derive(Clone, Debug)]
pub enum Expected {
    /// All these states are active, once all that is due at that time has happened.
    States(Vec<Name>),
    /// An event is taken by a session, with at least this data.
    Event {
        /// Its name.
        name: Name,
        /// Members that its data must have.
        data: Data,
    },
    /// Something is logged that contains this text.
    Log(Name),
    /// These steps happen in this order; other things may happen between them.
    Order(Vec<Step>),
    /// The session ends in this final state.
    Final(Name),
    /// The session ends.
    Ended,
    /// No error event comes that no other expectation names.
    NoErrors,
}

/// One step of an order.
#[derive(Clone, Debug)]
pub enum Step {
    /// An event is taken.
    Event(Name),
    /// A state is entered.
    Enter(Name),
    /// A state is left.
    Exit(Name),
    /// Something is logged that contains this text.
    Log(Name),
}

/// Reads the expectations under `[[expect]]`, in the order of the file.
pub(super) fn read(table: &Table<'_>, reader: &mut Reader) -> Vec<Expectation> {
    let tables = reader.tables(table, "expect");
    tables.iter().filter_map(|table| expectation(table, reader)).collect()
}

/// The keys that say what is expected; each expectation has exactly one.
const KINDS: [&str; 7] = ["state", "event", "log", "order", "final", "ended", "errors"];

fn expectation(table: &Table<'_>, reader: &mut Reader) -> Option<Expectation> {
    let mut known = vec!["session", "at", "by", "after", "never", "data"];
    known.extend(KINDS);
    reader.only(table, &known);
    let present: Vec<_> = KINDS.iter().filter_map(|key| table.get(key)).collect();
    let [member] = present.as_slice() else {
        if let [first, second, ..] = present.as_slice() {
            reader.report(
                Diagnostic::error(
                    "scenario-conflict",
                    second.key_span,
                    "an expectation is one thing",
                )
                .label(first.key_span, "this is already one")
                .note("write a second `[[expect]]` for the other"),
            );
        } else if table.iter().all(|member| known.contains(&member.key)) {
            let kinds: Vec<String> = KINDS.iter().map(|key| format!("`{key}`")).collect();
            reader.report(
                Diagnostic::error(
                    "scenario-missing-key",
                    table.span,
                    "this does not say what is expected",
                )
                .note(format!("it needs one of {}", kinds.join(", "))),
            );
        }
        return None;
    };
    let span = member.key_span.to(member.value_span);
    if let (Some(data), true) = (table.get("data"), member.key != "event") {
        reader.report(
            Diagnostic::error("scenario-conflict", data.key_span, "only an event has data")
                .label(member.key_span, "this is expected"),
        );
    }
    let never = never(table, reader, member.key);
    let when = when(table, reader);
    let session = reader.name(table, "session");
    let what = expected(table, member.key, reader)?;
    Some(Expectation { span, session, when: when?, what, never })
}

fn never(table: &Table<'_>, reader: &mut Reader, kind: &str) -> bool {
    let never = reader.boolean(table, "never").unwrap_or(false);
    if let (true, Some(member)) = (never && matches!(kind, "order" | "errors"), table.get("never"))
    {
        let message = format!("`never` does not go with `{kind}`");
        reader.report(Diagnostic::error("scenario-conflict", member.key_span, message));
    }
    never
}

fn when(table: &Table<'_>, reader: &mut Reader) -> Option<When> {
    let (at, by, after) = (
        reader.duration(table, "at"),
        reader.duration(table, "by"),
        reader.duration(table, "after"),
    );
    if let (Some(member), true) =
        (table.get("at"), table.get("by").is_some() || table.get("after").is_some())
    {
        reader.report(
            Diagnostic::error(
                "scenario-conflict",
                member.key_span,
                "`at` goes with neither `by` nor `after`",
            )
            .note("`at` is a moment; `after` and `by` are the two ends of a span of time"),
        );
        return None;
    }
    Some(match (at, after, by) {
        (Some(at), _, _) => When::At(at),
        (None, None, None) => When::Ever,
        (None, after, by) => When::Between(after.unwrap_or(0.0), by.unwrap_or(f64::INFINITY)),
    })
}

fn expected(table: &Table<'_>, kind: &str, reader: &mut Reader) -> Option<Expected> {
    match kind {
        "state" => {
            let states = reader.names(table, "state");
            not_empty(table, "state", states.is_empty(), reader);
            Some(Expected::States(states))
        }
        "event" => {
            let data =
                table.get("data").map_or(Data::Undefined, |member| reader.data(member.value));
            Some(Expected::Event { name: reader.name(table, "event")?, data })
        }
        "log" => {
            let text = reader.name(table, "log")?;
            not_empty(table, "log", text.text.is_empty(), reader);
            Some(Expected::Log(text))
        }
        "order" => {
            let steps = order(table, reader)?;
            not_empty(table, "order", steps.is_empty(), reader);
            Some(Expected::Order(steps))
        }
        "final" => reader.name(table, "final").map(Expected::Final),
        "ended" => only_value(table, reader, "ended", true).then_some(Expected::Ended),
        _ => only_value(table, reader, "errors", false).then_some(Expected::NoErrors),
    }
}

/// What is empty would be fulfilled by anything.
fn not_empty(table: &Table<'_>, key: &str, empty: bool, reader: &mut Reader) {
    let said = |member: &Member<'_>| match member.value {
        DeValue::Array(items) => items.is_empty(),
        DeValue::String(text) => text.is_empty(),
        _ => false,
    };
    if let Some(member) = table.get(key).filter(|member| empty && said(member)) {
        let message = format!("`{key}` is empty, so it expects nothing");
        reader.report(Diagnostic::error("scenario-bad-value", member.value_span, message));
    }
}

/// A key that has one sensible value, because its opposite is spelt otherwise.
fn only_value(table: &Table<'_>, reader: &mut Reader, key: &str, value: bool) -> bool {
    let found = reader.boolean(table, key);
    if let (Some(member), true) = (table.get(key), found == Some(!value)) {
        reader.report(
            Diagnostic::error(
                "scenario-bad-value",
                member.value_span,
                format!("`{key}` can only be `{value}`"),
            )
            .note("leave the expectation out, or write `never = true`"),
        );
    }
    found == Some(value)
}

/// The steps of `order`: a text is an event, a table names another kind of step.
fn order(table: &Table<'_>, reader: &mut Reader) -> Option<Vec<Step>> {
    let member = table.get("order")?;
    let Some(items) = member.value.as_array() else {
        reader.wrong_type(&member, "a list of steps");
        return None;
    };
    let mut steps = Vec::new();
    for item in items {
        let span = reader.span(item.span());
        if let Some(name) = reader.name_of(item.get_ref(), span) {
            steps.push(Step::Event(name));
        } else if let Some(inner) = item.get_ref().as_table() {
            let inner = reader.members(inner, span);
            steps.extend(step(&inner, reader));
        } else {
            reader.report(
                Diagnostic::error(
                    "scenario-bad-value",
                    span,
                    "a step is the name of an event, or a table",
                )
                .note("write for example `{ enter = \"waiting\" }`"),
            );
        }
    }
    Some(steps)
}

fn step(table: &Table<'_>, reader: &mut Reader) -> Option<Step> {
    reader.only(table, &["event", "enter", "exit", "log"]);
    let kinds = [
        reader.name(table, "event").map(Step::Event),
        reader.name(table, "enter").map(Step::Enter),
        reader.name(table, "exit").map(Step::Exit),
        reader.name(table, "log").map(Step::Log),
    ];
    let mut steps = kinds.into_iter().flatten();
    let step = steps.next();
    if steps.next().is_some() {
        reader.report(Diagnostic::error("scenario-conflict", table.span, "a step is one thing"));
    } else if step.is_none() && table.iter().next().is_none() {
        reader.missing(table, "event", "\"queue.submit.done\"");
    }
    step
}
