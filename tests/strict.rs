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
    ::scxml_macros::scxml!("ecmascript/functions.scxml");
    ::scxml_macros::scxml!("behaviour/invoke_content.scxml");
    // What a document in the macro's argument names is found from the file that calls the macro.
    ::scxml_macros::scxml!(
        r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" name="caller">
             <state id="calling">
               <invoke src="behaviour/children/one.scxml"/>
               <transition event="done.invoke" target="end"/>
             </state>
             <final id="end"/>
           </scxml>"#
    );
}

#[test]
fn machines_of_a_bare_module_work() {
    let session = bare::second_crossing::session();
    let invoked = bare::caller::one::session();
    assert!(!invoked.is_active(bare::caller::one::State::End));
    assert!(!session.is_active(bare::second_crossing::State::Blinking));
}
