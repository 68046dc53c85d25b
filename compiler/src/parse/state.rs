//! States and transitions: sections 3.3 to 3.10.

use scxml_diagnostic::Diagnostic;

use super::check::{Child, Parser};
use super::elements;
use super::rule::Rule;
use super::text;
use crate::ast::{Block, State, StateKind, Transition};
use crate::codes;
use crate::xml::Element;

impl Parser<'_> {
    /// `<state>`, `<parallel>`, `<final>` or `<history>`.
    pub(super) fn state(&mut self, element: &Element) -> Option<State> {
        let (kind, rule) = match element.local.as_str() {
            "state" => (StateKind::State, &elements::STATE),
            "parallel" => (StateKind::Parallel, &elements::PARALLEL),
            "final" => (StateKind::Final, &elements::FINAL),
            "history" => (StateKind::History, &elements::HISTORY),
            _ => return None,
        };
        let mut state = State {
            kind,
            id: text(element, "id"),
            initial: text(element, "initial"),
            initial_element: None,
            history_type: text(element, "type"),
            states: Vec::new(),
            transitions: Vec::new(),
            onentry: Vec::new(),
            onexit: Vec::new(),
            data: Vec::new(),
            donedata: None,
            invokes: Vec::new(),
            span: element.span,
            end: element.end,
        };
        for child in self.enter(element, rule) {
            if let Child::Scxml(child) = child {
                self.part_of_state(&mut state, child);
            }
        }
        Some(state)
    }

    fn part_of_state(&mut self, state: &mut State, child: &Element) {
        match child.local.as_str() {
            "onentry" => state.onentry.push(self.handler(child, &elements::ONENTRY)),
            "onexit" => state.onexit.push(self.handler(child, &elements::ONEXIT)),
            "transition" if state.kind == StateKind::History => {
                state.transitions.push(self.default_transition(child))
            }
            "transition" => state.transitions.push(self.transition(child)),
            "initial" => state.initial_element = self.initial(child),
            "datamodel" => state.data.extend(self.datamodel(child)),
            "donedata" => state.donedata = Some(self.donedata(child)),
            "invoke" => state.invokes.push(self.invoke(child)),
            _ => state.states.extend(self.state(child)),
        }
    }

    /// An element that holds nothing but executable content.
    pub(super) fn handler(&mut self, element: &Element, rule: &Rule) -> Block {
        let children = self.enter(element, rule);
        self.block(children)
    }

    fn transition(&mut self, element: &Element) -> Transition {
        let children = self.enter(element, &elements::TRANSITION);
        if ["event", "cond", "target"].iter().all(|name| element.attribute(name).is_none()) {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::EMPTY_TRANSITION,
                    element.span,
                    "`<transition>` has neither `event` nor `cond` nor `target`",
                )
                .note(
                    "it would be taken again and again; section 3.5 asks for at least one of them",
                ),
            );
        }
        self.transition_of(element, children)
    }

    /// The transition of `<initial>` and `<history>`.
    fn default_transition(&mut self, element: &Element) -> Transition {
        let children = self.enter(element, &elements::DEFAULT_TRANSITION);
        let transition = self.transition_of(element, children);
        Transition { event: None, cond: None, ..transition }
    }

    fn transition_of(&mut self, element: &Element, children: Vec<Child<'_>>) -> Transition {
        Transition {
            event: text(element, "event"),
            cond: text(element, "cond"),
            target: text(element, "target"),
            kind: text(element, "type"),
            content: self.block(children),
            span: element.span,
        }
    }

    /// `<initial>`
    pub(super) fn initial(&mut self, element: &Element) -> Option<Transition> {
        let children = self.enter(element, &elements::INITIAL);
        let transition = children.iter().find_map(|child| match child {
            Child::Scxml(child) => Some(self.default_transition(child)),
            Child::Module(..) => None,
        });
        if transition.is_none() {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::MISSING_ELEMENT,
                    element.span,
                    "`<initial>` needs a `<transition>`",
                )
                .note("it says in which child state to start: `<transition target=\"…\"/>` (section 3.6)"),
            );
        }
        transition
    }
}
