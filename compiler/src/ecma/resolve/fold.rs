//! What is known of a value before it is computed?

use super::Unit;
use crate::code::{self, BinaryOp, Expr, ExprKind, LogicalOp, Type, UnaryOp};
use crate::es;

/// The text that `… + 'text'` adds.
pub(super) fn added_text(sum: &es::Expr) -> Option<String> {
    match &sum.kind {
        es::ExprKind::Binary(es::BinaryOp::Add, _, right) => match &right.kind {
            es::ExprKind::String(units) => String::from_utf16(units).ok(),
            _ => None,
        },
        _ => None,
    }
}

impl Unit<'_> {
    /// The text that a value is known to be.
    pub(super) fn constant_text(&self, value: &Expr) -> Option<String> {
        match value.kind {
            ExprKind::String(text) => Some(self.resolver.globals.text(text).to_owned()),
            _ => None,
        }
    }

    /// `left op right`, computed now when both are constants.
    pub(super) fn fold_binary(
        &mut self,
        op: BinaryOp,
        left: Expr,
        right: Expr,
    ) -> (ExprKind, Type) {
        if let (ExprKind::Number(a), ExprKind::Number(b)) = (&left.kind, &right.kind)
            && let Some(number) = arithmetic(op, *a, *b)
        {
            return (ExprKind::Number(number), Type::Number);
        }
        if let (BinaryOp::Add, ExprKind::String(a), ExprKind::String(b)) =
            (op, &left.kind, &right.kind)
        {
            let text = self.resolver.globals.text(*a).to_owned() + self.resolver.globals.text(*b);
            return (ExprKind::String(self.atom(&text)), Type::String);
        }
        let ty = code::binary_type(op, left.ty, right.ty);
        (ExprKind::Binary(op, Box::new(left), Box::new(right)), ty)
    }
}

fn arithmetic(op: BinaryOp, a: f64, b: f64) -> Option<f64> {
    match op {
        BinaryOp::Add => Some(a + b),
        BinaryOp::Subtract => Some(a - b),
        BinaryOp::Multiply => Some(a * b),
        BinaryOp::Divide => Some(a / b),
        _ => None,
    }
}

pub(super) fn unary(op: UnaryOp, operand: Expr) -> (ExprKind, Type) {
    match (op, &operand.kind) {
        (UnaryOp::Minus, ExprKind::Number(number)) => (ExprKind::Number(-number), Type::Number),
        (UnaryOp::Plus, ExprKind::Number(number)) => (ExprKind::Number(*number), Type::Number),
        (UnaryOp::Void, ExprKind::Number(_)) => (ExprKind::Undefined, Type::Any),
        _ => {
            let ty = match op {
                UnaryOp::Minus | UnaryOp::Plus | UnaryOp::BitNot => Type::Number,
                UnaryOp::Not => Type::Boolean,
                UnaryOp::Typeof => Type::String,
                UnaryOp::Void => Type::Any,
            };
            (ExprKind::Unary(op, Box::new(operand)), ty)
        }
    }
}

/// The type of a value that comes from one of two places.
pub(super) fn either(left: Type, right: Type) -> Type {
    if left == right { left } else { Type::Any }
}

pub(super) fn logical(op: LogicalOp, left: Expr, right: Expr) -> (ExprKind, Type) {
    let ty = either(left.ty, right.ty);
    (ExprKind::Logical(op, Box::new(left), Box::new(right)), ty)
}
