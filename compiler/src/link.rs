//! Which files belong to the program? Scripts and data that a document names are read and put where they are named;
//! documents that it invokes become machines of their own.
//!
//! After it, the syntax trees hold all the text there is; what came from another file has its spans there.

mod computed;
mod machines;

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Sources, Span};

use crate::ast::{
    Block, Data, Document, Inline, InstructionKind, Script, ScriptPart, State, Transition, Xml,
};
use crate::codes;
use crate::include::Inclusions;
use crate::load::{self, Loader};
use crate::xml::{self, Node, Text};
use machines::Machines;

pub use machines::Machine;

/// Reads everything that the document names, through the loader, and what is named there, and so on. Files are found
/// relative to the one that names them; one that cannot be read is an error at the place that names it.
///
/// The machine of the document comes first.
pub fn link(
    main: Document,
    loader: &mut dyn Loader,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Machine> {
    let (known, machines) = (BTreeMap::new(), Machines::new(main, sources));
    let inclusions = Inclusions::default();
    let mut linker = Linker { loader, sources, diagnostics, inclusions, known, machines };
    while let Some(mut document) = linker.next() {
        linker.known.clear();
        linker.inclusions.clone_from(&document.inclusions);
        linker.document(&mut document);
        document.inclusions = std::mem::take(&mut linker.inclusions);
        linker.machines.done(document);
    }
    linker.machines.finish()
}

/// Whether somebody who wrote this meant XML.
fn looks_like_xml(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim();
    let markup = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || "_?!".contains(c));
    text.ends_with('>') && text.strip_prefix('<').is_some_and(markup)
}

struct Linker<'a> {
    loader: &'a mut dyn Loader,
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    inclusions: Inclusions,
    /// Files that were read, by name: each is read and shown once.
    known: BTreeMap<String, FileId>,
    machines: Machines,
}

impl Linker<'_> {
    /// A document whose files are to be read.
    fn next(&mut self) -> Option<Document> {
        self.machines.next().or_else(|| {
            self.computed();
            self.machines.next()
        })
    }

    fn document(&mut self, document: &mut Document) {
        self.machines.computed.enter(document);
        self.data(&mut document.data);
        for script in &mut document.scripts {
            self.script(script);
        }
        self.transitions(&mut document.initial_element);
        for state in &mut document.states {
            self.state(state);
        }
    }

    fn state(&mut self, state: &mut State) {
        self.data(&mut state.data);
        self.transitions(&mut state.initial_element);
        self.transitions(&mut state.transitions);
        for block in state.onentry.iter_mut().chain(&mut state.onexit) {
            self.block(block);
        }
        let donedata = state.donedata.as_ref().and_then(|donedata| donedata.content.as_ref());
        self.machines.computed.content(donedata);
        for invoke in &mut state.invokes {
            self.invoke(invoke, state.id.as_ref());
        }
        for child in &mut state.states {
            self.state(child);
        }
    }

    fn transitions<'t>(&mut self, transitions: impl IntoIterator<Item = &'t mut Transition>) {
        for transition in transitions {
            self.block(&mut transition.content);
        }
    }

    fn block(&mut self, block: &mut Block) {
        for instruction in &mut block.instructions {
            match &mut instruction.kind {
                InstructionKind::Script(script) => self.script(script),
                InstructionKind::Assign { expr, content, .. } => {
                    self.machines.computed.value(expr.as_ref(), content.as_ref());
                }
                InstructionKind::Send(send) => {
                    self.machines.computed.content(send.content.as_ref());
                }
                InstructionKind::Foreach { body, .. } => self.block(body),
                InstructionKind::If { branches, otherwise } => {
                    for block in branches.iter_mut().map(|(_, block)| block).chain(otherwise) {
                        self.block(block);
                    }
                }
                _ => {}
            }
        }
    }

    fn data(&mut self, data: &mut [Data]) {
        for item in data {
            if let Some(src) = item.src.take() {
                item.content = self.read(&src).map(|text| self.content(text));
            }
            self.machines.computed.value(item.expr.as_ref(), item.content.as_ref());
        }
    }

    /// A file of data: XML if it is well-formed, else text.
    fn content(&mut self, text: Text) -> Inline {
        if !looks_like_xml(&text.value) {
            return Inline::Text(text);
        }
        let mut faults = Diagnostics::default();
        let root = xml::parse(text.file(), &text.value, &mut faults);
        let fault = faults.iter().find(|fault| fault.severity == Severity::Error);
        match (root, fault) {
            (Some(root), None) => {
                let span = root.whole_span;
                match Xml::new(vec![Node::Element(root)], span) {
                    Some(xml) => Inline::Xml(xml),
                    None => Inline::Text(text),
                }
            }
            (_, fault) => {
                let fault = fault.map_or("it has no element", |fault| &fault.message);
                let span = faults.iter().find_map(|fault| fault.span).unwrap_or(text.span);
                self.diagnostics.push(
                    Diagnostic::warning(codes::DATA_NOT_XML, span, format!("this is no XML: {fault}"))
                        .note("the data is the text of the file, with white space normalised (section B.2.1)"),
                );
                Inline::Text(text)
            }
        }
    }

    fn script(&mut self, script: &mut Script) {
        let parts = std::mem::take(&mut script.parts);
        script.parts = parts.into_iter().filter_map(|part| self.part(part)).collect();
        for part in &script.parts {
            if let ScriptPart::Text(text) = part {
                self.machines.computed.quoted_in(text);
            }
        }
    }

    fn part(&mut self, part: ScriptPart) -> Option<ScriptPart> {
        match part {
            ScriptPart::Text(text) => Some(ScriptPart::Text(text)),
            ScriptPart::Src(href) | ScriptPart::Include(href) => {
                self.read(&href).map(ScriptPart::Text)
            }
        }
    }

    /// The text of the file that `href` names.
    fn read(&mut self, href: &Text) -> Option<Text> {
        let loaded = load::referenced(href, self.loader, self.sources, self.diagnostics)?;
        let file = match self.known.get(&loaded.name) {
            Some(file) => *file,
            None => {
                let name = loaded.name.clone();
                let file = load::add(loaded, self.sources, self.diagnostics)?;
                let prefix = self.inclusions.prefixes.get(&href.file()).cloned();
                self.inclusions.add(file, href.span, prefix);
                self.known.insert(name, file);
                file
            }
        };
        let text = self.sources.get(file)?.text();
        Some(Text::verbatim(&**text, Span::new(file, 0, text.len())))
    }
}
