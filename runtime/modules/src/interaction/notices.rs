//! What do sessions hear of what happens to their calls?

use scxml_runtime::Data;

use super::ownership::Loss;
use super::{Interaction, event};
use crate::{Call, Delivery, MergeKind, Modules, Notice, Party, PartyState, Ports};

impl Modules {
    pub(crate) fn interaction_notice(&mut self, notice: Notice, ports: &mut dyn Ports) {
        match notice {
            Notice::Arrived(call) => self.arrived(*call),
            Notice::Assigned { call, session } => self.gain(&session, &call, ports),
            Notice::PartyAdded { call, party } => self.party_added(&call, party),
            Notice::PartyChanged { call, party, state } => self.party_changed(&call, &party, state),
            Notice::PartyDeleted { call, party } => self.party_deleted(&call, &party),
            Notice::Diverted { call, party, destination } => {
                self.diverted(&call, &party, destination)
            }
            Notice::Abandoned { call, party, reason } => self.abandoned(&call, &party, reason),
            Notice::Merged { from, to, kind, active, held } => {
                self.merged(
                    &from,
                    &to,
                    &merge_properties(&from, &to, kind, active.as_ref(), held.as_ref()),
                    ports,
                );
            }
            Notice::Ended { call } => {
                self.lose(&call, Loss::Deletion, ports);
                self.went_elsewhere(&call, ports);
                self.interactions.remove(&call);
            }
            Notice::UserData { call, data } => {
                if let Some(interaction) = self.interactions.get_mut(&call) {
                    interaction.call.user_data = data;
                    self.user_data_changed(&call);
                }
            }
            Notice::Done { .. }
            | Notice::Collected { .. }
            | Notice::Replied { .. }
            | Notice::Failed { .. }
            | Notice::AgentChanged { .. } => unreachable!("Modules::notice keeps these"),
        }
    }

    fn arrived(&mut self, call: Call) {
        self.interactions.entry(call.id.clone()).or_insert(Interaction { call, owner: None });
    }

    /// Parties that are there when a session gets the interaction are not reported.
    fn party_added(&mut self, id: &str, party: Party) {
        let Some(interaction) = self.interactions.get_mut(id) else { return };
        let properties = party_properties(&party);
        interaction.call.parties.push(party);
        self.tell_of_parties(id, "interaction.partyadded", properties);
    }

    fn party_changed(&mut self, id: &str, party: &str, state: PartyState) {
        let Some(interaction) = self.interactions.get_mut(id) else { return };
        let Some(party) = interaction.call.parties.iter_mut().find(|p| p.id == party) else {
            return;
        };
        party.state = state;
        let properties = party_properties(party);
        self.tell_of_parties(id, "interaction.partystatechanged", properties);
    }

    fn party_deleted(&mut self, id: &str, party: &str) {
        let Some(interaction) = self.interactions.get_mut(id) else { return };
        let Some(place) = interaction.call.parties.iter().position(|p| p.id == party) else {
            return;
        };
        let mut party = interaction.call.parties.remove(place);
        party.state = PartyState::Disconnected;
        self.tell_of_parties(id, "interaction.partydeleted", party_properties(&party));
    }

    fn diverted(&mut self, id: &str, party: &str, destination: String) {
        let Some(interaction) = self.interactions.get_mut(id) else { return };
        interaction.call.device.clone_from(&destination);
        let party = interaction.call.parties.iter().find(|p| p.id == party);
        let mut properties = prefixed("diverting", party);
        properties.push(("newdestination", Data::from(destination)));
        self.tell(id, "interaction.ondivert", properties);
    }

    fn abandoned(&mut self, id: &str, party: &str, reason: String) {
        let Some(interaction) = self.interactions.get(id) else { return };
        let device =
            interaction.call.parties.iter().find(|p| p.id == party).map(|p| p.device.clone());
        let device = device.unwrap_or_else(|| interaction.call.ani.clone());
        let properties =
            vec![("focusresource", Data::from(device)), ("reason", Data::from(reason))];
        self.tell(id, "interaction.abandoned", properties);
    }

    /// The sessions of both calls hear of it; then the consult call is gone. What a session had asked for the consult
    /// call goes on for the primary call if it owns that one too.
    fn merged(
        &mut self,
        from: &str,
        to: &str,
        properties: &[(&'static str, Data)],
        ports: &mut dyn Ports,
    ) {
        let owner = |id: &str| self.interactions.get(id).and_then(|i| i.owner.clone());
        let (of_consult, of_primary) = (owner(from), owner(to));
        let mut told: Vec<String> = of_consult.iter().chain(of_primary.iter()).cloned().collect();
        told.dedup();
        for session in told {
            let data = Data::object(properties.iter().cloned());
            let event = scxml_runtime::Event::new("interaction.onmerge").with_data(data);
            self.deliver(Delivery { session, event });
        }
        if of_consult.is_some() && of_consult == of_primary {
            self.move_submits(from, to);
            self.move_treatments(from, to);
        }
        self.interaction_notice(Notice::Ended { call: from.to_owned() }, ports);
    }

    fn tell(&mut self, id: &str, name: &str, properties: Vec<(&'static str, Data)>) {
        let owner = self.interactions.get(id).and_then(|i| i.owner.as_deref());
        if let Some(told) = owner.map(|session| event(session, name, id, properties)) {
            self.deliver(told);
        }
    }

    fn tell_of_parties(&mut self, id: &str, name: &str, properties: Vec<(&'static str, Data)>) {
        let Some(interaction) = self.interactions.get(id) else { return };
        let Some(owner) = &interaction.owner else { return };
        let mut told = event(owner, name, id, properties);
        told.event = interaction.with_parties(told.event);
        self.deliver(told);
    }
}

fn party_properties(party: &Party) -> Vec<(&'static str, Data)> {
    vec![
        ("focusresource", Data::from(party.device.as_str())),
        ("partyid", Data::from(party.id.as_str())),
        ("partystate", Data::from(party.state.as_str())),
    ]
}

/// A party under the names that one of the roles gives its properties.
fn prefixed(role: &str, party: Option<&Party>) -> Vec<(&'static str, Data)> {
    let names = match role {
        "diverting" => ["divertingpartyid", "divertingresource", "divertingpartystate"],
        "active" => ["activepartyid", "activeresource", "activepartystate"],
        _ => ["heldpartyid", "heldresource", "heldpartystate"],
    };
    let values = party.map(|p| [p.id.as_str(), p.device.as_str(), p.state.as_str()]);
    names
        .into_iter()
        .zip(values.into_iter().flatten())
        .map(|(name, value)| (name, Data::from(value)))
        .collect()
}

fn merge_properties(
    from: &str,
    to: &str,
    kind: MergeKind,
    active: Option<&Party>,
    held: Option<&Party>,
) -> Vec<(&'static str, Data)> {
    let kind = match kind {
        MergeKind::Transfer => "transfer",
        MergeKind::Conference => "conference",
    };
    let mut properties =
        vec![("frominteractionid", Data::from(from)), ("tointeractionid", Data::from(to))];
    properties.extend(prefixed("active", active));
    properties.extend(prefixed("held", held));
    properties.push(("hints", Data::object([("type", Data::from(kind))])));
    properties
}
