//! One test per table of expressions: a document that evaluates them all, in functions of so many, and the lines.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// How many expressions one function evaluates.
const BATCH: usize = 100;

/// Each `NAME.txt` of the folder, with what node gave for its lines.
pub(crate) fn write_cases(folder: &Path, out: &Path) {
    let show = folder.join("show.js");
    println!("cargo::rerun-if-changed={}", show.display());
    let show = fs::read_to_string(&show).unwrap_or_else(|e| panic!("{}: {e}", show.display()));
    let mut text = String::new();
    for cases in super::files(folder, ".txt") {
        println!("cargo::rerun-if-changed={}", cases.display());
        let name = super::stem(&cases);
        let expected = cases.with_extension("expected");
        let lines =
            fs::read_to_string(&cases).unwrap_or_else(|e| panic!("{}: {e}", cases.display()));
        let document = out.join(format!("{name}.scxml"));
        fs::write(&document, document_of(&lines, &show)).expect("OUT_DIR can be written");
        let (file, module) = super::write_machine("cases", &document, out);
        let _ = writeln!(
            text,
            "mod {name} {{
    mod machine {{ include!({file:?}); }}
    #[test]
    fn holds() {{
        let (lines, expected) = (include_str!({cases:?}), include_str!({expected:?}));
        super::all_hold(lines, expected, &machine::{module}::PROGRAM);
    }}
}}"
        );
    }
    fs::write(out.join("cases.rs"), text).expect("OUT_DIR can be written");
}

fn document_of(lines: &str, show: &str) -> String {
    let numbered = (1..).zip(lines.lines());
    let cases: Vec<_> =
        numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).collect();
    let (mut functions, mut calls) = (String::new(), String::new());
    for (number, batch) in cases.chunks(BATCH).enumerate() {
        let _ = writeln!(functions, "function batch_{number}() {{");
        for (line, expression) in batch {
            let expression = expression.replace("]]>", "]]]]><![CDATA[>");
            let _ = writeln!(
                functions,
                "__Log(outcome(function () {{ return ({expression}); }}), {line});"
            );
        }
        functions.push_str("}\n");
        let _ = writeln!(calls, "<script>batch_{number}()</script>");
    }
    format!(
        r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">
<script><![CDATA[
{show}{functions}]]></script>
<state><onentry>
{calls}</onentry></state>
</scxml>
"#
    )
}
