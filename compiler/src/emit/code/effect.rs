//! Expressions whose value nobody wants, as statements.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::code::{Expr, ExprKind, LogicalOp, UnaryOp, Variable};

impl Context<'_> {
    pub(super) fn effect(&self, expression: &Expr) -> TokenStream {
        match &expression.kind {
            ExprKind::Undefined
            | ExprKind::Null
            | ExprKind::Boolean(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::String16(_)
            | ExprKind::Regexp(_)
            | ExprKind::Variable(Variable::Local(_))
            | ExprKind::SlotOrUndefined(_)
            | ExprKind::Temp(_)
            | ExprKind::Hole
            | ExprKind::This
            | ExprKind::Function { .. } => TokenStream::new(),
            ExprKind::Assign { op, target, value } => self.assign_only(*op, target, value),
            ExprKind::Update { increment, target, .. } => self.update_only(*increment, target),
            ExprKind::Sequence(parts) => parts.iter().map(|part| self.effect(part)).collect(),
            ExprKind::Unary(UnaryOp::Void | UnaryOp::Not, operand) => self.effect(operand),
            ExprKind::Logical(op @ (LogicalOp::And | LogicalOp::Or), left, right)
                if !super::chain::is_long(expression) =>
            {
                let test =
                    if *op == LogicalOp::And { self.condition(left) } else { self.negated(left) };
                let effect = self.effect(right);
                quote!(if #test { #effect })
            }
            ExprKind::Block(0, body, value) => {
                let (body, value) = (self.statements(body), self.effect(value));
                quote!({ #body #value })
            }
            ExprKind::Conditional(test, yes, no) => {
                let (test, yes, no) = (self.condition(test), self.effect(yes), self.effect(no));
                quote!(if #test { #yes } else { #no })
            }
            ExprKind::Delete(_) => {
                let condition = self.condition(expression);
                quote!(#condition;)
            }
            ExprKind::Call { callee, name, arguments } => {
                let call = self.called(callee, arguments, false);
                let call = call.unwrap_or_else(|| self.call(callee, *name, arguments));
                quote!(#call;)
            }
            ExprKind::Fails { .. }
            | ExprKind::New { .. }
            | ExprKind::Member(..)
            | ExprKind::Index(..)
            | ExprKind::Slot(_)
            | ExprKind::Helper(..)
            | ExprKind::Checked(..)
            | ExprKind::Global(_) => {
                let value = self.value(expression);
                quote!(#value;)
            }
            _ => {
                let value = self.value(expression);
                quote!(let _ = #value;)
            }
        }
    }
}
