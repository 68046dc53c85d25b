//! Long chains of operators: one statement for each, because rustc's stack is not endless.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::expression::{binary, logical};
use crate::code::{Expr, ExprKind};

/// From this many operators on, a chain becomes statements.
const LONG: usize = 24;

pub(super) fn is_long(expression: &Expr) -> bool {
    let mut count = 0;
    let mut left = expression;
    while let ExprKind::Binary(_, next, _) | ExprKind::Logical(_, next, _) = &left.kind {
        count += 1;
        if count == LONG {
            return true;
        }
        left = next;
    }
    false
}

/// The operands of a chain of operators, from left to right.
pub(super) fn parts(expression: &Expr) -> Vec<&Expr> {
    let mut parts = Vec::new();
    let mut left = expression;
    while let ExprKind::Binary(_, next, right) | ExprKind::Logical(_, next, right) = &left.kind {
        parts.push(&**right);
        left = next;
    }
    parts.push(left);
    parts.reverse();
    parts
}

impl Context<'_> {
    pub(super) fn chain(&self, expression: &Expr) -> TokenStream {
        let mut operators = Vec::new();
        let mut left = expression;
        while let ExprKind::Binary(_, next, _) | ExprKind::Logical(_, next, _) = &left.kind {
            operators.push(left);
            left = next;
        }
        let first = self.value(left);
        let steps = operators.into_iter().rev().map(|operator| {
            let step = match &operator.kind {
                ExprKind::Binary(op, left, right) => match binary(*op) {
                    Some(function) => {
                        let right = self.value(right);
                        quote!(rt::#function(value_, #right, cx)?)
                    }
                    None => {
                        let comparison = self.comparison(*op, (quote!(value_), left.ty), right);
                        quote!(rt::Value::boolean(#comparison))
                    }
                },
                ExprKind::Logical(op, _, right) => logical(*op, &self.value(right)),
                _ => TokenStream::new(),
            };
            quote!(let value_ = #step;)
        });
        quote!({ let value_ = #first; #(#steps)* value_ })
    }
}
