//! What happens to calls: they ring, are answered, end, and become one.

use scxml_modules::{
    Call, CallState, Fault, MergeKind, Notice, Order, Party, PartyState, Treatment,
};

use super::digits::Collecting;
use super::{Wake, World};
use crate::clock::Due;
use crate::scenario::{DnKind, Reaction};

/// A call that is alive.
#[derive(Debug)]
pub(crate) struct CallNow {
    /// The call as the modules know it, with its parties as they are now. The first party is the caller.
    pub(super) call: Call,
    /// The treatment that the caller hears.
    pub(super) playing: Option<Playing>,
    /// When somebody picks up.
    pub(super) pick_up: Option<Due>,
    /// Keys that the caller has pressed and nobody has asked for yet.
    pub(super) kept: String,
    parties_so_far: usize,
}

/// A treatment that runs.
#[derive(Debug)]
pub(crate) struct Playing {
    pub(super) order: Order,
    pub(super) treatment: Treatment,
    pub(super) since: f64,
    /// When it comes to its end; nothing when it plays until it is stopped.
    pub(super) end: Option<Due>,
    /// The digits, when it asks for some and its announcements are over.
    pub(super) collecting: Option<Collecting>,
}

impl CallNow {
    pub(super) fn new(call: Call) -> Self {
        let parties_so_far = call.parties.len();
        Self { call, playing: None, pick_up: None, kept: String::new(), parties_so_far }
    }

    /// The party at a device.
    pub(super) fn at(&self, device: &str) -> Option<&Party> {
        self.call.parties.iter().find(|party| party.device == device)
    }

    /// The party besides the caller that is in this state.
    pub(super) fn other(&self, state: PartyState) -> Option<&Party> {
        self.call.parties.iter().skip(1).find(|party| party.state == state)
    }

    /// The caller's party.
    pub(super) fn caller(&self) -> Option<&Party> {
        self.call.parties.first()
    }

    /// What the switch says about a call that it cannot do something to; nothing while it waits for its destination,
    /// alone or as a further leg of a conference.
    pub(super) fn fault(&self) -> Option<Fault> {
        let routed = |state| self.other(state).is_some();
        let state = if routed(PartyState::Queued) {
            return None;
        } else if routed(PartyState::Connected) {
            CallState::Routed
        } else if routed(PartyState::Ringing) {
            CallState::Ringing
        } else if routed(PartyState::Hold) {
            CallState::Hold
        } else {
            return None;
        };
        Some(Fault::InvalidState(state))
    }
}

impl World {
    /// Adds a party to a call.
    pub(super) fn add_party(&mut self, call: &str, device: &str, state: PartyState) {
        let Some(found) = self.calls.get_mut(call) else { return };
        found.parties_so_far += 1;
        let party = Party {
            id: format!("party-{}", found.parties_so_far),
            device: device.to_owned(),
            state,
        };
        found.call.parties.push(party.clone());
        found.call.device = device.to_owned();
        if matches!(state, PartyState::Ringing | PartyState::Connected) {
            self.occupy(device, call);
        }
        self.notice(Notice::PartyAdded { call: call.to_owned(), party });
    }

    /// Takes a party out of a call.
    pub(super) fn remove_party(&mut self, call: &str, device: &str) {
        let Some(found) = self.calls.get_mut(call) else { return };
        let Some(place) = found.call.parties.iter().position(|party| party.device == device) else {
            return;
        };
        let party = found.call.parties.remove(place);
        self.free(device, call, party.state);
        self.notice(Notice::PartyDeleted { call: call.to_owned(), party: party.id });
    }

    /// Puts a party into another state.
    pub(super) fn change_party(&mut self, call: &str, device: &str, state: PartyState) {
        let Some(found) = self.calls.get_mut(call) else { return };
        let Some(party) = found.call.parties.iter_mut().find(|party| party.device == device) else {
            return;
        };
        party.state = state;
        let party = party.id.clone();
        self.notice(Notice::PartyChanged { call: call.to_owned(), party, state });
    }

    pub(super) fn occupy(&mut self, device: &str, call: &str) {
        if let Some(agent) = self.floor.occupy(device, call, self.now) {
            self.notice(Notice::AgentChanged { agent });
        }
    }

    pub(super) fn free(&mut self, device: &str, call: &str, state: PartyState) {
        let talked = matches!(state, PartyState::Connected | PartyState::Hold);
        let Some((agent, until)) = self.floor.free(device, call, talked, self.now) else { return };
        if until > self.now {
            self.after(until - self.now, Wake::WrapUp { agent: agent.clone() });
        }
        self.notice(Notice::AgentChanged { agent });
    }

    /// A call leaves the place where it waits for a device.
    fn divert(&mut self, call: &str, device: &str) {
        let waiting = self.calls.get(call).and_then(|call| call.other(PartyState::Queued)).cloned();
        if let Some(waiting) = waiting {
            let destination = device.to_owned();
            self.notice(Notice::Diverted { call: call.to_owned(), party: waiting.id, destination });
            self.remove_party(call, &waiting.device);
        }
    }

    /// A device answers a call that waits elsewhere.
    pub(super) fn fetch(&mut self, call: &str, device: &str) {
        self.divert(call, device);
        self.tell(format!("{} answers call `{call}`", self.whom(device)));
        self.add_party(call, device, PartyState::Connected);
    }

    /// Sends a call to a device that can take it: what it waited at before is left.
    pub(super) fn send_to(&mut self, call: &str, device: &str) {
        self.divert(call, device);
        if matches!(self.floor.kind(device), Some(DnKind::Queue | DnKind::RoutingPoint)) {
            self.tell(format!("call `{call}` waits at {device}"));
            self.add_party(call, device, PartyState::Queued);
        } else {
            self.tell(format!("call `{call}` rings at {}", self.whom(device)));
            self.add_party(call, device, PartyState::Ringing);
            self.expect_pick_up(call, device);
        }
    }

    /// Whoever is at the device will pick up, if that is what they do.
    pub(super) fn expect_pick_up(&mut self, call: &str, device: &str) {
        if let Reaction::Answer(after) = self.floor.reaction(device) {
            let due = self
                .after(after, Wake::PickUp { call: call.to_owned(), device: device.to_owned() });
            if let Some(found) = self.calls.get_mut(call) {
                found.pick_up = Some(due);
            }
        }
    }

    /// Somebody answers a call that rings at a device; says whether it did ring there.
    pub(super) fn pick_up(&mut self, call: &str, device: &str) -> bool {
        let Some(found) = self.calls.get_mut(call) else { return false };
        if found.at(device).is_none_or(|party| party.state != PartyState::Ringing) {
            return false;
        }
        if let Some(due) = found.pick_up.take() {
            self.timers.cancel(due);
        }
        self.tell(format!("{} answers call `{call}`", self.whom(device)));
        self.change_party(call, device, PartyState::Connected);
        true
    }

    /// A call is over.
    pub(super) fn end(&mut self, call: &str) {
        let Some(ended) = self.calls.remove(call) else { return };
        if let Some(due) = ended.pick_up {
            self.timers.cancel(due);
        }
        for party in &ended.call.parties {
            self.free(&party.device, call, party.state);
        }
        self.tell(format!("call `{call}` is over"));
        self.notice(Notice::Ended { call: call.to_owned() });
        if let Some(playing) = ended.playing {
            self.end_treatment(playing, CallState::Null);
        }
    }

    /// A treatment ends because of what happened to its call.
    pub(super) fn end_treatment(&mut self, playing: Playing, state: CallState) {
        self.forget_timers(&playing);
        self.treated.remove(&playing.order);
        self.notice(Notice::Failed { order: playing.order, fault: Fault::InvalidState(state) });
    }

    /// A consult call becomes part of its primary call: whoever it had reached, or the place where it waits, is then
    /// with the primary call's caller, and so is what is played there.
    pub(super) fn merge(&mut self, consult: &str, kind: MergeKind) {
        let Some(mut from) = self.calls.remove(consult) else { return };
        let primary = from.call.parent.clone().unwrap_or_default();
        let consulter = from.call.ani.clone();
        let held = self.calls.get(&primary).and_then(|call| call.at(&consulter).cloned());
        let Some(to) = self.calls.get_mut(&primary) else {
            self.calls.insert(consult.to_owned(), from);
            return;
        };
        if to.playing.is_none() {
            to.playing = from.playing.take();
        }
        let left_over = from.playing.take();
        to.pick_up = from.pick_up.take();
        let others: Vec<Party> = from.call.parties.iter().skip(1).cloned().collect();
        let active = others.first().cloned();
        self.merged.insert(consult.to_owned(), primary.clone());
        self.notice(Notice::Merged {
            from: consult.to_owned(),
            to: primary.clone(),
            kind,
            active,
            held,
        });
        if let Some(playing) = left_over {
            self.end_treatment(playing, CallState::Transferring);
        }
        self.free(&consulter, consult, PartyState::Ringing);
        match kind {
            MergeKind::Transfer => self.remove_party(&primary, &consulter),
            MergeKind::Conference => self.change_party(&primary, &consulter, PartyState::Connected),
        }
        for party in others {
            self.free(&party.device, consult, PartyState::Ringing);
            self.add_party(&primary, &party.device, party.state);
        }
    }

    /// A device in words: the agent who sits there, if one does.
    pub(super) fn whom(&self, device: &str) -> String {
        self.floor
            .person_at(device)
            .map_or_else(|| device.to_owned(), |agent| format!("{agent} ({device})"))
    }
}
