//! Which states does a transition enter? `computeEntrySet` of Appendix D, for one transition taken alone.

use crate::chart::{Chart, StateId, StateKind};
use crate::plan::DEFAULT_ENTRY;

use super::has_content;

/// Longer lists are computed when the transition is taken: entering so many states costs more than finding them.
const LONGEST: usize = 256;

/// Why a list is left to the engine.
#[derive(Debug)]
struct Dynamic;

/// Computes lists of states to enter; its marks are numbered by computation, so that none has to be cleared.
#[derive(Debug)]
pub(super) struct EntrySets<'a> {
    chart: &'a Chart,
    /// The computation in which each state was last added.
    added: Vec<u32>,
    /// The computation in which a proper descendant of each state was last added.
    has_descendant: Vec<u32>,
    /// The computation in which each state was last entered by default.
    default_entry: Vec<u32>,
    computation: u32,
    list: Vec<u32>,
}

impl<'a> EntrySets<'a> {
    pub(super) fn new(chart: &'a Chart) -> Self {
        let marks = vec![0; chart.states.len()];
        Self {
            chart,
            added: marks.clone(),
            has_descendant: marks.clone(),
            default_entry: marks,
            computation: 0,
            list: Vec::new(),
        }
    }

    /// How many numbers all lists together may take, so that the tables grow with the document and not faster.
    pub(super) fn budget(&self) -> usize {
        1024 + 8 * (self.chart.states.len() + self.chart.transitions.len())
    }

    /// The states in document order, flagged where initial content runs; `None` when history is involved or the list
    /// is too long.
    pub(super) fn compute(
        &mut self,
        targets: &[StateId],
        domain: Option<StateId>,
    ) -> Option<Vec<u32>> {
        self.computation += 1;
        self.list.clear();
        self.collect(targets, domain).ok()?;
        self.list.sort_unstable();
        let flag = |s: &u32| {
            let state = StateId(*s);
            let runs = self.default_entry[state.index()] == self.computation
                && self.chart.states[state.index()].initial.as_ref().is_some_and(has_content);
            if runs { s | DEFAULT_ENTRY } else { *s }
        };
        Some(self.list.iter().map(flag).collect())
    }

    fn collect(&mut self, targets: &[StateId], domain: Option<StateId>) -> Result<(), Dynamic> {
        for target in targets {
            self.add_descendants(*target)?;
        }
        for target in targets {
            self.add_ancestors(*target, domain)?;
        }
        Ok(())
    }

    /// `addDescendantStatesToEnter`
    fn add_descendants(&mut self, id: StateId) -> Result<(), Dynamic> {
        let chart = self.chart;
        let state = &chart.states[id.index()];
        match state.kind {
            StateKind::ShallowHistory | StateKind::DeepHistory => return Err(Dynamic),
            StateKind::Atomic | StateKind::Final => self.add(id)?,
            StateKind::Compound => {
                self.add(id)?;
                self.default_entry[id.index()] = self.computation;
                let targets = state.initial.as_ref().map_or(&[][..], |initial| &initial.targets);
                for target in targets {
                    self.add_descendants(*target)?;
                }
                for target in targets {
                    self.add_ancestors(*target, Some(id))?;
                }
            }
            StateKind::Parallel => {
                self.add(id)?;
                self.add_regions(id)?;
            }
        }
        Ok(())
    }

    /// `addAncestorStatesToEnter`
    fn add_ancestors(&mut self, id: StateId, ancestor: Option<StateId>) -> Result<(), Dynamic> {
        let mut next = self.chart.states[id.index()].parent;
        while let Some(state) = next.filter(|_| next != ancestor) {
            self.add(state)?;
            if self.chart.states[state.index()].kind == StateKind::Parallel {
                self.add_regions(state)?;
            }
            next = self.chart.states[state.index()].parent;
        }
        Ok(())
    }

    /// The regions of a parallel state that nothing is entered below yet.
    fn add_regions(&mut self, parallel: StateId) -> Result<(), Dynamic> {
        let chart = self.chart;
        for region in &chart.states[parallel.index()].children {
            if self.has_descendant[region.index()] != self.computation {
                self.add_descendants(*region)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, id: StateId) -> Result<(), Dynamic> {
        if self.added[id.index()] == self.computation {
            return Ok(());
        }
        if self.list.len() == LONGEST {
            return Err(Dynamic);
        }
        self.added[id.index()] = self.computation;
        self.list.push(id.0);
        let mut next = self.chart.states[id.index()].parent;
        while let Some(state) = next.filter(|s| self.has_descendant[s.index()] != self.computation)
        {
            self.has_descendant[state.index()] = self.computation;
            next = self.chart.states[state.index()].parent;
        }
        Ok(())
    }
}
