//! May an element's children stand where they stand? Unknown, misplaced and repeated ones are reported here.

use scxml_diagnostic::{Diagnostic, Sources, Span, closest};

use super::check::{Child, Parser, takes};
use super::elements;
use super::namespace::{self, Vocabulary};
use super::rule::{Inside, Rule, exists};
use crate::codes;
use crate::wording;
use crate::xml::{self, Element, Node, Text};

impl Parser<'_> {
    /// The children that may stand in the element.
    pub(super) fn children<'e>(&mut self, element: &'e Element, rule: &Rule) -> Vec<Child<'e>> {
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
                        codes::WRONG_INCLUDE,
                        child.span,
                        format!("nothing can be included in `<{}>`", parent.local),
                    )
                    .note("a state can be included in `<scxml>`, `<state>` and `<parallel>`, a text in `<script>`"),
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
            Some(listed) if exists(listed.dialect, self.dialect) => {
                let before =
                    first.iter().find(|(name, _)| *name == listed.name).map(|(_, span)| *span);
                match before {
                    Some(before) if listed.at_most_one => {
                        self.duplicate_child(child, parent, before, rule);
                        return false;
                    }
                    Some(_) => {}
                    None => first.push((listed.name, child.span)),
                }
                true
            }
            None if rule.inside == Inside::Executable
                && elements::rule(&child.local)
                    .is_some_and(|r| r.executable && exists(r.dialect, self.dialect)) =>
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
            .note(format!("SCXML 1.0, section {}", rule.section)),
        );
    }

    fn wrong_child(&mut self, child: &Element, parent: &Element, rule: &Rule) {
        let allowed = self.allowed_children(rule);
        let diagnostic = match elements::rule(&child.local) {
            Some(_) if rule.children.iter().any(|listed| listed.name == child.local) => {
                let message = format!(
                    "`<{}>` in `<{}>` exists only in strategies",
                    child.local, parent.local
                );
                self.only_in_strategies(Diagnostic::error(
                    codes::ELEMENT_OF_OTHER_DIALECT,
                    child.span,
                    message,
                ))
            }
            Some(known) if exists(known.dialect, self.dialect) => {
                let diagnostic = self.misplaced_element(child, parent);
                if known.executable { in_onentry(diagnostic, child, parent) } else { diagnostic }
            }
            Some(_) => self.only_in_strategies(Diagnostic::error(
                codes::ELEMENT_OF_OTHER_DIALECT,
                child.span,
                format!("`<{}>` exists only in strategies", child.local),
            )),
            None => {
                let all = elements::RULES.iter().map(|r| r.name);
                let near = closest(&child.local, allowed.iter().copied())
                    .or_else(|| closest(&child.local, all));
                let unknown = Diagnostic::error(
                    codes::UNKNOWN_ELEMENT,
                    child.name_span,
                    format!("unknown element `<{}>`", child.local),
                );
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
        let exists = |of| exists(of, self.dialect);
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
        let diagnostic = Diagnostic::error(
            codes::MISPLACED_ELEMENT,
            child.span,
            format!("the action `<{}>` is not allowed in `<{}>`", child.local, parent.local),
        )
        .note("actions are executable content: they belong in `<onentry>`, `<onexit>` or `<transition>`");
        self.diagnostics.push(in_onentry(diagnostic, child, parent));
    }

    fn foreign_element(&mut self, child: &Element, namespace: &str, parent: &Element, rule: &Rule) {
        if namespace::has_unknown_prefix(namespace, &child.local, child.name_span) {
            return;
        }
        if rule.inside == Inside::Executable {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::UNKNOWN_ELEMENT,
                    child.span,
                    format!("no action `{}` is known in namespace `{namespace}`", child.local),
                )
                .note(format!("left out, the rest of `<{}>` would run without it", parent.local)),
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
        let message = format!("text is not allowed in `<{}>`", parent.local);
        let diagnostic = Diagnostic::error(codes::UNEXPECTED_TEXT, span, message);
        let written = self.sources.slice(span);
        self.diagnostics.push(xml::as_comment(diagnostic, written, span));
    }
}

/// Suggests to do on entry what stands directly in a state.
fn in_onentry(diagnostic: Diagnostic, child: &Element, parent: &Element) -> Diagnostic {
    if !matches!(parent.local.as_str(), "state" | "parallel" | "final") {
        return diagnostic;
    }
    diagnostic.suggest("do it on entry", child.whole_span.before(), "<onentry>").suggest(
        "",
        child.whole_span.after(),
        "</onentry>",
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
