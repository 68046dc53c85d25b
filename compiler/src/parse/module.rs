//! Actions of functional modules: any attributes and parameter elements; `analyze` knows which are right.

use scxml_diagnostic::{Diagnostic, Span, closest};
use scxml_schema::modules;

use super::check::{Child, Parser};
use super::elements;
use super::namespace::{self, Vocabulary};
use crate::ast::{Action, ActionAttribute, Dialect};
use crate::codes;
use crate::wording;
use crate::xml::{Attribute, Element, Node};

impl Parser<'_> {
    /// An element of a functional module in executable content.
    pub(super) fn action(&mut self, module: &str, element: &Element) -> Option<Action> {
        if self.dialect == Dialect::W3c {
            self.diagnostics.push(self.only_in_strategies(Diagnostic::error(
                codes::ELEMENT_OF_OTHER_DIALECT,
                element.span,
                "actions of functional modules exist only in strategies",
            )));
        }
        let Some(module) = modules::module(module) else {
            self.unknown_module(module, element);
            return None;
        };
        let attributes =
            element.attributes.iter().filter_map(|a| self.action_attribute(a)).collect();
        let mut action = Action {
            module: module.name,
            name: element.local.clone(),
            attributes,
            children: Vec::new(),
            params: Vec::new(),
            content: None,
            name_span: element.name_span,
            span: element.span,
            end: element.end,
        };
        for node in &element.children {
            match node {
                Node::Text(text) => self.stray_text(text, element),
                Node::Element(child) => self.part_of_action(&mut action, child, element),
            }
        }
        Some(action)
    }

    fn unknown_module(&mut self, module: &str, element: &Element) {
        let message = format!("no functional module `{module}` is known");
        let mut diagnostic = Diagnostic::error(codes::UNKNOWN_MODULE, element.name_span, message);
        let names = || modules::MODULES.iter().map(|module| module.name);
        if let Some(near) = closest(module, names()) {
            let title = format!("did you mean `{near}`?");
            // Both forms of the namespace end in the name.
            diagnostic = match self.declaration(&element.namespace) {
                Some(whole) => {
                    let start = whole.end.saturating_sub(u32::try_from(module.len()).unwrap_or(0));
                    diagnostic.suggest(title, Span { start, ..whole }, near)
                }
                None => diagnostic.note(title),
            };
        }
        self.diagnostics
            .push(diagnostic.note(format!("the modules are {}", wording::list(names()))));
    }

    fn action_attribute(&mut self, attribute: &Attribute) -> Option<ActionAttribute> {
        if !attribute.namespace.is_empty() {
            self.foreign_attribute(attribute);
            return None;
        }
        let name = attribute.local.clone();
        Some(ActionAttribute {
            name,
            name_span: attribute.name_span,
            value: attribute.value.clone(),
        })
    }

    fn part_of_action(&mut self, action: &mut Action, child: &Element, parent: &Element) {
        match namespace::vocabulary(child) {
            Vocabulary::Module(module) => action.children.extend(self.action(module, child)),
            Vocabulary::Scxml if child.local == "param" => {
                action.params.extend(self.params(&[Child::Scxml(child)]));
            }
            Vocabulary::Scxml if child.local == "content" && action.content.is_none() => {
                action.content = self.content_child(&[Child::Scxml(child)]);
            }
            Vocabulary::Scxml if elements::rule(&child.local).is_some() => self.diagnostics.push(
                Diagnostic::error(
                    codes::MISPLACED_ELEMENT,
                    child.span,
                    format!(
                        "`<{}>` is not allowed in the action `<{}>`",
                        child.local, parent.local
                    ),
                )
                .note("of SCXML's elements, an action takes `<param>` and one `<content>`"),
            ),
            _ => self.diagnostics.push(Diagnostic::error(
                codes::UNKNOWN_ELEMENT,
                child.name_span,
                format!("unknown element `<{}>` in the action `<{}>`", child.local, parent.local),
            )),
        }
    }
}
