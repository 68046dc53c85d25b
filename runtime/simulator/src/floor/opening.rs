//! Who is there when a scenario starts?

use std::collections::BTreeMap;

use scxml_modules::{Agent, AgentState, Device, Place};

use super::{AgentNow, DeviceNow, Floor, agent_state, somebody};
use crate::scenario::{self, Centre, DnKind, Group, Reaction};

/// The contact centre as the scenario describes it, at its start.
pub(crate) fn open(centre: &Centre, switch: &str) -> Floor {
    let mut floor = Floor {
        switch: switch.to_owned(),
        agents: BTreeMap::new(),
        places: BTreeMap::new(),
        devices: BTreeMap::new(),
        agent_groups: groups(&centre.agent_groups),
        place_groups: groups(&centre.place_groups),
    };
    for dn in &centre.dns {
        floor.add_device(&dn.name.text, dn.kind, dn.reaction, None);
    }
    for place in &centre.places {
        floor.add_place(&place.name.text, place.dns.iter().map(|dn| dn.text.as_str()));
    }
    for agent in &centre.agents {
        floor.add_agent(agent);
    }
    for place in &centre.places {
        floor.add_somebody(&place.name.text, place.state);
    }
    let unmentioned: Vec<String> =
        floor.places.keys().filter(|p| !floor.agents.contains_key(&somebody(p))).cloned().collect();
    for place in unmentioned {
        floor.add_somebody(&place, scenario::AgentState::LoggedOut);
    }
    floor
}

fn groups(groups: &[Group]) -> BTreeMap<String, Vec<String>> {
    let members = |group: &Group| group.members.iter().map(|member| member.text.clone()).collect();
    groups.iter().map(|group| (group.name.text.clone(), members(group))).collect()
}

impl Floor {
    fn add_device(&mut self, number: &str, kind: DnKind, reaction: Reaction, place: Option<&str>) {
        let device =
            DeviceNow { kind, reaction, place: place.map(str::to_owned), calls: Vec::new() };
        self.devices.insert(number.to_owned(), device);
    }

    fn add_place<'a>(&mut self, name: &str, numbers: impl Iterator<Item = &'a str>) {
        let mut place = Place { name: name.to_owned(), devices: Vec::new(), agent: None };
        for number in numbers {
            place.devices.push(Device { number: number.to_owned(), switch: self.switch.clone() });
            match self.devices.get_mut(number) {
                Some(device) => device.place = Some(name.to_owned()),
                None => {
                    self.add_device(number, DnKind::Extension, Reaction::Answer(0.0), Some(name))
                }
            }
        }
        self.places.insert(name.to_owned(), place);
    }

    fn add_agent(&mut self, agent: &scenario::Agent) {
        let name = agent.name.text.clone();
        let place = agent.place.as_ref().map_or_else(|| name.clone(), |place| place.text.clone());
        if !self.places.contains_key(&place) {
            self.add_place(&place, std::iter::once(place.as_str()));
        }
        let shown = Agent {
            name: name.clone(),
            state: AgentState::LoggedOut,
            place: Some(place),
            skills: agent.skills.clone(),
            ready_since: None,
        };
        let own = agent_state(agent.state);
        let now = AgentNow {
            shown,
            own,
            reaction: agent.reaction,
            wrap_up: agent.wrap_up,
            wrap_up_until: 0.0,
        };
        self.agents.insert(name.clone(), now);
        self.refresh(&name, 0.0);
    }

    fn add_somebody(&mut self, place: &str, state: scenario::AgentState) {
        let Some(found) = self.places.get(place) else { return };
        let name = somebody(place);
        let shown = Agent {
            name: name.clone(),
            state: AgentState::LoggedOut,
            place: Some(place.to_owned()),
            skills: Vec::new(),
            ready_since: None,
        };
        let taken = found.agent.is_some();
        let device = found.devices.first().and_then(|dn| self.devices.get(&dn.number));
        let reaction = device.map_or(Reaction::NoAnswer, |device| device.reaction);
        let own = agent_state(state);
        self.agents.insert(
            name.clone(),
            AgentNow { shown, own, reaction, wrap_up: 0.0, wrap_up_until: 0.0 },
        );
        if !taken {
            self.refresh(&name, 0.0);
        }
    }
}
