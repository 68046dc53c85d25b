//! What is an interaction, and which one does an action mean?

mod actions;
mod model;
mod notices;
mod ownership;
mod user_data;

pub(crate) use user_data::media_number;

use scxml_runtime::{ActionElement, Data, Event};

use crate::{Call, Delivery, Modules, attributes};

/// A call that is alive.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    /// The call as it is now.
    pub(crate) call: Call,
    /// The session that owns it, if one does.
    pub(crate) owner: Option<String>,
}

/// What an `interactionid` attribute names.
pub(crate) enum Named {
    /// An interaction that the session owns.
    Own(String),
    /// Nothing that the session owns: what was written, if that is a text.
    Nothing(Option<String>),
}

impl Modules {
    /// The interaction that `interactionid` names; the main one when it is absent, `0` or `'0'`.
    pub(crate) fn named(&self, session: &str, element: &ActionElement) -> Named {
        let id = match element.attribute("interactionid") {
            None => "0".to_owned(),
            Some(_) => match attributes::text(element, "interactionid") {
                Ok(Some(id)) => id,
                _ => return Named::Nothing(None),
            },
        };
        self.own(session, &id).map_or(Named::Nothing(Some(id)), Named::Own)
    }

    /// The id of an interaction that the session owns; `0` is the main one.
    pub(crate) fn own(&self, session: &str, id: &str) -> Option<String> {
        let interactions = self.sessions.get(session)?;
        match id {
            "0" => interactions.first().cloned(),
            id => interactions.iter().find(|i| *i == id).cloned(),
        }
    }
}

/// An event about an interaction.
fn event(session: &str, name: &str, id: &str, properties: Vec<(&'static str, Data)>) -> Delivery {
    let data = [("interactionid", Data::from(id))].into_iter().chain(properties);
    Delivery { session: session.to_owned(), event: Event::new(name).with_data(Data::object(data)) }
}
