//! The behaviour of the functional modules of the Orchestration Server, over ports.
//!
//! [`Modules`] stands between sessions and the outside world: it takes their actions and calls, orders from the
//! [`Switch`], asks the [`Directory`], and turns what the switch reports into events for sessions. It knows nothing of
//! how the ports are implemented.
//!
//! To add an action: a row in the module's table in `scxml-schema` (marked `supported`), an arm in `Modules::action`
//! or in the module's own dispatch, and a test in `tests/behaviour`. Names of events and codes of errors come from the
//! row, by `Request`.

mod attributes;
mod dialog;
mod interaction;
mod modules;
mod ports;
mod queue;
mod request;
mod session;
mod timers;

pub use modules::{Delivery, Modules};
pub use ports::{
    Agent, AgentState, Body, Call, CallKind, CallState, Clock, Destination, Device, Directory,
    Fault, Fetch, Input, MergeKind, Notice, Order, Party, PartyState, Place, Ports, Prompt, Reply,
    Sessions, Speech, Switch, Treatment, Web,
};
pub use scxml_runtime::Due;
