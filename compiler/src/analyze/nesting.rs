//! Do the parts of an action stand where they may? The schema says what each element takes.

use scxml_diagnostic::{Diagnostic, Span, closest};
use scxml_schema::modules::{self, Child, Element, Module, Role as Part};

use super::expressions::Builder;
use crate::ast;
use crate::codes;
use crate::wording;

impl Builder<'_> {
    /// Checks how many children of each kind there are.
    pub(super) fn number_of_children(&mut self, action: &ast::Action, row: &'static Element) {
        // A misspelt child, which is reported, may be the one that is missing.
        let is_unknown = |child: &ast::Action| {
            modules::module(child.module).is_none_or(|m| m.element(&child.name).is_none())
        };
        let all_known = !action.children.iter().any(is_unknown);
        for rule in row.children {
            let is_it =
                |child: &&ast::Action| child.module == rule.module && child.name == rule.name;
            let found: Vec<&ast::Action> = action.children.iter().filter(is_it).collect();
            let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
            if count < rule.min && all_known {
                let message =
                    format!("`<{}>` needs {} `<{}>`", action.name, at_least(rule), rule.name);
                self.diagnostics.push(Diagnostic::error(
                    codes::MISSING_ELEMENT,
                    action.span,
                    message,
                ));
            }
            if let Some(extra) = rule.max.and_then(|max| found.get(max as usize)) {
                let max = rule.max.unwrap_or_default();
                let message =
                    format!("`<{}>` may have {max} `<{}>` at most", action.name, rule.name);
                self.diagnostics.push(Diagnostic::error(
                    codes::DUPLICATE_ELEMENT,
                    extra.span,
                    message,
                ));
            }
            if let (true, Some(lonely), true) =
                (rule.alone, found.first(), action.children.len() > found.len())
            {
                let message =
                    format!("`<{}>` excludes all other children of `<{}>`", rule.name, action.name);
                self.diagnostics.push(Diagnostic::error(
                    codes::MISPLACED_ELEMENT,
                    lonely.span,
                    message,
                ));
            }
        }
    }
}

fn at_least(rule: &Child) -> String {
    if rule.max == Some(rule.min) { rule.min.to_string() } else { format!("at least {}", rule.min) }
}

pub(super) fn unknown_action(action: &ast::Action, module: &'static Module) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(
        codes::UNKNOWN_ACTION,
        action.name_span,
        format!("the {} module has no `{}`", module.name, action.name),
    );
    if let Some(near) = closest(&action.name, module.actions().map(|element| element.name)) {
        diagnostic = renamed(diagnostic, action, near);
    }
    diagnostic.note(format!(
        "its actions are {}",
        wording::list(module.actions().map(|element| element.name))
    ))
}

/// Suggests another name for an element.
fn renamed(diagnostic: Diagnostic, action: &ast::Action, near: &str) -> Diagnostic {
    let length = u32::try_from(action.name.len()).unwrap_or(0);
    let title = format!("did you mean `{near}`?");
    let name = action.name_span;
    let name = Span { start: name.end.saturating_sub(length), ..name };
    let diagnostic = diagnostic.suggest(title, name, near);
    // Behind `</` stands the name as in the start tag.
    match action.end {
        Some(end) => {
            let last = end.start + 2 + (action.name_span.end - action.name_span.start);
            diagnostic.suggest(
                "",
                Span { start: last.saturating_sub(length), end: last, ..end },
                near,
            )
        }
        None => diagnostic,
    }
}

pub(super) fn parameter_alone(action: &ast::Action) -> Diagnostic {
    let parents: Vec<&str> = modules::MODULES
        .iter()
        .flat_map(|module| module.elements)
        .filter(|row| {
            row.children.iter().any(|c| c.module == action.module && c.name == action.name)
        })
        .map(|row| row.name)
        .collect();
    let message = format!("`<{}>` is a part of an action, not an action", action.name);
    let diagnostic = Diagnostic::error(codes::MISPLACED_ELEMENT, action.span, message);
    if parents.is_empty() {
        diagnostic
    } else {
        diagnostic.note(format!("it belongs in {}", wording::list(parents)))
    }
}

pub(super) fn wrong_child(
    child: &ast::Action,
    parent: &ast::Action,
    parent_row: &'static Element,
) -> Diagnostic {
    let allowed: Vec<&str> = parent_row.children.iter().map(|c| c.name).collect();
    let takes = if allowed.is_empty() {
        format!("`<{}>` takes no elements", parent.name)
    } else {
        format!("`<{}>` takes {}", parent.name, wording::list(allowed.iter().copied()))
    };
    let row = modules::module(child.module).and_then(|module| module.element(&child.name));
    let near = closest(&child.name, allowed.iter().copied());
    match (row, near) {
        (None, Some(near)) => {
            let message = format!("`<{}>` is unknown in `<{}>`", child.name, parent.name);
            renamed(Diagnostic::error(codes::UNKNOWN_ELEMENT, child.name_span, message), child, near)
        }
        (None, None) => {
            let message = format!("`<{}>` is unknown in `<{}>`", child.name, parent.name);
            Diagnostic::error(codes::UNKNOWN_ELEMENT, child.name_span, message)
        }
        (Some(row), _) if matches!(row.role, Part::Action(_)) => {
            let message = format!("the action `<{}>` cannot stand in `<{}>`", child.name, parent.name);
            Diagnostic::error(codes::MISPLACED_ELEMENT, child.span, message)
                .note("actions are nested only inside `submit` of the queue module and `runtreatments` of the dialog module")
        }
        (Some(_), _) => {
            let message = format!("`<{}>` is not allowed in `<{}>`", child.name, parent.name);
            Diagnostic::error(codes::MISPLACED_ELEMENT, child.span, message)
        }
    }
    .note(takes)
}

pub(super) fn not_in_action(what: &str, span: Span, action: &ast::Action) -> Diagnostic {
    Diagnostic::error(
        codes::MISPLACED_ELEMENT,
        span,
        format!("`<{what}>` is not allowed in `<{}>`", action.name),
    )
}
