//! What can happen to a session: events as they cross its border.

use std::borrow::Cow;

use crate::seldom::Lazily;
use crate::snapshot::{Broken, OrDefault, Reader, Stored, Writer, choice, record};
use crate::{Data, Json};

mod name;

pub use name::Name;

/// An event on its way into a session (section 5.10.1).
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// Its name; one that the program's event constructors made needs no look-up.
    pub name: Name,
    /// All that most events leave empty.
    pub(crate) details: Option<Box<Details>>,
}

record!(Event { name, details });

/// The less common fields of an event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Details {
    pub(crate) kind: EventKind,
    pub(crate) data: Content,
    pub(crate) rest: Lazily<Rest>,
    /// Of data that is JSON: the name and the node of the member that a script looked into last.
    pub(crate) inside: Option<(&'static str, u32)>,
}

record!(Details { kind, data, rest as OrDefault } unstored(_from) {
    inside: None,
});

/// What few events say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rest {
    pub(crate) sendid: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) origintype: Option<String>,
    pub(crate) invokeid: Option<String>,
    pub(crate) model: Vec<ModelUpdate>,
}

record!(Rest { sendid, origin, origintype, invokeid, model });

/// `_event.data`, as it comes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Tree(Data),
    Json(Json),
}

/// A tree as such; a byte that stands for no tree, and the JSON text.
impl Stored for Content {
    fn write(&self, to: &mut Writer<'_>) {
        match self {
            Content::Tree(data) => data.write(to),
            Content::Json(json) => {
                to.byte(JSON);
                json.write(to);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        if from.rest.first() != Some(&JSON) {
            return Data::read(from).map(Content::Tree);
        }
        from.byte()?;
        Json::read(from).map(Content::Json)
    }
}

const JSON: u8 = 0x10;

impl Default for Content {
    fn default() -> Self {
        Content::Tree(Data::Undefined)
    }
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

choice!(EventKind { 0 Platform, 1 Internal, 2 External });

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

choice!(ModelUpdate { 0 Set { path, value }, 1 Remove { path }, 2 Link { path, to } });

impl Event {
    /// An external event of this name, without data.
    pub fn new(name: impl Into<Name>) -> Self {
        Self { name: name.into(), details: None }
    }

    /// An event whose name a program knows; generated code calls this.
    #[doc(hidden)]
    #[inline]
    pub const fn known(id: u32, name: &'static str) -> Self {
        Self { name: Name::known(id, name), details: None }
    }

    fn details(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }

    fn make_rest(&mut self) -> &mut Rest {
        self.details().rest.make()
    }

    /// What few events say, if it says something of that.
    #[inline]
    pub(crate) fn rest(&self) -> Option<&Rest> {
        self.details.as_ref()?.rest.get()
    }

    /// Sets `_event.data`.
    #[must_use]
    pub fn with_data(mut self, data: Data) -> Self {
        self.details().data = Content::Tree(data);
        self
    }

    /// Sets `_event.data` to what a JSON text describes. The event shares the text with all others that have it.
    #[must_use]
    pub fn with_json(mut self, json: Json) -> Self {
        self.details().data = Content::Json(json);
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
        self.make_rest().sendid = Some(sendid.into());
        self
    }

    /// Sets `_event.origin` and `_event.origintype`.
    #[must_use]
    pub fn with_origin(mut self, origin: impl Into<String>, origintype: impl Into<String>) -> Self {
        self.make_rest().origin = Some(origin.into());
        self.make_rest().origintype = Some(origintype.into());
        self
    }

    /// Sets `_event.invokeid`.
    #[must_use]
    pub fn with_invokeid(mut self, invokeid: impl Into<String>) -> Self {
        self.make_rest().invokeid = Some(invokeid.into());
        self
    }

    /// Adds a change of the object model.
    #[must_use]
    pub fn with_update(mut self, update: ModelUpdate) -> Self {
        self.make_rest().model.push(update);
        self
    }

    /// `_event.sendid`, if the event has one.
    pub fn sendid(&self) -> Option<&str> {
        self.rest()?.sendid.as_deref()
    }

    /// Whether it is no more than a name that is written in a program.
    #[inline]
    pub(crate) fn is_constant(&self) -> bool {
        self.details.is_none() && self.name.is_constant()
    }

    /// Whether it changes the object model.
    #[inline]
    pub(crate) fn has_updates(&self) -> bool {
        self.rest().is_some_and(|rest| !rest.model.is_empty())
    }

    /// The changes of the object model that it reports, in their order.
    pub fn updates(&self) -> &[ModelUpdate] {
        self.rest().map_or(&[], |rest| &rest.model)
    }

    /// `_event.type`
    #[inline]
    pub(crate) fn kind(&self) -> EventKind {
        self.details.as_ref().map_or(EventKind::External, |details| details.kind)
    }

    /// `_event.data`, if the event has any; a copy, if it is JSON.
    pub fn data(&self) -> Option<Cow<'_, Data>> {
        self.details.as_ref().map(|details| match &details.data {
            Content::Tree(data) => Cow::Borrowed(data),
            Content::Json(json) => Cow::Owned(json.to_data()),
        })
    }
}
