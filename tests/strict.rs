//! Does generated code compile where warnings are errors and nothing is in scope?

#![deny(warnings, missing_docs, unreachable_pub)]

/// Machines in a module without a prelude, as a crate with `#![no_implicit_prelude]` is one.
#[no_implicit_prelude]
pub mod bare {
    ::scxml_macros::scxml!("../examples/strategies/specialist.scxml");
    ::scxml_macros::scxml!("../examples/strategies/handover.scxml");
    ::scxml_macros::scxml!("../examples/macro/src/turnstile.scxml");
    ::scxml_macros::scxml!("../examples/build-script/src/crossing.scxml");
    ::scxml_macros::scxml!(mod second_crossing = "../examples/build-script/src/crossing.scxml");
    ::scxml_macros::scxml!("ecmascript/scripts.scxml");
}

#[test]
fn machines_of_a_bare_module_work() {
    let session = bare::second_crossing::session();
    assert!(!session.is_active(bare::second_crossing::State::Blinking));
}
