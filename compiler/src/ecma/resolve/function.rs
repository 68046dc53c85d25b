//! Functions, with every variable in its place.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Unit;
use super::loops::LabelState;
use super::places::{Binding, Bound, Scope, State};
use crate::code::{
    self, Arguments, Declaration, Expr, ExprKind, Frame, FunctionId, FunctionKind, Local, LocalId,
    Stmt, StmtKind, Type, Variable,
};
use crate::ecma::scopes::{self, Kind, Variables, function_key};
use crate::es;

/// What is known so far of the function, or snippet, that is being resolved.
#[derive(Default)]
pub(super) struct FrameState {
    /// What kind of function it is, if it is one.
    pub(super) kind: Option<FunctionKind>,
    pub(super) locals: Vec<Local>,
    /// Locals that something has used already.
    pub(super) mentioned: BTreeSet<LocalId>,
    /// Whether the next statement is a direct part of the body.
    pub(super) direct: bool,
    /// Whether the values of its expression statements count.
    pub(super) completes: bool,
    /// Statements around that `break` and `continue` can name.
    pub(super) labels: Vec<LabelState>,
    /// How many of those there were so far.
    pub(super) label_count: u32,
    /// How many values were kept for later so far.
    pub(super) temps: u32,
}

impl FrameState {
    pub(super) fn local(&mut self, name: &str, declaration: Declaration) -> LocalId {
        let id = LocalId(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
        self.locals.push(Local { name: name.to_owned(), declaration, ty: Type::Any });
        id
    }
}

impl Unit<'_> {
    pub(super) fn into_frame(mut self) -> Frame {
        let frame = self.frames.pop().unwrap_or_default();
        Frame { locals: frame.locals, shared: 0 }
    }

    /// A function expression; one without a name is called `inferred`.
    pub(super) fn function_expression(
        &mut self,
        function: &Rc<es::Function>,
        inferred: Option<&str>,
    ) -> ExprKind {
        let named = self.analysis.own_names.contains(&function_key(function));
        if let (true, Some(name)) = (named, &function.name) {
            let bound = Bound::ready(Binding::Shared(0), Kind::Ignoring);
            self.scopes.push(Scope::of_one(&name.text, bound, self.frames.len()));
        }
        let id = self.new_function(function, inferred);
        if named {
            self.scopes.pop();
        }
        ExprKind::Function { function: id, named }
    }

    /// Gives a function a number and resolves it.
    pub(super) fn new_function(
        &mut self,
        function: &Rc<es::Function>,
        inferred: Option<&str>,
    ) -> FunctionId {
        let functions = &mut self.resolver.functions;
        let id = FunctionId(u32::try_from(functions.len()).unwrap_or(u32::MAX));
        functions.push(None);
        self.function(function, inferred, id);
        id
    }

    pub(super) fn function(
        &mut self,
        function: &Rc<es::Function>,
        inferred: Option<&str>,
        id: FunctionId,
    ) {
        let analysis = self.analysis;
        let variables = &analysis.functions[&function_key(function)];
        let mut frame = FrameState { kind: Some(function.kind), ..FrameState::default() };
        let names = bind(function, variables, &mut frame);
        let place = |name: &str| match names.get(name)?.place {
            Binding::Local(local) => Some(Variable::Local(local)),
            Binding::Shared(index) => Some(Variable::Shared { depth: 0, index }),
        };
        let params = params(function, variables, place);
        let arguments = arguments(function, variables, place);
        let this = place("this");
        let holes = names.values().filter_map(|bound| match (bound.place, bound.state) {
            (Binding::Shared(index), State::Later | State::Unknown) => Some(index),
            _ => None,
        });
        let holes = holes.collect();
        let inner: Vec<_> = variables
            .names
            .iter()
            .filter_map(|name| Some((place(name)?, variables.function(name)?)))
            .collect();

        self.frames.push(frame);
        let level = self.frames.len();
        let environment = variables.shared() > 0;
        self.scopes.push(Scope { names, environment, is_block: false, level });
        let functions = inner
            .into_iter()
            .map(|(place, inner)| (place, self.new_function(inner, None)))
            .collect();
        let body = self.body(function, this);
        self.scopes.pop();
        let frame = self.frames.pop().unwrap_or_default();
        let name = function.name.as_ref().map(|name| &*name.text).or(inferred);
        let name = self.atom(name.unwrap_or(""));
        self.resolver.functions[id.index()] = Some(code::Function {
            name,
            kind: function.kind,
            length: function.length,
            simple: function.simple,
            source: function.source.to_string(),
            span: function.span,
            frame: Frame { locals: frame.locals, shared: variables.shared() },
            params,
            functions,
            arguments,
            uses_this: variables.uses_this,
            this: this.filter(|_| function.kind != FunctionKind::Derived),
            holes,
            body,
            direct: None,
        });
    }

    fn body(&mut self, function: &es::Function, this: Option<Variable>) -> Vec<Stmt> {
        let mut body = self.statements(&function.body);
        let (FunctionKind::Derived, Some(this)) = (function.kind, this) else { return body };
        // `this` is there once `super` has been called, and what the constructor gives at its end.
        let span = function.span;
        if let Variable::Local(local) = this {
            let hole = Expr { kind: ExprKind::Hole, ty: Type::Any, span };
            body.insert(0, Stmt { kind: StmtKind::Let(local, Some(hole)), span });
        }
        let kind = ExprKind::Checked(this, self.atom("this"));
        let value = Expr { kind, ty: Type::Any, span };
        body.push(Stmt { kind: StmtKind::Return(Some(value)), span });
        body
    }

    /// `this`
    pub(super) fn this(&mut self, span: scxml_diagnostic::Span) -> ExprKind {
        let name = es::Name { text: "this".into(), span };
        match self.frame().kind {
            Some(FunctionKind::Arrow | FunctionKind::Derived) => match self.variable("this") {
                Some(found) => self.load(&found, &name),
                None => ExprKind::System(code::System::Global),
            },
            Some(_) => ExprKind::This,
            None => ExprKind::System(code::System::Global),
        }
    }
}

/// Parameters by position; of two of one name the later one counts, and a function of that name before it.
fn params(
    function: &es::Function,
    variables: &Variables,
    place: impl Fn(&str) -> Option<Variable>,
) -> Vec<(u32, Variable)> {
    let mut params: BTreeMap<&str, u32> = BTreeMap::new();
    for (position, name) in (0..).zip(&function.params) {
        if variables.function(&name.text).is_none() {
            params.insert(&name.text, position);
        }
    }
    let mut params: Vec<_> =
        params.into_iter().filter_map(|(name, position)| Some((position, place(name)?))).collect();
    params.sort_by_key(|(position, _)| *position);
    params
}

fn arguments(
    function: &es::Function,
    variables: &Variables,
    place: impl Fn(&str) -> Option<Variable>,
) -> Option<Arguments> {
    let variable = place("arguments").filter(|_| variables.uses_arguments)?;
    let links = variables.links.iter();
    let links =
        links.filter_map(|(position, name)| Some((*position, variables.shared_place(name)?)));
    let is_linked = function.simple && !function.strict;
    Some(Arguments { variable, links: is_linked.then(|| links.collect()) })
}

/// Gives every variable that something uses its place.
fn bind(
    function: &es::Function,
    variables: &scopes::Variables,
    frame: &mut FrameState,
) -> BTreeMap<Rc<str>, Bound> {
    let mut names = BTreeMap::new();
    for name in variables.names.iter().filter(|name| variables.is_used(name)) {
        let kind = variables.kind(name);
        let is_this = &**name == "this";
        let state = match kind {
            _ if is_this && function.kind == FunctionKind::Derived => State::Unknown,
            Kind::Let | Kind::Const => State::Later,
            Kind::Var | Kind::Ignoring => State::Ready,
        };
        let place = match variables.shared_place(name) {
            Some(place) => Binding::Shared(place),
            None => {
                let bound = function.params.iter().any(|param| param.text == *name)
                    || variables.function(name).is_some()
                    || (variables.uses_arguments && &**name == "arguments");
                let elsewhere = bound || is_this || state == State::Later;
                let declaration = if elsewhere { Declaration::Bound } else { Declaration::Top };
                let local = frame.local(name, declaration);
                if bound {
                    frame.mentioned.insert(local);
                }
                Binding::Local(local)
            }
        };
        names.insert(name.clone(), Bound { place, kind, state });
    }
    names
}
