//! Which tests are not expected to hold, and why? `exceptions.txt` alone says so: a test and a reason a line.

/// `not yet: …`, or `never: …`; nothing for a test that should hold.
pub(crate) fn reason(name: &str) -> Option<&'static str> {
    all().find(|(listed, _)| *listed == name).map(|(_, reason)| reason)
}

/// Every exception and its reason.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("exceptions.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let (name, reason) = line.split_once(' ').unwrap_or((line, ""));
        (name, reason.trim())
    })
}

#[test]
fn every_exception_is_about_a_test_and_has_a_reason() {
    let names: Vec<&str> = all().map(|(name, _)| name).collect();
    for (name, reason) in all() {
        let known = crate::CASES.is_empty() || crate::CASES.iter().any(|case| case.name == name);
        assert!(known, "the suite has no {name}");
        let once = names.iter().filter(|other| **other == name).count() == 1;
        assert!(once, "{name} is listed twice");
        let why = reason.strip_prefix("not yet: ").or_else(|| reason.strip_prefix("never: "));
        assert!(why.is_some_and(|why| !why.is_empty()), "say `not yet: …` or `never: …`: {name}");
    }
}
