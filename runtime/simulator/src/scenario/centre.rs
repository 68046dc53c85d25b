//! The contact centre of a scenario: agents, places, devices, groups and what can be played.

use scxml_diagnostic::{Diagnostic, Span};

use super::reader::{Name, Reader, Table};
use super::services::{self, Service};

/// Everybody and everything in the contact centre, each list in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Centre {
    /// Agents.
    pub agents: Vec<Agent>,
    /// Places: desks with devices.
    pub places: Vec<Place>,
    /// Devices.
    pub dns: Vec<Dn>,
    /// Groups of agents.
    pub agent_groups: Vec<Group>,
    /// Groups of places.
    pub place_groups: Vec<Group>,
    /// Sound files and other sources of music.
    pub media: Vec<Media>,
    /// Recorded announcements; the name is the integer id.
    pub announcements: Vec<Media>,
    /// Servers that strategies fetch from.
    pub services: Vec<Service>,
}

/// A person who takes calls.
#[derive(Clone, Debug)]
pub struct Agent {
    /// The agent's id.
    pub name: Name,
    /// Skills and their levels.
    pub skills: Vec<(String, f64)>,
    /// The place where the agent is logged in; one of the agent's own name when absent.
    pub place: Option<Name>,
    /// State at the start.
    pub state: AgentState,
    /// What happens when a call rings at the agent's device.
    pub reaction: Reaction,
    /// How long the agent stays unavailable after a call.
    pub wrap_up: f64,
}

/// Whether an agent takes calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgentState {
    /// Waiting for calls.
    Ready,
    /// On a call that this scenario does not describe.
    Busy,
    /// Logged in, but not taking calls.
    NotReady,
    /// Not at work.
    LoggedOut,
}

impl AgentState {
    /// The states and the words for them in a scenario.
    pub const WORDS: [(&'static str, AgentState); 4] = [
        ("ready", AgentState::Ready),
        ("busy", AgentState::Busy),
        ("notready", AgentState::NotReady),
        ("loggedout", AgentState::LoggedOut),
    ];

    /// The word for this state in a scenario.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }
}

/// What happens when a call rings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reaction {
    /// It is answered after this many milliseconds.
    Answer(f64),
    /// It rings until the caller gives up or the timeline answers it.
    NoAnswer,
    /// It is refused after this many milliseconds.
    Reject(f64),
}

/// A desk with devices.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name.
    pub name: Name,
    /// Its devices, of which the first one rings; the device of the same name when none is given.
    pub dns: Vec<Name>,
    /// Whether somebody unnamed takes calls there, as long as no agent is logged in there.
    pub state: AgentState,
}

/// A device.
#[derive(Clone, Debug)]
pub struct Dn {
    /// Its number.
    pub name: Name,
    /// What kind of device it is.
    pub kind: DnKind,
    /// What happens when a call rings there and no agent is logged in.
    pub reaction: Reaction,
}

impl Dn {
    /// A telephone that is ready and answers.
    pub fn extension(name: &str) -> Self {
        Self {
            name: Name { text: name.to_owned(), span: Span::NOWHERE },
            kind: DnKind::Extension,
            reaction: Reaction::Answer(0.0),
        }
    }
}

/// Kinds of devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DnKind {
    /// A telephone.
    Extension,
    /// A queue of the switch.
    Queue,
    /// A routing point.
    RoutingPoint,
    /// A number outside of the contact centre.
    External,
}

impl DnKind {
    /// The kinds and the words for them in a scenario.
    pub const WORDS: [(&'static str, DnKind); 4] = [
        ("extension", DnKind::Extension),
        ("queue", DnKind::Queue),
        ("routing-point", DnKind::RoutingPoint),
        ("external", DnKind::External),
    ];
}

/// A group of agents or of places.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// Its members, in the order of the file.
    pub members: Vec<Name>,
}

/// Something that can be played.
#[derive(Clone, Debug)]
pub struct Media {
    /// Its name.
    pub name: Name,
    /// How long it takes to play once, in milliseconds.
    pub duration: Option<f64>,
    /// Whether it cannot be played.
    pub missing: bool,
}

/// Reads the tables that describe the contact centre.
pub(super) fn read(table: &Table<'_>, reader: &mut Reader) -> Centre {
    Centre {
        agents: each(table, "agents", reader, agent),
        places: each(table, "places", reader, place),
        dns: each(table, "dns", reader, dn),
        agent_groups: each(table, "agentgroups", reader, |name, table, reader| {
            group(name, table, reader, "agents")
        }),
        place_groups: each(table, "placegroups", reader, |name, table, reader| {
            group(name, table, reader, "places")
        }),
        media: each(table, "media", reader, media),
        announcements: each(table, "announcements", reader, media),
        services: each(table, "services", reader, services::service),
    }
}

/// Reads the tables `[key.NAME]`.
fn each<T>(
    table: &Table<'_>,
    key: &str,
    reader: &mut Reader,
    mut read: impl FnMut(Name, &Table<'_>, &mut Reader) -> T,
) -> Vec<T> {
    let Some(inner) = table.get(key).and_then(|member| reader.table(&member)) else {
        return Vec::new();
    };
    let mut list = Vec::new();
    for member in inner.iter() {
        if let Some(table) = reader.table(member) {
            list.push(read(member.name(), &table, reader));
        }
    }
    list
}

fn agent(name: Name, table: &Table<'_>, reader: &mut Reader) -> Agent {
    reader.only(table, &["skills", "place", "state", "reaction", "after", "wrap_up"]);
    Agent {
        name,
        skills: reader.numbers(table, "skills"),
        place: reader.name(table, "place"),
        state: state(table, reader),
        reaction: reaction(table, reader),
        wrap_up: reader.duration(table, "wrap_up").unwrap_or(0.0),
    }
}

fn place(name: Name, table: &Table<'_>, reader: &mut Reader) -> Place {
    reader.only(table, &["dns", "state"]);
    let mut dns = reader.names(table, "dns");
    if table.get("dns").is_none() {
        dns.push(name.clone());
    }
    let state = reader.word(table, "state", &AgentState::WORDS).unwrap_or(AgentState::LoggedOut);
    Place { name, dns, state }
}

fn dn(name: Name, table: &Table<'_>, reader: &mut Reader) -> Dn {
    reader.only(table, &["type", "reaction", "after"]);
    Dn {
        name,
        kind: reader.word(table, "type", &DnKind::WORDS).unwrap_or(DnKind::Extension),
        reaction: reaction(table, reader),
    }
}

fn group(name: Name, table: &Table<'_>, reader: &mut Reader, members: &str) -> Group {
    reader.only(table, &[members]);
    if table.get(members).is_none() {
        reader.missing(table, members, "[\"702\"]");
    }
    Group { name, members: reader.names(table, members) }
}

fn media(name: Name, table: &Table<'_>, reader: &mut Reader) -> Media {
    reader.only(table, &["duration", "missing"]);
    Media {
        name,
        duration: reader.duration(table, "duration"),
        missing: reader.boolean(table, "missing").unwrap_or(false),
    }
}

fn state(table: &Table<'_>, reader: &mut Reader) -> AgentState {
    reader.word(table, "state", &AgentState::WORDS).unwrap_or(AgentState::Ready)
}

fn reaction(table: &Table<'_>, reader: &mut Reader) -> Reaction {
    let after = reader.duration(table, "after").unwrap_or(0.0);
    let words = [
        ("answer", Reaction::Answer(after)),
        ("no-answer", Reaction::NoAnswer),
        ("reject", Reaction::Reject(after)),
    ];
    let reaction = reader.word(table, "reaction", &words).unwrap_or(Reaction::Answer(after));
    if let (Reaction::NoAnswer, Some(after)) = (reaction, table.get("after")) {
        reader.report(Diagnostic::error(
            "scenario-conflict",
            after.key_span,
            "`after` says when somebody reacts, and nobody does",
        ));
    }
    reaction
}
