//! What will be printed? Tables, functions and operations exactly as the generated module has them.
//!
//! Data only; made by `lower`. The order of columns and the meaning of every number are those of
//! `scxml_runtime::program`, which this crate does not link: the version constant in generated code keeps the two
//! together.

mod content;

use crate::ast::Xml;
use crate::{chart, code};

pub use content::{
    Action, Delay, Element, Invocation, Op, Operand, Param, Payload, Place, Send, Source, Text,
};

crate::ids::ids! {
    /// A generated function: its place in [`Plan::functions`].
    FunctionId;
}

/// No state, no list.
pub const NONE: u32 = u32::MAX;

/// One generated module.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The module's name.
    pub module: String,
    /// What `_name` holds.
    pub name: String,
    /// The document.
    pub document: String,
    /// The addresses that the machine goes by.
    pub urls: Vec<String>,
    /// The value that means the machine where `<content>` is computed.
    pub value: Option<Xml>,
    /// Where the `<invoke>` stands that it was compiled for; `None` for the main document.
    pub invoked: Option<String>,
    /// Whether the session behaves as the ors dialect says.
    pub ors: bool,
    /// Whether `_genesys` is used.
    pub modules: bool,
    /// States in document order.
    pub states: Vec<State>,
    /// Transitions in document order.
    pub transitions: Vec<Transition>,
    /// A count and that many numbers, again and again; place 0 is the empty list.
    pub lists: Vec<u32>,
    /// What each state does on each event: a count, the list for all other events, then pairs.
    pub candidates: Vec<u32>,
    /// Event descriptors, sorted bytewise; the id of an event is its place plus one.
    pub events: Vec<Event>,
    /// For each event id, 0 included, the id of the next shorter descriptor, or 0.
    pub event_parents: Vec<u32>,
    /// For each event id, place of a list of states and their transitions, with or without [`QUIET_SOURCES`], or [`NONE`].
    pub sources: Vec<u32>,
    /// Place of the list of initial states.
    pub initial: u32,
    /// Place of the list of what is entered at the start, or [`NONE`].
    pub initial_entry: u32,
    /// Number of the block of the root's initial transition plus one, or 0.
    pub initial_block: u32,
    /// Place of the list of blocks that run before the start.
    pub start: u32,
    /// All functions, in the order in which they are printed.
    pub functions: Vec<Function>,
    /// The functions that are guards.
    pub guards: Vec<FunctionId>,
    /// The functions that are blocks.
    pub blocks: Vec<FunctionId>,
    /// The functions that give the data of done events.
    pub donedata: Vec<FunctionId>,
    /// What is invoked, in document order.
    pub invokes: Vec<Invoke>,
    /// Places that can fail; code names those of its function, from [`Function::origin`].
    pub sites: Vec<Site>,
    /// Places in scripts that can fail: the file's name as an atom, line and column. Code names them by number plus
    /// one: functions of scripts by that among all, else by that among those of the function.
    pub places: Vec<[u32; 3]>,
    /// XML that the document has as values.
    pub xml: Vec<Xml>,
    /// Slots, functions and constant strings.
    pub globals: code::Globals,
    /// For each slot, why it has no type, for people.
    pub dynamic: Vec<Option<String>>,
}

/// A state.
#[derive(Clone, Debug)]
pub struct State {
    /// Its id in the document.
    pub id: String,
    /// Its variant of the enum `State`.
    pub variant: String,
    /// What the variant's documentation says.
    pub doc: String,
    /// Its row.
    pub row: StateRow,
}

/// Columns of a state's row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateRow {
    /// Parent, or [`NONE`].
    pub parent: u32,
    /// Last descendant.
    pub last: u32,
    /// Kind and flags.
    pub kind: u32,
    /// List of blocks, or one with [`ONE_BLOCK`].
    pub onentry: u32,
    /// List of blocks, or one with [`ONE_BLOCK`].
    pub onexit: u32,
    /// Place in [`Plan::candidates`].
    pub candidates: u32,
    /// List of transitions.
    pub eventless: u32,
    /// List of states.
    pub children: u32,
    /// List of states.
    pub histories: u32,
    /// List of states.
    pub initial: u32,
    /// Block plus one.
    pub initial_block: u32,
    /// Number in [`Plan::donedata`] plus one.
    pub donedata: u32,
    /// Event id.
    pub done_event: u32,
    /// List of blocks.
    pub late_data: u32,
    /// List of invokes.
    pub invokes: u32,
}

/// Flag in [`StateRow::kind`]: entering it runs something.
pub const ENTRY_WORK: u32 = 8;
/// Flag in [`StateRow::kind`]: leaving it runs something or records a history.
pub const EXIT_WORK: u32 = 16;
/// Flag in [`StateRow::kind`]: it has eventless transitions.
pub const HAS_EVENTLESS: u32 = 32;

impl StateRow {
    /// How many columns there are.
    pub const COLUMNS: usize = 15;

    /// The columns in order.
    pub fn columns(&self) -> [u32; Self::COLUMNS] {
        [
            self.parent,
            self.last,
            self.kind,
            self.onentry,
            self.onexit,
            self.candidates,
            self.eventless,
            self.children,
            self.histories,
            self.initial,
            self.initial_block,
            self.donedata,
            self.done_event,
            self.late_data,
            self.invokes,
        ]
    }
}

/// The bits of [`StateRow::kind`] that hold the kind itself.
pub const KIND_MASK: u32 = 7;
/// How far left the depth stands in [`StateRow::kind`]: 1 for a child of the root, 2 for a child of such a one.
pub const DEPTH_SHIFT: u32 = 8;

/// The number of a kind of state.
pub fn kind_number(kind: chart::StateKind) -> u32 {
    match kind {
        chart::StateKind::Atomic => 0,
        chart::StateKind::Compound => 1,
        chart::StateKind::Parallel => 2,
        chart::StateKind::Final => 3,
        chart::StateKind::ShallowHistory => 4,
        chart::StateKind::DeepHistory => 5,
    }
}

/// Columns of a transition's row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transition {
    /// The state that holds it.
    pub source: u32,
    /// First state of its exit range, or [`NONE`].
    pub exit_first: u32,
    /// Last state of its exit range.
    pub exit_last: u32,
    /// List of states.
    pub targets: u32,
    /// Guard plus one.
    pub guard: u32,
    /// Block plus one.
    pub block: u32,
    /// List of states to enter, or [`NONE`].
    pub entry: u32,
    /// State, or [`NONE`] for the root.
    pub domain: u32,
    /// [`INTERNAL`], [`DYNAMIC_DOMAIN`], [`QUIET`],
    /// [`QUIET_EXIT`], [`SILENT`], [`PLAIN`], [`ALONE`], [`EVENTLESS`].
    pub flags: u32,
    /// Plus one: the atomic state that takes the place of the source, when nothing else happens.
    pub swap: u32,
    /// List of the history states whose parents it can leave.
    pub exit_histories: u32,
}

/// Flag in [`Transition::flags`]: internal, in a compound state.
pub const INTERNAL: u32 = 1;
/// Flag in [`Transition::flags`]: the domain depends on what a history recorded.
pub const DYNAMIC_DOMAIN: u32 = 2;
/// Flag in [`Transition::flags`]: taking it runs nothing and enables no eventless transition, as far as what it enters
/// is concerned.
pub const QUIET: u32 = 4;
/// Flag in [`Transition::flags`]: no state that it can leave does anything then or has eventless transitions.
pub const QUIET_EXIT: u32 = 8;
/// Flag in [`Transition::flags`]: nothing runs, and no eventless transition is involved, whatever it leaves and enters.
pub const SILENT: u32 = 16;
/// Flag in [`Transition::flags`]: its domain and the histories that it records are known, and it enters no final state.
pub const PLAIN: u32 = 32;
/// Flag in [`Transition::flags`]: it leaves its source, which is atomic, and nothing else.
pub const ALONE: u32 = 64;
/// Flag in [`Transition::flags`]: a state that it can leave or enter may have eventless transitions.
pub const EVENTLESS: u32 = 128;
/// Flag in a row of candidates: a transition, not the place of a list.
pub const ONE_TRANSITION: u32 = 1 << 31;
/// Flag of a block that stands for a list of blocks.
pub const ONE_BLOCK: u32 = 1 << 31;
/// Flag of a list of sources: nothing runs when what they take is taken.
pub const QUIET_SOURCES: u32 = 1 << 31;
/// Flag of a state in a list of states to enter: its initial content runs.
pub const DEFAULT_ENTRY: u32 = 1 << 31;

impl Transition {
    /// How many columns there are.
    pub const COLUMNS: usize = 11;

    /// The columns in order.
    pub fn columns(&self) -> [u32; Self::COLUMNS] {
        [
            self.source,
            self.exit_first,
            self.exit_last,
            self.targets,
            self.guard,
            self.block,
            self.entry,
            self.domain,
            self.flags,
            self.swap,
            self.exit_histories,
        ]
    }
}

/// An event descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The descriptor.
    pub descriptor: String,
    /// The name of the function that makes such an event.
    pub function: String,
}

/// A place that can fail.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Site {
    /// The document.
    pub document: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, in characters from 1.
    pub column: u32,
    /// The element.
    pub element: String,
    /// The error event or its prefix.
    pub error: &'static str,
    /// Whether the error's name is added.
    pub with_error_name: bool,
}

/// An `<invoke>`.
#[derive(Clone, Debug)]
pub struct Invoke {
    /// The function that starts it.
    pub function: FunctionId,
    /// The block of its `<finalize>` plus one, or 0.
    pub finalize: u32,
    /// Whether it gets a copy of every external event.
    pub autoforward: bool,
}

/// A generated function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// What its documentation says, line by line.
    pub doc: Vec<String>,
    /// What it does.
    pub body: Body,
    /// The numbers of its first site and of the first place in scripts that is its own.
    pub origin: [u32; 2],
}

/// What a generated function does; its kind decides its signature.
#[derive(Clone, Debug)]
pub enum Body {
    /// Gives whether a condition holds.
    Guard(Operand),
    /// Runs executable content.
    Block(Vec<Op>),
    /// Gives the data of a done event.
    DoneData(Payload),
    /// Invokes a service.
    Invoke(Box<Invocation>),
}
