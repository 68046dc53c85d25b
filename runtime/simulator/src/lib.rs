//! A simulated contact centre on a virtual clock.

pub mod scenario;
pub mod trace;

mod clock;

mod floor;
mod json;
mod judge;
mod machine;
mod render;
mod report;

mod words;
mod world;


pub use machine::Machine;
pub use render::{Paint, outcome, timeline};
pub use report::{Report, SessionReport, Verdict};
pub use scenario::Scenario;

