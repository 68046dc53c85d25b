//! What does a session see below `_genesys.ixn`, and what changes in it with an event?

use scxml_runtime::{Data, Event, ModelUpdate};

use crate::interaction::Interaction;
use crate::{Party, PartyState};

impl Interaction {
    /// The interaction object.
    pub(super) fn object(&self) -> Data {
        let call = &self.call;
        let mut members =
            vec![("g_uid", Data::from(call.id.as_str())), ("category", Data::from("voice"))];
        if let Some(parent) = &call.parent {
            members.push(("parentid", Data::from(parent.as_str())));
        }
        members.push(("voice", self.voice()));
        members.push(("udata", call.user_data.clone()));
        members.push(("parties", self.parties()));
        Data::object(members)
    }

    fn voice(&self) -> Data {
        let call = &self.call;
        Data::object([
            ("type", Data::from(call.kind.as_str())),
            ("callid", Data::from(call.callid.as_str())),
            ("ani", Data::from(call.ani.as_str())),
            ("dnis", Data::from(call.dnis.as_str())),
            ("media", Data::from(call.media.as_str())),
            ("state", Data::from(self.state())),
        ])
    }

    /// `voice.state`: that of the party that is furthest on the way to a conversation.
    fn state(&self) -> &'static str {
        let among = |state| self.call.parties.iter().any(|p| p.state == state);
        let connected =
            self.call.parties.iter().filter(|p| p.state == PartyState::Connected).count();
        match () {
            () if among(PartyState::Hold) => PartyState::Hold.as_str(),
            () if connected > 1 => PartyState::Connected.as_str(),
            () if among(PartyState::Ringing) => PartyState::Ringing.as_str(),
            () => PartyState::Queued.as_str(),
        }
    }

    fn parties(&self) -> Data {
        Data::Array(self.call.parties.iter().map(party).collect())
    }

    /// The event, with the parties and the state as they are now.
    pub(super) fn with_parties(&self, event: Event) -> Event {
        event
            .with_update(ModelUpdate::Set {
                path: path(&[&self.call.id, "parties"]),
                value: self.parties(),
            })
            .with_update(ModelUpdate::Set {
                path: path(&[&self.call.id, "voice", "state"]),
                value: self.state().into(),
            })
    }

    /// The event, with the user data as it is now.
    pub(super) fn with_user_data(&self, event: Event) -> Event {
        let value = self.call.user_data.clone();
        event.with_update(ModelUpdate::Set { path: path(&[&self.call.id, "udata"]), value })
    }
}

fn party(party: &Party) -> Data {
    Data::object([
        ("partyid", Data::from(party.id.as_str())),
        ("device", Data::from(party.device.as_str())),
        ("focusresource", Data::from(party.device.as_str())),
        ("state", Data::from(party.state.as_str())),
    ])
}

/// A path below `_genesys.ixn.interactions`.
fn path(names: &[&str]) -> Vec<String> {
    ["ixn", "interactions"].iter().chain(names).map(|n| (*n).to_owned()).collect()
}

/// The event, with a new interaction at the end of the session's interactions.
pub(super) fn with_added(event: Event, interaction: &Interaction, position: usize) -> Event {
    let to = path(&[&interaction.call.id]);
    let place = path(&[&position.to_string()]);
    event
        .with_update(ModelUpdate::Set { path: to.clone(), value: interaction.object() })
        .with_update(ModelUpdate::Link { path: place, to })
        .with_update(length(position + 1))
}

/// The event, without the interaction that was at `position`; `left` are those that stay, by position.
pub(super) fn with_removed(event: Event, id: &str, position: usize, left: &[String]) -> Event {
    let mut event = event.with_update(ModelUpdate::Remove { path: path(&[id]) });
    for (place, moved) in left.iter().enumerate().skip(position) {
        let place = path(&[&place.to_string()]);
        event = event.with_update(ModelUpdate::Link { path: place, to: path(&[moved]) });
    }
    event
        .with_update(ModelUpdate::Remove { path: path(&[&left.len().to_string()]) })
        .with_update(length(left.len()))
}

#[expect(clippy::cast_precision_loss, reason = "a session has few interactions")]
fn length(count: usize) -> ModelUpdate {
    ModelUpdate::Set { path: path(&["length"]), value: Data::Number(count as f64) }
}
