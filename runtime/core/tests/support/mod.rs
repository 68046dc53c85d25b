//! Programs for tests, from a nested description: tables computed in the plainest way.

#![allow(dead_code, missing_docs, unreachable_pub, reason = "each test file uses a part")]

pub mod actions;
pub mod family;
pub mod moving;

use std::collections::BTreeMap;

use scxml_runtime::__private as rt;
use scxml_runtime::{Platform, Program, Trace};

/// Of a place in `Program::sources`: nothing runs when these transitions are taken.
const QUIET_SOURCES: u32 = 1 << 31;

pub type Block = fn(&mut rt::Cx<'_>) -> rt::R<()>;
pub type Guard = fn(&mut rt::Cx<'_>) -> rt::R<bool>;
pub type Donedata = fn(&mut rt::Cx<'_>) -> rt::R<rt::Value>;

#[derive(Clone, Default)]
pub struct Node {
    pub id: &'static str,
    pub kind: u32,
    pub initial: Vec<&'static str>,
    pub transitions: Vec<Arrow>,
    pub onentry: Vec<Block>,
    pub onexit: Vec<Block>,
    pub initial_block: Option<Block>,
    pub donedata: Option<Donedata>,
    pub invokes: Vec<Invoke>,
    pub children: Vec<Node>,
}

/// An `<invoke>`.
#[derive(Clone, Copy)]
pub struct Invoke {
    start: Block,
    finalize: Option<Block>,
    autoforward: bool,
}

pub fn invoke(start: Block) -> Invoke {
    Invoke { start, finalize: None, autoforward: false }
}

impl Invoke {
    pub fn finalize(self, block: Block) -> Self {
        Self { finalize: Some(block), ..self }
    }
    pub fn autoforward(self) -> Self {
        Self { autoforward: true, ..self }
    }
}

#[derive(Clone, Default)]
pub struct Arrow {
    pub events: Vec<&'static str>,
    pub targets: Vec<&'static str>,
    pub internal: bool,
    guard: Option<Guard>,
    block: Option<Block>,
}

/// `on("e f", "a b")`: events and targets separated by blanks; no event: eventless.
pub fn on(events: &'static str, targets: &'static str) -> Arrow {
    Arrow {
        events: events.split_whitespace().collect(),
        targets: targets.split_whitespace().collect(),
        ..Arrow::default()
    }
}

impl Arrow {
    pub fn internal(mut self) -> Self {
        self.internal = true;
        self
    }
    pub fn guard(mut self, guard: Guard) -> Self {
        self.guard = Some(guard);
        self
    }
    pub fn does(mut self, block: Block) -> Self {
        self.block = Some(block);
        self
    }
}

fn node(id: &'static str, kind: u32, children: Vec<Node>) -> Node {
    Node { id, kind, children, ..Node::default() }
}
pub fn state(id: &'static str) -> Node {
    node(id, rt::state::ATOMIC, Vec::new())
}
pub fn compound(id: &'static str, initial: &'static str, children: Vec<Node>) -> Node {
    let mut node = node(id, rt::state::COMPOUND, children);
    node.initial = initial.split_whitespace().collect();
    node
}
pub fn parallel(id: &'static str, children: Vec<Node>) -> Node {
    node(id, rt::state::PARALLEL, children)
}
pub fn final_state(id: &'static str) -> Node {
    node(id, rt::state::FINAL, Vec::new())
}
pub fn shallow(id: &'static str, default: &'static str) -> Node {
    let mut node = node(id, rt::state::SHALLOW_HISTORY, Vec::new());
    node.initial = default.split_whitespace().collect();
    node
}
pub fn deep(id: &'static str, default: &'static str) -> Node {
    Node { kind: rt::state::DEEP_HISTORY, ..shallow(id, default) }
}

impl Node {
    pub fn arrow(mut self, arrow: Arrow) -> Self {
        self.transitions.push(arrow);
        self
    }
    pub fn on(self, events: &'static str, targets: &'static str) -> Self {
        self.arrow(on(events, targets))
    }
    pub fn onentry(mut self, block: Block) -> Self {
        self.onentry.push(block);
        self
    }
    pub fn onexit(mut self, block: Block) -> Self {
        self.onexit.push(block);
        self
    }
    pub fn invoke(mut self, invoke: Invoke) -> Self {
        self.invokes.push(invoke);
        self
    }
    pub fn donedata(mut self, donedata: Donedata) -> Self {
        self.donedata = Some(donedata);
        self
    }
    /// Content of the initial transition, or of a history state's default.
    pub fn initial_block(mut self, block: Block) -> Self {
        self.initial_block = Some(block);
        self
    }
}

#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    parents: Vec<u32>,
    lasts: Vec<u32>,
    lists: Vec<u32>,
    blocks: Vec<Block>,
    guards: Vec<Guard>,
    donedata: Vec<Donedata>,
    invokes: Vec<rt::Invoke>,
}

fn leak<T>(items: Vec<T>) -> &'static [T] {
    Box::leak(items.into_boxed_slice())
}

impl Builder {
    fn number(&mut self, node: &Node, parent: u32) {
        let number = self.nodes.len();
        self.nodes.push(node.clone());
        self.parents.push(parent);
        self.lasts.push(0);
        for child in &node.children {
            self.number(child, number as u32);
        }
        self.lasts[number] = self.nodes.len() as u32 - 1;
    }

    fn find(&self, id: &str) -> u32 {
        self.nodes.iter().position(|n| n.id == id).unwrap_or_else(|| panic!("no {id}")) as u32
    }

    fn list(&mut self, items: &[u32]) -> u32 {
        if items.is_empty() {
            return 0;
        }
        let place = self.lists.len() as u32;
        self.lists.push(items.len() as u32);
        self.lists.extend(items);
        place
    }

    fn block(&mut self, block: Option<Block>) -> u32 {
        block.map_or(0, |block| {
            self.blocks.push(block);
            self.blocks.len() as u32
        })
    }

    fn blocks(&mut self, blocks: &[Block]) -> u32 {
        let numbers: Vec<u32> = blocks.iter().map(|b| self.block(Some(*b)) - 1).collect();
        self.list(&numbers)
    }

    fn donedata(&mut self, donedata: Option<Donedata>) -> u32 {
        donedata.map_or(0, |donedata| {
            self.donedata.push(donedata);
            self.donedata.len() as u32
        })
    }

    fn invokes(&mut self, invokes: &[Invoke]) -> u32 {
        let first = self.invokes.len() as u32;
        for invoke in invokes {
            let Invoke { start, finalize, autoforward } = *invoke;
            let finalize = self.block(finalize);
            self.invokes.push(rt::Invoke { start, finalize, autoforward });
        }
        let numbers: Vec<u32> = (first..self.invokes.len() as u32).collect();
        self.list(&numbers)
    }

    fn kind(&self, item: u32) -> u32 {
        self.nodes[item as usize].kind
    }

    fn is_history(&self, item: u32) -> bool {
        self.kind(item) >= rt::state::SHALLOW_HISTORY
    }

    fn is_inside(&self, item: u32, ancestor: u32) -> bool {
        ancestor == rt::NONE || (ancestor < item && item <= self.lasts[ancestor as usize])
    }

    fn children(&self, item: u32) -> Vec<u32> {
        (0..self.nodes.len() as u32).filter(|n| self.parents[*n as usize] == item).collect()
    }

    fn domain(&self, source: u32, arrow: &Arrow, targets: &[u32]) -> u32 {
        let holds = |a: u32| targets.iter().all(|t| self.is_inside(*t, a));
        if arrow.internal && self.kind(source) == rt::state::COMPOUND && holds(source) {
            return source;
        }
        let mut a = self.parents[source as usize];
        while a != rt::NONE && !(self.kind(a) == rt::state::COMPOUND && holds(a)) {
            a = self.parents[a as usize];
        }
        a
    }

    /// What is entered below `at` on the way to `targets`; none when a history state is on the way.
    fn entry(&self, at: u32, targets: &[u32], found: &mut Vec<u32>) -> Option<()> {
        if targets.iter().any(|t| self.is_history(*t)) {
            return None;
        }
        let children: Vec<u32> =
            self.children(at).into_iter().filter(|c| !self.is_history(*c)).collect();
        let inner = |child: u32| -> Vec<u32> {
            targets.iter().copied().filter(|t| self.is_inside(*t, child)).collect()
        };
        let wanted = |child: &u32| targets.contains(child) || !inner(*child).is_empty();
        let is_parallel = at != rt::NONE && self.kind(at) == rt::state::PARALLEL;
        for child in children.iter().filter(|c| is_parallel || wanted(c)) {
            let (inner, kind) = (inner(*child), self.kind(*child));
            let by_default = kind == rt::state::COMPOUND && inner.is_empty();
            let flag = if by_default { rt::transition::DEFAULT_ENTRY } else { 0 };
            found.push(*child | flag);
            let next = if by_default { self.initial(*child) } else { inner };
            if kind == rt::state::COMPOUND || kind == rt::state::PARALLEL {
                self.entry(*child, &next, found)?;
            }
        }
        Some(())
    }

    fn initial(&self, item: u32) -> Vec<u32> {
        self.nodes[item as usize].initial.iter().map(|id| self.find(id)).collect()
    }
}

pub fn matches(descriptor: &str, event: &str) -> bool {
    descriptor == "*"
        || event.strip_prefix(descriptor).is_some_and(|r| r.is_empty() || r.starts_with('.'))
}

/// Whether entry lists are stored, as a compiler would, or left to the engine.
#[derive(Clone, Copy, PartialEq)]
pub enum Lists {
    Stored,
    Computed,
}

pub fn program(initial: &str, children: Vec<Node>) -> &'static Program {
    program_with(initial, children, Lists::Stored)
}

pub fn program_with(initial: &str, children: Vec<Node>, lists: Lists) -> &'static Program {
    Box::leak(Box::new(build(initial, children, lists)))
}

#[expect(clippy::too_many_lines, reason = "one table after the other")]
pub fn build(initial: &str, children: Vec<Node>, lists: Lists) -> Program {
    let mut b = Builder { lists: vec![0], ..Builder::default() };
    for child in &children {
        b.number(child, rt::NONE);
    }
    let nodes = b.nodes.clone();
    let mut events: Vec<&'static str> = nodes
        .iter()
        .flat_map(|n| &n.transitions)
        .flat_map(|t| t.events.iter().copied())
        .filter(|e| *e != "*")
        .collect();
    events.sort_unstable();
    events.dedup();
    let id = |event: &str| events.binary_search(&event).map_or(0, |p| p as u32 + 1);
    let event_parents: Vec<u32> = [0]
        .into_iter()
        .chain(events.iter().map(|e| {
            let shorter = events.iter().filter(|d| *d != e && matches(d, e));
            shorter.max_by_key(|d| d.len()).map_or(0, |d| id(d))
        }))
        .collect();

    let initial: Vec<u32> = initial.split_whitespace().map(|id| b.find(id)).collect();
    let mut found = Vec::new();
    let computed = b.entry(rt::NONE, &initial, &mut found).is_none() || lists == Lists::Computed;
    let initial_entry = if computed { rt::NONE } else { b.list(&found) };
    let initial = b.list(&initial);

    let mut states = Vec::new();
    let mut transitions = Vec::new();
    let mut candidates = vec![0, 0];
    for (number, node) in (0..).zip(&nodes) {
        let mut numbers = Vec::new();
        for arrow in &node.transitions {
            numbers.push((transitions.len() as u32, arrow));
            transitions.push(transition_row(&mut b, number, arrow, lists));
        }
        let own: BTreeMap<u32, &str> = numbers
            .iter()
            .flat_map(|(_, a)| a.events.iter())
            .filter(|e| **e != "*")
            .map(|e| (id(e), *e))
            .collect();
        let mut of = |event: &str| {
            let hit = |a: &Arrow| a.events.iter().any(|d| matches(d, event));
            let hits: Vec<u32> = numbers.iter().filter(|(_, a)| hit(a)).map(|(n, _)| *n).collect();
            match hits[..] {
                [only] => only | rt::Candidates::ONE,
                _ => b.list(&hits),
            }
        };
        let mut row = vec![own.len() as u32, of("")];
        row.extend(own.iter().flat_map(|(id, event)| [*id, of(event)]));
        let place = if row == [0, 0] { 0 } else { candidates.len() as u32 };
        if place != 0 {
            candidates.extend(row);
        }
        let eventless: Vec<u32> =
            numbers.iter().filter(|(_, a)| a.events.is_empty()).map(|(n, _)| *n).collect();
        states.push(state_row(&mut b, number, place, &eventless, &id));
    }
    mark_quiet(&mut transitions, &states, &mut b);
    let sources: Vec<u32> = (0..=events.len())
        .map(|event| {
            let name = if event == 0 { "" } else { events[event - 1] };
            let hit = |t: &[u32; 11]| {
                let (node, number) = (t[0] as usize, index_of(&transitions, t));
                let first = transitions.iter().position(|o| o[0] == t[0]).unwrap_or(0);
                nodes[node].transitions[number - first].events.iter().any(|d| matches(d, name))
            };
            let hits: Vec<[u32; 11]> = transitions.iter().copied().filter(|t| hit(t)).collect();
            if !all_quiet(&hits, &b) {
                return rt::NONE;
            }
            let one = |t: &[u32; 11]| index_of(&transitions, t) as u32;
            let pairs: Vec<u32> = hits.iter().flat_map(|t| [t[0], one(t)]).collect();
            b.list(&pairs) | QUIET_SOURCES
        })
        .collect();
    Program {
        name: "test",
        document: "test.scxml",
        ors: false,
        states: leak(states),
        state_ids: leak(nodes.iter().map(|n| n.id).collect()),
        transitions: leak(transitions),
        lists: leak(b.lists),
        candidates: leak(candidates),
        events: leak(events),
        event_parents: leak(event_parents),
        sources: leak(sources),
        initial,
        initial_entry,
        initial_block: 0,
        guards: leak(b.guards),
        blocks: leak(b.blocks),
        donedata: leak(b.donedata),
        start: 0,
        sites: &[],
        origins: &[],
        places: &[],
        strings: &[],
        atoms: scxml_runtime::__private::Atoms::new(),
        slots: &[],
        data_slots: 0,
        declared_slots: 0,
        slot_types: &[],
        functions: &[],
        regexps: &[],
        modules: false,
        invokes: leak(b.invokes),
        registry: &[],
        fingerprint: 0,
    }
}

fn index_of(transitions: &[[u32; 11]], row: &[u32; 11]) -> usize {
    transitions.iter().position(|t| std::ptr::eq(t, row) || t == row).unwrap_or(0)
}

/// Whether all run nothing, and no two of different states can be in conflict.
fn all_quiet(hits: &[[u32; 11]], b: &Builder) -> bool {
    use rt::transition::{EXIT_FIRST, EXIT_LAST, FLAGS, GUARD, QUIET, QUIET_EXIT, SILENT, SOURCE};
    let plain = QUIET | QUIET_EXIT;
    let runs =
        |t: &[u32; 11]| t[GUARD] != 0 || (t[FLAGS] & plain != plain && t[FLAGS] & SILENT == 0);
    let conflict = |x: &[u32; 11], y: &[u32; 11]| {
        let mut a = x[SOURCE];
        while a != rt::NONE && !b.is_inside(y[SOURCE], a) {
            a = b.parents[a as usize];
        }
        let together = a != rt::NONE && b.kind(a) == rt::state::PARALLEL;
        let overlap = x[EXIT_FIRST].max(y[EXIT_FIRST]) <= x[EXIT_LAST].min(y[EXIT_LAST]);
        x[SOURCE] == y[SOURCE] || a == x[SOURCE] || (together && overlap)
    };
    let pairs = |i: usize| hits[..i].iter().any(|x| conflict(x, &hits[i]));
    !hits.iter().any(runs) && !(0..hits.len()).any(pairs)
}

fn transition_row(b: &mut Builder, source: u32, arrow: &Arrow, lists: Lists) -> [u32; 11] {
    let targets: Vec<u32> = arrow.targets.iter().map(|id| b.find(id)).collect();
    let guard = arrow.guard.map_or(0, |guard| {
        b.guards.push(guard);
        b.guards.len() as u32
    });
    let block = b.block(arrow.block);
    if targets.is_empty() {
        return [source, rt::NONE, 0, 0, guard, block, 0, rt::NONE, 0, 0, 0];
    }
    let domain = b.domain(source, arrow, &targets);
    let (first, last) = match domain {
        rt::NONE => (0, b.nodes.len() as u32 - 1),
        d => (d + 1, b.lasts[d as usize]),
    };
    let mut found = Vec::new();
    let computed = b.entry(domain, &targets, &mut found).is_none() || lists == Lists::Computed;
    let entry = if computed { rt::NONE } else { b.list(&found) };
    let dynamic =
        targets.iter().any(|t| b.is_history(*t) && b.is_inside(source, b.parents[*t as usize]));
    let internal = arrow.internal && b.kind(source) == rt::state::COMPOUND;
    let flags = if internal { rt::transition::INTERNAL } else { 0 }
        | if dynamic { rt::transition::DYNAMIC_DOMAIN } else { 0 };
    let targets = b.list(&targets);
    [source, first, last, targets, guard, block, entry, domain, flags, 0, 0]
}

fn state_row(
    b: &mut Builder,
    number: u32,
    candidates: u32,
    eventless: &[u32],
    id: &dyn Fn(&str) -> u32,
) -> [u32; 15] {
    let node = b.nodes[number as usize].clone();
    let (histories, children): (Vec<u32>, Vec<u32>) =
        b.children(number).into_iter().partition(|c| b.is_history(*c));
    let initial = b.initial(number);
    let mut kind = node.kind;
    let works = node.kind == rt::state::FINAL || node.initial_block.is_some();
    if works || !node.onentry.is_empty() || !node.invokes.is_empty() {
        kind |= rt::state::ENTRY_WORK;
    }
    if !node.onexit.is_empty() || !histories.is_empty() || !node.invokes.is_empty() {
        kind |= rt::state::EXIT_WORK;
    }
    if !eventless.is_empty() {
        kind |= rt::state::HAS_EVENTLESS;
    }
    let mut above = number;
    while above != rt::NONE {
        kind += 1 << rt::state::DEPTH_SHIFT;
        above = b.parents[above as usize];
    }
    [
        b.parents[number as usize],
        b.lasts[number as usize],
        kind,
        b.blocks(&node.onentry),
        b.blocks(&node.onexit),
        candidates,
        b.list(eventless),
        b.list(&children),
        b.list(&histories),
        b.list(&initial),
        b.block(node.initial_block),
        b.donedata(node.donedata),
        id(&format!("done.state.{}", node.id)),
        0,
        b.invokes(&node.invokes),
    ]
}

fn mark_quiet(transitions: &mut [[u32; 11]], states: &[[u32; 15]], b: &mut Builder) {
    use rt::{state, transition};
    for row in transitions {
        let (first, last) = (row[transition::EXIT_FIRST], row[transition::EXIT_LAST]);
        let exit_loud = state::EXIT_WORK | state::HAS_EVENTLESS;
        let mut left = (first..=last).map(|s| states[s as usize][state::KIND]);
        if first > last || left.all(|kind| kind & exit_loud == 0) {
            row[transition::FLAGS] |= transition::QUIET_EXIT;
        }
        let quiet = |kind: u32| kind & (state::ENTRY_WORK | state::HAS_EVENTLESS) == 0;
        let mut inside = if first > last { 0..0 } else { first as usize..last as usize + 1 };
        let dynamic = row[transition::FLAGS] & transition::DYNAMIC_DOMAIN != 0;
        if row[transition::BLOCK] == 0
            && !dynamic
            && inside
                .clone()
                .all(|s| states[s][state::ONEXIT] == 0 && quiet(states[s][state::KIND]))
        {
            row[transition::FLAGS] |= transition::SILENT;
        }
        if inside.clone().any(|s| states[s][state::KIND] & state::HAS_EVENTLESS != 0) {
            row[transition::FLAGS] |= transition::EVENTLESS;
        }
        if !dynamic && !inside.clone().any(|s| b.kind(s as u32) == state::FINAL) {
            row[transition::FLAGS] |= transition::PLAIN;
        }
        let source = row[transition::SOURCE];
        if !dynamic
            && first <= last
            && b.kind(source) == state::ATOMIC
            && row[transition::DOMAIN] == b.parents[source as usize]
        {
            row[transition::FLAGS] |= transition::ALONE;
        }
        inside.start = inside.start.min(states.len());
        let left: Vec<u32> = inside
            .map(|s| s as u32)
            .filter(|s| b.is_history(*s) && b.parents[*s as usize] != rt::NONE)
            .filter(|s| b.parents[*s as usize] >= first)
            .collect();
        row[transition::EXIT_HISTORIES] = b.list(&left);
        let lists = &b.lists;
        let (place, block) = (row[transition::ENTRY] as usize, row[transition::BLOCK]);
        if block != 0 || place == rt::NONE as usize {
            continue;
        }
        let entered = &lists[place + 1..][..lists[place] as usize];
        let loud = state::ENTRY_WORK | state::HAS_EVENTLESS;
        let kind = |s: &u32| states[(s & !transition::DEFAULT_ENTRY) as usize][state::KIND];
        if entered.iter().all(|s| kind(s) & loud == 0) {
            row[transition::FLAGS] |= transition::QUIET;
        }
        row[transition::SWAP] = swap(row, states, entered);
    }
}

/// The state, plus one, that takes the place of the source, when no more happens.
fn swap(row: &[u32; 11], states: &[[u32; 15]], entered: &[u32]) -> u32 {
    use rt::{state, transition};
    let plain = transition::QUIET | transition::QUIET_EXIT;
    let is_atomic = |state: u32| states[state as usize][state::KIND] & 0xFF == state::ATOMIC;
    match *entered {
        [entered]
            if row[transition::FLAGS] & plain == plain
                && row[transition::GUARD] == 0
                && row[transition::FLAGS] & transition::ALONE != 0
                && is_atomic(row[transition::SOURCE])
                && is_atomic(entered & !transition::DEFAULT_ENTRY) =>
        {
            entered + 1
        }
        _ => 0,
    }
}

/// Writes down what the engine does: `-a` left, `+a` entered, `e:` an external event, `(e)` an internal one; `[id]`
/// where it goes on in another session.
#[derive(Default)]
pub struct Recorder {
    pub lines: Vec<String>,
    pub sequence: u64,
    pub sent: Vec<scxml_runtime::Send>,
    pub services: Vec<scxml_runtime::Invocation>,
    /// Where it is, and where the last line was written.
    place: (String, String),
}

impl Recorder {
    pub fn write(&mut self, line: String) {
        if self.place.0 != self.place.1 {
            self.place.1.clone_from(&self.place.0);
            self.lines.push(format!("[{}]", self.place.0));
        }
        self.lines.push(line);
    }

    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.lines).join(" ")
    }
}

impl Platform for Recorder {
    fn sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }
    fn wants_trace(&self) -> bool {
        true
    }
    fn send(&mut self, send: scxml_runtime::Send) -> Result<(), scxml_runtime::SendError> {
        self.sent.push(send);
        Ok(())
    }
    fn log(&mut self, entry: scxml_runtime::LogEntry) {
        self.write(format!("'{}{}'", entry.label, entry.text));
    }
    fn invoke(
        &mut self,
        invocation: scxml_runtime::Invocation,
    ) -> Result<(), scxml_runtime::SendError> {
        self.write(format!("invoke({})", invocation.id));
        self.services.push(invocation);
        Ok(())
    }
    fn cancel_invoke(&mut self, session_id: &str, id: &str) {
        self.write(format!("cancel({session_id} {id})"));
    }
    fn in_session(&mut self, session_id: &str) {
        self.place.0 = session_id.to_owned();
    }
    fn trace(&mut self, trace: Trace<'_>) {
        self.write(match trace {
            Trace::Event { name, internal: true, .. } => format!("({name})"),
            Trace::Event { name, internal: false, .. } => format!("{name}:"),
            Trace::Exit(state) => format!("-{state}"),
            Trace::Transition { source, .. } => format!("{source}!"),
            Trace::Enter(state) => format!("+{state}"),
            Trace::Rest => return,
        });
    }
}
