//! What can happen in a scenario, as data.

use scxml_diagnostic::Span;
use scxml_runtime::Data;

use super::centre::AgentState;
use super::reader::Name;

/// One thing that happens.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub at: f64,
    /// Where the entry stands.
    pub span: Span,
    /// What.
    pub what: Happening,
}

/// What can happen.
#[derive(Clone, Debug)]
pub enum Happening {
    /// A customer calls.
    Call(Call),
    /// Somebody on a call starts a second one.
    Consult(Consult),
    /// Somebody completes the transfer or conference that a consult call prepared; the two calls become one.
    Transfer {
        /// The consult call.
        call: Name,
        /// Whether the one who consulted stays in the call.
        conference: bool,
    },
    /// Somebody hangs up.
    HangUp {
        /// The call.
        call: Name,
        /// Who: a device or agent; the caller when absent.
        party: Option<Name>,
    },
    /// An agent's state changes.
    Agent {
        /// The agent.
        agent: Name,
        /// The new state.
        state: AgentState,
        /// The place where the agent logs in, when it is another one.
        place: Option<Name>,
    },
    /// Whoever takes calls at a place where no agent is logged in is available, or no more.
    Place {
        /// The place.
        place: Name,
        /// The new state.
        state: AgentState,
    },
    /// A ringing call is answered.
    Answer {
        /// The call.
        call: Name,
        /// The device or agent that answers; the one that rings when absent.
        party: Option<Name>,
    },
    /// The caller presses keys.
    Digits {
        /// The call.
        call: Name,
        /// The keys, in order.
        keys: String,
        /// Milliseconds between one key and the next.
        every: f64,
    },
    /// User data of a call is changed from outside.
    UserData {
        /// The call.
        call: Name,
        /// Pairs to set.
        set: Vec<(String, Data)>,
        /// Keys to delete.
        delete: Vec<String>,
    },
    /// An event is sent to a session from outside.
    Event {
        /// Its name.
        name: String,
        /// Its data.
        data: Data,
        /// The session; the first when absent.
        session: Option<Name>,
    },
    /// Something can no longer be played, or can be played again.
    Fault {
        /// A sound file, or an announcement.
        media: Name,
        /// Whether `media` is the id of an announcement.
        announcement: bool,
        /// Whether it is missing from now on.
        missing: bool,
    },
    /// A session starts without a call.
    Start {
        /// What expectations and other entries call it.
        id: Option<Name>,
        /// Its machine.
        machine: Option<Name>,
        /// Its start parameters, by name.
        parameters: Vec<(String, Data)>,
    },
}

/// A call from a customer.
#[derive(Clone, Debug)]
pub struct Call {
    /// What the scenario calls it; also the interaction's id.
    pub id: Name,
    /// Who calls.
    pub ani: String,
    /// The number that was called: the device where the call arrives.
    pub dnis: String,
    /// User data, by key.
    pub udata: Vec<(String, Data)>,
    /// The machine that it starts, when it is not the scenario's.
    pub machine: Option<Name>,
    /// Start parameters, when they are not the scenario's.
    pub parameters: Option<Vec<(String, Data)>>,
    /// The device or agent that already talks to the customer; such a call starts no session.
    pub talking_to: Option<Name>,
}

/// A call that somebody on another call starts.
#[derive(Clone, Debug)]
pub struct Consult {
    /// The call; its `ani` is the device that consults.
    pub call: Call,
    /// The primary call.
    pub of: Name,
    /// The device or agent on the primary call who consults; whoever talks to the customer when absent.
    pub from: Option<Name>,
}
