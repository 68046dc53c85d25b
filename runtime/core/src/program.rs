//! What the compiler knows about a chart: static tables that the engine reads, and one function per block.
//!
//! States are numbered in document order from 0, `<history>` states included, the root left out. A *list* is a
//! place in [`Program::lists`]: a count, then that many numbers; place 0 is the empty list.

use crate::__private::{Cx, R, Value};
use crate::whereabouts::Whereabouts;
use crate::xml::ConstantXml;
use crate::{Data, Event, ModelUpdate, SlotType};

/// No state, no event.
pub const NONE: u32 = u32::MAX;

/// Flag of a block where a list of blocks may stand.
pub(crate) const ONE_BLOCK: u32 = 1 << 31;

/// Flag of a place in [`Program::sources`].
pub(crate) const QUIET_SOURCES: u32 = 1 << 31;

/// How far left the kind of a function stands beside its number: see [`Program::origin`].
const KIND: u32 = 30;
/// What is added to the number of a block; nothing is to that of a guard.
pub(crate) const BLOCK: u32 = 1 << KIND;
/// The same for what gives the data of a done event.
pub(crate) const DONEDATA: u32 = 2 << KIND;
/// The same for what starts a service.
pub(crate) const INVOKE: u32 = 3 << KIND;

/// A compiled chart.
#[derive(Debug)]
pub struct Program {
    /// `name` of `<scxml>`: what `_name` holds.
    pub name: &'static str,
    /// The document: what `__GetDocumentURL()` gives.
    pub document: &'static str,
    /// Run-time behaviour in which ors differs from w3c.
    pub ors: bool,
    /// A row per state; see [`state`].
    pub states: &'static [[u32; state::COLUMNS]],
    /// Ids of the states.
    pub state_ids: &'static [&'static str],
    /// A row per transition; see [`transition`].
    pub transitions: &'static [[u32; transition::COLUMNS]],
    /// Lists.
    pub lists: &'static [u32],
    /// What each state does on each event; see [`Candidates`].
    pub candidates: &'static [u32],
    /// Event descriptors of the document, sorted bytewise; the id of an event is the place of the longest
    /// descriptor that is a token-wise prefix of its name, plus one; 0 when there is none.
    pub events: &'static [&'static str],
    /// For each event id, 0 included, the id of the longest other descriptor that is a token-wise prefix of its
    /// descriptor; 0 when there is none. Look-ups in `candidates` go up this chain.
    pub event_parents: &'static [u32],
    /// For each event id, 0 included, the place of a list: pairs of a state that reacts to the event and its only
    /// transition for it, ascending by state; with bit 31 when all of these transitions are
    /// [`transition::SILENT`], or [`transition::QUIET`] and [`transition::QUIET_EXIT`]. [`NONE`] when one has a guard, and
    /// when two can be in conflict or one is found on the way to the root from another.
    pub sources: &'static [u32],
    /// Place of a list: the targets of the root's initial transition.
    pub initial: u32,
    /// Place of a list: what to enter at the start, as in [`transition::ENTRY`]; [`NONE`] when it must be computed.
    pub initial_entry: u32,
    /// Number of the block of the root's initial transition plus one, or 0.
    pub initial_block: u32,
    /// Guards.
    pub guards: &'static [fn(&mut Cx<'_>) -> R<bool>],
    /// Blocks of executable content, and start-up blocks.
    pub blocks: &'static [fn(&mut Cx<'_>) -> R<()>],
    /// `<donedata>`: gives the data of the done event.
    pub donedata: &'static [fn(&mut Cx<'_>) -> R<crate::__private::Value>],
    /// Place of a list of blocks: data in document order, then scripts, each run on its own.
    pub start: u32,
    /// What the functions count from: for each of `guards`, then `blocks`, `donedata` and `invokes`, the numbers of its
    /// first site and of the first place that is its own. Where nothing is said, they count from 0.
    pub origins: &'static [[u32; 2]],
    /// Places that can fail; code names those of its function.
    pub sites: &'static [Site],
    /// Places in scripts that can fail: the name of the file as an atom, line and column, both from 1. What generated
    /// code names is the number of a row plus one: in functions of scripts of all rows, else of those of its function.
    pub places: &'static [[u32; 3]],
    /// Constant strings that are not well-known names; string `i` is atom `scxml_schema::names::ATOMS.len() + i`.
    pub strings: &'static [&'static str],
    /// Look-up of names and `strings`: always `rt::Atoms::new()`.
    pub atoms: crate::__private::Atoms,
    /// Names of the slots of the session-wide scope, as atoms.
    pub slots: &'static [u32],
    /// How many of `slots`, from the first, are members of `_data` (ors); the rest are script variables.
    pub data_slots: u32,
    /// How many of `data_slots`, from the first, `<data>` declares: those exist from the start.
    pub declared_slots: u32,
    /// What each slot holds whenever it is bound, where that is always the same: the code relies on it. Empty when it is
    /// known of none.
    pub slot_types: &'static [Option<SlotType>],
    /// Functions that scripts define.
    pub functions: &'static [Function],
    /// Regular expressions of scripts.
    pub regexps: &'static [crate::__private::Regexp],
    /// Whether `_genesys` is used.
    pub modules: bool,
    /// `<invoke>` elements, in document order.
    pub invokes: &'static [Invoke],
    /// The machines that were compiled together with this one, itself among them: what an `<invoke>` can start.
    pub registry: &'static [Registered],
    /// What a snapshot belongs to: another number when anything differs that a snapshot depends on, in this machine or in
    /// one that it can invoke.
    pub fingerprint: u64,
}

impl Program {
    /// An event of this name. Where the document's transitions name it, it needs no look-up when it is delivered: a
    /// host that sends the same event often makes it once.
    pub fn event(&self, name: &str) -> Event {
        match self.events.binary_search(&name) {
            Ok(place) => Event::known(place as u32 + 1, self.events[place]),
            Err(_) => Event::new(name),
        }
    }

    #[inline]
    pub(crate) fn state(&self, state: u32) -> &'static [u32; state::COLUMNS] {
        &self.states[state as usize]
    }

    #[inline]
    pub(crate) fn transition(&self, transition: u32) -> &'static [u32; transition::COLUMNS] {
        &self.transitions[transition as usize]
    }

    /// The states that react to an event, with the transition of each, where the table knows them; and whether nothing
    /// runs when these are taken.
    #[inline]
    pub(crate) fn sources(&self, event: u32) -> Option<(&'static [u32], bool)> {
        match self.sources.get(event as usize) {
            None | Some(&NONE) => None,
            Some(place) => Some((self.list(place & !QUIET_SOURCES), place & QUIET_SOURCES != 0)),
        }
    }

    /// The number of the first site and of the first place of a function that the engine runs: its number in the table of
    /// its kind, plus what is added for the kind.
    pub(crate) fn origin(&self, function: u32) -> [u32; 2] {
        let tables = [self.guards.len(), self.blocks.len(), self.donedata.len()];
        let before: usize = tables[..(function >> KIND) as usize].iter().sum();
        let number = function & !(!0 << KIND);
        self.origins.get(before + number as usize).copied().unwrap_or_default()
    }

    /// The site where a session is.
    pub(crate) fn site(&self, at: &Whereabouts) -> Option<&'static Site> {
        self.sites.get(at.site(self) as usize)
    }

    /// The list at a place.
    #[inline(always)]
    pub(crate) fn list(&self, place: u32) -> &'static [u32] {
        let first = place as usize + 1;
        &self.lists[first..first + self.lists[place as usize] as usize]
    }

    /// Whether a slot may hold a value.
    ///
    /// # Errors
    /// What it must hold instead.
    pub(crate) fn fits(&self, slot: u32, value: Value) -> Result<(), SlotType> {
        let Some(Some(ty)) = self.slot_types.get(slot as usize) else { return Ok(()) };
        let fits = match ty {
            SlotType::Number => value.is_number(),
            SlotType::Boolean => value == Value::TRUE || value == Value::FALSE,
            SlotType::String => value.is_string(),
        };
        if fits { Ok(()) } else { Err(*ty) }
    }

    /// The name of a slot.
    pub(crate) fn slot_name(&self, slot: u32) -> &'static str {
        let atom = self.slots[slot as usize] as usize;
        let names = scxml_schema::names::ATOMS;
        names.get(atom).or_else(|| self.strings.get(atom - names.len())).copied().unwrap_or("")
    }

    pub(crate) fn kind(&self, state: u32) -> u32 {
        self.state(state)[state::KIND] & state::KIND_MASK
    }

    pub(crate) fn parent(&self, state: u32) -> u32 {
        self.state(state)[state::PARENT]
    }

    /// Whether `state` is a child, a child of a child, … of `ancestor` (Appendix D, `isDescendant`).
    pub(crate) fn is_descendant(&self, state: u32, ancestor: u32) -> bool {
        ancestor == NONE || (ancestor < state && state <= self.state(ancestor)[state::LAST])
    }

    /// The number of the longest descriptor that is a token-wise prefix of the name (section 3.12.1).
    pub(crate) fn event_id(&self, name: &str) -> u32 {
        let mut prefix = name;
        loop {
            if let Ok(place) = self.events.binary_search(&prefix) {
                return place as u32 + 1;
            }
            match prefix.rfind('.') {
                Some(dot) => prefix = &prefix[..dot],
                None => return 0,
            }
        }
    }
}

/// Rows of a table that is written as one flat array.
#[must_use]
pub const fn rows<const COLUMNS: usize>(flat: &'static [u32]) -> &'static [[u32; COLUMNS]] {
    let (rows, rest) = flat.as_chunks();
    assert!(rest.is_empty());
    rows
}

/// A function that a script defines.
#[derive(Debug)]
pub struct Function {
    /// Its code: environment, `this`, arguments.
    pub code: fn(
        crate::__private::Env,
        crate::__private::Value,
        &[crate::__private::Value],
        &mut Cx<'_>,
    ) -> R<crate::__private::Value>,
    /// What kind of function it is.
    pub kind: FunctionKind,
    /// Its name as an atom; the empty string's when it has none.
    pub name: u32,
    /// How many parameters it declares.
    pub length: u32,
    /// Its source text, for `uneval` and `toString`.
    pub source: &'static str,
}

/// How a function can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// As function and by `new`.
    Normal,
    /// As function only: an arrow function, a method, a getter or setter.
    Method,
    /// By `new` only.
    Class,
    /// The same, and it makes its object by `super(…)`.
    Derived,
}

/// An `<invoke>` (section 6.4).
#[derive(Debug)]
pub struct Invoke {
    /// Evaluates its attributes and children, and starts what they name.
    pub start: fn(&mut Cx<'_>) -> R<()>,
    /// The block of its `<finalize>` plus one, or 0.
    pub finalize: u32,
    /// `autoforward`
    pub autoforward: bool,
}

/// A machine that can be invoked.
pub struct Registered {
    /// The addresses that it goes by: what documents of the set write for it, and its file.
    pub urls: &'static [&'static str],
    /// The value of the data model that means it where `<content>` is computed.
    pub document: Option<&'static ConstantXml>,
    /// The machine.
    pub program: &'static Program,
}

impl std::fmt::Debug for Registered {
    /// Without the machine, which may be the one that this belongs to.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registered").field("urls", &self.urls).finish_non_exhaustive()
    }
}

/// A place in the document where something can fail.
#[derive(Debug)]
pub struct Site {
    /// The document.
    pub document: &'static str,
    /// The line of the expression or element, from 1.
    pub line: u32,
    /// Its column, in characters from 1.
    pub column: u32,
    /// The element, as written.
    pub element: &'static str,
    /// The error event, or its prefix.
    pub error: &'static str,
    /// Whether the error's name is added to `error` as a last token.
    pub with_error_name: bool,
}

/// Columns of a state's row.
pub mod state {
    /// Parent, or [`super::NONE`].
    pub const PARENT: usize = 0;
    /// Last descendant; itself when it has none.
    pub const LAST: usize = 1;
    /// One of the kinds below, plus flags, plus the depth.
    pub const KIND: usize = 2;
    /// List of `<onentry>` blocks, or one with bit 31 set.
    pub const ONENTRY: usize = 3;
    /// List of `<onexit>` blocks, or one with bit 31 set.
    pub const ONEXIT: usize = 4;
    /// Place in `candidates`, or 0.
    pub const CANDIDATES: usize = 5;
    /// List of eventless transitions.
    pub const EVENTLESS: usize = 6;
    /// List of child states, `<history>` left out.
    pub const CHILDREN: usize = 7;
    /// List of `<history>` children.
    pub const HISTORIES: usize = 8;
    /// List of initial targets of a compound state, of default targets of a history state.
    pub const INITIAL: usize = 9;
    /// Block of the initial transition (or history default) plus one, or 0.
    pub const INITIAL_BLOCK: usize = 10;
    /// Number in `donedata` plus one, or 0.
    pub const DONEDATA: usize = 11;
    /// Id of the event `done.state.<id>`.
    pub const DONE_EVENT: usize = 12;
    /// List of blocks that bind late data on first entry.
    pub const LATE_DATA: usize = 13;
    /// List of numbers in [`super::Program::invokes`].
    pub const INVOKES: usize = 14;
    /// How many numbers a row has.
    pub const COLUMNS: usize = 15;

    /// Kinds, the low three bits of [`KIND`].
    pub const KIND_MASK: u32 = 7;
    /// An atomic state.
    pub const ATOMIC: u32 = 0;
    /// A compound state.
    pub const COMPOUND: u32 = 1;
    /// A parallel state.
    pub const PARALLEL: u32 = 2;
    /// A final state.
    pub const FINAL: u32 = 3;
    /// A shallow history state.
    pub const SHALLOW_HISTORY: u32 = 4;
    /// A deep history state.
    pub const DEEP_HISTORY: u32 = 5;

    /// Flag in [`KIND`]: entering it runs something (blocks, initial content, done events, late data,
    /// invokes).
    pub const ENTRY_WORK: u32 = 8;
    /// Flag in [`KIND`]: leaving it runs something, records a history, or cancels an invocation.
    pub const EXIT_WORK: u32 = 16;
    /// Flag in [`KIND`]: it has eventless transitions.
    pub const HAS_EVENTLESS: u32 = 32;
    /// How far left the depth stands in [`KIND`]: 1 for a child of the root, 2 for a child of such a one.
    pub const DEPTH_SHIFT: u32 = 8;
}

/// Columns of a transition's row.
pub mod transition {
    /// The state that holds it.
    pub const SOURCE: usize = 0;
    /// First state that its exit set may hold (document order); [`super::NONE`] when it exits nothing.
    pub const EXIT_FIRST: usize = 1;
    /// Last state that its exit set may hold; the exit set is what is active from first to last. 0 when it exits
    /// nothing.
    pub const EXIT_LAST: usize = 2;
    /// List of targets; empty when targetless.
    pub const TARGETS: usize = 3;
    /// Guard plus one, or 0.
    pub const GUARD: usize = 4;
    /// Block plus one, or 0.
    pub const BLOCK: usize = 5;
    /// List of the states it enters, in document order; bit 31 says "run its initial content".
    /// [`super::NONE`] when it must be computed (history, or too long to store).
    pub const ENTRY: usize = 6;
    /// The domain (`getTransitionDomain` of Appendix D), or [`super::NONE`] for the root.
    pub const DOMAIN: usize = 7;
    /// Flags below.
    pub const FLAGS: usize = 8;
    /// The atomic state plus one that takes the place of the source, when taking the transition does no more than that;
    /// else 0. The source is atomic, there is no guard, the transition is [`QUIET`] and [`QUIET_EXIT`], it exits
    /// nothing but its source and enters nothing but this state.
    pub const SWAP: usize = 9;
    /// List of the history states whose parents it can leave, where [`SILENT`] or [`PLAIN`] is set.
    pub const EXIT_HISTORIES: usize = 10;
    /// How many numbers a row has.
    pub const COLUMNS: usize = 11;

    /// Flag: `type="internal"` in a compound state.
    pub const INTERNAL: u32 = 1;
    /// Flag: the source is inside the parent of a history state among the targets, so that the domain depends on
    /// what the history recorded; `DOMAIN`, `EXIT_FIRST` and `EXIT_LAST` then hold the widest possible.
    pub const DYNAMIC_DOMAIN: u32 = 2;

    /// Flag: it has no block, and its [`ENTRY`] list is stored and holds neither a state with
    /// [`super::state::ENTRY_WORK`] nor one with [`super::state::HAS_EVENTLESS`].
    pub const QUIET: u32 = 4;
    /// Flag: no state that it can leave has [`super::state::EXIT_WORK`] or [`super::state::HAS_EVENTLESS`].
    pub const QUIET_EXIT: u32 = 8;
    /// Flag: it has no block, and none of the states that it can leave or enter has [`super::state::ENTRY_WORK`],
    /// [`super::state::HAS_EVENTLESS`] or `<onexit>`: all that it does besides leaving and entering states is to
    /// record histories. Not set with [`DYNAMIC_DOMAIN`].
    pub const SILENT: u32 = 16;
    /// Flag: its domain is known, [`EXIT_HISTORIES`] names all histories that it records, and it enters no final state. Not
    /// set with [`DYNAMIC_DOMAIN`].
    pub const PLAIN: u32 = 32;
    /// Flag: it leaves its source, which is atomic, and nothing else.
    pub const ALONE: u32 = 64;
    /// Flag: a state that it can leave or enter may have eventless transitions.
    pub const EVENTLESS: u32 = 128;

    /// Flag of a state in an [`ENTRY`] list: it is entered by default, so its initial content runs.
    pub const DEFAULT_ENTRY: u32 = 1 << 31;
}

/// How a row of [`Program::candidates`] is read: a count `n`, the list of transitions for all other events,
/// then `n` pairs (event id, list of transitions), ascending by event id. The lists hold the numbers of the
/// state's own transitions that the event can enable, in document order. Place 0 is the empty row `0, 0`.
///
/// Where one transition takes the place of a list, its number stands there with bit 31 set.
///
/// A row names the descriptors of its own state only: an event whose id is not in the row is looked up by the id
/// that [`Program::event_parents`] gives for it, and so on; when 0 is reached, "all other events" applies.
#[derive(Debug)]
pub struct Candidates;

impl Candidates {
    /// Flag: one transition instead of a list.
    pub const ONE: u32 = 1 << 31;
}

/// What starts a session besides its program.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// `_sessionid`.
    pub session_id: String,
    /// Values for `_data` (ors) or the data model (w3c), by name.
    pub parameters: Vec<(String, Data)>,
    /// Seed of random numbers.
    pub seed: u64,
    /// Now, in milliseconds since 1970-01-01T00:00:00Z.
    pub now: f64,
    /// Events that are in the external queue before the first macrostep.
    pub events: Vec<Event>,
    /// What is below `_genesys` from the first script on.
    pub model: Vec<ModelUpdate>,
}
