//! Can the targets of a transition be active together? Section 3.11, legal state specifications.

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};

use super::tree::Tree;
use crate::chart::{StateId, StateKind};
use crate::codes;

impl Tree<'_> {
    /// Reports targets of which no configuration can hold both.
    pub(super) fn targets_are_a_legal_specification(
        &self,
        targets: &[StateId],
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let mut sorted = targets.to_vec();
        sorted.sort_unstable();
        // The common ancestors of neighbours in document order are those of all pairs.
        for pair in sorted.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if !self.can_be_together(a, b) {
                diagnostics.push(self.not_together(a, b, span));
                return;
            }
        }
    }

    fn can_be_together(&self, a: StateId, b: StateId) -> bool {
        if self.is_inside(b, a) {
            return true;
        }
        let around = self.common_ancestor(a, b);
        let restores = |state: StateId| self.is_history(state) && self.node(state).parent == around;
        around.is_some_and(|state| self.node(state).kind == StateKind::Parallel)
            && !restores(a)
            && !restores(b)
    }

    fn not_together(&self, a: StateId, b: StateId, span: Span) -> Diagnostic {
        let (first, second) = (self.node(a), self.node(b));
        let around = self
            .common_ancestor(a, b)
            .map_or("`<scxml>`".to_owned(), |state| format!("`{}`", self.node(state).id));
        Diagnostic::error(
            codes::ILLEGAL_TARGETS,
            span,
            format!("`{}` and `{}` cannot be active together", first.id, second.id),
        )
        .label(first.ast.span, format!("`{}` is here", first.id))
        .label(second.ast.span, format!("`{}` is here", second.id))
        .note(format!("of the children of {around} only one is active at a time (section 3.11)"))
    }

    /// Whether it is a `<history>`.
    pub(super) fn is_history(&self, state: StateId) -> bool {
        matches!(self.node(state).kind, StateKind::ShallowHistory | StateKind::DeepHistory)
    }
}
