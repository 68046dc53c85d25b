//! Whether the names in a scenario stand for something in it.

mod times;

use std::collections::BTreeMap;

use scxml_diagnostic::Diagnostic;

use super::reader::{Reader, did_you_mean};
use super::{AgentState, Call, Centre, Happening, Name, Scenario};

/// The names that a scenario declares, each kind in the order of the file.
struct Declared<'a> {
    agents: Vec<&'a Name>,
    places: Vec<&'a Name>,
    dns: Vec<&'a Name>,
    media: Vec<&'a Name>,
    announcements: Vec<&'a Name>,
    calls: Vec<&'a Name>,
    consults: Vec<&'a Name>,
    /// What sessions are named by: calls, and sessions without one.
    sessions: Vec<&'a Name>,
}

/// Reports names that nothing declares, and names that are declared twice.
pub(super) fn check(scenario: &Scenario, reader: &mut Reader) {
    let declared = Declared::of(scenario);
    check_centre(&scenario.centre, &declared, reader);
    twice(&declared.sessions, "calls or sessions", reader);
    for name in &declared.calls {
        check_id(name, reader);
    }
    for entry in &scenario.timeline {
        check_happening(&entry.what, &declared, reader);
    }
    times::check(scenario, reader);
}

/// Strategies find interactions by position and by id in one array.
fn check_id(name: &Name, reader: &mut Reader) {
    let position = !name.text.is_empty() && name.text.bytes().all(|b| b.is_ascii_digit());
    if name.text.is_empty() || position || name.text == "length" {
        let message = format!("a call cannot be called `{}`", name.text);
        reader.report(
            Diagnostic::error("scenario-bad-value", name.span, message)
                .note("it is the id by which strategies find the call in `_genesys.ixn.interactions`, beside its position and the array's length"),
        );
    }
}

/// Reports names that are used a second time.
fn twice(names: &[&Name], kind: &str, reader: &mut Reader) {
    let mut first: BTreeMap<&str, &Name> = BTreeMap::new();
    for name in names {
        if let Some(before) = first.get(name.text.as_str()) {
            let message = format!("there are two {kind} `{}`", name.text);
            reader.report(
                Diagnostic::error("scenario-duplicate", name.span, message)
                    .label(before.span, "first used here"),
            );
        } else {
            first.insert(&name.text, name);
        }
    }
}

impl<'a> Declared<'a> {
    fn of(scenario: &'a Scenario) -> Self {
        let centre = &scenario.centre;
        // An agent's place and its device need no declaration of their own.
        let of_agents =
            centre.agents.iter().map(|agent| agent.place.as_ref().unwrap_or(&agent.name));
        let places: Vec<&Name> =
            centre.places.iter().map(|place| &place.name).chain(of_agents).collect();
        let mut dns: Vec<&Name> = centre.dns.iter().map(|dn| &dn.name).collect();
        dns.extend(centre.places.iter().flat_map(|place| &place.dns));
        dns.extend(
            places
                .iter()
                .filter(|name| !centre.places.iter().any(|place| place.name.text == name.text)),
        );
        let calls = scenario.timeline.iter().filter_map(|entry| match &entry.what {
            Happening::Call(call) => Some(&call.id),
            Happening::Consult(consult) => Some(&consult.call.id),
            _ => None,
        });
        let consults = scenario.timeline.iter().filter_map(|entry| match &entry.what {
            Happening::Consult(consult) => Some(&consult.call.id),
            _ => None,
        });
        let sessions = scenario.timeline.iter().filter_map(|entry| match &entry.what {
            Happening::Call(call) => Some(&call.id),
            Happening::Consult(consult) => Some(&consult.call.id),
            Happening::Start { id, .. } => id.as_ref(),
            _ => None,
        });
        Self {
            agents: centre.agents.iter().map(|agent| &agent.name).collect(),
            places,
            dns,
            media: centre.media.iter().map(|media| &media.name).collect(),
            announcements: centre.announcements.iter().map(|media| &media.name).collect(),
            calls: calls.collect(),
            consults: consults.collect(),
            sessions: sessions.collect(),
        }
    }

    /// Whoever can be on a call: devices and agents.
    fn parties(&self) -> Vec<&'a Name> {
        self.dns.iter().chain(&self.agents).copied().collect()
    }
}

fn check_centre(centre: &Centre, declared: &Declared<'_>, reader: &mut Reader) {
    let devices: Vec<&Name> = centre.places.iter().flat_map(|place| &place.dns).collect();
    twice(&devices, "places with the device", reader);
    let at_work = centre.agents.iter().filter(|agent| agent.state != AgentState::LoggedOut);
    let desks: Vec<&Name> =
        at_work.map(|agent| agent.place.as_ref().unwrap_or(&agent.name)).collect();
    twice(&desks, "agents logged in at the place", reader);
    for group in &centre.agent_groups {
        for member in &group.members {
            known(reader, Some(member), "agent", "agents", &declared.agents);
        }
    }
    for group in &centre.place_groups {
        for member in &group.members {
            known(reader, Some(member), "place", "places", &declared.places);
        }
    }
}

fn check_happening(what: &Happening, declared: &Declared<'_>, reader: &mut Reader) {
    let call = |reader: &mut Reader, name: &Name| {
        known(reader, Some(name), "call", "timeline", &declared.calls)
    };
    let party = |reader: &mut Reader, name: Option<&Name>| {
        known(reader, name, "device or agent", "agents", &declared.parties())
    };
    match what {
        Happening::Call(Call { talking_to, .. }) => party(reader, talking_to.as_ref()),
        Happening::Consult(consult) => {
            call(reader, &consult.of);
            party(reader, consult.from.as_ref());
        }
        Happening::Transfer { call: name, .. } => {
            call(reader, name);
            let is = |names: &[&Name]| names.iter().any(|other| other.text == name.text);
            if is(&declared.calls) && !is(&declared.consults) {
                let message = format!("`{}` is no consult call", name.text);
                let diagnostic = Diagnostic::error("scenario-bad-value", name.span, message)
                    .note("a transfer or conference is completed by its consult call");
                let near = declared.consults.iter().map(|name| name.text.as_str());
                reader.report(did_you_mean(diagnostic, name, near));
            }
        }
        Happening::Digits { call: name, .. } | Happening::UserData { call: name, .. } => {
            call(reader, name)
        }
        Happening::HangUp { call: name, party: who }
        | Happening::Answer { call: name, party: who } => {
            call(reader, name);
            party(reader, who.as_ref());
        }
        Happening::Agent { agent, place, .. } => {
            known(reader, Some(agent), "agent", "agents", &declared.agents);
            known(reader, place.as_ref(), "place", "places", &declared.places);
        }
        Happening::Place { place, .. } => {
            known(reader, Some(place), "place", "places", &declared.places)
        }
        Happening::Fault { media, announcement: false, .. } => {
            known(reader, Some(media), "sound file", "media", &declared.media)
        }
        Happening::Fault { media, announcement: true, .. } => {
            known(reader, Some(media), "announcement", "announcements", &declared.announcements);
        }
        Happening::Event { .. } | Happening::Start { .. } => {}
    }
}

/// Reports a name that is not declared; `kind` is the word for it, `section` the table that declares it.
fn known(reader: &mut Reader, name: Option<&Name>, kind: &str, section: &str, declared: &[&Name]) {
    let Some(name) = name else { return };
    if declared.iter().any(|other| other.text == name.text) {
        return;
    }
    let message = format!("there is no {kind} `{}` in this scenario", name.text);
    let mut diagnostic = Diagnostic::error("scenario-unknown-name", name.span, message);
    diagnostic = did_you_mean(diagnostic, name, declared.iter().map(|name| name.text.as_str()));
    if diagnostic.suggestion.is_none() && section != "timeline" {
        diagnostic = diagnostic.note(format!("declare it: `[{section}.{}]`", key(&name.text)));
    }
    reader.report(diagnostic);
}

/// A name as a TOML key.
fn key(name: &str) -> String {
    let bare = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if bare { name.to_owned() } else { format!("{name:?}") }
}
