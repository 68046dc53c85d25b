//! Which states were active when.

use crate::scenario::{Name, When};
use crate::trace::{Ending, Entry, Step, moment};

/// Whether all of the states were active together: at the moment, once all that happens then has happened, or at
/// some moment in the span of time.
pub(super) fn active(
    trace: &[Entry],
    session: usize,
    wanted: &[Name],
    when: When,
) -> Result<(), String> {
    let (from, to) = match when {
        When::Ever => (0.0, f64::INFINITY),
        When::At(at) => (at, at),
        When::Between(from, to) => (from, to),
    };
    let all = |active: &[&str]| wanted.iter().all(|name| active.contains(&name.text.as_str()));
    let mut active: Vec<&str> = Vec::new();
    let mut instead: Option<String> = None;
    let mut seen_at: Option<f64> = None;
    // Each run of steps of one time ends in the configuration that counts until the next time.
    let mut moments = trace.chunk_by(|a, b| a.at == b.at).peekable();
    while let Some(steps) = moments.next() {
        let start = steps[0].at;
        let end = moments.peek().map_or(f64::INFINITY, |next| next[0].at);
        if start > to && instead.is_none() {
            instead = Some(list(&active));
        }
        for entry in
            steps.iter().filter(|entry| entry.session == session && entry.invoked.is_none())
        {
            match &entry.what {
                Step::Enter(state) => active.push(state),
                Step::Exit(state) => active.retain(|name| name != state),
                // The run is over, the session is not.
                Step::End(Ending::Alive(_)) => {}
                Step::End(_) => active.clear(),
                _ => {}
            }
            // A state that is left at the time at which it was entered was active, but not at the end of that time.
            if from < to && (from..=to).contains(&start) && all(&active) {
                return Ok(());
            }
        }
        if all(&active) {
            if start <= to && end > from {
                return Ok(());
            }
            seen_at.get_or_insert(start);
        }
    }
    let instead = instead.unwrap_or_else(|| list(&active));
    Err(match seen_at {
        Some(at) => format!("{instead}; it was active at {}", moment(at)),
        None => format!("{instead}; it never was"),
    })
}

fn list(active: &[&str]) -> String {
    if active.is_empty() {
        "no state was active".to_owned()
    } else {
        format!("active: {}", active.join(", "))
    }
}
