//! A document that needs the ECMAScript front end, in a build without it.

scxml_macros::scxml!(
    r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">
         <datamodel><data id="n" expr="1"/></datamodel>
         <state id="only"><transition event="e" cond="n == 1"/></state>
       </scxml>"#
);

fn main() {}
