//! Which files belong to the document? Scripts and data that it names are read and put where they are named.
//!
//! After it, the syntax tree holds all the text there is; what came from another file has its spans there.

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostics, FileId, Sources, Span};

use crate::ast::{
    Block, Data, Document, Inline, InstructionKind, Script, ScriptPart, State, Transition,
};
use crate::include::Inclusions;
use crate::load::{self, Loader};
use crate::xml::Text;

/// Reads everything that the document names, through the loader. Files are found relative to the one that names
/// them; one that cannot be read is an error at the place that names it.
pub fn link(
    document: &mut Document,
    loader: &mut dyn Loader,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let inclusions = std::mem::take(&mut document.inclusions);
    let mut linker = Linker { loader, sources, diagnostics, inclusions, known: BTreeMap::new() };
    linker.document(document);
    document.inclusions = linker.inclusions;
}

struct Linker<'a> {
    loader: &'a mut dyn Loader,
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    inclusions: Inclusions,
    /// Files that were read, by name: each is read and shown once.
    known: BTreeMap<String, FileId>,
}

impl Linker<'_> {
    fn document(&mut self, document: &mut Document) {
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
                item.content = self.read(&src).map(Inline::Text);
            }
        }
    }

    fn script(&mut self, script: &mut Script) {
        let parts = std::mem::take(&mut script.parts);
        script.parts = parts.into_iter().filter_map(|part| self.part(part)).collect();
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
