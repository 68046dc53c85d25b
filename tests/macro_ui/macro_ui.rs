//! What is said when `scxml!`, or code that uses its machine, does not compile? Few cases: rustc's wording moves.

#[test]
fn cases() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("cases/wrong_*.rs");
}
