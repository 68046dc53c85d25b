//! Which documents does the command line name?

use std::path::{Path, PathBuf};

use super::Failure;

/// A document that the command line names, itself or by its folder.
pub(super) struct Named {
    pub(super) file: PathBuf,
    pub(super) by_folder: bool,
}

/// All documents that the command line names, each once; a folder stands for the `.scxml` files below it, sorted.
pub(super) fn expand(paths: &[PathBuf]) -> Result<Vec<Named>, Failure> {
    let mut named: Vec<Named> = Vec::new();
    for path in paths {
        let by_folder = path.is_dir();
        for file in files_of(path)? {
            match named.iter_mut().find(|known| same_file(&known.file, &file)) {
                Some(known) => known.by_folder &= by_folder,
                None => named.push(Named { file, by_folder }),
            }
        }
    }
    Ok(named)
}

fn files_of(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    add_folder(path, &mut files)
        .map_err(|e| Failure(format!("{} cannot be read: {e}", path.display())))?;
    if files.is_empty() {
        return Err(Failure(format!("there is no .scxml file in {}", path.display())));
    }
    files.sort();
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
