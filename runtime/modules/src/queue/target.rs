//! What does a submit want? Its targets, as the document or a string lists them.

use scxml_runtime::ActionElement;

use crate::attributes::{self, Bad};
use crate::{Directory, Ports};

/// A target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) statserver: String,
}

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Agent,
    AgentGroup,
    Place,
    PlaceGroup,
}

impl Kind {
    /// The kind that a `type` token or an abbreviation in a target string means.
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "agent" | "A" => Kind::Agent,
            "agentgroup" | "GA" => Kind::AgentGroup,
            "place" | "AP" => Kind::Place,
            "placegroup" | "GP" => Kind::PlaceGroup,
            _ => return None,
        })
    }

    fn abbreviation(self) -> &'static str {
        match self {
            Kind::Agent => "A",
            Kind::AgentGroup => "GA",
            Kind::Place => "AP",
            Kind::PlaceGroup => "GP",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Kind::Agent => "agent",
            Kind::AgentGroup => "agent group",
            Kind::Place => "place",
            Kind::PlaceGroup => "place group",
        }
    }
}

impl Target {
    /// `Name@StatServer.Type`
    pub(super) fn object(&self) -> String {
        format!("{}@{}.{}", self.name, self.statserver, self.kind.abbreviation())
    }

    /// `Name@StatServer.Type` of a member.
    pub(super) fn component(&self, name: &str, kind: Kind) -> String {
        format!("{name}@{}.{}", self.statserver, kind.abbreviation())
    }

    fn known(self, directory: &(impl Directory + ?Sized)) -> Result<Self, Bad> {
        let known = match self.kind {
            Kind::Agent => directory.agent(&self.name).is_some(),
            Kind::AgentGroup => directory.agent_group(&self.name).is_some(),
            Kind::Place => directory.place(&self.name).is_some(),
            Kind::PlaceGroup => directory.place_group(&self.name).is_some(),
        };
        if known {
            Ok(self)
        } else {
            Err(format!("there is no {} '{}'", self.kind.noun(), self.name))
        }
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
    let Some(name) = attributes::text(element, "name")? else {
        return Err("target:name has no value".to_owned());
    };
    let statserver =
        attributes::text(element, "statserver")?.unwrap_or_else(|| statserver.to_owned());
    Ok(Target { kind, name, statserver })
}

/// `name@statserver.type`
fn parsed(text: &str) -> Result<Target, Bad> {
    if text.starts_with(['{', '[', '?']) || text.contains(':') {
        return Err(format!(
            "targetid:expr: thresholds, weights and skills are not supported in '{text}'"
        ));
    }
    let wrong = || format!("targetid:expr: '{text}' is not name@statserver.type");
    let (rest, kind) = text.rsplit_once('.').ok_or_else(wrong)?;
    let kind = Kind::of(kind).ok_or_else(wrong)?;
    let (name, statserver) = rest.rsplit_once('@').unwrap_or((rest, ""));
    if name.is_empty() {
        Err(wrong())
    } else {
        Ok(Target { kind, name: name.into(), statserver: statserver.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Target, parsed};

    #[test]
    fn a_target_string_names_server_and_type() {
        let agent = |name: &str, server: &str| Target {
            kind: Kind::Agent,
            name: name.into(),
            statserver: server.into(),
        };
        assert_eq!(parsed("az@.A"), Ok(agent("az", "")));
        assert_eq!(parsed("702_sip@StatServer.A"), Ok(agent("702_sip", "StatServer")));
        assert_eq!(
            parsed("az@s.X"),
            Err("targetid:expr: 'az@s.X' is not name@statserver.type".to_owned())
        );
        assert!(parsed("{StatCallsInQueue<10}[25]8001.Q").is_err());
    }
}
