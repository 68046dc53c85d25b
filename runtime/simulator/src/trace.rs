//! What happened in a run, step by step.

use scxml_runtime::{Action, Data};

use crate::json::{self, Object};

/// One step of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When, in milliseconds from the start of the scenario.
    pub at: f64,
    /// The session it happened in, numbered from 1 in the order in which sessions start; 0 for the contact centre.
    pub session: usize,
    /// The id of the machine it happened in, when that is one that the session has invoked.
    pub invoked: Option<String>,
    /// What happened.
    pub what: Step,
}

/// What can happen in a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Something happened in the contact centre, in words.
    Centre(String),
    /// A session started.
    Start {
        /// Its id.
        id: String,
        /// The file name of its document.
        machine: String,
        /// The call or `start` entry that started it.
        cause: Option<String>,
        /// Its start parameters.
        parameters: Vec<(String, Data)>,
    },
    /// An event was taken from a queue.
    Event {
        /// Its name.
        name: String,
        /// Its data.
        data: Data,
        /// Whether it came from the internal queue.
        internal: bool,
    },
    /// A state was left.
    Exit(String),
    /// A transition was taken.
    Transition {
        /// Its source state.
        source: String,
        /// Its number in document order.
        index: u32,
    },
    /// A state was entered.
    Enter(String),
    /// An action of a functional module was executed.
    Action {
        /// The action.
        action: Action,
        /// Why it was refused, if it was.
        refused: Option<String>,
    },
    /// A function of a functional module was called.
    Call {
        /// Its path below `_genesys`.
        function: String,
        /// Its arguments.
        arguments: Vec<Data>,
        /// What it gave, or the message of the error.
        result: Result<Data, String>,
    },
    /// An event was sent out of the session.
    Send {
        /// The event's name.
        event: String,
        /// Where to.
        target: String,
        /// Why it was not sent, if so.
        failed: Option<String>,
    },
    /// Something was logged.
    Log {
        /// `label`.
        label: String,
        /// What was logged, as text.
        text: String,
        /// `level` (ors): 1 reporting, 2 error, 3 warning, 4 debug.
        level: u32,
    },
    /// A session ended.
    End(Ending),
}

/// How a session ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// In final states.
    Final(Vec<String>),
    /// Because something went wrong that it could not handle.
    Failed(String),
    /// Not at all: the run was over first, with these states active.
    Alive(Vec<String>),
}

impl Entry {
    /// This step as one line of JSON, without the line's end.
    pub fn to_json(&self) -> String {
        let object = Object::new().number("time", self.at).number("session", self.session as f64);
        let object = match &self.invoked {
            Some(id) => object.text("invoked", id),
            None => object,
        };
        let object = match &self.what {
            Step::Centre(text) => object.text("kind", "centre").text("text", text),
            Step::Start { id, machine, cause, parameters } => object
                .text("kind", "start")
                .text("id", id)
                .text("machine", machine)
                .data("cause", &cause.as_deref().map_or(Data::Undefined, Data::from))
                .data("parameters", &Data::Object(parameters.clone())),
            Step::Event { name, data, internal } => object
                .text("kind", "event")
                .text("name", name)
                .boolean("internal", *internal)
                .data("data", data),
            Step::Exit(state) => object.text("kind", "exit").text("state", state),
            Step::Transition { source, index } => object
                .text("kind", "transition")
                .text("source", source)
                .number("index", f64::from(*index)),
            Step::Enter(state) => object.text("kind", "enter").text("state", state),
            Step::Action { action, refused } => object
                .text("kind", "action")
                .text("action", &format!("{}:{}", action.module, action.name))
                .text("requestid", &action.requestid)
                .data("arguments", &element_data(&action.element))
                .data("refused", &refused.as_deref().map_or(Data::Undefined, Data::from)),
            Step::Call { function, arguments, result } => {
                let object = object.text("kind", "call").text("function", function);
                let object = object.data("arguments", &Data::Array(arguments.clone()));
                match result {
                    Ok(value) => object.data("result", value),
                    Err(message) => object.text("error", message),
                }
            }
            Step::Send { event, target, failed } => object
                .text("kind", "send")
                .text("event", event)
                .text("target", target)
                .data("failed", &failed.as_deref().map_or(Data::Undefined, Data::from)),
            Step::Log { label, text, level } => object
                .text("kind", "log")
                .text("label", label)
                .text("text", text)
                .number("level", f64::from(*level)),
            Step::End(ending) => ending.to_json(object.text("kind", "end")),
        };
        object.finish()
    }
}

impl Ending {
    fn to_json(&self, object: Object) -> Object {
        let list = |states: &[String]| {
            Data::Array(states.iter().map(|state| Data::from(state.as_str())).collect())
        };
        match self {
            Ending::Final(states) => object.data("final", &list(states)),
            Ending::Failed(reason) => object.text("failed", reason),
            Ending::Alive(states) => object.data("alive", &list(states)),
        }
    }
}

/// An action's attributes, and below `params`, `content` and `children` what else it says.
fn element_data(element: &scxml_runtime::ActionElement) -> Data {
    let mut members: Vec<(String, Data)> = element
        .attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    if !element.params.is_empty() {
        members.push(("params".to_owned(), Data::object(element.params.iter().cloned())));
    }
    if let Some(content) = &element.content {
        members.push(("content".to_owned(), content.clone()));
    }
    if !element.children.is_empty() {
        let child = |child: &scxml_runtime::ActionElement| {
            Data::object([(child.name, element_data(child))])
        };
        members.push((
            "children".to_owned(),
            Data::Array(element.children.iter().map(child).collect()),
        ));
    }
    Data::Object(members)
}

/// A value as a person would write it: texts without quotes when they are alone.
pub(crate) fn in_words(value: &Data) -> String {
    match value {
        Data::Undefined => "undefined".to_owned(),
        Data::String(text) => text.clone(),
        Data::Xml(xml) => xml.to_string(),
        other => {
            let mut text = String::new();
            json::data(other, &mut text);
            text
        }
    }
}

/// A length of time as people write it: `20 s`, `2.5 s`, `5 min`, `1 h 30 min`, `2 min 0.5 s`.
pub(crate) fn length(milliseconds: f64) -> String {
    if milliseconds < 120_000.0 {
        return format!("{} s", milliseconds / 1000.0);
    }
    let minutes = (milliseconds / 60_000.0).floor();
    let parts = [
        ((minutes / 60.0).floor(), "h"),
        (minutes % 60.0, "min"),
        (milliseconds % 60_000.0 / 1000.0, "s"),
    ];
    let parts = parts.iter().filter(|(number, _)| *number > 0.0);
    parts.map(|(number, unit)| format!("{number} {unit}")).collect::<Vec<_>>().join(" ")
}

/// What an event carries, as a list where it is an object: `interactionid call, resultof deletion`.
pub(crate) fn in_a_list(data: &Data) -> String {
    match data {
        Data::Object(members) => {
            let member = |(name, value): &(String, Data)| {
                format!("{name} {}", in_words(value)).trim_end().to_owned()
            };
            members.iter().map(member).collect::<Vec<_>>().join(", ")
        }
        other => in_words(other),
    }
}

/// A moment as `h:mm:ss`, with milliseconds where it has some.
pub(crate) fn moment(milliseconds: f64) -> String {
    let seconds = (milliseconds / 1000.0).floor();
    let rest = milliseconds - seconds * 1000.0;
    let text = format!(
        "{}:{:02}:{:02}",
        (seconds / 3600.0).floor(),
        (seconds / 60.0).floor() % 60.0,
        seconds % 60.0
    );
    if rest == 0.0 { text } else { format!("{text}.{:03}", rest.floor()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words() {
        assert_eq!(length(20_000.0), "20 s");
        assert_eq!(length(2_500.0), "2.5 s");
        assert_eq!(length(300_000.0), "5 min");
        assert_eq!(length(5_400_000.0), "1 h 30 min");
        assert_eq!(length(3_605_500.0), "1 h 5.5 s");
        assert_eq!(moment(12_500.0), "0:00:12.500");
        assert_eq!(moment(3_723_000.0), "1:02:03");
    }
}
