//! Can a regular expression take a time that doubles with each character, where it does not match?
//!
//! It can when one text takes it around a loop from some place back to the same place in two ways: every turn then
//! has two, and all combinations are tried before it gives up. So the pattern becomes an automaton whose places are
//! its characters (Glushkov's), and two tokens start from one place: if they can part and meet there again while they
//! read the same text, there are two ways. Nothing is said where the match succeeds whenever it can leave the loop,
//! and about patterns that are too large to be looked through.

mod automaton;
mod parse;
mod set;

use std::collections::BTreeSet;

use automaton::Automaton;
use parse::Node;

/// Steps of the two tokens after which the search is given up.
const MOST_STEPS: usize = 500_000;

/// Turns that a loop may have to take without reading anything.
const MOST_EMPTY_TURNS: u32 = 1_000;

/// The loop of a pattern that one text can go around in many ways: its part of the pattern. `flags` are those of the
/// regular expression (ECMA-262 2015, 21.2.3.1). None where there is no such loop, and where the pattern is too large to
/// be looked through or is none.
#[must_use]
pub fn slow_part<'p>(pattern: &'p str, flags: &str) -> Option<&'p str> {
    let root = parse::parse(pattern, flags.contains('i'))?;
    let range = parse::empty_turns(&root, MOST_EMPTY_TURNS).or_else(|| slow_loop(&root))?;
    pattern.get(range)
}

fn slow_loop(root: &Node) -> Option<std::ops::Range<usize>> {
    let mut parts = vec![root];
    while let Some(part) = parts.pop() {
        if let Some(automaton) = Automaton::new(part)
            && let Some(place) = two_ways(&automaton)
        {
            return automaton.outermost_loop(place);
        }
        // What is looked ahead for is matched on its own.
        parse::assertions(part, &mut parts);
    }
    None
}

/// A place that is reached from itself in two ways by the same text, and where the match may fail.
fn two_ways(automaton: &Automaton) -> Option<usize> {
    let mut steps = 0;
    let mut candidates = (0..automaton.len()).filter(|place| !automaton.succeeds(*place));
    candidates.find(|place| {
        steps <= MOST_STEPS && (doubled(automaton, *place) || parted(automaton, *place, &mut steps))
    })
}

/// Whether one step on a way from the place to itself can be taken in two ways: inside of a loop, and around it.
fn doubled(automaton: &Automaton, place: usize) -> bool {
    let mut seen = BTreeSet::new();
    automaton
        .after(place)
        .any(|(next, ways)| ways > 1 && reaches(automaton, next, place, &mut seen))
}

fn reaches(automaton: &Automaton, from: usize, to: usize, seen: &mut BTreeSet<usize>) -> bool {
    let mut open = vec![from];
    while let Some(place) = open.pop() {
        if place == to {
            return true;
        }
        if seen.insert(place) {
            open.extend(automaton.after(place).map(|(next, _)| next));
        }
    }
    false
}

/// Whether two tokens at the place can part and meet there again.
fn parted(automaton: &Automaton, place: usize, steps: &mut usize) -> bool {
    let start = (place, place);
    let forward = pairs(start, steps, |(a, b)| (automaton.after(a), automaton.after(b)), automaton);
    if forward.iter().all(|(a, b)| a == b) {
        return false;
    }
    let backward =
        pairs(start, steps, |(a, b)| (automaton.before(a), automaton.before(b)), automaton);
    forward.intersection(&backward).any(|(a, b)| a != b)
}

/// The pairs of places that two tokens come to on the same text.
fn pairs<Next: Iterator<Item = (usize, u8)> + Clone>(
    start: (usize, usize),
    steps: &mut usize,
    next: impl Fn((usize, usize)) -> (Next, Next),
    automaton: &Automaton,
) -> BTreeSet<(usize, usize)> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
    while let Some(pair) = open.pop() {
        let (left, right) = next(pair);
        for (a, _) in left {
            for (b, _) in right.clone() {
                *steps += 1;
                if *steps > MOST_STEPS {
                    return BTreeSet::new();
                }
                if automaton.share(a, b) && seen.insert((a, b)) {
                    open.push((a, b));
                }
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::slow_part;

    #[test]
    fn loops_with_two_ways_around_are_found() {
        for (pattern, part) in [
            ("(a+)+$", "(a+)+"),
            ("^(a*)*b", "(a*)*"),
            ("(a|a)*b", "(a|a)*"),
            ("(?:a|ab|b)*c", "(?:a|ab|b)*"),
            (r"^(\w+\s?)*$", r"(\w+\s?)*"),
            (r"x(\s*\w+\s*)+y", r"(\s*\w+\s*)+"),
            ("(?:x+x+)+y", "(?:x+x+)+"),
            ("(a?b?)*c", "(a?b?)*"),
            (
                r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$",
                "(([\\-.]|[_]+)?([a-zA-Z0-9]+))*",
            ),
            ("(?=(a+)+b)a", "(a+)+"),
            ("(.*)*x", "(.*)*"),
            (r"(\d{1,3}){1,20}x", r"(\d{1,3}){1,20}"),
            (r"((a{2,3})*)b", "(a{2,3})*"),
            (r"(\w+\s?){20}$", r"(\w+\s?){20}"),
            ("x(?:a?|b){100000}", "(?:a?|b){100000}"),
        ] {
            assert_eq!(slow_part(pattern, ""), Some(part), "{pattern}");
        }
        assert_eq!(slow_part("(?:a|A)*b", "i"), Some("(?:a|A)*"));
    }

    #[test]
    fn loops_with_one_way_around_are_not_complained_of() {
        for pattern in [
            "a+b",
            r"^\d+(\.\d+)?$",
            r"^\+?\d{1,3}(?:[ -]?\d{2,4})$",
            r"\w+(\s\w+)*$",
            r"^(?:\d{1,3}\.){3}\d{1,3}$",
            r"^(\d{10})*$",
            r"(?:\d+,)*\d+$",
            r"^[\w.]+@[\w.]+\.\w+$",
            r"\s+$",
            "(a|A)*b",
            "(a+)+",
            "a{100000}",
            r"^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$",
            r"^(?:\d{1,3};){20}$",
            r"(\w+\s?)+",
            r"^\s*|\s*$",
            r#""(?:[^"\\]|\\.)*""#,
            r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/",
            r"(a{0,3}b)*c",
            r"^(?:tel|sip):([^@;]+)(?:@([^;]+))?(?:;([^=]+)=([^;]*))*$",
            r"([^,]*),([^,]*)",
            "(?!(a+)+)b",
            "a{",
            "[^]]",
        ] {
            assert_eq!(slow_part(pattern, ""), None, "{pattern}");
        }
    }

    #[test]
    fn large_patterns_take_no_long() {
        let many = vec![r"\w"; 150].join("|");
        let _ = slow_part(&format!("({many})*x"), "");
        let _ = slow_part(&"(a*".repeat(200), "");
        let _ = slow_part(&format!("{}{}b", "(".repeat(200), "a)*".repeat(200)), "");
        let _ = slow_part("((((a{1000}){1000}){1000}){1000})*b", "");
        let _ = slow_part("(a{0,1000000000})*b", "");
    }
}
