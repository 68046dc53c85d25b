//! Which session owns an interaction, and what do sessions hear of it? At most one owns it; a session may own several.
//!
//! `interaction.added` comes before `interaction.present`; `interaction.notcontrolled` comes immediately before
//! `interaction.deleted`. The answer of the action that caused them comes after them.

use scxml_runtime::Data;

use super::{event, model};
use crate::request::Request;
use crate::{Modules, Ports};

/// Where the id of the owning session is kept in the user data.
const SESSION_KEY: &str = "OP-Session-ID";

/// Why a session loses an interaction: `resultof`.
#[derive(Clone, Copy)]
pub(crate) enum Loss {
    Deletion,
    Detach,
    Associate,
}

impl Loss {
    fn as_str(self) -> &'static str {
        match self {
            Loss::Deletion => "deletion",
            Loss::Detach => "detach",
            Loss::Associate => "associate",
        }
    }
}

/// What a session had.
struct Lost {
    session: String,
    position: usize,
    left: Vec<String>,
}

impl Modules {
    /// The session owns the interaction from now on.
    pub(super) fn gain(&mut self, session: &str, id: &str, ports: &mut dyn Ports) {
        let Some(interaction) = self.interactions.get_mut(id) else { return };
        let Some(interactions) = self.sessions.get_mut(session) else { return };
        if interaction.owner.is_some() {
            return;
        }
        interaction.owner = Some(session.to_owned());
        super::user_data::put(&mut interaction.call.user_data, SESSION_KEY, Data::from(session));
        ports.user_data(id, &interaction.call.user_data);
        let position = interactions.len();
        interactions.push(id.to_owned());
        let device = Data::from(interaction.call.device.as_str());
        let mut added = event(session, "interaction.added", id, vec![("focusdeviceid", device)]);
        added.event = model::with_added(added.event, interaction, position);
        self.deliver(added);
        self.deliver(event(session, "interaction.present", id, Vec::new()));
    }

    /// The session that owns the interaction, if one does, owns it no longer; what it had asked for it is cancelled.
    pub(super) fn lose(&mut self, id: &str, loss: Loss, ports: &mut dyn Ports) {
        if let Some(lost) = self.release(id) {
            self.tell_lost(id, &lost, loss, ports);
        }
    }

    fn release(&mut self, id: &str) -> Option<Lost> {
        let session = self.interactions.get_mut(id)?.owner.take()?;
        let interactions = self.sessions.get_mut(&session)?;
        let position = interactions.iter().position(|i| i == id)?;
        interactions.remove(position);
        Some(Lost { left: interactions.clone(), session, position })
    }

    fn tell_lost(&mut self, id: &str, lost: &Lost, loss: Loss, ports: &mut dyn Ports) {
        let resultof = vec![("resultof", Data::from(loss.as_str()))];
        self.deliver(event(&lost.session, "interaction.notcontrolled", id, resultof.clone()));
        let mut deleted = event(&lost.session, "interaction.deleted", id, resultof);
        deleted.event = model::with_removed(deleted.event, id, lost.position, &lost.left);
        self.deliver(deleted);
        self.went_elsewhere(id, ports);
    }

    /// `<attach>`
    pub(super) fn attach(&mut self, request: &Request, id: &str, ports: &mut dyn Ports) {
        match self.interactions.get(id).map(|i| i.owner.as_deref()) {
            None => {
                return self.deliver(
                    request.failed("invalidstate.null", format!("there is no interaction '{id}'")),
                );
            }
            Some(Some(owner)) if owner != request.session => {
                let description = format!("the interaction '{id}' belongs to another session");
                return self.deliver(request.failed("invalidstate", description));
            }
            Some(_) => {}
        }
        self.gain(&request.session, id, ports);
        self.deliver(request.done([("interactionid", Data::from(id))]));
    }

    /// `<detach>`
    pub(super) fn detach(&mut self, request: &Request, id: &str, ports: &mut dyn Ports) {
        self.lose(id, Loss::Detach, ports);
        self.deliver(request.done([("interactionid", Data::from(id))]));
    }

    /// `<associate>`: the other session has it before this one loses it.
    pub(super) fn associate(
        &mut self,
        request: &Request,
        id: &str,
        target: &str,
        ports: &mut dyn Ports,
    ) {
        if !self.sessions.contains_key(target) {
            return self
                .deliver(request.failed("unknown", format!("there is no session '{target}'")));
        }
        if target != request.session {
            let lost = self.release(id);
            self.gain(target, id, ports);
            if let Some(lost) = lost {
                self.tell_lost(id, &lost, Loss::Associate, ports);
            }
        }
        self.deliver(request.done([("interactionid", Data::from(id))]));
    }
}
