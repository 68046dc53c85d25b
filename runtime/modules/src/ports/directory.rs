//! Who is there, and can they take a call?

/// Agents, places, and groups of them.
///
/// An answer holds until the host tells of a change by [`super::Notice::AgentChanged`].
pub trait Directory {
    /// The agent of this name.
    fn agent(&self, name: &str) -> Option<&Agent>;

    /// The place of this name.
    fn place(&self, name: &str) -> Option<&Place>;

    /// The names of all agents, in an order that does not change.
    fn agents(&self) -> Vec<&str>;

    /// The names of the agents in this group, in the group's order.
    fn agent_group(&self, name: &str) -> Option<&[String]>;

    /// The names of the places in this group, in the group's order.
    fn place_group(&self, name: &str) -> Option<&[String]>;
}

/// Somebody who takes calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Agent {
    /// Their name, the employee id.
    pub name: String,
    /// What they do now.
    pub state: AgentState,
    /// The place at which they are logged in.
    pub place: Option<String>,
    /// Their skills and levels.
    pub skills: Vec<(String, f64)>,
    /// When they became ready, in milliseconds since 1970-01-01T00:00:00Z, if they are: `StatTimeInReadyState` counts
    /// from there.
    pub ready_since: Option<f64>,
}

/// What an agent does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AgentState {
    /// Not logged in.
    #[default]
    LoggedOut,
    /// Logged in, but not to be given calls.
    NotReady,
    /// Waiting for a call.
    Ready,
    /// A call rings, or they talk.
    Busy,
}

/// A desk with telephones.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its numbers; the first one rings.
    pub devices: Vec<Device>,
    /// The agent who is logged in there.
    pub agent: Option<String>,
}

/// A directory number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The number, `702`.
    pub number: String,
    /// The switch it belongs to.
    pub switch: String,
}
