//! What does a submit want? Its targets, as the document or a string lists them.

use scxml_runtime::{ActionElement, Data};

use super::skills::Skills;
use crate::attributes::{self, Bad};
use crate::{Directory, Ports};

/// A target.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) kind: Kind,
    /// Its name; for skills the group, a colon and the expression, as in `?group:expression` without the mark.
    pub(super) name: String,
    pub(super) statserver: String,
    /// Its share of what is distributed by percentage.
    pub(super) weight: f64,
    /// What agents of kind skill must be good at.
    pub(super) skills: Option<Skills>,
}

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Agent,
    AgentGroup,
    Place,
    PlaceGroup,
    Skill,
}

impl Kind {
    /// The kind that a `type` token or an abbreviation in a target string means.
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "agent" | "A" => Kind::Agent,
            "agentgroup" | "GA" => Kind::AgentGroup,
            "place" | "AP" => Kind::Place,
            "placegroup" | "GP" => Kind::PlaceGroup,
            "skill" => Kind::Skill,
            _ => return None,
        })
    }

    fn abbreviation(self) -> &'static str {
        match self {
            Kind::Agent => "A",
            Kind::AgentGroup | Kind::Skill => "GA",
            Kind::Place => "AP",
            Kind::PlaceGroup => "GP",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Kind::Agent => "agent",
            Kind::AgentGroup | Kind::Skill => "agent group",
            Kind::Place => "place",
            Kind::PlaceGroup => "place group",
        }
    }
}

impl Target {
    /// Agents of a group, or all when it has no name, who have skills.
    fn skilled(group: &str, expression: &str, statserver: String) -> Result<Self, Bad> {
        let skills = Skills::parse(group.trim(), expression.trim())?;
        let name = format!("{}:{}", group.trim(), expression.trim());
        Ok(Self { kind: Kind::Skill, name, statserver, weight: 1.0, skills: Some(skills) })
    }

    /// `Name@StatServer.Type`, with a question mark in front of skills.
    pub(super) fn object(&self) -> String {
        let mark = if self.kind == Kind::Skill { "?" } else { "" };
        format!("{mark}{}@{}.{}", self.name, self.statserver, self.kind.abbreviation())
    }

    /// `Name@StatServer.Type` of a member.
    pub(super) fn component(&self, name: &str, kind: Kind) -> String {
        format!("{name}@{}.{}", self.statserver, kind.abbreviation())
    }

    fn known(self, directory: &(impl Directory + ?Sized)) -> Result<Self, Bad> {
        let name = self.skills.as_ref().map_or(self.name.as_str(), |skills| &skills.group);
        let known = match self.kind {
            Kind::Agent => directory.agent(name).is_some(),
            Kind::AgentGroup => directory.agent_group(name).is_some(),
            Kind::Place => directory.place(name).is_some(),
            Kind::PlaceGroup => directory.place_group(name).is_some(),
            Kind::Skill => name.is_empty() || directory.agent_group(name).is_some(),
        };
        if known { Ok(self) } else { Err(format!("there is no {} '{name}'", self.kind.noun())) }
    }
}

/// The targets of a submit, all of which must exist.
pub(super) fn targets(submit: &ActionElement, ports: &dyn Ports) -> Result<Vec<Target>, Bad> {
    let mut found = Vec::new();
    for targets in submit.children.iter().filter(|c| c.name == "targets") {
        let statserver = attributes::text(targets, "statserver")?.unwrap_or_default();
        let kind = attributes::text(targets, "type")?;
        for child in &targets.children {
            match child.name {
                "target" => found.push(target(child, kind.as_deref(), &statserver)?.known(ports)?),
                "targetid" => {
                    for text in attributes::text(child, "expr")?.unwrap_or_default().split(',') {
                        found.push(parsed(text.trim())?.known(ports)?);
                    }
                }
                other => return Err(format!("targets:{other} is not supported")),
            }
        }
    }
    if found.is_empty() { Err("submit has no target".to_owned()) } else { Ok(found) }
}

fn target(element: &ActionElement, kind: Option<&str>, statserver: &str) -> Result<Target, Bad> {
    let own = attributes::text(element, "type")?;
    let Some(word) = own.as_deref().or(kind) else {
        return Err("target:type is missing".to_owned());
    };
    let Some(kind) = Kind::of(word) else {
        return Err(format!("target:type '{word}' is not supported"));
    };
    let statserver =
        attributes::text(element, "statserver")?.unwrap_or_else(|| statserver.to_owned());
    let (name, skills) =
        (attributes::text(element, "name")?, attributes::text(element, "skillexpr")?);
    let target = match (kind, name, skills) {
        (Kind::Skill, group, Some(expression)) => {
            Target::skilled(&group.unwrap_or_default(), &expression, statserver)?
        }
        (Kind::Skill, _, None) => return Err("target:skillexpr has no value".to_owned()),
        (_, _, Some(_)) => return Err(format!("target:skillexpr is for type skill, not {word}")),
        (_, None, None) => return Err("target:name has no value".to_owned()),
        (kind, Some(name), None) => Target { kind, name, statserver, weight: 1.0, skills: None },
    };
    match attributes::number(element, "weight")? {
        Some(weight) if weight < 0.0 => {
            Err(attributes::bad(element, "weight", &Data::Number(weight)))
        }
        weight => Ok(Target { weight: weight.unwrap_or(1.0), ..target }),
    }
}

/// `[weight]name@statserver.type`, or `[weight]?group:expression@statserver.GA`
fn parsed(text: &str) -> Result<Target, Bad> {
    if text.starts_with('{') {
        return Err(format!("targetid:expr: thresholds are not supported in '{text}'"));
    }
    let wrong = || format!("targetid:expr: '{text}' is not name@statserver.type");
    let (weight, text) = match text.strip_prefix('[') {
        Some(rest) => {
            let (weight, rest) = rest.split_once(']').ok_or_else(wrong)?;
            let weight = weight.trim().parse::<f64>().ok().filter(|w| w.is_finite() && *w >= 0.0);
            (weight.ok_or_else(wrong)?, rest.trim_start())
        }
        None => (1.0, text),
    };
    let (rest, word) = text.rsplit_once('.').ok_or_else(wrong)?;
    let kind = Kind::of(word).filter(|kind| *kind != Kind::Skill).ok_or_else(wrong)?;
    let (name, statserver) = rest.rsplit_once('@').unwrap_or((rest, ""));
    if let Some(skilled) = name.strip_prefix('?') {
        let (group, expression) = skilled.split_once(':').ok_or_else(wrong)?;
        if kind != Kind::AgentGroup {
            return Err(wrong());
        }
        return Ok(Target { weight, ..Target::skilled(group, expression, statserver.to_owned())? });
    }
    if name.is_empty() {
        Err(wrong())
    } else {
        Ok(Target { kind, name: name.into(), statserver: statserver.into(), weight, skills: None })
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Target, parsed};

    #[test]
    fn a_target_string_names_server_and_type() {
        let agent = |name: &str, server: &str, weight: f64| Target {
            kind: Kind::Agent,
            name: name.into(),
            statserver: server.into(),
            weight,
            skills: None,
        };
        assert_eq!(parsed("az@.A"), Ok(agent("az", "", 1.0)));
        assert_eq!(parsed("[25]702_sip@StatServer.A"), Ok(agent("702_sip", "StatServer", 25.0)));
        assert_eq!(
            parsed("az@s.X"),
            Err("targetid:expr: 'az@s.X' is not name@statserver.type".to_owned())
        );
        for wrong in
            ["{StatCallsInQueue<10}[25]8001.Q", "[x]az@.A", "[-1]az@.A", "?a=1@s.A", "?:@s.GA"]
        {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_target_string_of_skills_is_given_back_as_the_object_that_was_selected() {
        for text in
            ["?:Loans >= 3@StatServerA.GA", "?Team:Loans >= 3 & Mortgages > 1@StatServerA.GA"]
        {
            assert_eq!(parsed(text).map(|target| target.object()), Ok(text.to_owned()));
        }
    }
}
