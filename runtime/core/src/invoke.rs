//! What does an `<invoke>` start? Section 6.4.

use crate::border::to_data;
use crate::content::send::is_scxml_type;
use crate::convert::to_utf8;
use crate::failure::Failure;
use crate::family::{Member, Runs};
use crate::machine::{Cx, Machine};
use crate::program::{Program, Registered};
use crate::value::{R, Value};
use crate::{Data, Invocation, SendError, Xml};

/// An `<invoke>`, evaluated; absent attributes are [`Value::HOLE`].
#[derive(Clone, Copy, Debug)]
pub struct InvokeRequest {
    /// `type`
    pub kind: Value,
    /// `src` or `<content>`
    pub source: Source,
    /// `id`, or what [`invoke_id`] gave.
    pub id: Value,
    /// `namelist` and `<param>`s: an object.
    pub parameters: Value,
}

/// What is to be started.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// Neither `src` nor `<content>` is there.
    None,
    /// A machine of [`Program::registry`].
    Registered(u32),
    /// What the address in a value stands for.
    Url(Value),
    /// What `<content expr>` gave.
    Content(Value),
}

/// An id for an `<invoke>` that has none (section 6.4.1).
pub fn invoke_id(state: &'static str, cx: &mut Cx<'_>) -> Value {
    let id = fresh_id(state, cx);
    cx.machine.realm.string(&id)
}

fn fresh_id(state: &str, cx: &mut Cx<'_>) -> String {
    let number = cx.machine.family().fresh();
    format!("{state}.{}.invoke.{number}", cx.machine.session_id)
}

/// Starts what an `<invoke>` names. The machine takes its first macrostep when its turn comes.
///
/// # Errors
/// What a conversion throws; a type, an address or a content that nothing here can start; an id that is in use; more
/// machines than the limits allow.
pub fn invoke(request: InvokeRequest, cx: &mut Cx<'_>) -> R<()> {
    let kind = text(request.kind, cx)?.filter(|kind| !kind.is_empty());
    let (state, _) = cx.machine.family().starting;
    let id = match text(request.id, cx)? {
        Some(id) => id,
        None => fresh_id(cx.machine.program.state_ids[state as usize], cx),
    };
    let parameters = parameters(request.parameters, cx)?;
    let family = cx.machine.family();
    if family.invoked_by(family.running).any(|member| member.id == id) {
        return Err(failed(format!("something is invoked by the id `{id}` already"), cx));
    }
    if is_scxml_type(kind.as_deref()) {
        let program = find(request.source, cx)?;
        start(program, id, parameters, cx)
    } else {
        start_outside(kind.unwrap_or_default(), request.source, id, parameters, cx)
    }
}

fn text(value: Value, cx: &mut Cx<'_>) -> R<Option<String>> {
    if value.is_hole() { Ok(None) } else { to_utf8(value, cx).map(Some) }
}

fn parameters(value: Value, cx: &mut Cx<'_>) -> R<Vec<(String, Data)>> {
    if value.is_hole() {
        return Ok(Vec::new());
    }
    match to_data(value, cx)? {
        Data::Object(members) => Ok(members),
        _ => Ok(Vec::new()),
    }
}

/// Lets the block in hand end because an `<invoke>` cannot be carried out.
fn failed(message: String, cx: &mut Cx<'_>) -> crate::value::Thrown {
    Failure::new("error.execution", message).thrown(cx)
}

/// The machine that a source stands for. All of them are compiled into the program; an address or a content that is not
/// among them is invalid in the sense of section 6.4, which makes it an `error.execution`.
fn find(source: Source, cx: &mut Cx<'_>) -> R<&'static Program> {
    let registry = cx.machine.program.registry;
    let (found, what) = match source {
        Source::None => (None, "nothing".to_owned()),
        Source::Registered(number) => {
            let found = registry.get(number as usize).map(|entry| entry.program);
            (found, format!("number {number}"))
        }
        Source::Url(url) => {
            let url = to_utf8(url, cx)?;
            (at_url(registry, &url), format!("`{url}`"))
        }
        Source::Content(content) => {
            (as_value(registry, &to_data(content, cx)?), "this content".to_owned())
        }
    };
    match found {
        Some(program) => Ok(program),
        None => {
            let message = format!("{what} is no document that was compiled with this one");
            Err(failed(message, cx))
        }
    }
}

/// The machine whose document a value is: a tree of XML, or its text.
fn as_value(registry: &[Registered], value: &Data) -> Option<&'static Program> {
    let means = |entry: &&Registered| {
        entry.document.map(Xml::from).is_some_and(|document| match (value, &document) {
            (Data::String(text), _) => text.trim() == document.to_string(),
            (Data::Xml(xml), Xml::Document(children)) => {
                **xml == document || children.as_slice() == std::slice::from_ref(&**xml)
            }
            _ => false,
        })
    };
    registry.iter().find(means).map(|entry| entry.program)
}

/// The machine at an address: as it is written, with or without `file:`, or else by its last segment if only one machine
/// has it.
fn at_url(registry: &[Registered], url: &str) -> Option<&'static Program> {
    let exact = |entry: &&Registered| entry.urls.iter().any(|known| path(known) == path(url));
    if let Some(entry) = registry.iter().find(exact) {
        return Some(entry.program);
    }
    let name = file_name(url).filter(|name| !name.is_empty());
    let same = |known: &str| name.is_some() && file_name(known) == name;
    let mut named = registry.iter().filter(|entry| entry.urls.iter().any(|known| same(known)));
    let only = named.next()?;
    named.next().is_none().then_some(only.program)
}

fn path(url: &str) -> &str {
    url.strip_prefix("file:").unwrap_or(url)
}

fn file_name(url: &str) -> Option<&str> {
    path(url).rsplit(['/', '\\']).next()
}

fn start(
    program: &'static Program,
    id: String,
    parameters: Vec<(String, Data)>,
    cx: &mut Cx<'_>,
) -> R<()> {
    let limits = *cx.machine.limits();
    let family = cx.machine.family();
    let depth = family.depth(family.running) + 1;
    if depth > limits.invoke_depth {
        return Err(failed("machines invoke one another too deeply".to_owned(), cx));
    }
    if family.members.iter().filter(|member| member.is_machine()).count() >= limits.invoked_machines
    {
        return Err(failed("too many machines are invoked already".to_owned(), cx));
    }
    let number = family.fresh();
    let mut machine = Box::new(Machine::new(program));
    machine.session_id = format!("{}.{number}", cx.machine.session_id);
    machine.limits.clone_from(&cx.machine.limits);
    machine.zone = cx.machine.zone.clone();
    machine.realm.seed = cx.machine.realm.seed.rotate_left(32) ^ u64::from(number);
    let session_id = machine.session_id.clone();
    add(number, session_id, id, parameters, Runs::Machine(machine), cx);
    Ok(())
}

fn add(
    number: u32,
    session_id: String,
    id: String,
    parameters: Vec<(String, Data)>,
    runs: Runs,
    cx: &mut Cx<'_>,
) {
    let family = cx.machine.family();
    let (parent, (state, invoke)) = (family.running, family.starting);
    let depth = family.depth(parent) + 1;
    family.members.push(Member {
        number,
        parent,
        depth,
        id,
        session_id,
        state,
        invoke,
        parameters,
        cancelled: false,
        runs,
    });
}

/// Lets the platform run an external service that is not SCXML.
fn start_outside(
    kind: String,
    source: Source,
    id: String,
    parameters: Vec<(String, Data)>,
    cx: &mut Cx<'_>,
) -> R<()> {
    let mut invocation = Invocation {
        session_id: cx.machine.session_id.clone(),
        id: id.clone(),
        kind,
        src: None,
        content: None,
        parameters,
    };
    match source {
        Source::None => {}
        Source::Registered(number) => {
            let urls = cx.machine.program.registry.get(number as usize).map(|entry| entry.urls);
            invocation.src = urls.and_then(|urls| urls.first()).map(|url| (*url).to_owned());
        }
        Source::Url(url) => invocation.src = Some(to_utf8(url, cx)?),
        Source::Content(value) => invocation.content = Some(to_data(value, cx)?),
    }
    let failure = match cx.platform.invoke(invocation) {
        Ok(()) => {
            let number = cx.machine.family().fresh();
            add(number, String::new(), id, Vec::new(), Runs::Platform, cx);
            return Ok(());
        }
        Err(SendError::UnsupportedType(message)) => Failure::new("error.execution", message),
        Err(SendError::Unreachable(message)) => Failure::new("error.communication", message),
    };
    Err(failure.thrown(cx))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_looked_up_as_written_then_without_file_then_by_its_last_segment() {
        let program = |name| -> &'static Program {
            Box::leak(Box::new(Program { name, ..crate::testing::program() }))
        };
        let registry = [
            Registered {
                urls: &["sub/a.scxml", "/full/sub/a.scxml"],
                document: None,
                program: program("a"),
            },
            Registered { urls: &["b.scxml"], document: None, program: program("b") },
            Registered { urls: &["other/b.scxml"], document: None, program: program("other") },
            Registered { urls: &[], document: None, program: program("inline") },
        ];
        let found = |url| at_url(&registry, url).map(|program| program.name);
        assert_eq!(found("sub/a.scxml"), Some("a"));
        assert_eq!(found("file:sub/a.scxml"), Some("a"));
        assert_eq!(found("file:///full/sub/a.scxml"), Some("a"));
        assert_eq!(found("http://elsewhere/a.scxml"), Some("a"));
        assert_eq!(found("b.scxml"), Some("b"));
        assert_eq!(found("other/b.scxml"), Some("other"));
        assert_eq!(found("third/b.scxml"), None);
        assert_eq!(found("third/"), None);
        assert_eq!(found(""), None);
        assert_eq!(found("c.scxml"), None);
    }
}
