//! How do values and JSON become each other? ECMA-262 5.1, 15.12.

mod document;
mod grammar;
mod list;
mod parse;
mod stringify;

pub(crate) use document::{Chars, Node};
pub use document::{Json, JsonError};
pub(crate) use parse::parse;
pub(crate) use stringify::stringify;
