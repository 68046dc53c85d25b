//! A simulated contact centre on a virtual clock, and the command line of a program that scxmlc built.
//!
//! A [`Scenario`] says who is in the contact centre, what happens, and what is expected; `SCENARIOS.md` beside this
//! crate documents the file. A [`Simulation`] runs the program's [`Machine`]s in it and gives a [`Report`]. The same
//! scenario gives the same trace, byte for byte: there is one clock, one order of all that falls due, and no chance
//! but the scenario's seed.
//!
//! This crate implements the ports of `scxml-modules` and the platform of `scxml-runtime`; it knows nothing of the
//! compiler, and nothing of what an action of a module does.

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
pub use report::{Report, SessionReport, Verdict};
pub use scenario::Scenario;
pub use simulation::{Simulation, play, play_moving};
