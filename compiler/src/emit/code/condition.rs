//! Expressions of type `bool`.

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use quote::quote;

use super::context::Context;
use crate::code::{BinaryOp, Expr, ExprKind, LogicalOp, Target, Type, UnaryOp, Variable};

impl Context<'_> {
    /// A variable or a call that gives `bool`.
    pub(super) fn unboxed_boolean(&self, expression: &Expr) -> Option<TokenStream> {
        match &expression.kind {
            ExprKind::Variable(Variable::Local(local))
                if self.local_type(*local) == Type::Boolean =>
            {
                let name = self.local(*local);
                Some(quote!(#name))
            }
            ExprKind::Call { callee, arguments, .. } if expression.ty == Type::Boolean => {
                self.direct_call(callee, arguments)
            }
            _ => None,
        }
    }

    pub(super) fn condition(&self, expression: &Expr) -> TokenStream {
        if let Some(condition) = self.unboxed_boolean(expression) {
            return condition;
        }
        match &expression.kind {
            ExprKind::Boolean(value) => quote!(#value),
            ExprKind::Unary(UnaryOp::Not, operand) => self.negated(operand),
            ExprKind::InState(state) => {
                let state = Literal::u32_unsuffixed(*state);
                quote!(rt::in_state(#state, cx))
            }
            ExprKind::Delete(target) => self.delete(target),
            ExprKind::Block(0, body, value) => {
                let (body, condition) = (self.statements(body), self.condition(value));
                quote!({ #body #condition })
            }
            ExprKind::Binary(op, left, right) if super::expression::binary(*op).is_none() => {
                if super::chain::is_long(expression) {
                    return self.truthy(expression);
                }
                let known = self.operator(*op, left, right);
                match known.or_else(|| self.event_comparison(*op, left, right)) {
                    Some(comparison) => comparison,
                    None => {
                        let typed = (self.value(left), left.ty);
                        self.comparison(*op, typed, right)
                    }
                }
            }
            ExprKind::Conditional(test, yes, no) if expression.ty == Type::Boolean => {
                let [test, yes, no] = [test, yes, no].map(|part| self.condition(part));
                quote!((if #test { #yes } else { #no }))
            }
            ExprKind::Logical(op @ (LogicalOp::And | LogicalOp::Or), left, right)
                if !super::chain::is_long(expression) =>
            {
                let (left, right) = (self.operand(*op, left), self.operand(*op, right));
                match op {
                    LogicalOp::And => quote!(#left && #right),
                    _ => quote!(#left || #right),
                }
            }
            _ => self.truthy(expression),
        }
    }

    fn truthy(&self, expression: &Expr) -> TokenStream {
        match expression.ty {
            Type::Number => {
                let number = self.number(expression);
                quote!(rt::truthy_number(#number))
            }
            Type::Boolean => {
                let value = self.value(expression);
                quote!(rt::is_true(#value))
            }
            Type::String | Type::Any => {
                let value = self.value(expression);
                quote!(rt::truthy(#value, cx))
            }
        }
    }

    /// An operand of `&&` or `||`.
    fn operand(&self, outer: LogicalOp, expression: &Expr) -> TokenStream {
        let condition = self.condition(expression);
        match &expression.kind {
            ExprKind::Logical(inner, ..) if *inner != outer => quote!((#condition)),
            _ if is_block(&condition) => quote!((#condition)),
            _ => condition,
        }
    }

    pub(super) fn negated(&self, operand: &Expr) -> TokenStream {
        let condition = self.condition(operand);
        match &operand.kind {
            ExprKind::Logical(..) => quote!(!(#condition)),
            ExprKind::Binary(op, left, right) if self.operator(*op, left, right).is_some() => {
                quote!(!(#condition))
            }
            ExprKind::Boolean(value) => {
                let value = !value;
                quote!(#value)
            }
            _ => quote!(!#condition),
        }
    }

    /// A comparison that is an operator of Rust, because of what is known of its sides.
    fn operator(&self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<TokenStream> {
        let is_strict = matches!(op, BinaryOp::StrictEqual | BinaryOp::StrictNotEqual);
        let equality = match op {
            BinaryOp::Equal | BinaryOp::StrictEqual => quote!(==),
            BinaryOp::NotEqual | BinaryOp::StrictNotEqual => quote!(!=),
            _ => return self.number_comparison(op, left, right),
        };
        if let Some(comparison) = self.number_comparison(op, left, right) {
            return Some(comparison);
        }
        if left.ty == Type::Boolean && right.ty == Type::Boolean {
            let [left, right] = [left, right].map(|side| self.condition(side));
            return Some(quote!((#left) #equality (#right)));
        }
        // What `typeof` gives is an atom, as a constant is; and these constants are one value each.
        let one_value = is_type(left) && is_type(right)
            || is_strict && (is_constant(left) || is_constant(right));
        one_value.then(|| {
            let (left, right) = (self.side(left), self.side(right));
            quote!(#left #equality #right)
        })
    }

    /// What an event carries, compared with a constant string: no string need be made.
    fn event_comparison(&self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<TokenStream> {
        let ((ExprKind::Member(object, name), ExprKind::String(constant))
        | (ExprKind::String(constant), ExprKind::Member(object, name))) = (&left.kind, &right.kind)
        else {
            return None;
        };
        let (path, constant) = (self.event_path(object, *name)?, self.text(*constant)?);
        Some(match op {
            BinaryOp::Equal => quote!(rt::event_eq(#path, &#constant, cx)?),
            BinaryOp::NotEqual => quote!(!rt::event_eq(#path, &#constant, cx)?),
            BinaryOp::StrictEqual => quote!(rt::event_strict_eq(#path, &#constant, cx)?),
            BinaryOp::StrictNotEqual => quote!(!rt::event_strict_eq(#path, &#constant, cx)?),
            _ => return None,
        })
    }

    /// A value as an operand of an operator of Rust.
    fn side(&self, expression: &Expr) -> TokenStream {
        let value = self.value(expression);
        match &expression.kind {
            ExprKind::Conditional(..) | ExprKind::Assign { .. } | ExprKind::Logical(..) => {
                quote!((#value))
            }
            _ if is_block(&value) => quote!((#value)),
            _ => value,
        }
    }

    pub(super) fn comparison(
        &self,
        op: BinaryOp,
        (left, left_type): (TokenStream, Type),
        right: &Expr,
    ) -> TokenStream {
        if let ExprKind::Undefined | ExprKind::Null = right.kind {
            // `==` finds these two equal to each other and to nothing else (ECMA-262 section 11.9.3).
            match op {
                BinaryOp::Equal => return quote!(rt::is_nullish(#left)),
                BinaryOp::NotEqual => return quote!(!rt::is_nullish(#left)),
                _ => {}
            }
        }
        let types = (left_type, right.ty);
        let right = self.value(right);
        if types == (Type::String, Type::String) {
            match op {
                BinaryOp::Equal | BinaryOp::StrictEqual => {
                    return quote!(rt::same_string(#left, #right, cx));
                }
                BinaryOp::NotEqual | BinaryOp::StrictNotEqual => {
                    return quote!(!rt::same_string(#left, #right, cx));
                }
                _ => {}
            }
        }
        match op {
            BinaryOp::Equal => quote!(rt::eq(#left, #right, cx)?),
            BinaryOp::NotEqual => quote!(!rt::eq(#left, #right, cx)?),
            BinaryOp::StrictEqual => quote!(rt::strict_eq(#left, #right, cx)),
            BinaryOp::StrictNotEqual => quote!(!rt::strict_eq(#left, #right, cx)),
            BinaryOp::Less => quote!(rt::lt(#left, #right, cx)?),
            BinaryOp::LessEqual => quote!(rt::le(#left, #right, cx)?),
            BinaryOp::Greater => quote!(rt::gt(#left, #right, cx)?),
            BinaryOp::GreaterEqual => quote!(rt::ge(#left, #right, cx)?),
            BinaryOp::In => quote!(rt::in_operator(#left, #right, cx)?),
            _ => quote!(rt::instance_of(#left, #right, cx)?),
        }
    }

    fn delete(&self, target: &Target) -> TokenStream {
        match target {
            Target::Member(object, name) => {
                let (object, name) = (self.value(object), self.atom(*name));
                quote!(rt::delete(#object, #name, cx)?)
            }
            Target::Index(object, key) => {
                let (object, key) = (self.value(object), self.value(key));
                quote!(rt::delete_index(#object, #key, cx)?)
            }
            Target::Slot(slot) => {
                let slot = self.printer.slot(*slot);
                quote!(rt::unbind(#slot, cx))
            }
            _ => quote!(false),
        }
    }
}

/// Whether it begins with a brace or is an `if`: where a statement can stand, Rust takes it for a whole one.
fn is_block(tokens: &TokenStream) -> bool {
    match tokens.clone().into_iter().next() {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        Some(TokenTree::Ident(name)) => name == "if",
        _ => false,
    }
}

/// Whether it is what `typeof` gives, or a constant string.
const fn is_type(expression: &Expr) -> bool {
    matches!(
        expression.kind,
        ExprKind::Unary(UnaryOp::Typeof, _) | ExprKind::TypeofGlobal(_) | ExprKind::String(_)
    )
}

/// Whether it is a constant that is identical to nothing but itself.
const fn is_constant(expression: &Expr) -> bool {
    matches!(expression.kind, ExprKind::Undefined | ExprKind::Null | ExprKind::Boolean(_))
}
