//! Where does the document hold ECMAScript, and what does each piece say? Every piece is parsed once, here, and told
//! to the scope; names are session-wide, so nothing can be resolved before all of it is known.

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Span};
use scxml_schema::modules::{self, Kind};

use super::tree::words;
use crate::ast::{self, Dialect, InstructionKind, ScriptPart};
use crate::codes;
use crate::ecma::{self, LocationUse, Scope};
use crate::es;
use crate::xml::Text;

/// A piece of ECMAScript, or what stands where one was expected.
#[derive(Debug)]
pub(super) enum Snippet {
    Expression(es::Expr),
    Location(es::Target, LocationUse),
    /// The document means these words (ors).
    Text,
    /// What it is not; the message is for the run-time error that takes its place.
    Broken(String),
}

/// All pieces of a document, by place.
#[derive(Debug, Default)]
pub(super) struct Snippets {
    pieces: BTreeMap<(FileId, u32, u32), Snippet>,
    /// A script's parts, put together; by the place of its start tag.
    scripts: BTreeMap<(FileId, u32, u32), es::Script>,
}

fn key(span: Span) -> (FileId, u32, u32) {
    (span.file, span.start, span.end)
}

impl Snippets {
    /// The piece at a place.
    pub(super) fn get(&self, span: Span) -> Option<&Snippet> {
        self.pieces.get(&key(span))
    }

    /// The script whose start tag is at a place; `None` when it could not be parsed.
    pub(super) fn script(&self, span: Span) -> Option<&es::Script> {
        self.scripts.get(&key(span))
    }
}

/// Parses every piece of the document and tells the scope about it.
pub(super) fn collect<'a>(
    document: &'a ast::Document,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Snippets {
    let snippets = Snippets::default();
    let mut collector = Collector {
        dialect: document.dialect,
        scope,
        diagnostics,
        snippets,
        undecided: Vec::new(),
    };
    collector.document(document);
    collector.decide();
    collector.snippets
}

struct Collector<'s, 'a> {
    dialect: Dialect,
    scope: &'s mut Scope,
    diagnostics: &'s mut Diagnostics,
    snippets: Snippets,
    /// Attributes that are text or expression, which depends on what the rest of the document declares.
    undecided: Vec<(&'a Text, es::Expr)>,
}

impl<'a> Collector<'_, 'a> {
    fn document(&mut self, document: &'a ast::Document) {
        self.data(&document.data);
        for state in &document.states {
            self.data_of_states(state);
        }
        for script in &document.scripts {
            self.script(script);
        }
        self.transition(document.initial_element.as_ref());
        for state in &document.states {
            self.state(state);
        }
    }

    fn data_of_states(&mut self, state: &'a ast::State) {
        self.data(&state.data);
        for child in &state.states {
            self.data_of_states(child);
        }
    }

    fn data(&mut self, data: &'a [ast::Data]) {
        for item in data {
            self.scope.data(item.id.value.trim(), item.id.span);
            if let Some(expr) = item.expr.as_ref().filter(|expr| !self.is_blank(expr)) {
                self.expression(expr);
            }
        }
    }

    fn state(&mut self, state: &'a ast::State) {
        self.transition(state.initial_element.as_ref());
        for block in state.onentry.iter().chain(&state.onexit) {
            self.block(block);
        }
        self.transition(&state.transitions);
        if let Some(donedata) = &state.donedata {
            self.params(&donedata.params);
            self.content(donedata.content.as_ref());
        }
        for child in &state.states {
            self.state(child);
        }
    }

    fn transition(&mut self, transitions: impl IntoIterator<Item = &'a ast::Transition>) {
        for transition in transitions {
            self.expressions(&transition.cond);
            self.block(&transition.content);
        }
    }

    fn block(&mut self, block: &'a ast::Block) {
        for instruction in &block.instructions {
            self.instruction(&instruction.kind);
        }
    }

    fn instruction(&mut self, kind: &'a InstructionKind) {
        match kind {
            InstructionKind::Raise { params, .. } => self.params(params),
            InstructionKind::If { branches, otherwise } => {
                for (cond, block) in branches {
                    self.expression(cond);
                    self.block(block);
                }
                if let Some(block) = otherwise {
                    self.block(block);
                }
            }
            InstructionKind::Foreach { array, item, index, body } => {
                self.expression(array);
                self.location(item, LocationUse::Declares);
                if let Some(index) = index {
                    self.location(index, LocationUse::Declares);
                }
                self.block(body);
            }
            InstructionKind::Log { label, expr, level } => {
                self.either(label);
                self.expressions(expr.as_ref().filter(|expr| !expr.value.trim().is_empty()));
                self.expressions(level);
            }
            InstructionKind::Assign { location, expr, .. } => {
                self.location(location, self.assignment());
                self.expressions(expr);
            }
            InstructionKind::Script(script) => self.script(script),
            InstructionKind::Send(send) => self.send(send),
            InstructionKind::Cancel { sendid, sendidexpr } => {
                self.either(sendid);
                self.expressions(sendidexpr);
            }
            InstructionKind::Action(action) => self.action(action),
        }
    }

    fn send(&mut self, send: &'a ast::Send) {
        for text in [&send.event, &send.target, &send.kind, &send.delay] {
            self.either(text);
        }
        for text in
            [&send.eventexpr, &send.targetexpr, &send.typeexpr, &send.delayexpr, &send.hints]
        {
            self.expressions(text);
        }
        if let Some(location) = &send.idlocation {
            self.location(location, self.assignment());
        }
        if let Some(namelist) = &send.namelist {
            self.namelist(namelist);
        }
        self.params(&send.params);
        self.content(send.content.as_ref());
    }

    fn namelist(&mut self, namelist: &Text) {
        for name in names(namelist) {
            self.expression(&name);
        }
    }

    fn params(&mut self, params: &'a [ast::Param]) {
        for param in params {
            self.expression(param_value(param));
        }
    }

    fn content(&mut self, content: Option<&'a ast::Content>) {
        self.expressions(content.and_then(|content| content.expr.as_ref()));
    }

    fn action(&mut self, action: &'a ast::Action) {
        let row = modules::module(action.module).and_then(|module| module.element(&action.name));
        for attribute in &action.attributes {
            match row.and_then(|row| row.attribute(&attribute.name)).map(|attribute| attribute.kind)
            {
                Some(Kind::Value(_) | Kind::Boolean) => self.expression(&attribute.value),
                Some(Kind::Location) => self.location(&attribute.value, LocationUse::Declares),
                Some(Kind::Namelist) => self.namelist(&attribute.value),
                Some(Kind::Token(_) | Kind::Text) | None => {}
            }
        }
        self.params(&action.params);
        self.content(action.content.as_ref());
        for child in &action.children {
            self.action(child);
        }
    }

    fn assignment(&self) -> LocationUse {
        match self.dialect {
            Dialect::W3c => LocationUse::Existing,
            Dialect::Ors => LocationUse::Declares,
        }
    }

    /// In ors, `expr=""` stands for no value.
    fn is_blank(&self, text: &Text) -> bool {
        self.dialect == Dialect::Ors && text.value.trim().is_empty()
    }

    fn expressions<'t>(&mut self, texts: impl IntoIterator<Item = &'t Text>) {
        for text in texts {
            self.expression(text);
        }
    }

    fn expression(&mut self, text: &Text) {
        let mut found = Diagnostics::default();
        let snippet = match ecma::parse_expression(text, &mut found) {
            Some(expression) => {
                self.scope.expression(&expression);
                Snippet::Expression(expression)
            }
            None => self.broken(&found),
        };
        self.put(text, snippet, found);
    }

    fn location(&mut self, text: &Text, usage: LocationUse) {
        let mut found = Diagnostics::default();
        let snippet = match ecma::parse_location(text, &mut found) {
            Some(target) => {
                self.scope.location(&target, usage);
                Snippet::Location(target, usage)
            }
            None => self.broken(&found),
        };
        self.put(text, snippet, found);
    }

    fn broken(&self, found: &Diagnostics) -> Snippet {
        let error = found.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
        Snippet::Broken(error.map_or(String::new(), |diagnostic| diagnostic.message.clone()))
    }

    /// The Recommendation wants an error event where an expression is none (section 5.9); a strategy is refused.
    fn put(&mut self, text: &Text, snippet: Snippet, found: Diagnostics) {
        for mut diagnostic in found {
            if self.dialect == Dialect::W3c && diagnostic.severity == Severity::Error {
                diagnostic.severity = Severity::Warning;
                diagnostic =
                    diagnostic.note("at run time this raises `error.execution` (section 5.9)");
            }
            self.diagnostics.push(diagnostic);
        }
        self.snippets.pieces.insert(key(text.span), snippet);
    }

    fn either(&mut self, text: &'a Option<Text>) {
        let Some(text) = text.as_ref().filter(|_| self.dialect == Dialect::Ors) else { return };
        match ecma::try_expression(text) {
            Some(expression) => self.undecided.push((text, expression)),
            None => {
                self.snippets.pieces.insert(key(text.span), Snippet::Text);
            }
        }
    }

    /// Text, if a name in it is declared nowhere: `toExit` and `dialog.done` parse as expressions too.
    fn decide(&mut self) {
        for (text, expression) in std::mem::take(&mut self.undecided) {
            let foreign =
                ecma::free_names(&expression).iter().any(|name| !self.scope.declares(&name.text));
            let snippet = if foreign {
                Snippet::Text
            } else {
                self.scope.expression(&expression);
                Snippet::Expression(expression)
            };
            self.snippets.pieces.insert(key(text.span), snippet);
        }
    }

    fn script(&mut self, script: &ast::Script) {
        let texts: Vec<&Text> = script
            .parts
            .iter()
            .filter_map(|part| match part {
                ScriptPart::Text(text) => Some(text),
                ScriptPart::Src(_) | ScriptPart::Include(_) => None,
            })
            .collect();
        if let Some(whole) = ecma::parse_script(&texts, self.diagnostics) {
            self.scope.script(&whole);
            self.snippets.scripts.insert(key(script.span), whole);
        }
    }
}

/// The names of a `namelist`, each with its place.
pub(super) fn names(namelist: &Text) -> Vec<Text> {
    words(&namelist.value)
        .map(|(start, word)| Text::verbatim(word, namelist.locate(start, start + word.len())))
        .collect()
}

/// Where a `<param>` has its value: without `expr` and `location`, its name is a location (the 2009 draft).
pub(super) fn param_value(param: &ast::Param) -> &Text {
    param.expr.as_ref().or(param.location.as_ref()).unwrap_or(&param.name)
}

/// A diagnostic for a `<param>` that the Recommendation does not allow.
pub(super) fn param_without_value(param: &ast::Param) -> Diagnostic {
    Diagnostic::error(codes::MISSING_ATTRIBUTE, param.span, "`<param>` needs `expr` or `location`")
        .note("section 5.7: one of them")
}
