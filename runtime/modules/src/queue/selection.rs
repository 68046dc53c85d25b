//! Which submit gets which target? The first submit in line that has a free one, and of its targets the first free
//! one: targets in document order, members of a group in the group's order.

use super::target::{Kind, Target};
use super::{Router, Stage, Submit};
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
    /// The next submit for which a target is free.
    pub(super) fn next_choice(&self, ports: &dyn Ports) -> Option<(u64, Choice)> {
        let waits = |s: &Submit| matches!(s.stage, Stage::Waiting);
        let mut line: Vec<_> = self.submits.iter().filter(|(_, s)| waits(s)).collect();
        line.sort_by(|(_, a), (_, b)| b.priority.total_cmp(&a.priority));
        line.into_iter().find_map(|(&number, submit)| {
            let free = |target| self.free(target, submit, ports);
            Some((number, submit.targets.iter().find_map(free)?))
        })
    }

    fn free(&self, target: &Target, submit: &Submit, ports: &dyn Ports) -> Option<Choice> {
        let alone = std::slice::from_ref(&target.name);
        match target.kind {
            Kind::Agent => self.free_agent(alone, target, submit, ports),
            Kind::AgentGroup => {
                self.free_agent(ports.agent_group(&target.name)?, target, submit, ports)
            }
            Kind::Place => self.free_place(alone, target, submit, ports),
            Kind::PlaceGroup => {
                self.free_place(ports.place_group(&target.name)?, target, submit, ports)
            }
        }
    }

    fn free_agent(
        &self,
        names: &[String],
        target: &Target,
        submit: &Submit,
        ports: &dyn Ports,
    ) -> Option<Choice> {
        names.iter().find_map(|name| {
            let place = ports.agent(name)?.place.as_deref()?;
            self.choice(name, place, target.component(name, Kind::Agent), target, submit, ports)
        })
    }

    fn free_place(
        &self,
        names: &[String],
        target: &Target,
        submit: &Submit,
        ports: &dyn Ports,
    ) -> Option<Choice> {
        names.iter().find_map(|name| {
            let agent = ports.place(name)?.agent.as_deref()?;
            self.choice(agent, name, target.component(name, Kind::Place), target, submit, ports)
        })
    }

    /// The agent at the place, if they are ready and nobody else's.
    fn choice(
        &self,
        agent: &str,
        place: &str,
        component: String,
        target: &Target,
        submit: &Submit,
        directory: &(impl Directory + ?Sized),
    ) -> Option<Choice> {
        let ready = directory.agent(agent)?.state == AgentState::Ready;
        let refused = submit.refused.iter().any(|a| a == agent);
        if !ready || refused || self.reserved.contains_key(agent) {
            return None;
        }
        let device = directory.place(place)?.devices.first()?.clone();
        let object = target.object();
        Some(Choice { agent: agent.to_owned(), place: place.to_owned(), device, component, object })
    }
}
