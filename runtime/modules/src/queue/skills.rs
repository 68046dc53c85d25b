//! Who has the skills that an expression asks for?
//!
//! `Loans > 1 & (English >= 3 | French >= 5)`: comparisons of skills with levels, joined by `&` and `|`; what is joined
//! first binds first, from left to right, and parentheses override that. Who lacks a skill has it at level 0.

use crate::Agent;
use crate::attributes::Bad;

/// How deep parentheses may be.
const DEEPEST: usize = 32;

/// An expression, and the group whose members it is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Skills {
    /// The group; empty for all agents.
    pub(super) group: String,
    condition: Condition,
}

#[derive(Clone, Debug, PartialEq)]
enum Condition {
    Level {
        skill: String,
        relation: Relation,
        level: f64,
    },
    /// The first, then each of the others joined to what there is so far.
    Joined(Box<Condition>, Vec<(Join, Condition)>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Join {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Relation {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Those of two signs first, because the others begin them.
const RELATIONS: [(&str, Relation); 7] = [
    ("!=", Relation::NotEqual),
    ("<=", Relation::LessOrEqual),
    (">=", Relation::GreaterOrEqual),
    ("==", Relation::Equal),
    ("=", Relation::Equal),
    ("<", Relation::Less),
    (">", Relation::Greater),
];

impl Skills {
    /// Reads an expression.
    pub(super) fn parse(group: &str, text: &str) -> Result<Self, Bad> {
        let mut rest = text;
        match joined(&mut rest, 0).filter(|_| rest.trim().is_empty()) {
            Some(condition) => Ok(Self { group: group.to_owned(), condition }),
            None => {
                Err(format!("'{text}' is no skill expression such as 'Loans > 1 & English >= 3'"))
            }
        }
    }

    /// Whether an agent has them.
    pub(super) fn has(&self, agent: &Agent) -> bool {
        self.condition.holds(agent)
    }
}

impl Condition {
    fn holds(&self, agent: &Agent) -> bool {
        match self {
            Condition::Level { skill, relation, level } => {
                let found = agent.skills.iter().find(|(name, _)| name == skill);
                relation.holds(found.map_or(0.0, |(_, has)| *has), *level)
            }
            Condition::Joined(first, others) => {
                others.iter().fold(first.holds(agent), |so_far, (join, other)| match join {
                    Join::And => so_far && other.holds(agent),
                    Join::Or => so_far || other.holds(agent),
                })
            }
        }
    }
}

impl Relation {
    #[expect(clippy::float_cmp, reason = "levels are what configurations say, not computed")]
    fn holds(self, has: f64, level: f64) -> bool {
        match self {
            Relation::Equal => has == level,
            Relation::NotEqual => has != level,
            Relation::Less => has < level,
            Relation::LessOrEqual => has <= level,
            Relation::Greater => has > level,
            Relation::GreaterOrEqual => has >= level,
        }
    }
}

/// Takes conditions from the front of the text; nothing when there is something else.
fn joined(rest: &mut &str, depth: usize) -> Option<Condition> {
    let first = single(rest, depth)?;
    let mut others = Vec::new();
    loop {
        *rest = rest.trim_start();
        let join = match rest.chars().next() {
            Some('&') => Join::And,
            Some('|') => Join::Or,
            _ => break,
        };
        *rest = &rest[1..];
        others.push((join, single(rest, depth)?));
    }
    Some(if others.is_empty() { first } else { Condition::Joined(Box::new(first), others) })
}

fn single(rest: &mut &str, depth: usize) -> Option<Condition> {
    *rest = rest.trim_start();
    if let Some(inner) = rest.strip_prefix('(').filter(|_| depth < DEEPEST) {
        *rest = inner;
        let condition = joined(rest, depth + 1)?;
        *rest = rest.trim_start().strip_prefix(')')?;
        return Some(condition);
    }
    let end = rest.find(['!', '<', '>', '=', '&', '|', '(', ')'])?;
    let (skill, after) = rest.split_at(end);
    let (sign, relation) = RELATIONS.iter().find(|(sign, _)| after.starts_with(sign))?;
    let after = after[sign.len()..].trim_start();
    let end = after.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(after.len());
    let level = after[..end].parse().ok()?;
    *rest = &after[end..];
    let skill = skill.trim().to_owned();
    (!skill.is_empty()).then_some(Condition::Level { skill, relation: *relation, level })
}

#[cfg(test)]
mod tests {
    use super::Skills;
    use crate::{Agent, AgentState};

    fn has(expression: &str) -> bool {
        let skills = vec![("Loans".to_owned(), 3.0), ("Small talk".to_owned(), 1.0)];
        let agent = Agent {
            name: "a".into(),
            state: AgentState::Ready,
            place: None,
            skills,
            ready_since: None,
        };
        Skills::parse("", expression).expect(expression).has(&agent)
    }

    #[test]
    fn conditions_bind_from_left_to_right_and_parentheses_override_that() {
        for held in
            ["Loans >= 3", "Loans=3", "Small talk > 0", "Cards = 0", "Cards>1 & Loans>1 | Loans>2"]
        {
            assert!(has(held), "{held}");
        }
        for failed in ["Loans > 3", "Loans != 3", "Loans>2 | Loans>1 & Cards>1", "(Loans < 3)"] {
            assert!(!has(failed), "{failed}");
        }
        assert!(has("Loans>2 | (Loans>1 & Cards>1)"));
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        let deep = "(".repeat(10_000);
        for wrong in [
            "",
            "Loans",
            "Loans >",
            "> 3",
            "Loans > x",
            "Loans > 1 &",
            "(Loans > 1",
            "Loans > 1)",
            "a=1 b=2",
            &deep,
        ] {
            assert!(Skills::parse("", wrong).is_err(), "{wrong}");
        }
    }
}
