//! What does the document mean? From the syntax tree to the chart: ids resolved, defaults filled in, ECMAScript
//! resolved, every rule of the Recommendation checked. No later stage reports an error.

mod actions;
mod attributes;
mod content;
mod data;
mod events;
mod expressions;
mod inline;
mod invoke;
mod json;
mod mend;
mod missing;
mod nesting;
mod null;
mod returned;
mod rules;
mod send;
mod sites;
mod snippets;
mod states;
mod targets;
#[cfg(test)]
#[cfg(feature = "ecmascript")]
mod tests;
mod time;
mod tree;
mod walk;

use scxml_diagnostic::{Diagnostic, Diagnostics, Sources};

use crate::ast::{self, Dialect};
use crate::chart::{Chart, Conventions, Datamodel};
use crate::code::Globals;
use crate::codes;
use crate::ecma::Scope;
use crate::link::Machine;
use expressions::Builder;
use sites::Sites;
use snippets::Snippets;
use tree::Tree;

/// Turns a linked document into a chart. `sources` holds the texts that its spans are places in.
///
/// The chart may be emitted only when `diagnostics` holds no error afterwards; otherwise it lacks what is wrong.
pub fn analyze(machine: &Machine, sources: &Sources, diagnostics: &mut Diagnostics) -> Chart {
    let document = &machine.document;
    let datamodel = datamodel(document, diagnostics);
    let tree = Tree::new(document, diagnostics);
    rules::check(document, &tree, diagnostics);
    data::check(document, diagnostics);
    invoke::check(document, diagnostics);
    // Without its data model nothing more can be said about the document that would not be a consequence of that.
    let Some(datamodel) = datamodel else {
        return empty_chart(machine, sources, Datamodel::Null);
    };

    let states = tree.declared().map(|(id, state)| (id.to_owned(), state.0));
    let prefixes = document.inclusions.prefixes.clone();
    let mut scope = Scope::new(document.dialect, states).with_prefixes(prefixes);
    let snippets = match datamodel {
        Datamodel::Ecmascript => snippets::collect(document, sources, &mut scope, diagnostics),
        Datamodel::Null => Snippets::default(),
    };
    let mut builder = Builder {
        dialect: document.dialect,
        datamodel,
        model: document.datamodel.as_ref().map(|name| name.span),
        tree: &tree,
        sources,
        snippets,
        resolver: scope.seal(),
        sites: Sites::new(document.dialect, sources),
        sessions: Vec::new(),
        diagnostics,
    };
    let mut chart = empty_chart(machine, sources, datamodel);
    chart.start = builder.start(document);
    builder.states(document, &mut chart);
    chart.sites = builder.sites.list;
    chart.sessions = builder.sessions;
    chart.globals = builder.resolver.finish(builder.diagnostics);
    chart
}

fn empty_chart(machine: &Machine, sources: &Sources, datamodel: Datamodel) -> Chart {
    let Machine { document, urls, name: given, value, invoked } = machine;
    let name = sources.get(document.span.file).map_or("", |source| source.name());
    let declared_name = document.name.as_ref().map(|name| name.value.clone());
    Chart {
        name: declared_name
            .clone()
            .filter(|name| !name.trim().is_empty())
            .or_else(|| given.clone())
            .unwrap_or_else(|| stem(name).to_owned()),
        declared_name,
        document: name.to_owned(),
        urls: urls.clone(),
        value: value.clone(),
        invoked: *invoked,
        states: Vec::new(),
        transitions: Vec::new(),
        initial: crate::chart::Initial { targets: Vec::new(), content: None },
        start: Vec::new(),
        sites: Vec::new(),
        globals: Globals::default(),
        sessions: Vec::new(),
        datamodel,
        conventions: match document.dialect {
            Dialect::W3c => Conventions::W3c,
            Dialect::Ors => Conventions::Ors,
        },
    }
}

/// The file's name without folders and extension.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.split_once('.').map_or(file, |(stem, _)| stem)
}

/// Section 3.2.1: which data model the platform uses when none is named is its own choice; here it is ecmascript.
fn datamodel(document: &ast::Document, diagnostics: &mut Diagnostics) -> Option<Datamodel> {
    let Some(name) = &document.datamodel else { return ecmascript(document, diagnostics) };
    match name.value.trim() {
        "ecmascript" => ecmascript(document, diagnostics),
        "null" => Some(Datamodel::Null),
        other => {
            diagnostics.push(
                Diagnostic::error(
                    codes::UNKNOWN_DATAMODEL,
                    name.span,
                    format!("the data model `{other}` is not supported"),
                )
                .note("`ecmascript` and `null` are (sections B.2 and B.1)")
                .suggest("use `ecmascript`", name.span, "ecmascript"),
            );
            None
        }
    }
}

fn ecmascript(document: &ast::Document, diagnostics: &mut Diagnostics) -> Option<Datamodel> {
    if cfg!(feature = "ecmascript") {
        return Some(Datamodel::Ecmascript);
    }
    let span = document.datamodel.as_ref().map_or(document.span, |name| name.span);
    diagnostics.push(
        Diagnostic::error(
            codes::ECMASCRIPT_NOT_BUILT,
            span,
            "this document uses ECMAScript, and the compiler was built without it",
        )
        .note("switch on the cargo feature `ecmascript` of the package that compiles the document"),
    );
    None
}
