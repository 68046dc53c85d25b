//! Which machines does the program consist of? The main document, and every document that one of them invokes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Sources, Span};

use crate::ast::{Document, Invoke, MachineId, Source};
use crate::load::{self, Loaded, file_name, join};
use crate::xml::{self, Text};
use crate::{codes, parse};

use super::Linker;

/// A machine of the program.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Its document.
    pub document: Document,
    /// The addresses that it goes by: what the documents of the program write for it, and the name of its file. None
    /// belongs to two machines; a document inside another one has none.
    pub urls: Vec<String>,
    /// What a document inside another one is called if it has no name.
    pub name: Option<String>,
    /// The first `<invoke>` that names it; `None` for the main document.
    pub invoked: Option<Span>,
}

/// The machines so far.
pub(super) struct Machines {
    /// Documents whose files are still to be read, in order.
    waiting: VecDeque<Document>,
    done: Vec<Document>,
    /// What is known of each besides its document.
    about: Vec<About>,
    /// Those that are files, by name; `None` when there is no document in the file, which was reported.
    files: BTreeMap<String, Option<MachineId>>,
    /// What may name documents in the current one: texts in quotes that look so.
    quoted: Vec<String>,
    /// The first `<invoke>` of the current document whose `srcexpr` chooses among them.
    computed: Option<Span>,
}

#[derive(Default)]
struct About {
    urls: Vec<String>,
    name: Option<String>,
    invoked: Option<Span>,
}

impl Machines {
    pub(super) fn new(main: Document, sources: &Sources) -> Self {
        let mut machines = Self {
            waiting: VecDeque::new(),
            done: Vec::new(),
            about: Vec::new(),
            files: BTreeMap::new(),
            quoted: Vec::new(),
            computed: None,
        };
        let file = sources.get(main.span.file).map_or(String::new(), |s| s.name().to_owned());
        let machine = machines.add(main, None, None);
        machines.about[machine.index()].urls.push(file_name(&file).to_owned());
        machines.files.insert(join("", &file), Some(machine));
        machines
    }

    fn add(
        &mut self,
        document: Document,
        name: Option<String>,
        invoked: Option<Span>,
    ) -> MachineId {
        let number = MachineId(u32::try_from(self.about.len()).unwrap_or(u32::MAX));
        self.waiting.push_back(document);
        self.about.push(About { urls: Vec::new(), name, invoked });
        number
    }

    /// A document whose files are to be read.
    pub(super) fn next(&mut self) -> Option<Document> {
        self.waiting.pop_front()
    }

    /// Takes it back.
    pub(super) fn done(&mut self, document: Document) {
        self.done.push(document);
    }

    pub(super) fn finish(mut self) -> Vec<Machine> {
        let shared = self.shared_urls();
        let about = std::mem::take(&mut self.about).into_iter();
        let machines = self.done.into_iter().zip(about).map(|(document, about)| {
            let About { mut urls, name, invoked } = about;
            urls.retain(|url| !shared.contains(url));
            Machine { document, urls, name, invoked }
        });
        machines.collect()
    }

    /// Addresses that mean one machine here and another one there.
    fn shared_urls(&self) -> BTreeSet<String> {
        let mut owners: BTreeMap<&String, usize> = BTreeMap::new();
        let mut shared = BTreeSet::new();
        for (machine, about) in self.about.iter().enumerate() {
            for url in &about.urls {
                if *owners.entry(url).or_insert(machine) != machine {
                    shared.insert(url.clone());
                }
            }
        }
        shared
    }

    /// Keeps what may name documents in a text of the current document.
    pub(super) fn named_in(&mut self, text: &Text) {
        let parts = text.value.split(['\'', '"', '`']);
        self.quoted.extend(parts.filter(|part| looks_like_a_document(part)).map(str::to_owned));
    }
}

/// Whether text in quotes may be the address of a document.
fn looks_like_a_document(text: &str) -> bool {
    (is_scxml_file(text) || text.starts_with("file:") || text.contains("://"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_scxml_file(path: &str) -> bool {
    file_name(path).to_ascii_lowercase().ends_with(".scxml")
}

impl Linker<'_> {
    /// Makes a machine of what an `<invoke>` names, as far as that is known. `state` is where it stands.
    pub(super) fn invoke(&mut self, invoke: &mut Invoke, state: Option<&Text>) {
        if let Some(finalize) = &mut invoke.finalize {
            self.block(&mut finalize.content);
        }
        let scxml = invoke.is_scxml();
        if scxml == Some(false) {
            return;
        }
        let machine = match &mut invoke.source {
            Source::Src(src) if scxml.is_some() => self.document_at(src, invoke.span),
            // The type, which is computed, may be another one.
            Source::Src(src) => {
                self.document_if_there(&src.value, src.file(), invoke.span);
                None
            }
            Source::Srcexpr(srcexpr) => {
                self.machines.named_in(srcexpr);
                self.machines.computed.get_or_insert(invoke.span);
                None
            }
            Source::Document(_) => {
                let source = std::mem::replace(&mut invoke.source, Source::None);
                let Source::Document(mut document) = source else { return };
                document.inclusions.clone_from(&self.inclusions);
                let name = invoke.id.as_ref().map(|id| id.value.trim().to_owned());
                let name = name.or_else(|| state.map(|id| format!("{}_child", id.value.trim())));
                let name = name.unwrap_or_else(|| "child".to_owned());
                Some(self.machines.add(*document, Some(name), Some(invoke.span)))
            }
            Source::None | Source::Content(_) | Source::Machine(_) => None,
        };
        if let Some(machine) = machine {
            invoke.source = Source::Machine(machine);
        }
    }

    fn name_of(&self, file: FileId) -> String {
        self.sources.get(file).map_or(String::new(), |source| source.name().to_owned())
    }

    /// Makes machines of the documents that the texts of the current document name, when a `srcexpr` may mean them.
    pub(super) fn computed_documents(&mut self, file: FileId) {
        let quoted = std::mem::take(&mut self.machines.quoted);
        let Some(invoked) = self.machines.computed.take() else { return };
        for url in quoted {
            self.document_if_there(&url, file, invoked);
        }
    }

    /// The document that `src` names; it must be there.
    fn document_at(&mut self, src: &Text, invoked: Span) -> Option<MachineId> {
        let base = self.name_of(src.file());
        let url = src.value.trim();
        if url.is_empty() {
            self.diagnostics.push(
                Diagnostic::error(codes::EMPTY_ATTRIBUTE, src.span, "no document is named here")
                    .note("`src` is the address of what is invoked (section 6.4.1)"),
            );
            return None;
        }
        match self.loader.load(&base, url) {
            Ok(loaded) => self.machine(loaded, url, invoked),
            Err(error) => {
                let diagnostic = Diagnostic::error(codes::CANNOT_READ, src.span, error.to_string())
                    .note("what is invoked is compiled together with the document that invokes it");
                self.diagnostics.push(if url.contains("://") {
                    let note = format!("`scxmlc --source {url}=FILE` says which file it is");
                    diagnostic.note(note)
                } else {
                    diagnostic
                });
                None
            }
        }
    }

    /// The document of this address, when there is one. A file that turns out to be something else was not meant.
    fn document_if_there(&mut self, url: &str, file: FileId, invoked: Span) -> Option<MachineId> {
        let base = self.name_of(file);
        let url = url.trim();
        let loaded = self.loader.find(&base, url)?;
        let known = self.machines.files.contains_key(&join("", &loaded.name));
        if known || is_document(&loaded) { self.machine(loaded, url, invoked) } else { None }
    }

    fn machine(&mut self, loaded: Loaded, url: &str, invoked: Span) -> Option<MachineId> {
        let name = join("", &loaded.name);
        let machine = match self.machines.files.get(&name) {
            Some(known) => *known,
            None => {
                let machine = self.new_document(loaded, invoked);
                self.machines.files.insert(name, machine);
                machine
            }
        }?;
        let urls = &mut self.machines.about[machine.index()].urls;
        if !urls.iter().any(|known| known == url) {
            urls.push(url.to_owned());
        }
        Some(machine)
    }

    fn new_document(&mut self, loaded: Loaded, invoked: Span) -> Option<MachineId> {
        let name = file_name(&loaded.name).to_owned();
        let document = parse::read(loaded, self.loader, self.sources, self.diagnostics)?;
        let machine = self.machines.add(document, None, Some(invoked));
        self.machines.about[machine.index()].urls.push(name);
        Some(machine)
    }
}

/// Whether a file holds a document of SCXML, perhaps a broken one.
fn is_document(loaded: &Loaded) -> bool {
    let (mut sources, mut ignored) = (Sources::default(), Diagnostics::default());
    let root = load::add(loaded.clone(), &mut sources, &mut ignored).and_then(|file| {
        let text = sources.get(file)?.text().clone();
        xml::parse(file, &text, &mut ignored)
    });
    root.map_or_else(|| is_scxml_file(&loaded.name), |root| root.local == "scxml")
}
