//! Where do the unpacked runtime and the built programs live? One folder per version of the runtime and of rustc.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use super::Failure;

mod packed {
    //! The runtime's sources, packed by the build script.
    include!(concat!(env!("OUT_DIR"), "/packed.rs"));
}

/// The unpacked runtime, locked against other runs of the command while this value lives.
pub(super) struct Cache {
    root: PathBuf,
    _lock: File,
}

impl Cache {
    /// Opens the cache for this runtime and the given rustc, unpacking the runtime the first time.
    pub(super) fn open(rustc_version: &str) -> Result<Self, Failure> {
        let mut hasher = DefaultHasher::new();
        rustc_version.hash(&mut hasher);
        let root = folder()?.join(format!("{}-{:016x}", packed::KEY, hasher.finish()));
        let lock = lock(&root).map_err(|e| {
            Failure(format!(
                "the cache {} cannot be used: {e}\nSCXMLC_CACHE can name another folder for it",
                root.display()
            ))
        })?;
        let cache = Self { root, _lock: lock };
        cache.unpack().map_err(|e| {
            Failure(format!("the runtime cannot be unpacked into {}: {e}", cache.root.display()))
        })?;
        Ok(cache)
    }

    /// Whether the runtime has been built in here before.
    pub(super) fn is_warm(&self) -> bool {
        self.target().exists()
    }

    /// The target folder that all strategies share, so that the runtime is built once.
    pub(super) fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Writes the package of a strategy under its own name, because cargo would take another package of the same name
    /// for this one. A file that has not changed is left alone, so that cargo need not build.
    pub(super) fn package(
        &self,
        name: &str,
        files: &[(String, String)],
    ) -> std::io::Result<PathBuf> {
        // The manifest's paths lead from here to the runtime: two folders down.
        let package = self.root.join(name);
        let named = |text: &str| text.replace("name = \"strategy\"", &format!("name = {name:?}"));
        write(&package.join("Cargo.toml"), &named(packed::MANIFEST))?;
        write(&package.join("Cargo.lock"), &named(packed::LOCK))?;
        for (file, text) in files {
            write(&package.join("src").join(file), text)?;
        }
        Ok(package)
    }

    fn unpack(&self) -> std::io::Result<()> {
        let done = self.root.join("unpacked");
        if done.exists() {
            return Ok(());
        }
        for (name, text) in packed::FILES {
            write(&self.root.join("runtime").join(name), text)?;
        }
        write(&done, "")
    }
}

fn lock(root: &Path) -> std::io::Result<File> {
    fs::create_dir_all(root)?;
    let file = File::options().create(true).truncate(false).write(true).open(root.join("lock"))?;
    if file.try_lock().is_err() {
        super::show::say("waiting for another scxmlc to finish building");
        file.lock()?;
    }
    Ok(file)
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command is a skin: it keeps a cache of files"
    )]
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "the command is a skin: it keeps a cache of files"
    )]
    fs::write(path, text)
}

/// `SCXMLC_CACHE`, or `scxmlc` in the user's cache folder.
fn folder() -> Result<PathBuf, Failure> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command is a skin: it reads the environment"
    )]
    let variable = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    variable("SCXMLC_CACHE")
        .or_else(|| variable("XDG_CACHE_HOME").map(|c| c.join("scxmlc")))
        .or_else(|| variable("LOCALAPPDATA").map(|c| c.join("scxmlc")))
        .or_else(|| variable("HOME").map(|h| h.join(".cache").join("scxmlc")))
        .ok_or_else(|| Failure("no folder for the cache: set SCXMLC_CACHE to one".to_owned()))
        .and_then(|f| std::path::absolute(&f).map_err(|e| Failure(format!("{}: {e}", f.display()))))
}
