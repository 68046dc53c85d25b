//! The view of a chart: what every reference names, and how every attribute was read.

use scxml_diagnostic::{Sources, Span};

use crate::chart::{
    Action, ActionElement, Block, Chart, Delay, Expression, Initial, InstructionKind, Invoke,
    Location, Param, Payload, Send, Source, Start, State, StateId, StateKind, Value,
};

use super::outline::{Outline, attributes};

/// A chart as indented lines. Values that the document gives are `text "…"` or `expression …`.
pub fn chart(chart: &Chart, sources: &Sources) -> String {
    let view = View { chart, sources };
    let mut out = Outline::default();
    let Chart { name, document, conventions, datamodel, .. } = chart;
    out.line(format_args!(
        "machine {name} from {document} ({conventions:?} conventions, {datamodel:?} data model)"
    ));
    for slot in &chart.globals.slots {
        out.line(format_args!("slot {}", chart.globals.text(slot.name)));
    }
    chart.start.iter().for_each(|step| view.start(&mut out, step));
    view.initial(&mut out, "initial", &chart.initial);
    for (number, state) in
        chart.states.iter().enumerate().filter(|(_, state)| state.parent.is_none())
    {
        view.state(&mut out, number, state);
    }
    out.finish()
}

/// What the lines name things by.
struct View<'a> {
    chart: &'a Chart,
    sources: &'a Sources,
}

impl View<'_> {
    fn state(&self, out: &mut Outline, number: usize, state: &State) {
        let kind = match state.kind {
            StateKind::Atomic => "atomic",
            StateKind::Compound => "compound",
            StateKind::Parallel => "parallel",
            StateKind::Final => "final",
            StateKind::ShallowHistory => "shallow history",
            StateKind::DeepHistory => "deep history",
        };
        out.nest(
            format_args!("state {number} {}: {kind}{}", state.id, self.line(state.span)),
            |out| {
                state.late_data.iter().for_each(|step| self.start(out, step));
                state
                    .onentry
                    .iter()
                    .for_each(|b| out.nest(format_args!("onentry"), |out| self.block(out, b)));
                state.initial.iter().for_each(|initial| self.initial(out, "default", initial));
                state.transitions.iter().for_each(|t| self.transition(out, *t));
                state
                    .onexit
                    .iter()
                    .for_each(|b| out.nest(format_args!("onexit"), |out| self.block(out, b)));
                if let Some(donedata) = &state.donedata {
                    out.nest(format_args!("donedata"), |out| self.payload(out, &donedata.payload));
                }
                state.invokes.iter().for_each(|invoke| self.invoke(out, invoke));
                let inner = state.histories.iter().chain(&state.children);
                inner.for_each(|id| self.state(out, id.index(), &self.chart.states[id.index()]));
            },
        );
    }

    fn invoke(&self, out: &mut Outline, invoke: &Invoke) {
        let source = match &invoke.source {
            Source::None => String::new(),
            Source::Machine(machine) => format!(" machine {}", machine.0),
            Source::Url(url) => format!(" url={}", self.value(Some(url)).unwrap_or_default()),
            Source::Content(content) => {
                format!(" content={}", self.value(Some(content)).unwrap_or_default())
            }
        };
        let listed = attributes(&[
            ("type", self.value(invoke.kind.as_ref())),
            ("id", invoke.id.clone()),
            ("idlocation", invoke.idlocation.as_ref().map(|location| self.location(location))),
        ]);
        let forward = if invoke.autoforward { " autoforward" } else { "" };
        let line = self.line(invoke.span);
        out.nest(format_args!("invoke{source}{listed}{forward}{line}"), |out| {
            self.params(out, &invoke.params);
            invoke
                .finalize
                .iter()
                .for_each(|block| out.nest(format_args!("finalize"), |out| self.block(out, block)));
        });
    }

    fn transition(&self, out: &mut Outline, id: crate::chart::TransitionId) {
        let transition = &self.chart.transitions[id.index()];
        let (internal, on) =
            (if transition.internal { " internal" } else { "" }, transition.events.join(" "));
        let on = if on.is_empty() { " without event".to_owned() } else { format!(" on {on}") };
        let cond = transition
            .cond
            .as_ref()
            .map_or(String::new(), |cond| format!(" if {}", self.expression(cond)));
        let to = self.states(&transition.targets);
        let line = self.line(transition.span);
        out.nest(format_args!("transition {}{internal}{on}{cond}{to}{line}", id.0), |out| {
            self.block(out, &transition.content);
        });
    }

    fn initial(&self, out: &mut Outline, what: &str, initial: &Initial) {
        out.nest(format_args!("{what}{}", self.states(&initial.targets)), |out| {
            initial.content.iter().for_each(|block| self.block(out, block));
        });
    }

    fn start(&self, out: &mut Outline, step: &Start) {
        match step {
            Start::Data { slot, value, .. } => {
                let name = self.chart.globals.text(self.chart.globals.slot(*slot).name);
                out.line(format_args!(
                    "data {name}{}",
                    attributes(&[("value", self.value(value.as_ref()))])
                ));
            }
            Start::Script(script) => {
                out.block(format_args!("script"), self.sources.slice(script.span))
            }
        }
    }

    fn block(&self, out: &mut Outline, block: &Block) {
        block
            .instructions
            .iter()
            .for_each(|instruction| self.instruction(out, &instruction.kind, instruction.span));
    }

    fn instruction(&self, out: &mut Outline, kind: &InstructionKind, span: Span) {
        let at = self.line(span);
        match kind {
            InstructionKind::Raise { event, params } => {
                out.nest(format_args!("raise {event}{at}"), |out| self.params(out, params));
            }
            InstructionKind::If { branches, otherwise } => {
                for (cond, block) in branches {
                    out.nest(format_args!("if {}{at}", self.expression(cond)), |out| {
                        self.block(out, block)
                    });
                }
                otherwise
                    .iter()
                    .for_each(|block| out.nest(format_args!("else"), |out| self.block(out, block)));
            }
            InstructionKind::Foreach { array, item, index, body } => {
                let index = index.as_ref().map(|index| self.location(index));
                let listed = attributes(&[
                    ("array", Some(self.expression(array))),
                    ("item", Some(self.location(item))),
                    ("index", index),
                ]);
                out.nest(format_args!("foreach{listed}{at}"), |out| self.block(out, body));
            }
            InstructionKind::Log { label, expr, level } => {
                let listed = attributes(&[
                    ("label", self.value(label.as_ref())),
                    ("expr", self.optional(expr.as_ref())),
                    ("level", self.optional(level.as_ref())),
                ]);
                out.line(format_args!("log{listed}{at}"));
            }
            InstructionKind::Assign { location, value } => {
                let listed = attributes(&[
                    ("location", Some(self.location(location))),
                    ("value", self.value(Some(value))),
                ]);
                out.line(format_args!("assign{listed}{at}"));
            }
            InstructionKind::Script(_) => out.line(format_args!("script{at}")),
            InstructionKind::Send(send) => self.send(out, send, &at),
            InstructionKind::Cancel { sendid } => {
                out.line(format_args!(
                    "cancel{}{at}",
                    attributes(&[("sendid", self.value(Some(sendid)))])
                ));
            }
            InstructionKind::Action(action) => self.action(out, action, &at),
        }
    }

    fn send(&self, out: &mut Outline, send: &Send, at: &str) {
        let delay = match &send.delay {
            Delay::None => None,
            Delay::Milliseconds(time) => Some(format!("{time} ms")),
            Delay::Expression(time) => Some(self.expression(time)),
        };
        let listed = attributes(&[
            ("event", self.value(send.event.as_ref())),
            ("target", self.value(send.target.as_ref())),
            ("type", self.value(send.kind.as_ref())),
            ("id", send.id.as_ref().map(|id| format!("text {id:?}"))),
            ("idlocation", send.idlocation.as_ref().map(|location| self.location(location))),
            ("delay", delay),
            ("hints", self.optional(send.hints.as_ref())),
        ]);
        out.nest(format_args!("send{listed}{at}"), |out| self.payload(out, &send.payload));
    }

    fn action(&self, out: &mut Outline, action: &Action, at: &str) {
        let requestid = action.requestid.as_ref().map(|location| ("requestid", location));
        let locations = requestid
            .into_iter()
            .chain(action.locations.iter().map(|(name, location)| (*name, location)));
        let locations: String =
            locations.map(|(name, l)| format!(" {name}={}", self.location(l))).collect();
        out.nest(format_args!("action {}:{}{locations}{at}", action.module, action.name), |out| {
            self.element(out, &action.element);
        });
    }

    fn element(&self, out: &mut Outline, element: &ActionElement) {
        let attributes =
            element.attributes.iter().map(|(name, value)| (*name, self.value(Some(value))));
        let listed = self::attributes(&attributes.collect::<Vec<_>>());
        out.nest(format_args!("{}{listed}", element.name), |out| {
            self.params(out, &element.params);
            if let Some(content) = self.value(element.content.as_ref()) {
                out.line(format_args!("content={content}"));
            }
            element.children.iter().for_each(|child| self.element(out, child));
        });
    }

    fn payload(&self, out: &mut Outline, payload: &Payload) {
        match payload {
            Payload::None => {}
            Payload::Params(params) => self.params(out, params),
            Payload::Content(value) => {
                out.line(format_args!("content={}", self.value(Some(value)).unwrap_or_default()));
            }
        }
    }

    fn params(&self, out: &mut Outline, params: &[Param]) {
        for param in params {
            out.line(format_args!("param {}={}", param.name, self.expression(&param.value)));
        }
    }

    fn value(&self, value: Option<&Value>) -> Option<String> {
        value.map(|value| match value {
            Value::Expression(expression) => self.expression(expression),
            Value::Json(expression) => format!("JSON {}", self.text(expression.span)),
            Value::Text(text) => format!("text {text:?}"),
            Value::Xml(xml) => format!("XML {}", self.text(xml.span)),
        })
    }

    fn optional(&self, expression: Option<&Expression>) -> Option<String> {
        expression.map(|expression| self.expression(expression))
    }

    fn expression(&self, expression: &Expression) -> String {
        format!("expression {}", self.text(expression.span))
    }

    fn location(&self, location: &Location) -> String {
        format!("location {}", self.text(location.span))
    }

    fn text(&self, span: Span) -> String {
        let words: Vec<&str> = self.sources.slice(span).split_whitespace().collect();
        format!("`{}`", words.join(" "))
    }

    fn states(&self, states: &[StateId]) -> String {
        let ids: Vec<&str> =
            states.iter().map(|s| self.chart.states[s.index()].id.as_str()).collect();
        if ids.is_empty() { String::new() } else { format!(" -> {}", ids.join(" ")) }
    }

    fn line(&self, span: Span) -> String {
        let Some(source) = self.sources.get(span.file) else { return String::new() };
        let line = source.line(span.start);
        if source.name() == self.chart.document {
            format!("  ({line})")
        } else {
            format!("  ({}:{line})", source.name())
        }
    }
}
