//! The engine, values, events and sessions that compiled SCXML links.
//!
//! It does no I/O, knows no clock and starts no thread: everything the outside world does to a session is an
//! [`Event`], everything a session does to the outside world goes through a [`Platform`].

mod configuration;
mod content;
mod data;
mod event;
mod event_object;
mod failure;
mod generated;
mod interpret;
mod machine;
mod outcome;
mod platform;
mod program;
mod realm;
mod session;
mod timers;

pub use data::Data;
pub use event::{Event, EventKind, ModelUpdate, Name};
pub use generated::StateId;
pub use outcome::{Limits, Outcome, StopReason};
pub use platform::{Action, ActionElement, Answer, LogEntry, Platform, Send, SendError, Trace};
pub use program::{Candidates, Program, Site, Start};
pub use session::{Session, Step};
pub use timers::Due;

#[doc(hidden)]
pub mod __private;
