//! Can whoever compiles say how much each diagnostic matters?

#![cfg(feature = "ecmascript")]
#![expect(clippy::disallowed_methods, reason = "a test reads its own files")]

use std::path::Path;

use scxml_diagnostic::Severity;
use scxmlc::codes::{self, Settable};
use scxmlc::load::MemoryLoader;
use scxmlc::{Compiled, Level, Levels, Options, compile};

const W3C: &str = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>";
const ORS: &str =
    "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' profile='ecmascript'>";

fn levels(settings: &[(&str, Level)]) -> Levels {
    let mut levels = Levels::default();
    for (code, level) in settings {
        levels.set(code, *level).expect("a level that can be set");
    }
    levels
}

fn compiled(text: &str, settings: &[(&str, Level)]) -> Compiled {
    let script = include_bytes!("errors/greeting.js").as_slice();
    let data = include_bytes!("errors/books.xml").as_slice();
    let files = [("chart.scxml", text.as_bytes()), ("greeting.js", script), ("books.xml", data)];
    let options = Options { levels: levels(settings), ..Options::default() };
    compile("chart.scxml", &mut MemoryLoader::new(files), &options)
}

/// What is told, and whether the document compiles.
fn told(text: &str, settings: &[(&str, Level)]) -> (Vec<String>, bool) {
    let Compiled { diagnostics, text, .. } = compiled(text, settings);
    let told = diagnostics.iter().map(|d| format!("{}[{}]", d.severity.word(), d.code)).collect();
    (told, text.is_some())
}

/// Warning in w3c and error in ors, because the Recommendation wants the event and the Orchestration Server refuses.
#[test]
fn an_expression_that_does_not_parse_is_a_lint() {
    let wrong = "<state id='a'><transition cond='1 +' target='a'/></state></scxml>";
    let (w3c, ors) = (format!("{W3C}{wrong}"), format!("{ORS}{wrong}"));
    let error = || vec!["error[ecmascript-syntax]".to_owned()];
    let warning = || vec!["warning[ecmascript-syntax]".to_owned()];
    for (level, of_w3c, of_ors) in [
        (None, (warning(), true), (error(), false)),
        (Some(Level::Deny), (error(), false), (error(), false)),
        (Some(Level::Warn), (warning(), true), (warning(), true)),
        (Some(Level::Allow), (vec![], true), (vec![], true)),
    ] {
        let settings: Vec<_> =
            level.map(|level| ("ecmascript-syntax", level)).into_iter().collect();
        assert_eq!(told(&w3c, &settings), of_w3c, "{level:?}");
        assert_eq!(told(&ors, &settings), of_ors, "{level:?}");
    }
}

#[test]
fn all_warnings_are_denied_but_those_that_have_a_level() {
    let text = format!(
        "{W3C}<state id='a'><transition event='e' cond='x = 1;' target='a'/><onentry><log expr='y'/></onentry></state></scxml>"
    );
    let warnings = ["assignment-in-cond", "superfluous-semicolon", "undeclared-name"];
    let mut found = told(&text, &[]).0;
    found.sort();
    assert_eq!(found, warnings.map(|code| format!("warning[{code}]")));
    let settings = [
        ("warnings", Level::Deny),
        ("superfluous-semicolon", Level::Allow),
        ("undeclared-name", Level::Warn),
    ];
    let (mut found, compiles) = told(&text, &settings);
    found.sort();
    assert_eq!(found, ["error[assignment-in-cond]", "warning[undeclared-name]"]);
    assert!(!compiles);
    assert!(told(&text, &settings[1..]).1);
}

#[test]
fn a_code_that_cannot_be_set_is_refused_with_the_reason() {
    let mut levels = Levels::default();
    for (code, level, says) in [
        ("undeclard-name", Level::Allow, "did you mean `undeclared-name`?"),
        ("waring", Level::Deny, "did you mean `warnings`?"),
        ("warnings", Level::Allow, "there is no diagnostic `warnings`"),
        ("E0001", Level::Warn, "as in `warning[undeclared-name]`"),
        (
            "unknown-target",
            Level::Warn,
            "`unknown-target` cannot be set to warn: no state has the id that is named",
        ),
    ] {
        let refused = levels.set(code, level).expect_err("it cannot be set");
        assert!(refused.contains(says), "{refused}");
    }
    assert_eq!(levels.set("unknown-target", Level::Deny), Ok(()));
    assert_eq!(levels.set("slow-pattern", Level::Deny), Ok(()));
    assert_eq!(levels.set("slow-pattern", Level::Deny), Ok(()));
    let twice = levels.set("slow-pattern", Level::Allow).expect_err("two levels");
    assert_eq!(twice, "`slow-pattern` is set to deny and to allow");

    let build = scxmlc::build::Build::default().deny("warnings").allow("slow-patern");
    let refused = build.compile("chart.scxml").expect_err("there is no such code");
    assert_eq!(
        refused.to_string(),
        "there is no diagnostic `slow-patern`; did you mean `slow-pattern`?"
    );
}

/// Where the table of codes says that a diagnostic can be less than an error, the document compiles without it. (The
/// other way round, nothing is told as less than an error that the table does not say so of: the compiler asserts it.)
#[test]
fn the_table_of_codes_tells_the_truth_about_levels() {
    let allowed: Vec<_> = codes::ALL
        .iter()
        .filter(|code| code.settable != Settable::Never)
        .map(|code| (code.word, Level::Allow))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let paths = std::fs::read_dir(folder).expect("the folder is there").flatten();
    let paths = paths.map(|entry| entry.path());
    for path in paths.filter(|path| path.extension().is_some_and(|e| e == "scxml")) {
        let text = std::fs::read_to_string(&path).expect("the document can be read");
        let Compiled { diagnostics, text, .. } = compiled(&text, &allowed);
        for left in &diagnostics {
            let settable = codes::find(left.code).map(|code| code.settable);
            assert_eq!(left.severity, Severity::Error, "{}: {}", path.display(), left.code);
            assert_ne!(settable, Some(Settable::Always), "{}: {}", path.display(), left.code);
        }
        assert_eq!(text.is_some(), diagnostics.is_empty(), "{}", path.display());
    }
}
