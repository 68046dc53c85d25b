//! What can content of test charts do?

use scxml_runtime::__private as rt;

pub fn text(text: &str, cx: &mut rt::Cx<'_>) -> rt::Value {
    rt::string16(&text.encode_utf16().collect::<Vec<_>>(), cx)
}

/// A `<send>` with these attributes; an empty one is absent.
pub fn send(
    event: &str,
    target: &str,
    kind: &str,
    id: &str,
    delay: f64,
    cx: &mut rt::Cx<'_>,
) -> rt::R<()> {
    let mut attribute = |value: &str| match value {
        "" => rt::Value::HOLE,
        value => text(value, cx),
    };
    let request = rt::SendRequest {
        event: attribute(event),
        target: attribute(target),
        kind: attribute(kind),
        id: attribute(id),
        delay: rt::Delay::Milliseconds(delay),
        payload: rt::Value::UNDEFINED,
        hints: rt::Value::HOLE,
    };
    rt::send(request, cx)
}

/// `<log expr="'…'"/>`
pub fn log(line: &str, cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let line = text(line, cx);
    rt::log(rt::Value::HOLE, line, rt::Value::HOLE, cx)
}

/// `<send event="…" target="…"/>`
pub fn send_to(target: &str, event: &str, cx: &mut rt::Cx<'_>) -> rt::R<()> {
    send(event, target, "", "", 0.0, cx)
}

/// An `<invoke>` of a machine of the registry, with an id.
pub fn invoke(machine: u32, id: &str, cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let request = rt::InvokeRequest {
        kind: rt::Value::HOLE,
        source: rt::Source::Registered(machine),
        id: text(id, cx),
        parameters: rt::Value::HOLE,
    };
    rt::invoke(request, cx)
}

/// A member of `_event`.
pub fn event_member(name: &str, cx: &mut rt::Cx<'_>) -> rt::R<rt::Value> {
    let event = rt::system(rt::System::Event, cx)?;
    let name = text(name, cx);
    rt::get_index(event, name, cx)
}

/// `<log label="… " expr="_event.…"/>`
pub fn log_event(name: &str, cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let label = text(&format!("{name} "), cx);
    let value = event_member(name, cx)?;
    rt::log(label, value, rt::Value::HOLE, cx)
}

/// `<send event="…" targetexpr="_event.origin"/>`
pub fn answer(event: &str, cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let request = rt::SendRequest {
        event: text(event, cx),
        target: event_member("origin", cx)?,
        kind: rt::Value::HOLE,
        id: rt::Value::HOLE,
        delay: rt::Delay::Milliseconds(0.0),
        payload: rt::Value::UNDEFINED,
        hints: rt::Value::HOLE,
    };
    rt::send(request, cx)
}

/// An `<invoke>` of a type, with the first machine of the registry, an id, and `1` as the parameter `given`.
pub fn invoke_with(kind: &str, id: &str, cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let parameters = rt::object(&[], cx);
    let name = text("given", cx);
    rt::set_index(parameters, name, rt::Value::number(1.0), cx)?;
    let request = rt::InvokeRequest {
        kind: text(kind, cx),
        source: rt::Source::Registered(0),
        id: text(id, cx),
        parameters,
    };
    rt::invoke(request, cx)
}
