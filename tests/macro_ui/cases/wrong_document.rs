//! A document with an error: it is shown with the line of the document and the edit that mends it.

scxml_macros::scxml!("wrong_document.scxml");

fn main() {}
