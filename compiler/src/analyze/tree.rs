//! Which states are there, in document order, and how are they nested?

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use scxml_diagnostic::{Diagnostic, Diagnostics, Span, closest};

use super::missing::NewState;
use crate::ast;
use crate::chart::{StateId, StateKind};
use crate::codes;
use crate::wording;
use crate::xml::Text;

/// More states than this are not listed for an unknown one.
const MOST_LISTED: usize = 10;

/// A state's place among the others.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) ast: &'a ast::State,
    pub(super) id: String,
    pub(super) kind: StateKind,
    pub(super) parent: Option<StateId>,
    pub(super) last: StateId,
    pub(super) children: Vec<StateId>,
    pub(super) histories: Vec<StateId>,
}

/// All states of a document.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    by_id: BTreeMap<&'a str, StateId>,
    /// How many unknown ids may still be compared with all known ones: a broken document of 10,000 states has many.
    comparisons: Cell<u32>,
}

impl<'a> Tree<'a> {
    /// Numbers the states in document order; reports ids that occur twice or cannot be named.
    pub(super) fn new(document: &'a ast::Document, diagnostics: &mut Diagnostics) -> Self {
        let mut tree =
            Self { nodes: Vec::new(), by_id: BTreeMap::new(), comparisons: Cell::new(50) };
        for state in &document.states {
            tree.add(state, None);
        }
        tree.declare(diagnostics);
        tree.name_the_nameless();
        tree
    }

    fn add(&mut self, ast: &'a ast::State, parent: Option<StateId>) -> StateId {
        let this = StateId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let id = ast.id.as_ref().map_or(String::new(), |id| id.value.trim().to_owned());
        let (children, histories) = (Vec::new(), Vec::new());
        self.nodes.push(Node { ast, id, kind: kind(ast), parent, last: this, children, histories });
        for child in &ast.states {
            let number = self.add(child, Some(this));
            let node = &mut self.nodes[this.index()];
            if child.kind == ast::StateKind::History {
                node.histories.push(number);
            } else {
                node.children.push(number);
            }
        }
        self.nodes[this.index()].last =
            StateId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX) - 1);
        this
    }

    fn declare(&mut self, diagnostics: &mut Diagnostics) {
        for (number, node) in self.nodes.iter().enumerate() {
            let Some(id) = &node.ast.id else { continue };
            if !is_name(&id.value) {
                diagnostics.push(bad_id(id));
                continue;
            }
            let number = StateId(u32::try_from(number).unwrap_or(u32::MAX));
            let first = *self.by_id.entry(id.value.trim()).or_insert(number);
            if first != number
                && let Some(before) = &self.nodes[first.index()].ast.id
            {
                diagnostics.push(
                    Diagnostic::error(
                        codes::DUPLICATE_ID,
                        id.span,
                        format!("the id `{}` is taken", id.value.trim()),
                    )
                    .label(before.span, "first declared here")
                    .note("ids are unique in a document (section 3.14)"),
                );
            }
        }
    }

    /// Section 3.14: the platform makes up ids; these cannot collide with the document's own.
    fn name_the_nameless(&mut self) {
        let mut next: BTreeMap<Option<StateId>, u32> = BTreeMap::new();
        for number in 0..self.nodes.len() {
            if !self.nodes[number].id.is_empty() {
                continue;
            }
            let parent = self.nodes[number].parent;
            let stem = parent.map_or("scxml", |parent| &self.nodes[parent.index()].id).to_owned();
            let count = next.entry(parent).or_insert(0);
            self.nodes[number].id = loop {
                *count += 1;
                let id = format!("{stem}.{count}");
                if !self.by_id.contains_key(id.as_str()) {
                    break id;
                }
            };
        }
    }

    /// The node of a state.
    pub(super) fn node(&self, state: StateId) -> &Node<'a> {
        &self.nodes[state.index()]
    }

    /// All states, in document order.
    pub(super) fn ids(&self) -> impl Iterator<Item = StateId> + use<'a> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(StateId)
    }

    /// The state of this id.
    pub(super) fn find(&self, id: &str) -> Option<StateId> {
        self.by_id.get(id).copied()
    }

    /// The ids that the document declares, in alphabetical order, with their states.
    pub(super) fn declared(&self) -> impl Iterator<Item = (&'a str, StateId)> + '_ {
        self.by_id.iter().map(|(id, state)| (*id, *state))
    }

    /// The states that a list of ids names, in the order written; unknown ids are reported and left out.
    /// `new` makes the state that a single unknown id asks for.
    pub(super) fn resolve(
        &self,
        targets: &Text,
        new: &NewState<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<StateId> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let single = words(&targets.value).nth(1).is_none();
        let new = Some(new).filter(|_| single);
        for (start, id) in words(&targets.value) {
            let span = targets.locate(start, start + id.len());
            match self.find(id) {
                Some(state) if !seen.insert(state) => diagnostics.push(
                    Diagnostic::warning(
                        codes::DUPLICATE_TARGET,
                        span,
                        format!("`{id}` is named twice"),
                    )
                    .under("ignored")
                    .suggest(
                        "name it once",
                        targets.locate(space_before(&targets.value, start), start + id.len()),
                        "",
                    ),
                ),
                Some(state) => found.push(state),
                None => diagnostics.push(self.unknown_target(id, span, new)),
            }
        }
        found
    }

    fn unknown_target(&self, id: &str, span: Span, new: Option<&NewState<'_>>) -> Diagnostic {
        let message = format!("no state has the id `{id}`");
        let mut diagnostic = Diagnostic::error(codes::UNKNOWN_TARGET, span, message);
        if self.comparisons.get() == 0 {
            return diagnostic;
        }
        self.comparisons.set(self.comparisons.get() - 1);
        if let Some(near) = closest(id, self.by_id.keys().copied()) {
            return diagnostic.suggest(format!("did you mean `{near}`?"), span, near);
        }
        if (1..=MOST_LISTED).contains(&self.by_id.len()) {
            let known = wording::list(self.by_id.keys().copied());
            diagnostic = diagnostic.note(format!("the states are {known}"));
        }
        match new.and_then(|new| new.insertion(id)) {
            Some((message, place, text)) => diagnostic.suggest(message, place, text),
            None => diagnostic,
        }
    }

    /// Whether `state` is inside `ancestor`.
    pub(super) fn is_inside(&self, state: StateId, ancestor: StateId) -> bool {
        ancestor < state && state <= self.node(ancestor).last
    }

    /// The innermost state that holds both, when neither holds the other; `None` is `<scxml>`.
    pub(super) fn common_ancestor(&self, a: StateId, b: StateId) -> Option<StateId> {
        let mut around = self.node(a).parent;
        while let Some(state) = around {
            if self.is_inside(b, state) {
                break;
            }
            around = self.node(state).parent;
        }
        around
    }
}

/// Where the white space before a word begins.
fn space_before(text: &str, word: usize) -> usize {
    text[..word].trim_end().len()
}

fn kind(state: &ast::State) -> StateKind {
    let deep = state.history_type.as_ref().is_some_and(|t| t.value.trim() == "deep");
    match state.kind {
        ast::StateKind::Parallel => StateKind::Parallel,
        ast::StateKind::Final => StateKind::Final,
        ast::StateKind::History if deep => StateKind::DeepHistory,
        ast::StateKind::History => StateKind::ShallowHistory,
        ast::StateKind::State if state.states.iter().any(|s| s.kind != ast::StateKind::History) => {
            StateKind::Compound
        }
        ast::StateKind::State => StateKind::Atomic,
    }
}

fn bad_id(id: &Text) -> Diagnostic {
    let words: Vec<&str> = id.value.split_whitespace().collect();
    if words.is_empty() {
        return Diagnostic::error(codes::BAD_ID, id.span, "the id of this state is empty")
            .note("leave `id` out of a state that nothing names (section 3.14)");
    }
    let message = format!("`{}` cannot be the id of a state", id.value);
    let name = words.join("_");
    Diagnostic::error(codes::BAD_ID, id.span, message)
        .note("an id is one word: nothing could name this state (section 3.14)")
        .suggest(format!("call it `{name}`"), id.span, name)
}

fn is_name(id: &str) -> bool {
    let id = id.trim();
    !id.is_empty() && !id.contains(|c: char| c.is_whitespace())
}

/// The words of a list with the place of each.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_ascii_whitespace()
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
