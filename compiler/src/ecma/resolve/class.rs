//! What do object literals and classes define, and what does `super` mean in them?

use std::rc::Rc;

use scxml_diagnostic::{Diagnostic, Span};

use super::Unit;
use super::pattern::{any, helper};
use crate::code::{
    Atom, Expr, ExprKind, Helper, Property, PropertyKind, Stmt, StmtKind, Target, Type,
};
use crate::codes;
use crate::ecma::scopes::key;
use crate::es::{self, Key, Name, PropertyValue};

/// The prototype of the class around.
const HOME: &str = "%home";
/// The class around.
const CLASS: &str = "%class";
/// What makes the fields of its instances.
const FIELDS: &str = "%fields";

impl Unit<'_> {
    pub(super) fn property(&mut self, property: &es::Property) -> Property {
        let (key, computed, name) = match &property.key {
            Key::Name(key) => {
                let text = String::from_utf16_lossy(key);
                (self.atom(&text), None, Some(text))
            }
            Key::Computed(key) => (self.atom(""), Some(self.expression(key)), None),
        };
        let name = name.as_deref();
        let (kind, value) = match &property.value {
            PropertyValue::Value(value) => (PropertyKind::Value, self.called(value, name)),
            PropertyValue::Prototype(value) => (PropertyKind::Prototype, self.expression(value)),
            PropertyValue::Spread(value) => (PropertyKind::Spread, self.expression(value)),
            PropertyValue::Method(function) => (PropertyKind::Value, self.method(function, name)),
            PropertyValue::Getter(function) => (PropertyKind::Getter, self.method(function, name)),
            PropertyValue::Setter(function) => (PropertyKind::Setter, self.method(function, name)),
        };
        Property { key, computed, kind, value }
    }

    fn method(&mut self, function: &Rc<es::Function>, name: Option<&str>) -> Expr {
        let id = self.new_function(function, name);
        any(ExprKind::Function { function: id, named: false }, function.span)
    }

    /// A class; one without a name is called `inferred`.
    pub(super) fn class(&mut self, class: &Rc<es::Class>, inferred: Option<&str>) -> ExprKind {
        let mut body = Vec::new();
        let variables = self.analysis.blocks.get(&key::<es::Class>(class));
        if let Some(variables) = variables {
            self.enter_block(variables, &mut body);
        }
        let made = self.class_members(class, inferred, &mut body);
        if variables.is_some() {
            self.scopes.pop();
        }
        ExprKind::Block(variables.map_or(0, |v| v.shared()), body, Box::new(made))
    }

    fn class_members(
        &mut self,
        class: &Rc<es::Class>,
        inferred: Option<&str>,
        body: &mut Vec<Stmt>,
    ) -> Expr {
        let span = class.span;
        let parent = match &class.parent {
            Some(parent) => self.expression(parent),
            None => any(ExprKind::Hole, span),
        };
        let parent = self.keep(parent, body);
        let constructor = self.method(&class.constructor, inferred);
        let made = helper(Helper::Class, vec![constructor, parent], span);
        let made = self.keep(made, body);
        let prototype = ExprKind::Member(Box::new(made.clone()), self.atom("prototype"));
        let home = self.keep(any(prototype, span), body);
        self.initialize_own(&HOME.into(), home.clone(), body);
        self.initialize_own(&CLASS.into(), made.clone(), body);
        self.initialize_own(&FIELDS.into(), any(ExprKind::Undefined, span), body);
        for (is_static, property) in &class.members {
            let before = std::mem::replace(&mut self.in_static, *is_static);
            let Property { key, computed, kind, value } = self.property(property);
            self.in_static = before;
            let define = match kind {
                PropertyKind::Getter => Helper::DefineMethodGetter,
                PropertyKind::Setter => Helper::DefineMethodSetter,
                _ => Helper::DefineMethod,
            };
            let object = if *is_static { made.clone() } else { home.clone() };
            let key = computed.unwrap_or_else(|| constant(key, span));
            let defined = helper(define, vec![object, key, value], span);
            body.push(Stmt { kind: StmtKind::Expr(defined), span });
        }
        if let Some(name) = &class.name {
            self.initialize_own(&name.text, made.clone(), body);
        }
        if let Some(fields) = &class.fields {
            let fields = self.method(fields, None);
            self.initialize_own(&FIELDS.into(), fields, body);
        }
        if let Some(statics) = &class.statics {
            let before = std::mem::replace(&mut self.in_static, true);
            let statics = self.method(statics, None);
            self.in_static = before;
            let called = helper(Helper::CallOn, vec![statics, made.clone()], span);
            body.push(Stmt { kind: StmtKind::Expr(called), span });
        }
        made
    }

    /// Gives a name of the class its value, if anything uses it.
    fn initialize_own(&mut self, name: &Rc<str>, value: Expr, out: &mut Vec<Stmt>) {
        if self.scopes.last().is_some_and(|scope| scope.names.contains_key(name)) {
            self.initialize(name, value, out);
        }
    }

    /// `super(…)`: what it gives becomes `this`.
    pub(super) fn super_call(&mut self, arguments: &[es::Expr], span: Span) -> ExprKind {
        let (Some(class), Some(fields)) = (self.hidden(CLASS, span), self.hidden(FIELDS, span))
        else {
            return self.no_class(span);
        };
        let mut values = vec![class, fields, any(ExprKind::This, span)];
        values.extend(self.expressions(arguments));
        let value = Box::new(helper(Helper::SuperCall, values, span));
        let Some(found) = self.variable("this") else { return self.no_class(span) };
        let target = Box::new(Target::Variable(found.variable));
        ExprKind::Assign { op: None, target, value }
    }

    /// `super.name`
    pub(super) fn super_member(&mut self, key: &es::Expr) -> ExprKind {
        match self.super_parts(key) {
            Some((home, key, this)) => ExprKind::Helper(Helper::SuperGet, vec![home, key, this]),
            None => self.no_class(key.span),
        }
    }

    /// `super.name(…)`
    pub(super) fn super_method(&mut self, key: &es::Expr, arguments: &[es::Expr]) -> ExprKind {
        let Some((home, key, this)) = self.super_parts(key) else {
            return self.no_class(key.span);
        };
        let mut values = vec![home, key, this];
        values.extend(self.expressions(arguments));
        ExprKind::Helper(Helper::SuperMethod, values)
    }

    /// `super.name` as something to assign: a member of `this`.
    pub(super) fn super_target(&mut self, key: &es::Expr) -> Target {
        match self.super_parts(key) {
            Some((home, key, this)) => Target::Super(Box::new([home, key, this])),
            None => {
                let kind = self.no_class(key.span);
                Target::Constant(Box::new(any(kind, key.span)))
            }
        }
    }

    fn super_parts(&mut self, key: &es::Expr) -> Option<(Expr, Expr, Expr)> {
        let home = self.hidden(if self.in_static { CLASS } else { HOME }, key.span)?;
        let this = any(self.this(key.span), key.span);
        Some((home, self.expression(key), this))
    }

    fn hidden(&mut self, name: &str, span: Span) -> Option<Expr> {
        let found = self.variable(name)?;
        let kind = self.load(&found, &Name { text: name.into(), span });
        Some(any(kind, span))
    }

    fn no_class(&mut self, span: Span) -> ExprKind {
        let what = "`super` outside of a class is not supported";
        self.diagnostics.push(
            Diagnostic::error(codes::UNSUPPORTED_ECMASCRIPT, span, what)
                .note("name the object whose member is meant"),
        );
        ExprKind::Undefined
    }
}

fn constant(key: Atom, span: Span) -> Expr {
    Expr { kind: ExprKind::String(key), ty: Type::String, span }
}
