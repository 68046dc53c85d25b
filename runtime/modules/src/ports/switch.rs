//! What do calls and media do when they are told to?

use scxml_runtime::Data;

/// Telephony and media.
///
/// An order is answered later by exactly one [`super::Notice::Done`] or [`super::Notice::Failed`] with its number,
/// except that one withdrawn by [`Switch::stop`] is not answered any more. A call is named by its interaction id.
pub trait Switch {
    /// Answers the call on a device where it rings.
    fn answer(&mut self, order: Order, call: &str, device: &str);

    /// Plays something to the call, which ends what played before. Done: it has come to its end; when it asks for digits,
    /// [`super::Notice::Collected`] says so instead.
    fn play(&mut self, order: Order, call: &str, treatment: &Treatment);

    /// Ends a treatment before its end.
    fn stop(&mut self, order: Order);

    /// Sends the call to a destination. Done: it rings there, or is queued there; what happens to the parties is told
    /// by notices of its own, after that. Failed: the call is where it was.
    fn route(&mut self, order: Order, call: &str, destination: &Destination);

    /// Disconnects one device from the call, or ends the call when none is named.
    fn release(&mut self, order: Order, call: &str, device: Option<&str>);

    /// Keeps the user data that a session has changed with the call; needs no answer.
    fn user_data(&mut self, call: &str, data: &Data);
}

/// The number of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order(pub u64);

/// Where a call goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Destination {
    /// The number.
    pub number: String,
    /// Its switch, if it is known.
    pub switch: Option<String>,
    /// The agent who sits there, if one was chosen.
    pub agent: Option<String>,
    /// The place, if one was chosen.
    pub place: Option<String>,
}

/// What a caller hears.
#[derive(Clone, Debug, PartialEq)]
pub enum Treatment {
    /// `<dialog:playsound>`
    Sound {
        /// `music`, `silence`, …, in lower case.
        kind: String,
        /// The file or the source.
        resource: Option<String>,
        /// How long it is meant to last, in milliseconds; the module stops it then. It repeats until stopped.
        duration: Option<f64>,
    },
    /// `<dialog:play>`
    Announcement {
        /// What is said, in order.
        prompts: Vec<Prompt>,
        /// The language.
        language: Option<String>,
    },
    /// `<dialog:collect>` and `<dialog:playandcollect>`
    Collect {
        /// What is said first, in order.
        prompts: Vec<Prompt>,
        /// The language.
        language: Option<String>,
        /// What the caller is asked for.
        input: Input,
    },
    /// `<dialog:start>`
    Application {
        /// The kind of application, such as `applid`.
        kind: Option<String>,
        /// Where it is.
        source: String,
        /// What it is told.
        parameters: Vec<(String, Data)>,
        /// The language.
        language: Option<String>,
    },
}

impl Treatment {
    /// What is said in it, in order.
    pub fn prompts(&self) -> &[Prompt] {
        match self {
            Treatment::Announcement { prompts, .. } | Treatment::Collect { prompts, .. } => prompts,
            Treatment::Sound { .. } | Treatment::Application { .. } => &[],
        }
    }
}

/// The keys that a caller is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// After so many digits it is done.
    pub max_digits: usize,
    /// Keys that give up.
    pub abort: String,
    /// Keys that finish.
    pub finish: String,
    /// Keys that count as not pressed.
    pub ignore: String,
    /// Keys that drop the last digit.
    pub backspace: String,
    /// Keys that drop all digits.
    pub reset: String,
    /// Milliseconds from the end of the prompts to the first digit.
    pub start_timeout: Option<f64>,
    /// Milliseconds from one digit to the next.
    pub digit_timeout: Option<f64>,
    /// Milliseconds from the end of the prompts to the end.
    pub total_timeout: Option<f64>,
    /// Whether keys that were pressed before do not count.
    pub clear: bool,
}

/// A part of an announcement.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What is said.
    pub speech: Speech,
    /// Whether the caller may interrupt it by pressing a key.
    pub interrupt: bool,
}

/// What a prompt says.
#[derive(Clone, Debug, PartialEq)]
pub enum Speech {
    /// The announcement of this number.
    Announcement(i64),
    /// A number; the first digit says how it is spoken.
    Number(String),
    /// The recorded announcement of this id.
    Recorded(String),
    /// A text, or where it is recorded.
    Text(String),
}
