//! How do values and JSON become each other? ECMA-262 5.1, 15.12.

mod parse;
mod stringify;

pub(crate) use parse::parse;
pub(crate) use stringify::stringify;
