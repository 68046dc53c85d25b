//! What do the system variables hold? Section 5.10, and `_data` and `_genesys` of the Orchestration Server.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::errors::{ErrorKind, throw_error};
use crate::literals::{make_read_only, object};
use crate::value::{R, Thrown};

/// A system variable, or what is like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// `_event`
    Event,
    /// `_sessionid`
    SessionId,
    /// `_name`
    Name,
    /// `_genesys` (ors)
    Genesys,
    /// `_ioprocessors`
    IoProcessors,
    /// `_x`
    X,
    /// `_data` (ors)
    Data,
    /// The global object.
    Global,
}

impl System {
    const fn name(self) -> &'static str {
        match self {
            System::Event => "_event",
            System::SessionId => "_sessionid",
            System::Name => "_name",
            System::Genesys => "_genesys",
            System::IoProcessors => "_ioprocessors",
            System::X => "_x",
            System::Data => "_data",
            System::Global => "this",
        }
    }
}

/// The value of a system variable.
///
/// # Errors
/// A ReferenceError for `_event` before the first event.
pub fn system(variable: System, cx: &mut Cx<'_>) -> R<Value> {
    Ok(match variable {
        System::Event => match crate::event_object::event(cx) {
            Some(event) => event,
            None => return Err(throw_error(ErrorKind::Reference, "_event is not defined", cx)),
        },
        System::SessionId => {
            let id = std::mem::take(&mut cx.machine.session_id);
            let value = cx.machine.realm.string(&id);
            cx.machine.session_id = id;
            value
        }
        System::Name => {
            let name = cx.machine.program.name;
            cx.machine.realm.string(name)
        }
        System::Genesys => crate::model::genesys(cx),
        System::IoProcessors => io_processors(cx),
        // Variables of the platform's own (section 5.10): there are none.
        System::X => Value::builtin(builtins::SYSTEM_X),
        System::Data => Value::DATA,
        System::Global => Value::GLOBAL,
    })
}

/// `typeof` of a system variable, which fails for none: before the first event `_event` is not bound.
pub fn typeof_system(variable: System, cx: &mut Cx<'_>) -> Value {
    let value = match variable {
        System::Event => crate::event_object::event(cx).unwrap_or(Value::UNDEFINED),
        _ => system(variable, cx).unwrap_or(Value::UNDEFINED),
    };
    crate::operators::typeof_(value, cx)
}

/// The SCXML Event I/O Processor under both its names, with the address of this session (sections 5.10.1 and C.1).
fn io_processors(cx: &mut Cx<'_>) -> Value {
    if let Some(known) = cx.machine.realm.heap.as_ref().and_then(|heap| heap.io_processors) {
        return known;
    }
    let address = format!("#_scxml_{}", cx.machine.session_id);
    let address = cx.machine.realm.string(&address);
    let processor = object(&[(names::LOCATION, address)], cx);
    make_read_only(processor, cx);
    let processors = object(&[(names::SCXML, processor), (names::SCXML_PROCESSOR, processor)], cx);
    make_read_only(processors, cx);
    cx.machine.realm.heap_mut().io_processors = Some(processors);
    processors
}

/// Assigns to a system variable.
///
/// # Errors
/// Always: they are read-only (section 5.10).
pub fn assign_system(variable: System, value: Value, cx: &mut Cx<'_>) -> R<()> {
    let _ = value;
    Err(read_only(variable.name(), cx))
}

fn read_only(name: &str, cx: &mut Cx<'_>) -> Thrown {
    throw_error(ErrorKind::Type, &format!("{name} is read-only"), cx)
}
