//! How do the states of a chart lie to one another? The functions of Appendix D that change nothing.

use super::Reference;
use crate::chart::{Kind, ROOT, Transition};

impl Reference<'_> {
    pub(super) fn is_in_final_state(&self, s: usize) -> bool {
        match self.kind(s) {
            Kind::Compound => self
                .get_child_states(s)
                .any(|c| self.kind(c) == Kind::Final && self.configuration.contains(&c)),
            Kind::Parallel => self.get_child_states(s).all(|c| self.is_in_final_state(c)),
            _ => false,
        }
    }

    pub(super) fn get_transition_domain(&self, t: &Transition, source: usize) -> Option<usize> {
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

    pub(super) fn get_effective_target_states(&self, transition: &Transition) -> Vec<usize> {
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
    pub(super) fn get_proper_ancestors(
        &self,
        state1: usize,
        state2: Option<usize>,
    ) -> impl Iterator<Item = usize> {
        let end = state2.unwrap_or(ROOT);
        let up = move |s: &usize| Some(self.parent(*s)).filter(|s| *s != end && *s != ROOT);
        std::iter::successors(up(&state1), up)
    }

    pub(super) fn is_descendant(&self, state1: usize, state2: usize) -> bool {
        match state2 {
            ROOT => state1 != ROOT,
            _ => self.get_proper_ancestors(state1, None).any(|s| s == state2),
        }
    }

    pub(super) fn get_child_states(&self, state: usize) -> impl Iterator<Item = usize> {
        let is = move |s: &usize| self.parent(*s) == state && !self.is_history_state(*s);
        (1..self.chart.states.len()).filter(is)
    }

    pub(super) fn is_atomic_state(&self, state: usize) -> bool {
        matches!(self.kind(state), Kind::Atomic | Kind::Final)
    }

    pub(super) fn is_history_state(&self, state: usize) -> bool {
        matches!(self.kind(state), Kind::ShallowHistory | Kind::DeepHistory)
    }

    pub(super) fn kind(&self, state: usize) -> Kind {
        self.chart.states[state].kind
    }

    pub(super) fn parent(&self, state: usize) -> usize {
        self.chart.states[state].parent
    }
}
