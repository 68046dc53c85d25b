//! Expressions, with every name resolved.

use super::pattern::any;
use super::{Unit, fold};
use crate::code::{self, Expr, ExprKind, Target, Type, UnaryOp};
use crate::ecma::scopes::{self, key};
use crate::es::{self, Name};

impl Unit<'_> {
    pub(super) fn expression(&mut self, expression: &es::Expr) -> Expr {
        let (kind, ty) = self.kind(expression);
        Expr { kind, ty, span: expression.span }
    }

    pub(super) fn boxed(&mut self, expression: &es::Expr) -> Box<Expr> {
        Box::new(self.expression(expression))
    }

    /// An expression that gives a function or class without a name this one (ECMA-262 of 2015, 14.1.22).
    pub(super) fn called(&mut self, expression: &es::Expr, name: Option<&str>) -> Expr {
        let kind = match &expression.kind {
            es::ExprKind::Function(function) => self.function_expression(function, name),
            es::ExprKind::Class(class) => self.class(class, name),
            _ => return self.expression(expression),
        };
        any(kind, expression.span)
    }

    fn kind(&mut self, expression: &es::Expr) -> (ExprKind, Type) {
        let kind = match &expression.kind {
            es::ExprKind::Name(name) => return known(self.name(name)),
            es::ExprKind::This => self.this(expression.span),
            es::ExprKind::Array(elements) => ExprKind::Array(
                elements.iter().map(|e| e.as_ref().map(|e| self.expression(e))).collect(),
            ),
            es::ExprKind::Object(properties) => {
                ExprKind::Object(properties.iter().map(|p| self.property(p)).collect())
            }
            es::ExprKind::Function(function) => self.function_expression(function, None),
            es::ExprKind::Class(class) => self.class(class, None),
            es::ExprKind::Template(parts) => return self.template(parts, expression.span),
            es::ExprKind::Unary(op, operand) => return self.unary(*op, operand),
            es::ExprKind::Update { increment, prefix, target } => {
                let target = Box::new(self.target(target));
                let (increment, prefix) = (*increment, *prefix);
                return (ExprKind::Update { increment, prefix, target }, Type::Number);
            }
            es::ExprKind::Binary(..) | es::ExprKind::Logical(..) => return self.chain(expression),
            es::ExprKind::Assign { op, target, value } => return self.assign(*op, target, value),
            es::ExprKind::Conditional(test, yes, no) => {
                if let Some(outcome) = self.analysis.known.get(&key::<es::Expr>(test)) {
                    return self.kind(if *outcome { yes } else { no });
                }
                let (test, yes, no) = (self.boxed(test), self.boxed(yes), self.boxed(no));
                let ty = fold::either(yes.ty, no.ty);
                return (ExprKind::Conditional(test, yes, no), ty);
            }
            es::ExprKind::Call { callee, arguments } => return self.call(callee, arguments),
            es::ExprKind::New { callee, arguments } => return self.new_object(callee, arguments),
            es::ExprKind::Member(object, name) => {
                self.check_static(object, name);
                self.member(object, name)
            }
            es::ExprKind::Index(object, key) => match member_name(key) {
                Some(name) => self.member(object, &name),
                None => ExprKind::Index(self.boxed(object), self.boxed(key)),
            },
            es::ExprKind::Sequence(parts) => {
                let parts = self.expressions(parts);
                let ty = parts.last().map_or(Type::Any, |last| last.ty);
                return (ExprKind::Sequence(parts), ty);
            }
            _ => match self.later(expression) {
                Some(kind) => kind,
                None => return self.constant(expression),
            },
        };
        (kind, Type::Any)
    }

    /// An expression without parts, or one that is not supported.
    fn constant(&mut self, expression: &es::Expr) -> (ExprKind, Type) {
        known(match &expression.kind {
            es::ExprKind::Number(value) => ExprKind::Number(*value),
            es::ExprKind::String(text) => match String::from_utf16(text) {
                Ok(text) => ExprKind::String(self.atom(&text)),
                Err(_) => ExprKind::String16(text.clone()),
            },
            es::ExprKind::Boolean(value) => ExprKind::Boolean(*value),
            es::ExprKind::Null => ExprKind::Null,
            es::ExprKind::Regex { pattern, flags } => {
                self.check_time(pattern, flags, expression.span);
                ExprKind::Regexp(self.resolver.globals.regexp(pattern, flags))
            }
            es::ExprKind::Unsupported(diagnostic) => {
                self.diagnostics.push((**diagnostic).clone());
                ExprKind::Undefined
            }
            _ => ExprKind::Undefined,
        })
    }

    /// Operators lean to the left, thousands deep: a loop, not recursion.
    fn chain(&mut self, expression: &es::Expr) -> (ExprKind, Type) {
        let mut chain = Vec::new();
        let mut leftmost = expression;
        while let es::ExprKind::Binary(_, left, _) | es::ExprKind::Logical(_, left, _) =
            &leftmost.kind
        {
            chain.push(leftmost);
            leftmost = left;
        }
        let mut result = self.expression(leftmost);
        // Texts side by side are joined once: a table that went over lines has thousands.
        let mut joined: Option<String> = None;
        for part in chain.into_iter().rev() {
            if let Some(more) = fold::added_text(part)
                && let Some(text) = joined.take().or_else(|| self.constant_text(&result))
            {
                joined = Some(text + &more);
                result.span = part.span;
                continue;
            }
            self.put_text(&mut result, joined.take());
            let (kind, ty) = match &part.kind {
                es::ExprKind::Binary(op, _, right) => {
                    let right = self.expression(right);
                    self.fold_binary(*op, result, right)
                }
                es::ExprKind::Logical(op, left, right) => {
                    let known = self.analysis.known.get(&key::<es::Expr>(left)).copied();
                    if known == Some(true) && *op != es::LogicalOp::And {
                        continue;
                    }
                    let right = self.expression(right);
                    fold::logical(*op, result, right)
                }
                _ => continue,
            };
            result = Expr { kind, ty, span: part.span };
        }
        self.put_text(&mut result, joined);
        (result.kind, result.ty)
    }

    fn put_text(&mut self, result: &mut Expr, text: Option<String>) {
        if let Some(text) = text {
            (result.kind, result.ty) = (ExprKind::String(self.atom(&text)), Type::String);
        }
    }

    fn unary(&mut self, op: es::UnaryOp, operand: &es::Expr) -> (ExprKind, Type) {
        let op = match op {
            es::UnaryOp::Minus => UnaryOp::Minus,
            es::UnaryOp::Plus => UnaryOp::Plus,
            es::UnaryOp::Not => UnaryOp::Not,
            es::UnaryOp::BitNot => UnaryOp::BitNot,
            es::UnaryOp::Void => UnaryOp::Void,
            es::UnaryOp::Typeof => return (self.typeof_operator(operand), Type::String),
            es::UnaryOp::Delete => return (self.delete(operand), Type::Boolean),
        };
        let operand = self.expression(operand);
        fold::unary(op, operand)
    }

    /// `typeof name` fails for no name, known or not (ECMA-262 section 11.4.3).
    fn typeof_operator(&mut self, operand: &es::Expr) -> ExprKind {
        if let es::ExprKind::Name(name) = &operand.kind
            && self.is_global(&name.text)
            && super::lookup::system(&name.text, self.resolver.dialect).is_none()
        {
            let builtin = scxml_schema::builtins::lookup_global(&name.text);
            if !builtin.is_some_and(scxml_schema::builtins::is_supported) {
                return ExprKind::TypeofGlobal(self.atom(&name.text));
            }
        }
        let mut operand = self.boxed(operand);
        match operand.kind {
            ExprKind::Slot(slot) => operand.kind = ExprKind::SlotOrUndefined(slot),
            ExprKind::Global(name) => return ExprKind::TypeofGlobal(name),
            _ => {}
        }
        ExprKind::Unary(UnaryOp::Typeof, operand)
    }

    fn delete(&mut self, operand: &es::Expr) -> ExprKind {
        let target = match &operand.kind {
            es::ExprKind::Name(name) => {
                let permanent = self.variable(&name.text).is_some()
                    || self.resolver.permanent.contains(&name.text)
                    || super::is_system_name(&name.text, self.resolver.dialect);
                match self.slot(&name.text) {
                    Some(slot) if !permanent => Target::Slot(slot),
                    // What is declared stays; what does not exist is as good as deleted.
                    slot => return ExprKind::Boolean(!permanent && slot.is_none()),
                }
            }
            es::ExprKind::Member(object, name) => self.member_target(object, name),
            es::ExprKind::Index(object, key) => self.index_target(object, key),
            // What is not there is as good as deleted.
            es::ExprKind::Optional(chain) => {
                let number = self.temp();
                self.chains.push(number);
                let deleted = any(self.delete(chain), operand.span);
                self.chains.pop();
                let chain = any(ExprKind::Optional(number, Box::new(deleted)), operand.span);
                let otherwise = any(ExprKind::Boolean(true), operand.span);
                let op = es::LogicalOp::Coalesce;
                return ExprKind::Logical(op, Box::new(chain), Box::new(otherwise));
            }
            _ => {
                let operand = self.expression(operand);
                let result =
                    Expr { kind: ExprKind::Boolean(true), ty: Type::Boolean, span: operand.span };
                return ExprKind::Sequence(vec![operand, result]);
            }
        };
        ExprKind::Delete(Box::new(target))
    }

    fn assign(
        &mut self,
        op: Option<es::BinaryOp>,
        target: &es::Target,
        value: &es::Expr,
    ) -> (ExprKind, Type) {
        let name = target_name(target).filter(|_| op.is_none());
        let target = Box::new(self.target(target));
        let value = Box::new(self.called(value, name));
        let ty = match op {
            None => value.ty,
            Some(op) => code::binary_type(op, Type::Any, value.ty),
        };
        (ExprKind::Assign { op, target, value }, ty)
    }

    pub(super) fn target(&mut self, target: &es::Target) -> Target {
        match target {
            es::Target::Name(name) => self.name_target(name),
            es::Target::Member(object, name) => self.member_target(object, name),
            es::Target::Index(object, key) => self.index_target(object, key),
            es::Target::Super(key) => self.super_target(key),
            es::Target::Unsupported(diagnostic) => {
                self.diagnostics.push((**diagnostic).clone());
                let undefined = Expr {
                    kind: ExprKind::Undefined,
                    ty: Type::Any,
                    span: scxml_diagnostic::Span::NOWHERE,
                };
                Target::Constant(Box::new(undefined))
            }
        }
    }

    /// The slot of `_data.name`.
    fn data_member(&mut self, object: &es::Expr, name: &Name) -> Option<code::SlotId> {
        match &object.kind {
            es::ExprKind::Name(data)
                if &*data.text == "_data" && self.variable("_data").is_none() =>
            {
                super::lookup::system("_data", self.resolver.dialect)?;
                self.resolver.data.get(&name.text).copied()
            }
            _ => None,
        }
    }

    fn member(&mut self, object: &es::Expr, name: &Name) -> ExprKind {
        match self.data_member(object, name) {
            Some(slot) => ExprKind::SlotOrUndefined(slot),
            None => ExprKind::Member(self.object(object), self.atom(&name.text)),
        }
    }

    fn member_target(&mut self, object: &es::Expr, name: &Name) -> Target {
        match self.data_member(object, name) {
            Some(slot) => Target::Slot(slot),
            None => Target::Member(*self.object(object), self.atom(&name.text)),
        }
    }

    fn object(&mut self, object: &es::Expr) -> Box<Expr> {
        self.boxed(object)
    }

    fn index_target(&mut self, object: &es::Expr, key: &es::Expr) -> Target {
        match member_name(key) {
            Some(name) => self.member_target(object, &name),
            None => Target::Index(self.expression(object), self.expression(key)),
        }
    }
}

/// The name in `o['name']`, which is not that of an element.
fn member_name(key: &es::Expr) -> Option<es::Name> {
    scopes::constant_name(key).filter(|name| !is_index(&name.text))
}

/// Whether a key may be an index, which is no name of a member for the runtime.
pub(super) fn is_index(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn target_name(target: &es::Target) -> Option<&str> {
    match target {
        es::Target::Name(name) => Some(&name.text),
        _ => None,
    }
}

/// A constant with its type.
fn known(kind: ExprKind) -> (ExprKind, Type) {
    let ty = match kind {
        ExprKind::Number(_) => Type::Number,
        ExprKind::String(_) | ExprKind::String16(_) => Type::String,
        ExprKind::Boolean(_) => Type::Boolean,
        _ => Type::Any,
    };
    (kind, ty)
}
