//! Which states does a transition enter, when that is not in the tables?

use super::NONE;
use crate::histories::Histories;
use crate::machine::Machine;
use crate::program::{Program, state, transition::DEFAULT_ENTRY};

/// The states to enter, and what else runs when they are (procedure `computeEntrySet`).
#[derive(Debug, Default)]
pub(crate) struct EntrySet {
    /// In document order; those that are entered by default carry [`DEFAULT_ENTRY`].
    states: Vec<u32>,
    /// Default content of history states: the state after whose entry it runs, and the block plus one.
    contents: Vec<(u32, u32)>,
    /// History states that were entered by default.
    defaulted: Vec<u32>,
    /// What is left to do, the next one last.
    tasks: Vec<Task>,
}

/// The procedures of Appendix D call themselves; these are the calls, so that deep nesting needs no stack.
#[derive(Clone, Copy, Debug)]
enum Task {
    AddDescendants(u32),
    AddAncestors(u32, u32),
    /// The child of a parallel state, to be entered by default unless something in it is entered already.
    Region(u32),
}

impl EntrySet {
    pub(super) fn states(&self) -> &[u32] {
        &self.states
    }

    pub(super) fn contents(&self) -> &[(u32, u32)] {
        &self.contents
    }

    /// The block, plus one, of the history state in `entered` that is entered by default.
    pub(super) fn default_history_content(&self, entered: u32) -> u32 {
        self.contents
            .iter()
            .rev()
            .find(|(parent, _)| *parent == entered)
            .map_or(0, |(_, block)| *block)
    }

    pub(super) fn clear(&mut self) {
        self.states.clear();
        self.contents.clear();
        self.defaulted.clear();
        self.tasks.clear();
    }

    fn add(&mut self, entered: u32, flag: u32) {
        let place = self.states.partition_point(|item| item & !DEFAULT_ENTRY < entered);
        match self.states.get_mut(place) {
            Some(item) if *item & !DEFAULT_ENTRY == entered => *item |= flag,
            _ => self.states.insert(place, entered | flag),
        }
    }

    fn holds_descendant(&self, ancestor: u32, program: &Program) -> bool {
        let place = self.states.partition_point(|item| item & !DEFAULT_ENTRY <= ancestor);
        self.states
            .get(place)
            .is_some_and(|item| program.is_descendant(item & !DEFAULT_ENTRY, ancestor))
    }

    fn compute(&mut self, targets: &[u32], domain: u32, program: &Program, histories: &Histories) {
        // A target that is an ancestor of another one is entered on the way to that.
        let needed = |target: &&u32| !targets.iter().any(|t| program.is_descendant(*t, **target));
        for target in effective_target_states(targets, program, histories).into_iter().rev() {
            self.tasks.push(Task::AddAncestors(target, domain));
        }
        for target in targets.iter().filter(needed).rev() {
            self.tasks.push(Task::AddDescendants(*target));
        }
        while let Some(task) = self.tasks.pop() {
            match task {
                Task::AddDescendants(item) => {
                    self.add_descendant_states_to_enter(item, domain, program, histories);
                }
                Task::AddAncestors(item, ancestor) => {
                    self.add_ancestor_states_to_enter(item, ancestor, program);
                }
                Task::Region(child) => {
                    if !self.holds_descendant(child, program) {
                        self.tasks.push(Task::AddDescendants(child));
                    }
                }
            }
        }
    }

    fn add_descendant_states_to_enter(
        &mut self,
        item: u32,
        domain: u32,
        program: &Program,
        histories: &Histories,
    ) {
        let row = program.state(item);
        match row[state::KIND] & state::KIND_MASK {
            state::SHALLOW_HISTORY | state::DEEP_HISTORY => {
                // What is above the domain is active already.
                let parent = row[state::PARENT];
                let ancestor = if program.is_descendant(domain, parent) && domain != NONE {
                    domain
                } else {
                    parent
                };
                self.add_history(item, ancestor, program, histories);
            }
            state::COMPOUND => {
                self.add(item, DEFAULT_ENTRY);
                self.add_all(program.list(row[state::INITIAL]), item);
            }
            state::PARALLEL => {
                self.add(item, 0);
                self.add_regions(item, program);
            }
            _ => self.add(item, 0),
        }
    }

    /// `addDescendantStatesToEnter` for each state, then `addAncestorStatesToEnter` for each.
    fn add_all(&mut self, states: &[u32], ancestor: u32) {
        self.tasks.extend(states.iter().rev().map(|item| Task::AddAncestors(*item, ancestor)));
        self.tasks.extend(states.iter().rev().map(|item| Task::AddDescendants(*item)));
    }

    fn add_regions(&mut self, parallel: u32, program: &Program) {
        let children = program.list(program.state(parallel)[state::CHILDREN]);
        self.tasks.extend(children.iter().rev().map(|child| Task::Region(*child)));
    }

    fn add_history(
        &mut self,
        history: u32,
        ancestor: u32,
        program: &Program,
        histories: &Histories,
    ) {
        let row = program.state(history);
        match histories.get(history) {
            // All that was active is remembered, not only the atomic states, so nothing is left to find.
            Some(value) if row[state::KIND] & state::KIND_MASK == state::DEEP_HISTORY => {
                for item in value {
                    if program.is_descendant(*item, ancestor) {
                        self.add(*item, 0);
                    }
                }
            }
            Some(value) => self.add_all(value, ancestor),
            // A history state whose default leads back to itself gives nothing.
            None if self.defaulted.contains(&history) => {}
            None => {
                self.defaulted.push(history);
                if row[state::INITIAL_BLOCK] != 0 {
                    self.contents.push((row[state::PARENT], row[state::INITIAL_BLOCK]));
                }
                self.add_all(program.list(row[state::INITIAL]), ancestor);
            }
        }
    }

    fn add_ancestor_states_to_enter(&mut self, item: u32, ancestor: u32, program: &Program) {
        // From the outermost inwards would find the same: a set has no order.
        let mut current = program.parent(item);
        while current != NONE && current != ancestor {
            self.add(current, 0);
            if program.kind(current) == state::PARALLEL {
                self.add_regions(current, program);
            }
            current = program.parent(current);
        }
    }

    /// The usual case of a history: one target, a deep history that remembers, below no other parallel state.
    fn restore(
        &mut self,
        targets: &[u32],
        domain: u32,
        program: &Program,
        histories: &Histories,
    ) -> bool {
        let [target] = *targets else { return false };
        let row = program.state(target);
        if row[state::KIND] & state::KIND_MASK != state::DEEP_HISTORY {
            return false;
        }
        let (Some(value), parent) = (histories.get(target), row[state::PARENT]) else {
            return false;
        };
        if domain != NONE && domain > parent {
            return false;
        }
        let mut current = parent;
        while current != domain {
            if current != parent && program.kind(current) == state::PARALLEL {
                self.states.clear();
                return false;
            }
            self.states.push(current);
            current = program.parent(current);
        }
        self.states.reverse();
        self.states.extend_from_slice(value);
        true
    }
}

impl Machine {
    /// Computes what to enter for targets below `domain`.
    pub(super) fn compute_entry_set(
        &self,
        targets: &[u32],
        domain: u32,
        narrowed: bool,
        set: &mut EntrySet,
    ) {
        let Machine { program, configuration, .. } = self;
        let histories = self.histories();
        set.clear();
        if !set.restore(targets, domain, program, histories) {
            set.compute(targets, domain, program, histories);
            // Only below a domain that a history narrowed can there be active states on the way.
            if narrowed {
                set.states.retain(|item| !configuration.contains(item & !DEFAULT_ENTRY));
            }
        }
    }
}

/// Function `getEffectiveTargetStates`.
pub(super) fn effective_target_states(
    targets: &[u32],
    program: &Program,
    histories: &Histories,
) -> Vec<u32> {
    let mut found = Vec::new();
    let mut left: Vec<u32> = targets.iter().rev().copied().collect();
    let mut seen = Vec::new();
    while let Some(target) = left.pop() {
        let row = program.state(target);
        match row[state::KIND] & state::KIND_MASK {
            // A history state whose default leads back to itself gives nothing.
            state::SHALLOW_HISTORY | state::DEEP_HISTORY if seen.contains(&target) => {}
            kind @ (state::SHALLOW_HISTORY | state::DEEP_HISTORY) => {
                seen.push(target);
                match histories.get(target) {
                    Some(value) if kind == state::DEEP_HISTORY => {
                        let inner = |place: usize| {
                            value
                                .get(place + 1)
                                .is_some_and(|n| program.is_descendant(*n, value[place]))
                        };
                        found.extend((0..value.len()).filter(|p| !inner(*p)).map(|p| value[p]));
                    }
                    Some(value) => found.extend_from_slice(value),
                    None => left.extend(program.list(row[state::INITIAL]).iter().rev()),
                }
            }
            _ => found.push(target),
        }
    }
    found
}
