//! Is the arrangement of states legal? One function per rule of sections 3.2 to 3.10, named after the rule.
//!
//! What an element may contain at all is checked by `parse`.

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};

use super::tree::{Node, Tree};
use crate::ast;
use crate::chart::{StateId, StateKind};
use crate::codes;
use crate::xml::Text;

/// Checks the rules that concern one state or the root; those about targets are checked where targets are resolved.
pub(super) fn check(document: &ast::Document, tree: &Tree<'_>, diagnostics: &mut Diagnostics) {
    document_has_a_state(document, diagnostics);
    root_has_one_initial(document, diagnostics);
    for node in &tree.nodes {
        initial_needs_child_states(node, diagnostics);
        state_has_one_initial(node, diagnostics);
        parallel_has_regions(node, diagnostics);
        history_stands_among_states(node, tree, diagnostics);
        history_has_a_default(node, tree, diagnostics);
    }
}

fn document_has_a_state(document: &ast::Document, diagnostics: &mut Diagnostics) {
    if document.states.is_empty() {
        diagnostics.push(
            Diagnostic::error(codes::NO_STATES, document.span, "the document has no states").note(
                "`<scxml>` holds at least one `<state>`, `<parallel>` or `<final>` (section 3.2)",
            ),
        );
    }
}

fn root_has_one_initial(document: &ast::Document, diagnostics: &mut Diagnostics) {
    if let (Some(initial), Some(element)) = (&document.initial, &document.initial_element) {
        diagnostics.push(two_initials("`<scxml>`", initial, element, "3.2"));
    }
}

fn state_has_one_initial(node: &Node<'_>, diagnostics: &mut Diagnostics) {
    if let (Some(initial), Some(element)) = (&node.ast.initial, &node.ast.initial_element) {
        diagnostics.push(two_initials(&format!("`{}`", node.id), initial, element, "3.3"));
    }
}

fn two_initials(
    what: &str,
    initial: &Text,
    element: &ast::Transition,
    section: &str,
) -> Diagnostic {
    Diagnostic::error(
        codes::TWO_INITIALS,
        element.span,
        format!("{what} has `initial` and `<initial>`"),
    )
    .label(initial.span, "the attribute is here")
    .note(format!("one or the other (section {section})"))
}

fn initial_needs_child_states(node: &Node<'_>, diagnostics: &mut Diagnostics) {
    if node.kind == StateKind::Compound {
        return;
    }
    let attribute = node.ast.initial.as_ref().map(|initial| initial.span);
    if let Some(span) = attribute.or(node.ast.initial_element.as_ref().map(|element| element.span))
    {
        diagnostics.push(
            Diagnostic::error(
                codes::INITIAL_WITHOUT_STATES,
                span,
                format!("`{}` has no child states to start in", node.id),
            )
            .note("`initial` belongs on a state with child states (sections 3.3 and 3.6)"),
        );
    }
}

fn parallel_has_regions(node: &Node<'_>, diagnostics: &mut Diagnostics) {
    if node.kind == StateKind::Parallel && node.children.is_empty() {
        diagnostics.push(
            Diagnostic::warning(
                codes::EMPTY_PARALLEL,
                node.ast.span,
                format!("the parallel state `{}` is empty", node.id),
            )
            .note("its child states are active together (section 3.4)"),
        );
    }
}

fn history_stands_among_states(node: &Node<'_>, tree: &Tree<'_>, diagnostics: &mut Diagnostics) {
    let history = matches!(node.kind, StateKind::ShallowHistory | StateKind::DeepHistory);
    let alone = node.parent.is_some_and(|parent| tree.node(parent).children.is_empty());
    if history && alone {
        diagnostics.push(
            Diagnostic::error(
                codes::HISTORY_WITHOUT_STATES,
                node.ast.span,
                "there are no states to remember here",
            )
            .note("`<history>` remembers which of its sibling states was active (section 3.10)"),
        );
    }
}

fn history_has_a_default(node: &Node<'_>, tree: &Tree<'_>, diagnostics: &mut Diagnostics) {
    let history = matches!(node.kind, StateKind::ShallowHistory | StateKind::DeepHistory);
    if !history || !node.ast.transitions.is_empty() {
        return;
    }
    let diagnostic = Diagnostic::error(
        codes::HISTORY_WITHOUT_DEFAULT,
        node.ast.span,
        format!("`{}` needs a `<transition>` with a `target`", node.id),
    )
    .note("it says where to go while there is nothing to remember (section 3.10)");
    let siblings = node.parent.map(|parent| tree.node(parent).children.as_slice());
    let first = siblings.unwrap_or_default().first().map(|first| tree.node(*first));
    let first = first.and_then(|first| first.ast.id.as_ref());
    diagnostics.push(match first {
        Some(id) => {
            let transition = format!("<transition target=\"{}\"/>", id.value.trim());
            let title = format!("go to `{}` at first", id.value.trim());
            match node.ast.end {
                Some(end) => diagnostic.suggest(title, end.before(), transition),
                None => {
                    let tag = node.ast.span;
                    let slash = Span { start: tag.end.saturating_sub(2), ..tag };
                    diagnostic.suggest(title, slash, format!(">{transition}</history>"))
                }
            }
        }
        None => diagnostic,
    });
}

impl Tree<'_> {
    /// Sections 3.3 and 3.6: the default entry of a state leads to its descendants.
    pub(super) fn initial_names_descendants(
        &self,
        parent: StateId,
        targets: &[StateId],
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        for target in targets.iter().filter(|target| !self.is_inside(**target, parent)) {
            diagnostics.push(self.not_inside(*target, parent, span).note(
                "the default entry of a state leads to states inside it (sections 3.3 and 3.6)",
            ));
        }
    }

    /// Section 3.10: a shallow history leads to siblings, a deep one to any state inside its parent.
    pub(super) fn history_default_stays_inside(
        &self,
        history: StateId,
        targets: &[StateId],
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let node = self.node(history);
        let Some(parent) = node.parent else { return };
        for target in targets {
            if !self.is_inside(*target, parent) {
                diagnostics
                    .push(self.not_inside(*target, parent, span).note(
                        "a history state stands for states inside its parent (section 3.10)",
                    ));
            } else if self.is_history(*target) {
                diagnostics.push(
                    Diagnostic::error(
                        codes::ILLEGAL_HISTORY_DEFAULT,
                        span,
                        format!("`{}` is itself a history state", self.node(*target).id),
                    )
                    .note(
                        "the default of a history state names the states to enter (section 3.10)",
                    ),
                );
            } else if node.kind == StateKind::ShallowHistory
                && self.node(*target).parent != Some(parent)
            {
                diagnostics.push(
                    Diagnostic::error(
                        codes::ILLEGAL_HISTORY_DEFAULT,
                        span,
                        format!("`{}` is not a child of `{}`", self.node(*target).id, self.node(parent).id),
                    )
                    .note("a shallow history stands for children; `type=\"deep\"` stands for what is inside them too (section 3.10)"),
                );
            }
        }
    }

    fn not_inside(&self, target: StateId, parent: StateId, span: Span) -> Diagnostic {
        let (target, parent) = (self.node(target), self.node(parent));
        if target.id == parent.id {
            let message = format!("`{}` is not inside itself", target.id);
            return Diagnostic::error(codes::TARGET_OUTSIDE, span, message);
        }
        let message = format!("`{}` is not inside `{}`", target.id, parent.id);
        let name = |node: &Node<'_>| node.ast.id.as_ref().map_or(node.ast.span, |id| id.span);
        Diagnostic::error(codes::TARGET_OUTSIDE, span, message)
            .label(name(target), format!("`{}` is here", target.id))
            .label(name(parent), format!("`{}` is here", parent.id))
    }
}
