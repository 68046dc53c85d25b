//! Which names does a snippet declare, use and share with closures?

use crate::es;

/// Uses of names from outside, in source order, with repetitions.
pub(super) fn free_uses(_expression: &es::Expr) -> Vec<es::Name> {
    Vec::new()
}
