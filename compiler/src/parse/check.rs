//! Does an element carry what its row allows? Unknown, misplaced, missing and contradictory parts are reported here.

use std::collections::BTreeSet;

use scxml_diagnostic::{Diagnostic, Diagnostics, Sources, Span, closest};

use super::elements;
use super::namespace::{self};
use super::rule::{AttributeRule, Rule, exists};
use crate::ast::Dialect;
use crate::codes;
use crate::wording;
use crate::xml::{Attribute, Element};

/// What parsing carries along.
pub(super) struct Parser<'a> {
    pub(super) dialect: Dialect,
    pub(super) sources: &'a Sources,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Namespaces that a warning was given for.
    pub(super) ignored: BTreeSet<String>,
    /// The start tag of the root.
    pub(super) root_tag: Span,
    /// The name in it.
    pub(super) root_name: Span,
}

/// A child that may stand where it stands.
pub(super) enum Child<'e> {
    /// An SCXML element.
    Scxml(&'e Element),
    /// An element of a functional module.
    Module(&'e str, &'e Element),
}

impl Parser<'_> {
    /// Checks an element's attributes and children; gives the children that may stand there.
    pub(super) fn enter<'e>(&mut self, element: &'e Element, rule: &Rule) -> Vec<Child<'e>> {
        self.attributes(element, rule);
        self.children(element, rule)
    }

    /// Checks an element's attributes.
    pub(super) fn attributes(&mut self, element: &Element, rule: &Rule) {
        for attribute in &element.attributes {
            if attribute.namespace.is_empty() {
                self.attribute(element, attribute, rule);
            } else {
                self.foreign_attribute(attribute);
            }
        }
        for required in rule.attributes.iter().filter(|a| a.required) {
            if exists(required.dialect, self.dialect) && element.attribute(required.name).is_none()
            {
                self.missing_attribute(element, required.name, rule);
            }
        }
        for group in rule.exclusive {
            self.exclusive(element, group, rule);
        }
    }

    /// Where the root declares a namespace.
    pub(super) fn declaration(&self, namespace: &str) -> Option<Span> {
        let tag = self.sources.slice(self.root_tag);
        let mut places = ['"', '\''].into_iter().filter_map(|quote| {
            tag.find(&format!("={quote}{namespace}{quote}")).map(|at| at + "=\"".len())
        });
        let start = self.root_tag.start as usize + places.next()?;
        Some(Span::new(self.root_tag.file, start, start + namespace.len()))
    }

    /// Says what makes a strategy of the document.
    pub(super) fn only_in_strategies(&self, diagnostic: Diagnostic) -> Diagnostic {
        diagnostic
            .note("this document is read as W3C SCXML 1.0; a strategy says `profile=\"ecmascript\"` on `<scxml>`")
            .suggest("say that it is a strategy", self.root_name.after(), " profile=\"ecmascript\"")
    }

    fn attribute(&mut self, element: &Element, attribute: &Attribute, rule: &Rule) {
        if namespace::has_unknown_prefix("", &attribute.local, attribute.name_span) {
            return;
        }
        let known = rule.attributes.iter().find(|a| a.name == attribute.local);
        match known {
            Some(known) if exists(known.dialect, self.dialect) => {
                self.literal(attribute, known, rule)
            }
            Some(_) => {
                let message = format!(
                    "the attribute `{}` of `<{}>` exists only in strategies",
                    attribute.local, element.local
                );
                let diagnostic = Diagnostic::error(
                    codes::ATTRIBUTE_OF_OTHER_DIALECT,
                    attribute.name_span,
                    message,
                );
                let diagnostic = self.only_in_strategies(diagnostic);
                self.diagnostics.push(diagnostic);
            }
            None => self.unknown_attribute(element, attribute, rule),
        }
    }

    fn unknown_attribute(&mut self, element: &Element, attribute: &Attribute, rule: &Rule) {
        let allowed: Vec<&str> = self.allowed_attributes(rule).collect();
        let elsewhere = elements::rule(rule.name)
            .is_some_and(|row| row.attributes.iter().any(|a| a.name == attribute.local));
        let message = if elsewhere {
            format!("attribute `{}` is not allowed on this `<{}>`", attribute.local, element.local)
        } else {
            format!("unknown attribute `{}` on `<{}>`", attribute.local, element.local)
        };
        // The platform's own attributes start with an underscore, and there are more of them than its guides name.
        let mut diagnostic = if self.dialect == Dialect::Ors && attribute.local.starts_with('_') {
            Diagnostic::warning(codes::UNKNOWN_ATTRIBUTE, attribute.name_span, message)
                .under("ignored")
        } else {
            Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, attribute.name_span, message)
        };
        if let Some(near) = closest(&attribute.local, allowed.iter().copied())
            && element.attribute(near).is_none()
        {
            diagnostic =
                diagnostic.suggest(format!("did you mean `{near}`?"), attribute.name_span, near);
        }
        self.diagnostics.push(diagnostic.note(takes(rule, "attributes", &allowed)));
    }

    fn allowed_attributes<'r>(
        &self,
        rule: &'r Rule,
    ) -> impl Iterator<Item = &'static str> + use<'r> {
        let dialect = self.dialect;
        rule.attributes.iter().filter(move |a| exists(a.dialect, dialect)).map(|a| a.name)
    }

    fn literal(&mut self, attribute: &Attribute, rule: &AttributeRule, element: &Rule) {
        let value = &attribute.value;
        if rule.values.is_empty() || rule.values.contains(&value.value.trim()) {
            return;
        }
        let mut diagnostic = Diagnostic::error(
            codes::WRONG_LITERAL,
            value.span,
            format!("`{}` is no value of `{}` on `<{}>`", value.value, rule.name, element.name),
        );
        let near = closest(value.value.trim(), rule.values.iter().copied());
        if let Some(near) =
            near.or(if rule.values.len() == 1 { rule.values.first().copied() } else { None })
        {
            diagnostic = diagnostic.suggest(format!("did you mean `{near}`?"), value.span, near);
        }
        let allowed = wording::list(rule.values.iter().copied());
        self.diagnostics
            .push(diagnostic.note(format!("it takes {allowed} (section {})", element.section)));
    }

    /// Reports a required attribute that is not there.
    pub(super) fn missing_attribute(&mut self, element: &Element, name: &str, rule: &Rule) {
        self.diagnostics.push(
            Diagnostic::error(
                codes::MISSING_ATTRIBUTE,
                element.span,
                format!("`<{}>` needs the attribute `{name}`", element.local),
            )
            .note(format!("SCXML 1.0, section {}", rule.section)),
        );
    }

    /// Says once for each namespace that it is ignored.
    pub(super) fn foreign_attribute(&mut self, attribute: &Attribute) {
        if namespace::is_for_xml_tools(&attribute.namespace)
            || !self.ignored.insert(attribute.namespace.clone())
        {
            return;
        }
        self.diagnostics.push(
            Diagnostic::warning(
                codes::FOREIGN_NAMESPACE,
                attribute.name_span,
                format!(
                    "attributes and elements of namespace `{}` are ignored",
                    attribute.namespace
                ),
            )
            .note("said once for each namespace"),
        );
    }

    fn exclusive(&mut self, element: &Element, group: &[&str], rule: &Rule) {
        let given: Vec<&Attribute> =
            group.iter().filter_map(|name| element.attribute(name)).collect();
        if let [first, second, ..] = given.as_slice() {
            let (first, second) = if first.name_span.start <= second.name_span.start {
                (first, second)
            } else {
                (second, first)
            };
            self.diagnostics.push(
                Diagnostic::error(
                    codes::ATTRIBUTES_EXCLUDE_EACH_OTHER,
                    second.name_span,
                    format!(
                        "`{}` and `{}` exclude each other on `<{}>`",
                        first.local, second.local, element.local
                    ),
                )
                .label(first.name_span, format!("`{}` is here", first.local))
                .note(format!("SCXML 1.0, section {}: one or the other", rule.section)),
            );
        }
    }
}

/// "`<state>` takes the children …".
pub(super) fn takes(rule: &Rule, what: &str, allowed: &[&str]) -> String {
    if allowed.is_empty() {
        return format!("`<{}>` takes no {what} (section {})", rule.name, rule.section);
    }
    format!(
        "`<{}>` takes the {what} {} (section {})",
        rule.name,
        wording::list(allowed.iter().copied()),
        rule.section
    )
}
