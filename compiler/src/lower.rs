//! What must be printed for this chart? `Chart` → `Plan`: tables, and one function per block.
//!
//! Passes, in order:
//! 1. `Events`: every descriptor has an id. After it, rows can be made.
//! 2. start-up blocks and the root's initial transition;
//! 3. for each state, in document order: its blocks, its transitions, its rows. Functions get their names here, so
//!    that the generated file reads in the order of the document;
//! 4. flags of transitions that depend on the rows of the states they enter.
//!
//! Every pass is linear in the document: lists of states to enter are stored within a budget, and a state's row of
//! candidates names only its own descriptors.

mod content;
mod domain;
mod entry;
mod events;
mod functions;
mod lists;
mod places;
mod quiet;
mod reasons;
mod sites;
mod sources;
mod sure;

use scxml_diagnostic::{Sources, Span};

use crate::chart::{Chart, Conventions, Initial, StateId, StateKind};
use crate::load::file_name;
use crate::names::{self, Names};
use crate::plan::{self, NONE, Plan};

use self::entry::EntrySets;
use self::events::Events;
use self::functions::Functions;
use self::lists::Lists;

/// Decides everything about the generated module.
pub fn lower(chart: &Chart, sources: &Sources) -> Plan {
    let mut lowering = Lowering {
        chart,
        events: Events::of(chart),
        lists: Lists::default(),
        functions: Functions::new(chart, sources),
        entries: EntrySets::new(chart),
        variants: Names::default(),
        candidates: vec![0, 0],
        transitions: vec![plan::Transition::default(); chart.transitions.len()],
    };
    let start = lowering.functions.start(&chart.start);
    let start = lowering.lists.place(&start);
    let initial_block = lowering.functions.initial(None, &chart.initial);
    let initial_entry =
        entry_list(&mut lowering.entries, &mut lowering.lists, &chart.initial.targets, None);
    let initial = lowering.lists.place(&numbers(&chart.initial.targets));
    let mut states: Vec<plan::State> =
        (0..chart.states.len() as u32).map(|id| lowering.state(StateId(id))).collect();

    let Lowering { events, mut lists, functions, candidates, mut transitions, .. } = lowering;
    quiet::mark(&mut transitions, &states, &mut lists);
    add_depths(&mut states);
    let (events, event_parents) = events.finish();
    let quiet = sources::Chart { states: &states, transitions: &transitions };
    let reacting = quiet.sources(&candidates, &event_parents, &mut lists);
    let dynamic = functions.reasons();
    Plan {
        module: names::snake(&chart.name),
        name: chart.declared_name.clone().unwrap_or_default(),
        document: file_name(&chart.document).to_owned(),
        urls: chart.urls.clone(),
        value: chart.value.clone(),
        invoked: chart.invoked.and_then(|span| invoked_at(span, sources)),
        ors: chart.conventions == Conventions::Ors,
        modules: functions.globals.uses_genesys,
        states,
        transitions,
        lists: lists.finish(),
        candidates,
        events,
        event_parents,
        sources: reacting,
        initial,
        initial_entry,
        initial_block,
        start,
        functions: functions.list,
        guards: functions.guards,
        blocks: functions.blocks,
        donedata: functions.donedata,
        invokes: functions.invokes,
        sites: functions.sites.finish(),
        places: functions.places.list,
        xml: functions.xml,
        dynamic,
        globals: functions.globals,
    }
}

/// The line of an `<invoke>`, for who reads the code of what it invokes.
fn invoked_at(span: Span, sources: &Sources) -> Option<String> {
    let source = sources.get(span.file)?;
    Some(format!("line {} of `{}`", source.line(span.start), file_name(source.name())))
}

/// What is known while states are lowered one by one.
struct Lowering<'a> {
    chart: &'a Chart,
    events: Events<'a>,
    lists: Lists,
    functions: Functions<'a>,
    entries: EntrySets<'a>,
    variants: Names,
    candidates: Vec<u32>,
    transitions: Vec<plan::Transition>,
}

impl Lowering<'_> {
    /// A state, and the rows of its transitions.
    fn state(&mut self, id: StateId) -> plan::State {
        let Self { chart, functions, lists, .. } = self;
        let state = &chart.states[id.index()];
        let mut row = state_row(chart, id, functions, lists);
        for (place, transition) in state.transitions.iter().enumerate() {
            let (guard, block) = functions.transition(*transition, place);
            let row = transition_row(chart, *transition, &mut self.entries, lists);
            self.transitions[transition.index()] = plan::Transition { guard, block, ..row };
        }
        functions.invokes(id, &mut row, lists);
        functions.leave(id, &mut row, lists);
        row.kind |= flags(&row);
        row.candidates = self.events.row(chart, id, lists, &mut self.candidates);
        row.done_event = self.events.done_event(chart, id);
        let variant = self.variants.claim(names::pascal(&state.id));
        plan::State { id: state.id.clone(), variant, doc: functions.state_doc(id), row }
    }
}

/// What a state's row says before its transitions: the tree, and the blocks of entering.
fn state_row(
    chart: &Chart,
    id: StateId,
    functions: &mut Functions<'_>,
    lists: &mut Lists,
) -> plan::StateRow {
    let state = &chart.states[id.index()];
    let eventless: Vec<u32> = state
        .transitions
        .iter()
        .filter(|t| chart.transitions[t.index()].events.is_empty())
        .map(|t| t.0)
        .collect();
    let late_data = functions.late_data(id);
    let onentry = functions.onentry(id);
    plan::StateRow {
        parent: state.parent.map_or(NONE, |p| p.0),
        last: state.last.0,
        kind: plan::kind_number(state.kind),
        onentry: lists.place_blocks(&onentry),
        eventless: lists.place(&eventless),
        children: lists.place(&numbers(&state.children)),
        histories: lists.place(&numbers(&state.histories)),
        initial: state.initial.as_ref().map_or(0, |i| lists.place(&numbers(&i.targets))),
        initial_block: state.initial.as_ref().map_or(0, |i| functions.initial(Some(id), i)),
        late_data: lists.place(&late_data),
        ..Default::default()
    }
}

/// What the kind's flags say about the rest of a row.
fn flags(row: &plan::StateRow) -> u32 {
    let is_final = row.kind == plan::kind_number(StateKind::Final);
    let mut flags = 0;
    if row.onentry != 0
        || row.initial_block != 0
        || row.late_data != 0
        || row.invokes != 0
        || is_final
    {
        flags |= plan::ENTRY_WORK;
    }
    if row.onexit != 0 || row.histories != 0 || row.invokes != 0 {
        flags |= plan::EXIT_WORK;
    }
    if row.eventless != 0 {
        flags |= plan::HAS_EVENTLESS;
    }
    flags
}

/// What a transition's row says besides its guard and its block.
fn transition_row(
    chart: &Chart,
    id: crate::chart::TransitionId,
    entries: &mut EntrySets<'_>,
    lists: &mut Lists,
) -> plan::Transition {
    let transition = &chart.transitions[id.index()];
    let mut row =
        plan::Transition { source: transition.source.0, domain: NONE, ..Default::default() };
    let Some(domain) = domain::domain(chart, transition) else {
        row.exit_first = NONE;
        return row;
    };
    let internal =
        transition.internal && chart.states[transition.source.index()].kind == StateKind::Compound;
    row.flags = if internal { plan::INTERNAL } else { 0 }
        | if domain.dynamic { plan::DYNAMIC_DOMAIN } else { 0 };
    row.domain = domain.state.map_or(NONE, |s| s.0);
    (row.exit_first, row.exit_last) = domain::exit_range(chart, domain.state);
    row.targets = lists.place(&numbers(&transition.targets));
    row.entry = entry_list(entries, lists, &transition.targets, domain.state);
    row
}

fn entry_list(
    entries: &mut EntrySets<'_>,
    lists: &mut Lists,
    targets: &[StateId],
    domain: Option<StateId>,
) -> u32 {
    entries
        .compute(targets, domain)
        .and_then(|list| lists.place_within_budget(&list, entries.budget()))
        .unwrap_or(NONE)
}

/// Writes the depth of each state into its kind; parents come before their children.
fn add_depths(states: &mut [plan::State]) {
    for number in 0..states.len() {
        let parent = states[number].row.parent;
        let above = states.get(parent as usize).map_or(0, |s| s.row.kind >> plan::DEPTH_SHIFT);
        states[number].row.kind |= (above + 1) << plan::DEPTH_SHIFT;
    }
}

fn numbers(states: &[StateId]) -> Vec<u32> {
    states.iter().map(|s| s.0).collect()
}

/// Whether the root or a state goes by default where content runs on the way.
fn has_content(initial: &Initial) -> bool {
    initial.content.as_ref().is_some_and(|block| !block.instructions.is_empty())
}

#[cfg(test)]
mod tests;
