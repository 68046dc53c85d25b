//! Do applications that are made of several documents do what their description says?
//!
//! `SCXML_COMPOSER_SAMPLES` names the folder of two applications, `mini` and `bank`, and the README in it says how they
//! run. The tables here are copied from that README by hand.

mod bank;
mod host;
mod mini;
mod transfer;

include!(concat!(env!("OUT_DIR"), "/composer.rs"));

/// The application of this name; nothing, and a word about it, when the folder is not there.
#[expect(clippy::print_stderr, reason = "a test that does nothing says so")]
fn application(name: &str) -> Option<&'static scxml_runtime::Program> {
    let found = APPLICATIONS.iter().find(|(known, _)| *known == name);
    if found.is_none() {
        eprintln!("skipped: set SCXML_COMPOSER_SAMPLES to the folder of the applications");
    }
    found.map(|(_, program)| *program)
}
