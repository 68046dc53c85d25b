//! Where does a variable of a function live: in a Rust local, or in an environment that closures share?

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Unit;
use crate::code::{
    Declaration, ErrorKind, Expr, ExprKind, LocalId, Stmt, StmtKind, Target, Type, Variable,
};
use crate::ecma::scopes::{Kind, Variables};
use crate::es::Name;

/// A scope between the snippet and the place that is being resolved.
pub(super) struct Scope {
    pub(super) names: BTreeMap<Rc<str>, Bound>,
    /// Whether it makes an environment.
    pub(super) environment: bool,
    /// Whether it is a block.
    pub(super) is_block: bool,
    /// How many functions are around it.
    pub(super) level: usize,
}

/// What a name of a scope stands for.
#[derive(Clone, Copy)]
pub(super) struct Bound {
    pub(super) place: Binding,
    pub(super) kind: Kind,
    pub(super) state: State,
}

/// Where a variable is.
#[derive(Clone, Copy)]
pub(super) enum Binding {
    Local(LocalId),
    /// A place in the scope's environment.
    Shared(u32),
}

/// Whether a variable has been initialized when the statement in hand runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Ready,
    /// Not in the function that declares it; a function in it may run later.
    Later,
    /// Only the running program knows.
    Unknown,
}

/// What a use of a name found.
pub(super) struct Found {
    pub(super) variable: Variable,
    pub(super) kind: Kind,
    /// [`State::Later`]: it is an error.
    pub(super) state: State,
}

impl Binding {
    const fn local(self) -> Option<LocalId> {
        match self {
            Self::Local(local) => Some(local),
            Self::Shared(_) => None,
        }
    }
}

impl Bound {
    pub(super) const fn ready(place: Binding, kind: Kind) -> Self {
        Self { place, kind, state: State::Ready }
    }
}

impl Scope {
    pub(super) fn of_one(name: &Rc<str>, bound: Bound, level: usize) -> Self {
        let environment = matches!(bound.place, Binding::Shared(_));
        Self { names: BTreeMap::from([(name.clone(), bound)]), environment, is_block: true, level }
    }
}

impl Unit<'_> {
    /// The variable of this name in the functions around.
    pub(super) fn variable(&mut self, name: &str) -> Option<Found> {
        let mut depth = 0;
        let level = self.frames.len();
        for scope in self.scopes.iter().rev() {
            let Some(Bound { place, kind, state }) = scope.names.get(name).copied() else {
                depth += u32::from(scope.environment);
                continue;
            };
            let state = match state {
                State::Later if scope.level != level => State::Unknown,
                state => state,
            };
            let variable = match place {
                Binding::Local(local) => {
                    self.frame().mentioned.insert(local);
                    Variable::Local(local)
                }
                Binding::Shared(index) => Variable::Shared { depth, index },
            };
            return Some(Found { variable, kind, state });
        }
        None
    }

    /// The value of a variable.
    pub(super) fn load(&mut self, found: &Found, name: &Name) -> ExprKind {
        match found.state {
            State::Ready => ExprKind::Variable(found.variable),
            State::Unknown => ExprKind::Checked(found.variable, self.atom(&name.text)),
            State::Later => {
                let message = format!("Cannot access '{}' before initialization", name.text);
                Expr::fails(ErrorKind::Reference, message, name.span).kind
            }
        }
    }

    /// A variable as something to assign.
    pub(super) fn variable_target(&mut self, found: &Found, name: &Name) -> Target {
        let span = name.span;
        let kind = self.load(found, name);
        let value = Box::new(Expr { kind, ty: Type::Any, span });
        match (found.kind, found.state) {
            (_, State::Later) => Target::Refused(value.clone(), value),
            (Kind::Ignoring, _) => Target::Constant(value),
            (Kind::Const, _) => {
                let message = "Assignment to constant variable.";
                Target::Refused(value, Box::new(Expr::fails(ErrorKind::Type, message, span)))
            }
            (_, State::Unknown) => Target::Checked(found.variable, self.atom(&name.text)),
            (Kind::Var | Kind::Let, State::Ready) => Target::Variable(found.variable),
        }
    }

    /// Gives the names of a block their places, and binds its functions.
    pub(super) fn enter_block(&mut self, variables: &Variables, out: &mut Vec<Stmt>) {
        let mut names = BTreeMap::new();
        for name in variables.names.iter().filter(|name| variables.is_used(name)) {
            let place = match variables.shared_place(name) {
                Some(place) => Binding::Shared(place),
                None => Binding::Local(self.frame().local(name, Declaration::Bound)),
            };
            let kind = variables.kind(name);
            let state = match kind {
                Kind::Let | Kind::Const => State::Later,
                Kind::Var | Kind::Ignoring => State::Ready,
            };
            names.insert(name.clone(), Bound { place, kind, state });
        }
        let level = self.frames.len();
        let environment = variables.shared() > 0;
        self.scopes.push(Scope { names, environment, is_block: true, level });
        for name in &variables.names {
            let Some(function) = variables.function(name) else { continue };
            let function_id = self.new_function(function, None);
            let kind = ExprKind::Function { function: function_id, named: false };
            let value = Expr { kind, ty: Type::Any, span: function.span };
            let local = self.scopes.last().and_then(|scope| scope.names.get(name)?.place.local());
            match local {
                Some(local) => {
                    out.push(Stmt { kind: StmtKind::Let(local, Some(value)), span: function.span });
                }
                None => self.initialize(name, value, out),
            }
        }
    }

    /// The first value of a name of the innermost scope that has it.
    pub(super) fn initialize(&mut self, name: &Rc<str>, value: Expr, out: &mut Vec<Stmt>) {
        let span = value.span;
        let Some((variable, is_new)) = self.uninitialized(name) else { return };
        let kind = match (variable, is_new) {
            (Variable::Local(local), true) => StmtKind::Let(local, Some(value)),
            _ => {
                let (ty, target) = (value.ty, Box::new(Target::Variable(variable)));
                let kind = ExprKind::Assign { op: None, target, value: Box::new(value) };
                StmtKind::Expr(Expr { kind, ty, span })
            }
        };
        out.push(Stmt { kind, span });
    }

    /// The variable of a declaration, which is initialized from here on; whether nothing declared it in Rust.
    fn uninitialized(&mut self, name: &Rc<str>) -> Option<(Variable, bool)> {
        let mut depth = 0;
        for scope in self.scopes.iter_mut().rev() {
            let Some(bound) = scope.names.get_mut(name) else {
                depth += u32::from(scope.environment);
                continue;
            };
            let is_new = bound.state == State::Later;
            if is_new {
                bound.state = State::Ready;
            }
            let variable = match bound.place {
                Binding::Local(local) => Variable::Local(local),
                Binding::Shared(index) => Variable::Shared { depth, index },
            };
            return Some((variable, is_new));
        }
        None
    }

    pub(super) fn frame(&mut self) -> &mut super::function::FrameState {
        self.frames.last_mut().expect("a unit begins with the frame of its snippet")
    }

    /// A number for a value that is kept for later.
    pub(super) fn temp(&mut self) -> u32 {
        let frame = self.frame();
        frame.temps += 1;
        frame.temps
    }
}
