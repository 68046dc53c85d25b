//! A simulated contact centre on a virtual clock.

pub mod scenario;
pub mod trace;

mod clock;
mod command;
mod floor;
mod json;
mod judge;
mod machine;
mod render;
mod report;
mod simulation;
mod words;
mod world;

pub use command::main;
pub use machine::Machine;
pub use render::{Paint, outcome, timeline};
pub use report::{Report, SessionReport, Verdict};
pub use scenario::Scenario;
pub use simulation::{Simulation, play};
