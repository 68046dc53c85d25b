//! Where do bytes come from? The loader of the command, the macro and build scripts: files on disk.

use std::io;
use std::path::{Path, PathBuf};

use crate::load::{LoadError, Loaded, Loader, join};

/// Reads files, relative to the document that names them, and remembers which.
#[derive(Clone, Debug, Default)]
pub struct FileLoader {
    /// Files that stand for URLs: `--source URL=FILE`.
    pub sources: Vec<(String, PathBuf)>,
    /// Every file that was asked for, in order: what a build must be repeated for when it changes.
    pub read: Vec<PathBuf>,
}

impl Loader for FileLoader {
    fn load(&mut self, base: &str, href: &str) -> Result<Loaded, LoadError> {
        let path = self.path(base, href);
        self.read.push(path.clone());
        read(&path).map_err(|error| LoadError { message: reason(&path, &error) })
    }

    fn find(&mut self, base: &str, href: &str) -> Option<Loaded> {
        let path = self.path(base, href);
        let loaded = read(&path).ok()?;
        self.read.push(path);
        Some(loaded)
    }
}

impl FileLoader {
    fn path(&self, base: &str, href: &str) -> PathBuf {
        let path = match self.sources.iter().find(|(url, _)| url == href) {
            Some((_, file)) => file.clone(),
            None if base.is_empty() => PathBuf::from(href),
            None => PathBuf::from(join(base, href)),
        };
        if path.exists() { path } else { in_other_letters(&path).unwrap_or(path) }
    }
}

/// The only file whose path differs from this one in capital letters and nothing else.
fn in_other_letters(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let parent = path.parent()?;
    let folder = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let folder = if folder.is_dir() { folder.to_owned() } else { in_other_letters(folder)? };
    let entries = std::fs::read_dir(&folder).ok()?.flatten();
    let mut alike =
        entries.filter(|entry| entry.file_name().to_string_lossy().to_lowercase() == name);
    match (alike.next(), alike.next()) {
        (Some(entry), None) if parent.as_os_str().is_empty() => Some(entry.file_name().into()),
        (Some(entry), None) => Some(folder.join(entry.file_name())),
        _ => None,
    }
}

fn read(path: &Path) -> io::Result<Loaded> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place of the compiler that reads documents"
    )]
    let bytes = std::fs::read(path)?;
    Ok(Loaded { name: path.to_string_lossy().into_owned(), bytes })
}

/// What the system says, in our words where it says something common.
fn reason(path: &Path, error: &io::Error) -> String {
    let name = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file `{name}`"),
        io::ErrorKind::IsADirectory => format!("`{name}` is a folder"),
        io::ErrorKind::PermissionDenied => format!("the file `{name}` may not be read"),
        _ => format!("the file `{name}` cannot be read: {error}"),
    }
}
