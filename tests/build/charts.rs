//! One test per chart of `behaviour` that comes to its end on its own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Each chart of our own, with the file that says what it logs; and all of them as a list.
pub(crate) fn write_behaviour(folder: &Path, out: &Path) {
    let (mut text, mut modules, mut list) = (String::new(), String::new(), String::new());
    for document in super::files(folder, ".scxml") {
        let log = document.with_extension("log");
        println!("cargo::rerun-if-changed={}", log.display());
        let (file, module) = super::write_machine("behaviour", &document, out);
        let test = super::stem(&document);
        let body = format!("super::logs(&machine::{module}::PROGRAM, include_str!({log:?}));");
        let _ = writeln!(
            text,
            "mod {test} {{
    mod machine {{ include!({file:?}); }}
    #[test]
    fn holds() {{ {body} }}
}}"
        );
        let _ = writeln!(modules, "mod {test} {{ include!({file:?}); }}");
        let _ = writeln!(list, "    ({test:?}, &{test}::{module}::PROGRAM),");
    }
    let list = format!("static CHARTS: &[(&str, &scxml_runtime::Program)] = &[\n{list}];\n");
    fs::write(out.join("behaviour.rs"), text).expect("OUT_DIR can be written");
    fs::write(out.join("charts.rs"), modules + &list).expect("OUT_DIR can be written");
}
