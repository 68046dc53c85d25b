//! Does the compiler warn where the suite does something wrong on purpose, and nowhere else?

use crate::{CASES, Document};

/// The manifest's tags for what is wrong on purpose: no expression, no location, an assignment to a system variable.
const WRONG_ON_PURPOSE: [&str; 3] = ["bad-expr", "bad-location", "sysvar-readonly"];

/// What the suite does and an author should not: a `;` behind an expression, `expr` in the null data model.
const RIGHTLY_TOLD: [&str; 2] = ["superfluous-semicolon", "null-datamodel"];

/// The manifest's tag for names that nothing declares, or only what the document does at run time: a warning may say so.
const UNDECLARED: (&str, &str) = ("undeclared-ref", "undeclared-name");

#[test]
fn what_is_wrong_on_purpose_is_told_and_nothing_else() {
    for case in CASES.iter().filter(|case| matches!(case.document, Document::Machine(_))) {
        let is_wrong = case.tags.split(',').any(|tag| WRONG_ON_PURPOSE.contains(&tag));
        let undeclared = case.tags.split(',').any(|tag| tag == UNDECLARED.0);
        let may_be_told = |code| {
            RIGHTLY_TOLD.contains(code) || (undeclared && !is_wrong && *code == UNDECLARED.1)
        };
        let told = !case.warnings.iter().all(may_be_told);
        assert_eq!(told, is_wrong, "{} is told {:?}", case.name, case.warnings);
    }
}
