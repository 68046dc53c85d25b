//! Who asked for what, and with which events is it answered?

use scxml_runtime::{Action, Data, Event};
use scxml_schema::modules::{self, Element, Results};

use crate::{CallState, Delivery, Fault};

/// An action that a session has taken and that has not been answered yet.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The session that asked.
    pub(crate) session: String,
    /// `requestid`
    pub(crate) id: String,
    /// The events that can answer it.
    results: &'static Results,
}

impl Request {
    /// The request that this action makes, and its row in the schema; nothing if the schema has no such action or
    /// knows no behaviour for it.
    pub(crate) fn of(session: &str, action: &Action) -> Option<(Self, &'static Element)> {
        let element = modules::module(action.module)?.element(action.name)?;
        let results = element.results().filter(|_| element.supported)?;
        Some((Self { session: session.to_owned(), id: action.requestid.clone(), results }, element))
    }

    /// The same, answered under the id of another request: the one that it is about.
    pub(crate) fn named(&self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self.clone() }
    }

    /// The event of success, with `requestid` and these properties.
    pub(crate) fn done<const N: usize>(&self, properties: [(&'static str, Data); N]) -> Delivery {
        self.event(self.results.done, properties.into())
    }

    /// As [`Request::done`], with properties in a vector.
    pub(crate) fn done_with(&self, properties: Vec<(&'static str, Data)>) -> Delivery {
        self.event(self.results.done, properties)
    }

    /// The event of failure, with `requestid`, `error` and `description`.
    pub(crate) fn failed(&self, error: &str, description: impl Into<String>) -> Delivery {
        let properties =
            vec![("error", Data::from(error)), ("description", Data::from(description.into()))];
        self.event(self.results.error, properties)
    }

    /// The event of failure for an attribute that cannot be used.
    pub(crate) fn bad_attribute(&self, description: impl Into<String>) -> Delivery {
        let known = self.results.codes.contains(&"invalidattribute");
        self.failed(if known { "invalidattribute" } else { "unknown" }, description)
    }

    /// The event of failure for what the switch reports.
    pub(crate) fn faulted(&self, fault: &Fault) -> Delivery {
        let (error, description) = describe(fault);
        // Whatever the page of the action has no code for is a problem at the remote side.
        let family = |code: &str| code.split('.').next().map(str::to_owned);
        let codes = self.results.codes;
        let known = codes.is_empty() || codes.iter().any(|code| family(code) == family(&error));
        self.failed(if known { &error } else { "remote" }, description)
    }

    /// The event of failure for an action on an interaction that this session does not have.
    pub(crate) fn no_interaction(&self, interaction: Option<&str>) -> Delivery {
        let description = match interaction {
            Some(id) => format!("this session has no interaction '{id}'"),
            None => "this session has no interaction".to_owned(),
        };
        self.failed("invalidstate.null", description)
    }

    /// A further event of the request, with `requestid` only.
    pub(crate) fn other(&self, name: &'static str) -> Delivery {
        self.event(Some(name), Vec::new())
    }

    fn event(&self, name: Option<&'static str>, properties: Vec<(&'static str, Data)>) -> Delivery {
        let name = name.expect("every supported action is answered by events");
        let data = [("requestid", Data::from(self.id.as_str()))].into_iter().chain(properties);
        Delivery {
            session: self.session.clone(),
            event: Event::new(name).with_data(Data::object(data)),
        }
    }
}

/// `error` and `description`.
fn describe(fault: &Fault) -> (String, String) {
    match fault {
        Fault::InvalidState(state) => {
            let what = match state {
                CallState::Null => "the call is over",
                CallState::Ringing => "the call rings",
                CallState::Hold => "the call is on hold",
                CallState::Transferring => "the call is being transferred",
                CallState::Treating => "a treatment plays",
                CallState::Routed => "the call has been routed",
            };
            (format!("invalidstate.{}", state.as_str()), what.to_owned())
        }
        Fault::InvalidDestination(number) => {
            ("invaliddestination".into(), format!("there is no number '{number}'"))
        }
        Fault::Rejected(reason) => {
            (format!("reject.{reason}"), format!("the destination refuses: {reason}"))
        }
        Fault::Remote(description) => ("remote".into(), description.clone()),
        Fault::Timeout => ("timeout".into(), "no key was pressed in time".to_owned()),
        Fault::GivenUp => ("cancelled".into(), "the caller has given up with a key".to_owned()),
    }
}
