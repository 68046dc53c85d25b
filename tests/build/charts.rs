//! One test per chart of `behaviour` that comes to its end on its own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Each chart of our own, with the file that says what it logs.
pub(crate) fn write_behaviour(folder: &Path, out: &Path) {
    let mut text = String::new();
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
    }
    fs::write(out.join("behaviour.rs"), text).expect("OUT_DIR can be written");
}
