//! A document that is not there.

scxml_macros::scxml!("nowhere.scxml");

fn main() {}
