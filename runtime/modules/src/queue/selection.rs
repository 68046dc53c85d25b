//! Which submit gets which target? The first submit in line for it, and a submit gets the first free of its targets: targets in document order, members of a group in the group's order.

use super::router::{Router, Stage};
use super::target::{Kind, Target};
use crate::{AgentState, Device, Directory, Ports};

/// A free target.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) agent: String,
    pub(super) place: String,
    pub(super) device: Device,
    /// The agent or the place: `Name@StatServer.Type`.
    pub(super) component: String,
    /// The target of the document: `Name@StatServer.Type`.
    pub(super) object: String,
}

impl Router {
    /// A free target of this submit, if it waits.
    pub(super) fn choice_for(&self, number: u64, ports: &dyn Ports) -> Option<Choice> {
        let submit = self.get(number).filter(|s| matches!(s.stage, Stage::Waiting))?;
        submit.targets.iter().find_map(|target| self.free(target, number, ports))
    }

    /// The next submit in line for this agent, if they are free.
    pub(super) fn next_for(&self, agent: &str, ports: &dyn Ports) -> Option<(u64, Choice)> {
        if !self.is_free(agent, ports) {
            return None;
        }
        let mut line = self.line.for_agent(agent, ports).filter(|n| !self.has_refused(agent, *n));
        line.find_map(|number| Some((number, self.choice_for(number, ports)?)))
    }

    /// Ready, and nobody else's.
    fn is_free(&self, agent: &str, directory: &(impl Directory + ?Sized)) -> bool {
        let ready = directory.agent(agent).is_some_and(|a| a.state == AgentState::Ready);
        ready && !self.reserved.contains_key(agent)
    }

    fn free(&self, target: &Target, number: u64, ports: &dyn Ports) -> Option<Choice> {
        let alone = std::slice::from_ref(&target.name);
        match target.kind {
            Kind::Agent => self.free_agent(alone, target, number, ports),
            Kind::AgentGroup => {
                self.free_agent(ports.agent_group(&target.name)?, target, number, ports)
            }
            Kind::Place => self.free_place(alone, target, number, ports),
            Kind::PlaceGroup => {
                self.free_place(ports.place_group(&target.name)?, target, number, ports)
            }
        }
    }

    fn free_agent(
        &self,
        names: &[String],
        target: &Target,
        number: u64,
        ports: &dyn Ports,
    ) -> Option<Choice> {
        names.iter().find_map(|name| {
            let place = ports.agent(name)?.place.as_deref()?;
            self.choice(name, place, target.component(name, Kind::Agent), target, number, ports)
        })
    }

    fn free_place(
        &self,
        names: &[String],
        target: &Target,
        number: u64,
        ports: &dyn Ports,
    ) -> Option<Choice> {
        names.iter().find_map(|name| {
            let agent = ports.place(name)?.agent.as_deref()?;
            self.choice(agent, name, target.component(name, Kind::Place), target, number, ports)
        })
    }

    /// The agent at the place, if they are ready and nobody else's.
    fn choice(
        &self,
        agent: &str,
        place: &str,
        component: String,
        target: &Target,
        number: u64,
        directory: &(impl Directory + ?Sized),
    ) -> Option<Choice> {
        if !self.is_free(agent, directory) || self.has_refused(agent, number) {
            return None;
        }
        let device = directory.place(place)?.devices.first()?.clone();
        let object = target.object();
        Some(Choice { agent: agent.to_owned(), place: place.to_owned(), device, component, object })
    }
}
