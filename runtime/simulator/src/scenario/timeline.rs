//! Reads the timeline of a scenario: what happens, and when.

use scxml_diagnostic::Diagnostic;
use scxml_runtime::Data;

use super::centre::AgentState;
use super::happening::{Call, Consult, Entry, Happening};
use super::reader::{Member, Reader, Table};

/// Reads the entries under `[[timeline]]`, in the order of the file.
pub(super) fn read(table: &Table<'_>, reader: &mut Reader) -> Vec<Entry> {
    let tables = reader.tables(table, "timeline");
    tables.iter().flat_map(|table| entry(table, reader)).collect()
}

type ReadHappening = fn(&Table<'_>, &mut Reader) -> Option<Happening>;

/// The keys that say what happens; each entry has exactly one.
const KINDS: [(&str, ReadHappening); 12] = [
    ("call", call),
    ("consult", consult),
    ("transfer", transfer),
    ("hangup", hangup),
    ("agent", agent),
    ("place", place),
    ("answer", answer),
    ("digits", digits),
    ("udata", udata),
    ("event", event),
    ("fault", fault),
    ("start", start),
];

/// One entry; several when it wrongly says several things, so that mistakes in all of them are found.
fn entry(table: &Table<'_>, reader: &mut Reader) -> Vec<Entry> {
    let mut known = vec!["at"];
    known.extend(KINDS.iter().map(|(key, _)| *key));
    reader.only(table, &known);
    if table.get("at").is_none() {
        reader.missing(table, "at", "\"10s\"");
    }
    let at = reader.duration(table, "at").unwrap_or(0.0);
    let present: Vec<(Member<'_>, ReadHappening)> = KINDS
        .iter()
        .filter_map(|(key, read)| table.get(key).map(|member| (member, *read)))
        .collect();
    if let [(first, _), (second, _), ..] = present.as_slice() {
        reader.report(
            Diagnostic::error(
                "scenario-conflict",
                second.key_span,
                "an entry of the timeline is one thing",
            )
            .label(first.key_span, "this is already one")
            .note("write a second `[[timeline]]` for the other"),
        );
    } else if present.is_empty() && table.iter().all(|member| known.contains(&member.key)) {
        let kinds: Vec<String> = KINDS.iter().map(|(key, _)| format!("`{key}`")).collect();
        reader.report(
            Diagnostic::error(
                "scenario-missing-key",
                table.span,
                "this entry does not say what happens",
            )
            .note(format!("it needs one of {}", kinds.join(", "))),
        );
    }
    let mut entries = Vec::new();
    for (member, read) in present {
        let what = reader.table(&member).and_then(|inner| read(&inner, reader));
        entries.extend(what.map(|what| Entry { at, span: member.key_span, what }));
    }
    entries
}

fn call(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["id", "ani", "dnis", "udata", "machine", "parameters", "talking_to"]);
    let mut call = call_of(table, reader)?;
    call.talking_to = reader.name(table, "talking_to");
    Some(Happening::Call(call))
}

fn call_of(table: &Table<'_>, reader: &mut Reader) -> Option<Call> {
    Some(Call {
        id: reader.required_name(table, "id", "\"call\"")?,
        ani: reader.name(table, "ani").map_or_else(|| "100".to_owned(), |name| name.text),
        dnis: reader.name(table, "dnis").map_or_else(|| "200".to_owned(), |name| name.text),
        udata: reader.pairs(table, "udata").unwrap_or_default(),
        machine: reader.name(table, "machine"),
        parameters: reader.pairs(table, "parameters"),
        talking_to: None,
    })
}

fn consult(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["id", "of", "from", "dnis", "udata", "machine", "parameters"]);
    let of = reader.required_name(table, "of", "\"call\"");
    let call = call_of(table, reader)?;
    Some(Happening::Consult(Consult { call, of: of?, from: reader.name(table, "from") }))
}

fn transfer(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["call", "conference"]);
    let conference = reader.boolean(table, "conference").unwrap_or(false);
    Some(Happening::Transfer {
        call: reader.required_name(table, "call", "\"consult\"")?,
        conference,
    })
}

fn hangup(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["call", "party"]);
    let party = reader.name(table, "party").filter(|name| name.text != "caller");
    Some(Happening::HangUp { call: reader.required_name(table, "call", "\"call\"")?, party })
}

fn agent(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["id", "state", "place"]);
    let agent = reader.required_name(table, "id", "\"702_sip\"");
    let place = reader.name(table, "place");
    Some(Happening::Agent { agent: agent?, state: required_state(table, reader)?, place })
}

fn place(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["id", "state"]);
    let place = reader.required_name(table, "id", "\"702\"");
    Some(Happening::Place { place: place?, state: required_state(table, reader)? })
}

fn required_state(table: &Table<'_>, reader: &mut Reader) -> Option<AgentState> {
    if table.get("state").is_none() {
        reader.missing(table, "state", "\"ready\"");
    }
    reader.word(table, "state", &AgentState::WORDS)
}

fn answer(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["call", "party"]);
    let party = reader.name(table, "party");
    Some(Happening::Answer { call: reader.required_name(table, "call", "\"call\"")?, party })
}

fn digits(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["call", "keys", "every"]);
    let call = reader.required_name(table, "call", "\"call\"");
    let keys = reader.required_name(table, "keys", "\"123#\"")?;
    if let Some(wrong) = keys.text.chars().find(|key| !"0123456789*#ABCD".contains(*key)) {
        reader.report(
            Diagnostic::error(
                "scenario-bad-value",
                keys.span,
                format!("there is no key `{wrong}` on a telephone"),
            )
            .note("keys are 0 to 9, * and #, and A to D"),
        );
    }
    let every = reader.duration(table, "every").unwrap_or(0.0);
    Some(Happening::Digits { call: call?, keys: keys.text, every })
}

fn udata(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["call", "set", "delete"]);
    let set = reader.pairs(table, "set").unwrap_or_default();
    let delete = reader.names(table, "delete").into_iter().map(|name| name.text).collect();
    Some(Happening::UserData {
        call: reader.required_name(table, "call", "\"call\"")?,
        set,
        delete,
    })
}

fn event(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["name", "data", "session"]);
    let data = table.get("data").map_or(Data::Undefined, |member| reader.data(member.value));
    let session = reader.name(table, "session");
    Some(Happening::Event {
        name: reader.required_name(table, "name", "\"my.event\"")?.text,
        data,
        session,
    })
}

fn fault(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["media", "announcement", "missing"]);
    let missing = reader.boolean(table, "missing").unwrap_or(true);
    let announcement = reader.name(table, "announcement");
    match (reader.name(table, "media"), announcement) {
        (Some(media), None) => Some(Happening::Fault { media, announcement: false, missing }),
        (None, Some(media)) => Some(Happening::Fault { media, announcement: true, missing }),
        (Some(media), Some(announcement)) => {
            reader.report(
                Diagnostic::error(
                    "scenario-conflict",
                    announcement.span,
                    "a fault concerns one thing",
                )
                .label(media.span, "this is already one"),
            );
            None
        }
        (None, None) => {
            reader.missing(table, "media", "\"music/on_hold\"");
            None
        }
    }
}

fn start(table: &Table<'_>, reader: &mut Reader) -> Option<Happening> {
    reader.only(table, &["id", "machine", "parameters"]);
    Some(Happening::Start {
        id: reader.name(table, "id"),
        machine: reader.name(table, "machine"),
        parameters: reader.pairs(table, "parameters").unwrap_or_default(),
    })
}
