//! Misspelt names of a state and of an event do not compile.

scxml_macros::scxml!(
    r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" name="gate" datamodel="null">
         <state id="closed"><transition event="coin" target="open"/></state>
         <state id="open"/>
       </scxml>"#
);

fn main() {
    let mut session = gate::session();
    session.deliver(gate::event::koin());
    session.is_active(gate::State::Opened);
}
