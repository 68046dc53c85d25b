//! A warning that is denied, a code that does not exist, and a word that is no level.

scxml_macros::scxml!(
    r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" name="gate" datamodel="null">
         <parallel id="both"/>
       </scxml>"#,
    deny("warnings")
);

scxml_macros::scxml!("gate.scxml", allow("unknown-stat"));

scxml_macros::scxml!("gate.scxml", forbid("unknown-state"));

fn main() {}
