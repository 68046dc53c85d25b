//! Who is where and available: agents, places and devices while a scenario runs.

mod opening;

pub(crate) use opening::open;

use std::collections::BTreeMap;

use scxml_modules::{Agent, AgentState, Device, Directory, Place};

use crate::scenario::{self, DnKind, Reaction};

/// The people and devices of a contact centre.
#[derive(Debug)]
pub(crate) struct Floor {
    switch: String,
    agents: BTreeMap<String, AgentNow>,
    places: BTreeMap<String, Place>,
    devices: BTreeMap<String, DeviceNow>,
    agent_groups: BTreeMap<String, Vec<String>>,
    place_groups: BTreeMap<String, Vec<String>>,
}

#[derive(Debug)]
struct AgentNow {
    /// What the modules see.
    shown: Agent,
    /// The state that the scenario gave; a call covers it.
    own: AgentState,
    reaction: Reaction,
    wrap_up: f64,
    /// After a call, unavailable until then.
    wrap_up_until: f64,
}

#[derive(Debug)]
struct DeviceNow {
    kind: DnKind,
    reaction: Reaction,
    place: Option<String>,
    /// Calls that ring or talk there.
    calls: Vec<String>,
}

/// The name of whoever takes calls at a place without an agent; no agent of a scenario can be meant by it.
fn somebody(place: &str) -> String {
    format!("({place})")
}

impl Floor {
    /// Changes the state of a place where no agent is logged in. Gives the name under which the modules know of it.
    pub(crate) fn set_place(
        &mut self,
        place: &str,
        state: scenario::AgentState,
        now: f64,
    ) -> Option<String> {
        let name = somebody(place);
        let found = self.agents.get_mut(&name)?;
        found.own = agent_state(state);
        let taken = self.places.get(place)?.agent.as_ref().is_some_and(|agent| *agent != name);
        if !taken {
            self.refresh(&name, now);
        }
        (!taken).then_some(name)
    }

    /// Changes an agent's state, and the place if one is given; whoever sat there is logged out, and whoever takes calls
    /// where the agent was takes them again. Gives the names of all whose state that changes.
    pub(crate) fn set_agent(
        &mut self,
        agent: &str,
        state: scenario::AgentState,
        place: Option<&str>,
        now: f64,
    ) -> Vec<String> {
        let Some(found) = self.agents.get_mut(agent) else { return Vec::new() };
        found.own = agent_state(state);
        found.wrap_up_until = 0.0;
        let left = found.shown.place.clone();
        if let Some(place) = place {
            found.shown.place = Some(place.to_owned());
        }
        let now_at = found.shown.place.clone();
        let mut changed = vec![agent.to_owned()];
        if left != now_at {
            changed.extend(left.and_then(|left| self.leave(&left, agent, now)));
        }
        let sat = now_at.as_ref().and_then(|p| self.places.get(p)).and_then(|p| p.agent.clone());
        match (sat.filter(|other| other != agent), now_at) {
            (_, Some(place)) if state == scenario::AgentState::LoggedOut => {
                self.refresh(agent, now);
                changed.extend(self.leave(&place, agent, now));
            }
            (Some(other), Some(place)) => {
                if other != somebody(&place)
                    && let Some(other) = self.agents.get_mut(&other)
                {
                    other.own = AgentState::LoggedOut;
                }
                self.refresh(&other, now);
                changed.push(other);
                self.refresh(agent, now);
            }
            _ => self.refresh(agent, now),
        }
        changed
    }

    /// An agent is at a place no more. Gives whoever takes calls there instead.
    fn leave(&mut self, place: &str, agent: &str, now: f64) -> Option<String> {
        let found = self.places.get_mut(place)?;
        if found.agent.as_deref().is_some_and(|at| at != agent) {
            return None;
        }
        found.agent = None;
        let name = somebody(place);
        self.refresh(&name, now);
        Some(name)
    }

    /// Brings what the modules see up to date: a call at the agent's place covers the agent's own state.
    pub(crate) fn refresh(&mut self, agent: &str, now: f64) {
        let Some(found) = self.agents.get_mut(agent) else { return };
        let place = found.shown.place.as_ref().and_then(|place| self.places.get_mut(place));
        let Some(place) = place else { return };
        let devices = &self.devices;
        let on_call = |device: &Device| {
            devices.get(&device.number).is_some_and(|device| !device.calls.is_empty())
        };
        found.shown.state = match found.own {
            AgentState::LoggedOut => AgentState::LoggedOut,
            _ if place.devices.iter().any(on_call) => AgentState::Busy,
            AgentState::Ready if found.wrap_up_until > now => AgentState::NotReady,
            own => own,
        };
        let since = found.shown.ready_since;
        let ready = found.shown.state == AgentState::Ready;
        found.shown.ready_since = ready.then(|| since.unwrap_or(now));
        if found.shown.state != AgentState::LoggedOut {
            place.agent = Some(agent.to_owned());
        } else if place.agent.as_deref() == Some(agent) {
            place.agent = None;
        }
    }

    /// A call rings or talks at a device from now on. Gives the agent whose state that changes.
    pub(crate) fn occupy(&mut self, number: &str, call: &str, now: f64) -> Option<String> {
        let device = self.devices.get_mut(number)?;
        device.calls.push(call.to_owned());
        let agent = self.agent_at(number)?;
        self.refresh(&agent, now);
        Some(agent)
    }

    /// A call has left a device. Gives the agent whose state that changes, and until when the agent is unavailable.
    pub(crate) fn free(
        &mut self,
        number: &str,
        call: &str,
        talked: bool,
        now: f64,
    ) -> Option<(String, f64)> {
        let device = self.devices.get_mut(number)?;
        let place = device.calls.iter().position(|other| other == call)?;
        device.calls.remove(place);
        let agent = self.agent_at(number)?;
        let found = self.agents.get_mut(&agent)?;
        if talked && found.wrap_up > 0.0 {
            found.wrap_up_until = now + found.wrap_up;
        }
        let until = found.wrap_up_until;
        self.refresh(&agent, now);
        Some((agent, until))
    }

    /// Whether a call that is sent to a device can ring there.
    pub(crate) fn is_idle(&self, number: &str) -> bool {
        self.devices.get(number).is_some_and(|device| {
            device.calls.is_empty() || !matches!(device.kind, DnKind::Extension)
        })
    }

    /// The kind of a device; nothing when there is none of this number.
    pub(crate) fn kind(&self, number: &str) -> Option<DnKind> {
        self.devices.get(number).map(|device| device.kind)
    }

    /// What happens when a call rings at a device.
    pub(crate) fn reaction(&self, number: &str) -> Reaction {
        let agent = self
            .agent_at(number)
            .and_then(|agent| self.agents.get(&agent))
            .map(|agent| agent.reaction);
        let own = self.devices.get(number).map(|device| device.reaction);
        agent.or(own).unwrap_or(Reaction::NoAnswer)
    }

    /// The device that a name in a scenario means: a device, or the first one at an agent's place.
    pub(crate) fn device(&self, name: &str) -> Option<String> {
        if self.devices.contains_key(name) {
            return Some(name.to_owned());
        }
        let place = self.agents.get(name)?.shown.place.as_ref()?;
        Some(self.places.get(place)?.devices.first()?.number.clone())
    }

    /// The agent, by name, who is logged in at the place of a device.
    pub(crate) fn person_at(&self, number: &str) -> Option<String> {
        self.agent_at(number).filter(|name| !name.starts_with('('))
    }

    /// Whoever takes calls at the place of a device.
    pub(crate) fn agent_at(&self, number: &str) -> Option<String> {
        let place = self.devices.get(number)?.place.as_ref()?;
        self.places.get(place)?.agent.clone()
    }
}

impl Directory for Floor {
    fn agent(&self, name: &str) -> Option<&Agent> {
        self.agents.get(name).map(|agent| &agent.shown)
    }

    fn place(&self, name: &str) -> Option<&Place> {
        self.places.get(name)
    }

    fn agents(&self) -> Vec<&str> {
        // Whoever takes calls at a place without an agent is nobody that a strategy knows.
        self.agents.keys().map(String::as_str).filter(|name| !name.starts_with('(')).collect()
    }

    fn agent_group(&self, name: &str) -> Option<&[String]> {
        self.agent_groups.get(name).map(Vec::as_slice)
    }

    fn place_group(&self, name: &str) -> Option<&[String]> {
        self.place_groups.get(name).map(Vec::as_slice)
    }
}

fn agent_state(state: scenario::AgentState) -> AgentState {
    match state {
        scenario::AgentState::Ready => AgentState::Ready,
        scenario::AgentState::Busy => AgentState::Busy,
        scenario::AgentState::NotReady => AgentState::NotReady,
        scenario::AgentState::LoggedOut => AgentState::LoggedOut,
    }
}
