//! The simulated contact centre as a directory of people and places.

use scxml_modules::{Agent, Directory, Place};

use super::World;

impl Directory for World {
    fn agent(&self, name: &str) -> Option<&Agent> {
        self.floor.agent(name)
    }

    fn place(&self, name: &str) -> Option<&Place> {
        self.floor.place(name)
    }

    fn agent_group(&self, name: &str) -> Option<&[String]> {
        self.floor.agent_group(name)
    }

    fn place_group(&self, name: &str) -> Option<&[String]> {
        self.floor.place_group(name)
    }
}
