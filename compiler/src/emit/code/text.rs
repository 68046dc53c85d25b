//! `a + b + c` where it makes a string: one call, so that no string is made for each `+`.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::code::{BinaryOp, Expr, ExprKind, Type};

impl Context<'_> {
    /// The string that more than two operands make.
    pub(super) fn concatenation(&self, expression: &Expr) -> Option<TokenStream> {
        let mut right_sides = Vec::new();
        let mut left = expression;
        while let ExprKind::Binary(BinaryOp::Add, next, right) = &left.kind
            && left.ty == Type::String
        {
            right_sides.push(&**right);
            left = next;
        }
        if right_sides.len() < 2 {
            return None;
        }
        let second = right_sides.pop()?;
        let mut parts = Vec::new();
        // The first two are evaluated before either becomes a primitive value (ECMA-262 section 11.6.1).
        if left.ty != Type::Any || matches!(second.kind, ExprKind::String(_)) {
            parts.extend([self.primitive(left), self.primitive(second)]);
        } else {
            let (left, right) = (self.value(left), self.value(second));
            parts.push(quote!(rt::add(#left, #right, cx)?));
        }
        parts.extend(right_sides.into_iter().rev().map(|part| self.primitive(part)));
        Some(quote!(rt::concat(&[#(#parts),*], cx)?))
    }

    /// A value that is no object.
    fn primitive(&self, expression: &Expr) -> TokenStream {
        let value = self.value(expression);
        match expression.ty {
            Type::Any => quote!(rt::primitive(#value, cx)?),
            Type::Number | Type::Boolean | Type::String => value,
        }
    }
}
