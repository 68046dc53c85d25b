//! What can happen to a session: events as they cross its border.

use crate::Data;

/// An event on its way into a session (section 5.10.1).
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// Its name; one that the program's event constructors made needs no look-up.
    pub name: Name,
    /// All that most events leave empty.
    pub(crate) details: Option<Box<Details>>,
}

/// The less common fields of an event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Details {
    pub(crate) kind: EventKind,
    pub(crate) data: Data,
    pub(crate) sendid: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) origintype: Option<String>,
    pub(crate) invokeid: Option<String>,
    pub(crate) model: Vec<ModelUpdate>,
}

/// `_event.type`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventKind {
    /// Raised by the platform itself, such as `error.execution`.
    Platform,
    /// Raised by `<raise>`, or by `<send>` to `#_internal`.
    Internal,
    /// Everything else.
    #[default]
    External,
}

/// An event's name.
#[derive(Clone, Debug)]
pub enum Name {
    /// A name that the program knows: the number of its descriptor, and its text.
    Known(u32, &'static str),
    /// Any other name.
    Text(Box<str>),
}

impl Default for Name {
    fn default() -> Self {
        Name::Known(0, "")
    }
}

impl Name {
    /// The name's text.
    pub fn as_str(&self) -> &str {
        match self {
            Name::Known(_, text) => text,
            Name::Text(text) => text,
        }
    }
}

/// A change of the read-only object model below `_genesys`, made just before the event that reports it is processed.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelUpdate {
    /// Put a copy of `value` at `path`, making the objects on the way; `path` starts below `_genesys`.
    Set {
        /// Member names, such as `["ixn", "interactions", "ixn-1", "udata"]`.
        path: Vec<String>,
        /// What to put there.
        value: Data,
    },
    /// Remove what is at `path`.
    Remove {
        /// Member names.
        path: Vec<String>,
    },
    /// Make `path` another name of the object at `to`, so that `interactions[0]` and `interactions[id]` are one.
    Link {
        /// The new name.
        path: Vec<String>,
        /// The object that it names.
        to: Vec<String>,
    },
}

impl Event {
    /// An external event of this name, without data.
    pub fn new(name: impl Into<Box<str>>) -> Self {
        Self { name: Name::Text(name.into()), details: None }
    }

    /// An event whose name a program knows; generated code calls this.
    #[doc(hidden)]
    pub fn known(id: u32, name: &'static str) -> Self {
        Self { name: Name::Known(id, name), details: None }
    }

    fn details(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }

    /// Sets `_event.data`.
    #[must_use]
    pub fn with_data(mut self, data: Data) -> Self {
        self.details().data = data;
        self
    }

    /// Sets `_event.type`.
    #[must_use]
    pub fn with_kind(mut self, kind: EventKind) -> Self {
        self.details().kind = kind;
        self
    }

    /// Sets `_event.sendid`.
    #[must_use]
    pub fn with_sendid(mut self, sendid: impl Into<String>) -> Self {
        self.details().sendid = Some(sendid.into());
        self
    }

    /// Sets `_event.origin` and `_event.origintype`.
    #[must_use]
    pub fn with_origin(mut self, origin: impl Into<String>, origintype: impl Into<String>) -> Self {
        self.details().origin = Some(origin.into());
        self.details().origintype = Some(origintype.into());
        self
    }

    /// Sets `_event.invokeid`.
    #[must_use]
    pub fn with_invokeid(mut self, invokeid: impl Into<String>) -> Self {
        self.details().invokeid = Some(invokeid.into());
        self
    }

    /// Adds a change of the object model.
    #[must_use]
    pub fn with_update(mut self, update: ModelUpdate) -> Self {
        self.details().model.push(update);
        self
    }

    /// `_event.data`, if the event has any.
    pub fn data(&self) -> Option<&Data> {
        self.details.as_ref().map(|d| &d.data)
    }
}
