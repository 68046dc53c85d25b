//! Does the compiler warn where the suite does something wrong on purpose, and nowhere else?

use crate::{CASES, Document};

/// The manifest's tags for what is wrong on purpose: no expression, no location, an assignment to a system variable.
const WRONG_ON_PURPOSE: [&str; 3] = ["bad-expr", "bad-location", "sysvar-readonly"];

/// What the suite does and an author should not: a `;` behind an expression, `expr` in the null data model.
const RIGHTLY_TOLD: [&str; 2] = ["superfluous-semicolon", "null-datamodel"];

#[test]
fn what_is_wrong_on_purpose_is_told_and_nothing_else() {
    for case in CASES.iter().filter(|case| matches!(case.document, Document::Machine(_))) {
        let is_wrong = case.tags.split(',').any(|tag| WRONG_ON_PURPOSE.contains(&tag));
        let told = case.warnings.iter().any(|code| !RIGHTLY_TOLD.contains(code));
        assert_eq!(told, is_wrong, "{} is told {:?}", case.name, case.warnings);
    }
}
