//! The command line of a built strategy program.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use scxml_diagnostic::{Diagnostics, Source, Sources};

use crate::machine::Machine;
use crate::scenario::Scenario;
use crate::simulation::Simulation;

/// An expectation failed, or a session ended in error.
const FAILED: u8 = 1;
/// The command line or a file is wrong.
const USAGE: u8 = 2;

/// What the command line asks for.
#[derive(Debug, PartialEq)]
enum Request {
    Run(Options),
    Info,
    Help,
}

#[derive(Debug, Default, PartialEq)]
struct Options {
    scenario: Option<PathBuf>,
    trace: Option<PathBuf>,
    color: Color,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// What a program made by scxmlc does: `run`, `info`, `help`.
pub fn main(machines: &[Machine]) -> ExitCode {
    let mut arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let path = arguments.next().unwrap_or_default();
    let program = Path::new(&path)
        .file_stem()
        .map_or_else(|| "PROGRAM".into(), |stem| stem.to_string_lossy());
    let arguments: Vec<String> = arguments.collect();
    let code = match parse(&arguments) {
        Ok(Request::Run(options)) => run(machines, &options),
        Ok(Request::Info) => print(&info(machines)),
        Ok(Request::Help) => print(&help(&program)),
        Err(message) => complain(&format!("error: {message}\n\n{}", help(&program))),
    };
    ExitCode::from(code)
}

fn parse(arguments: &[String]) -> Result<Request, String> {
    let mut rest = arguments.iter();
    match rest.next().map(String::as_str) {
        None | Some("help" | "--help" | "-h") => return Ok(Request::Help),
        Some("info") => {
            return rest.next().map_or(Ok(Request::Info), |extra| {
                Err(format!("`info` takes no argument `{extra}`"))
            });
        }
        Some("run") => {}
        Some(other) => return Err(format!("there is no command `{other}`")),
    }
    let mut options = Options::default();
    while let Some(argument) = rest.next() {
        let (name, inline) =
            argument.split_once('=').map_or((argument.as_str(), None), |(n, v)| (n, Some(v)));
        if name == "--help" || name == "-h" {
            return Ok(Request::Help);
        }
        if !matches!(name, "--scenario" | "--trace" | "--color") {
            return Err(format!("`run` has no option `{argument}`"));
        }
        let value = inline.or_else(|| rest.next().map(String::as_str));
        let value = value.ok_or_else(|| format!("`{name}` needs a value"))?;
        match name {
            "--scenario" => options.scenario = Some(value.into()),
            "--trace" => options.trace = Some(value.into()),
            _ => options.color = color(value)?,
        }
    }
    Ok(Request::Run(options))
}

fn color(value: &str) -> Result<Color, String> {
    match value {
        "auto" => Ok(Color::Auto),
        "always" => Ok(Color::Always),
        "never" => Ok(Color::Never),
        other => Err(format!("`--color` is `auto`, `always` or `never`, not `{other}`")),
    }
}

fn run(machines: &[Machine], options: &Options) -> u8 {
    let mut sources = Sources::default();
    let colour = |terminal: bool| match options.color {
        Color::Always => true,
        Color::Auto => terminal && !no_color(),
        Color::Never => false,
    };
    let explain = |problems: &Diagnostics, sources: &Sources| {
        let colour = colour(std::io::stderr().is_terminal());
        complain(&scxml_diagnostic::human(problems, sources, colour))
    };
    let scenario = match &options.scenario {
        None if machines.first().is_some_and(|machine| !machine.program.ors) => {
            complain("no --scenario: the session starts, and nothing happens\n");
            Scenario::single_start()
        }
        None => {
            complain("no --scenario: one call comes at 0 s, and nobody is available\n");
            Scenario::single_call()
        }
        Some(path) => match load(path, &mut sources) {
            Ok(scenario) => scenario,
            Err(Problem::File(message)) => return complain(&format!("error: {message}\n")),
            Err(Problem::Scenario(diagnostics)) => {
                return explain(&diagnostics, &sources);
            }
        },
    };
    let report = match Simulation::new(machines, scenario) {
        Ok(simulation) => simulation.run(),
        Err(diagnostics) => return explain(&diagnostics, &sources),
    };
    let code = print(&report.timeline(colour(std::io::stdout().is_terminal())));
    let failures = report.failures();
    if !failures.is_empty() {
        explain(&failures, &sources);
    }
    if let Some(path) = &options.trace
        && let Err(error) = write(path, &report.trace_json())
    {
        return complain(&format!("error: cannot write {}: {error}\n", path.display()));
    }
    if report.holds() { code } else { FAILED }
}

enum Problem {
    File(String),
    Scenario(Diagnostics),
}

/// Whether the user wants no colour anywhere: see no-color.org.
#[expect(clippy::disallowed_methods, reason = "this is the skin that reads the environment")]
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

#[expect(clippy::disallowed_methods, reason = "this is the skin that reads the scenario")]
fn load(path: &Path, sources: &mut Sources) -> Result<Scenario, Problem> {
    let bytes = std::fs::read(path)
        .map_err(|error| Problem::File(format!("cannot read {}: {error}", path.display())))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| Problem::File(format!("{} is not UTF-8: {error}", path.display())))?;
    let file = sources.add(Source::new(path.display().to_string(), text));
    Scenario::read(sources, file).map_err(Problem::Scenario)
}

#[expect(clippy::disallowed_methods, reason = "this is the skin that writes the trace")]
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::write(path, text)
}

/// Writes to standard output; a reader that went away is no error.
fn print(text: &str) -> u8 {
    let _ = std::io::stdout().write_all(text.as_bytes());
    0
}

fn complain(text: &str) -> u8 {
    let _ = std::io::stderr().write_all(text.as_bytes());
    USAGE
}

fn help(program: &str) -> String {
    format!(
        "A strategy compiled by scxmlc.\n\n\
         Usage:\n\
         \x20 {program} run [--scenario FILE] [--trace FILE] [--color auto|always|never]\n\
         \x20 {program} info\n\
         \x20 {program} help\n\n\
         run    runs the strategy in a simulated contact centre and shows what happens\n\
         info   lists the documents in this program\n\n\
         --scenario FILE   what happens in the contact centre, and what is expected (TOML);\n\
         \x20                 without it, one call comes at 0 s and nobody is available\n\
         --trace FILE      writes what happened as JSON lines\n\
         --color WHEN      colours the timeline; default: on a terminal\n\n\
         Exit codes: 0 expectations hold, 1 one failed or a session ended in error, 2 usage.\n"
    )
}

fn info(machines: &[Machine]) -> String {
    let mut text = String::new();
    for machine in machines {
        let program = machine.program;
        let dialect = if program.ors { "ors" } else { "w3c" };
        text.push_str(&format!(
            "{}: {} states, dialect {dialect}\n",
            machine.file_name(),
            program.state_ids.len()
        ));
        if !program.name.is_empty() {
            text.push_str(&format!("  name  {}\n", program.name));
        }
        for url in machine.urls {
            text.push_str(&format!("  url   {url}\n"));
        }
        for event in program.events {
            text.push_str(&format!("  event {event}\n"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(line: &str) -> Result<Request, String> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read_in_both_forms() {
        let options = Options {
            scenario: Some("a.toml".into()),
            trace: Some("t".into()),
            color: Color::Never,
        };
        assert_eq!(
            request("run --scenario a.toml --trace=t --color never"),
            Ok(Request::Run(options))
        );
        assert_eq!(request(""), Ok(Request::Help));
        assert_eq!(request("info"), Ok(Request::Info));
        for wrong in
            ["walk", "run --scenario", "run --loud", "run a.toml", "info x", "run --color red"]
        {
            assert!(request(wrong).is_err(), "{wrong}");
        }
    }
}
