//! What does a function of executable content do, step by step?

use crate::code;

/// A value that is computed where it stands.
#[derive(Clone, Debug)]
pub enum Operand {
    /// The attribute is absent.
    Absent,
    /// A constant string.
    Text(Text),
    /// XML: its place in [`Plan::xml`](super::Plan::xml).
    Xml(usize),
    /// An expression that cannot fail.
    Sure(code::Expr),
    /// An expression; `at` names its site unless that is named already.
    Code {
        /// The site to name first.
        at: Option<u32>,
        /// The expression.
        code: code::Expr,
    },
}

/// A constant string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its number.
    pub atom: code::Atom,
    /// What it says.
    pub text: String,
}

/// A place that is assigned to.
#[derive(Clone, Debug)]
pub struct Place {
    /// The site to name first.
    pub at: Option<u32>,
    /// The place.
    pub code: code::Target,
}

/// One thing that a block does.
#[derive(Clone, Debug)]
pub enum Op {
    /// `<raise>`
    Raise {
        /// The event.
        event: String,
        /// What it carries.
        payload: Payload,
    },
    /// `<if>`
    If {
        /// Conditions and what they guard.
        branches: Vec<(Operand, Vec<Op>)>,
        /// `<else>`
        otherwise: Vec<Op>,
    },
    /// `<foreach>`
    Foreach {
        /// The array.
        array: Operand,
        /// Receives each item.
        item: Place,
        /// Receives each index.
        index: Option<Place>,
        /// What is repeated.
        body: Vec<Op>,
    },
    /// `<log>`
    Log {
        /// `label`
        label: Operand,
        /// `expr`
        value: Operand,
        /// `level`
        level: Operand,
        /// The site of the element.
        at: Option<u32>,
    },
    /// `<assign>`, and the binding of `<data>`.
    Assign {
        /// The place.
        place: Place,
        /// The value.
        value: Operand,
    },
    /// The binding of `<data>`.
    Bind {
        /// The slot.
        slot: code::SlotId,
        /// The value.
        value: Operand,
    },
    /// `<script>`
    Script {
        /// The site to name first.
        at: Option<u32>,
        /// The script.
        code: code::Script,
    },
    /// `<send>`
    Send(Box<Send>),
    /// `<cancel>`
    Cancel {
        /// The send id.
        id: Operand,
        /// The site of the element.
        at: Option<u32>,
    },
    /// An action of a functional module.
    Action(Box<Action>),
}

/// `<send>`
#[derive(Clone, Debug)]
pub struct Send {
    /// Receives the send id, before anything else.
    pub idlocation: Option<Place>,
    /// `event`
    pub event: Operand,
    /// `target`
    pub target: Operand,
    /// `type`
    pub kind: Operand,
    /// `id`
    pub id: Operand,
    /// `delay`
    pub delay: Delay,
    /// What the event carries.
    pub payload: Payload,
    /// `hints`
    pub hints: Operand,
    /// The site of the element.
    pub at: Option<u32>,
}

/// What an `<invoke>` evaluates.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// The id of the state that invokes, for a made-up id.
    pub state: String,
    /// Receives the id, before anything else.
    pub idlocation: Option<Place>,
    /// `id`
    pub id: Operand,
    /// `type`; absent for SCXML.
    pub kind: Operand,
    /// What is invoked.
    pub source: Source,
    /// What it is started with.
    pub parameters: Payload,
    /// The site of the element.
    pub at: Option<u32>,
}

/// What is invoked.
#[derive(Clone, Debug)]
pub enum Source {
    /// The type says all.
    None,
    /// A machine of the program, by its number.
    Machine(u32),
    /// What has this address.
    Url(Operand),
    /// This content.
    Content(Operand),
}

/// How long a send waits.
#[derive(Clone, Debug)]
pub enum Delay {
    /// Not at all.
    None,
    /// So many milliseconds.
    Milliseconds(f64),
    /// What a time says that is computed.
    Time(Operand),
}

/// What an event carries.
#[derive(Clone, Debug)]
pub enum Payload {
    /// Nothing.
    None,
    /// Named values.
    Params(Vec<Param>),
    /// One value.
    Content(Operand),
}

/// A named value.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Operand,
}

/// An action of a functional module.
#[derive(Clone, Debug)]
pub struct Action {
    /// The module.
    pub module: &'static str,
    /// The action.
    pub name: &'static str,
    /// Receives the request id, before anything else.
    pub requestid: Option<Place>,
    /// Receive what the module answers at once.
    pub locations: Vec<(&'static str, Place)>,
    /// What the module is told.
    pub element: Element,
    /// The site of the action.
    pub at: Option<u32>,
}

/// An action's element.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name.
    pub name: &'static str,
    /// Its attributes.
    pub attributes: Vec<(&'static str, Operand)>,
    /// Its parameters.
    pub params: Vec<(Text, Operand)>,
    /// Its content.
    pub content: Operand,
    /// Its child elements.
    pub children: Vec<Element>,
}
