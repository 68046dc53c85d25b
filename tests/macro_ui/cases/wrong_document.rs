//! A document with two errors: each is shown with the document's line.

scxml_macros::scxml!("wrong_document.scxml");

fn main() {}
