//! What would a person look at in the tests that the suite wants judged by a person?

use scxml_runtime::Data;
use scxml_tests::Run;

use crate::judge::Shown;

/// Looks at what the comment at the head of the document asks the tester to look at.
///
/// # Errors
/// What is not as it should be.
pub(crate) fn judge(name: &str, shown: &Shown<'_>) -> Result<(), String> {
    let holds = match (name, shown) {
        ("test178", Shown::Run(run)) => both_values_arrive(run),
        ("test230", Shown::Run(run)) => forwarded_event_has_the_same_fields(run),
        ("test250", Shown::Run(run)) => run.log == ["Exiting sub01", "Exiting sub0"],
        ("test301", Shown::Rejected(report)) => {
            report.contains("error[cannot-read]") && report.contains(r"D:\foo")
        }
        ("test307", Shown::Run(run)) => errors(run) == 0 || errors(run) == 2,
        // It ends in `pass`, which says all.
        ("test313" | "test314", Shown::Run(_)) => true,
        ("test415", Shown::Run(run)) => run.taken.is_empty(),
        _ => return Err("nobody has said how this is judged".to_owned()),
    };
    let seen = || match shown {
        Shown::Run(run) => format!("{run:#?}"),
        Shown::Rejected(report) => (*report).to_owned(),
    };
    if holds { Ok(()) } else { Err(seen()) }
}

/// Section 6.2.4: nothing is lost when two parameters have one name.
fn both_values_arrive(run: &Run) -> bool {
    let both = Data::Array(vec![Data::Number(2.0), Data::Number(3.0)]);
    run.taken == [("event1".to_owned(), Data::object([("Var1", both)]))]
}

/// The parent and the child log seven fields each of the event that the parent got and forwarded.
fn forwarded_event_has_the_same_fields(run: &Run) -> bool {
    run.log.len() == 14 && run.log[..7] == run.log[7..] && run.log[0].ends_with("childToParent")
}

/// In how many of its two states the document got an error event: in both or in none, says section 5.9.
fn errors(run: &Run) -> usize {
    run.taken.iter().filter(|(name, _)| name.starts_with("error.")).count()
}
