//! Does the engine agree with Appendix D on charts that nobody has thought of? The pseudocode, line by line, over sets.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use scxml_runtime::__private::state::{
    ATOMIC, COMPOUND, DEEP_HISTORY, FINAL, PARALLEL, SHALLOW_HISTORY,
};
use scxml_runtime::{Event, Outcome, Platform, Session, Start};
use support::{Arrow, Lists, Node, Recorder, matches, moving, program_with};

type Set = BTreeSet<usize>;

const ROOT: usize = usize::MAX;

/// Appendix D over a flat list of nodes in document order.
struct Reference {
    nodes: Vec<Node>,
    parents: Vec<usize>,
    configuration: Set,
    history: BTreeMap<usize, Set>,
    internal: Vec<String>,
    running: bool,
    trace: Vec<String>,
}

impl Reference {
    fn new(chart: &[Node]) -> Self {
        let mut new = Self {
            nodes: Vec::new(),
            parents: Vec::new(),
            configuration: Set::new(),
            history: BTreeMap::new(),
            internal: Vec::new(),
            running: true,
            trace: Vec::new(),
        };
        for node in chart {
            new.number(node, ROOT);
        }
        new
    }

    fn number(&mut self, node: &Node, parent: usize) {
        let number = self.nodes.len();
        self.nodes.push(node.clone());
        self.parents.push(parent);
        for child in &node.children {
            self.number(child, number);
        }
    }

    fn find(&self, ids: &[&str]) -> Vec<usize> {
        let place = |id: &&str| self.nodes.iter().position(|n| n.id == *id);
        ids.iter().map(|id| place(id).expect("an id")).collect()
    }

    fn ancestors(&self, mut state: usize, upto: usize) -> Vec<usize> {
        let mut found = Vec::new();
        while self.parents[state] != ROOT && self.parents[state] != upto {
            state = self.parents[state];
            found.push(state);
        }
        found
    }

    fn is_descendant(&self, state: usize, ancestor: usize) -> bool {
        ancestor == ROOT || self.ancestors(state, ROOT).contains(&ancestor)
    }

    fn children(&self, state: usize, history: bool) -> Vec<usize> {
        let is = |n: &usize| self.parents[*n] == state && self.is_history(*n) == history;
        (0..self.nodes.len()).filter(is).collect()
    }

    fn is_history(&self, state: usize) -> bool {
        [SHALLOW_HISTORY, DEEP_HISTORY].contains(&self.nodes[state].kind)
    }

    fn initial(&self, state: usize) -> Vec<usize> {
        self.find(&self.nodes[state].initial)
    }

    fn select(&self, event: Option<&str>) -> Vec<(usize, Arrow)> {
        let mut enabled: Vec<(usize, usize)> = Vec::new();
        let atomic = |s: &&usize| [ATOMIC, FINAL].contains(&self.nodes[**s].kind);
        for state in self.configuration.iter().filter(atomic) {
            let mut chain = vec![*state];
            chain.extend(self.ancestors(*state, ROOT));
            let found = chain.into_iter().find_map(|s| {
                let hit = |t: &Arrow| match event {
                    None => t.events.is_empty(),
                    Some(event) => t.events.iter().any(|d| matches(d, event)),
                };
                self.nodes[s].transitions.iter().position(hit).map(|place| (s, place))
            });
            if let Some(found) = found.filter(|found| !enabled.contains(found)) {
                enabled.push(found);
            }
        }
        let mut filtered: Vec<(usize, Arrow)> = Vec::new();
        for (source, place) in enabled {
            let one = (source, self.nodes[source].transitions[place].clone());
            let mut preempted = false;
            let mut remove = Vec::new();
            for (index, other) in filtered.iter().enumerate() {
                if !self.exit_set(&one).is_disjoint(&self.exit_set(other)) {
                    if self.is_descendant(one.0, other.0) {
                        remove.push(index);
                    } else {
                        preempted = true;
                        break;
                    }
                }
            }
            if !preempted {
                for index in remove.into_iter().rev() {
                    filtered.remove(index);
                }
                filtered.push(one);
            }
        }
        filtered
    }

    fn effective(&self, targets: &[usize]) -> Vec<usize> {
        let mut found = Vec::new();
        for target in targets {
            if !self.is_history(*target) {
                found.push(*target);
            } else if let Some(value) = self.history.get(target) {
                found.extend(value);
            } else {
                found.extend(self.effective(&self.initial(*target)));
            }
        }
        found
    }

    fn domain(&self, (source, arrow): &(usize, Arrow)) -> Option<usize> {
        let targets = self.effective(&self.find(&arrow.targets));
        if targets.is_empty() {
            return None;
        }
        let holds = |a: usize| targets.iter().all(|t| self.is_descendant(*t, a));
        if arrow.internal && self.nodes[*source].kind == COMPOUND && holds(*source) {
            return Some(*source);
        }
        let chain = self.ancestors(*source, ROOT);
        Some(
            chain
                .into_iter()
                .find(|a| self.nodes[*a].kind == COMPOUND && holds(*a))
                .unwrap_or(ROOT),
        )
    }

    fn exit_set(&self, transition: &(usize, Arrow)) -> Set {
        let Some(domain) = self.domain(transition) else { return Set::new() };
        self.configuration.iter().copied().filter(|s| self.is_descendant(*s, domain)).collect()
    }

    fn microstep(&mut self, transitions: &[(usize, Arrow)]) {
        let domains: Vec<Option<usize>> = transitions.iter().map(|t| self.domain(t)).collect();
        let exit: Set = transitions.iter().flat_map(|t| self.exit_set(t)).collect();
        for state in &exit {
            for history in self.children(*state, true) {
                let deep = self.nodes[history].kind == DEEP_HISTORY;
                let is = |s: &usize| match deep {
                    true => {
                        [ATOMIC, FINAL].contains(&self.nodes[*s].kind)
                            && self.is_descendant(*s, *state)
                    }
                    false => self.parents[*s] == *state,
                };
                let value = self.configuration.iter().copied().filter(is).collect();
                self.history.insert(history, value);
            }
        }
        for state in exit.iter().rev() {
            self.trace.push(format!("-{}", self.nodes[*state].id));
            self.configuration.remove(state);
        }
        for (source, _) in transitions {
            self.trace.push(format!("{}!", self.nodes[*source].id));
        }
        let mut enter = Set::new();
        for ((_, arrow), domain) in transitions.iter().zip(domains) {
            if let Some(domain) = domain {
                self.entry_set(&self.find(&arrow.targets), domain, &mut enter);
            }
        }
        // What a history state leads to can lie inside a state that is not left; that is not entered again.
        enter.retain(|state| !self.configuration.contains(state));
        self.enter(&enter);
    }

    fn entry_set(&self, targets: &[usize], domain: usize, enter: &mut Set) {
        for target in targets {
            self.add_descendants(*target, enter);
        }
        for target in self.effective(targets) {
            self.add_ancestors(target, domain, enter);
        }
    }

    fn add_descendants(&self, state: usize, enter: &mut Set) {
        let all = |targets: &[usize], ancestor: usize, enter: &mut Set| {
            targets.iter().for_each(|t| self.add_descendants(*t, enter));
            targets.iter().for_each(|t| self.add_ancestors(*t, ancestor, enter));
        };
        if self.is_history(state) {
            let value = self.history.get(&state).map(|value| value.iter().copied().collect());
            let targets: Vec<usize> = value.unwrap_or_else(|| self.initial(state));
            return all(&targets, self.parents[state], enter);
        }
        enter.insert(state);
        match self.nodes[state].kind {
            COMPOUND => all(&self.initial(state), state, enter),
            PARALLEL => self.add_regions(state, enter),
            _ => {}
        }
    }

    fn add_regions(&self, parallel: usize, enter: &mut Set) {
        for child in self.children(parallel, false) {
            if !enter.iter().any(|s| self.is_descendant(*s, child)) {
                self.add_descendants(child, enter);
            }
        }
    }

    fn add_ancestors(&self, state: usize, ancestor: usize, enter: &mut Set) {
        for state in self.ancestors(state, ancestor) {
            enter.insert(state);
            if self.nodes[state].kind == PARALLEL {
                self.add_regions(state, enter);
            }
        }
    }

    fn enter(&mut self, enter: &Set) {
        for state in enter {
            self.trace.push(format!("+{}", self.nodes[*state].id));
            self.configuration.insert(*state);
            if self.nodes[*state].kind == FINAL {
                let parent = self.parents[*state];
                if parent == ROOT {
                    self.running = false;
                    continue;
                }
                self.done(parent);
                let above = self.parents[parent];
                if above != ROOT
                    && self.nodes[above].kind == PARALLEL
                    && self.children(above, false).iter().all(|c| self.is_final(*c))
                {
                    self.done(above);
                }
            }
        }
    }

    fn done(&mut self, state: usize) {
        self.internal.push(format!("done.state.{}", self.nodes[state].id));
    }

    fn is_final(&self, state: usize) -> bool {
        match self.nodes[state].kind {
            COMPOUND => self
                .children(state, false)
                .iter()
                .any(|c| self.nodes[*c].kind == FINAL && self.configuration.contains(c)),
            PARALLEL => self.children(state, false).iter().all(|c| self.is_final(*c)),
            _ => false,
        }
    }

    /// False when there is no end to it.
    fn settle(&mut self) -> bool {
        for _ in 0..100 {
            if !self.running {
                for state in std::mem::take(&mut self.configuration).iter().rev() {
                    self.trace.push(format!("-{}", self.nodes[*state].id));
                }
                return true;
            }
            let mut enabled = self.select(None);
            if enabled.is_empty() {
                if self.internal.is_empty() {
                    return true;
                }
                let event = self.internal.remove(0);
                self.trace.push(format!("({event})"));
                enabled = self.select(Some(&event));
            }
            if !enabled.is_empty() {
                self.microstep(&enabled);
            }
        }
        false
    }
}

/// Random charts; the same number makes the same one.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    fn chart(&mut self) -> Vec<Node> {
        let mut ids = 0;
        let mut chart: Vec<Node> = (0..2 + self.below(3)).map(|_| self.node(0, &mut ids)).collect();
        let mut all = Vec::new();
        chart.iter().for_each(|node| gather(node, &mut all));
        chart.iter_mut().for_each(|node| self.transitions(node, &all));
        chart
    }

    fn node(&mut self, depth: usize, ids: &mut usize) -> Node {
        *ids += 1;
        let id: &'static str = Box::leak(format!("s{ids}").into_boxed_str());
        let kinds = [ATOMIC, COMPOUND, PARALLEL, COMPOUND, PARALLEL, FINAL];
        let mut kind =
            if depth > 3 { ATOMIC } else { kinds[self.below(5 + usize::from(depth > 0))] };
        let mut children: Vec<Node> = Vec::new();
        if kind == COMPOUND || kind == PARALLEL {
            children = (0..1 + self.below(3)).map(|_| self.node(depth + 1, ids)).collect();
            if kind == PARALLEL {
                children.retain(|child| child.kind != FINAL);
            }
            if children.is_empty() {
                kind = ATOMIC;
            }
        }
        let mut node = Node { id, kind, ..Node::default() };
        if kind == COMPOUND {
            node.initial = vec![children[self.below(children.len())].id];
        }
        if !children.is_empty() && self.below(3) == 0 {
            *ids += 1;
            let id: &'static str = Box::leak(format!("h{ids}").into_boxed_str());
            let initial = match kind {
                COMPOUND => vec![children[self.below(children.len())].id],
                _ => children.iter().map(|child| child.id).collect(),
            };
            let kind = [SHALLOW_HISTORY, DEEP_HISTORY][self.below(2)];
            children.insert(0, Node { id, kind, initial, ..Node::default() });
        }
        node.children = children;
        node
    }

    fn transitions(&mut self, node: &mut Node, all: &[&'static str]) {
        const EVENTS: [&str; 9] = ["a", "b", "c", "d", "a.x", "b.y", "a b", "*", "done.state"];
        if node.kind != FINAL && node.kind < SHALLOW_HISTORY {
            for _ in 0..self.below(4) {
                let eventless = self.below(25) == 0;
                let events = if eventless { "" } else { EVENTS[self.below(EVENTS.len())] };
                let targets = if self.below(6) == 0 { "" } else { all[self.below(all.len())] };
                let mut arrow = support::on(events, targets);
                arrow.internal = self.below(3) == 0;
                node.transitions.push(arrow);
            }
        }
        node.children.iter_mut().for_each(|child| self.transitions(child, all));
    }
}

fn gather(node: &Node, all: &mut Vec<&'static str>) {
    all.push(node.id);
    node.children.iter().for_each(|child| gather(child, all));
}

#[derive(Default)]
struct Silent(u64);

impl Platform for Silent {
    fn sequence(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// Runs a chart in the reference and in the engine, traced and not, entry lists stored and not. False when it never
/// rests.
fn agree(chart: &[Node], random: &mut Random) -> bool {
    let mut reference = Reference::new(chart);
    let mut enter = Set::new();
    reference.entry_set(&[0], ROOT, &mut enter);
    reference.enter(&enter);
    let mut sessions: Vec<Session> = Vec::new();
    for lists in [Lists::Stored, Lists::Computed, Lists::Stored, Lists::Computed] {
        sessions.push(Session::new(program_with(chart[0].id, chart.to_vec(), lists)));
    }
    let (mut recorders, mut silent) = ([Recorder::default(), Recorder::default()], Silent(0));
    let mut event = None;
    for _ in 0..60 {
        if !reference.settle() {
            return false;
        }
        let trace = std::mem::take(&mut reference.trace).join(" ");
        let configuration: Vec<&str> =
            reference.configuration.iter().map(|s| reference.nodes[*s].id).collect();
        for (place, session) in sessions.iter_mut().enumerate() {
            let host: &mut dyn Platform = match recorders.get_mut(place) {
                Some(recorder) => recorder,
                None => &mut silent,
            };
            match event {
                None => {
                    let _ = session.start(Start::default(), host);
                }
                Some(event) => {
                    // An event of the program's own making can take a shorter way.
                    let own = session.program().event(event);
                    session.deliver(if place < 2 { Event::new(event) } else { own });
                    let _ = match place {
                        1 => moving::run(session, host),
                        _ => session.run(host),
                    };
                }
            }
            if let Some(recorder) = recorders.get_mut(place) {
                assert_eq!(recorder.take(), trace, "after {event:?}");
            }
            assert_eq!(session.configuration(), configuration, "after {event:?}, {place}");
        }
        if !reference.running {
            let ended = |s: &Session| matches!(s.outcome(), Some(Outcome::Final { .. }));
            assert!(sessions.iter().all(ended));
            return true;
        }
        let next = ["a", "b", "c", "d", "a.x", "b.y.z", "e"][random.below(7)];
        reference.trace.push(format!("{next}:"));
        let enabled = reference.select(Some(next));
        if !enabled.is_empty() {
            reference.microstep(&enabled);
        }
        event = Some(next);
    }
    true
}

#[test]
fn random_charts_run_as_the_pseudocode_says() {
    let mut rested = 0;
    for seed in 0..120 {
        let mut random = Random(seed * 7919 + 1);
        let chart = random.chart();
        rested += usize::from(agree(&chart, &mut random));
    }
    assert!(rested > 60, "{rested} charts came to rest");
}
