//! How do strategies become a native program, and how is it run?

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use scxmlc::Compiled;
use scxmlc::load::file_name;

use super::cache::Cache;
use super::files::same_file;
use super::{Color, Documents, Failure, cargo, documents, show};

/// From here on it takes seconds to compile a strategy, and the command says so. (About 200 functions take a second.)
const MANY_FUNCTIONS: usize = 600;

/// A program that was built, under the lock of the cache that it lies in.
struct Native {
    program: PathBuf,
    /// The stem of the first document's file name.
    name: String,
    cache: Cache,
}

/// `scxmlc build`
pub(super) fn build(documents: &Documents, output: Option<&Path>) -> Result<ExitCode, Failure> {
    let Some(native) = native(documents)? else { return Ok(ExitCode::from(1)) };
    let output = output.map_or_else(
        || PathBuf::from(format!("{}{}", native.name, std::env::consts::EXE_SUFFIX)),
        Path::to_path_buf,
    );
    if output.is_dir() {
        let message =
            format!("{} is a folder: say `-o PROGRAM` with another name", output.display());
        return Err(Failure(message));
    }
    if documents.files.iter().any(|file| same_file(file, &output)) {
        let message = format!("{} is a document: say `-o PROGRAM`", output.display());
        return Err(Failure(message));
    }
    install(&native.program, &output)
        .map_err(|e| Failure(format!("{} cannot be written: {e}", output.display())))?;
    show::say(&format!("built {}", output.display()));
    Ok(ExitCode::SUCCESS)
}

/// `scxmlc run`
pub(super) fn run(
    documents: &Documents,
    scenario: Option<&Path>,
    trace: Option<&Path>,
    color: Color,
) -> Result<ExitCode, Failure> {
    let Some(Native { program, cache, .. }) = native(documents)? else {
        return Ok(ExitCode::from(1));
    };
    drop(cache);
    let mut command = Command::new(&program);
    command.arg("run").arg("--color").arg(match color {
        Color::Auto => "auto",
        Color::Always => "always",
        Color::Never => "never",
    });
    for (option, file) in [("--scenario", scenario), ("--trace", trace)] {
        if let Some(file) = file {
            command.arg(option).arg(file);
        }
    }
    let status = command
        .status()
        .map_err(|e| Failure(format!("{} cannot be run: {e}", program.display())))?;
    let code =
        status.code().ok_or_else(|| Failure(format!("the program was stopped: {status}")))?;
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

/// Compiles the documents and builds one program of them; `None` when they have errors.
fn native(documents: &Documents) -> Result<Option<Native>, Failure> {
    let Some(compiled) = documents::compile_program(documents)? else { return Ok(None) };
    let name = compiled
        .first()
        .and_then(|(first, _)| first.file_stem())
        .map_or_else(|| "strategy".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let cache = Cache::open(&cargo::rustc_version()?)?;
    let package_name = format!("strategy-{}", key(documents));
    let package = cache
        .package(&package_name, &package_files(documents, &compiled))
        .map_err(|e| Failure(format!("the cache cannot be written: {e}")))?;
    if !cache.is_warm() {
        show::say("building the runtime: this happens once, and takes a minute or so");
    }
    let functions: usize = compiled.iter().map(|(_, c)| c.functions).sum();
    if functions > MANY_FUNCTIONS {
        show::say(&format!(
            "compiling {functions} functions; this takes about {} s",
            functions / 200
        ));
    }
    let program = cargo::build(&package, &package_name, &cache.target())?;
    Ok(Some(Native { program, name, cache }))
}

/// The same documents get the same package, wherever the command runs.
fn key(documents: &Documents) -> String {
    let mut hasher = DefaultHasher::new();
    let absolute = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.to_path_buf());
    documents.files.iter().for_each(|f| absolute(f).hash(&mut hasher));
    documents.source.iter().for_each(|(url, f)| (url, absolute(f)).hash(&mut hasher));
    format!("{:016x}", hasher.finish())
}

/// The sources of the program: one file per document, and a `main` that lists the machines.
fn package_files(documents: &Documents, compiled: &[(PathBuf, Compiled)]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut main = String::from("//! A program made by scxmlc.\n\n");
    let mut machines = String::new();
    for (i, (path, one)) in compiled.iter().enumerate() {
        let file = format!("machine_{i}.rs");
        let _ = writeln!(main, "mod machine_{i} {{\n    include!({file:?});\n}}");
        let urls: Vec<_> = documents
            .source
            .iter()
            .filter(|(_, f)| same_file(f, path))
            .map(|(url, _)| url)
            .collect();
        let program = format!("&machine_{i}::{}::PROGRAM", one.module);
        let _ = writeln!(
            machines,
            "        scxml_simulator::Machine {{ file: {:?}, urls: &{urls:?}, program: {program} }},",
            file_name(&path.to_string_lossy())
        );
        files.push((file, one.text.clone().unwrap_or_default()));
    }
    let _ = write!(
        main,
        "\nfn main() -> std::process::ExitCode {{\n    scxml_simulator::main(&[\n{machines}    ])\n}}\n"
    );
    files.push(("main.rs".to_owned(), main));
    files
}

/// Puts a program in its place at once, so that one that is running keeps running.
fn install(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut new = to.as_os_str().to_owned();
    new.push(format!(".{}", std::process::id()));
    let new = PathBuf::from(new);
    let outcome = fs::copy(from, &new).and_then(|_| fs::rename(&new, to));
    if outcome.is_err() {
        let _ = fs::remove_file(&new);
    }
    outcome
}
