//! The simulated contact centre as a directory of people and places.

use scxml_modules::{Agent, AgentState, Directory, Place};

use super::World;

/// Whoever a strategy asks for when there is no scenario: they exist, but nobody is at work.
#[derive(Debug)]
pub(super) struct Strangers {
    agent: Agent,
    place: Place,
}

impl Strangers {
    pub(super) fn new() -> Self {
        let agent = Agent {
            name: String::new(),
            state: AgentState::LoggedOut,
            place: None,
            skills: Vec::new(),
            ready_since: None,
        };
        Self { agent, place: Place { name: String::new(), devices: Vec::new(), agent: None } }
    }
}

impl Directory for World {
    fn agent(&self, name: &str) -> Option<&Agent> {
        self.floor.agent(name).or(self.strangers.as_ref().map(|strangers| &strangers.agent))
    }

    fn place(&self, name: &str) -> Option<&Place> {
        self.floor.place(name).or(self.strangers.as_ref().map(|strangers| &strangers.place))
    }

    fn agents(&self) -> Vec<&str> {
        self.floor.agents()
    }

    fn agent_group(&self, name: &str) -> Option<&[String]> {
        self.floor.agent_group(name).or(self.strangers.as_ref().map(|_| [].as_slice()))
    }

    fn place_group(&self, name: &str) -> Option<&[String]> {
        self.floor.place_group(name).or(self.strangers.as_ref().map(|_| [].as_slice()))
    }
}
