//! Expectations are worked out by hand from Appendix D of the Recommendation.

use scxml_diagnostic::{Sources, Span};

use crate::chart::{self, Chart, Initial, StateId, StateKind, TransitionId};
use crate::code;
use crate::plan::{self, NONE, Plan};

use super::lower;

/// A state: id, kind, parent, initial or default targets.
type Row<'a> = (&'a str, StateKind, &'a str, &'a str);

/// A chart of states in document order and transitions (source, events, targets, internal), without content.
fn chart(states: &[Row<'_>], transitions: &[(&str, &str, &str, bool)], initial: &str) -> Chart {
    let number = |id: &str| states.iter().position(|s| s.0 == id).map(|n| StateId(n as u32));
    let numbers = |ids: &str| ids.split_whitespace().filter_map(number).collect::<Vec<_>>();
    let is_history = |kind| matches!(kind, StateKind::ShallowHistory | StateKind::DeepHistory);
    let children = |id: &str, history: bool| {
        let all = states.iter().filter(|s| s.2 == id && is_history(s.1) == history);
        all.filter_map(|s| number(s.0)).collect::<Vec<_>>()
    };
    let owned = |id: &str| {
        transitions
            .iter()
            .enumerate()
            .filter(|(_, t)| t.0 == id)
            .map(|(i, _)| TransitionId(i as u32))
            .collect()
    };
    let state = |&(id, kind, parent, initial): &Row<'_>| chart::State {
        id: id.to_owned(),
        kind,
        parent: number(parent),
        last: states
            .iter()
            .rev()
            .find(|s| is_inside(states, s.0, id))
            .and_then(|s| number(s.0))
            .expect("itself"),
        children: children(id, false),
        histories: children(id, true),
        initial: (!initial.is_empty())
            .then(|| Initial { targets: numbers(initial), content: None }),
        transitions: owned(id),
        onentry: Vec::new(),
        onexit: Vec::new(),
        late_data: Vec::new(),
        donedata: None,
        invokes: Vec::new(),
        span: Span::NOWHERE,
    };
    let transition = |&(source, events, targets, internal): &(&str, &str, &str, bool)| {
        transition(number(source).expect("a state"), events, numbers(targets), internal)
    };
    Chart {
        name: "small".to_owned(),
        declared_name: None,
        document: "small.scxml".to_owned(),
        urls: Vec::new(),
        value: None,
        invoked: None,
        states: states.iter().map(state).collect(),
        transitions: transitions.iter().map(transition).collect(),
        initial: Initial { targets: numbers(initial), content: None },
        start: Vec::new(),
        sites: Vec::new(),
        globals: code::Globals::default(),
        sessions: Vec::new(),
        datamodel: chart::Datamodel::Null,
        conventions: chart::Conventions::W3c,
    }
}

fn transition(
    source: StateId,
    events: &str,
    targets: Vec<StateId>,
    internal: bool,
) -> chart::Transition {
    let events = events.split_whitespace().map(str::to_owned).collect();
    let content = chart::Block::default();
    let span = Span::NOWHERE;
    chart::Transition { source, events, cond: None, targets, internal, content, span }
}

/// Whether a state is the other or below it.
fn is_inside<'a>(states: &[Row<'a>], mut id: &'a str, ancestor: &str) -> bool {
    loop {
        match states.iter().find(|s| s.0 == id) {
            _ if id == ancestor => return true,
            Some(state) => id = state.2,
            None => return false,
        }
    }
}

/// The list at a place, as ids; `?` when it is left to the engine.
fn ids(plan: &Plan, place: u32) -> String {
    if place == NONE {
        return "?".to_owned();
    }
    list(plan, place)
        .iter()
        .map(|s| plan.states[(s & !plan::DEFAULT_ENTRY) as usize].id.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn list(plan: &Plan, place: u32) -> &[u32] {
    let count = plan.lists[place as usize] as usize;
    &plan.lists[place as usize + 1..][..count]
}

/// A parallel state of two regions, with histories, beside an atomic state.
fn regions() -> Chart {
    use StateKind::{Atomic, Compound, DeepHistory, Parallel, ShallowHistory};
    chart(
        &[
            ("off", Atomic, "", ""),              // 0
            ("on", Compound, "", "p"),            // 1
            ("h", ShallowHistory, "on", "p"),     // 2
            ("p", Parallel, "on", ""),            // 3
            ("r1", Compound, "p", "r1a"),         // 4
            ("r1a", Atomic, "r1", ""),            // 5
            ("r1b", Compound, "r1", "hr1b"),      // 6
            ("hr1b", DeepHistory, "r1b", "r1b1"), // 7
            ("r1b1", Atomic, "r1b", ""),          // 8
            ("r2", Compound, "p", "r2a"),         // 9
            ("r2a", Atomic, "r2", ""),            // 10
            ("r2b", Atomic, "r2", ""),            // 11
            ("last", Atomic, "on", ""),           // 12
        ],
        &[
            ("off", "go", "on", false),        // 0: default entry down to both regions
            ("off", "deep", "r2b", false),     // 1: the other region by default
            ("off", "both", "r2b r1a", false), // 2: both regions named
            ("off", "hist", "h", false),       // 3: history
            ("off", "viahist", "r1b", false),  // 4: default entry reaches a history
            ("on", "self", "on", false),       // 5: external self-transition
            ("on", "inner", "p", true),        // 6: internal
            ("on", "outer", "p", false),       // 7: the same, external
            ("p", "inner", "r1a", true),       // 8: internal in a parallel is external
            ("r1a", "next", "r1a", false),     // 9
            ("r1a", "across", "r2b", false),   // 10: LCCA is not the parallel state
            ("r1a", "back", "h", false),       // 11: source inside the history's parent
            ("r2a", "stay", "", false),        // 12: targetless
            ("last", "leave", "off", false),   // 13: LCCA is the root
        ],
        "off",
    )
}

#[test]
fn domains_and_exit_ranges() {
    let plan = lower(&regions(), &Sources::default());
    let rows: Vec<_> = plan
        .transitions
        .iter()
        .map(|t| {
            (t.domain, t.exit_first, t.exit_last, t.flags & (plan::INTERNAL | plan::DYNAMIC_DOMAIN))
        })
        .collect();
    let (on, r1) = (1, 4);
    assert_eq!(
        rows,
        [
            (NONE, 0, 12, 0),
            (NONE, 0, 12, 0),
            (NONE, 0, 12, 0),
            (NONE, 0, 12, 0),
            (NONE, 0, 12, 0),
            (NONE, 0, 12, 0),
            (on, 2, 12, plan::INTERNAL),
            (NONE, 0, 12, 0),
            (on, 2, 12, 0),
            (r1, 5, 8, 0),
            (on, 2, 12, 0),
            (on, 2, 12, plan::DYNAMIC_DOMAIN),
            (NONE, NONE, 0, 0),
            (NONE, 0, 12, 0),
        ]
    );
}

#[test]
fn states_to_enter() {
    let plan = lower(&regions(), &Sources::default());
    let entered: Vec<_> = plan.transitions.iter().map(|t| ids(&plan, t.entry)).collect();
    assert_eq!(
        entered,
        [
            "on p r1 r1a r2 r2a",
            "on p r1 r1a r2 r2b",
            "on p r1 r1a r2 r2b",
            "?",
            "?",
            "on p r1 r1a r2 r2a",
            "p r1 r1a r2 r2a",
            "on p r1 r1a r2 r2a",
            "p r1 r1a r2 r2a",
            "r1a",
            "p r1 r1a r2 r2b",
            "?",
            "",
            "off",
        ]
    );
    assert_eq!(plan.transitions[0].entry, plan.transitions[5].entry, "identical lists are one");
    assert_eq!(ids(&plan, plan.initial_entry), "off");
    let row = plan.states[1].row;
    assert_eq!(
        (ids(&plan, row.children), ids(&plan, row.histories), row.last),
        ("p last".into(), "h".into(), 12)
    );
    assert_eq!(row.kind & 0xFF, 1 | plan::EXIT_WORK);
}

#[test]
fn initial_content_is_flagged_where_it_runs() {
    let mut chart = regions();
    let raise = chart::InstructionKind::Raise { event: "e".to_owned(), params: Vec::new() };
    let instruction =
        chart::Instruction { kind: raise, site: chart::SiteId(0), span: Span::NOWHERE };
    for state in [4, 9] {
        let initial = chart.states[state].initial.as_mut().expect("a region");
        initial.content = Some(chart::Block { instructions: vec![instruction.clone()] });
    }
    let plan = lower(&chart, &Sources::default());
    let flagged = |transition: usize| {
        let entry = list(&plan, plan.transitions[transition].entry);
        entry
            .iter()
            .filter(|s| **s & plan::DEFAULT_ENTRY != 0)
            .map(|s| s & !plan::DEFAULT_ENTRY)
            .collect::<Vec<_>>()
    };
    assert_eq!(flagged(0), [4, 9]);
    assert_eq!(flagged(1), [4], "r2 is entered for its child, not by default");
    let quiet = |transition: usize| plan.transitions[transition].flags & plan::QUIET != 0;
    assert_eq!([0, 3, 9, 12].map(quiet), [false, false, true, true]);
    assert_eq!([plan.states[4].row.initial_block, plan.states[9].row.initial_block], [1, 2]);
}

#[test]
fn candidates_name_the_descriptors_of_their_own_state() {
    use StateKind::{Atomic, Compound};
    let plan = lower(
        &chart(
            &[("s", Compound, "", "t"), ("t", Atomic, "s", ""), ("u", Atomic, "s", "")],
            &[
                ("s", "error", "t", false),                 // 0
                ("s", "*", "t", false),                     // 1
                ("s", "error.execution error", "t", false), // 2
                ("t", "error.execution.x", "u", false),     // 3
                ("u", "", "t", false),                      // 4
                ("u", "done.state.s errors", "t", false),   // 5
            ],
            "s",
        ),
        &Sources::default(),
    );
    let descriptors: Vec<_> =
        plan.events.iter().map(|e| (e.descriptor.as_str(), e.function.as_str())).collect();
    assert_eq!(
        descriptors,
        [
            ("done.state.s", "done_state_s"),
            ("error", "error"),
            ("error.execution", "error_execution"),
            ("error.execution.x", "error_execution_x"),
            ("errors", "errors"),
        ]
    );
    assert_eq!(plan.event_parents, [0, 0, 0, 2, 3, 0]);
    let transitions = |place: u32| match place & plan::ONE_TRANSITION {
        0 => list(&plan, place).to_vec(),
        _ => vec![place & !plan::ONE_TRANSITION],
    };
    let row = |state: usize| {
        let row = &plan.candidates[plan.states[state].row.candidates as usize..];
        let pairs =
            row[2..].chunks(2).take(row[0] as usize).map(|pair| (pair[0], transitions(pair[1])));
        (transitions(row[1]), pairs.collect::<Vec<_>>())
    };
    assert_eq!(row(0), (vec![1], vec![(2, vec![0, 1, 2]), (3, vec![0, 1, 2])]));
    assert_eq!(row(1), (vec![], vec![(4, vec![3])]));
    assert_eq!(row(2), (vec![], vec![(1, vec![5]), (5, vec![5])]));
    let done: Vec<_> = plan.states.iter().map(|s| s.row.done_event).collect();
    assert_eq!(done, [1, 0, 0]);
    assert_eq!(list(&plan, plan.states[2].row.eventless), [4]);
}

/// A chart of `n` states made quickly: `parent` gives each state's parent, `kind` its kind; each state but the last
/// goes to a target of its own on an event of its own.
fn large(n: u32, kind: impl Fn(u32) -> StateKind, parent: impl Fn(u32) -> Option<u32>) -> Chart {
    let mut chart = chart(&[("s", StateKind::Atomic, "", "")], &[], "s");
    let template = chart.states.remove(0);
    for id in 0..n {
        let parent = parent(id).map(StateId);
        chart.states.push(chart::State {
            id: format!("s{id}"),
            kind: kind(id),
            parent,
            last: StateId(id),
            ..template.clone()
        });
    }
    for id in (0..n).rev().map(StateId) {
        let Some(parent) = chart.states[id.index()].parent else { continue };
        let last = chart.states[id.index()].last;
        let above = &mut chart.states[parent.index()];
        above.last = above.last.max(last);
        above.children.insert(0, id);
        if above.kind == StateKind::Compound {
            above.initial = Some(Initial { targets: vec![id], content: None });
        }
    }
    for id in 0..n {
        chart.transitions.push(chart::Transition {
            source: StateId(id),
            events: vec![format!("error.e{id}"), "error".to_owned()],
            cond: None,
            targets: vec![StateId((id * 7 + 1) % n)],
            internal: false,
            content: chart::Block::default(),
            span: Span::NOWHERE,
        });
        chart.states[id as usize].transitions.push(TransitionId(id));
    }
    chart
}

#[test]
fn tables_grow_with_the_document_and_not_faster() {
    use StateKind::{Atomic, Compound, Parallel};
    type Shape = fn(u32) -> Chart;
    let shapes: [(&str, Shape); 3] = [
        ("flat", |n| large(n, |_| Atomic, |_| None)),
        ("regions", |n| {
            large(n, |id| if id == 0 { Parallel } else { Atomic }, |id| (id > 0).then_some(0))
        }),
        ("deep", |n| {
            large(n, |id| if id + 1 == n { Atomic } else { Compound }, |id| id.checked_sub(1))
        }),
    ];
    for (name, shape) in shapes {
        let size = |n| {
            let plan = lower(&shape(n), &Sources::default());
            plan.lists.len() + plan.candidates.len()
        };
        let (small, large) = (size(500), size(1000));
        assert!(large < small * 5 / 2, "{name}: {small}, then {large}");
    }
}
