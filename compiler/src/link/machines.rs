//! Which machines does the program consist of? The main document, and every document that one of them invokes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use scxml_diagnostic::{Diagnostic, FileId, Sources, Span};

use crate::ast::{Document, Invoke, MachineId, Source, Xml};
use crate::load::{Loaded, file_name, join};
use crate::xml::Text;
use crate::{codes, parse};

use super::Linker;
use super::computed::Computed;

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
    /// The value of the data model that is this document.
    pub value: Option<Xml>,
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
    pub(super) files: BTreeMap<String, Option<MachineId>>,
    /// What the documents may mean by what they compute.
    pub(super) computed: Computed,
}

#[derive(Default)]
struct About {
    urls: Vec<String>,
    name: Option<String>,
    value: Option<Xml>,
    invoked: Option<Span>,
}

impl Machines {
    pub(super) fn new(main: Document, sources: &Sources) -> Self {
        let mut machines = Self {
            waiting: VecDeque::new(),
            done: Vec::new(),
            about: Vec::new(),
            files: BTreeMap::new(),
            computed: Computed::new(&main),
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
        self.about.push(About { urls: Vec::new(), name, value: None, invoked });
        number
    }

    /// Adds a document that is a value.
    pub(super) fn add_value(&mut self, document: Document, value: Xml, invoked: Span) {
        let machine = self.add(document, Some("content".to_owned()), Some(invoked));
        self.about[machine.index()].value = Some(value);
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
            let About { mut urls, name, value, invoked } = about;
            urls.retain(|url| !shared.contains(url));
            Machine { document, urls, name, value, invoked }
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
                self.machines.computed.quoted_in(srcexpr);
                self.machines.computed.by_address.get_or_insert(invoke.span);
                None
            }
            Source::Content(content) => {
                if content.expr.is_some() {
                    self.machines.computed.by_content.get_or_insert(invoke.span);
                }
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
            Source::None | Source::Machine(_) => None,
        };
        if let Some(machine) = machine {
            invoke.source = Source::Machine(machine);
        }
    }

    pub(super) fn name_of(&self, file: FileId) -> String {
        self.sources.get(file).map_or(String::new(), |source| source.name().to_owned())
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

    pub(super) fn machine(
        &mut self,
        loaded: Loaded,
        url: &str,
        invoked: Span,
    ) -> Option<MachineId> {
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
