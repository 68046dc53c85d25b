//! Which known name did the author probably mean?

/// The candidate nearest to `name`, for "did you mean", or `None` when none is near enough to be a misspelling.
///
/// Near means at most one edit in three characters, an edit being an insertion, a deletion, a replacement or a
/// swap of neighbours; a difference of letter case alone is always near. Of equally near candidates the first wins.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().collect();
    let allowed = (wanted.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        if candidate.to_lowercase() == name.to_lowercase() {
            return Some(candidate);
        }
        let letters: Vec<char> = candidate.chars().collect();
        // The distance is at least the difference in length; names of one letter are too short to guess at.
        if letters.len().abs_diff(wanted.len()) > allowed || wanted.len().min(letters.len()) < 2 {
            continue;
        }
        let distance = distance(&wanted, &letters);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance, with three rows of the table in memory.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_misspelling_finds_its_name() {
        let states = ["routing", "waiting", "exit"];
        assert_eq!(closest("rotuing", states), Some("routing"));
        assert_eq!(closest("Exit", states), Some("exit"));
        assert_eq!(closest("exi", states), Some("exit"));
        assert_eq!(closest("wating", states), Some("waiting"));
        assert_eq!(closest("announce", states), None);
        assert_eq!(closest("a", ["b"]), None);
    }
}
