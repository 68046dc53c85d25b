//! Do the modules do what their pages say? Expected events are derived by hand from the founding documents.

mod dialog;
mod fetch;
mod interaction;
mod queue;
mod session;
mod world;
