//! Which expressions can give no error, so that they need to name no place?

use crate::code::{self, BinaryOp, ExprKind, LogicalOp, Type, UnaryOp};

/// Whether what is printed for an expression can give no error: such a one needs no site.
pub(super) fn cannot_fail(expression: &code::Expr, globals: &code::Globals) -> bool {
    let all = |parts: &[&code::Expr]| parts.iter().all(|part| cannot_fail(part, globals));
    let is_number = |expression: &code::Expr| expression.ty == Type::Number;
    match &expression.kind {
        ExprKind::Undefined
        | ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::SlotOrUndefined(_)
        | ExprKind::Variable(_)
        | ExprKind::Temp(_)
        | ExprKind::This
        | ExprKind::InState(_) => true,
        ExprKind::Slot(slot) => globals.slot(*slot).bound,
        ExprKind::Unary(UnaryOp::Not, operand) => all(&[operand]),
        ExprKind::Unary(UnaryOp::Minus | UnaryOp::Plus | UnaryOp::BitNot, operand) => {
            is_number(operand) && all(&[operand])
        }
        ExprKind::Binary(op, left, right) => {
            let of_numbers = !matches!(op, BinaryOp::In | BinaryOp::InstanceOf);
            of_numbers && is_number(left) && is_number(right) && all(&[left, right])
        }
        ExprKind::Logical(LogicalOp::And | LogicalOp::Or, left, right) => all(&[left, right]),
        ExprKind::Conditional(test, yes, no) => all(&[test, yes, no]),
        _ => false,
    }
}
