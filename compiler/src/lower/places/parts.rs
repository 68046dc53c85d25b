//! Which parts does an expression have, and which of them may stand in a block?

use crate::code::{Expr, ExprKind, Target};

/// Whether it can stand in a block: nothing looks at what it is.
pub(super) fn is_wrapped(kind: &ExprKind) -> bool {
    matches!(
        kind,
        ExprKind::Call { .. }
            | ExprKind::New { .. }
            | ExprKind::Member(..)
            | ExprKind::Index(..)
            | ExprKind::Slot(_)
            | ExprKind::Global(_)
            | ExprKind::Checked(..)
            | ExprKind::Binary(..)
            | ExprKind::Logical(..)
            | ExprKind::Conditional(..)
            | ExprKind::Assign { .. }
    )
}

/// The parts of the other expressions, in the order in which they are evaluated.
pub(super) fn children(kind: &mut ExprKind) -> Vec<&mut Expr> {
    match kind {
        ExprKind::Array(elements) => elements.iter_mut().flatten().collect(),
        ExprKind::Object(properties) => properties
            .iter_mut()
            .flat_map(|p| p.computed.iter_mut().chain([&mut p.value]))
            .collect(),
        ExprKind::Helper(_, parts) | ExprKind::Sequence(parts) => parts.iter_mut().collect(),
        ExprKind::Member(only, _) | ExprKind::Spread(only) => vec![&mut **only],
        ExprKind::Index(left, right)
        | ExprKind::Binary(_, left, right)
        | ExprKind::Logical(_, left, right)
        | ExprKind::Default(left, right) => vec![&mut **left, &mut **right],
        ExprKind::Conditional(test, yes, no) => vec![&mut **test, &mut **yes, &mut **no],
        ExprKind::Assign { target, value, .. } | ExprKind::LogicalAssign(_, target, value) => {
            let mut parts = target_parts(target);
            parts.push(&mut **value);
            parts
        }
        ExprKind::Update { target, .. } | ExprKind::Delete(target) => target_parts(target),
        _ => Vec::new(),
    }
}

fn target_parts(target: &mut Target) -> Vec<&mut Expr> {
    match target {
        Target::Member(object, _) => vec![object],
        Target::Index(object, key) => vec![object, key],
        _ => Vec::new(),
    }
}
