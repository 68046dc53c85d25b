//! How does a session end, and what may it use up before it is made to?

use crate::Data;
use crate::snapshot::{SlotName, StateId, choice};

/// How a session ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It entered a `<final>` child of `<scxml>`.
    Final {
        /// The id of that state.
        state: &'static str,
        /// What its `<donedata>` gave.
        data: Data,
    },
    /// It was ended; no `<onexit>` ran.
    Stopped {
        /// Why.
        reason: StopReason,
    },
}

choice!(Outcome { 0 Final { state as StateId, data }, 1 Stopped { reason } });

/// Why a session was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// One macrostep took more than [`Limits::microsteps`]: an eventless loop, or a raise that leads to itself.
    Microsteps,
    /// One call of `run` took more than [`Limits::macrosteps`]: a session that goes on sending to itself.
    Macrosteps,
    /// A script used up [`Limits::script_steps`] for the second time in one macrostep.
    ScriptSteps,
    /// A script filled the heap for the second time in one macrostep; see [`Limits::heap_bytes`].
    Heap,
    /// The start gave data a value that the program's code cannot work with: all that the document itself ever puts there
    /// is of one type.
    Parameter {
        /// The data.
        name: &'static str,
        /// What it must be.
        expected: SlotType,
    },
}

choice!(StopReason {
    0 Microsteps,
    1 Macrosteps,
    2 ScriptSteps,
    3 Heap,
    4 Parameter { name as SlotName, expected },
});

/// What a name of the data model always holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotType {
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A string.
    String,
}

choice!(SlotType { 0 Number, 1 Boolean, 2 String });

impl std::fmt::Display for SlotType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            SlotType::Number => "a number",
            SlotType::Boolean => "true or false",
            SlotType::String => "a string",
        })
    }
}

impl std::fmt::Display for StopReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let reason = match self {
            StopReason::Microsteps => "too many microsteps in one macrostep",
            StopReason::Macrosteps => "too many macrosteps without a rest",
            StopReason::ScriptSteps => "a script ran for too long",
            StopReason::Heap => "the scripts need too much memory",
            StopReason::Parameter { name, expected } => {
                return write!(f, "the parameter `{name}` must be {expected}");
            }
        };
        f.write_str(reason)
    }
}

/// What a session may use up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Microsteps in a macrostep.
    pub microsteps: u32,
    /// Macrosteps in one call of `run`, besides those for the events that wait when it is called.
    pub macrosteps: u32,
    /// Loop turns and function calls of scripts in a macrostep; the scripts that deal with an overrun have as many
    /// again.
    pub script_steps: u64,
    /// Bytes of strings and objects; a script that needs more fails, and the scripts that deal with that have a
    /// quarter more.
    pub heap_bytes: usize,
    /// Events of its own that a session may have waiting; a `<send>` of one more fails.
    pub waiting_events: usize,
    /// How long a text that a regular expression looks at may be, in UTF-16 units: the time for a match is not
    /// limited otherwise, and can grow with the square of the length even where a pattern is harmless.
    pub pattern_text: usize,
    /// Machines that `<invoke>` has started and that run at the same time in one session; one more fails.
    pub invoked_machines: usize,
    /// How many machines may be above one that is invoked: its parent, the parent's parent, and so on.
    pub invoke_depth: u32,
}

impl Limits {
    /// What holds when nothing else is said.
    pub const DEFAULT: Limits = Limits {
        microsteps: 10_000,
        macrosteps: 100_000,
        script_steps: 10_000_000,
        heap_bytes: 64 << 20,
        waiting_events: 100_000,
        pattern_text: 8 << 10,
        invoked_machines: 1_000,
        invoke_depth: 50,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
