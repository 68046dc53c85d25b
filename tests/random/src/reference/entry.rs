//! Which states does a transition enter? `computeEntrySet` and what it needs.

use std::collections::BTreeMap;

use super::{Reference, Set};
use crate::chart::{Kind, Transition};

#[derive(Default)]
pub(super) struct ToEnter {
    pub(super) states: Set,
    pub(super) for_default_entry: Set,
    pub(super) default_history_content: BTreeMap<usize, usize>,
}

impl Reference<'_> {
    pub(super) fn compute_entry_set(
        &self,
        t: &Transition,
        domain: Option<usize>,
        to_enter: &mut ToEnter,
    ) {
        for s in &t.target {
            self.add_descendant_states_to_enter(*s, to_enter);
        }
        let Some(ancestor) = domain else { return };
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
}
