//! Which submit gets which target? The first submit in line for it, and a submit gets the first free of its targets:
//! targets in document order, members of a group in the group's order, unless it says how targets are ordered.

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

/// How a submit orders its targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// As they are listed.
    #[default]
    Listed,
    /// Who has been ready for the longest time first.
    LongestReady,
    /// Who has been ready for the shortest time first.
    ShortestReady,
    /// The one that lacks most of its share.
    Percentage,
}

/// How many of those that went to a list of targets each target got.
#[derive(Clone, Debug, Default)]
pub(super) struct Shares(std::collections::BTreeMap<Vec<String>, Vec<f64>>);

impl Shares {
    fn key(targets: &[Target]) -> Vec<String> {
        targets.iter().map(Target::object).collect()
    }

    /// One more has gone to this target.
    pub(super) fn count(&mut self, targets: &[Target], object: &str) {
        let key = Self::key(targets);
        let Some(place) = key.iter().position(|target| target == object) else { return };
        let counts = self.0.entry(key).or_insert_with(|| vec![0.0; targets.len()]);
        counts[place] += 1.0;
    }

    /// The places of the targets: first the one that would be least above its share with one more.
    fn order(&self, targets: &[Target]) -> Vec<usize> {
        let counts = self.0.get(&Self::key(targets));
        let of = |i: usize| {
            let got = counts.map_or(0.0, |counts| counts[i]);
            (got + 1.0) / targets[i].weight
        };
        let mut places: Vec<usize> = (0..targets.len()).collect();
        places.sort_by(|a, b| of(*a).total_cmp(&of(*b)));
        places
    }
}

impl Router {
    /// A free target of this submit, if it waits.
    pub(super) fn choice_for(&self, number: u64, ports: &dyn Ports) -> Option<Choice> {
        let submit = self.get(number).filter(|s| matches!(s.stage, Stage::Waiting))?;
        let all = || submit.targets.iter().flat_map(|target| self.free(target, number, ports));
        let since = |choice: &Choice| {
            ports.agent(&choice.agent).and_then(|agent| agent.ready_since).unwrap_or(f64::INFINITY)
        };
        match submit.order {
            Order::Listed => all().next(),
            Order::LongestReady => all().min_by(|a, b| since(a).total_cmp(&since(b))),
            // Of equals the first, as everywhere.
            Order::ShortestReady => all().reduce(|a, b| if since(&b) > since(&a) { b } else { a }),
            Order::Percentage => {
                let mut order = self.shares.order(&submit.targets).into_iter();
                order.find_map(|i| self.free(&submit.targets[i], number, ports).next())
            }
        }
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

    /// What is free of a target, in its order.
    fn free<'a>(
        &'a self,
        target: &'a Target,
        number: u64,
        ports: &'a dyn Ports,
    ) -> Box<dyn Iterator<Item = Choice> + 'a> {
        let alone = std::slice::from_ref(&target.name);
        let agents = |names: &'a [String]| {
            let names = names.iter().map(String::as_str);
            names.filter_map(move |name| self.free_agent(name, target, number, ports))
        };
        let places = |names: &'a [String]| {
            names.iter().filter_map(move |name| self.free_place(name, target, number, ports))
        };
        match (target.kind, &target.skills) {
            (Kind::Agent, _) => Box::new(agents(alone)),
            (Kind::AgentGroup, _) => {
                Box::new(agents(ports.agent_group(&target.name).unwrap_or_default()))
            }
            (Kind::Place, _) => Box::new(places(alone)),
            (Kind::PlaceGroup, _) => {
                Box::new(places(ports.place_group(&target.name).unwrap_or_default()))
            }
            (Kind::Skill, None) => Box::new(std::iter::empty()),
            (Kind::Skill, Some(skills)) => {
                let names: Vec<&str> = if skills.group.is_empty() {
                    ports.agents()
                } else {
                    let group = ports.agent_group(&skills.group).unwrap_or_default();
                    group.iter().map(String::as_str).collect()
                };
                let skilled = names
                    .into_iter()
                    .filter(|name| ports.agent(name).is_some_and(|agent| skills.has(agent)));
                Box::new(skilled.filter_map(move |n| self.free_agent(n, target, number, ports)))
            }
        }
    }

    fn free_agent(
        &self,
        name: &str,
        target: &Target,
        number: u64,
        ports: &dyn Ports,
    ) -> Option<Choice> {
        let place = ports.agent(name)?.place.as_deref()?;
        self.choice(name, place, target.component(name, Kind::Agent), target, number, ports)
    }

    fn free_place(
        &self,
        name: &str,
        target: &Target,
        number: u64,
        ports: &dyn Ports,
    ) -> Option<Choice> {
        let agent = ports.place(name)?.agent.as_deref()?;
        self.choice(agent, name, target.component(name, Kind::Place), target, number, ports)
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
