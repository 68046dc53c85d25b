//! The engine, values, events and sessions that compiled SCXML links.
//!
//! It does no I/O, knows no clock and starts no thread: everything the outside world does to a session is an
//! [`Event`], everything a session does to the outside world goes through a [`Platform`].

mod arena;
mod arguments;
mod atoms;
mod border;
mod budget;
mod builtins;
mod classes;
mod collect;
mod concatenate;
mod configuration;
mod constant;
mod content;
mod convert;
mod data;
mod dates;
mod descriptors;
mod dom;
mod due;
mod enumerate;
mod errors;
mod event;
mod event_object;
mod event_path;
mod external;
mod failure;
mod family;
mod functions;
mod generated;
mod heap;
mod histories;
mod interpret;
mod invoke;
mod invoked;
mod iteration;
mod json;
mod key;
mod lists;
mod literals;
mod machine;
mod model;
mod numbers;
mod objects;
mod operators;
mod outcome;
mod own;
mod platform;
mod program;
mod properties;
mod reach;
mod read;
mod realm;
mod regexps;
mod route;
mod scope;
mod scratch;
mod seldom;
mod session;
mod sessions;
mod snapshot;
mod stack;
mod statics;
mod strings;
mod system;
mod timers;
mod turns;
mod uneval;
mod unread;
mod value;
mod whereabouts;
mod xml;

pub use data::Data;
pub use dates::{Zone, ZoneRules};
pub use event::{Event, EventKind, ModelUpdate, Name};
pub use generated::StateId;
pub use invoked::Invoked;
pub use json::{Json, JsonError};
pub use outcome::{Limits, Outcome, SlotType, StopReason};
pub use platform::{
    Action, ActionElement, Answer, Invocation, LogEntry, Platform, Send, SendError, Trace,
};
pub use program::{Candidates, Invoke, Program, Registered, Site, Start};
pub use session::{Session, Step};
pub use sessions::Sessions;
pub use snapshot::RestoreError;
pub use timers::Due;
pub use xml::{Xml, XmlAttribute, XmlElement};

use machine::Cx;
use value::Value;

#[doc(hidden)]
pub mod __private;

#[cfg(test)]
mod node;
#[cfg(test)]
mod scripts;
#[cfg(test)]
mod testing;
