//! Does a test of a built-in, such as `if (!String.prototype.trim)`, hold? Then what stands behind it need not be read.

use scxml_schema::builtins::{self, BUILTINS, Kind};

use crate::es::{BinaryOp, Expr, ExprKind, LogicalOp, UnaryOp};

/// How many operators deep a test may be.
const MOST_LEVELS: u32 = 8;

/// The outcome of a test that only asks for built-ins that are there.
pub(super) fn known(test: &Expr, is_global: &dyn Fn(&str) -> bool) -> Option<bool> {
    outcome(test, is_global, MOST_LEVELS)
}

fn outcome(test: &Expr, is_global: &dyn Fn(&str) -> bool, levels: u32) -> Option<bool> {
    let levels = levels.checked_sub(1)?;
    match &test.kind {
        ExprKind::Unary(UnaryOp::Not, operand) => {
            outcome(operand, is_global, levels).map(|outcome| !outcome)
        }
        ExprKind::Logical(op @ (LogicalOp::And | LogicalOp::Or), left, right) => {
            let (left, right) =
                (outcome(left, is_global, levels), outcome(right, is_global, levels));
            let decides = *op == LogicalOp::Or;
            match (left, right) {
                (Some(outcome), _) if outcome == decides => Some(decides),
                (Some(_), Some(right)) => Some(right),
                _ => None,
            }
        }
        ExprKind::Binary(op, left, right) => {
            let is_equal = match op {
                BinaryOp::Equal | BinaryOp::StrictEqual => true,
                BinaryOp::NotEqual | BinaryOp::StrictNotEqual => false,
                _ => return None,
            };
            let equals = match (&left.kind, &right.kind) {
                (ExprKind::Unary(UnaryOp::Typeof, operand), ExprKind::String(text))
                | (ExprKind::String(text), ExprKind::Unary(UnaryOp::Typeof, operand)) => {
                    type_of(builtin(operand, is_global)?)?.encode_utf16().eq(text.iter().copied())
                }
                (ExprKind::Name(name), _) if is_undefined(right, is_global) => {
                    builtins::lookup_global(&name.text).filter(|b| is_truthy(*b))?;
                    is_global(&name.text).then_some(false)?
                }
                (_, ExprKind::Null) => builtin(left, is_global).map(|_| false)?,
                _ if is_undefined(right, is_global) => builtin(left, is_global).map(|_| false)?,
                _ => return None,
            };
            Some(equals == is_equal)
        }
        ExprKind::Member(..) | ExprKind::Name(_) => builtin(test, is_global).map(|_| true),
        _ => None,
    }
}

fn is_undefined(expression: &Expr, is_global: &dyn Fn(&str) -> bool) -> bool {
    matches!(&expression.kind, ExprKind::Name(name) if &*name.text == "undefined" && is_global("undefined"))
}

/// The built-in function or object that an expression is.
fn builtin(expression: &Expr, is_global: &dyn Fn(&str) -> bool) -> Option<u32> {
    let number = match &expression.kind {
        ExprKind::Name(name) if is_global(&name.text) => builtins::lookup_global(&name.text)?,
        ExprKind::Member(object, name) => match &object.kind {
            ExprKind::Name(owner) if is_global(&owner.text) => {
                builtins::lookup_static(&owner.text, &name.text)?
            }
            ExprKind::Member(owner, prototype) if &*prototype.text == "prototype" => {
                let ExprKind::Name(owner) = &owner.kind else { return None };
                let prototype = builtins::lookup_static(&owner.text, "prototype")?;
                builtins::lookup_member(prototype, &name.text).filter(|_| is_global(&owner.text))?
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(number).filter(|number| is_truthy(*number))
}

fn is_truthy(builtin: u32) -> bool {
    type_of(builtin).is_some()
}

/// What `typeof` gives for a built-in function or object that is there.
fn type_of(builtin: u32) -> Option<&'static str> {
    match BUILTINS.get(builtin as usize)?.kind {
        Kind::Function(_) | Kind::Constructor(_) => Some("function"),
        Kind::Object => Some("object"),
        _ => None,
    }
}
