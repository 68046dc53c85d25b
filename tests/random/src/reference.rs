//! What does Appendix D of the Recommendation make of a chart? Its pseudocode line by line, under its own names.
//!
//! In two places it is not taken by the letter, which would lead to configurations that section 3.11 does not allow:
//!
//! - A recorded history can name a state inside one that is not left. The procedure `addAncestorStatesToEnter` would
//!   enter that one a second time; it is not entered again.
//! - A transition can leave the parent of the history state that it leads to, and so change what that one remembers.
//!   Its domain (`getTransitionDomain`) stays what it was when the states to exit were computed.

mod content;
mod entry;
mod relations;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use entry::ToEnter;

use crate::chart::{Chart, Kind, ROOT, Transition};

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
        new.enter_states(&[(initial, Some(ROOT))]);
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
        let entering: Vec<_> = enabled_transitions
            .iter()
            .map(|t| (self.transition(*t), self.get_transition_domain(self.transition(*t), t.0)))
            .collect();
        self.exit_states(enabled_transitions);
        for t in enabled_transitions {
            self.trace.push(format!("{}!", self.chart.states[t.0].id));
            self.execute(&self.transition(*t).content);
        }
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

    /// The transitions, each with its domain.
    fn enter_states(&mut self, enabled_transitions: &[(&Transition, Option<usize>)]) {
        let mut to_enter = ToEnter::default();
        for (t, domain) in enabled_transitions {
            self.compute_entry_set(t, *domain, &mut to_enter);
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

    fn transition(&self, (source, place): Enabled) -> &'c Transition {
        &self.chart.states[source].transitions[place]
    }
}

/// Section 3.12.1: an event descriptor matches names that begin with its tokens.
fn name_match(descriptor: &str, name: &str) -> bool {
    let descriptor = descriptor.strip_suffix(".*").unwrap_or(descriptor);
    let descriptor = descriptor.strip_suffix('.').unwrap_or(descriptor);
    descriptor == "*"
        || name.strip_prefix(descriptor).is_some_and(|r| r.is_empty() || r.starts_with('.'))
}
