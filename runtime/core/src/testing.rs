//! How are values tried out without a chart? A program with nothing in it, and a platform that keeps what it is told.

use crate::machine::Machine;
use crate::value::R;
use crate::{Cx, Data, LogEntry, Platform, Program, Value};

/// A platform that answers calls with their arguments.
#[derive(Default)]
pub(crate) struct Recorder {
    pub(crate) logs: Vec<LogEntry>,
}

impl Platform for Recorder {
    fn sequence(&mut self) -> u64 {
        0
    }

    fn log(&mut self, entry: LogEntry) {
        self.logs.push(entry);
    }

    fn call(&mut self, function: &'static str, arguments: Vec<Data>) -> Result<Data, String> {
        match arguments.is_empty() {
            true => Err(format!("{function} needs arguments")),
            false => Ok(Data::Array(arguments)),
        }
    }
}

/// A program without states.
pub(crate) fn program() -> Program {
    Program {
        name: "test",
        document: "test.scxml",
        ors: false,
        states: &[],
        state_ids: &[],
        transitions: &[],
        lists: &[],
        candidates: &[],
        events: &[],
        event_parents: &[],
        sources: &[],
        initial: 0,
        initial_entry: 0,
        initial_block: 0,
        guards: &[],
        blocks: &[],
        donedata: &[],
        start: 0,
        sites: &[],
        origins: &[],
        places: &[],
        strings: &[],
        atoms: crate::atoms::Atoms::new(),
        slots: &[],
        data_slots: 0,
        declared_slots: 0,
        slot_types: &[],
        functions: &[],
        regexps: &[],
        invokes: &[],
        registry: &[],
        fingerprint: 0,
        modules: false,
    }
}

/// Runs in a new session of a program.
pub(crate) fn run_in<T>(program: Program, code: impl FnOnce(&mut Cx<'_>) -> T) -> T {
    let mut machine = Machine::new(Box::leak(Box::new(program)));
    code(&mut Cx::new(&mut machine, &mut Recorder::default()))
}

/// Runs in a new session.
pub(crate) fn run<T>(code: impl FnOnce(&mut Cx<'_>) -> T) -> T {
    run_in(program(), code)
}

/// The value that a JSON text describes.
pub(crate) fn value(json: &str, cx: &mut Cx<'_>) -> Value {
    let text = cx.machine.realm.string(json);
    crate::json::parse(text, Value::UNDEFINED, cx).expect("it is JSON")
}

/// `uneval`, or what it threw.
pub(crate) fn shown(result: R<Value>, cx: &mut Cx<'_>) -> String {
    let value = match result {
        Ok(value) => crate::uneval::uneval(value, cx),
        Err(_) => {
            let thrown = crate::errors::caught(cx);
            crate::convert::to_string(thrown, cx)
        }
    };
    let value = value.expect("it can be shown");
    cx.machine.realm.utf8(value)
}
