//! Who is where and available: agents, places and devices while a scenario runs.

use std::collections::BTreeMap;

use crate::scenario::{Agent, AgentState, Centre, Dn, DnKind, Group, Place, Reaction};

/// The people and devices of a contact centre.
#[derive(Debug)]
pub(crate) struct Floor {
    agents: BTreeMap<String, AgentNow>,
    places: BTreeMap<String, PlaceNow>,
    dns: BTreeMap<String, DnNow>,
    agent_groups: Vec<Group>,
    place_groups: Vec<Group>,
}

#[derive(Debug)]
struct AgentNow {
    agent: Agent,
    state: AgentState,
    since: f64,
    /// The device where the agent is logged in.
    dn: Option<String>,
    /// After a call, unavailable until then.
    wrap_up_until: f64,
}

#[derive(Debug)]
struct PlaceNow {
    place: Place,
    state: AgentState,
    since: f64,
}

#[derive(Debug)]
struct DnNow {
    dn: Dn,
    place: Option<String>,
    agent: Option<String>,
    /// Calls that ring or talk there.
    calls: Vec<String>,
    since: f64,
}

/// Somebody or something that a call can be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    pub(crate) agent: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) dn: String,
}

impl Floor {
    /// The contact centre as the scenario describes it, at its start.
    pub(crate) fn new(centre: &Centre, start: f64) -> Self {
        let mut floor = Self {
            agents: BTreeMap::new(),
            places: BTreeMap::new(),
            dns: BTreeMap::new(),
            agent_groups: centre.agent_groups.clone(),
            place_groups: centre.place_groups.clone(),
        };
        for dn in &centre.dns {
            floor.add_dn(dn.clone(), start);
        }
        for place in &centre.places {
            for name in &place.dns {
                floor.dn_entry(&name.text, start).place = Some(place.name.text.clone());
            }
            let now = PlaceNow { place: place.clone(), state: place.state, since: start };
            floor.places.insert(place.name.text.clone(), now);
        }
        for agent in &centre.agents {
            floor.log_in(agent, start);
        }
        floor
    }

    fn add_dn(&mut self, dn: Dn, start: f64) {
        let now = DnNow { place: None, agent: None, calls: Vec::new(), since: start, dn };
        self.dns.insert(now.dn.name.text.clone(), now);
    }

    /// A device that is only mentioned is a telephone.
    fn dn_entry(&mut self, name: &str, start: f64) -> &mut DnNow {
        if !self.dns.contains_key(name) {
            self.add_dn(Dn::extension(name), start);
        }
        self.dns.get_mut(name).expect("it has just been added")
    }

    fn log_in(&mut self, agent: &Agent, start: f64) {
        let place = agent.place.as_ref().and_then(|place| self.places.get(&place.text));
        let first = place.and_then(|now| now.place.dns.first());
        let dn = agent.dn.as_ref().or(first).map(|name| name.text.clone());
        if let Some(dn) = &dn {
            self.dn_entry(dn, start).agent = Some(agent.name.text.clone());
        }
        let now = AgentNow { agent: agent.clone(), state: agent.state, since: start, dn, wrap_up_until: start };
        self.agents.insert(agent.name.text.clone(), now);
    }

    /// Changes an agent's state; nothing when the agent is not declared.
    pub(crate) fn set_agent(&mut self, agent: &str, state: AgentState, now: f64) {
        if let Some(found) = self.agents.get_mut(agent) {
            found.state = state;
            found.since = now;
            found.wrap_up_until = now;
        }
    }

    /// Changes a place's own state.
    pub(crate) fn set_place(&mut self, place: &str, state: AgentState, now: f64) {
        if let Some(found) = self.places.get_mut(place) {
            found.state = state;
            found.since = now;
        }
    }

    /// A call rings or talks at a device from now on.
    pub(crate) fn occupy(&mut self, dn: &str, call: &str, now: f64) {
        let found = self.dn_entry(dn, now);
        if !found.calls.iter().any(|other| other == call) {
            found.calls.push(call.to_owned());
            found.since = now;
        }
    }

    /// A call has left a device. Gives the moment until which whoever is logged in there is still unavailable; `talked`
    /// says whether the call had been answered.
    pub(crate) fn free(&mut self, dn: &str, call: &str, talked: bool, now: f64) -> Option<f64> {
        let found = self.dns.get_mut(dn)?;
        let before = found.calls.len();
        found.calls.retain(|other| other != call);
        if found.calls.len() == before {
            return None;
        }
        found.since = now;
        let agent = self.agents.get_mut(found.agent.as_ref()?)?;
        agent.since = now;
        if talked && agent.agent.wrap_up > 0.0 {
            agent.wrap_up_until = now + agent.agent.wrap_up;
        }
        (agent.wrap_up_until > now).then_some(agent.wrap_up_until)
    }

    /// Whether a call can be sent to a device now.
    pub(crate) fn is_ready(&self, dn: &str, now: f64) -> bool {
        let Some(found) = self.dns.get(dn) else { return false };
        match found.dn.kind {
            DnKind::Queue | DnKind::RoutingPoint | DnKind::External => return found.dn.state == AgentState::Ready,
            DnKind::Extension => {}
        }
        if !found.calls.is_empty() {
            return false;
        }
        if let Some(agent) = found.agent.as_ref().and_then(|agent| self.agents.get(agent)) {
            return agent.state == AgentState::Ready && agent.wrap_up_until <= now;
        }
        match found.place.as_ref().and_then(|place| self.places.get(place)) {
            Some(place) => place.state == AgentState::Ready,
            None => found.dn.state == AgentState::Ready,
        }
    }

    /// What happens when a call rings at a device.
    pub(crate) fn reaction(&self, dn: &str) -> Reaction {
        let Some(found) = self.dns.get(dn) else { return Reaction::NoAnswer };
        if let Some(agent) = found.agent.as_ref().and_then(|agent| self.agents.get(agent)) {
            return agent.agent.reaction;
        }
        match found.place.as_ref().and_then(|place| self.places.get(place)) {
            Some(place) => place.place.reaction,
            None => found.dn.reaction,
        }
    }

    /// Whether there is a device of this number.
    pub(crate) fn has_dn(&self, dn: &str) -> bool {
        self.dns.contains_key(dn)
    }

    /// The device that a name in a scenario means: a device, or the one where an agent is logged in.
    pub(crate) fn device(&self, name: &str) -> Option<String> {
        if self.dns.contains_key(name) {
            return Some(name.to_owned());
        }
        self.agents.get(name)?.dn.clone()
    }

    /// Who is reached at a device.
    pub(crate) fn at_dn(&self, dn: &str) -> Option<Destination> {
        let found = self.dns.get(dn)?;
        Some(Destination { agent: found.agent.clone(), place: found.place.clone(), dn: dn.to_owned() })
    }

    /// Where an agent is reached; nothing while logged out, or when there is no such agent.
    pub(crate) fn agent(&self, agent: &str) -> Option<Destination> {
        let found = self.agents.get(agent)?;
        if found.state == AgentState::LoggedOut {
            return None;
        }
        let dn = found.dn.clone()?;
        let place = self.dns.get(&dn).and_then(|dn| dn.place.clone());
        Some(Destination { agent: Some(agent.to_owned()), place, dn })
    }

    /// The devices of a place.
    pub(crate) fn place(&self, place: &str) -> Vec<Destination> {
        let Some(found) = self.places.get(place) else { return Vec::new() };
        found.place.dns.iter().filter_map(|dn| self.at_dn(&dn.text)).collect()
    }

    /// A group of agents.
    pub(crate) fn agent_group(&self, name: &str) -> Option<&Group> {
        self.agent_groups.iter().find(|group| group.name.text == name)
    }

    /// A group of places.
    pub(crate) fn place_group(&self, name: &str) -> Option<&Group> {
        self.place_groups.iter().find(|group| group.name.text == name)
    }

    /// All agents and their skills, by id.
    pub(crate) fn skills(&self) -> impl Iterator<Item = (&str, &[(String, f64)])> {
        self.agents.iter().map(|(id, now)| (id.as_str(), now.agent.skills.as_slice()))
    }
}
