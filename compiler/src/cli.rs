//! What does each word on the command line mean?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use scxmlc::{Level, Levels};

mod cache;
mod cargo;
mod documents;
mod emit;
mod files;
mod program;
mod sessions;
mod show;

/// Compiles SCXML, and strategies of the Genesys Orchestration Server, to native programs.
///
/// Exit codes: 0 all is well; 1 a document has an error, an expectation failed or a session ended in error;
/// 2 usage, or the work could not be done.
#[derive(Parser)]
#[command(name = "scxmlc", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to colour what goes to the terminal.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Subcommand)]
enum Command {
    /// Say what is wrong with documents, without building anything.
    ///
    /// What is wrong goes to standard error for people, and to standard output in the other formats.
    Check {
        #[command(flatten)]
        documents: Documents,
        /// How to write diagnostics.
        #[arg(long, value_enum, default_value_t = show::Format::Human)]
        format: show::Format,
    },
    /// Build a native program from strategies.
    Build {
        #[command(flatten)]
        documents: Documents,
        /// Where to put the program; by default in the current folder, named after the first document.
        #[arg(short, long, value_name = "PROGRAM")]
        output: Option<PathBuf>,
    },
    /// Build strategies and run them in the simulated contact centre.
    Run {
        #[command(flatten)]
        documents: Documents,
        /// The scenario to play; without one, one call arrives at 0 s and nobody is available.
        #[arg(short, long, value_name = "FILE")]
        scenario: Option<PathBuf>,
        /// Write everything that happens to this file, one JSON object a line.
        #[arg(long, value_name = "FILE")]
        trace: Option<PathBuf>,
    },
    /// Show what the compiler makes of a document.
    Emit {
        #[command(flatten)]
        documents: Documents,
        /// Which stage to show.
        #[arg(long, value_enum, default_value_t = emit::Stage::Rust)]
        stage: emit::Stage,
        /// Compare with this file instead of printing; exit code 1 when they differ.
        #[arg(long, value_name = "FILE")]
        check: Option<PathBuf>,
    },
}

#[derive(Args)]
struct Documents {
    /// SCXML documents, or folders of them; calls start the first one.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The file that stands for a URL in `src` or `href`. One that a session is started of becomes part of the program.
    #[arg(long, value_name = "URL=FILE", value_parser = source)]
    source: Vec<(String, PathBuf)>,
    /// Make an error of a diagnostic, such as `undeclared-name`; `warnings` stands for all that are warnings.
    #[arg(long, value_name = "CODE")]
    deny: Vec<String>,
    /// Make a warning of a diagnostic, such as `ecmascript-syntax`: the wrong expression raises its error event then.
    #[arg(long, value_name = "CODE")]
    warn: Vec<String>,
    /// Do not tell a diagnostic.
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
}

impl Documents {
    /// What `--deny`, `--warn` and `--allow` say.
    fn levels(&self) -> Result<Levels, Failure> {
        let mut levels = Levels::default();
        let all =
            [(&self.deny, Level::Deny), (&self.warn, Level::Warn), (&self.allow, Level::Allow)];
        for (codes, level) in all {
            codes.iter().try_for_each(|code| levels.set(code, level)).map_err(Failure)?;
        }
        Ok(levels)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// When it goes to a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

fn source(text: &str) -> Result<(String, PathBuf), String> {
    match text.rsplit_once('=') {
        Some((url, file)) if !url.is_empty() && !file.is_empty() => {
            Ok((url.to_owned(), PathBuf::from(file)))
        }
        _ => Err("write URL=FILE, such as http://host/child.scxml=child.scxml".to_owned()),
    }
}

/// Runs the command; the exit code is 0 when all is well, 1 when a document or an expectation is wrong, 2 for usage
/// and when the work could not be done.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let outcome = match &cli.command {
        Command::Check { documents, format } => documents::check(documents, *format),
        Command::Build { documents, output } => program::build(documents, output.as_deref()),
        Command::Run { documents, scenario, trace } => {
            program::run(documents, scenario.as_deref(), trace.as_deref(), cli.color)
        }
        Command::Emit { documents, stage, check } => {
            emit::emit(documents, *stage, check.as_deref())
        }
    };
    outcome.unwrap_or_else(|failure| failure.report())
}

/// Why a command could not do its work, when it is not a document's fault.
struct Failure(String);

impl Failure {
    fn report(&self) -> ExitCode {
        show::say(&format!("scxmlc: {}", self.0));
        ExitCode::from(2)
    }
}
