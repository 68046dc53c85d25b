//! Expressions that came after ECMAScript 5.1, with every name resolved.

use super::Unit;
use super::expression::target_name;
use super::pattern::helper;
use crate::code::{self, Expr, ExprKind, Helper, Type};
use crate::es;

impl Unit<'_> {
    /// What came after ECMAScript 5.1.
    pub(super) fn later(&mut self, expression: &es::Expr) -> Option<ExprKind> {
        Some(match &expression.kind {
            es::ExprKind::TemplateObject { cooked, raw } => {
                ExprKind::TemplateObject(cooked.clone(), raw.clone())
            }
            es::ExprKind::Spread(list) => ExprKind::Spread(self.boxed(list)),
            es::ExprKind::Optional(chain) => {
                let number = self.temp();
                self.chains.push(number);
                let chain = self.boxed(chain);
                self.chains.pop();
                ExprKind::Optional(number, chain)
            }
            es::ExprKind::Checked(before) => {
                // Arguments before it have chains of their own, which have ended.
                let number = self.chains.last().copied().unwrap_or_default();
                ExprKind::Present(number, self.boxed(before))
            }
            es::ExprKind::Destructure(pattern, value) => self.destructure(pattern, value),
            es::ExprKind::LogicalAssign(op, target, value) => {
                let name = target_name(target);
                let target = Box::new(self.target(target));
                ExprKind::LogicalAssign(*op, target, Box::new(self.called(value, name)))
            }
            es::ExprKind::Argument(place) => ExprKind::Argument(*place),
            es::ExprKind::Rest(place) => ExprKind::Rest(*place),
            es::ExprKind::Default(value, default) => {
                ExprKind::Default(self.boxed(value), self.boxed(default))
            }
            es::ExprKind::SuperCall(arguments) => self.super_call(arguments, expression.span),
            es::ExprKind::SuperMember(key) => self.super_member(key),
            es::ExprKind::Completion(script) => self.completion(script),
            _ => return None,
        })
    }

    pub(super) fn template(
        &mut self,
        parts: &[es::Expr],
        span: scxml_diagnostic::Span,
    ) -> (ExprKind, Type) {
        let parts = parts.iter().map(|part| {
            let part = self.expression(part);
            match part.ty {
                Type::String => part,
                _ => Expr { ty: Type::String, ..helper(Helper::ToText, vec![part], span) },
            }
        });
        let mut parts: Vec<Expr> = parts.collect();
        match parts.len() {
            1 => (parts.remove(0).kind, Type::String),
            _ => (ExprKind::Helper(Helper::Join, parts), Type::String),
        }
    }

    /// The value of a list of statements in the place of an expression.
    fn completion(&mut self, script: &es::Script) -> ExprKind {
        self.frames.push(super::function::FrameState { completes: true, ..Default::default() });
        let (vars, functions) = self.resolver.hoisted(script, self.diagnostics);
        let body = self.statements(&script.body);
        let frame = self.frames.pop().unwrap_or_default();
        let frame = code::Frame { locals: frame.locals, shared: 0 };
        ExprKind::Completion(Box::new(code::Script { frame, vars, functions, body }))
    }
}
