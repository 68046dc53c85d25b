//! What the timeline of a scenario does to the contact centre.

use scxml_modules::{Call, CallKind, MergeKind, Notice, Party, PartyState};
use scxml_runtime::{Data, Event};

use super::calls::CallNow;
use super::{Wake, World};
use crate::machine;
use crate::scenario::{self, Consult, DnKind, Happening, Name, Scenario};

/// An event from outside for a session.
pub(crate) struct Outside {
    /// The session; the first when absent.
    pub(crate) session: Option<Name>,
    pub(crate) event: Event,
}

impl World {
    /// Does what has fallen due. Gives an event that is meant for a session.
    pub(crate) fn wake(&mut self, wake: Wake, scenario: &Scenario) -> Option<Outside> {
        match wake {
            Wake::Entry(number) => return self.happen(&scenario.timeline[number].what, scenario),
            Wake::PickUp { call, device } => {
                let call = self.now_part_of(call);
                self.pick_up(&call, &device);
            }
            Wake::Refuse { order, call, device } => {
                let now = self.now_part_of(call.clone());
                self.refuse(order, &call, &now, &device);
            }
            Wake::Played { order, call } => {
                let call = self.now_part_of(call);
                self.played(order, &call);
            }
            Wake::Key { call, key } => self.key(&call, key),
            Wake::NoKey { order, call } => {
                let call = self.now_part_of(call);
                self.input_over(order, &call);
            }
            Wake::Reply { order, reply } => self.reply(order, reply),
            Wake::WrapUp { agent } => {
                self.floor.refresh(&agent, self.now);
                self.notice(Notice::AgentChanged { agent });
            }
        }
        None
    }

    /// What was started for a consult call goes on for the call that it became part of.
    pub(super) fn now_part_of(&self, mut call: String) -> String {
        while let Some(merged) = self.merged.get(&call) {
            call.clone_from(merged);
        }
        call
    }

    fn happen(&mut self, what: &Happening, scenario: &Scenario) -> Option<Outside> {
        match what {
            Happening::Call(call) => self.arrive(call, scenario),
            Happening::Consult(consult) => self.consult(consult, scenario),
            Happening::Transfer { call, conference } => self.transfer(&call.text, *conference),
            Happening::HangUp { call, party } => self.hang_up(&call.text, party.as_ref()),
            Happening::Agent { agent, state, place } => {
                let place = place.as_ref().map(|place| place.text.as_str());
                let changed = self.floor.set_agent(&agent.text, *state, place, self.now);
                let at = place.map(|place| format!(" at {place}")).unwrap_or_default();
                self.tell(format!("agent {} is {}{at}", agent.text, state.word()));
                for agent in changed {
                    self.notice(Notice::AgentChanged { agent });
                }
            }
            Happening::Place { place, state } => {
                self.tell(format!("place {} is {}", place.text, state.word()));
                if let Some(agent) = self.floor.set_place(&place.text, *state, self.now) {
                    self.notice(Notice::AgentChanged { agent });
                }
            }
            Happening::Answer { call, party } => self.answer_by_hand(&call.text, party.as_ref()),
            Happening::Digits { call, keys, every } => {
                for (i, key) in keys.chars().enumerate() {
                    self.after(every * i as f64, Wake::Key { call: call.text.clone(), key });
                }
            }
            Happening::UserData { call, set, delete } => {
                self.change_user_data(&call.text, set, delete)
            }
            Happening::Event { name, data, session } => {
                let event = Event::new(name.as_str()).with_data(data.clone());
                return Some(Outside { session: session.clone(), event });
            }
            Happening::Fault { media, announcement, missing } => {
                self.fault_of_media(&media.text, *announcement, *missing)
            }
            Happening::Start { id, machine, parameters } => {
                let machine = self.machine(machine.as_ref(), scenario);
                self.start_session(
                    machine,
                    id.as_ref().map(|id| id.text.clone()),
                    parameters.clone(),
                );
            }
        }
        None
    }

    /// The machine of a name; the scenario's, or the program's first, when there is none.
    fn machine(&self, name: Option<&Name>, scenario: &Scenario) -> usize {
        name.or(scenario.machine.as_ref())
            .and_then(|name| machine::named(&self.machines, &name.text))
            .unwrap_or(0)
    }

    fn arrive(&mut self, call: &scenario::Call, scenario: &Scenario) {
        let caller = Party {
            id: "party-1".to_owned(),
            device: call.ani.clone(),
            state: PartyState::Connected,
        };
        let device = match &call.talking_to {
            Some(whom) => self.floor.device(&whom.text).unwrap_or_else(|| whom.text.clone()),
            None => call.dnis.clone(),
        };
        let state = match (&call.talking_to, self.floor.kind(&device)) {
            (Some(_), _) => PartyState::Connected,
            (None, Some(DnKind::Extension)) => PartyState::Ringing,
            (None, _) => PartyState::Queued,
        };
        let place = match state {
            PartyState::Connected => format!("; {} talks to the caller", self.whom(&device)),
            PartyState::Ringing => format!("; it rings at {}", self.whom(&device)),
            _ => String::new(),
        };
        self.tell(format!("call `{}` from {} to {}{place}", call.id.text, call.ani, call.dnis));
        let other = Party { id: "party-2".to_owned(), device: device.clone(), state };
        self.enter(call, CallKind::Inbound, None, vec![caller, other]);
        if state != PartyState::Queued {
            self.occupy(&device, &call.id.text);
        }
        if state == PartyState::Ringing {
            self.expect_pick_up(&call.id.text, &device);
        }
        if call.talking_to.is_none() {
            self.serve(call, scenario);
        }
    }

    /// Somebody on a call starts a second one.
    fn consult(&mut self, consult: &Consult, scenario: &Scenario) {
        let primary = consult.of.text.as_str();
        let Some(found) = self.calls.get(primary) else {
            return self.tell(format!("call `{primary}` is over: nobody can consult about it"));
        };
        let named = consult.from.as_ref().and_then(|name| self.floor.device(&name.text));
        let talking = found.other(PartyState::Connected).map(|party| party.device.clone());
        let Some(from) = named.or(talking).filter(|device| found.at(device).is_some()) else {
            return self.tell(format!("nobody who could consult talks on call `{primary}`"));
        };
        let call = scenario::Call { ani: from.clone(), ..consult.call.clone() };
        self.tell(format!(
            "{} consults about call `{primary}`: call `{}` to {}",
            self.whom(&from),
            call.id.text,
            call.dnis
        ));
        self.change_party(primary, &from, PartyState::Hold);
        let caller =
            Party { id: "party-1".to_owned(), device: from.clone(), state: PartyState::Connected };
        let other = Party {
            id: "party-2".to_owned(),
            device: call.dnis.clone(),
            state: PartyState::Queued,
        };
        self.enter(&call, CallKind::Consult, Some(primary.to_owned()), vec![caller, other]);
        self.occupy(&from, &call.id.text);
        self.serve(&call, scenario);
    }

    /// The switch and the modules know the call from now on.
    fn enter(
        &mut self,
        call: &scenario::Call,
        kind: CallKind,
        parent: Option<String>,
        parties: Vec<Party>,
    ) {
        self.arrived += 1;
        let known = Call {
            id: call.id.text.clone(),
            kind,
            callid: format!("{:016x}", self.arrived),
            ani: call.ani.clone(),
            dnis: call.dnis.clone(),
            media: "TMediaVoice".to_owned(),
            device: parties.last().map(|party| party.device.clone()).unwrap_or_default(),
            parent,
            user_data: Data::Object(call.udata.clone()),
            parties,
        };
        self.notice(Notice::Arrived(Box::new(known.clone())));
        self.calls.insert(known.id.clone(), CallNow::new(known));
    }

    /// A strategy serves the number that was called: a session starts and owns the call.
    fn serve(&mut self, call: &scenario::Call, scenario: &Scenario) {
        let machine = self.machine(call.machine.as_ref(), scenario);
        let parameters = call.parameters.clone().unwrap_or_else(|| scenario.parameters.clone());
        let session = self.start_session(machine, Some(call.id.text.clone()), parameters);
        self.notice(Notice::Assigned { call: call.id.text.clone(), session });
    }

    fn transfer(&mut self, consult: &str, conference: bool) {
        let primary = self.calls.get(consult).and_then(|call| call.call.parent.clone());
        let Some(primary) = primary.filter(|primary| self.calls.contains_key(primary)) else {
            return self.tell(format!(
                "call `{consult}` cannot be transferred: it or its primary call is over"
            ));
        };
        let (what, kind) = if conference {
            ("conference", MergeKind::Conference)
        } else {
            ("transfer", MergeKind::Transfer)
        };
        self.tell(format!(
            "the {what} is completed: call `{consult}` becomes part of call `{primary}`"
        ));
        self.merge(consult, kind);
    }

    fn hang_up(&mut self, call: &str, party: Option<&Name>) {
        let Some(found) = self.calls.get(call) else {
            return self.tell(format!("call `{call}` is over already: nobody can hang up"));
        };
        let device = match party {
            None => found.caller().map(|caller| caller.device.clone()),
            Some(name) => self.floor.device(&name.text).filter(|device| found.at(device).is_some()),
        };
        let Some(device) = device else {
            return self.tell(format!(
                "{} is not on call `{call}`",
                party.map_or("the caller", |name| &name.text)
            ));
        };
        let who = party.map_or_else(|| "the caller".to_owned(), |_| self.whom(&device));
        self.tell(format!("{who} hangs up on call `{call}`"));
        self.leave(call, &device);
    }

    fn answer_by_hand(&mut self, call: &str, party: Option<&Name>) {
        let rings_at = self.calls.get(call).and_then(|call| call.other(PartyState::Ringing));
        let device = match party {
            None => rings_at.map(|party| party.device.clone()),
            Some(name) => self.floor.device(&name.text),
        };
        if !device.is_some_and(|device| self.pick_up(call, &device)) {
            self.tell(format!("call `{call}` does not ring there"));
        }
    }

    fn change_user_data(&mut self, call: &str, set: &[(String, Data)], delete: &[String]) {
        let Some(found) = self.calls.get_mut(call) else {
            return self.tell(format!("call `{call}` is over: its user data is gone"));
        };
        if let Data::Object(members) = &mut found.call.user_data {
            for (key, value) in set {
                match members.iter_mut().find(|(name, _)| name == key) {
                    Some((_, old)) => *old = value.clone(),
                    None => members.push((key.clone(), value.clone())),
                }
            }
            members.retain(|(name, _)| !delete.contains(name));
        }
        let data = found.call.user_data.clone();
        self.tell(format!("user data of call `{call}` changes from outside"));
        self.notice(Notice::UserData { call: call.to_owned(), data });
    }

    fn fault_of_media(&mut self, name: &str, announcement: bool, missing: bool) {
        let list = if announcement { &mut self.announcements } else { &mut self.media };
        for media in list.iter_mut().filter(|media| media.name.text == name) {
            media.missing = missing;
        }
        let what = if announcement { "announcement" } else { "sound" };
        let now = if missing { "can no longer be played" } else { "can be played again" };
        self.tell(format!("{what} {name} {now}"));
        self.check_treatments();
    }
}
