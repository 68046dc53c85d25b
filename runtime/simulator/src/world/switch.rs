//! The simulated contact centre as a switch: what the modules order.

use scxml_modules::{
    CallState, Destination, Fault, Notice, Order, PartyState, Prompt, Speech, Switch, Treatment,
};
use scxml_runtime::Data;

use super::calls::Playing;
use super::{Wake, World};
use crate::scenario::{DnKind, Media, Reaction};

/// How long an announcement takes that the scenario does not describe.
const ANNOUNCEMENT: f64 = 5_000.0;

impl World {
    fn done(&mut self, order: Order) {
        self.notice(Notice::Done { order });
    }

    fn failed(&mut self, order: Order, fault: Fault) {
        self.notice(Notice::Failed { order, fault });
    }

    /// What prevents a call from being played to or sent on.
    fn fault(&self, call: &str) -> Option<Fault> {
        match self.calls.get(call) {
            Some(call) => call.fault(),
            None => Some(Fault::InvalidState(CallState::Null)),
        }
    }

    fn treats(&self, call: &str) -> bool {
        self.calls.get(call).is_some_and(|call| call.playing.is_some())
    }

    /// How long a treatment takes (nothing: until it is stopped), or what cannot be played of it.
    pub(super) fn length(&self, treatment: &Treatment) -> Result<Option<f64>, String> {
        match treatment {
            Treatment::Sound { resource, .. } => {
                let Some(resource) = resource else { return Ok(None) };
                let found = self.media.iter().find(|media| media.name.text == *resource);
                if found.is_some_and(|media| media.missing) {
                    Err(resource.clone())
                } else {
                    Ok(None)
                }
            }
            Treatment::Announcement { prompts, .. } | Treatment::Collect { prompts, .. } => {
                let mut total = 0.0;
                for prompt in prompts {
                    total += self.prompt_length(prompt)?;
                }
                Ok(Some(total))
            }
            Treatment::Application { source, .. } => {
                let found = self.media.iter().find(|media| media.name.text == *source);
                match found {
                    Some(media) if media.missing => Err(source.clone()),
                    found => Ok(found.and_then(|media| media.duration)),
                }
            }
        }
    }

    pub(super) fn prompt_length(&self, prompt: &Prompt) -> Result<f64, String> {
        let find =
            |list: &[Media], name: &str| list.iter().find(|media| media.name.text == name).cloned();
        let (name, found) = match &prompt.speech {
            Speech::Announcement(id) => {
                let id = id.to_string();
                let found = find(&self.announcements, &id);
                (format!("announcement {id}"), found)
            }
            Speech::Recorded(id) => (format!("announcement {id}"), find(&self.announcements, id)),
            Speech::Text(text) => (text.clone(), find(&self.media, text)),
            Speech::Number(number) => (number.clone(), None),
        };
        match found {
            Some(media) if media.missing => Err(name),
            Some(media) => Ok(media.duration.unwrap_or(ANNOUNCEMENT)),
            None => Ok(ANNOUNCEMENT),
        }
    }

    /// Ends the treatments that can no longer be played.
    pub(super) fn check_treatments(&mut self) {
        let calls: Vec<String> = self.calls.keys().cloned().collect();
        for call in calls {
            let playing = self.calls.get(&call).and_then(|call| call.playing.as_ref());
            let Some(Err(missing)) = playing.map(|playing| self.length(&playing.treatment)) else {
                continue;
            };
            let Some(playing) = self.calls.get_mut(&call).and_then(|call| call.playing.take())
            else {
                continue;
            };
            self.forget_timers(&playing);
            self.tell(format!("{missing} cannot be played any more"));
            self.failed(playing.order, Fault::Remote(format!("`{missing}` cannot be played")));
        }
    }
}

impl Switch for World {
    fn answer(&mut self, order: Order, call: &str, device: &str) {
        if self.pick_up(call, device) {
            self.done(order);
            return;
        }
        // A call that waits can be fetched; one that rings elsewhere is not there for this device.
        let fault = match (self.fault(call), self.floor.kind(device)) {
            (Some(Fault::InvalidState(CallState::Ringing)), _) => {
                Fault::InvalidState(CallState::Null)
            }
            (Some(fault), _) => fault,
            (None, Some(DnKind::Extension)) if self.treats(call) => {
                Fault::InvalidState(CallState::Treating)
            }
            (None, Some(DnKind::Extension)) if self.floor.is_idle(device) => {
                self.fetch(call, device);
                return self.done(order);
            }
            (None, Some(_)) => Fault::Rejected("busy".to_owned()),
            (None, None) => Fault::Remote(format!("there is no device `{device}`")),
        };
        self.failed(order, fault);
    }

    fn play(&mut self, order: Order, call: &str, treatment: &Treatment) {
        if let Some(fault) = self.fault(call) {
            self.failed(order, fault);
            return;
        }
        let length = match self.length(treatment) {
            Ok(length) => length,
            Err(missing) => {
                self.tell(format!("{missing} cannot be played"));
                self.failed(order, Fault::Remote(format!("`{missing}` cannot be played")));
                return;
            }
        };
        let wake = Wake::Played { order, call: call.to_owned() };
        let end = length.map(|length| self.after(length, wake));
        self.treated.insert(order, call.to_owned());
        let (treatment, since) = (treatment.clone(), self.now);
        let clear = matches!(&treatment, Treatment::Collect { input, .. } if input.clear);
        let playing = Playing { order, treatment, since, end, collecting: None };
        let found = self.calls.get_mut(call);
        let before = found.and_then(|call| {
            if clear {
                call.kept.clear();
            }
            call.playing.replace(playing)
        });
        if let Some(before) = before {
            self.end_treatment(before, CallState::Treating);
        }
    }

    fn stop(&mut self, order: Order) {
        let call = self.treated.remove(&order).map(|call| self.now_part_of(call));
        let found = call.and_then(|call| self.calls.get_mut(&call));
        if let Some(found) = found
            && let Some(playing) = found.playing.take_if(|playing| playing.order == order)
        {
            self.forget_timers(&playing);
        }
        self.notices.retain(|notice| match notice {
            Notice::Done { order: other }
            | Notice::Collected { order: other, .. }
            | Notice::Failed { order: other, .. } => *other != order,
            _ => true,
        });
    }

    fn route(&mut self, order: Order, call: &str, destination: &Destination) {
        let number = destination.number.as_str();
        if let Some(fault) = self.fault(call) {
            return self.failed(order, fault);
        }
        let Some(kind) = self.floor.kind(number) else {
            return self.failed(order, Fault::InvalidDestination(number.to_owned()));
        };
        if !self.floor.is_idle(number) {
            return self.failed(order, Fault::Rejected("busy".to_owned()));
        }
        let can_refuse = matches!(kind, DnKind::Extension | DnKind::External);
        if let (true, Reaction::Reject(after)) = (can_refuse, self.floor.reaction(number)) {
            self.tell(format!("call `{call}` is offered to {}", self.whom(number)));
            self.occupy(number, call);
            self.after(
                after,
                Wake::Refuse { order, call: call.to_owned(), device: number.to_owned() },
            );
            return;
        }
        self.done(order);
        let playing = self.calls.get_mut(call).and_then(|call| call.playing.take());
        self.send_to(call, number);
        if let Some(playing) = playing {
            self.end_treatment(playing, CallState::Routed);
        }
    }

    fn release(&mut self, order: Order, call: &str, device: Option<&str>) {
        if !self.calls.contains_key(call) {
            return self.failed(order, Fault::InvalidState(CallState::Null));
        }
        let Some(device) = device else {
            self.done(order);
            return self.end(call);
        };
        match self.floor.device(device).or_else(|| Some(device.to_owned())) {
            Some(device) if self.calls.get(call).is_some_and(|call| call.at(&device).is_some()) => {
                self.done(order);
                self.leave(call, &device);
            }
            _ => self.failed(order, Fault::InvalidState(CallState::Null)),
        }
    }

    fn user_data(&mut self, call: &str, data: &Data) {
        if let Some(found) = self.calls.get_mut(call) {
            found.call.user_data = data.clone();
        }
    }
}

impl World {
    /// A party hangs up. A call with nobody but one party is over.
    pub(super) fn leave(&mut self, call: &str, device: &str) {
        let Some(found) = self.calls.get(call) else { return };
        let is_caller = found.caller().is_some_and(|caller| caller.device == device);
        let answered =
            found.other(PartyState::Connected).or_else(|| found.other(PartyState::Hold)).is_some();
        if is_caller && !answered {
            let party = found.caller().map(|caller| caller.id.clone()).unwrap_or_default();
            self.notice(Notice::Abandoned { call: call.to_owned(), party, reason: String::new() });
        } else {
            self.remove_party(call, device);
        }
        if is_caller || self.calls.get(call).is_some_and(|call| call.call.parties.len() < 2) {
            self.end(call);
        }
    }

    /// Somebody refuses a call that was sent there, and that may by now be part of another call.
    pub(super) fn refuse(&mut self, order: Order, sent: &str, call: &str, device: &str) {
        self.free(device, sent, PartyState::Ringing);
        if self.calls.contains_key(call) {
            self.tell(format!("{} refuses call `{call}`", self.whom(device)));
            self.failed(order, Fault::Rejected("refused".to_owned()));
        } else {
            self.failed(order, Fault::InvalidState(CallState::Null));
        }
    }
}
