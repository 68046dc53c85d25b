//! Does an element carry what its row allows? Unknown, misplaced, missing and contradictory parts are reported here.

use std::collections::BTreeSet;

use scxml_diagnostic::{Diagnostic, Diagnostics, Sources, Span, closest};

use super::elements::{self, AttributeRule, Inside, Rule};
use super::namespace::{self, Vocabulary};
use crate::ast::Dialect;
use crate::codes;
use crate::wording;
use crate::xml::{Attribute, Element, Node, Text};

/// What parsing carries along.
pub(super) struct Parser<'a> {
    pub(super) dialect: Dialect,
    pub(super) sources: &'a Sources,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Namespaces that a warning was given for.
    pub(super) ignored: BTreeSet<String>,
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
            if elements::exists(required.dialect, self.dialect)
                && element.attribute(required.name).is_none()
            {
                self.missing_attribute(element, required.name, rule);
            }
        }
        for group in rule.exclusive {
            self.exclusive(element, group, rule);
        }
    }

    fn attribute(&mut self, element: &Element, attribute: &Attribute, rule: &Rule) {
        let known = rule.attributes.iter().find(|a| a.name == attribute.local);
        match known {
            Some(known) if elements::exists(known.dialect, self.dialect) => self.literal(attribute, known, rule),
            Some(_) => self.diagnostics.push(
                Diagnostic::error(
                    codes::ATTRIBUTE_OF_OTHER_DIALECT,
                    attribute.name_span,
                    format!("attribute `{}` on `<{}>` belongs to strategies", attribute.local, element.local),
                )
                .note("this document is read as W3C SCXML 1.0; a strategy says `profile=\"ecmascript\"` on `<scxml>`"),
            ),
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
        rule.attributes.iter().filter(move |a| elements::exists(a.dialect, dialect)).map(|a| a.name)
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
            .note(format!("section {}", rule.section)),
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
                .note(format!("section {}", rule.section)),
            );
        }
    }

    fn children<'e>(&mut self, element: &'e Element, rule: &Rule) -> Vec<Child<'e>> {
        let mut legal = Vec::new();
        if rule.inside == Inside::Anything {
            return legal;
        }
        let mut first: Vec<(&'static str, Span)> = Vec::new();
        for node in &element.children {
            match node {
                Node::Text(text) if rule.inside != Inside::Text => self.stray_text(text, element),
                Node::Text(_) => {}
                Node::Element(child) => {
                    if let Some(child) = self.child(child, element, rule, &mut first) {
                        legal.push(child);
                    }
                }
            }
        }
        legal
    }

    fn child<'e>(
        &mut self,
        child: &'e Element,
        parent: &Element,
        rule: &Rule,
        first: &mut Vec<(&'static str, Span)>,
    ) -> Option<Child<'e>> {
        match namespace::vocabulary(child) {
            Vocabulary::Scxml => {
                self.scxml_child(child, parent, rule, first).then_some(Child::Scxml(child))
            }
            Vocabulary::Module(module) if rule.inside == Inside::Executable => {
                Some(Child::Module(module, child))
            }
            Vocabulary::Module(_) => {
                self.misplaced_action(child, parent);
                None
            }
            Vocabulary::XInclude if rule.inside == Inside::Text => None,
            Vocabulary::XInclude => {
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::UNSUPPORTED_INCLUDE,
                        child.span,
                        "inclusion of XML is not supported yet",
                    )
                    .note("`parse=\"text\"` inside `<script>` is"),
                );
                None
            }
            Vocabulary::Foreign(namespace) => {
                self.foreign_element(child, namespace, parent, rule);
                None
            }
        }
    }

    fn scxml_child(
        &mut self,
        child: &Element,
        parent: &Element,
        rule: &Rule,
        first: &mut Vec<(&'static str, Span)>,
    ) -> bool {
        let listed = rule.children.iter().find(|c| c.name == child.local);
        match listed {
            Some(listed) if elements::exists(listed.dialect, self.dialect) => {
                let before =
                    first.iter().find(|(name, _)| *name == listed.name).map(|(_, span)| *span);
                if let (true, Some(before)) = (listed.at_most_one, before) {
                    self.duplicate_child(child, parent, before, rule);
                    return false;
                }
                first.push((listed.name, child.span));
                true
            }
            None if rule.inside == Inside::Executable
                && elements::rule(&child.local)
                    .is_some_and(|r| r.executable && elements::exists(r.dialect, self.dialect)) =>
            {
                true
            }
            _ => {
                self.wrong_child(child, parent, rule);
                false
            }
        }
    }

    fn duplicate_child(&mut self, child: &Element, parent: &Element, first: Span, rule: &Rule) {
        self.diagnostics.push(
            Diagnostic::error(
                codes::DUPLICATE_ELEMENT,
                child.span,
                format!("`<{}>` may have only one `<{}>`", parent.local, child.local),
            )
            .label(first, "the first one")
            .note(format!("section {}", rule.section)),
        );
    }

    fn wrong_child(&mut self, child: &Element, parent: &Element, rule: &Rule) {
        let allowed = self.allowed_children(rule);
        let diagnostic = match elements::rule(&child.local) {
            Some(known) if elements::exists(known.dialect, self.dialect) => self.misplaced_element(child, parent),
            Some(_) => Diagnostic::error(
                codes::ELEMENT_OF_OTHER_DIALECT,
                child.span,
                format!("`<{}>` belongs to strategies", child.local),
            )
            .note("this document is read as W3C SCXML 1.0; a strategy says `profile=\"ecmascript\"` on `<scxml>`"),
            None => {
                let all = elements::RULES.iter().map(|r| r.name);
                let near = closest(&child.local, allowed.iter().copied())
                    .or_else(|| closest(&child.local, all));
                let unknown =
                    Diagnostic::error(codes::UNKNOWN_ELEMENT, child.name_span, format!("unknown element `<{}>`", child.local));
                self.rename_element(unknown, child, near)
            }
        };
        self.diagnostics.push(diagnostic.note(takes(rule, "children", &allowed)));
    }

    fn misplaced_element(&self, child: &Element, parent: &Element) -> Diagnostic {
        let parents: Vec<&str> = elements::RULES
            .iter()
            .filter(|row| self.allowed_children(row).contains(&child.local.as_str()))
            .map(|row| row.name)
            .collect();
        let diagnostic = Diagnostic::error(
            codes::MISPLACED_ELEMENT,
            child.span,
            format!("`<{}>` is not allowed in `<{}>`", child.local, parent.local),
        );
        if parents.is_empty() {
            diagnostic
        } else {
            diagnostic.note(format!("it belongs in {}", wording::list(parents)))
        }
    }

    fn rename_element(
        &self,
        diagnostic: Diagnostic,
        child: &Element,
        near: Option<&str>,
    ) -> Diagnostic {
        let Some(near) = near else { return diagnostic };
        let title = format!("did you mean `<{near}>`?");
        let diagnostic =
            diagnostic.suggest(title.clone(), local_span(child.name_span, &child.local), near);
        match end_tag_name(self.sources, child) {
            Some(end) => diagnostic.suggest(title, end, near),
            None => diagnostic,
        }
    }

    fn allowed_children(&self, rule: &Rule) -> Vec<&'static str> {
        let exists = |of| elements::exists(of, self.dialect);
        let mut names: Vec<&str> =
            rule.children.iter().filter(|c| exists(c.dialect)).map(|c| c.name).collect();
        if rule.inside == Inside::Executable {
            names.extend(
                elements::RULES
                    .iter()
                    .filter(|r| r.executable && exists(r.dialect))
                    .map(|r| r.name),
            );
        }
        names
    }

    fn misplaced_action(&mut self, child: &Element, parent: &Element) {
        self.diagnostics.push(
            Diagnostic::error(
                codes::MISPLACED_ELEMENT,
                child.span,
                format!("the action `<{}>` is not allowed in `<{}>`", child.local, parent.local),
            )
            .note("actions are executable content: they belong in `<onentry>`, `<onexit>` or `<transition>`"),
        );
    }

    fn foreign_element(&mut self, child: &Element, namespace: &str, parent: &Element, rule: &Rule) {
        if rule.inside == Inside::Executable {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::UNKNOWN_ELEMENT,
                    child.span,
                    format!("no action `{}` is known in namespace `{namespace}`", child.local),
                )
                .note(format!("`<{}>` would run without it", parent.local)),
            );
        } else if namespace.is_empty() {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::MISSING_NAMESPACE,
                    child.span,
                    format!("`<{}>` is in no namespace", child.local),
                )
                .note(format!("elements of SCXML are in `{}`", namespace::SCXML)),
            );
        } else if self.ignored.insert(namespace.to_owned()) {
            self.diagnostics.push(
                Diagnostic::warning(
                    codes::FOREIGN_NAMESPACE,
                    child.span,
                    format!("attributes and elements of namespace `{namespace}` are ignored"),
                )
                .note("said once for each namespace"),
            );
        }
    }

    /// Reports text where none may stand.
    pub(super) fn stray_text(&mut self, text: &Text, parent: &Element) {
        let trimmed = text.value.trim();
        if trimmed.is_empty() {
            return;
        }
        let start = text.value.len() - text.value.trim_start().len();
        let span = text.locate(start, start + trimmed.len());
        self.diagnostics.push(Diagnostic::error(
            codes::UNEXPECTED_TEXT,
            span,
            format!("text is not allowed in `<{}>`", parent.local),
        ));
    }
}

/// "`<state>` takes the children …".
fn takes(rule: &Rule, what: &str, allowed: &[&str]) -> String {
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

/// The part of a prefixed name behind the colon.
fn local_span(name: Span, local: &str) -> Span {
    Span { start: name.end.saturating_sub(local.len() as u32), ..name }
}

/// Where the end tag repeats the local name; `None` for an empty-element tag.
fn end_tag_name(sources: &Sources, element: &Element) -> Option<Span> {
    let whole = sources.slice(element.whole_span);
    if element.whole_span.end <= element.span.end {
        return None;
    }
    let end_tag = whole.rfind("</")?;
    let at = end_tag + whole.get(end_tag..)?.find(element.local.as_str())?;
    let start = element.whole_span.start as usize + at;
    Some(Span::new(element.span.file, start, start + element.local.len()))
}
