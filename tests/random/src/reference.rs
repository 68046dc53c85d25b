//! What does Appendix D of the Recommendation make of a chart? Its pseudocode line by line, under its own names.
//!
//! In one place it is not taken by the letter: a recorded history can name a state inside one that is not left, and
//! the procedure `addAncestorStatesToEnter` would enter that one a second time; it is not entered again.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::chart::{Chart, Cond, Expr, Instruction, Kind, ROOT, Transition};

/// More microsteps in a macrostep are taken for an endless loop.
const MOST_MICROSTEPS: usize = 60;

/// In document order, which is entry order; its reverse is exit order.
type Set = BTreeSet<usize>;

#[derive(Clone, Debug)]
struct Event {
    name: String,
    data: Option<i64>,
}

/// A transition of a chart: its source, and its place in [`State::transitions`](crate::chart::State::transitions).
type Enabled = (usize, usize);

/// A session of a chart.
#[derive(Clone, Debug)]
pub struct Reference<'c> {
    chart: &'c Chart,
    configuration: Set,
    history_value: BTreeMap<usize, Set>,
    internal_queue: VecDeque<Event>,
    running: bool,
    x: i64,
    event: Option<Event>,
    /// What happened since it was last taken: `+s` and `-s` a state was entered and left, `s!` a transition of it was
    /// taken, `e:` and `(e)` an event came from the external and from the internal queue, `'l'` something was logged.
    pub trace: Vec<String>,
    /// The final state that the session ended in, and the value of its `<donedata>`.
    pub outcome: Option<(String, Option<i64>)>,
}

#[derive(Default)]
struct ToEnter {
    states: Set,
    for_default_entry: Set,
    default_history_content: BTreeMap<usize, usize>,
}

impl<'c> Reference<'c> {
    /// The procedure `interpret`, up to the first wait for an external event. `None`: it never waits.
    pub fn start(chart: &'c Chart) -> Option<Self> {
        let mut new = Self {
            chart,
            configuration: Set::new(),
            history_value: BTreeMap::new(),
            internal_queue: VecDeque::new(),
            running: true,
            x: chart.x,
            event: None,
            trace: Vec::new(),
            outcome: None,
        };
        let initial = &chart.states[ROOT].initial;
        new.execute(&initial.content);
        new.enter_states(&[(initial, ROOT)]);
        new.rest()?;
        Some(new)
    }

    /// The procedure `mainEventLoop` from one external event to the wait for the next. `None`: it never waits.
    pub fn handle(&mut self, event: &str) -> Option<()> {
        self.trace.push(format!("{event}:"));
        let event = Event { name: event.to_owned(), data: None };
        self.event = Some(event.clone());
        let enabled = self.select_event_transitions(&event);
        if !enabled.is_empty() {
            self.microstep(&enabled);
        }
        self.rest()
    }

    /// Whether it waits for an event; otherwise it has ended.
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// The ids of the active states, in document order.
    pub fn configuration(&self) -> Vec<&'c str> {
        self.configuration.iter().map(|s| self.chart.states[*s].id.as_str()).collect()
    }

    /// The inner loop of `mainEventLoop`, and `exitInterpreter` after it when the session has ended.
    fn rest(&mut self) -> Option<()> {
        for _ in 0..MOST_MICROSTEPS {
            if !self.running {
                self.exit_interpreter();
                return Some(());
            }
            let mut enabled = self.select_eventless_transitions();
            if enabled.is_empty() {
                let Some(internal) = self.internal_queue.pop_front() else { return Some(()) };
                self.trace.push(format!("({})", internal.name));
                self.event = Some(internal.clone());
                enabled = self.select_event_transitions(&internal);
            }
            if !enabled.is_empty() {
                self.microstep(&enabled);
            }
        }
        None
    }

    fn exit_interpreter(&mut self) {
        for s in self.configuration.clone().into_iter().rev() {
            self.exit(s);
            if self.kind(s) == Kind::Final && self.parent(s) == ROOT {
                self.outcome = Some((self.chart.states[s].id.clone(), self.donedata(s)));
            }
        }
    }

    fn select_eventless_transitions(&self) -> Vec<Enabled> {
        self.select_transitions(|t| t.event.is_empty())
    }

    fn select_event_transitions(&self, event: &Event) -> Vec<Enabled> {
        self.select_transitions(|t| t.event.iter().any(|d| name_match(d, &event.name)))
    }

    fn select_transitions(&self, reacts: impl Fn(&Transition) -> bool) -> Vec<Enabled> {
        let mut enabled_transitions: Vec<Enabled> = Vec::new();
        for state in self.configuration.iter().filter(|s| self.is_atomic_state(**s)) {
            let mut chain = std::iter::once(*state).chain(self.get_proper_ancestors(*state, None));
            let first = chain.find_map(|s| {
                let transitions = &self.chart.states[s].transitions;
                let matches = |t: &Transition| reacts(t) && self.condition_match(&t.cond);
                transitions.iter().position(matches).map(|place| (s, place))
            });
            enabled_transitions.extend(first.filter(|t| !enabled_transitions.contains(t)));
        }
        self.remove_conflicting_transitions(enabled_transitions)
    }

    fn remove_conflicting_transitions(&self, enabled_transitions: Vec<Enabled>) -> Vec<Enabled> {
        let mut filtered_transitions: Vec<Enabled> = Vec::new();
        for t1 in enabled_transitions {
            let mut t1_preempted = false;
            let mut transitions_to_remove = Vec::new();
            for t2 in &filtered_transitions {
                if !self.compute_exit_set(&[t1]).is_disjoint(&self.compute_exit_set(&[*t2])) {
                    if self.is_descendant(t1.0, t2.0) {
                        transitions_to_remove.push(*t2);
                    } else {
                        t1_preempted = true;
                        break;
                    }
                }
            }
            if !t1_preempted {
                filtered_transitions.retain(|t| !transitions_to_remove.contains(t));
                filtered_transitions.push(t1);
            }
        }
        filtered_transitions
    }

    fn microstep(&mut self, enabled_transitions: &[Enabled]) {
        self.exit_states(enabled_transitions);
        for t in enabled_transitions {
            self.trace.push(format!("{}!", self.chart.states[t.0].id));
            self.execute(&self.transition(*t).content);
        }
        let entering: Vec<_> =
            enabled_transitions.iter().map(|t| (self.transition(*t), t.0)).collect();
        self.enter_states(&entering);
    }

    fn exit_states(&mut self, enabled_transitions: &[Enabled]) {
        let states_to_exit = self.compute_exit_set(enabled_transitions);
        for s in &states_to_exit {
            for (h, state) in self.chart.states.iter().enumerate() {
                let remembered = |s0: &&usize| match state.kind {
                    Kind::DeepHistory => self.is_atomic_state(**s0) && self.is_descendant(**s0, *s),
                    _ => self.parent(**s0) == *s,
                };
                if state.parent == *s && self.is_history_state(h) {
                    let value = self.configuration.iter().filter(remembered).copied().collect();
                    self.history_value.insert(h, value);
                }
            }
        }
        for s in states_to_exit.into_iter().rev() {
            self.exit(s);
        }
    }

    fn exit(&mut self, s: usize) {
        for content in &self.chart.states[s].onexit {
            self.execute(content);
        }
        self.trace.push(format!("-{}", self.chart.states[s].id));
        self.configuration.remove(&s);
    }

    fn compute_exit_set(&self, transitions: &[Enabled]) -> Set {
        let mut states_to_exit = Set::new();
        for t in transitions {
            if let Some(domain) = self.get_transition_domain(self.transition(*t), t.0) {
                let leaves = |s: &&usize| self.is_descendant(**s, domain);
                states_to_exit.extend(self.configuration.iter().filter(leaves));
            }
        }
        states_to_exit
    }

    fn enter_states(&mut self, enabled_transitions: &[(&Transition, usize)]) {
        let mut to_enter = ToEnter::default();
        for (t, source) in enabled_transitions {
            self.compute_entry_set(t, *source, &mut to_enter);
        }
        for s in to_enter.states {
            if !self.configuration.insert(s) {
                continue;
            }
            self.trace.push(format!("+{}", self.chart.states[s].id));
            for content in &self.chart.states[s].onentry {
                self.execute(content);
            }
            if to_enter.for_default_entry.contains(&s) {
                self.execute(&self.chart.states[s].initial.content);
            }
            if let Some(history) = to_enter.default_history_content.get(&s) {
                self.execute(&self.chart.states[*history].initial.content);
            }
            if self.kind(s) == Kind::Final {
                self.enter_final(s);
            }
        }
    }

    fn enter_final(&mut self, s: usize) {
        let parent = self.parent(s);
        if parent == ROOT {
            self.running = false;
            return;
        }
        let data = self.donedata(s);
        self.done(parent, data);
        let grandparent = self.parent(parent);
        if self.kind(grandparent) == Kind::Parallel
            && self.get_child_states(grandparent).all(|s| self.is_in_final_state(s))
        {
            self.done(grandparent, None);
        }
    }

    fn done(&mut self, state: usize, data: Option<i64>) {
        let name = format!("done.state.{}", self.chart.states[state].id);
        self.internal_queue.push_back(Event { name, data });
    }

    fn compute_entry_set(&self, t: &Transition, source: usize, to_enter: &mut ToEnter) {
        for s in &t.target {
            self.add_descendant_states_to_enter(*s, to_enter);
        }
        let Some(ancestor) = self.get_transition_domain(t, source) else { return };
        for s in self.get_effective_target_states(t) {
            self.add_ancestor_states_to_enter(s, ancestor, to_enter);
        }
    }

    fn add_descendant_states_to_enter(&self, state: usize, to_enter: &mut ToEnter) {
        let parent = self.parent(state);
        if self.is_history_state(state) {
            let targets: Vec<usize> = match self.history_value.get(&state) {
                Some(value) => value.iter().copied().collect(),
                None => {
                    to_enter.default_history_content.insert(parent, state);
                    self.chart.states[state].initial.target.clone()
                }
            };
            return self.add_all(&targets, parent, to_enter);
        }
        to_enter.states.insert(state);
        match self.kind(state) {
            Kind::Compound => {
                to_enter.for_default_entry.insert(state);
                self.add_all(&self.chart.states[state].initial.target, state, to_enter);
            }
            Kind::Parallel => self.add_regions(state, to_enter),
            _ => {}
        }
    }

    /// What is said three times in the pseudocode: all with their descendants, then all with their ancestors.
    fn add_all(&self, states: &[usize], ancestor: usize, to_enter: &mut ToEnter) {
        for s in states {
            self.add_descendant_states_to_enter(*s, to_enter);
        }
        for s in states {
            self.add_ancestor_states_to_enter(*s, ancestor, to_enter);
        }
    }

    fn add_ancestor_states_to_enter(&self, state: usize, ancestor: usize, to_enter: &mut ToEnter) {
        for anc in self.get_proper_ancestors(state, Some(ancestor)) {
            to_enter.states.insert(anc);
            if self.kind(anc) == Kind::Parallel {
                self.add_regions(anc, to_enter);
            }
        }
    }

    fn add_regions(&self, parallel: usize, to_enter: &mut ToEnter) {
        for child in self.get_child_states(parallel) {
            if !to_enter.states.iter().any(|s| self.is_descendant(*s, child)) {
                self.add_descendant_states_to_enter(child, to_enter);
            }
        }
    }

    fn is_in_final_state(&self, s: usize) -> bool {
        match self.kind(s) {
            Kind::Compound => self
                .get_child_states(s)
                .any(|c| self.kind(c) == Kind::Final && self.configuration.contains(&c)),
            Kind::Parallel => self.get_child_states(s).all(|c| self.is_in_final_state(c)),
            _ => false,
        }
    }

    fn get_transition_domain(&self, t: &Transition, source: usize) -> Option<usize> {
        let tstates = self.get_effective_target_states(t);
        if tstates.is_empty() {
            None
        } else if t.internal
            && self.kind(source) == Kind::Compound
            && tstates.iter().all(|s| self.is_descendant(*s, source))
        {
            Some(source)
        } else {
            self.find_lcca(source, &tstates)
        }
    }

    fn find_lcca(&self, head: usize, tail: &[usize]) -> Option<usize> {
        let ancestors = self.get_proper_ancestors(head, None);
        let compound = |s: &usize| matches!(self.kind(*s), Kind::Compound | Kind::Scxml);
        let mut lcca = ancestors.chain([ROOT]).filter(compound);
        lcca.find(|anc| tail.iter().all(|s| self.is_descendant(*s, *anc)))
    }

    fn get_effective_target_states(&self, transition: &Transition) -> Vec<usize> {
        let mut targets = Vec::new();
        for s in &transition.target {
            if !self.is_history_state(*s) {
                targets.push(*s);
            } else if let Some(value) = self.history_value.get(s) {
                targets.extend(value);
            } else {
                targets.extend(self.get_effective_target_states(&self.chart.states[*s].initial));
            }
        }
        targets
    }

    /// From the parent up to but not including `state2`, or the `<scxml>` element.
    fn get_proper_ancestors(
        &self,
        state1: usize,
        state2: Option<usize>,
    ) -> impl Iterator<Item = usize> {
        let end = state2.unwrap_or(ROOT);
        let up = move |s: &usize| Some(self.parent(*s)).filter(|s| *s != end && *s != ROOT);
        std::iter::successors(up(&state1), up)
    }

    fn is_descendant(&self, state1: usize, state2: usize) -> bool {
        match state2 {
            ROOT => state1 != ROOT,
            _ => self.get_proper_ancestors(state1, None).any(|s| s == state2),
        }
    }

    fn get_child_states(&self, state: usize) -> impl Iterator<Item = usize> {
        let is = move |s: &usize| self.parent(*s) == state && !self.is_history_state(*s);
        (1..self.chart.states.len()).filter(is)
    }

    fn is_atomic_state(&self, state: usize) -> bool {
        matches!(self.kind(state), Kind::Atomic | Kind::Final)
    }

    fn is_history_state(&self, state: usize) -> bool {
        matches!(self.kind(state), Kind::ShallowHistory | Kind::DeepHistory)
    }

    fn kind(&self, state: usize) -> Kind {
        self.chart.states[state].kind
    }

    fn parent(&self, state: usize) -> usize {
        self.chart.states[state].parent
    }

    fn transition(&self, (source, place): Enabled) -> &'c Transition {
        &self.chart.states[source].transitions[place]
    }

    fn condition_match(&self, cond: &[Cond]) -> bool {
        cond.iter().all(|cond| match cond {
            Cond::In(state) => self.configuration.contains(state),
            Cond::NotIn(state) => !self.configuration.contains(state),
            Cond::Modulo(modulus, rest) => self.x % modulus == *rest,
        })
    }

    fn execute(&mut self, content: &[Instruction]) {
        for instruction in content {
            match instruction {
                Instruction::Log(label, expr) => {
                    let text = expr.as_ref().map_or(String::new(), |expr| self.text(expr));
                    self.trace.push(format!("'{label}{text}'"));
                }
                Instruction::Raise(name) => {
                    self.internal_queue.push_back(Event { name: name.clone(), data: None });
                }
                Instruction::Assign(expr) => self.x = self.number(expr),
                Instruction::If(cond, then, otherwise) => {
                    let holds = self.condition_match(cond);
                    self.execute(if holds { then } else { otherwise });
                }
            }
        }
    }

    fn donedata(&self, state: usize) -> Option<i64> {
        self.chart.states[state].donedata.as_ref().map(|expr| self.number(expr))
    }

    fn number(&self, expr: &Expr) -> i64 {
        match expr {
            Expr::Plus(number) => self.x + number,
            _ => self.x,
        }
    }

    fn text(&self, expr: &Expr) -> String {
        let event = self.event.as_ref();
        match expr {
            Expr::EventName => event.map_or(String::new(), |event| event.name.clone()),
            Expr::EventData => match event.and_then(|event| event.data) {
                Some(data) => data.to_string(),
                None => "undefined".to_owned(),
            },
            expr => self.number(expr).to_string(),
        }
    }
}

/// Section 3.12.1: an event descriptor matches names that begin with its tokens.
fn name_match(descriptor: &str, name: &str) -> bool {
    let descriptor = descriptor.strip_suffix(".*").unwrap_or(descriptor);
    let descriptor = descriptor.strip_suffix('.').unwrap_or(descriptor);
    descriptor == "*"
        || name.strip_prefix(descriptor).is_some_and(|r| r.is_empty() || r.starts_with('.'))
}
