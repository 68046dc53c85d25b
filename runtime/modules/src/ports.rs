//! What do the modules need from outside? Five ports: who is there, what calls and media do, what servers answer, what
//! time it is, and how a session is started.
//!
//! A simulation implements them in memory; real telephony would implement them over its own servers. The modules call
//! the ports and never wait: whatever takes time comes back as a [`Notice`].

mod directory;
mod notice;
mod switch;
mod web;

pub use directory::{Agent, AgentState, Device, Directory, Place};
pub use notice::{Call, CallKind, CallState, Fault, MergeKind, Notice, Party, PartyState};
pub use switch::{Destination, Input, Order, Prompt, Speech, Switch, Treatment};
pub use web::{Body, Fetch, Reply, Web};

use scxml_runtime::Data;

/// Time and order.
pub trait Clock {
    /// Now, in milliseconds since 1970-01-01T00:00:00Z.
    fn now(&self) -> f64;

    /// The number that orders what starts now among everything in the host that has a due time; each call gives a
    /// greater one.
    fn sequence(&mut self) -> u64;
}

/// How `<session:start>` starts a session.
pub trait Sessions {
    /// Makes a session of the document at `url` and gives its id at once; the session takes its first step later.
    /// The host tells [`crate::Modules::session_started`] before that.
    ///
    /// # Errors
    /// Why there is no such session, such as that no document is known at `url`.
    fn start(
        &mut self,
        parent: &str,
        url: &str,
        parameters: Vec<(String, Data)>,
    ) -> Result<String, String>;
}

/// All ports together.
pub trait Ports: Clock + Directory + Sessions + Switch + Web {}

impl<T: Clock + Directory + Sessions + Switch + Web + ?Sized> Ports for T {}
