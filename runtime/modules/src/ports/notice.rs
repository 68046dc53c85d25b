//! What happened at the switch or in the directory?

use scxml_runtime::Data;

use super::{Order, Reply};

/// Something that happened outside; the host passes it to [`crate::Modules::notice`] when it is due.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A call that no session knows yet.
    Arrived(Box<Call>),
    /// A call that no session owns has reached a number that a strategy serves: this session owns it now.
    Assigned {
        /// The call.
        call: String,
        /// The session.
        session: String,
    },
    /// A party joined a call.
    PartyAdded {
        /// The call.
        call: String,
        /// The party.
        party: Party,
    },
    /// A party is in another state.
    PartyChanged {
        /// The call.
        call: String,
        /// The party's id.
        party: String,
        /// Its new state.
        state: PartyState,
    },
    /// A party left a call.
    PartyDeleted {
        /// The call.
        call: String,
        /// The party's id.
        party: String,
    },
    /// A call left a party, such as a routing point, for another destination.
    Diverted {
        /// The call.
        call: String,
        /// The id of the party that it left.
        party: String,
        /// The number to which it went.
        destination: String,
    },
    /// The caller hung up before anybody answered.
    Abandoned {
        /// The call.
        call: String,
        /// The id of the caller's party.
        party: String,
        /// Why, if that is known.
        reason: String,
    },
    /// A transfer or a conference was completed: a consult call became part of its primary call and is over.
    Merged {
        /// The consult call.
        from: String,
        /// The primary call.
        to: String,
        /// Which of the two it was.
        kind: MergeKind,
        /// The active party of the pair.
        active: Option<Party>,
        /// The held party of the pair.
        held: Option<Party>,
    },
    /// A call is over.
    Ended {
        /// The call.
        call: String,
    },
    /// Somebody else changed the user data of a call.
    UserData {
        /// The call.
        call: String,
        /// All of it.
        data: Data,
    },
    /// What was ordered has been done.
    Done {
        /// The order.
        order: Order,
    },
    /// The caller has pressed the keys that were asked for.
    Collected {
        /// The order.
        order: Order,
        /// The digits.
        digits: String,
    },
    /// A server has answered.
    Replied {
        /// The order.
        order: Order,
        /// What.
        reply: Reply,
    },
    /// What was ordered cannot be done, or could not be finished.
    Failed {
        /// The order.
        order: Order,
        /// Why.
        fault: Fault,
    },
    /// The state or the place of an agent is another one.
    AgentChanged {
        /// The agent's name.
        agent: String,
    },
}

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The interaction id: unique among all calls that the host has seen.
    pub id: String,
    /// The kind of call.
    pub kind: CallKind,
    /// The switch's own id of it.
    pub callid: String,
    /// The caller's number.
    pub ani: String,
    /// The number that was dialled.
    pub dnis: String,
    /// The name of the medium, such as `TMediaVoice`.
    pub media: String,
    /// The number that it is on when a session gets it.
    pub device: String,
    /// The interaction id of the primary call, if this is a consult call.
    pub parent: Option<String>,
    /// User data: an object.
    pub user_data: Data,
    /// Who is in it already.
    pub parties: Vec<Party>,
}

/// `voice.type`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallKind {
    /// From outside.
    #[default]
    Inbound,
    /// To the outside.
    Outbound,
    /// Between agents.
    Internal,
    /// An agent asks somebody while a caller waits.
    Consult,
    /// The caller is called back.
    Callback,
}

impl CallKind {
    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            CallKind::Inbound => "inbound",
            CallKind::Outbound => "outbound",
            CallKind::Internal => "internal",
            CallKind::Consult => "consult",
            CallKind::Callback => "callback",
        }
    }
}

/// Somebody or something that takes part in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its id, unique in the call.
    pub id: String,
    /// Its number.
    pub device: String,
    /// Its state.
    pub state: PartyState,
}

/// The state of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyState {
    /// Dialling.
    Initiated,
    /// Waiting at a routing point or in a queue.
    Queued,
    /// Its telephone rings.
    Ringing,
    /// Talking.
    Connected,
    /// On hold.
    Hold,
    /// Gone.
    Disconnected,
}

impl PartyState {
    /// The word that scripts see; the guides at hand list none for calls.
    pub fn as_str(self) -> &'static str {
        match self {
            PartyState::Initiated => "initiated",
            PartyState::Queued => "queued",
            PartyState::Ringing => "ringing",
            PartyState::Connected => "connected",
            PartyState::Hold => "hold",
            PartyState::Disconnected => "disconnected",
        }
    }
}

/// How two calls became one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeKind {
    /// The one who asked has left.
    Transfer,
    /// All stay.
    Conference,
}

/// Why an order was not carried out; the scripts' `error` is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `invalidstate.STATE`: the call is in no state for it.
    InvalidState(CallState),
    /// `invaliddestination`: there is no such number.
    InvalidDestination(String),
    /// `reject.REASON`: the destination refuses; the reason is one word.
    Rejected(String),
    /// `remote`: something is wrong at the other side, such as a missing sound file.
    Remote(String),
    /// `timeout`: the caller has pressed no key in time.
    Timeout,
    /// `cancelled`: the caller has given up with a key that is there for it.
    GivenUp,
}

/// `STATE` of `invalidstate.STATE`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallState {
    /// There is no such call, or it is over.
    Null,
    /// It rings.
    Ringing,
    /// It is on hold.
    Hold,
    /// It is being transferred.
    Transferring,
    /// A treatment plays.
    Treating,
    /// It has been sent to a destination.
    Routed,
}

impl CallState {
    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            CallState::Null => "null",
            CallState::Ringing => "ringing",
            CallState::Hold => "hold",
            CallState::Transferring => "transferring",
            CallState::Treating => "treating",
            CallState::Routed => "routed",
        }
    }
}
