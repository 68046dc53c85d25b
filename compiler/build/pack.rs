//! Which files does a strategy's program need, and with which versions of its dependencies?

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The crates that a strategy's program links, relative to the workspace.
const CRATES: &[&str] = &[
    "compiler/diagnostic",
    "runtime/core",
    "runtime/modules",
    "runtime/patterns",
    "runtime/schema",
    "runtime/simulator",
];

/// Writes `packed.rs` into `out`: the files, their lock file, and a key that changes when any of them does.
pub(crate) fn pack(manifest_dir: &Path, out: &Path) -> Result<(), String> {
    let workspace = manifest_dir.parent().ok_or("the compiler's folder has no parent")?;
    let mut files = BTreeMap::new();
    files.insert("Cargo.toml".to_owned(), workspace_manifest(workspace)?);
    for folder in CRATES {
        println!("cargo::rerun-if-changed={}", workspace.join(folder).display());
        files.insert(format!("{folder}/Cargo.toml"), crate_manifest(&workspace.join(folder))?);
        add_sources(workspace, &workspace.join(folder).join("src"), &mut files)?;
        let readme = workspace.join(folder).join("README.md");
        if readme.exists() {
            files.insert(format!("{folder}/README.md"), read(&readme)?);
        }
    }
    let lock = lock_file(workspace, out, &files)?;
    write_packed(out, &files, &lock)
}

/// The workspace's manifest with only the packed crates as members.
fn workspace_manifest(workspace: &Path) -> Result<String, String> {
    let path = workspace.join("Cargo.toml");
    println!("cargo::rerun-if-changed={}", path.display());
    let mut manifest = parse(&path)?;
    let members = CRATES.iter().map(|c| toml::Value::String((*c).to_owned())).collect();
    let section = manifest.get_mut("workspace").and_then(toml::Value::as_table_mut);
    section
        .ok_or("the workspace's manifest has no [workspace]")?
        .insert("members".into(), toml::Value::Array(members));
    Ok(manifest.to_string())
}

/// A crate's manifest without what only its tests and benchmarks need.
fn crate_manifest(folder: &Path) -> Result<String, String> {
    let mut manifest = parse(&folder.join("Cargo.toml"))?;
    for section in ["dev-dependencies", "bench", "test", "example"] {
        manifest.remove(section);
    }
    Ok(manifest.to_string())
}

fn parse(path: &Path) -> Result<toml::Table, String> {
    read(path)?.parse().map_err(|e| format!("{}: {e}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn add_sources(
    workspace: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, String>,
) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
        if path.is_dir() {
            add_sources(workspace, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.insert(relative(workspace, &path), read(&path)?);
        }
    }
    Ok(())
}

fn relative(workspace: &Path, path: &Path) -> String {
    let parts: PathBuf = path.strip_prefix(workspace).unwrap_or(path).into();
    parts.iter().map(|p| p.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The workspace's lock file, cut down by cargo to what a strategy's program links, so that `--locked` holds.
fn lock_file(
    workspace: &Path,
    out: &Path,
    files: &BTreeMap<String, String>,
) -> Result<String, String> {
    let root = out.join("lock");
    for (name, text) in files {
        write(&root.join("runtime").join(name), text)?;
    }
    let strategy = root.join("strategy");
    write(&strategy.join("Cargo.toml"), include_str!("strategy.toml"))?;
    write(&strategy.join("src/main.rs"), "fn main() {}\n")?;
    let outer = workspace.join("Cargo.lock");
    println!("cargo::rerun-if-changed={}", outer.display());
    if outer.exists() {
        write(&strategy.join("Cargo.lock"), &read(&outer)?)?;
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let update = Command::new(cargo)
        .args(["update", "--workspace", "--offline", "--manifest-path"])
        .arg(strategy.join("Cargo.toml"))
        .output()
        .map_err(|e| format!("cargo cannot be run: {e}"))?;
    if !update.status.success() {
        return Err(format!("cargo update: {}", String::from_utf8_lossy(&update.stderr)));
    }
    read(&strategy.join("Cargo.lock"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().ok_or("a file has a folder")?;
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|e| format!("{}: {e}", path.display()))
}

fn write_packed(out: &Path, files: &BTreeMap<String, String>, lock: &str) -> Result<(), String> {
    let strategy = include_str!("strategy.toml");
    let mut hasher = DefaultHasher::new();
    (files, lock, strategy).hash(&mut hasher);
    let mut text = String::from(
        "/// Path and text of each packed file.\npub(super) static FILES: &[(&str, &str)] = &[\n",
    );
    for (name, content) in files {
        let _ = writeln!(text, "    ({name:?}, {content:?}),");
    }
    let _ = writeln!(
        text,
        "];\n/// The lock file of a strategy's package.\npub(super) static LOCK: &str = {lock:?};"
    );
    let _ = writeln!(
        text,
        "/// The manifest of a strategy's package.\npub(super) static MANIFEST: &str = {strategy:?};"
    );
    let _ = writeln!(
        text,
        "/// Changes when any of the above does.\npub(super) static KEY: &str = \"{:016x}\";",
        hasher.finish()
    );
    write(&out.join("packed.rs"), &text)
}
