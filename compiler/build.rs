//! Packs the runtime's sources and a lock file into the `scxmlc` command, so that an installed one can build programs.
//!
//! Only the command needs them: without the feature `cli` this does nothing.

#![expect(clippy::disallowed_methods, reason = "a build script reads the environment and files")]

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/pack.rs");
    if env::var_os("CARGO_FEATURE_CLI").is_none() {
        return;
    }
    let folder = |name: &str| {
        PathBuf::from(env::var_os(name).unwrap_or_else(|| panic!("cargo sets {name}")))
    };
    if let Err(error) = pack::pack(&folder("CARGO_MANIFEST_DIR"), &folder("OUT_DIR")) {
        println!("cargo::error=the runtime's sources cannot be packed into scxmlc: {error}");
    }
}

#[cfg(feature = "cli")]
#[path = "build/pack.rs"]
mod pack;

#[cfg(not(feature = "cli"))]
mod pack {
    pub(crate) fn pack(_: &std::path::Path, _: &std::path::Path) -> Result<(), String> {
        Ok(())
    }
}
