//! Whether the times of a scenario can come.

use scxml_diagnostic::{Diagnostic, Span};

use crate::scenario::reader::Reader;
use crate::scenario::{Scenario, When};

/// Reports what is to happen or to be seen after the end of the run, and spans of time that end before they begin.
pub(super) fn check(scenario: &Scenario, reader: &mut Reader) {
    for entry in &scenario.timeline {
        if entry.at > scenario.limit {
            late(entry.span, "this would happen", reader);
        }
    }
    for expectation in &scenario.expectations {
        match expectation.when {
            When::At(from) | When::Between(from, _) if from > scenario.limit => {
                late(expectation.span, "this would be seen", reader);
            }
            When::Between(from, to) if from > to => reader.report(Diagnostic::error(
                "scenario-conflict",
                expectation.span,
                "`after` is later than `by`",
            )),
            When::Ever | When::At(_) | When::Between(..) => {}
        }
    }
}

fn late(span: Span, what: &str, reader: &mut Reader) {
    let message = format!("{what} after the end of the run");
    reader.report(
        Diagnostic::error("scenario-conflict", span, message)
            .note("the run ends at `limit`, which is 24 hours unless the scenario says otherwise"),
    );
}
