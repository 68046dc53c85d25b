//! Declarations and patterns: what becomes of the parts of a value?

use scxml_diagnostic::Span;

use super::Unit;
use super::expression::is_index;
use crate::code::{Declaration, Expr, ExprKind, Helper, LocalId, Stmt, StmtKind, Target, Type};
use crate::ecma::resolve::places::Binding;
use crate::ecma::scopes::Kind;
use crate::es::{self, Declare, Key, Name, Pattern};

/// How the names of a pattern get their values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    /// By assignment.
    Assign,
    /// As `var` does; whether it is a direct part of the body.
    Var(bool),
    /// As their declaration does, whatever assignments would do.
    First,
}

impl Put {
    /// How a declaration puts values. `const` of ors is a `var` that is assigned nowhere else.
    pub(super) const fn of(declare: Option<Declare>, direct: bool) -> Self {
        match declare {
            None => Self::Assign,
            Some(Declare::Var) => Self::Var(direct),
            Some(Declare::Let | Declare::Const) => Self::First,
        }
    }
}

impl Unit<'_> {
    pub(super) fn declaration(
        &mut self,
        declare: Declare,
        declared: &[(Pattern, Option<es::Expr>)],
        direct: bool,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let put = Put::of(Some(declare), direct);
        for (pattern, value) in declared {
            let name = pattern.as_name().map(|name| &*name.text);
            let value = value.as_ref().map(|value| self.called(value, name));
            match (value, pattern.as_name()) {
                (Some(value), _) => self.take_apart(pattern, value, put, out),
                // `var a;` does nothing, but is a good place for the declaration in Rust.
                (None, Some(name)) if declare == Declare::Var => {
                    if let (Put::Var(true), Some(local)) = (put, self.unmentioned(name)) {
                        self.declare_here(local, None, span, out);
                    }
                }
                (None, _) => {
                    let value = Expr { kind: ExprKind::Undefined, ty: Type::Any, span };
                    self.take_apart(pattern, value, put, out);
                }
            }
        }
    }

    fn declare_here(
        &mut self,
        local: LocalId,
        value: Option<Expr>,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let frame = self.frame();
        frame.mentioned.insert(local);
        frame.locals[local.index()].declaration = Declaration::InPlace;
        out.push(Stmt { kind: StmtKind::Let(local, value), span });
    }

    /// The local of this name that the function itself declares, when nothing has used it yet.
    fn unmentioned(&mut self, name: &Name) -> Option<LocalId> {
        let bound = self.scopes.last()?.names.get(&name.text)?;
        match (bound.place, bound.kind) {
            (Binding::Local(local), Kind::Var) => {
                Some(local).filter(|local| !self.frame().mentioned.contains(local))
            }
            _ => None,
        }
    }

    /// Puts a value, or its parts, where a pattern says.
    pub(super) fn take_apart(
        &mut self,
        pattern: &Pattern,
        value: Expr,
        put: Put,
        out: &mut Vec<Stmt>,
    ) {
        match pattern {
            Pattern::Target(target) => self.put(target, value, put, out),
            Pattern::Array { elements, rest, .. } => {
                let most = if rest.is_some() { f64::INFINITY } else { elements.len() as f64 };
                let span = value.span;
                let list = helper(Helper::List, vec![value, number(most, span)], span);
                let list = self.keep(list, out);
                for (place, element) in elements.iter().enumerate() {
                    let Some(element) = element else { continue };
                    let place = Box::new(number(place as f64, span));
                    let part = any(ExprKind::Index(Box::new(list.clone()), place), span);
                    self.element(element, part, put, out);
                }
                if let Some(rest) = rest {
                    let from = number(elements.len() as f64, span);
                    let part = helper(Helper::ListRest, vec![list, from], span);
                    self.take_apart(rest, part, put, out);
                }
            }
            Pattern::Object { members, rest, .. } => {
                self.take_members(members, rest.as_deref(), value, put, out);
            }
        }
    }

    fn take_members(
        &mut self,
        members: &[(Key, es::Element)],
        rest: Option<&Pattern>,
        value: Expr,
        put: Put,
        out: &mut Vec<Stmt>,
    ) {
        let span = value.span;
        // A member of undefined fails anyway.
        let value = match members.first() {
            Some((Key::Name(_), _)) => value,
            _ => helper(Helper::RequireObject, vec![value], span),
        };
        let object = self.keep(value, out);
        let mut taken = vec![object.clone()];
        for (key, element) in members {
            let part = match key {
                Key::Name(key) => {
                    let key = self.atom(&String::from_utf16_lossy(key));
                    let name = Expr { kind: ExprKind::String(key), ty: Type::String, span };
                    taken.push(name.clone());
                    if is_index(self.resolver.globals.text(key)) {
                        ExprKind::Index(Box::new(object.clone()), Box::new(name))
                    } else {
                        ExprKind::Member(Box::new(object.clone()), key)
                    }
                }
                Key::Computed(key) => {
                    let key = self.expression(key);
                    let key = helper(Helper::PropertyKey, vec![key], span);
                    let key = self.keep(key, out);
                    taken.push(key.clone());
                    ExprKind::Index(Box::new(object.clone()), Box::new(key))
                }
            };
            self.element(element, any(part, span), put, out);
        }
        if let Some(rest) = rest {
            self.take_apart(rest, helper(Helper::ObjectRest, taken, span), put, out);
        }
    }

    fn element(&mut self, element: &es::Element, part: Expr, put: Put, out: &mut Vec<Stmt>) {
        let value = match &element.default {
            Some(default) => {
                let name = element.pattern.as_name().map(|name| &*name.text);
                let (default, span) = (Box::new(self.called(default, name)), part.span);
                any(ExprKind::Default(Box::new(part), default), span)
            }
            None => part,
        };
        self.take_apart(&element.pattern, value, put, out);
    }

    /// A value that is evaluated here and used more than once.
    pub(super) fn keep(&mut self, value: Expr, out: &mut Vec<Stmt>) -> Expr {
        let (span, ty, temp) = (value.span, value.ty, self.temp());
        out.push(Stmt { kind: StmtKind::Temp(temp, value), span });
        Expr { kind: ExprKind::Temp(temp), ty, span }
    }

    fn put(&mut self, target: &es::Target, value: Expr, put: Put, out: &mut Vec<Stmt>) {
        let (span, ty) = (value.span, value.ty);
        let target = match (target, put) {
            (es::Target::Name(name), Put::Var(direct)) => {
                if let (true, Some(local)) = (direct, self.unmentioned(name)) {
                    return self.declare_here(local, Some(value), span, out);
                }
                self.name_target(name)
            }
            (es::Target::Name(name), Put::First) => {
                let before = out.len();
                self.initialize(&name.text, value.clone(), out);
                if out.len() > before {
                    return;
                }
                match self.slot(&name.text) {
                    Some(slot) => Target::Slot(slot),
                    None => self.name_target(name),
                }
            }
            _ => self.target(target),
        };
        let kind = ExprKind::Assign { op: None, target: Box::new(target), value: Box::new(value) };
        out.push(Stmt { kind: StmtKind::Expr(Expr { kind, ty, span }), span });
    }

    /// `[a, b] = c` as an expression, whose value is `c`.
    pub(super) fn destructure(&mut self, pattern: &Pattern, value: &es::Expr) -> ExprKind {
        let value = self.expression(value);
        let mut body = Vec::new();
        let whole = self.keep(value, &mut body);
        self.take_apart(pattern, whole.clone(), Put::Assign, &mut body);
        ExprKind::Block(0, body, Box::new(whole))
    }
}

/// An expression of which nothing is known.
pub(super) const fn any(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, ty: Type::Any, span }
}

pub(super) fn helper(helper: Helper, values: Vec<Expr>, span: Span) -> Expr {
    let ty = match helper {
        Helper::ToText | Helper::Join => Type::String,
        _ => Type::Any,
    };
    Expr { kind: ExprKind::Helper(helper, values), ty, span }
}

pub(super) const fn number(value: f64, span: Span) -> Expr {
    Expr { kind: ExprKind::Number(value), ty: Type::Number, span }
}
