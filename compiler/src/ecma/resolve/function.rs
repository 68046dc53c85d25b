//! Functions, with every variable in its place.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Unit;
use super::places::{Binding, Scope};
use super::statement::LabelState;
use crate::code::{self, Declaration, ExprKind, Frame, FunctionId, Local, LocalId, Variable};
use crate::ecma::scopes::{self, function_key};
use crate::es;

/// What is known so far of the function, or snippet, that is being resolved.
#[derive(Default)]
pub(super) struct FrameState {
    pub(super) locals: Vec<Local>,
    shared: u32,
    /// Locals that something has used already.
    pub(super) mentioned: BTreeSet<LocalId>,
    /// Whether the next statement is a direct part of the body.
    pub(super) direct: bool,
    /// Statements around that `break` and `continue` can name.
    pub(super) labels: Vec<LabelState>,
    /// How many of those there were so far.
    pub(super) label_count: u32,
}

impl FrameState {
    pub(super) fn local(&mut self, name: &str, declaration: Declaration) -> LocalId {
        let id = LocalId(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
        self.locals.push(Local { name: name.to_owned(), declaration });
        id
    }
}

impl Unit<'_> {
    pub(super) fn into_frame(mut self) -> Frame {
        let frame = self.frames.pop().unwrap_or_default();
        Frame { locals: frame.locals, shared: frame.shared }
    }

    pub(super) fn function_expression(&mut self, function: &Rc<es::Function>) -> ExprKind {
        let named = self.analysis.own_names.contains(&function_key(function));
        if let (true, Some(name)) = (named, &function.name) {
            let names = BTreeMap::from([(name.text.clone(), Binding::Shared(0))]);
            self.scopes.push(Scope { names, environment: true, constant: true });
        }
        let id = self.new_function(function);
        if named {
            self.scopes.pop();
        }
        ExprKind::Function { function: id, named }
    }

    /// Gives a function a number and resolves it.
    pub(super) fn new_function(&mut self, function: &Rc<es::Function>) -> FunctionId {
        let functions = &mut self.resolver.functions;
        let id = FunctionId(u32::try_from(functions.len()).unwrap_or(u32::MAX));
        functions.push(None);
        self.function(function, id);
        id
    }

    pub(super) fn function(&mut self, function: &Rc<es::Function>, id: FunctionId) {
        let analysis = self.analysis;
        let variables = &analysis.functions[&function_key(function)];
        let mut frame = FrameState::default();
        let names = bind(function, variables, &mut frame);
        let place = |name: &str| match names.get(name)? {
            Binding::Local(local) => Some(Variable::Local(*local)),
            Binding::Shared(index) => Some(Variable::Shared { depth: 0, index: *index }),
        };
        let mut params: BTreeMap<&str, u32> = BTreeMap::new();
        for (position, name) in (0..).zip(&function.params) {
            if variables.function(&name.text).is_none() {
                params.insert(&name.text, position);
            }
        }
        let mut params: Vec<_> = params
            .into_iter()
            .filter_map(|(name, position)| Some((position, place(name)?)))
            .collect();
        params.sort_by_key(|(position, _)| *position);
        let arguments = if variables.uses_arguments { place("arguments") } else { None };
        let inner: Vec<_> = variables
            .names
            .iter()
            .filter_map(|name| Some((place(name)?, variables.function(name)?)))
            .collect();

        self.frames.push(frame);
        self.scopes.push(Scope { names, environment: variables.shared() > 0, constant: false });
        let functions =
            inner.into_iter().map(|(place, inner)| (place, self.new_function(inner))).collect();
        let body = self.statements(&function.body);
        self.scopes.pop();
        let frame = self.frames.pop().unwrap_or_default();
        let name = self.atom(function.name.as_ref().map_or("", |name| &name.text));
        self.resolver.functions[id.index()] = Some(code::Function {
            name,
            length: u32::try_from(function.params.len()).unwrap_or(u32::MAX),
            source: function.source.to_string(),
            span: function.span,
            frame: Frame { locals: frame.locals, shared: variables.shared() },
            params,
            functions,
            arguments,
            uses_this: variables.uses_this,
            body,
        });
    }
}

/// Gives every variable that something uses its place.
fn bind(
    function: &es::Function,
    variables: &scopes::Variables,
    frame: &mut FrameState,
) -> BTreeMap<Rc<str>, Binding> {
    let mut names = BTreeMap::new();
    for name in variables.names.iter().filter(|name| variables.is_used(name)) {
        let binding = match variables.shared_place(name) {
            Some(place) => Binding::Shared(place),
            None => {
                let bound = function.params.iter().any(|param| param.text == *name)
                    || variables.function(name).is_some()
                    || (variables.uses_arguments && &**name == "arguments");
                let declaration = if bound { Declaration::Bound } else { Declaration::Top };
                let local = frame.local(name, declaration);
                if bound {
                    frame.mentioned.insert(local);
                }
                Binding::Local(local)
            }
        };
        names.insert(name.clone(), binding);
    }
    names
}
