//! How is an expression evaluated here, and how in node? Both show its value, and the variables that it knows, as text.

use std::fmt::Write as _;

use super::{Case, Place, Variable, Writer};

/// Functions that show a value; both sides have them.
pub const SHOW: &str = concat!(
    include_str!("../../../ecmascript/cases/show.js"),
    "function ascii(text) {
  return text.replace(/[^ -~]/g, function (unit) { return '\\\\u' + unit.charCodeAt(0).toString(16); });
}
"
);

/// Expressions to compile together.
#[derive(Debug)]
pub struct Document {
    /// The SCXML document: the event `c5` makes it evaluate the fifth case and log what comes out.
    pub text: String,
    /// For each case, a script that gives the same text as what is logged.
    pub scripts: Vec<String>,
}

/// A document of so many expressions; those of the numbers in `without` are left out.
pub fn document(seed: u64, count: usize, without: &[usize]) -> Document {
    let mut writer = Writer::new(seed);
    let cases: Vec<Case> = (0..count).map(|_| writer.case()).collect();
    let (mut functions, mut transitions, mut data) = (String::new(), String::new(), String::new());
    for Variable { name, value, .. } in writer.data() {
        let _ = writeln!(data, "<data id=\"{name}\" expr=\"{}\"/>", attribute(value));
    }
    for (number, case) in cases.iter().enumerate().filter(|(number, _)| !without.contains(number)) {
        if let Some(function) = function(number, case) {
            let _ = writeln!(functions, "{}", function.replace("]]>", "]]]]><![CDATA[>"));
        }
        if case.place == Place::Assign {
            let _ = writeln!(data, "<data id=\"r{number}\"/>");
        }
        let _ = writeln!(transitions, "{}", transition(number, case));
    }
    let scripts = cases.iter().enumerate().map(|(n, case)| script(n, case, writer.data()));
    Document {
        text: format!(
            r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">
<datamodel>
{data}</datamodel>
<script><![CDATA[
{SHOW}{functions}]]></script>
<state>
{transitions}<transition event="error.execution"><log expr="'throws'"/></transition>
<transition event="error.*"><log expr="_event.name"/></transition>
</state>
</scxml>
"#
        ),
        scripts: scripts.collect(),
    }
}

/// The function that evaluates it, for those that stand in a script.
fn function(number: usize, case: &Case) -> Option<String> {
    let Case { place, text, locals, shown } = case;
    let mut declarations = String::new();
    for (place, Variable { name, value, .. }) in locals.iter().enumerate() {
        let keyword = if (number + place).is_multiple_of(3) { "let" } else { "var" };
        let _ = write!(declarations, "{keyword} {name} = {value}; ");
    }
    let names: Vec<&str> = locals.iter().map(|local| local.name.as_str()).collect();
    let (names, shown) = (names.join(", "), list(&format!("({text})"), shown));
    match place {
        Place::Locals => Some(format!("function c{number}() {{ {declarations}return {shown}; }}")),
        Place::Parameters => Some(format!("function c{number}({names}) {{ return {shown}; }}")),
        Place::Body => Some(format!("function c{number}() {{ {declarations}{text} }}")),
        _ => None,
    }
}

/// What calls that function.
fn call(number: usize, case: &Case) -> String {
    if case.place != Place::Parameters {
        return format!("ascii(outcome(c{number}))");
    }
    let values: Vec<&str> = case.locals.iter().map(|local| local.value.as_str()).collect();
    format!("ascii(outcome(function () {{ return c{number}({}); }}))", values.join(", "))
}

fn list(first: &str, rest: &[String]) -> String {
    let rest: String = rest.iter().map(|name| format!(", {name}")).collect();
    format!("[{first}{rest}]")
}

/// The transition of its event.
fn transition(number: usize, case: &Case) -> String {
    let text = attribute(&case.text);
    let log = |first: &str| format!("<log expr=\"ascii(show({}))\"/>", list(first, &case.shown));
    let (yes, no) = (log("true"), log("false"));
    let content = match case.place {
        Place::Locals | Place::Parameters | Place::Body => {
            format!("<log expr=\"{}\"/>", attribute(&call(number, case)))
        }
        Place::Assign => {
            format!(
                "<assign location=\"r{number}\" expr=\"{text}\"/>{}",
                log(&format!("r{number}"))
            )
        }
        Place::Log => log(&format!("({text})")),
        Place::If => format!("<if cond=\"{text}\">{yes}<else/>{no}</if>"),
        Place::Transition => {
            return format!(
                "<transition event=\"c{number}\" cond=\"{text}\">{yes}</transition>\
                 <transition event=\"c{number}\">{no}</transition>"
            );
        }
    };
    format!("<transition event=\"c{number}\">{content}</transition>")
}

/// What node runs for it, with data of its own. An error in a cond is false, and an event comes after it (section 5.9.1
/// of the Recommendation); after other errors nothing more is done (section 4.9).
fn script(number: usize, case: &Case, data: &[Variable]) -> String {
    let mut script = String::new();
    for Variable { name, value, .. } in data.iter().filter(|v| case.shown.contains(&v.name)) {
        let _ = write!(script, "var {name} = {value}; ");
    }
    let Case { text, shown, .. } = case;
    let show = |first: &str| format!("ascii(show({}))", list(first, shown));
    let _ = match case.place {
        Place::Locals | Place::Parameters | Place::Body => {
            let function = function(number, case).unwrap_or_default();
            write!(script, "{function} {}", call(number, case))
        }
        Place::Assign | Place::Log => {
            let show = show("value");
            write!(
                script,
                "var value, r; try {{ value = ({text}); r = {show}; }} catch (e) {{ r = 'throws'; }} r"
            )
        }
        Place::If | Place::Transition => {
            let show = show("value");
            write!(
                script,
                "var value, error = ''; try {{ value = !!({text}); }} \
                 catch (e) {{ value = false; error = ' throws'; }} {show} + error"
            )
        }
    };
    script
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
