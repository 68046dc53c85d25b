//! Do the machines of a session, and several sessions, hear what they send to each other? Sections 5.10, 6.2, 6.5, C.1.

mod support;

use scxml_runtime::__private as rt;
use scxml_runtime::{
    Data, Event, Invoked, Limits, Outcome, Program, Session, Sessions, Start, StopReason,
};
use support::actions::{answer, log, log_event, send, send_to};
use support::family::{first, later, leak, program, run, second, talker, then};
use support::{Lists, Recorder, build, invoke, on, state};

#[test]
fn finalize_runs_before_transitions_are_selected_for_what_its_invocation_sent() {
    fn asks(cx: &mut rt::Cx<'_>) -> rt::R<bool> {
        log("asked", cx)?;
        Ok(true)
    }
    let silent = program(vec![state("d")], &[]);
    let chart = vec![
        state("s")
            .invoke(invoke(first).finalize(|cx| log("F1", cx)))
            .invoke(invoke(second).finalize(|cx| log("F2", cx)))
            .arrow(on("child.up", "").guard(asks)),
    ];
    let (mut session, mut host, lines) = run(program(chart, &[talker(0.0), silent]));
    assert_eq!(lines, "+s [me.1] +c [me.2] +d [me] child.up: 'F1' 'asked' s!");
    assert_eq!(then("other", &mut session, &mut host), "other:");
    // The machine is over when the parent comes to these; the invocation is not.
    assert!(session.deliver_to("me.1", Event::new("end")));
    let _ = session.run(&mut host);
    let lines = host.take();
    assert_eq!(
        lines,
        "[me.1] end: 'leaves' -c c! +f -f [me] child.left: 'F1' done.invoke.one: 'F1'"
    );
}

#[test]
fn what_is_forwarded_is_the_same_event_before_the_parent_reacts() {
    fn looks(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        for name in ["name", "type", "sendid", "origin", "origintype", "invokeid", "data"] {
            log_event(name, cx)?;
        }
        Ok(())
    }
    fn tells(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send_to("#_one", "told", cx)
    }
    let hears = || program(vec![state("c").arrow(on("x", "").does(looks)).on("told", "")], &[]);
    let chart = vec![
        state("s")
            .invoke(invoke(first).autoforward())
            .invoke(invoke(second))
            .arrow(on("x", "").does(tells)),
    ];
    let (mut session, mut host, lines) = run(program(chart, &[hears(), hears()]));
    assert_eq!(lines, "+s [me.1] +c [me.2] +c");
    let event = Event::new("x").with_data(Data::Number(5.0)).with_sendid("S");
    session.deliver(event.with_origin("o", "t").with_invokeid("elsewhere"));
    let _ = session.run(&mut host);
    assert_eq!(
        host.take(),
        "[me] x: s! [me.1] x: c! 'name x' 'type external' 'sendid S' 'origin o' 'origintype t' \
         'invokeid elsewhere' 'data 5' told: c!"
    );
}

/// Three generations: the root `me`, its child `one`, and the child's child `one`.
fn generations() -> &'static Program {
    fn speaks(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send_to("#_parent", "up", cx)?;
        send_to("#_scxml_me", "far.up", cx)
    }
    fn answers(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        log_event("invokeid", cx)?;
        log_event("origin", cx)?;
        answer("pong", cx)
    }
    fn down(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send_to("#_one", "down", cx)?;
        send_to("#_nobody", "down", cx)
    }
    let leaves = |cx: &mut rt::Cx<'_>| log("leaves", cx);
    let grandchild = state("g")
        .onentry(speaks)
        .onexit(leaves)
        .arrow(on("pong", "").does(|cx| log_event("origin", cx)));
    let child = state("c")
        .invoke(invoke(first))
        .onexit(leaves)
        .arrow(on("up", "").does(answers))
        .arrow(on("down", "").does(answers));
    let root = state("s")
        .invoke(invoke(first))
        .arrow(on("far.up", "").does(answers))
        .arrow(on("go", "").does(down))
        .arrow(on("pong", "").does(|cx| log_event("invokeid", cx)))
        .on("leave", "t");
    program(vec![root, state("t")], &[program(vec![child], &[program(vec![grandchild], &[])])])
}

#[test]
fn machines_reach_their_parent_their_children_and_any_session_and_can_be_answered() {
    let (mut session, mut host, lines) = run(generations());
    assert_eq!(
        lines,
        "+s [me.1] +c [me.1.2] +g \
         [me] far.up: s! 'invokeid undefined' 'origin #_scxml_me.1.2' \
         [me.1] up: c! 'invokeid one' 'origin #_scxml_me.1.2' \
         [me.1.2] pong: g! 'origin #_scxml_me' pong: g! 'origin #_scxml_me.1'"
    );
    let lines = then("go", &mut session, &mut host);
    assert_eq!(
        lines,
        "[me] go: s! (error.communication) \
         [me.1] down: c! 'invokeid undefined' 'origin #_scxml_me' [me] pong: s! 'invokeid one'"
    );
    assert!(host.sent.is_empty());
    let invoked: Vec<Invoked<'_>> = session.invoked().collect();
    let (invokeid, name) = ("one", "test");
    let child = |session_id, parent, configuration| Invoked {
        invokeid,
        session_id,
        parent,
        name,
        configuration,
    };
    assert_eq!(invoked, [child("me.1", "me", vec!["c"]), child("me.1.2", "me.1", vec!["g"])]);
}

#[test]
fn a_cancelled_child_cancels_its_own_children() {
    let (mut session, mut host, _) = run(generations());
    let lines = then("leave", &mut session, &mut host);
    let child = "[me.1] 'leaves' [me.1.2] 'leaves' -g [me.1] -c";
    assert_eq!(lines, format!("[me] leave: {child} [me] -s s! +t"));
    assert_eq!(session.invoked().count(), 0);
}

#[test]
fn delayed_sends_of_all_machines_happen_in_one_order() {
    fn parent(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("a", "", "", "", 100.0, cx)?;
        send("d", "", "", "", 300.0, cx)?;
        send("to.child", "#_one", "", "", 300.0, cx)
    }
    fn child(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("b", "#_parent", "", "", 100.0, cx)?;
        send("own", "", "", "", 100.0, cx)?;
        send("c", "#_parent", "", "", 150.0, cx)
    }
    let child = program(vec![state("c").onentry(child)], &[]);
    let chart = program(vec![state("s").onentry(parent).invoke(invoke(first))], &[child]);
    let (mut session, mut host, _) = run(chart);
    let due: Vec<(f64, u64)> = std::iter::from_fn(|| {
        let due = session.next_due()?;
        session.fire_due(due.at).then_some((due.at, due.sequence))
    })
    .collect();
    assert_eq!(due, [(1100.0, 1), (1100.0, 4), (1100.0, 5), (1150.0, 6), (1300.0, 2), (1300.0, 3)]);
    let _ = session.run(&mut host);
    // The root goes first, as the child had the last turn.
    assert_eq!(host.take(), "[me] a: [me.1] own: [me] b: [me.1] to.child: [me] c: d:");
}

#[test]
fn a_machine_has_the_time_of_its_session() {
    fn again(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("b", "", "", "", 100.0, cx)
    }
    let child = state("c").onentry(|cx| send("a", "", "", "", 100.0, cx));
    let child = program(vec![child.arrow(on("a", "").does(again))], &[]);
    let (mut session, mut host, _) = run(program(vec![state("s").invoke(invoke(first))], &[child]));
    assert_eq!(later(1500.0, &mut session, &mut host), "a: c!");
    assert_eq!(session.next_due().map(|due| due.at), Some(1600.0));
}

#[test]
fn a_delayed_send_to_a_child_that_is_gone_is_an_error() {
    fn sends(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        send("late", "#_one", "", "x", 100.0, cx)
    }
    let chart = vec![
        state("s").onentry(sends).invoke(invoke(first)).on("go", "t"),
        state("t").arrow(on("error", "").does(|cx| log_event("sendid", cx))),
    ];
    let (mut session, mut host, _) = run(program(chart, &[program(vec![state("c")], &[])]));
    assert_eq!(then("go", &mut session, &mut host), "[me] go: [me.1] -c [me] -s s! +t");
    let lines = later(1100.0, &mut session, &mut host);
    assert_eq!(lines, "(error.communication) t! 'sendid x'");
}

#[test]
fn a_child_cannot_fill_the_queue_of_its_parent_beyond_the_limit() {
    fn floods(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        for _ in 0..9 {
            send_to("#_parent", "e", cx)?;
        }
        Ok(())
    }
    let child = program(vec![state("c").onentry(floods).on("error.communication", "")], &[]);
    let limits = Limits { waiting_events: 8, ..Limits::DEFAULT };
    let chart = program(vec![state("s").invoke(invoke(first))], &[child]);
    let (mut session, mut host) = (Session::new(chart).with_limits(limits), Recorder::default());
    let _ = session.start(Start { session_id: "me".to_owned(), ..Start::default() }, &mut host);
    session.deliver(Event::new("x"));
    let _ = session.run(&mut host);
    let communication = " (error.communication) c! (error.communication) c!";
    let events = " e: e: e: e: e: e: e:";
    assert_eq!(host.take(), format!("+s [me.1] +c{communication} [me] x:{events}"));
}

/// A chart that answers.
fn answering() -> &'static Program {
    program(vec![state("s").arrow(on("ping", "").does(|cx| answer("pong", cx)))], &[])
}

fn start(id: &str) -> Start {
    Start { session_id: id.to_owned(), ..Start::default() }
}

#[test]
fn two_sessions_talk_by_their_ids() {
    let asks = state("s").onentry(|cx| send("ping", "#_scxml_b", "", "", 50.0, cx));
    let asks = program(vec![asks.arrow(on("pong", "").does(|cx| log_event("origin", cx)))], &[]);
    let (mut sessions, mut host) = (Sessions::new(1000.0), Recorder::default());
    sessions.start(asks, start("a"), &mut host);
    sessions.start(answering(), start("b"), &mut host);
    sessions.run(&mut host);
    assert_eq!(host.take(), "[a] +s [b] +s");
    assert_eq!(sessions.next_due().map(|due| due.at), Some(1050.0));
    sessions.advance(2000.0, &mut host);
    assert_eq!(host.take(), "ping: s! [a] pong: s! 'origin #_scxml_b'");
    assert_eq!(sessions.get("b").map(Session::now), Some(1050.0));
    assert!(!sessions.deliver("c", Event::new("x")));
}

#[test]
fn a_session_reaches_a_machine_that_another_one_has_invoked() {
    let parent = program(vec![state("s").invoke(invoke(first))], &[answering()]);
    let asks = state("s").onentry(|cx| send_to("#_scxml_a.1", "ping", cx)).on("pong", "");
    let (mut sessions, mut host) = (Sessions::new(0.0), Recorder::default());
    sessions.start(parent, start("a"), &mut host);
    sessions.run(&mut host);
    let _ = host.take();
    sessions.start(program(vec![asks], &[]), start("b"), &mut host);
    sessions.run(&mut host);
    assert_eq!(host.take(), "[b] +s [a.1] ping: s! [b] pong: s!");
}

#[test]
fn sessions_that_never_let_each_other_rest_are_ended() {
    let begins = state("s").onentry(|cx| send_to("#_scxml_a", "ping", cx));
    let begins = begins.arrow(on("pong", "").does(|cx| answer("ping", cx)));
    let limits = Limits { macrosteps: 20, ..Limits::DEFAULT };
    let (mut sessions, mut host) = (Sessions::new(0.0), Recorder::default());
    for (id, program) in [("a", answering()), ("b", program(vec![begins], &[]))] {
        sessions.add(Session::new(program).with_limits(limits), start(id), &mut host);
    }
    sessions.run(&mut host);
    let stopped = Outcome::Stopped { reason: StopReason::Macrosteps };
    assert_eq!(sessions.iter().filter(|session| session.outcome() == Some(&stopped)).count(), 1);
}

#[test]
fn machines_of_the_orchestration_server_go_by_their_bare_ids() {
    let child = state("c").onentry(|cx| send_to("me", "up", cx)).on("pong", "");
    let root = state("s").invoke(invoke(first)).arrow(on("up", "").does(|cx| answer("pong", cx)));
    let ors = |initial, node, registry| {
        let program = build(initial, vec![node], Lists::Stored);
        leak(Program { ors: true, registry, ..program })
    };
    let child = rt::Registered { urls: &[], document: None, program: ors("c", child, &[]) };
    let (_, _, lines) = run(ors("s", root, Box::leak(Box::new([child]))));
    assert_eq!(lines, "+s [me.1] +c [me] up: s! [me.1] pong: c!");
}
