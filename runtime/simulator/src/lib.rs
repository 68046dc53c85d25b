//! A simulated contact centre on a virtual clock.

pub mod scenario;

mod clock;
mod json;
mod judge;
mod render;
mod report;
pub mod trace;
mod words;

pub use render::{Paint, outcome, timeline};
pub use report::{Report, SessionReport, Verdict};
pub use scenario::Scenario;

/// Whether a document's file name is what `name` means; the extension may be left out.
pub(crate) fn is_machine_name(machine: &str, name: &str) -> bool {
    machine == name || machine.rsplit_once('.').is_some_and(|(stem, _)| stem == name)
}
