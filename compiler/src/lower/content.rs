//! What does a block do, step by step? Executable content → operations, with the sites that failures name.

use crate::chart::{self, InstructionKind, SiteId, Value};
use crate::code;
use crate::plan::{self, Op, Operand, Payload, Place};
use crate::xml::{Attribute, Node, XMLNS, declaration, qualified};

use super::functions::Functions;
use super::sure::cannot_fail;

/// Lowers the content of one function.
///
/// A site is named before the first thing that may fail there, and not again until another was named: `current` is
/// the one that is surely named. What is lowered in one order must therefore be printed in that order.
pub(super) struct Content<'f, 'a> {
    functions: &'f mut Functions<'a>,
    current: Option<(u32, SiteId)>,
}

impl<'f, 'a> Content<'f, 'a> {
    pub(super) fn new(functions: &'f mut Functions<'a>) -> Self {
        functions.begin();
        Self { functions, current: None }
    }

    pub(super) fn guard(&mut self, cond: &chart::Expression) -> Operand {
        self.expression(cond)
    }

    pub(super) fn donedata(&mut self, payload: &chart::Payload) -> Payload {
        self.lone_params(payload)
    }

    pub(super) fn start(&mut self, step: &chart::Start) -> Vec<Op> {
        match step {
            chart::Start::Data { slot, value, .. } => {
                let value = value.as_ref().map_or(Operand::Absent, |v| self.value(v));
                vec![Op::Bind { slot: *slot, value }]
            }
            chart::Start::Script(script) => vec![self.script(script)],
        }
    }

    pub(super) fn block(&mut self, block: &chart::Block) -> Vec<Op> {
        block.instructions.iter().map(|instruction| self.instruction(instruction)).collect()
    }

    fn instruction(&mut self, instruction: &chart::Instruction) -> Op {
        let site = instruction.site;
        match &instruction.kind {
            InstructionKind::Raise { event, params } => {
                Op::Raise { event: event.clone(), payload: self.params(params) }
            }
            InstructionKind::If { branches, otherwise } => {
                self.choice(branches, otherwise.as_ref())
            }
            InstructionKind::Foreach { array, item, index, body } => {
                self.foreach(array, item, index.as_ref(), body)
            }
            InstructionKind::Log { label, expr, level } => Op::Log {
                label: self.optional_value(label.as_ref()),
                value: self.optional(expr.as_ref()),
                level: self.optional(level.as_ref()),
                at: self.at_element(site),
            },
            InstructionKind::Assign { location, value } => {
                let value = self.value(value);
                Op::Assign { value, place: self.place(location) }
            }
            InstructionKind::Script(script) => self.script(script),
            InstructionKind::Send(send) => Op::Send(Box::new(self.send(send, site))),
            InstructionKind::Cancel { sendid } => {
                Op::Cancel { id: self.value(sendid), at: self.at_element(site) }
            }
            InstructionKind::Action(action) => Op::Action(Box::new(self.action(action, site))),
        }
    }

    /// A condition that fails counts as false and the content goes on (section 5.9.1), so every condition stands
    /// alone and names its site itself.
    fn choice(
        &mut self,
        branches: &[(chart::Expression, chart::Block)],
        otherwise: Option<&chart::Block>,
    ) -> Op {
        let mut lowered = Vec::new();
        for (condition, block) in branches {
            self.current = None;
            let condition = self.expression(condition);
            lowered.push((condition, self.block(block)));
        }
        self.current = None;
        let otherwise = otherwise.map_or_else(Vec::new, |block| self.block(block));
        self.current = None;
        Op::If { branches: lowered, otherwise }
    }

    fn foreach(
        &mut self,
        array: &chart::Expression,
        item: &chart::Location,
        index: Option<&chart::Location>,
        body: &chart::Block,
    ) -> Op {
        // Even a constant may be something that cannot be gone through.
        let array = Operand::Code { at: self.at(array.site), code: array.code.clone() };
        self.current = None;
        let item = self.place(item);
        let index = index.map(|index| self.place(index));
        let body = self.block(body);
        self.current = None;
        Op::Foreach { array, item, index, body }
    }

    fn script(&mut self, script: &chart::Script) -> Op {
        let mut code = script.code.clone();
        let Functions { places, globals, .. } = &mut *self.functions;
        places.script(&mut code.body, globals);
        Op::Script { at: self.at(script.site), code }
    }

    fn send(&mut self, send: &chart::Send, site: SiteId) -> plan::Send {
        plan::Send {
            idlocation: send.idlocation.as_ref().map(|location| self.place(location)),
            event: self.optional_value(send.event.as_ref()),
            target: self.optional_value(send.target.as_ref()),
            kind: self.optional_value(send.kind.as_ref()),
            id: send.id.as_ref().map_or(Operand::Absent, |id| Operand::Text(self.text(id))),
            delay: match &send.delay {
                chart::Delay::None => plan::Delay::None,
                chart::Delay::Milliseconds(time) => plan::Delay::Milliseconds(*time),
                chart::Delay::Expression(time) => plan::Delay::Time(self.expression(time)),
            },
            payload: self.payload(&send.payload),
            hints: self.optional(send.hints.as_ref()),
            at: self.at_element(site),
        }
    }

    pub(super) fn invoke(&mut self, invoke: &chart::Invoke, state: &str) -> plan::Invocation {
        plan::Invocation {
            state: state.to_owned(),
            idlocation: invoke.idlocation.as_ref().map(|location| self.place(location)),
            id: invoke.id.as_ref().map_or(Operand::Absent, |id| Operand::Text(self.text(id))),
            kind: self.optional_value(invoke.kind.as_ref()),
            source: match &invoke.source {
                chart::Source::None => plan::Source::None,
                chart::Source::Machine(machine) => plan::Source::Machine(machine.0),
                chart::Source::Url(url) => plan::Source::Url(self.value(url)),
                chart::Source::Content(content) => plan::Source::Content(self.value(content)),
            },
            parameters: self.params(&invoke.params),
            at: self.at_element(invoke.site),
        }
    }

    fn action(&mut self, action: &chart::Action, site: SiteId) -> plan::Action {
        let requestid = action.requestid.as_ref().map(|location| self.place(location));
        let element = self.element(&action.element);
        let at = self.at_element(site);
        let locations =
            action.locations.iter().map(|(name, location)| (*name, self.place(location))).collect();
        plan::Action { module: action.module, name: action.name, requestid, locations, element, at }
    }

    fn element(&mut self, element: &chart::ActionElement) -> plan::Element {
        plan::Element {
            name: element.name,
            attributes: element
                .attributes
                .iter()
                .map(|(name, value)| (*name, self.value(value)))
                .collect(),
            params: element
                .params
                .iter()
                .map(|p| (self.text(&p.name), self.expression(&p.value)))
                .collect(),
            content: self.optional_value(element.content.as_ref()),
            children: element.children.iter().map(|child| self.element(child)).collect(),
        }
    }

    fn payload(&mut self, payload: &chart::Payload) -> Payload {
        match payload {
            chart::Payload::None => Payload::None,
            chart::Payload::Params(params) => self.params(params),
            chart::Payload::Content(value) => Payload::Content(self.value(value)),
        }
    }

    fn params(&mut self, params: &[chart::Param]) -> Payload {
        if params.is_empty() {
            return Payload::None;
        }
        Payload::Params(params.iter().map(|param| self.param(param)).collect())
    }

    /// Params that are left out one by one when they fail (section 5.7.1), so that each names its site itself.
    fn lone_params(&mut self, payload: &chart::Payload) -> Payload {
        let chart::Payload::Params(params) = payload else { return self.payload(payload) };
        let mut lowered = Vec::new();
        for param in params {
            self.current = None;
            lowered.push(self.param(param));
        }
        Payload::Params(lowered)
    }

    fn param(&mut self, param: &chart::Param) -> plan::Param {
        plan::Param { name: self.text(&param.name), value: self.expression(&param.value) }
    }

    fn value(&mut self, value: &Value) -> Operand {
        match value {
            Value::Expression(expression) | Value::Json(expression) => self.expression(expression),
            Value::Text(text) => Operand::Text(self.text(text)),
            Value::Xml(xml) => {
                self.names(&xml.nodes);
                self.functions.xml.push(xml.clone());
                Operand::Xml(self.functions.xml.len() - 1)
            }
        }
    }

    /// Makes the names of nodes constants, so that each is there once, whatever a session makes of the XML.
    fn names(&mut self, nodes: &[Node]) {
        for node in nodes {
            let Node::Element(element) = node else { continue };
            let globals = &mut self.functions.globals;
            for (prefix, uri) in &element.declarations {
                globals.atom(uri);
                globals.atom(&declaration(prefix));
                globals.atom(XMLNS);
            }
            for Attribute { namespace, prefix, local, .. } in &element.attributes {
                globals.atom(namespace);
                globals.atom(&qualified(prefix, local));
            }
            globals.atom(&element.namespace);
            globals.atom(&qualified(&element.prefix, &element.local));
            self.names(&element.children);
        }
    }

    fn text(&mut self, text: &str) -> plan::Text {
        plan::Text { atom: self.functions.globals.atom(text), text: text.to_owned() }
    }

    fn optional_value(&mut self, value: Option<&Value>) -> Operand {
        value.map_or(Operand::Absent, |value| self.value(value))
    }

    fn optional(&mut self, expression: Option<&chart::Expression>) -> Operand {
        expression.map_or(Operand::Absent, |expression| self.expression(expression))
    }

    fn expression(&mut self, expression: &chart::Expression) -> Operand {
        let mut code = expression.code.clone();
        if cannot_fail(&code, &self.functions.globals) {
            return Operand::Sure(code);
        }
        let Functions { places, globals, .. } = &mut *self.functions;
        places.expression(&mut code, globals);
        Operand::Code { at: self.at(expression.site), code }
    }

    fn place(&mut self, location: &chart::Location) -> Place {
        let at = match location.code {
            code::Target::Slot(_) => None,
            _ => self.at(location.site),
        };
        Place { at, code: location.code.clone() }
    }

    /// The site to name now, if it is not named already.
    fn at(&mut self, site: SiteId) -> Option<u32> {
        let chart = self.functions.chart;
        let number = self.functions.sites.number(&chart.sites[site.index()]);
        let named = self.current.replace((number, site));
        (named.is_none_or(|(named, _)| named != number)).then_some(number)
    }

    /// The site of an element, whose expressions may have named theirs: what fails with their values fails there.
    fn at_element(&mut self, site: SiteId) -> Option<u32> {
        let sites = &self.functions.chart.sites;
        let is_in = |other: SiteId| {
            let (a, b) = (&sites[site.index()], &sites[other.index()]);
            a.span == b.span && a.error == b.error
        };
        if self.current.is_some_and(|(_, current)| is_in(current)) { None } else { self.at(site) }
    }
}
