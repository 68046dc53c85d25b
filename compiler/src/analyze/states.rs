//! How do states and transitions become part of the chart? Targets, default entries and content are resolved here.

use scxml_diagnostic::{Diagnostic, Span};

use super::events;
use super::expressions::Builder;
use super::missing::NewState;
use super::sites::Place;
use crate::ast;
use crate::chart::{Chart, Initial, State, StateId, StateKind, Transition, TransitionId};
use crate::codes;
use crate::xml::Text;

impl Builder<'_> {
    /// All states and transitions, and the initial transition of the root.
    pub(super) fn states(&mut self, document: &ast::Document, chart: &mut Chart) {
        chart.initial = self.root_initial(document);
        for id in self.tree.ids() {
            let state = self.state(id, document, &mut chart.transitions);
            chart.states.push(state);
        }
    }

    /// Section 3.2.1: without `initial`, the first child in document order.
    fn root_initial(&mut self, document: &ast::Document) -> Initial {
        let stated = if let Some(element) = &document.initial_element {
            self.default_entry(element, document.end)
        } else {
            document
                .initial
                .as_ref()
                .and_then(|initial| self.initial_attribute(initial, document.end))
        };
        stated.map(|(initial, _)| initial).unwrap_or_else(|| {
            let first = self.tree.ids().find(|id| !self.tree.is_history(*id));
            Initial { targets: first.into_iter().collect(), content: None }
        })
    }

    /// `end` is the end tag of the state whose `initial` it is.
    fn initial_attribute(&mut self, initial: &Text, end: Option<Span>) -> Option<(Initial, Span)> {
        let targets = self.targets(initial, "state", end);
        if targets.is_empty() {
            return None;
        }
        Some((Initial { targets, content: None }, initial.span))
    }

    /// The transition of `<initial>` or `<history>`.
    fn default_entry(
        &mut self,
        transition: &ast::Transition,
        end: Option<Span>,
    ) -> Option<(Initial, Span)> {
        let target = transition.target.as_ref()?;
        let targets = self.targets(target, "state", end);
        let content = self.block(&transition.content);
        if targets.is_empty() {
            return None;
        }
        let content = (!content.instructions.is_empty()).then_some(content);
        Some((Initial { targets, content }, target.span))
    }

    /// The states that a text names. If there is no such state, an `element` before the end tag `end` would be one.
    fn targets(&mut self, text: &Text, element: &str, end: Option<Span>) -> Vec<StateId> {
        if text.value.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::error(codes::EMPTY_ATTRIBUTE, text.span, "no state is named here")
                    .note("leave the attribute out, or name at least one state"),
            );
        }
        let new = NewState { element, before: end, sources: self.sources };
        let targets = self.tree.resolve(text, &new, self.diagnostics);
        self.tree.targets_are_a_legal_specification(&targets, text.span, self.diagnostics);
        targets
    }

    fn state(
        &mut self,
        id: StateId,
        document: &ast::Document,
        transitions: &mut Vec<Transition>,
    ) -> State {
        let tree = self.tree;
        let node = tree.node(id);
        let history = tree.is_history(id);
        let initial = if history { self.history_default(id) } else { self.initial(id) };
        let end = document.end;
        let mut own = Vec::new();
        for transition in node.ast.transitions.iter().filter(|_| !history) {
            own.push(TransitionId(u32::try_from(transitions.len()).unwrap_or(u32::MAX)));
            let transition = self.transition(id, transition, end);
            transitions.push(transition);
        }
        State {
            id: node.id.clone(),
            kind: node.kind,
            parent: node.parent,
            last: node.last,
            children: node.children.clone(),
            histories: node.histories.clone(),
            initial,
            transitions: own,
            onentry: node.ast.onentry.iter().map(|block| self.block(block)).collect(),
            onexit: node.ast.onexit.iter().map(|block| self.block(block)).collect(),
            late_data: self.late_data(document, node.ast),
            donedata: node.ast.donedata.as_ref().map(|donedata| self.donedata(donedata)),
            invokes: node.ast.invokes.iter().map(|invoke| self.invoke(invoke)).collect(),
            span: node.ast.span,
        }
    }

    /// Section 3.3: without `initial`, the first child in document order.
    fn initial(&mut self, id: StateId) -> Option<Initial> {
        let tree = self.tree;
        let node = tree.node(id);
        // Elsewhere a default entry is a mistake, which was reported.
        if node.kind != StateKind::Compound {
            return None;
        }
        let stated = if let Some(element) = &node.ast.initial_element {
            self.default_entry(element, node.ast.end)
        } else {
            let initial = node.ast.initial.as_ref();
            initial.and_then(|initial| self.initial_attribute(initial, node.ast.end))
        };
        match stated {
            Some((initial, span)) => {
                tree.initial_names_descendants(id, &initial.targets, span, self.diagnostics);
                Some(initial)
            }
            None => {
                node.children.first().map(|first| Initial { targets: vec![*first], content: None })
            }
        }
    }

    fn history_default(&mut self, id: StateId) -> Option<Initial> {
        let tree = self.tree;
        let node = tree.node(id);
        let parent = node.parent.map(|parent| tree.node(parent));
        let end = parent.and_then(|parent| parent.ast.end);
        let (initial, span) = self.default_entry(node.ast.transitions.first()?, end)?;
        // Without states to remember, which was reported, nothing can stand for them.
        if parent.is_some_and(|parent| parent.children.is_empty()) {
            return Some(initial);
        }
        tree.history_default_stays_inside(id, &initial.targets, span, self.diagnostics);
        Some(initial)
    }

    fn transition(
        &mut self,
        source: StateId,
        transition: &ast::Transition,
        end: Option<Span>,
    ) -> Transition {
        let place = Place { span: transition.span, element: "transition" };
        let events =
            transition.event.as_ref().map(|event| events::descriptors(event, self.diagnostics));
        Transition {
            source,
            events: events.unwrap_or_default(),
            cond: transition.cond.as_ref().map(|cond| self.cond(cond, place)),
            targets: transition
                .target
                .as_ref()
                .map(|target| self.targets(target, "final", end))
                .unwrap_or_default(),
            internal: transition.kind.as_ref().is_some_and(|kind| kind.value.trim() == "internal"),
            content: self.block(&transition.content),
            span: transition.span,
        }
    }
}
