//! Which names does an expression take from outside? Asked before anything is resolved, to tell text from expression.

use std::collections::BTreeSet;

use crate::es;

/// The names that an expression uses and does not itself declare, in the order in which they are first used.
pub fn free_names(expression: &es::Expr) -> Vec<es::Name> {
    let mut seen = BTreeSet::new();
    let mut names = super::scopes::free_uses(expression);
    names.retain(|name| seen.insert(name.text.clone()));
    names
}
