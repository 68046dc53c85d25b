#![doc = include_str!("../README.md")]

pub mod analyze;
pub mod ast;
pub mod build;
pub mod chart;
pub mod code;
pub mod codes;
mod compile;
pub mod dump;
pub mod ecma;
pub mod emit;
pub mod es;
pub mod files;
pub mod format;
mod ids;
pub mod include;
pub mod infer;
pub mod levels;
pub mod link;
pub mod load;
pub mod lower;
mod names;
pub mod parse;
pub mod plan;
mod wording;
pub mod xml;

pub use compile::{Compiled, Options, Stage, compile};
pub use levels::{Level, Levels};
