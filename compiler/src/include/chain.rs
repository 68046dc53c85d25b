//! Which inclusions lead to a file? Every diagnostic in it shows them.

use std::collections::{BTreeMap, BTreeSet};

use scxml_diagnostic::{Diagnostics, FileId, Severity, Sources, Span};

use super::Prefixes;

/// The files that were included, and how.
#[derive(Clone, Debug, Default)]
pub struct Inclusions {
    places: BTreeMap<FileId, Span>,
    /// What `_my_prefix` is in each file.
    pub prefixes: Prefixes,
}

impl Inclusions {
    /// Notes that the element at `by` includes a file; only the first place counts.
    pub fn add(&mut self, file: FileId, by: Span, prefix: Option<String>) {
        self.places.entry(file).or_insert(by);
        if let Some(prefix) = prefix {
            self.prefixes.entry(file).or_insert(prefix);
        }
    }

    /// Adds those of another document of the program.
    pub fn extend(&mut self, other: &Inclusions) {
        for (file, by) in &other.places {
            self.places.entry(*file).or_insert(*by);
        }
    }

    /// The names of the files, in the order of reading.
    pub fn files(&self, sources: &Sources) -> Vec<String> {
        let names = self.places.keys().filter_map(|file| sources.get(*file));
        names.map(|source| source.name().to_owned()).collect()
    }

    /// Adds to every diagnostic in an included file where it is included, from the innermost on; says only once what is
    /// wrong with a file that is included more than once.
    pub fn explain(&self, diagnostics: Diagnostics, sources: &Sources) -> Diagnostics {
        let mut said = BTreeSet::new();
        let mut explained = Diagnostics::default();
        for mut diagnostic in diagnostics {
            let mut place = diagnostic.span;
            if let Some(span) = place.filter(|span| self.places.contains_key(&span.file)) {
                let name = sources.get(span.file).map_or("", |source| source.name());
                let key = (diagnostic.code, diagnostic.message.clone(), name, span.start, span.end);
                if !said.insert(key) {
                    continue;
                }
            }
            if diagnostic.severity > Severity::Note {
                while let Some(by) = place.and_then(|span| self.places.get(&span.file)) {
                    diagnostic = diagnostic.label(*by, "included here");
                    place = Some(*by);
                }
            }
            explained.push(diagnostic);
        }
        explained
    }
}
