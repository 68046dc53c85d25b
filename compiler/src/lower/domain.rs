//! Which states can a transition leave? `getTransitionDomain` and `findLCCA` of Appendix D, at build time.

use crate::chart::{Chart, StateId, StateKind, Transition};

/// The domain of a transition that has targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Domain {
    /// The state; `None` for the root.
    pub(super) state: Option<StateId>,
    /// Whether the true domain may lie inside it, depending on what a history state recorded.
    pub(super) dynamic: bool,
}

/// `getTransitionDomain`; `None` without targets.
///
/// A history state stands for itself: what it recorded lies below its parent, so a state contains that exactly when
/// it contains the history state, unless the source itself is below that parent.
pub(super) fn domain(chart: &Chart, transition: &Transition) -> Option<Domain> {
    let first = *transition.targets.iter().min()?;
    let last = *transition.targets.iter().max()?;
    let source = transition.source;
    let contains = |state: StateId| state < first && last <= chart.states[state.index()].last;
    let dynamic = transition.targets.iter().any(|t| is_inside_history_parent(chart, *t, source));
    let kind = |state: StateId| chart.states[state.index()].kind;
    if transition.internal && kind(source) == StateKind::Compound && contains(source) {
        return Some(Domain { state: Some(source), dynamic });
    }
    let mut ancestor = chart.states[source.index()].parent;
    while let Some(state) = ancestor {
        if kind(state) == StateKind::Compound && contains(state) {
            break;
        }
        ancestor = chart.states[state.index()].parent;
    }
    Some(Domain { state: ancestor, dynamic })
}

/// What a transition of this domain leaves: the active states from the first to the last.
pub(super) fn exit_range(chart: &Chart, domain: Option<StateId>) -> (u32, u32) {
    match domain {
        Some(state) => (state.0 + 1, chart.states[state.index()].last.0),
        None => (0, (chart.states.len() as u32).saturating_sub(1)),
    }
}

fn is_inside_history_parent(chart: &Chart, target: StateId, source: StateId) -> bool {
    let history = &chart.states[target.index()];
    if !matches!(history.kind, StateKind::ShallowHistory | StateKind::DeepHistory) {
        return false;
    }
    history
        .parent
        .is_none_or(|parent| parent < source && source <= chart.states[parent.index()].last)
}
