//! Where do the texts come from? The caller's [`Loader`] gives bytes; they are decoded here.
//!
//! Nothing in the library reads a file: the skins (command, macro, build helper) bring a `Loader` that does.

mod decode;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Source, Sources, Span};

use crate::codes;
use crate::xml::Text;
use decode::{Decoded, decode};

/// Files larger than this are refused (in bytes): spans count in 32 bits, and no document comes near it.
pub const MOST_BYTES: usize = 256 << 20;

/// Finds the files that a document refers to.
pub trait Loader {
    /// The file behind `href`, which stands in the document named `base`; `base` is empty for a file that the user
    /// named. Where no file has this name, it may be the only one whose name differs in capital letters. The name in the answer is the `base` of what that file refers to, and is what diagnostics show.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    fn load(&mut self, base: &str, href: &str) -> Result<Loaded, LoadError>;

    /// The same for a file that need not be there.
    fn find(&mut self, base: &str, href: &str) -> Option<Loaded> {
        self.load(base, href).ok()
    }
}

/// A file as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The name that diagnostics show; the same file always has the same name.
    pub name: String,
    /// Its content, in whatever encoding.
    pub bytes: Vec<u8>,
}

/// Why a file could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// The reason with the name of the file, in the user's words: lower case, no final period.
    pub message: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for LoadError {}

/// A loader of files in memory, by name; an `href` is relative to the folder of its base.
#[derive(Clone, Debug, Default)]
pub struct MemoryLoader {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryLoader {
    /// A loader of these files.
    pub fn new<N: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (N, B)>) -> Self {
        Self { files: files.into_iter().map(|(name, bytes)| (name.into(), bytes.into())).collect() }
    }
}

impl Loader for MemoryLoader {
    fn load(&mut self, base: &str, href: &str) -> Result<Loaded, LoadError> {
        let name = join(base, href);
        if let Some(bytes) = self.files.get(&name) {
            return Ok(Loaded { name, bytes: bytes.clone() });
        }
        let mut alike =
            self.files.iter().filter(|(known, _)| known.to_lowercase() == name.to_lowercase());
        match (alike.next(), alike.next()) {
            (Some((name, bytes)), None) => Ok(Loaded { name: name.clone(), bytes: bytes.clone() }),
            _ => Err(LoadError { message: format!("there is no file `{name}`") }),
        }
    }
}

/// The file that an attribute of a document names, relative to the document. One that cannot be had is an error there; one
/// that is found under a name in other letters is a warning.
pub(crate) fn referenced(
    href: &Text,
    loader: &mut dyn Loader,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Loaded> {
    let base = sources.get(href.file()).map_or("", |source| source.name());
    match loader.load(base, href.value.trim()) {
        Ok(loaded) => {
            let (written, found) = (file_name(href.value.trim()), file_name(&loaded.name));
            if written != found && written.to_lowercase() == found.to_lowercase() {
                let start = href.value.rfind(written).unwrap_or(0);
                let span = href.locate(start, start + written.len());
                diagnostics.push(
                    Diagnostic::warning(
                        codes::FILE_NAME_CASE,
                        span,
                        format!("the file is called `{found}`"),
                    )
                    .note("where capital letters matter, it would not be found")
                    .suggest("write it as the file is called", span, found),
                );
            }
            Some(loaded)
        }
        Err(error) => {
            diagnostics.push(
                Diagnostic::error(codes::CANNOT_READ, href.span, error.to_string())
                    .note("the files that a document names are read when it is compiled"),
            );
            None
        }
    }
}

/// The name of `href` seen from the document `base`: in its folder, with `.` and `..` taken away
/// (RFC 3986, section 5.2.4). A URL or an absolute path
/// replaces the base. A `file:` prefix is dropped.
pub fn join(base: &str, href: &str) -> String {
    let href = href.strip_prefix("file://").or_else(|| href.strip_prefix("file:")).unwrap_or(href);
    if href.contains("://") {
        return href.to_owned();
    }
    let folder = if href.starts_with('/') {
        ""
    } else {
        base.rfind('/').map_or("", |slash| &base[..=slash])
    };
    let whole = format!("{folder}{href}");
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, "" | "..")) => {
                parts.pop();
            }
            ".." if parts == [""] => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The last part of a path or URL, without a query: what people call a file wherever it is kept.
pub fn file_name(path: &str) -> &str {
    let path =
        if path.contains("://") { path.split(['?', '#']).next().unwrap_or(path) } else { path };
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Decodes a file and adds its text to `sources`. The encodings are UTF-8, UTF-16 with a byte-order mark, and what
/// an XML declaration may name beside them: US-ASCII and ISO-8859-1.
///
/// # Errors
/// `None`, with an error in `diagnostics`, when the bytes are no text in their encoding. The text is added even
/// then, with U+FFFD for what could not be decoded, so that the error can show it.
pub fn add(loaded: Loaded, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<FileId> {
    let Loaded { name, bytes } = loaded;
    if bytes.len() > MOST_BYTES {
        let message =
            format!("`{name}` has {} bytes; files are accepted up to {MOST_BYTES}", bytes.len());
        diagnostics.push(Diagnostic::without_span(codes::TOO_LARGE, message));
        return None;
    }
    let Decoded { text, fault } = decode(bytes);
    let file = sources.add(Source::new(name, text));
    let Some(fault) = fault else { return Some(file) };
    let span = Span::new(file, fault.place.start, fault.place.end);
    let mut diagnostic = Diagnostic::new(fault.severity, fault.code, span, fault.message);
    diagnostic.notes.extend(fault.note);
    if let Some(encoding) = fault.actual {
        diagnostic = diagnostic.suggest("name the encoding that it has", span, encoding);
    }
    diagnostics.push(diagnostic);
    (fault.severity < Severity::Error).then_some(file)
}
