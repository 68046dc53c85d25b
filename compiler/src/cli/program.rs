//! How do strategies become a native program, and how is it run?

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use scxmlc::{Compiled, Stage};

use super::cache::Cache;
use super::{Color, Documents, Failure, cargo, documents, show};

/// From here on it takes seconds to compile a strategy, and the command says so. (About 200 functions take a second.)
const MANY_FUNCTIONS: usize = 600;

/// `scxmlc build`
pub(super) fn build(documents: &Documents, output: Option<&Path>) -> Result<ExitCode, Failure> {
    let Some((program, name)) = native(documents)? else { return Ok(ExitCode::from(1)) };
    let output = output.map_or_else(
        || PathBuf::from(format!("{name}{}", std::env::consts::EXE_SUFFIX)),
        Path::to_path_buf,
    );
    install(&program, &output)
        .map_err(|e| Failure(format!("{} cannot be written: {e}", output.display())))?;
    show::progress(&format!("built {}", output.display()));
    Ok(ExitCode::SUCCESS)
}

/// `scxmlc run`
pub(super) fn run(
    documents: &Documents,
    scenario: Option<&Path>,
    trace: Option<&Path>,
    color: Color,
) -> Result<ExitCode, Failure> {
    let Some((program, _)) = native(documents)? else { return Ok(ExitCode::from(1)) };
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

/// Compiles the documents and builds one program of them; gives its path and the name to install it under.
fn native(documents: &Documents) -> Result<Option<(PathBuf, String)>, Failure> {
    let Some(compiled) = documents::compile_or_report(documents, Stage::Rust) else {
        return Ok(None);
    };
    let Some((first, _)) = compiled.first() else {
        return Err(Failure("there is no .scxml document to build".to_owned()));
    };
    let name = first
        .file_stem()
        .map_or_else(|| "strategy".to_owned(), |s| s.to_string_lossy().into_owned());
    let cache = Cache::open(&cargo::rustc_version()?)?;
    let package = cache
        .package(&key(documents), &package_files(documents, &compiled))
        .map_err(|e| Failure(format!("the cache cannot be written: {e}")))?;
    if !cache.is_warm() {
        show::progress("building the runtime; this happens once and takes about half a minute");
    }
    let functions: usize = compiled.iter().map(|(_, c)| c.functions).sum();
    if functions > MANY_FUNCTIONS {
        show::progress(&format!(
            "compiling {functions} functions; this takes about {} s",
            functions / 200
        ));
    }
    let built = cargo::build(&package, &cache.target())?;
    // The shared target folder holds one program at a time; its copy belongs to these documents alone.
    let program = package.join(format!("program{}", std::env::consts::EXE_SUFFIX));
    install(&built, &program)
        .map_err(|e| Failure(format!("{} cannot be written: {e}", program.display())))?;
    Ok(Some((program, name)))
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
            path.to_string_lossy()
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

fn same_file(a: &Path, b: &Path) -> bool {
    let real = |p: &Path| fs::canonicalize(p).unwrap_or_else(|_| p.to_path_buf());
    real(a) == real(b)
}

/// Puts a program in its place at once, so that one that is running keeps running.
fn install(from: &Path, to: &Path) -> std::io::Result<()> {
    let new = to.with_extension("new");
    fs::copy(from, &new)?;
    fs::rename(&new, to)
}
