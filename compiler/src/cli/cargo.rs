//! How is Rust built from here? Finding cargo and rustc, and running them apart from any cargo around us.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Failure;

/// What `rustc --version --verbose` says, or how to get one.
pub(super) fn rustc_version() -> Result<String, Failure> {
    ask("cargo", &["--version"])?;
    ask("rustc", &["--version", "--verbose"])
}

fn ask(name: &str, arguments: &[&str]) -> Result<String, Failure> {
    let reason = match tool(name).args(arguments).output() {
        Ok(output) if output.status.success() => {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Ok(output) => {
            format!("does not run: {}", String::from_utf8_lossy(&output.stderr).trim_end())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            "was not found on the PATH".to_owned()
        }
        Err(error) => format!("cannot be run: {error}"),
    };
    Err(Failure(format!(
        "{name} is needed to build native programs, and {reason}\n\
         install Rust from https://rustup.rs, or a package of your system named cargo; `scxmlc check` works without"
    )))
}

/// Builds the strategy in `package` and gives the path of its program.
pub(super) fn build(package: &Path, name: &str, target: &Path) -> Result<PathBuf, Failure> {
    let output = tool("cargo")
        .args(["build", "--release", "--locked", "--quiet", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target)
        .current_dir(package)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Failure(format!("cargo cannot be run: {e}")))?;
    if output.status.success() {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        return Ok(target.join("release").join(file));
    }
    Err(Failure(explain(&String::from_utf8_lossy(&output.stderr))))
}

/// Says in the user's words what cargo could not do.
fn explain(stderr: &str) -> String {
    let says = |text: &str| stderr.contains(text);
    let reason = if says("linker") && says("not found") {
        "a linker is needed to build native programs, and none was found: install gcc, clang or the build tools of your system"
    } else if says("requires rustc") || says("is not supported by the following package") {
        "this Rust is too old: the runtime needs a newer one"
    } else if says("error: could not compile `strategy-") {
        "the Rust that scxmlc wrote does not compile: this is a mistake in scxmlc, please report it with the document"
    } else if says("download") || says("offline") || says("registry") {
        "cargo could not get the libraries that the runtime needs; the first build needs the network"
    } else {
        "cargo could not build the program"
    };
    format!("{reason}\n\n{}", stderr.trim_end())
}

/// A tool of the Rust toolchain without what a surrounding cargo, build script or test has put into the environment.
fn tool(name: &str) -> Command {
    let mut command = Command::new(name);
    for (variable, _) in std::env::vars_os() {
        if is_from_cargo(&variable) {
            command.env_remove(variable);
        }
    }
    command
}

fn is_from_cargo(variable: &OsString) -> bool {
    let name = variable.to_string_lossy();
    let kept = [
        "CARGO_HOME",
        "CARGO_HTTP_",
        "CARGO_NET_",
        "CARGO_REGISTRIES_",
        "CARGO_REGISTRY_",
        "CARGO_SOURCE_",
    ];
    let ours = [
        "CARGO",
        "RUSTFLAGS",
        "RUSTC",
        "RUSTDOC",
        "LD_LIBRARY_PATH",
        "OUT_DIR",
        "TARGET",
        "HOST",
        "PROFILE",
    ];
    ours.iter().any(|o| *o == name || (name.starts_with("CARGO_") || name.starts_with("RUSTC_")))
        && !kept.iter().any(|k| name.starts_with(k))
}
