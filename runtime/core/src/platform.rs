//! All that leaves a session.

use crate::snapshot::record;
use crate::{Data, Event};

/// What a host gives to the sessions it runs. Every method has a default, so that a small host stays small.
///
/// A session calls these while it takes a step; an implementation answers at once and keeps what takes time for
/// later: its results come back as events.
pub trait Platform {
    /// The number that orders what starts now among all timers of the host; each call gives a greater one.
    fn sequence(&mut self) -> u64;

    /// An event for somebody else: another session or an event processor (section 6.2).
    ///
    /// # Errors
    /// Why it could not be sent; the session gets the standard's error event.
    fn send(&mut self, send: Send) -> Result<(), SendError> {
        if !crate::content::send::is_scxml(send.kind.as_deref()) {
            let kind = send.kind.unwrap_or_default();
            return Err(SendError::UnsupportedType(format!(
                "there is no event processor `{kind}` here"
            )));
        }
        Err(SendError::Unreachable(format!(
            "nobody listens at `{}`",
            send.target.unwrap_or_default()
        )))
    }

    /// An `<invoke>` of a type that is not SCXML (section 6.4): from now on a service runs for the session.
    ///
    /// The service sends by [`crate::Session::deliver_to`], each event with the invocation's id as
    /// [`crate::Event::with_invokeid`]; the last one is called `done.invoke.` and the id. What the session sends to it
    /// comes to [`Platform::send`] with `#_` and the id as the target.
    ///
    /// # Errors
    /// Why there is no such service; the session gets the standard's error event.
    fn invoke(&mut self, invocation: Invocation) -> Result<(), SendError> {
        let message = format!("there is nothing of type `{}` to invoke here", invocation.kind);
        Err(SendError::UnsupportedType(message))
    }

    /// The state is left that has invoked a service: the service stops, and the session hears of it no more.
    fn cancel_invoke(&mut self, session_id: &str, id: &str) {
        let _ = (session_id, id);
    }

    /// From now on it is the machine with this `_sessionid` that calls. A host is told when a session that consists of
    /// several machines goes on with another one; before that, it is the one that the host has started.
    fn in_session(&mut self, session_id: &str) {
        let _ = session_id;
    }

    /// `<log>`, `__Log` and `console.log`.
    fn log(&mut self, entry: LogEntry) {
        let _ = entry;
    }

    /// An action of a functional module, such as `<queue:submit>`.
    fn action(&mut self, action: Action) -> Answer {
        Answer::Refused(format!("there is no functional module `{}` here", action.module))
    }

    /// A function of a functional module, such as `_genesys.ixn.setuData`; `function` is its path below `_genesys`.
    ///
    /// # Errors
    /// The message of the Error that the script gets.
    fn call(&mut self, function: &'static str, arguments: Vec<Data>) -> Result<Data, String> {
        let _ = arguments;
        Err(format!("_genesys.{function} is not available here"))
    }

    /// Whether [`Platform::trace`] wants to be told; asked once a step.
    fn wants_trace(&self) -> bool {
        false
    }

    /// What the engine does, as it does it.
    fn trace(&mut self, trace: Trace<'_>) {
        let _ = trace;
    }
}

/// A `<send>` that leaves the session and is due.
#[derive(Clone, Debug)]
pub struct Send {
    /// The event; its origin is this session.
    pub event: Event,
    /// `target`, if any.
    pub target: Option<String>,
    /// `type`, if any.
    pub kind: Option<String>,
    /// `hints` (ors).
    pub hints: Data,
}

record!(Send { event, target, kind, hints });

/// An `<invoke>` for a service outside of the session, evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Invocation {
    /// `_sessionid` of the machine that invokes.
    pub session_id: String,
    /// `id`, unique in that machine.
    pub id: String,
    /// `type`
    pub kind: String,
    /// `src`, if any.
    pub src: Option<String>,
    /// `<content>`, if any.
    pub content: Option<Data>,
    /// `namelist` and `<param>`s, in document order.
    pub parameters: Vec<(String, Data)>,
}

/// Why a send or an invoke failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// The event processor is not supported: `error.execution` (section 6.2).
    UnsupportedType(String),
    /// The target cannot be reached: `error.communication`.
    Unreachable(String),
}

/// `<log>`
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// `label`, empty when absent.
    pub label: String,
    /// The value of `expr`.
    pub value: Data,
    /// The value as text.
    pub text: String,
    /// `level` (ors): 1 reporting, 2 error, 3 warning, 4 debug.
    pub level: u32,
}

/// An action of a functional module.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// The module, such as `queue`.
    pub module: &'static str,
    /// The action, such as `submit`.
    pub name: &'static str,
    /// The id of this request, unique in the session; its result events carry it.
    pub requestid: String,
    /// What the document says.
    pub element: ActionElement,
}

/// An action or one of its parameter elements, evaluated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionElement {
    /// Its name.
    pub name: &'static str,
    /// Attributes in document order.
    pub attributes: Vec<(&'static str, Data)>,
    /// `<param>` children in document order.
    pub params: Vec<(&'static str, Data)>,
    /// `<content>` child.
    pub content: Option<Data>,
    /// Parameter elements in document order.
    pub children: Vec<ActionElement>,
}

impl ActionElement {
    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&Data> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, v)| v)
    }
}

/// What a module says to an action at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Taken; results come as events. Values for location attributes other than `requestid`, by name.
    Taken(Vec<(&'static str, Data)>),
    /// The host has no such module or action; the session gets an error event with this description.
    Refused(String),
}

/// What the engine does, for timelines, coverage and debuggers.
#[derive(Clone, Debug)]
pub enum Trace<'a> {
    /// An event was taken from a queue.
    Event {
        /// Its name.
        name: &'a str,
        /// Whether it came from the internal queue.
        internal: bool,
        /// Its data; nothing when it carries a reference into the session's heap.
        data: Option<&'a Data>,
    },
    /// A state was left.
    Exit(&'a str),
    /// A transition was taken.
    Transition {
        /// Its source state.
        source: &'a str,
        /// Its number in document order.
        index: u32,
    },
    /// A state was entered.
    Enter(&'a str),
    /// The macrostep is over: the session rests.
    Rest,
}
