//! Which characters does one place of a pattern match? Ranges of them.

/// Characters, as ranges with both ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Set(Vec<(u32, u32)>);

const LAST: u32 = 0x10_FFFF;

impl Set {
    pub(super) fn one(character: char) -> Self {
        Set(vec![(character.into(), character.into())])
    }

    /// Everything but the ends of lines: `.`
    pub(super) fn dot() -> Self {
        Set(vec![(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)]).inverted()
    }

    /// `\d`, `\s`, `\w` and their opposites.
    pub(super) fn class(letter: char) -> Option<Self> {
        let range = |a: char, b: char| (u32::from(a), u32::from(b));
        let set = match letter.to_ascii_lowercase() {
            'd' => Set(vec![range('0', '9')]),
            'w' => Set(vec![range('0', '9'), range('A', 'Z'), range('_', '_'), range('a', 'z')]),
            's' => Set(vec![
                (0x09, 0x0D),
                (0x20, 0x20),
                (0xA0, 0xA0),
                (0x1680, 0x1680),
                (0x2000, 0x200A),
                (0x2028, 0x2029),
                (0x202F, 0x202F),
                (0x205F, 0x205F),
                (0x3000, 0x3000),
                (0xFEFF, 0xFEFF),
            ]),
            _ => return None,
        };
        Some(if letter.is_ascii_uppercase() { set.inverted() } else { set })
    }

    pub(super) fn add(&mut self, other: Set) {
        self.0.extend(other.0);
    }

    pub(super) fn add_range(&mut self, first: u32, last: u32) {
        self.0.push((first, last));
    }

    pub(super) fn inverted(mut self) -> Self {
        self.0.sort_unstable();
        let mut rest = Vec::new();
        let mut next = 0;
        for (first, last) in self.0 {
            if first > next {
                rest.push((next, first - 1));
            }
            next = next.max(last + 1);
        }
        if next <= LAST {
            rest.push((next, LAST));
        }
        Set(rest)
    }

    /// With each letter of ASCII in both cases.
    pub(super) fn without_case(mut self) -> Self {
        let both = [('a', 'z', 'A'), ('A', 'Z', 'a')];
        for (first, last) in self.0.clone() {
            for (from, to, other) in both {
                let (from, to, other) = (u32::from(from), u32::from(to), u32::from(other));
                let (first, last) = (first.max(from), last.min(to));
                if first <= last {
                    self.0.push((first - from + other, last - from + other));
                }
            }
        }
        self
    }

    /// Whether some character is in both.
    pub(super) fn meets(&self, other: &Set) -> bool {
        self.0.iter().any(|(a, b)| other.0.iter().any(|(c, d)| a <= d && c <= b))
    }
}
