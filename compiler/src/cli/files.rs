//! Which documents does the command line name?

use std::path::{Path, PathBuf};

/// All documents that the command line names; a folder stands for the `.scxml` files below it, sorted.
pub(super) fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = files.len();
            add_folder(path, &mut files);
            files[before..].sort();
        } else {
            files.push(path.clone());
        }
    }
    files
}

fn add_folder(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            add_folder(&path, files);
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("scxml")) {
            files.push(path);
        }
    }
}
