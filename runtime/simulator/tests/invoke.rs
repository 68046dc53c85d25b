//! Do machines that a session invokes take part in a run?

use scxml_runtime::__private as rt;
use scxml_runtime::Program;
use scxml_simulator::{Machine, play};

const WORK: u32 = 1 << rt::state::DEPTH_SHIFT | rt::state::ENTRY_WORK | rt::state::EXIT_WORK;

/// A program of one state, with nothing in it.
fn empty() -> Program {
    Program {
        name: "",
        document: "",
        ors: false,
        states: &[],
        state_ids: &["s"],
        transitions: &[],
        lists: &[0, 1, 0],
        candidates: &[0, 0],
        events: &[],
        event_parents: &[0],
        sources: &[rt::NONE],
        initial: 1,
        initial_entry: 1,
        initial_block: 0,
        guards: &[],
        blocks: &[],
        donedata: &[],
        start: 0,
        sites: &[],
        origins: &[],
        places: &[],
        strings: &[],
        atoms: rt::Atoms::new(),
        slots: &[],
        data_slots: 0,
        declared_slots: 0,
        slot_types: &[],
        functions: &[],
        regexps: &[],
        modules: false,
        invokes: &[],
        registry: &[],
        fingerprint: 0,
    }
}

/// `<state id="c"><onentry>…</onentry></state>`
fn child() -> Program {
    Program {
        states: &[[rt::NONE, 0, WORK, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
        state_ids: &["c"],
        blocks: &[enters],
        ..empty()
    }
}

/// `<state id="s"><invoke id="one" src="…"/></state>`
fn parent() -> &'static Program {
    let child = rt::Registered { urls: &[], document: None, program: Box::leak(Box::new(child())) };
    Box::leak(Box::new(Program {
        states: &[[rt::NONE, 0, WORK, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
        invokes: &[rt::Invoke { start: invokes, finalize: 0, autoforward: false }],
        registry: Box::leak(Box::new([child])),
        ..empty()
    }))
}

fn text(text: &str, cx: &mut rt::Cx<'_>) -> rt::Value {
    rt::string16(&text.encode_utf16().collect::<Vec<_>>(), cx)
}

fn invokes(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let request = rt::InvokeRequest {
        kind: rt::Value::HOLE,
        source: rt::Source::Registered(0),
        id: text("one", cx),
        parameters: rt::Value::HOLE,
    };
    rt::invoke(request, cx)
}

/// Logs something, and sends to the parent 2 s later.
fn enters(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let line = text("here", cx);
    rt::log(rt::Value::HOLE, line, rt::Value::HOLE, cx)?;
    let request = rt::SendRequest {
        event: text("up", cx),
        target: text("#_parent", cx),
        kind: rt::Value::HOLE,
        id: rt::Value::HOLE,
        delay: rt::Delay::Milliseconds(2000.0),
        payload: rt::Value::UNDEFINED,
        hints: rt::Value::HOLE,
    };
    rt::send(request, cx)
}

#[test]
fn a_machine_that_is_invoked_has_its_timers_and_its_lines_in_the_trace() {
    let machine = Machine { file: "parent.scxml", urls: &[], program: parent() };
    let scenario = r#"
[[timeline]]
at = "1s"
start = { id = "x" }

[[expect]]
state = ["s"]
at = "2s"

[[expect]]
event = "up"
at = "3s"

[[expect]]
log = "here"
at = "1s"
"#;
    let report = play(&[machine], "scenario.toml", scenario).expect("the scenario is right");
    assert!(report.holds());
    let timeline = report.timeline(false);
    let lines: Vec<&str> = timeline.lines().take(6).map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "0:00:01   1  start   parent.scxml for x  [session session-1]",
            "1  enter   s",
            "1  enter   c  [session session-1.1]",
            "1  log     here  [session session-1.1]",
            "0:00:03   1  event   up  (nothing to do)",
            "1  end     still alive, active: s",
        ]
    );
    let trace = report.trace_json();
    assert!(trace.contains(r#""session":1,"invoked":"session-1.1","kind":"enter","state":"c""#));
}
