//! What is said about documents with slips: each file of `diagnostics/` beside what the compiler says about it.
//!
//! Every word of a snapshot is read before it is accepted.

use scxml_diagnostic::{Diagnostics, Source, Sources, human};

fn report(name: &str, text: &str) -> String {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(Source::new(name, text));
    if let Some(root) = scxmlc::xml::parse(file, text, &mut diagnostics) {
        let document = scxmlc::parse::parse(&root, &sources, &mut diagnostics);
        scxmlc::analyze::analyze(&document, &sources, &mut diagnostics);
    }
    diagnostics.sort();
    human(&diagnostics, &sources, false)
}

#[test]
#[cfg(feature = "ecmascript")]
#[expect(clippy::disallowed_methods, reason = "a test reads its own files")]
fn every_slip_is_reported_where_it_is() {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::glob!("diagnostics/*.scxml", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            insta::assert_snapshot!(report(&name, &text));
        });
    });
}
