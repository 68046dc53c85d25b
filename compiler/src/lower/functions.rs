//! What are the generated functions called, in which order are they printed, and which tables hold them?

use scxml_diagnostic::{FileId, Sources, Span};

use crate::ast::Xml;
use crate::chart::{self, Chart, Initial, StateId, TransitionId};
use crate::code;
use crate::load::file_name;
use crate::names::{self, Names};
use crate::plan::{self, Body, Function, FunctionId, Op, Payload};

use super::content::Content;
use super::lists::Lists;
use super::places::Places;
use super::sites::Sites;

/// The longest text of a condition that a doc comment repeats, in characters.
const LONGEST_TEXT: usize = 100;

/// The functions so far.
#[derive(Debug)]
pub(super) struct Functions<'a> {
    pub(super) chart: &'a Chart,
    sources: &'a Sources,
    names: Names,
    pub(super) list: Vec<Function>,
    pub(super) guards: Vec<FunctionId>,
    pub(super) blocks: Vec<FunctionId>,
    pub(super) donedata: Vec<FunctionId>,
    pub(super) invokes: Vec<plan::Invoke>,
    pub(super) sites: Sites,
    pub(super) xml: Vec<Xml>,
    pub(super) globals: code::Globals,
    pub(super) places: Places<'a>,
    /// Where the sites and places of the function in hand begin.
    origin: [u32; 2],
}

impl<'a> Functions<'a> {
    pub(super) fn new(chart: &'a Chart, sources: &'a Sources) -> Self {
        let mut globals = chart.globals.clone();
        let mut places = Places::new(sources);
        places.functions(&mut globals);
        Self {
            chart,
            sources,
            names: Names::default(),
            list: Vec::new(),
            guards: Vec::new(),
            blocks: Vec::new(),
            donedata: Vec::new(),
            invokes: Vec::new(),
            sites: Sites::default(),
            xml: Vec::new(),
            globals,
            places,
            origin: [0, 0],
        }
    }

    /// The blocks of start-up steps; each stands alone, so that an error in one does not stop the next.
    pub(super) fn start(&mut self, steps: &[chart::Start]) -> Vec<u32> {
        let mut blocks = Vec::new();
        for step in steps {
            let (name, what, span) = match step {
                chart::Start::Data { value: None, .. } => continue,
                chart::Start::Data { slot, span, .. } => {
                    let id = self.globals.text(self.globals.slot(*slot).name).to_owned();
                    (names::prefixed("data", &id), format!("`<data>` of `{id}`"), *span)
                }
                chart::Start::Script(script) => {
                    ("script".to_owned(), "`<script>` of the document".to_owned(), script.span)
                }
            };
            let ops = Content::new(self).start(step);
            let doc = vec![format!("{what}, {}", self.place(span))];
            let number = self.add_block(name, doc, ops);
            blocks.push(number - 1);
        }
        blocks
    }

    /// The blocks that bind a state's late data.
    pub(super) fn late_data(&mut self, state: StateId) -> Vec<u32> {
        let chart = self.chart;
        self.start(&chart.states[state.index()].late_data)
    }

    /// The blocks that run when a state is entered.
    pub(super) fn onentry(&mut self, state: StateId) -> Vec<u32> {
        let chart = self.chart;
        self.handlers("enter", "onentry", state, &chart.states[state.index()].onentry)
    }

    /// What a state's row says of what it invokes.
    pub(super) fn invokes(&mut self, state: StateId, row: &mut plan::StateRow, lists: &mut Lists) {
        let chart = self.chart;
        let (id, _) = self.id_and_span(state);
        let mut numbers = Vec::new();
        for invoke in &chart.states[state.index()].invokes {
            let place = self.place(invoke.span);
            let doc = vec![format!("`<invoke>` of `{id}`, {place}")];
            let body = Body::Invoke(Box::new(Content::new(self).invoke(invoke, id)));
            let function = self.add(names::prefixed("invoke", id), doc, body);
            let finalize = invoke.finalize.as_ref().map_or(0, |block| {
                let doc = vec![format!("`<finalize>` of `{id}`, {place}")];
                self.block(names::prefixed("finalize", id), doc, block)
            });
            numbers.push(self.invokes.len() as u32);
            self.invokes.push(plan::Invoke { function, finalize, autoforward: invoke.autoforward });
        }
        row.invokes = lists.place(&numbers);
    }

    /// What a state's row says after its transitions: what runs when it is left, and what it is done with.
    pub(super) fn leave(&mut self, state: StateId, row: &mut plan::StateRow, lists: &mut Lists) {
        let chart = self.chart;
        let onexit = self.handlers("exit", "onexit", state, &chart.states[state.index()].onexit);
        row.onexit = lists.place_blocks(&onexit);
        if let Some(donedata) = &chart.states[state.index()].donedata {
            row.donedata = self.donedata(state, &donedata.payload);
        }
    }

    /// The block of the initial transition of a state or of the root, or of a history state's default; plus one.
    pub(super) fn initial(&mut self, state: Option<StateId>, initial: &Initial) -> u32 {
        let Some(block) = &initial.content else { return 0 };
        let (id, span) = state.map_or(("the document", Span::NOWHERE), |s| self.id_and_span(s));
        let name = match state {
            Some(_) => names::prefixed("initial", id),
            None => "initial".to_owned(),
        };
        let doc = vec![format!("The default transition of {}", self.described(id, span))];
        self.block(name, doc, block)
    }

    /// A transition's guard and block, plus one each; `place` counts the transitions of the state.
    pub(super) fn transition(&mut self, id: TransitionId, place: usize) -> (u32, u32) {
        let transition = &self.chart.transitions[id.index()];
        let (source, _) = self.id_and_span(transition.source);
        let suffix = format!("{source}_{}", place + 1);
        let guard = transition.cond.as_ref().map_or(0, |cond| {
            let text = self.text(cond.span);
            let doc = vec![format!(
                "`cond` of the transition of `{source}`, {}: {text}",
                self.place(transition.span)
            )];
            let body = Content::new(self).guard(cond);
            let guard = self.add(names::prefixed("guard", &suffix), doc, Body::Guard(body));
            self.guards.push(guard);
            self.guards.len() as u32
        });
        let events = match transition.events.join(" ") {
            none if none.is_empty() => "eventless transition".to_owned(),
            events => format!("transition on {}", quoted(&events)),
        };
        let doc = vec![format!("The {events} of `{source}`, {}", self.place(transition.span))];
        (guard, self.block(names::prefixed("transition", &suffix), doc, &transition.content))
    }

    /// What the variant of a state says.
    pub(super) fn state_doc(&self, state: StateId) -> String {
        let (id, span) = self.id_and_span(state);
        self.described(id, span)
    }

    fn donedata(&mut self, state: StateId, payload: &chart::Payload) -> u32 {
        let payload = Content::new(self).donedata(payload);
        if matches!(payload, Payload::None) {
            return 0;
        }
        let (id, span) = self.id_and_span(state);
        let doc = vec![format!("`<donedata>` of {}", self.described(id, span))];
        let function = self.add(names::prefixed("donedata", id), doc, Body::DoneData(payload));
        self.donedata.push(function);
        self.donedata.len() as u32
    }

    fn handlers(
        &mut self,
        verb: &str,
        element: &str,
        state: StateId,
        blocks: &[chart::Block],
    ) -> Vec<u32> {
        let mut numbers = Vec::new();
        for block in blocks {
            let (id, _) = self.id_and_span(state);
            let span = block.instructions.first().map_or(Span::NOWHERE, |i| i.span);
            let doc = vec![format!("`<{element}>` of {}", self.described(id, span))];
            let number = self.block(names::prefixed(verb, id), doc, block);
            numbers.extend(number.checked_sub(1));
        }
        numbers
    }

    /// The number of a block plus one; 0 when it does nothing.
    fn block(&mut self, name: String, doc: Vec<String>, block: &chart::Block) -> u32 {
        if block.instructions.is_empty() {
            return 0;
        }
        let ops = Content::new(self).block(block);
        self.add_block(name, doc, ops)
    }

    fn add_block(&mut self, name: String, doc: Vec<String>, ops: Vec<Op>) -> u32 {
        let block = self.add(name, doc, Body::Block(ops));
        self.blocks.push(block);
        self.blocks.len() as u32
    }

    /// Adds the function that was begun last.
    fn add(&mut self, name: String, doc: Vec<String>, body: Body) -> FunctionId {
        let name = self.names.claim(name);
        self.list.push(Function { name, doc, body, origin: self.origin });
        FunctionId(self.list.len() as u32 - 1)
    }

    /// Begins a function, whose sites and places are counted from here.
    pub(super) fn begin(&mut self) {
        self.origin = [self.sites.begin(), self.places.begin()];
    }

    fn id_and_span(&self, state: StateId) -> (&'a str, Span) {
        let state = &self.chart.states[state.index()];
        (&state.id, state.span)
    }

    fn described(&self, id: &str, span: Span) -> String {
        match span.file {
            _ if span == Span::NOWHERE => quoted(id),
            _ => format!("{}, {}", quoted(id), self.place(span)),
        }
    }

    /// `line 12`, with the file when it is not the chart's own document.
    pub(super) fn place(&self, span: Span) -> String {
        let Some(source) = self.sources.get(span.file) else { return "made up".to_owned() };
        let line = source.line(span.start);
        match span.file {
            FileId(_) if source.name() == self.chart.document => format!("line {line}"),
            FileId(_) => format!("{}:{line}", file_name(source.name())),
        }
    }

    /// The source text, on one line and not too long.
    fn text(&self, span: Span) -> String {
        let words: Vec<&str> = self.sources.slice(span).split_whitespace().collect();
        let plain =
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
        let text = plain
            .iter()
            .fold(words.join(" "), |text, (reference, plain)| text.replace(reference, plain));
        let short: String = text.chars().take(LONGEST_TEXT).collect();
        quoted(&if short.len() < text.len() { format!("{short} …") } else { text })
    }
}

/// Text as code in a doc comment.
fn quoted(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
