//! Which character of a pattern can be matched after which? Glushkov's automaton, with the number of ways.

use std::collections::BTreeMap;
use std::ops::Range;

use super::parse::Node;
use super::set::Set;

/// Larger automata are not made.
const MOST_PLACES: usize = 200;
/// A repetition of so many turns of different lengths is taken for one without end.
const MANY: u32 = 10;

/// The characters of a pattern, and the steps between them.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    sets: Vec<Set>,
    /// By place: the places after it, and in how many ways each is reached, 1 or 2.
    after: Vec<BTreeMap<usize, u8>>,
    before: Vec<BTreeMap<usize, u8>>,
    /// Loops without end: their places, and their parts of the pattern.
    loops: Vec<(Range<usize>, Range<usize>)>,
    /// Places that the whole pattern can end at, whatever comes after.
    succeeding: Vec<bool>,
}

/// What a part of a pattern looks like from outside.
#[derive(Clone, Debug)]
struct Part {
    first: Vec<usize>,
    /// The last places, and whether the part is matched there for certain.
    last: Vec<(usize, bool)>,
    empty: Empty,
}

/// Whether a part matches the empty text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Empty {
    Never,
    /// Where an assertion holds.
    Perhaps,
    Always,
}

impl Automaton {
    /// The automaton of a pattern; none when it is too large.
    pub(super) fn new(root: &Node) -> Option<Self> {
        let mut automaton = Automaton::default();
        let whole = automaton.part(root)?;
        automaton.succeeding = vec![false; automaton.len()];
        for (place, certain) in whole.last {
            automaton.succeeding[place] |= certain;
        }
        Some(automaton)
    }

    pub(super) fn len(&self) -> usize {
        self.sets.len()
    }

    pub(super) fn after(&self, place: usize) -> impl Iterator<Item = (usize, u8)> + Clone {
        self.after[place].iter().map(|(next, ways)| (*next, *ways))
    }

    pub(super) fn before(&self, place: usize) -> impl Iterator<Item = (usize, u8)> + Clone {
        self.before[place].iter().map(|(next, ways)| (*next, *ways))
    }

    /// Whether some character can be at both places.
    pub(super) fn share(&self, a: usize, b: usize) -> bool {
        a == b || self.sets[a].meets(&self.sets[b])
    }

    /// Whether the pattern is matched when this place is.
    pub(super) fn succeeds(&self, place: usize) -> bool {
        self.succeeding[place]
    }

    /// The part of the pattern that is the outermost loop around a place.
    pub(super) fn outermost_loop(&self, place: usize) -> Option<Range<usize>> {
        let around = self.loops.iter().filter(|(places, _)| places.contains(&place));
        around.max_by_key(|(_, range)| range.len()).map(|(_, range)| range.clone())
    }

    fn part(&mut self, node: &Node) -> Option<Part> {
        Some(match node {
            Node::Set(set) => {
                let place = self.len();
                if place == MOST_PLACES {
                    return None;
                }
                self.sets.push(set.clone());
                self.after.push(BTreeMap::new());
                self.before.push(BTreeMap::new());
                Part { first: vec![place], last: vec![(place, true)], empty: Empty::Never }
            }
            Node::All(parts) => {
                let mut whole = Part::empty(Empty::Always);
                for part in parts {
                    let part = self.part(part)?;
                    whole = self.then(whole, part);
                }
                whole
            }
            Node::Either(ways) => {
                let mut whole = Part::empty(Empty::Never);
                for way in ways {
                    let way = self.part(way)?;
                    whole.first.extend(way.first);
                    whole.last.extend(way.last);
                    whole.empty = whole.empty.max(way.empty);
                }
                whole
            }
            Node::Repeat { body, min, max, range } => self.repeat(body, *min, *max, range)?,
            Node::Assertion(_) => Part::empty(Empty::Perhaps),
        })
    }

    fn repeat(
        &mut self,
        body: &Node,
        min: u32,
        max: Option<u32>,
        range: &Range<usize>,
    ) -> Option<Part> {
        let bounded = max.filter(|max| *max < MANY || !varies(body));
        let Some(max) = bounded else { return self.endless(body, min, range) };
        let before = self.len();
        // `x{1,3}` is `x(x(x)?)?`: made from the inside, so that there is one way only.
        let mut whole = Part::empty(Empty::Always);
        for turn in (0..max).rev() {
            let part = self.part(body)?;
            whole = self.then(part, whole);
            if turn >= min {
                whole.empty = Empty::Always;
            }
            if self.len() == before {
                // Turns without a character are all the same.
                break;
            }
        }
        Some(whole)
    }

    fn endless(&mut self, body: &Node, min: u32, range: &Range<usize>) -> Option<Part> {
        let start = self.len();
        let mut whole = Part::empty(Empty::Always);
        for _ in 1..min {
            let part = self.part(body)?;
            whole = self.then(whole, part);
            if self.len() == start {
                break;
            }
        }
        let inside = self.len();
        let mut last = self.part(body)?;
        for (from, _) in &last.last {
            for to in &last.first {
                self.connect(*from, *to);
            }
        }
        self.loops.push((inside..self.len(), range.clone()));
        if min == 0 {
            last.empty = Empty::Always;
        }
        Some(self.then(whole, last))
    }

    fn then(&mut self, left: Part, right: Part) -> Part {
        for (from, _) in &left.last {
            for to in &right.first {
                self.connect(*from, *to);
            }
        }
        let mut first = left.first;
        if left.empty != Empty::Never {
            first.extend(&right.first);
        }
        let mut last = right.last;
        if right.empty != Empty::Never {
            let certain = right.empty == Empty::Always;
            last.extend(left.last.into_iter().map(|(place, sure)| (place, sure && certain)));
        }
        Part { first, last, empty: left.empty.min(right.empty) }
    }

    fn connect(&mut self, from: usize, to: usize) {
        for (map, key) in [(&mut self.after[from], to), (&mut self.before[to], from)] {
            let ways = map.entry(key).or_insert(0);
            *ways = (*ways + 1).min(2);
        }
    }
}

impl Part {
    fn empty(empty: Empty) -> Self {
        Part { first: Vec::new(), last: Vec::new(), empty }
    }
}

/// Whether a part of a pattern can match texts of different lengths.
fn varies(node: &Node) -> bool {
    match node {
        Node::Set(_) | Node::Assertion(_) => false,
        Node::All(parts) => parts.iter().any(varies),
        Node::Either(_) => true,
        Node::Repeat { body, min, max, .. } => Some(*min) != *max || varies(body),
    }
}
