//! Do invocations start, hear, speak and end when and as section 6.4 and Appendix D say?

mod support;

use scxml_runtime::__private as rt;
use scxml_runtime::{
    Data, Event, Limits, Outcome, Platform, Program, Session, Start, Step, StopReason, Trace,
};
use support::actions::{invoke as start_machine, invoke_with, log, log_event, send_to};
use support::family::{first, later, leak, program, run, talker, then};
use support::{Lists, Recorder, build, compound, final_state, invoke, moving, on, parallel, state};

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

/// Fails: there is no such machine.
fn nothing(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    start_machine(9, "nothing", cx)
}

#[test]
fn an_invoke_that_fails_is_an_error_in_the_same_macrostep_and_starts_nothing() {
    let child = program(vec![state("c")], &[]);
    let chart = vec![
        state("s")
            .invoke(invoke(nothing))
            .invoke(invoke(first))
            .invoke(invoke(first))
            .arrow(on("error.execution", "").does(|cx| log("failed", cx))),
    ];
    let (session, _, lines) = run(program(chart, &[child]));
    // The third one fails because its id is in use.
    assert_eq!(lines, "+s (error.execution) s! 'failed' (error.execution) s! 'failed' [me.1] +c");
    assert_eq!(session.invoked().map(|child| child.invokeid).collect::<Vec<_>>(), ["one"]);
}

#[test]
fn an_invoke_that_fails_for_ever_ends_the_session() {
    let chart = program(vec![state("s").invoke(invoke(nothing)).on("error", "s")], &[]);
    let limits = Limits { microsteps: 100, ..Limits::DEFAULT };
    let mut session = Session::new(chart).with_limits(limits);
    assert_eq!(session.start(Start::default(), &mut Recorder::default()), Step::Final);
    let reason = StopReason::Microsteps;
    assert_eq!(session.outcome(), Some(&Outcome::Stopped { reason }));
}

#[test]
fn the_end_of_the_parent_ends_its_children_first() {
    fn leaves(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        log("s", cx)
    }
    let inner = compound("i", "s", vec![state("s").invoke(invoke(first)).onexit(leaves)]);
    let chart = vec![compound("o", "i", vec![inner]).on("end", "f"), final_state("f")];
    let (mut session, mut host, _) = run(program(chart, &[talker(0.0)]));
    let lines = then("end", &mut session, &mut host);
    assert_eq!(lines, "end: 's' [me.1] 'leaves' -c [me] -s -i -o o! +f -f");
    assert!(matches!(session.outcome(), Some(Outcome::Final { state: "f", .. })));
}

/// A machine that invokes itself.
static ENDLESS: Program = Program {
    name: "endless",
    document: "endless.scxml",
    ors: false,
    states: &[[rt::NONE, 0, 0x118, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
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
    invokes: &[rt::Invoke { start: first, finalize: 0, autoforward: false }],
    registry: &[rt::Registered { urls: &["endless.scxml"], document: None, program: &ENDLESS }],
    fingerprint: 0,
};

#[test]
fn a_machine_that_invokes_itself_for_ever_is_told_that_it_is_too_deep() {
    let (mut session, _, lines) = run(&ENDLESS);
    assert!(lines.starts_with("+s [me.1] +s [me.1.2] +s [me.1.2.3] +s"));
    assert!(lines.ends_with(" +s (error.execution)"));
    assert_eq!(session.invoked().count() as u32, Limits::DEFAULT.invoke_depth);
    let mut host = Recorder::default();
    assert_eq!(session.run(&mut host), Step::Rest);
}

#[test]
fn no_more_machines_are_invoked_than_the_limit_says() {
    let child = program(vec![state("c")], &[]);
    let chart =
        vec![state("s").invoke(invoke(first)).invoke(invoke(|cx| start_machine(0, "b", cx)))];
    let limits = Limits { invoked_machines: 1, ..Limits::DEFAULT };
    let mut session = Session::new(program(chart, &[child])).with_limits(limits);
    let mut host = Recorder::default();
    let _ = session.start(Start::default(), &mut host);
    assert_eq!(host.take(), "+s (error.execution)");
    assert_eq!(session.invoked().count(), 1);
}

#[test]
fn a_child_that_never_rests_ends_the_session() {
    let busy = state("c")
        .onentry(|cx| send_to("", "e", cx))
        .arrow(on("e", "").does(|cx| send_to("", "e", cx)))
        .onexit(|cx| log("never", cx));
    let chart = vec![state("s").invoke(invoke(first)).onexit(|cx| log("never", cx))];
    let limits = Limits { macrosteps: 50, ..Limits::DEFAULT };
    let mut session = Session::new(program(chart, &[program(vec![busy], &[])])).with_limits(limits);
    let mut host = Recorder::default();
    let _ = session.start(Start::default(), &mut host);
    assert_eq!(session.run(&mut host), Step::Final);
    let reason = StopReason::Macrosteps;
    assert_eq!(session.outcome(), Some(&Outcome::Stopped { reason }));
    assert!(!host.take().contains("never"));
    assert_eq!(session.invoked().count(), 0);
}

#[test]
fn a_child_in_an_eventless_loop_ends_the_session() {
    let child = program(vec![state("c").on("", "c")], &[]);
    let (session, _, _) = run(program(vec![state("s").invoke(invoke(first))], &[child]));
    let reason = StopReason::Microsteps;
    assert_eq!(session.outcome(), Some(&Outcome::Stopped { reason }));
}

/// An `<invoke>` of something that the platform knows.
fn service(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    invoke_with("x-service", "svc", cx)
}

#[test]
fn a_service_of_the_platform_is_started_hears_what_is_forwarded_and_is_cancelled() {
    let service = invoke(service).finalize(|cx| log("F", cx)).autoforward();
    let chart = vec![
        state("s")
            .invoke(service)
            .arrow(on("say", "").does(|cx| send_to("#_svc", "hello", cx)))
            .on("go", "t"),
        state("t").arrow(on("say", "").does(|cx| send_to("#_svc", "hello", cx))),
    ];
    let (mut session, mut host, lines) = run(program(chart, &[]));
    assert_eq!(lines, "+s invoke(svc)");
    let asked = &host.services[0];
    assert_eq!((&*asked.session_id, &*asked.kind), ("me", "x-service"));
    assert_eq!(asked.parameters, [("given".to_owned(), Data::Number(1.0))]);
    assert!(session.deliver_to("me", Event::new("hi").with_invokeid("svc")));
    let _ = session.run(&mut host);
    assert_eq!(host.take(), "hi: 'F'");
    assert_eq!(then("say", &mut session, &mut host), "say: s!");
    let sent: Vec<_> =
        host.sent.iter().map(|sent| (sent.event.name.as_str(), sent.target.as_deref())).collect();
    let to = Some("#_svc");
    assert_eq!(sent, [("hi", to), ("say", to), ("hello", to)]);
    assert_eq!(then("go", &mut session, &mut host), "go: cancel(me svc) -s s! +t");
    assert_eq!(then("say", &mut session, &mut host), "say: t! (error.communication)");
}

#[test]
fn a_service_that_is_done_is_not_cancelled() {
    let chart = vec![
        state("s").invoke(invoke(service).finalize(|cx| log("F", cx))).on("go", "t"),
        state("t"),
    ];
    let (mut session, mut host, _) = run(program(chart, &[]));
    session.deliver(Event::new("done.invoke.svc").with_invokeid("svc"));
    let _ = session.run(&mut host);
    assert_eq!(host.take(), "done.invoke.svc: 'F'");
    assert_eq!(then("go", &mut session, &mut host), "go: -s s! +t");
}

#[test]
fn a_session_that_is_stopped_gives_up_its_services() {
    let child = vec![state("c").invoke(invoke(service)).on("go", "d"), state("d").on("", "d")];
    let (mut session, mut host, _) = run(program(
        vec![parallel(
            "p",
            vec![state("x").invoke(invoke(first)), state("y").invoke(invoke(service))],
        )],
        &[program(child, &[])],
    ));
    session.deliver_to("me.1", Event::new("go"));
    assert_eq!(session.run(&mut host), Step::Final);
    let lines = host.take();
    // The one in the child is left in an orderly way, before the loop begins.
    assert!(lines.starts_with("go: cancel(me.1 svc) -c c! +d"));
    assert!(lines.ends_with("[me] cancel(me svc)"));
}

/// A host that can invoke nothing.
struct Bare(Recorder);

impl Platform for Bare {
    fn sequence(&mut self) -> u64 {
        self.0.sequence()
    }
    fn wants_trace(&self) -> bool {
        true
    }
    fn trace(&mut self, trace: Trace<'_>) {
        self.0.trace(trace);
    }
}

#[test]
fn a_type_that_the_platform_does_not_know_is_an_error() {
    let chart = program(vec![state("s").invoke(invoke(service))], &[]);
    let (mut session, mut host) = (Session::new(chart), Bare(Recorder::default()));
    let _ = session.start(Start::default(), &mut host);
    assert_eq!(host.0.take(), "+s (error.execution)");
}

#[test]
fn parameters_give_values_to_the_data_of_the_child_and_to_nothing_else() {
    fn bind(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        let value = rt::Value::number(7.0);
        rt::bind(0, value, cx);
        rt::bind(1, value, cx);
        Ok(())
    }
    fn shows(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        for slot in [0, 1] {
            let value = rt::load(slot, cx)?;
            rt::log(rt::Value::HOLE, value, rt::Value::HOLE, cx)?;
        }
        Ok(())
    }
    fn starts(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        invoke_with("scxml", "one", cx)
    }
    let first_own = scxml_schema::names::ATOMS.len() as u32;
    let child = build("c", vec![state("c").onentry(shows).initial_block(bind)], Lists::Stored);
    let child = leak(Program {
        strings: &["given", "other"],
        slots: Box::leak(Box::new([first_own, first_own + 1])),
        data_slots: 2,
        declared_slots: 2,
        initial_block: child.blocks.len() as u32,
        ..child
    });
    let (_, _, lines) = run(program(vec![state("s").invoke(invoke(starts))], &[child]));
    assert_eq!(lines, "+s [me.1] +c '1' '7'");
}
