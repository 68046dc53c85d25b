//! Who is next? Submits that wait, in line for each of their targets: by priority, then by age.

use std::collections::{BTreeMap, BTreeSet, btree_set};
use std::iter::Peekable;

use super::skills::Skills;
use super::target::{Kind, Target};
use crate::Ports;

/// The place of a submit in line: that of its priority (higher priorities first), then its number.
type Rank = (u64, u64);

/// The lines. A submit stands in one for each of its targets, so that an agent who becomes free is offered to those
/// who can use them without a look at all the others.
#[derive(Clone, Debug, Default)]
pub(super) struct Line(BTreeMap<(Kind, String), Waiting>);

/// Those in line for one target.
#[derive(Clone, Debug, Default)]
struct Waiting {
    /// What the target's agents must be good at, if it is one of skills.
    skills: Option<Skills>,
    ranks: BTreeSet<Rank>,
}

impl Line {
    pub(super) fn enter(&mut self, number: u64, priority: f64, targets: &[Target]) {
        for target in targets {
            let line = self.0.entry((target.kind, target.name.clone())).or_default();
            line.skills.clone_from(&target.skills);
            line.ranks.insert((descending(priority), number));
        }
    }

    pub(super) fn leave(&mut self, number: u64, priority: f64, targets: &[Target]) {
        for target in targets {
            let key = (target.kind, target.name.clone());
            let Some(line) = self.0.get_mut(&key) else { continue };
            line.ranks.remove(&(descending(priority), number));
            if line.ranks.is_empty() {
                self.0.remove(&key);
            }
        }
    }

    /// The numbers of the submits that have a target which means this agent, the next one first.
    pub(super) fn for_agent(&self, agent: &str, ports: &dyn Ports) -> Merged<'_> {
        let known = ports.agent(agent);
        let place = known.and_then(|a| a.place.as_deref());
        let is = |name: Option<&str>, target: &str| name == Some(target);
        let among = |members: Option<&[String]>, name: Option<&str>| {
            members.is_some_and(|members| members.iter().any(|m| is(name, m)))
        };
        let skilled = |skills: &Skills| {
            (skills.group.is_empty() || among(ports.agent_group(&skills.group), Some(agent)))
                && known.is_some_and(|agent| skills.has(agent))
        };
        let lines = self.0.iter().filter(|((kind, target), line)| match kind {
            Kind::Agent => target == agent,
            Kind::Place => is(place, target),
            Kind::AgentGroup => among(ports.agent_group(target), Some(agent)),
            Kind::PlaceGroup => among(ports.place_group(target), place),
            Kind::Skill => line.skills.as_ref().is_some_and(skilled),
        });
        Merged(lines.map(|(_, line)| line.ranks.iter().peekable()).collect())
    }
}

/// Several lines as one; who stands in several of them comes once.
pub(super) struct Merged<'a>(Vec<Peekable<btree_set::Iter<'a, Rank>>>);

impl Iterator for Merged<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let first = *self.0.iter_mut().filter_map(|line| line.peek().copied()).min()?;
        for line in &mut self.0 {
            line.next_if(|rank| **rank == first);
        }
        Some(first.1)
    }
}

/// A number that is smaller the greater the priority is.
fn descending(priority: f64) -> u64 {
    const SIGN: u64 = 1 << 63;
    // 0 and -0 are the same priority.
    let bits = (priority + 0.0).to_bits();
    if bits & SIGN == 0 { !(bits | SIGN) } else { bits }
}

#[cfg(test)]
mod tests {
    use super::descending;

    #[test]
    fn greater_priorities_come_first() {
        let ranked = [f64::MAX, 5.0, 0.5, 0.0, -0.5, -5.0, f64::MIN].map(descending);
        assert!(ranked.is_sorted());
        assert_eq!(descending(0.0), descending(-0.0));
    }
}
