//! Which data is there, when is it bound, and to what? Sections 5.2 and 5.3.

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};

use super::expressions::Builder;
use super::null;
use super::sites::{Place, Role};
use crate::ast::{self, Dialect};
use crate::chart::{Datamodel, Start, Value};
use crate::codes;
use crate::ecma::is_system_name;

/// Words that ECMAScript keeps for itself (ECMA-262, 5.1 edition, section 7.6.1).
const RESERVED: &[&str] = &[
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "new",
    "null",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
];

/// Checks the ids of all data.
pub(super) fn check(document: &ast::Document, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    each(document, &mut |data| {
        let id = data.id.value.trim();
        id_is_a_variable(data, id, diagnostics);
        id_is_free(data, id, document.dialect, diagnostics);
        let before = *first.entry(id.to_owned()).or_insert(data.id.span);
        if before != data.id.span {
            diagnostics.push(
                Diagnostic::error(
                    codes::DUPLICATE_ID,
                    data.id.span,
                    format!("the data `{id}` is declared twice"),
                )
                .label(before, "first declared here")
                .note("all data of a document is visible everywhere (section 5.2)"),
            );
        }
    });
}

fn id_is_a_variable(data: &ast::Data, id: &str, diagnostics: &mut Diagnostics) {
    let mut letters = id.chars();
    let starts = letters.next().is_some_and(|c| c.is_alphabetic() || c == '_' || c == '$');
    let name = starts
        && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '\u{200c}' | '\u{200d}'));
    if !name || RESERVED.contains(&id) {
        let diagnostic = Diagnostic::error(codes::BAD_ID, data.id.span, format!("`{id}` cannot be the name of data"))
            .note("data is a variable of the scripts: letters, digits, `_` and `$`, and no word of the language");
        diagnostics.push(match as_variable(id) {
            Some(name) => diagnostic.suggest(format!("call it `{name}`"), data.id.span, name),
            None => diagnostic,
        });
    }
}

/// Names that begin with `_` are the platform's (section 5.10).
fn id_is_free(data: &ast::Data, id: &str, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let span = data.id.span;
    if is_system_name(id, dialect) {
        diagnostics.push(
            Diagnostic::error(
                codes::SYSTEM_NAME,
                span,
                format!("`{id}` cannot be the name of data"),
            )
            .note("the platform gives what has this name (section 5.10)"),
        );
    } else if id.starts_with('_') && dialect == Dialect::W3c {
        let message = format!("`{id}` begins with `_`, as the names that the platform gives");
        diagnostics.push(Diagnostic::warning(codes::SYSTEM_NAME, span, message).note(
            "a document must not have such ids: another platform may give it (section 5.10)",
        ));
    }
}

/// A name like `id` that a variable may have.
fn as_variable(id: &str) -> Option<String> {
    let letter = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '$') { c } else { '_' };
    let mut name: String = id.chars().map(letter).collect();
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
        || RESERVED.contains(&id)
    {
        name.insert(0, '_');
    }
    (!id.is_empty()).then_some(name)
}

/// All data: the document's own, then that of the states in document order.
fn each<'a>(document: &'a ast::Document, visit: &mut impl FnMut(&'a ast::Data)) {
    fn of_state<'a>(state: &'a ast::State, visit: &mut impl FnMut(&'a ast::Data)) {
        for data in &state.data {
            visit(data);
        }
        for child in &state.states {
            of_state(child, visit);
        }
    }
    for data in &document.data {
        visit(data);
    }
    for state in &document.states {
        of_state(state, visit);
    }
}

impl Builder<'_> {
    /// What runs before the initial configuration is entered: data, then scripts.
    pub(super) fn start(&mut self, document: &ast::Document) -> Vec<Start> {
        let mut data = Vec::new();
        if is_late(document) {
            data.extend(&document.data);
        } else {
            each(document, &mut |item| data.push(item));
        }
        let mut start: Vec<Start> = data.into_iter().filter_map(|data| self.data(data)).collect();
        for script in &document.scripts {
            let place = Place { span: script.span, element: "script" };
            start.extend(self.script(script, place).map(Start::Script));
        }
        start
    }

    /// Data that is bound when its state is first entered.
    pub(super) fn late_data(&mut self, document: &ast::Document, state: &ast::State) -> Vec<Start> {
        if !is_late(document) {
            return Vec::new();
        }
        state.data.iter().filter_map(|data| self.data(data)).collect()
    }

    fn data(&mut self, data: &ast::Data) -> Option<Start> {
        if self.datamodel == Datamodel::Null {
            self.diagnostics.push(null::no_element("data", data.span, self.model));
            return None;
        }
        let place = Place { span: data.span, element: "data" };
        let value = match (&data.expr, &data.content) {
            // In ors, `expr=""` leaves the item without a value.
            (Some(expr), _) if self.dialect == Dialect::Ors && expr.value.trim().is_empty() => None,
            (Some(expr), _) => Some(Value::Expression(self.expression(expr, Role::Data, place))),
            (None, Some(content)) => Some(self.inline(content, Role::Data, place)),
            (None, None) => None,
        };
        let slot = self.resolver.data_slot(data.id.value.trim())?;
        Some(Start::Data { slot, value, span: data.span })
    }
}

fn is_late(document: &ast::Document) -> bool {
    document.binding.as_ref().is_some_and(|binding| binding.value.trim() == "late")
}
