//! Which documents does the command line name?

use std::path::{Path, PathBuf};

use super::Failure;

/// All documents that the command line names; a folder stands for the `.scxml` files below it, sorted.
pub(super) fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = files.len();
            add_folder(path, &mut files)
                .map_err(|e| Failure(format!("{} cannot be read: {e}", path.display())))?;
            if files.len() == before {
                return Err(Failure(format!("there is no .scxml file in {}", path.display())));
            }
            files[before..].sort();
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// Links to folders are not followed: they may lead in circles.
fn add_folder(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            add_folder(&path, files)?;
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("scxml")) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether two paths lead to one file.
pub(super) fn same_file(a: &Path, b: &Path) -> bool {
    let real = |p: &Path| std::fs::canonicalize(p).unwrap_or_else(|_| p.to_path_buf());
    a == b || real(a) == real(b)
}
