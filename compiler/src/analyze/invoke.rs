//! How do `<invoke>` and `<finalize>` become part of the chart? Sections 6.4 and 6.5.

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostic, Diagnostics, Span, closest};

use super::expressions::Builder;
use super::sites::{Place, Role};
use super::walk;
use crate::ast;
use crate::chart::{Block, Invoke, Param, Source, Value};
use crate::codes;
use crate::xml::Text;

/// The types of section 6.4.1 that mean SCXML, for who mistypes them.
const TYPES: [&str; 2] = ["http://www.w3.org/TR/scxml/", "scxml"];

/// Checks what can be said of every `<invoke>` without its expressions.
pub(super) fn check(document: &ast::Document, diagnostics: &mut Diagnostics) {
    let mut ids = BTreeMap::new();
    for state in &document.states {
        check_state(state, &mut ids, diagnostics);
    }
}

fn check_state<'a>(
    state: &'a ast::State,
    ids: &mut BTreeMap<&'a str, Span>,
    diagnostics: &mut Diagnostics,
) {
    for invoke in &state.invokes {
        if let Some(id) = &invoke.id {
            id_is_a_name(id, diagnostics);
            id_is_unique(id, ids, diagnostics);
        }
        service_is_scxml(invoke, diagnostics);
        scxml_needs_a_document(invoke, diagnostics);
    }
    for child in &state.states {
        check_state(child, ids, diagnostics);
    }
}

fn id_is_a_name(id: &Text, diagnostics: &mut Diagnostics) {
    if id.value.split_whitespace().count() == 1 {
        return;
    }
    let name = id.value.split_whitespace().collect::<Vec<_>>().join("_");
    let diagnostic = Diagnostic::error(
        codes::BAD_ID,
        id.span,
        format!("`{}` cannot be the id of an `<invoke>`", id.value),
    )
    .note("an id is one word; without `id`, one is made up (section 6.4.1)");
    diagnostics.push(if name.is_empty() {
        diagnostic
    } else {
        diagnostic.suggest(format!("call it `{name}`"), id.span, name)
    });
}

/// Section 3.14.
fn id_is_unique<'a>(
    id: &'a Text,
    ids: &mut BTreeMap<&'a str, Span>,
    diagnostics: &mut Diagnostics,
) {
    let name = id.value.trim();
    let before = *ids.entry(name).or_insert(id.span);
    if before != id.span {
        diagnostics.push(
            Diagnostic::error(
                codes::DUPLICATE_ID,
                id.span,
                format!("another `<invoke>` has the id `{name}`"),
            )
            .label(before, "first declared here")
            .note("ids are unique in a document (section 3.14)"),
        );
    }
}

/// Section 6.4.1: a platform may support other types than SCXML; whether it does is known only when it is asked.
fn service_is_scxml(invoke: &ast::Invoke, diagnostics: &mut Diagnostics) {
    let Some(kind) = invoke.kind.as_ref().filter(|_| invoke.is_scxml() == Some(false)) else {
        return;
    };
    let name = kind.value.trim();
    let warning = Diagnostic::warning(
        codes::FOREIGN_SERVICE,
        kind.span,
        format!("`{name}` is no type of this compiler's own"),
    )
    .under("left to the platform that runs the program")
    .note("if it does not know the type either, it raises `error.execution` (section 6.4.2)");
    let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let meant = last.eq_ignore_ascii_case("scxml") || closest(last, ["scxml"]).is_some();
    diagnostics.push(match TYPES.iter().find(|t| t.contains('/') == name.contains('/')) {
        Some(near) if meant => warning.suggest(format!("did you mean `{near}`?"), kind.span, *near),
        _ => warning,
    });
}

fn scxml_needs_a_document(invoke: &ast::Invoke, diagnostics: &mut Diagnostics) {
    if invoke.is_scxml() != Some(true) {
        return;
    }
    match &invoke.source {
        ast::Source::None => diagnostics.push(
            Diagnostic::error(
                codes::MISSING_ATTRIBUTE,
                invoke.span,
                "`<invoke>` does not say what to invoke",
            )
            .note("one of `src`, `srcexpr` and `<content>` names a document (section 6.4)"),
        ),
        ast::Source::Content(content) if content.expr.is_none() => diagnostics.push(
            Diagnostic::error(
                codes::NOT_SCXML,
                content.span,
                "the content of this `<invoke>` is no document",
            )
            .label(invoke.span, "it invokes SCXML")
            .note("`<content>` holds one `<scxml>`, or its `expr` gives one (section 6.4.3)"),
        ),
        _ => {}
    }
}

impl Builder<'_> {
    /// `<invoke>`
    pub(super) fn invoke(&mut self, invoke: &ast::Invoke) -> Invoke {
        let place = Place { span: invoke.span, element: &invoke.element };
        let kind = match (&invoke.kind, &invoke.typeexpr) {
            (Some(_), _) if invoke.is_scxml() == Some(true) => None,
            (Some(kind), _) => Some(Value::Text(kind.value.trim().to_owned())),
            (None, Some(typeexpr)) => Some(self.value(typeexpr, place)),
            (None, None) => None,
        };
        Invoke {
            kind,
            source: self.invoked(&invoke.source, place),
            id: invoke.id.as_ref().map(|id| id.value.trim().to_owned()),
            idlocation: invoke.idlocation.as_ref().map(|location| self.location(location, place)),
            params: self.invoke_params(invoke, place),
            autoforward: invoke.autoforward.as_ref().is_some_and(|a| a.value.trim() == "true"),
            finalize: invoke.finalize.as_ref().and_then(|f| self.finalize(f, invoke)),
            site: self.sites.site(Role::Value, place),
            span: invoke.span,
        }
    }

    fn invoked(&mut self, source: &ast::Source, place: Place<'_>) -> Source {
        match source {
            ast::Source::Machine(machine) => Source::Machine(*machine),
            ast::Source::Src(src) => Source::Url(Value::Text(src.value.trim().to_owned())),
            ast::Source::Srcexpr(srcexpr) => Source::Url(self.value(srcexpr, place)),
            ast::Source::Content(content) => Source::Content(self.content(content, place)),
            ast::Source::None | ast::Source::Document(_) => Source::None,
        }
    }

    fn invoke_params(&mut self, invoke: &ast::Invoke, place: Place<'_>) -> Vec<Param> {
        let mut params: Vec<Param> = Vec::new();
        for name in invoke.namelist.as_ref().map(walk::names).unwrap_or_default() {
            let value = self.expression(&name, Role::Location, place);
            params.push(Param { name: name.value, value });
        }
        params.extend(self.params(&invoke.params, place));
        params
    }

    fn finalize(&mut self, finalize: &ast::Finalize, invoke: &ast::Invoke) -> Option<Block> {
        let block = if finalize.content.instructions.is_empty() {
            self.take_back(finalize, invoke)
        } else {
            self.block(&finalize.content)
        };
        (!block.instructions.is_empty()).then_some(block)
    }

    /// Section 6.5.2: an empty `<finalize>` gives the variables that were sent the values that come back.
    fn take_back(&mut self, finalize: &ast::Finalize, invoke: &ast::Invoke) -> Block {
        let names = invoke.namelist.as_ref().map(walk::names).unwrap_or_default();
        let sent = names.into_iter().map(|name| (name.value.clone(), name));
        let params = invoke.params.iter().filter_map(|param| {
            let location = param.location.clone()?;
            Some((param.name.value.clone(), location))
        });
        let place = Place { span: finalize.span, element: "finalize" };
        let instructions = sent
            .chain(params)
            .filter_map(|(name, location)| self.taken_back(&name, &location, place))
            .collect();
        Block { instructions }
    }
}
