//! Where does the document hold ECMAScript? Every attribute and script that does, in document order.

use scxml_schema::modules::{self, Kind};

use super::snippets::Collector;
use super::tree::words;
use crate::ast::{self, Dialect, InstructionKind};
use crate::ecma::LocationUse;
use crate::xml::Text;

impl<'a> Collector<'_, 'a> {
    /// All of the document.
    pub(super) fn document(&mut self, document: &'a ast::Document) {
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
        for invoke in &state.invokes {
            self.invoke(invoke);
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

    fn invoke(&mut self, invoke: &'a ast::Invoke) {
        self.expressions(&invoke.typeexpr);
        match &invoke.source {
            ast::Source::Srcexpr(srcexpr) => self.expression(srcexpr),
            ast::Source::Content(content) => self.content(Some(content)),
            ast::Source::None
            | ast::Source::Src(_)
            | ast::Source::Document(_)
            | ast::Source::Machine(_) => {}
        }
        if let Some(location) = &invoke.idlocation {
            self.location(location, self.assignment());
        }
        if let Some(namelist) = &invoke.namelist {
            self.namelist(namelist);
        }
        self.params(&invoke.params);
        if let Some(finalize) = &invoke.finalize {
            self.block(&finalize.content);
        }
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
                Some(Kind::Value(_) | Kind::Boolean) => self.action_value(&attribute.value),
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
}

/// The names of a `namelist`, each with its place.
pub(super) fn names(namelist: &Text) -> Vec<Text> {
    words(&namelist.value).map(|(start, word)| namelist.slice(start..start + word.len())).collect()
}

/// Where a `<param>` has its value: without `expr` and `location`, its name is a location (the 2009 draft).
pub(super) fn param_value(param: &ast::Param) -> &Text {
    param.expr.as_ref().or(param.location.as_ref()).unwrap_or(&param.name)
}
