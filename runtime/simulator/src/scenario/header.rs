//! The keys at the top of a scenario file, and the whole file in the order in which it is read.

use scxml_diagnostic::Diagnostic;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reader::{Reader, Table};
use super::{Centre, Scenario, Zone, calendar, centre, expect, timeline};

/// 2026-01-05T09:00:00Z: a Monday morning.
const DEFAULT_START: f64 = 1_767_603_600_000.0;
const DEFAULT_LIMIT: f64 = 24.0 * 3_600_000.0;

const KEYS: [&str; 17] = [
    "start",
    "zone",
    "seed",
    "switch",
    "limit",
    "machine",
    "parameters",
    "agents",
    "places",
    "dns",
    "agentgroups",
    "placegroups",
    "media",
    "announcements",
    "services",
    "timeline",
    "expect",
];

/// A scenario in which nothing happens.
pub(super) fn defaults() -> Scenario {
    Scenario {
        start: DEFAULT_START,
        zone: Zone::utc(),
        seed: 0,
        switch: "Switch".to_owned(),
        limit: DEFAULT_LIMIT,
        machine: None,
        parameters: Vec::new(),
        centre: Centre::default(),
        anybody: false,
        timeline: Vec::new(),
        expectations: Vec::new(),
    }
}

/// Reads a whole file.
pub(super) fn read(document: &Spanned<DeTable<'_>>, reader: &mut Reader) -> Scenario {
    let table = reader.members(document.get_ref(), reader.span(0..0));
    reader.only(&table, &KEYS);
    let mut scenario = defaults();
    if let Some(zone) = zone(reader, &table) {
        scenario.zone = zone;
    }
    if let Some(start) = start(reader, &table, &scenario.zone) {
        scenario.start = start;
    }
    if let Some(seed) = reader.whole(&table, "seed") {
        scenario.seed = seed;
    }
    if let Some(switch) = reader.name(&table, "switch") {
        scenario.switch = switch.text;
    }
    if let Some(limit) = reader.duration(&table, "limit") {
        scenario.limit = limit;
    }
    scenario.machine = reader.name(&table, "machine");
    scenario.parameters = reader.pairs(&table, "parameters").unwrap_or_default();
    scenario.centre = centre::read(&table, reader);
    scenario.timeline = timeline::read(&table, reader);
    scenario.expectations = expect::read(&table, reader);
    scenario
}

fn zone(reader: &mut Reader, table: &Table<'_>) -> Option<Zone> {
    let name = reader.name(table, "zone")?;
    let zone = Zone::parse(&name.text);
    if zone.is_none() {
        reader.report(
            Diagnostic::error(
                "scenario-bad-value",
                name.span,
                "`zone` must be an offset from Greenwich",
            )
            .note("write `UTC`, or an offset such as `+01:00`"),
        );
    }
    zone
}

fn start(reader: &mut Reader, table: &Table<'_>, zone: &Zone) -> Option<f64> {
    let member = table.get("start")?;
    let start = match member.value {
        DeValue::Datetime(datetime) => calendar::moment(&datetime.to_string(), zone),
        DeValue::String(text) => calendar::moment(text, zone),
        _ => None,
    };
    let start = start.filter(|start| *start >= 0.0);
    if start.is_none() {
        reader.report(
            Diagnostic::error(
                "scenario-bad-time",
                member.value_span,
                "`start` must be a date and time, from 1970 on",
            )
            .note("write for example `start = 2026-03-02T09:00:00+01:00`"),
        );
    }
    start
}
