//! Sessions of several machines for tests.

use scxml_runtime::__private as rt;
use scxml_runtime::{Event, Program, Session, Start};

use super::actions::{answer, invoke as start_machine, log, send, send_to};
use super::moving;
use super::{Block, Lists, Node, Recorder, build, final_state, on, state};

pub fn leak(program: Program) -> &'static Program {
    Box::leak(Box::new(program))
}

/// A program whose first state is initial, with the machines that it can invoke.
pub fn program(children: Vec<Node>, machines: &[&'static Program]) -> &'static Program {
    let entries =
        machines.iter().map(|program| rt::Registered { urls: &[], document: None, program });
    let registry = Box::leak(entries.collect::<Vec<_>>().into_boxed_slice());
    let initial = children[0].id;
    leak(Program { registry, ..build(initial, children, Lists::Stored) })
}

/// A session that is started and has come to rest, and what it has done so far.
pub fn run(program: &'static Program) -> (Session, Recorder, String) {
    let (mut session, mut host) = (Session::new(program), Recorder::default());
    let start = Start { session_id: "me".to_owned(), now: 1000.0, ..Start::default() };
    let _ = session.start(start, &mut host);
    let _ = moving::run(&mut session, &mut host);
    let lines = host.take();
    (session, host, lines)
}

pub fn then(event: &str, session: &mut Session, host: &mut Recorder) -> String {
    session.deliver(Event::new(event));
    let _ = moving::run(session, host);
    host.take()
}

pub fn later(now: f64, session: &mut Session, host: &mut Recorder) -> String {
    session.advance(now);
    let _ = moving::run(session, host);
    host.take()
}

pub fn first(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    start_machine(0, "one", cx)
}

pub fn second(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    start_machine(1, "two", cx)
}

/// A chart that says `child.up` with this delay, answers `ping` and says goodbye when it is left.
pub fn talker(delay: f64) -> &'static Program {
    fn leaves(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        log("leaves", cx)?;
        send_to("#_parent", "child.left", cx)
    }
    let says: Block = match delay {
        0.0 => |cx| send("child.up", "#_parent", "", "", 0.0, cx),
        _ => |cx| send("child.up", "#_parent", "", "", 100.0, cx),
    };
    let waits = state("c")
        .onentry(says)
        .onexit(leaves)
        .arrow(on("ping", "").does(|cx| answer("pong", cx)))
        .on("end", "f");
    program(vec![waits, final_state("f")], &[])
}
