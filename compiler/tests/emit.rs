//! What do small documents become? One snapshot of the generated Rust per document in `cases`.

#![expect(clippy::disallowed_methods, reason = "a test reads its documents")]

use std::fs;

use scxmlc::load::MemoryLoader;
use scxmlc::{Options, Stage, compile};

fn text(name: &str, source: &str, stage: Stage) -> String {
    let mut loader = MemoryLoader::new([(name, source)]);
    let compiled = compile(name, &mut loader, &Options { stage, ..Options::default() });
    let found: Vec<_> = compiled.diagnostics.iter().map(|d| (d.code, d.message.as_str())).collect();
    assert!(!compiled.diagnostics.has_errors(), "{name}: {found:?}");
    compiled.text.expect("there are no errors")
}

#[test]
fn cases() {
    insta::glob!("cases/*.scxml", |path| {
        let name = path.file_name().expect("a file").to_string_lossy();
        let source = fs::read_to_string(path).expect("a readable file");
        let rust = text(&name, &source, Stage::Rust);
        assert!(
            rust == text(&name, &source, Stage::Rust),
            "the same document gives the same bytes"
        );
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(rust);
        });
    });
}

/// What the stages before say of a strategy, where attributes are text or expressions.
#[test]
fn stages() {
    let source = fs::read_to_string("tests/cases/strategy.scxml").expect("a readable file");
    let views = [Stage::Ast, Stage::Chart, Stage::Plan];
    insta::assert_snapshot!(views.map(|stage| text("strategy.scxml", &source, stage)).join("\n"));
}
