//! Do sends arrive where and when sections 6.2 and 6.3 say, and in the order in which they were started?

mod support;

use scxml_runtime::__private as rt;
use scxml_runtime::{Data, Due, Event, Program, Send, SendError, Session, Start, Step};
use support::actions::{send, text};
use support::{Lists, Node, Recorder, build, moving, on, state};

fn session(children: Vec<Node>, ors: bool) -> Session {
    let program = Program { ors, ..build("s", children, Lists::Stored) };
    Session::new(Box::leak(Box::new(program)))
}

fn start() -> Start {
    Start { session_id: "me".to_owned(), now: 1000.0, ..Start::default() }
}

#[test]
fn equal_due_times_fire_in_the_order_of_their_starts_and_cancelled_ones_do_not() {
    fn sends(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("late", "", "", "1", 300.0, cx)?;
        send("first", "", "", "2", 200.0, cx)?;
        send("second", "", "", "3", 200.0, cx)?;
        send("never", "", "", "4", 200.0, cx)?;
        send("now", "", "", "", 0.0, cx)?;
        let id = text("4", cx);
        rt::cancel(id, cx)
    }
    let mut session = session(vec![state("s").onentry(sends)], false);
    let mut host = Recorder::default();
    let _ = session.start(start(), &mut host);
    assert_eq!(moving::run(&mut session, &mut host), Step::Rest);
    assert_eq!(host.take(), "+s now:");
    assert_eq!(session.next_due(), Some(Due { at: 1200.0, sequence: 2 }));
    assert!(!session.fire_due(1199.0));
    session.advance(1300.0);
    assert_eq!(moving::run(&mut session, &mut host), Step::Rest);
    assert_eq!(host.take(), "first: second: late:");
    assert_eq!((session.next_due(), session.now()), (None, 1300.0));
}

#[test]
fn a_session_sends_to_itself_under_several_names() {
    fn sends(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("outside", "#_scxml_me", "", "", 0.0, cx)?;
        send("inside", "#_internal", "scxml", "", 0.0, cx)?;
        send("processor", "", "http://www.w3.org/TR/scxml/#SCXMLEventProcessor", "", 0.0, cx)
    }
    fn ors_sends(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("outside", "me", "", "", 0.0, cx)?;
        send("inside", "_internal", "scxml", "", 0.0, cx)
    }
    let mut host = Recorder::default();
    let mut w3c = session(vec![state("s").onentry(sends)], false);
    let _ = w3c.start(start(), &mut host);
    let _ = moving::run(&mut w3c, &mut host);
    assert_eq!(host.take(), "+s (inside) outside: processor:");
    let mut ors = session(vec![state("s").onentry(ors_sends)], true);
    let _ = ors.start(start(), &mut host);
    let _ = moving::run(&mut ors, &mut host);
    assert_eq!(host.take(), "+s (inside) outside:");
    assert!(host.sent.is_empty());
}

/// A host without event processors, on which no session but one runs.
#[derive(Default)]
struct Alone(Recorder);

impl scxml_runtime::Platform for Alone {
    fn sequence(&mut self) -> u64 {
        self.0.sequence()
    }
    fn wants_trace(&self) -> bool {
        true
    }
    fn trace(&mut self, trace: scxml_runtime::Trace<'_>) {
        self.0.trace(trace);
    }
    fn send(&mut self, send: Send) -> Result<(), SendError> {
        match send.kind.as_deref() {
            None | Some("scxml") => Err(SendError::Unreachable("nobody".to_owned())),
            Some(kind) => Err(SendError::UnsupportedType(kind.to_owned())),
        }
    }
}

#[test]
fn a_send_that_fails_is_an_event_and_ends_the_block_unless_nobody_waits_for_it() {
    fn unreachable(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("e", "#_scxml_you", "", "a", 0.0, cx)?;
        rt::raise("goes.on", rt::Value::UNDEFINED, cx);
        send("e", "#_scxml_you", "", "b", 50.0, cx)
    }
    fn unsupported(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("e", "", "pigeon", "c", 0.0, cx)?;
        rt::raise("not.reached", rt::Value::UNDEFINED, cx);
        Ok(())
    }
    fn no_target(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("e", "!invalid", "", "d", 0.0, cx)
    }
    for (ors, trace, late) in [
        (
            false,
            "+s (error.communication) (goes.on) (error.execution) (error.execution)",
            "(error.communication)",
        ),
        (
            true,
            "+s (error.send.nosuchsession) (goes.on) (error.send.targettypeinvalid) (error.send.nosuchsession)",
            "(error.send.nosuchsession)",
        ),
    ] {
        let chart = state("s").onentry(unreachable).onentry(unsupported).onentry(no_target);
        let (mut session, mut host) = (session(vec![chart], ors), Alone::default());
        let _ = session.start(start(), &mut host);
        assert_eq!(host.0.take(), trace);
        session.advance(2000.0);
        assert_eq!(moving::run(&mut session, &mut host), Step::Rest);
        assert_eq!(host.0.take(), late);
    }
}

#[test]
fn the_orchestration_server_says_whether_there_was_something_to_cancel() {
    fn sends(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("e", "", "", "known", 10.0, cx)?;
        for id in ["known", "known", "unknown"] {
            let id = text(id, cx);
            rt::cancel(id, cx)?;
        }
        Ok(())
    }
    let mut host = Recorder::default();
    let mut session = session(vec![state("s").onentry(sends)], true);
    let _ = session.start(start(), &mut host);
    let _ = moving::run(&mut session, &mut host);
    assert_eq!(
        host.take(),
        "+s cancel.successful: error.cancel.notallowed: error.cancel.notallowed:"
    );
}

#[test]
fn what_leaves_the_session_is_a_copy_with_its_origin() {
    fn sends(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        let request = rt::SendRequest {
            event: text("hello", cx),
            target: text("#_scxml_you", cx),
            kind: rt::Value::HOLE,
            id: rt::send_id(cx),
            delay: rt::Delay::Time(text("1.5s", cx)),
            payload: rt::array(&[rt::Value::TRUE], cx),
            hints: rt::Value::HOLE,
        };
        rt::send(request, cx)
    }
    let mut host = Recorder::default();
    let mut session = session(vec![state("s").onentry(sends).arrow(on("go", ""))], false);
    let _ = session.start(start(), &mut host);
    assert_eq!(session.next_due().map(|due| due.at), Some(2500.0));
    assert!(session.fire_due(2500.0));
    assert_eq!(moving::run(&mut session, &mut host), Step::Rest);
    let sent = host.sent.pop().expect("it was due");
    assert_eq!(sent.target.as_deref(), Some("#_scxml_you"));
    assert_eq!(sent.event.name.as_str(), "hello");
    assert_eq!(sent.event.sendid(), Some("me.send.1"));
    assert_eq!(sent.event.data().as_deref(), Some(&Data::Array(vec![Data::Boolean(true)])));
    // Another program's number for the name means nothing here.
    session.deliver(sent.event);
    session.deliver(Event::known(1, "hello"));
    session.deliver(Event::known(1, "go"));
    let _ = moving::run(&mut session, &mut host);
    assert_eq!(host.take(), "+s hello: hello: go: s!");
}

#[test]
fn a_session_that_goes_on_sending_to_itself_is_stopped() {
    fn again(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("again", "", "", "", 0.0, cx)
    }
    let chart = state("s").onentry(again).arrow(on("again", "").does(again));
    let limits = scxml_runtime::Limits { macrosteps: 100, ..scxml_runtime::Limits::default() };
    let mut session = session(vec![chart], false).with_limits(limits);
    let mut host = Recorder::default();
    let _ = session.start(start(), &mut host);
    assert_eq!(session.run(&mut host), Step::Final);
    let reason = scxml_runtime::StopReason::Macrosteps;
    assert_eq!(session.outcome(), Some(&scxml_runtime::Outcome::Stopped { reason }));
}
