//! Expectations in words.

use scxml_runtime::Data;

use crate::scenario::{Expectation, Expected, Step as Wanted, When};
use crate::trace::{in_words, moment};

/// An expectation, such as ``state `begin` active at 0:00:05``.
pub(super) fn describe(expectation: &Expectation) -> String {
    let what = match &expectation.what {
        Expected::States(states) => {
            let names: Vec<String> =
                states.iter().map(|state| format!("`{}`", state.text)).collect();
            let noun = if states.len() == 1 { "state" } else { "states" };
            format!("{noun} {} active", names.join(", "))
        }
        Expected::Event { name, data: Data::Undefined } => format!("event `{}`", name.text),
        Expected::Event { name, data } => format!("event `{}` with {}", name.text, in_words(data)),
        Expected::Log(text) => format!("the log `{}`", text.text),
        Expected::Order(steps) => {
            let steps: Vec<String> = steps.iter().map(describe_step).collect();
            format!("in this order: {}", steps.join(", "))
        }
        Expected::Final(state) => format!("the end in `{}`", state.text),
        Expected::Ended => "the end".to_owned(),
        Expected::NoErrors => "no other error events".to_owned(),
    };
    let when = match expectation.when {
        When::Ever => String::new(),
        When::At(at) => format!(" at {}", moment(at)),
        When::Between(from, f64::INFINITY) => format!(" from {} on", moment(from)),
        When::Between(0.0, to) => format!(" by {}", moment(to)),
        When::Between(from, to) => format!(" from {} to {}", moment(from), moment(to)),
    };
    let session = expectation
        .session
        .as_ref()
        .map(|name| format!(" in session `{}`", name.text))
        .unwrap_or_default();
    let never = if expectation.never { "never " } else { "" };
    format!("{never}{what}{when}{session}")
}

/// A step of an order.
pub(super) fn describe_step(step: &Wanted) -> String {
    match step {
        Wanted::Event(name) => format!("event `{}`", name.text),
        Wanted::Enter(name) => format!("`{}` entered", name.text),
        Wanted::Exit(name) => format!("`{}` left", name.text),
        Wanted::Log(text) => format!("the log `{}`", text.text),
    }
}
