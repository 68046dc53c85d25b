//! Do invocations start, hear, speak and end when and as section 6.4 and Appendix D say?

mod support;

use scxml_runtime::__private as rt;
use scxml_runtime::{Data, Event, Outcome, Program, Session, Start, Step};
use support::actions::{answer, invoke as start_machine, log, log_event, send, send_to};
use support::{
    Lists, Node, Recorder, build, compound, final_state, invoke, moving, on, parallel, state,
};

fn leak(program: Program) -> &'static Program {
    Box::leak(Box::new(program))
}

/// A program whose first state is initial, with the machines that it can invoke.
fn program(children: Vec<Node>, machines: &[&'static Program]) -> &'static Program {
    let entries = machines.iter().map(|program| rt::Registered { urls: &[], program });
    let registry = Box::leak(entries.collect::<Vec<_>>().into_boxed_slice());
    let initial = children[0].id;
    leak(Program { registry, ..build(initial, children, Lists::Stored) })
}

/// A session that is started and has come to rest, and what it has done so far.
fn run(program: &'static Program) -> (Session, Recorder, String) {
    let (mut session, mut host) = (Session::new(program), Recorder::default());
    let start = Start { session_id: "me".to_owned(), now: 1000.0, ..Start::default() };
    let _ = session.start(start, &mut host);
    let _ = moving::run(&mut session, &mut host);
    let lines = host.take();
    (session, host, lines)
}

fn then(event: &str, session: &mut Session, host: &mut Recorder) -> String {
    session.deliver(Event::new(event));
    let _ = moving::run(session, host);
    host.take()
}

fn later(now: f64, session: &mut Session, host: &mut Recorder) -> String {
    session.advance(now);
    let _ = moving::run(session, host);
    host.take()
}

fn first(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    start_machine(0, "one", cx)
}

#[test]
fn invokes_start_in_entry_order_when_the_macrostep_is_over_and_only_in_states_that_are_active_then()
{
    fn raises(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        rt::raise("r", rt::Value::UNDEFINED, cx);
        Ok(())
    }
    let chart = vec![
        state("a").invoke(invoke(|cx| log("A", cx))).on("", "p"),
        parallel(
            "p",
            vec![
                state("x").invoke(invoke(|cx| log("X", cx))).onentry(raises),
                state("y").invoke(invoke(|cx| log("Y", cx))).invoke(invoke(|cx| log("Z", cx))),
            ],
        )
        .invoke(invoke(|cx| log("P", cx))),
    ];
    let (_, _, lines) = run(program(chart, &[]));
    assert_eq!(lines, "+a -a a! +p +x +y (r) 'P' 'X' 'Y' 'Z'");
}

#[test]
fn a_child_runs_after_its_parent_and_its_end_is_an_event_with_its_data() {
    fn data(cx: &mut rt::Cx<'_>) -> rt::R<rt::Value> {
        log("data", cx)?;
        Ok(rt::Value::number(7.0))
    }
    fn looks(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        for name in ["type", "invokeid", "data", "origin"] {
            log_event(name, cx)?;
        }
        Ok(())
    }
    let child = program(
        vec![state("c").on("", "f"), final_state("f").onexit(|cx| log("bye", cx)).donedata(data)],
        &[],
    );
    let chart = vec![
        state("s").invoke(invoke(first)).arrow(on("done.invoke.one", "e").does(looks)),
        final_state("e"),
    ];
    let (session, _, lines) = run(program(chart, &[child]));
    assert_eq!(
        lines,
        "+s [me.1] +c -c c! +f 'bye' -f 'data' [me] done.invoke.one: -s s! 'type platform' \
         'invokeid one' 'data 7' 'origin undefined' +e -e"
    );
    assert_eq!(session.invoked().count(), 0);
    assert_eq!(session.outcome(), Some(&Outcome::Final { state: "e", data: Data::Undefined }));
}

/// A chart that says `child.up` with this delay, answers `ping` and says goodbye when it is left.
fn talker(delay: f64) -> &'static Program {
    fn leaves(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        log("leaves", cx)?;
        send_to("#_parent", "child.left", cx)
    }
    let says: support::Block = match delay {
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

#[test]
fn a_cancelled_child_leaves_its_states_and_nothing_of_it_arrives_any_more() {
    fn leaves(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        log("parent leaves", cx)
    }
    let inside = state("i").onentry(|cx| log("i", cx)).onexit(leaves).invoke(invoke(first));
    let chart = vec![compound("s", "i", vec![inside]).on("go", "t"), state("t").on("*", "t")];
    let (mut session, mut host, lines) = run(program(chart, &[talker(100.0)]));
    assert_eq!(lines, "+s +i 'i' [me.1] +c");
    assert_eq!(session.next_due().map(|due| due.at), Some(1100.0));
    let lines = then("go", &mut session, &mut host);
    assert_eq!(lines, "[me] go: 'parent leaves' [me.1] 'leaves' -c [me] -i -s s! +t");
    assert_eq!(session.next_due(), None);
    assert_eq!(later(2000.0, &mut session, &mut host), "");
    assert!(!session.contains("me.1"));
    assert!(!session.deliver_to("me.1", Event::new("ping")));
}

#[test]
fn what_a_child_sent_before_it_was_cancelled_stays_in_the_queue() {
    let chart = vec![
        state("s").invoke(invoke(first)).on("go", "t"),
        state("t").arrow(on("child.up", "").does(|cx| log_event("invokeid", cx))),
    ];
    let (mut session, mut host) =
        (Session::new(program(chart, &[talker(0.0)])), Recorder::default());
    let start = Start { session_id: "me".to_owned(), ..Start::default() };
    assert_eq!(session.start(start, &mut host), Step::More);
    session.deliver(Event::new("go"));
    // The child comes first, as it is its turn.
    assert_eq!(session.step(&mut host), Step::More);
    assert_eq!(moving::run(&mut session, &mut host), Step::Rest);
    assert_eq!(
        host.take(),
        "+s [me.1] +c [me] go: [me.1] 'leaves' -c [me] -s s! +t child.up: t! 'invokeid one'"
    );
}
