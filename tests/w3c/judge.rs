//! Does one document do what the suite's manifest says?

use scxml_tests::{Run, run, run_with_snapshots};

use crate::{Case, Document, Group, Way, by_hand};

/// What a document shows when it is compiled and run.
pub(crate) enum Shown<'a> {
    /// It ran.
    Run(&'a Run),
    /// It was refused, with this report.
    Rejected(&'a str),
}

/// Compares how the document ends with what the manifest expects; for a manual test, judges the rest as well.
///
/// # Errors
/// What it does instead.
pub(crate) fn judge(case: &Case, way: Way) -> Result<(), String> {
    match &case.document {
        Document::None => Err("the suite has no document in a data model that is supported".into()),
        Document::Rejected(report) => {
            if !case.expected.contains("document rejected") {
                return Err(format!("the document is rejected:\n{report}"));
            }
            judge_by_hand(case, &Shown::Rejected(report))
        }
        Document::Machine(program) => {
            let run = match way {
                Way::Straight => run(program),
                Way::WithSnapshots => run_with_snapshots(program),
            };
            // `pass`, `final (inspect log)`, `pass, or document rejected`.
            let state = case.expected.split([' ', ',']).next().unwrap_or_default();
            match &run.end {
                Ok((end, _)) if *end == state => judge_by_hand(case, &Shown::Run(&run)),
                end => Err(format!("{end:?}, not {}\n{}", case.expected, run.log.join("\n"))),
            }
        }
    }
}

fn judge_by_hand(case: &Case, shown: &Shown<'_>) -> Result<(), String> {
    if case.group == Group::Manual { by_hand::judge(case.name, shown) } else { Ok(()) }
}
