//! Do compiled charts leave the same trace as Appendix D, event by event?
//!
//! Each chart gets [`SEQUENCES`] random sequences of events, or the one that a comment `events: …` in it names. A chart
//! that differs is printed with its events; README.md says how it becomes a small one.

use scxml_random::chart::Chart;
use scxml_random::generate::EVENTS;
use scxml_random::random::Random;
use scxml_random::reference::Reference;
use scxml_runtime::__private::{Atoms, NONE, transition};
use scxml_runtime::{Data, Event, LogEntry, Outcome, Platform, Program, Session, Start, Trace};

include!(concat!(env!("OUT_DIR"), "/charts.rs"));

const SEQUENCES: u64 = 20;
const LENGTH: usize = 25;

struct Compiled {
    name: &'static str,
    document: &'static str,
    program: &'static Program,
}

#[test]
fn charts_leave_the_trace_of_appendix_d() {
    let mut figures = Figures::default();
    let mut different = Vec::new();
    for compiled in CHARTS {
        let Some(chart) = Chart::read(compiled.document) else {
            assert!(ATTEMPTS, "{} is not understood\n{}", compiled.name, compiled.document);
            continue;
        };
        let programs = [compiled.program, without_entry_lists(compiled.program)];
        for events in sequences(compiled.document) {
            if let Err(why) = agree(&chart, programs, &events, &mut figures) {
                different.push(compiled.name);
                println!("differs: {}\n<!-- events: {} -->", compiled.name, events.join(" "));
                println!("{}{why}\n", compiled.document);
                break;
            }
        }
    }
    println!("{} charts: {figures:?}", CHARTS.len());
    assert!(different.is_empty(), "{different:?}");
    if ATTEMPTS {
        return;
    }
    assert!(figures.ended + figures.endless < figures.sequences, "charts mostly rest: {figures:?}");
}

#[derive(Debug, Default)]
struct Figures {
    sequences: usize,
    events: usize,
    microsteps: usize,
    ended: usize,
    endless: usize,
}

/// The comment in the document, or random ones.
fn sequences(document: &'static str) -> Vec<Vec<&'static str>> {
    let comment = document.split_once("<!-- events:").and_then(|(_, rest)| rest.split_once("-->"));
    if let Some((events, _)) = comment {
        return vec![events.split_whitespace().collect()];
    }
    let sequence = |seed| {
        let mut random = Random::new(seed);
        (0..LENGTH).map(|_| *random.one(&EVENTS)).collect()
    };
    (0..SEQUENCES).map(sequence).collect()
}

/// The same program when the engine has to find out itself which states a transition enters, as in charts that are
/// too large for the lists.
fn without_entry_lists(program: &'static Program) -> &'static Program {
    let mut rows = program.transitions.to_vec();
    rows.iter_mut().for_each(|row| row[transition::ENTRY] = NONE);
    let transitions = Box::leak(rows.into_boxed_slice());
    Box::leak(Box::new(Program {
        transitions,
        initial_entry: NONE,
        atoms: Atoms::new(),
        ..*program
    }))
}

/// Runs a chart in the reference and compiled: traced and not, with events that the program knows and that it looks
/// up, and through a snapshot before each event.
fn agree(
    chart: &Chart,
    programs: [&'static Program; 2],
    events: &[&str],
    figures: &mut Figures,
) -> Result<(), String> {
    figures.sequences += 1;
    let Some(mut reference) = Reference::start(chart) else {
        figures.endless += 1;
        return Ok(());
    };
    let variants = [
        (0, true, false),
        (0, false, false),
        (1, true, false),
        (1, false, false),
        (0, false, true),
    ];
    let mut sessions: Vec<(Session, Host)> = variants
        .map(|(program, traced, restored)| {
            (Session::new(programs[program]), Host { traced, restored, ..Host::default() })
        })
        .into();
    for (session, host) in &mut sessions {
        let _ = session.start(Start::default(), host);
    }
    compare(&mut reference, &mut sessions, figures)?;
    for event in events {
        if !reference.is_running() {
            figures.ended += 1;
            break;
        }
        if reference.handle(event).is_none() {
            figures.endless += 1;
            break;
        }
        for (session, host) in &mut sessions {
            if host.restored {
                let program = session.program();
                *session = Session::restore(program, &session.snapshot())
                    .map_err(|why| format!("at {event}: {why}"))?;
            }
            let own = session.program().event(event);
            session.deliver(if host.traced { Event::new(*event) } else { own });
            let _ = session.run(host);
        }
        figures.events += 1;
        compare(&mut reference, &mut sessions, figures)
            .map_err(|why| format!("at {event}: {why}"))?;
    }
    Ok(())
}

fn compare(
    reference: &mut Reference<'_>,
    sessions: &mut [(Session, Host)],
    figures: &mut Figures,
) -> Result<(), String> {
    let full = std::mem::take(&mut reference.trace);
    figures.microsteps += full.iter().filter(|line| line.ends_with('!')).count();
    let logs: Vec<String> = full.iter().filter(|line| line.starts_with('\'')).cloned().collect();
    let outcome = reference.outcome.as_ref().map(|(state, data)| {
        let data = data.map_or(Data::Undefined, |data| Data::Number(data as f64));
        (state.as_str(), data)
    });
    for (session, host) in sessions {
        let expected = if host.traced { &full } else { &logs };
        let trace = std::mem::take(&mut host.lines);
        if trace != *expected {
            return Err(format!("{}\nnot\n{}", beginning(&trace), beginning(expected)));
        }
        if session.configuration() != reference.configuration() {
            return Err(format!(
                "in {:?}, not {:?}",
                session.configuration(),
                reference.configuration()
            ));
        }
        let ended = match session.outcome() {
            Some(Outcome::Final { state, data }) => Some((*state, data.clone())),
            None => None,
            Some(stopped) => return Err(format!("{stopped:?}")),
        };
        if ended != outcome {
            return Err(format!("ends in {ended:?}, not {outcome:?}"));
        }
    }
    Ok(())
}

/// Enough to see how two traces differ; an engine that goes astray can go on for long.
fn beginning(trace: &[String]) -> String {
    trace[..trace.len().min(200)].join(" ")
}

#[derive(Default)]
struct Host {
    traced: bool,
    /// Whether its session is snapshot and restored before each event.
    restored: bool,
    sequence: u64,
    lines: Vec<String>,
}

impl Platform for Host {
    fn sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    fn wants_trace(&self) -> bool {
        self.traced
    }

    fn log(&mut self, entry: LogEntry) {
        self.lines.push(format!("'{}{}'", entry.label, entry.text));
    }

    fn trace(&mut self, trace: Trace<'_>) {
        self.lines.push(match trace {
            Trace::Event { name, internal: true, .. } => format!("({name})"),
            Trace::Event { name, internal: false, .. } => format!("{name}:"),
            Trace::Exit(state) => format!("-{state}"),
            Trace::Transition { source, .. } => format!("{source}!"),
            Trace::Enter(state) => format!("+{state}"),
            Trace::Rest => return,
        });
    }
}
