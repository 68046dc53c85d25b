//! A scenario file as data, and how it is read.

pub(crate) mod calendar;
mod centre;
mod expect;
mod happening;
mod header;
mod reader;
mod references;
mod services;
mod timeline;

pub use calendar::Zone;
pub use centre::{Agent, AgentState, Centre, Dn, DnKind, Group, Media, Place, Reaction};
pub use expect::{Expectation, Expected, Step, When};
pub use happening::{Call, Consult, Entry, Happening};
pub use reader::Name;
pub(crate) use reader::did_you_mean;
pub use services::{Answer, Service};

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Sources, Span};
use scxml_runtime::Data;

/// A scenario file. All times are in milliseconds from its start.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The moment at which it starts, in milliseconds since 1970-01-01T00:00:00Z.
    pub start: f64,
    /// The zone of local times.
    pub zone: Zone,
    /// Seed of all random numbers.
    pub seed: u64,
    /// Name of the telephone switch.
    pub switch: String,
    /// The run ends at this time even when sessions are still alive.
    pub limit: f64,
    /// The machine that a call starts unless the call says otherwise; the first of the program when absent.
    pub machine: Option<Name>,
    /// Start parameters of that session, by name.
    pub parameters: Vec<(String, Data)>,
    /// The contact centre.
    pub centre: Centre,
    /// Whether every agent and place that a strategy asks for exists, though nobody is at work.
    pub anybody: bool,
    /// What happens, in the order of the file.
    pub timeline: Vec<Entry>,
    /// What is expected, in the order of the file.
    pub expectations: Vec<Expectation>,
}

impl Scenario {
    /// The scenario of a strategy that is run without one: a single call at the start, and nobody available.
    pub fn single_call() -> Self {
        let name = |text: &str| Name { text: text.to_owned(), span: Span::NOWHERE };
        let call = Call {
            id: name("call"),
            ani: "100".to_owned(),
            dnis: "200".to_owned(),
            udata: Vec::new(),
            machine: None,
            parameters: None,
            talking_to: None,
        };
        Self::single(Happening::Call(call))
    }

    /// The scenario of a chart that knows no contact centre and is run without one: it starts, and nothing happens.
    pub fn single_start() -> Self {
        Self::single(Happening::Start { id: None, machine: None, parameters: Vec::new() })
    }

    fn single(what: Happening) -> Self {
        let entry = Entry { at: 0.0, span: Span::NOWHERE, what };
        Self { timeline: vec![entry], anybody: true, ..header::defaults() }
    }

    /// Reads a scenario file.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file.
    pub fn read(sources: &Sources, file: FileId) -> Result<Self, Diagnostics> {
        let text = sources.get(file).map_or("", |source| source.text());
        let (document, syntax_errors) = toml::de::DeTable::parse_recoverable(text);
        let mut reader = reader::Reader::new(file);
        let scenario = header::read(&document, &mut reader);
        references::check(&scenario, &mut reader);
        let mut diagnostics = reader::syntax_diagnostics(file, &syntax_errors);
        // What could not be read as TOML would be reported a second time, as something missing.
        let broken: Vec<usize> =
            diagnostics.iter().filter_map(|diagnostic| line(sources, diagnostic)).collect();
        for diagnostic in reader.into_diagnostics() {
            if line(sources, &diagnostic).is_none_or(|line| !broken.contains(&line)) {
                diagnostics.push(diagnostic);
            }
        }
        diagnostics.sort();
        if diagnostics.has_errors() { Err(diagnostics) } else { Ok(scenario) }
    }
}

fn line(sources: &Sources, diagnostic: &Diagnostic) -> Option<usize> {
    let span = diagnostic.span?;
    Some(sources.get(span.file)?.line_column(span.start).0)
}
