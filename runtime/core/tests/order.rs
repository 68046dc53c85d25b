//! Does the engine do what Appendix D says, in that order? Traces derived by hand from the Recommendation.

mod support;

use scxml_runtime::__private as rt;
use scxml_runtime::{Event, Outcome, Program, Session, Start, Step};
use support::{
    Lists, Node, Recorder, compound, deep, final_state, moving, on, parallel, program_with,
    shallow, state,
};

/// Runs a chart with entry lists stored and computed, and compares the trace of each event.
fn check(initial: &str, chart: &[Node], start: &str, events: &[(&'static str, &str)]) {
    for lists in [Lists::Stored, Lists::Computed] {
        let program = program_with(initial, chart.to_vec(), lists);
        let mut host = Recorder::default();
        let mut session = Session::new(program);
        let _ = session.start(Start::default(), &mut host);
        assert_eq!(host.take(), start);
        let mut silent = Session::new(program);
        let _ = silent.start(Start::default(), &mut Silent);
        for (event, trace) in events {
            session.deliver(Event::new(*event));
            let _ = moving::run(&mut session, &mut host);
            assert_eq!(host.take(), *trace);
            silent.deliver(Event::new(*event));
            let _ = silent.run(&mut Silent);
            assert_eq!(session.configuration(), silent.configuration(), "untraced, after {event}");
        }
    }
}

struct Silent;
impl scxml_runtime::Platform for Silent {
    fn sequence(&mut self) -> u64 {
        0
    }
}

fn raise_a(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    rt::raise("a", rt::Value::UNDEFINED, cx);
    Ok(())
}

#[test]
fn external_self_transition_leaves_and_internal_one_does_not() {
    let chart = [compound("s", "s1", vec![state("s1"), state("s2")])
        .arrow(on("ext", "s2"))
        .arrow(on("int", "s1").internal())
        .arrow(on("none", ""))];
    check(
        "s",
        &chart,
        "+s +s1",
        &[
            ("ext", "ext: -s1 -s s! +s +s2"),
            ("int", "int: -s2 s! +s1"),
            ("none", "none: s!"),
            ("other", "other:"),
        ],
    );
}

#[test]
fn descendants_and_document_order_decide_between_transitions() {
    // b: the inner state wins. c: the first in document order. d.e: prefix of tokens, not of letters.
    let chart = [
        compound(
            "s",
            "s1",
            vec![
                state("s1").on("b", "s2").on("d", "s2"),
                state("s2").on("c", "s1").on("c", "t").on("b.x", "t"),
            ],
        )
        .on("b", "t"),
        state("t").on("*", "s"),
    ];
    check(
        "s",
        &chart,
        "+s +s1",
        &[
            ("d.e", "d.e: -s1 s1! +s2"),
            ("de", "de:"),
            ("c", "c: -s2 s2! +s1"),
            ("b.x.y", "b.x.y: -s1 s1! +s2"),
            ("b.x.y", "b.x.y: -s2 -s s2! +t"),
            ("whatever", "whatever: -t t! +s +s1"),
        ],
    );
}

#[test]
fn regions_take_their_transitions_together_and_conflicts_are_preempted() {
    let region = |id, x, y| compound(id, x, vec![state(x).on("go", y), state(y).on("go", x)]);
    let chart = [
        parallel(
            "p",
            vec![
                region("r1", "a1", "b1").on("out", "t"),
                region("r2", "a2", "b2").on("out", "u"),
                compound("r3", "a3", vec![state("a3").on("out", "b3"), state("b3")]),
            ],
        )
        .on("out", "p"),
        state("t"),
        state("u"),
    ];
    check(
        "p",
        &chart,
        "+p +r1 +a1 +r2 +a2 +r3 +a3",
        &[
            ("go", "go: -a2 -a1 a1! a2! +b1 +b2"),
            // r1's transition comes first; r2's and a3's exit sets intersect with its own and neither source is inside r1.
            ("out", "out: -a3 -r3 -b2 -r2 -b1 -r1 -p r1! +t"),
        ],
    );
}

#[test]
fn a_transition_of_a_descendant_preempts_one_found_before() {
    // The atomic state a1 finds p's transition, the atomic state a2 its own, whose source is inside p.
    let chart = [parallel(
        "p",
        vec![
            compound("r1", "a1", vec![state("a1")]),
            compound("r2", "a2", vec![state("a2").on("e", "b2"), state("b2")]),
            compound("r3", "a3", vec![state("a3")]),
        ],
    )
    .on("e", "p")];
    check(
        "p",
        &chart,
        "+p +r1 +a1 +r2 +a2 +r3 +a3",
        &[
            ("e", "e: -a2 a2! +b2"),
            ("e", "e: -a3 -r3 -b2 -r2 -a1 -r1 -p p! +p +r1 +a1 +r2 +a2 +r3 +a3"),
        ],
    );
}

#[test]
fn targetless_transitions_of_an_ancestor_run_once_and_conflict_with_nothing() {
    let chart = [parallel(
        "p",
        vec![
            compound("r1", "a1", vec![state("a1")]),
            compound("r2", "a2", vec![state("a2").on("e", "b2"), state("b2")]),
            compound("r3", "a3", vec![state("a3")]),
        ],
    )
    .on("e", "")];
    check("p", &chart, "+p +r1 +a1 +r2 +a2 +r3 +a3", &[("e", "e: -a2 p! a2! +b2"), ("e", "e: p!")]);
}

#[test]
fn history_restores_children_or_descendants() {
    let inner = || compound("c2", "d1", vec![state("d1").on("n", "d2"), state("d2")]);
    let chart = [
        compound(
            "s",
            "c1",
            vec![shallow("hs", "c1"), deep("hd", "c2"), state("c1").on("n", "c2"), inner()],
        )
        .on("out", "o"),
        state("o").on("shallow", "hs").on("deep", "hd"),
    ];
    check(
        "o",
        &chart,
        "+o",
        &[
            // Nothing is recorded: the default, which enters c2's initial state.
            ("deep", "deep: -o o! +s +c2 +d1"),
            ("n", "n: -d1 d1! +d2"),
            ("out", "out: -d2 -c2 -s s! +o"),
            ("shallow", "shallow: -o o! +s +c2 +d1"),
            ("n", "n: -d1 d1! +d2"),
            ("out", "out: -d2 -c2 -s s! +o"),
            ("deep", "deep: -o o! +s +c2 +d2"),
        ],
    );
}

#[test]
fn deep_history_in_a_parallel_state_restores_every_region() {
    let region = |id, x, y| compound(id, x, vec![state(x).on(id, y), state(y)]);
    let chart = [
        compound(
            "s",
            "p",
            vec![parallel(
                "p",
                vec![deep("h", "y1 x2"), region("r1", "x1", "y1"), region("r2", "x2", "y2")],
            )],
        )
        .on("out", "o"),
        state("o").on("back", "h"),
    ];
    check(
        "o",
        &chart,
        "+o",
        &[
            ("back", "back: -o o! +s +p +r1 +y1 +r2 +x2"),
            ("r2", "r2: -x2 x2! +y2"),
            ("out", "out: -y2 -r2 -y1 -r1 -p -s s! +o"),
            ("back", "back: -o o! +s +p +r1 +y1 +r2 +y2"),
        ],
    );
}

#[test]
fn a_history_of_an_active_ancestor_leaves_no_state_active_twice() {
    // The effective target d2 makes c the domain, though h belongs to s.
    let chart = [compound(
        "s",
        "c",
        vec![deep("h", "d2"), compound("c", "d1", vec![state("d1").on("e", "h"), state("d2")])],
    )];
    check("s", &chart, "+s +c +d1", &[("e", "e: -d1 d1! +d2")]);
}

#[test]
fn default_content_runs_after_onentry_and_before_the_children() {
    fn log(text: &'static str, cx: &mut rt::Cx<'_>) -> rt::R<()> {
        rt::raise(text, rt::Value::UNDEFINED, cx);
        Ok(())
    }
    let chart = [
        compound(
            "s",
            "s1",
            vec![
                shallow("h", "s1").initial_block(|cx| log("history", cx)),
                state("s1").onentry(|cx| log("child", cx)),
            ],
        )
        .onentry(|cx| log("onentry", cx))
        .initial_block(|cx| log("initial", cx))
        .onexit(|cx| log("onexit", cx))
        .on("out", "t"),
        state("t").arrow(on("back", "h").does(|cx| log("transition", cx))),
    ];
    check(
        "s",
        &chart,
        "+s +s1 (onentry) (initial) (child)",
        &[
            ("out", "out: -s1 -s s! +t (onexit)"),
            ("back", "back: -t t! +s +s1 (transition) (onentry) (child)"),
        ],
    );
    let mut chart = chart.to_vec();
    chart[1] = state("t").on("back", "h");
    check("t", &chart, "+t", &[("back", "back: -t t! +s +s1 (onentry) (history) (child)")]);
}

#[test]
fn done_events_come_from_regions_and_then_from_the_parallel_state() {
    let region = |id, x, y| compound(id, x, vec![state(x).on(id, y), final_state(y)]);
    let chart = [
        parallel("p", vec![region("r1", "x1", "y1"), region("r2", "x2", "y2")])
            .on("done.state.p", "end"),
        state("end"),
    ];
    check(
        "p",
        &chart,
        "+p +r1 +x1 +r2 +x2",
        &[
            ("r2", "r2: -x2 x2! +y2 (done.state.r2)"),
            ("r1", "r1: -x1 x1! +y1 (done.state.r1) (done.state.p) -y2 -r2 -y1 -r1 -p p! +end"),
        ],
    );
}

#[test]
fn eventless_transitions_come_before_internal_events_and_those_before_external_ones() {
    let chart = [
        state("s").arrow(on("e", "t").does(raise_a)),
        state("t").on("", "u"),
        state("u").on("a", "v"),
        state("v").on("f", "s"),
    ];
    let program = program_with("s", chart.to_vec(), Lists::Stored);
    let mut host = Recorder::default();
    let mut session = Session::new(program);
    let _ = session.start(Start::default(), &mut host);
    session.deliver(Event::new("e"));
    session.deliver(Event::new("f"));
    assert_eq!(session.step(&mut host), Step::More);
    assert_eq!(host.take(), "+s e: -s s! +t -t t! +u (a) -u u! +v");
    assert_eq!(session.step(&mut host), Step::Rest);
    assert_eq!(host.take(), "f: -v v! +s");
}

fn in_b2(cx: &mut rt::Cx<'_>) -> rt::R<bool> {
    Ok(rt::in_state(6, cx))
}

#[test]
fn in_sees_states_leave_and_enter_one_at_a_time() {
    // 0 p, 1 r1, 2 a1, 3 b1, 4 r2, 5 a2, 6 b2
    fn report(cx: &mut rt::Cx<'_>) -> rt::R<()> {
        let name = match (rt::in_state(3, cx), rt::in_state(6, cx)) {
            (false, false) => "neither",
            (true, false) => "b1",
            (false, true) => "b2",
            (true, true) => "both",
        };
        rt::raise(name, rt::Value::UNDEFINED, cx);
        Ok(())
    }
    let chart = [parallel(
        "p",
        vec![
            compound(
                "r1",
                "a1",
                vec![
                    state("a1").on("go", "b1"),
                    state("b1").onentry(report).onexit(report).arrow(on("go", "a1").guard(in_b2)),
                ],
            ),
            compound(
                "r2",
                "a2",
                vec![
                    state("a2").on("go", "b2"),
                    state("b2").onentry(report).onexit(report).on("go", "a2"),
                ],
            ),
        ],
    )];
    check(
        "p",
        &chart,
        "+p +r1 +a1 +r2 +a2",
        &[
            ("go", "go: -a2 -a1 a1! a2! +b1 +b2 (b1) (both)"),
            ("go", "go: -b2 -b1 b1! b2! +a1 +a2 (both) (b1)"),
        ],
    );
}

#[test]
fn a_top_level_final_state_ends_the_session() {
    let chart =
        [compound("s", "s1", vec![state("s1").onexit(raise_a).on("e", "end")]), final_state("end")];
    let program = program_with("s", chart.to_vec(), Lists::Stored);
    let (mut host, mut session) = (Recorder::default(), Session::new(program));
    let _ = session.start(Start::default(), &mut host);
    session.deliver(Event::new("e"));
    session.deliver(Event::new("e"));
    assert_eq!(moving::run(&mut session, &mut host), Step::Final);
    assert_eq!(host.take(), "+s +s1 e: -s1 -s s1! +end -end");
    assert!(matches!(session.outcome(), Some(Outcome::Final { state: "end", .. })));
    session.deliver(Event::new("e"));
    assert_eq!(session.step(&mut host), Step::Final);
}

#[test]
fn loops_without_end_are_stopped() {
    let eventless =
        program_with("s", vec![state("s").on("", "t"), state("t").on("", "s")], Lists::Stored);
    let raising = program_with("s", vec![state("s").onentry(raise_a).on("a", "s")], Lists::Stored);
    for program in [eventless, raising] {
        let (mut host, mut session) = (Silent, Session::new(program));
        assert_eq!(session.start(Start::default(), &mut host), Step::Final);
        let reason = scxml_runtime::StopReason::Microsteps;
        assert_eq!(session.outcome(), Some(&Outcome::Stopped { reason }));
    }
}

#[test]
fn deep_nesting_needs_no_stack() {
    let mut inner = state("leaf");
    for depth in 0..400 {
        let id: &'static str = Box::leak(format!("p{depth}").into_boxed_str());
        inner = parallel(id, vec![inner]);
    }
    let program: &'static Program = program_with("p399", vec![inner], Lists::Computed);
    let mut session = Session::new(program);
    let _ = session.start(Start::default(), &mut Silent);
    assert_eq!(session.configuration().len(), 401);
}
