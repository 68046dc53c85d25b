//! How do values and JSON become each other? ECMA-262 5.1, 15.12.

mod document;
mod grammar;
mod list;
mod member;
mod node;
mod parse;
mod stringify;

pub use document::{Json, JsonError};
pub(crate) use node::{Chars, Node};
pub(crate) use parse::parse;
pub(crate) use stringify::stringify;
