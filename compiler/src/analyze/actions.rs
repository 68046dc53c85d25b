//! Is an action what its functional module describes, and how does it become part of the chart?

use scxml_diagnostic::Diagnostic;
use scxml_schema::modules::{self, Element, Kind, Module, Role as Part};

use super::expressions::Builder;
use super::sites::{Place, Role};
use super::{attributes, nesting, walk};
use crate::ast;
use crate::chart::{Action, ActionElement, Location, Param, SessionDocument, Value};
use crate::codes;

/// What the attributes of an element give.
#[derive(Default)]
struct Attributes {
    requestid: Option<Location>,
    locations: Vec<(&'static str, Location)>,
    values: Vec<(&'static str, Value)>,
    /// Names of a `namelist`, with their values.
    names: Vec<Param>,
}

impl Builder<'_> {
    /// An action in executable content.
    pub(super) fn action(&mut self, action: &ast::Action, place: Place<'_>) -> Option<Action> {
        let (module, row) = self.row(action)?;
        if matches!(row.role, Part::Parameter) {
            self.diagnostics.push(nesting::parameter_alone(action));
            return None;
        }
        let given = self.action_attributes(action, row, place);
        if module.name == "session" && row.name == "start" {
            self.note_session(action);
        }
        let (requestid, mut locations) = (given.requestid, given.locations);
        let element =
            self.action_element(action, row, given.values, given.names, place, &mut locations);
        Some(Action { module: module.name, name: row.name, requestid, locations, element })
    }

    /// The schema's row for an element.
    fn row(&mut self, action: &ast::Action) -> Option<(&'static Module, &'static Element)> {
        let module = modules::module(action.module)?;
        let Some(row) = module.element(&action.name) else {
            self.diagnostics.push(nesting::unknown_action(action, module));
            return None;
        };
        if !module.supported || (!row.supported && matches!(row.role, Part::Action(_))) {
            let message = format!(
                "the action `{}` of the {} module is not supported yet",
                row.name, module.name
            );
            self.diagnostics.push(Diagnostic::error(
                codes::UNSUPPORTED_ACTION,
                action.span,
                message,
            ));
            return None;
        }
        Some((module, row))
    }

    /// Literal documents are known at build time.
    fn note_session(&mut self, action: &ast::Action) {
        for attribute in action.attributes.iter().filter(|attribute| attribute.name == "src") {
            if let Some(url) = self.constant(&attribute.value) {
                self.sessions.push(SessionDocument { url, span: attribute.value.span });
            }
        }
    }

    fn action_element(
        &mut self,
        action: &ast::Action,
        row: &'static Element,
        attributes: Vec<(&'static str, Value)>,
        mut params: Vec<Param>,
        place: Place<'_>,
        locations: &mut Vec<(&'static str, Location)>,
    ) -> ActionElement {
        if let (false, Some(param)) = (row.params, action.params.first()) {
            self.diagnostics.push(nesting::not_in_action("param", param.span, action));
        }
        if let (false, Some(content)) = (row.content, &action.content) {
            self.diagnostics.push(nesting::not_in_action("content", content.span, action));
        }
        params.extend(self.params(&action.params, place));
        let content = action.content.as_ref().map(|content| self.content(content, place));
        self.number_of_children(action, row);
        let children = action.children.iter();
        let children = children.filter_map(|c| self.parameter(c, action, row, locations)).collect();
        ActionElement { name: row.name, attributes, params, content, children }
    }

    fn parameter(
        &mut self,
        child: &ast::Action,
        parent: &ast::Action,
        parent_row: &'static Element,
        locations: &mut Vec<(&'static str, Location)>,
    ) -> Option<ActionElement> {
        let listed =
            parent_row.children.iter().any(|c| c.module == child.module && c.name == child.name);
        if !listed {
            self.diagnostics.push(nesting::wrong_child(child, parent, parent_row));
            return None;
        }
        let module = modules::module(child.module)?;
        let row = module.element(&child.name)?;
        if !row.supported {
            let message = format!("`{}` inside `{}` is not supported yet", child.name, parent.name);
            self.diagnostics.push(Diagnostic::error(
                codes::UNSUPPORTED_ACTION,
                child.span,
                message,
            ));
            return None;
        }
        let element = self.sources.slice(child.name_span).to_owned();
        let place = Place { span: child.span, element: &element };
        let given = self.action_attributes(child, row, place);
        locations.extend(given.requestid.map(|location| ("requestid", location)));
        Some(self.action_element(child, row, given.values, given.names, place, locations))
    }

    fn action_attributes(
        &mut self,
        action: &ast::Action,
        row: &'static Element,
        place: Place<'_>,
    ) -> Attributes {
        let mut given = Attributes::default();
        for required in row.attributes.iter().filter(|attribute| attribute.required) {
            if !action.attributes.iter().any(|attribute| attribute.name == required.name) {
                self.diagnostics.push(attributes::missing(action, required));
            }
        }
        if let Some(diagnostic) = attributes::exclusive(action, row) {
            self.diagnostics.push(diagnostic);
        }
        for attribute in &action.attributes {
            let Some(rule) = row.attribute(&attribute.name) else {
                self.diagnostics.push(attributes::unknown(attribute, action, row));
                continue;
            };
            if !rule.supported {
                self.diagnostics.push(attributes::unsupported(attribute, action));
            } else if let Some(diagnostic) = attributes::without_effect(attribute, action, rule) {
                self.diagnostics.push(diagnostic);
            }
            self.action_attribute(attribute, rule, &mut given, place);
        }
        given
    }

    fn action_attribute(
        &mut self,
        attribute: &ast::ActionAttribute,
        rule: &'static modules::Attribute,
        given: &mut Attributes,
        place: Place<'_>,
    ) {
        let text = &attribute.value;
        match rule.kind {
            Kind::Location if rule.name == "requestid" => {
                given.requestid = Some(self.location(text, place))
            }
            Kind::Location => given.locations.push((rule.name, self.location(text, place))),
            Kind::Value(_) | Kind::Boolean => {
                let wrong = self
                    .literal(text)
                    .and_then(|literal| attributes::wrong_value(literal, text, rule));
                self.diagnostics_of(wrong);
                given.values.push((
                    rule.name,
                    Value::Expression(self.expression(text, Role::Value, place)),
                ));
            }
            Kind::Token(words) => {
                self.diagnostics_of(attributes::wrong_token(text, words, rule));
                given.values.push((rule.name, Value::Text(text.value.trim().to_owned())));
            }
            Kind::Text => given.values.push((rule.name, Value::Text(text.value.clone()))),
            Kind::Namelist => {
                for name in walk::names(text) {
                    let value = self.expression(&name, Role::Location, place);
                    given.names.push(Param { name: name.value, value });
                }
            }
        }
    }

    fn diagnostics_of(&mut self, diagnostic: Option<Diagnostic>) {
        if let Some(diagnostic) = diagnostic {
            self.diagnostics.push(diagnostic);
        }
    }
}
