//! Expressions of type `f64`, where inference has shown that the value is a number.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::context::Context;
use super::expression::binary;
use crate::code::{BinaryOp, Expr, ExprKind, LogicalOp, Target, Type, UnaryOp, Variable};

/// Whether both operands are numbers.
pub(super) fn are_numbers(left: &Expr, right: &Expr) -> bool {
    left.ty == Type::Number && right.ty == Type::Number
}

impl Context<'_> {
    /// An expression as what holds a value of this type: `f64`, `bool` or `rt::Value`.
    pub(super) fn typed(&self, expression: &Expr, ty: Type) -> TokenStream {
        match ty {
            Type::Number => self.number(expression),
            Type::Boolean => self.condition(expression),
            Type::String | Type::Any => self.value(expression),
        }
    }

    /// The number of an expression whose type is [`Type::Number`].
    pub(super) fn number(&self, expression: &Expr) -> TokenStream {
        if let Some(number) = self.unboxed(expression) {
            return number;
        }
        if let Some(number) = self.converted(expression) {
            return number;
        }
        match &expression.kind {
            ExprKind::Slot(slot) if self.printer.globals.slot(*slot).bound => {
                let slot = self.printer.slot(*slot);
                quote!(rt::slot_number(#slot, cx))
            }
            _ => {
                let value = self.value(expression);
                quote!(rt::number(#value))
            }
        }
    }

    /// The number of a constant or of arithmetic on numbers: what [`Context::value`] would have to box.
    pub(super) fn unboxed(&self, expression: &Expr) -> Option<TokenStream> {
        match &expression.kind {
            ExprKind::Number(number) => {
                let number = super::expression::number(*number);
                Some(quote!(#number))
            }
            ExprKind::Variable(Variable::Local(local))
                if self.local_type(*local) == Type::Number =>
            {
                let name = self.local(*local);
                Some(quote!(#name))
            }
            ExprKind::Call { callee, arguments, .. } if expression.ty == Type::Number => {
                self.direct_call(callee, arguments)
            }
            ExprKind::Update { increment, prefix, target } => match **target {
                Target::Variable(Variable::Local(local)) => {
                    self.updated_local(local, *increment, *prefix)
                }
                _ => None,
            },
            ExprKind::Unary(op, operand) if operand.ty == Type::Number => {
                let operand = self.number(operand);
                match op {
                    UnaryOp::Minus => Some(quote!(-(#operand))),
                    UnaryOp::Plus => Some(operand),
                    UnaryOp::BitNot => Some(quote!(rt::bit_not_number(#operand))),
                    _ => None,
                }
            }
            ExprKind::Binary(op, left, right)
                if are_numbers(left, right) && !super::chain::is_long(expression) =>
            {
                self.arithmetic(*op, left, right)
            }
            ExprKind::Conditional(test, yes, no)
                if are_numbers(yes, no) && expression.ty == Type::Number =>
            {
                let (test, yes, no) = (self.condition(test), self.number(yes), self.number(no));
                Some(quote!(if #test { #yes } else { #no }))
            }
            ExprKind::Logical(op @ (LogicalOp::And | LogicalOp::Or), left, right)
                if are_numbers(left, right) && !super::chain::is_long(expression) =>
            {
                let (left, right) = (self.number(left), self.number(right));
                let (kept, other) = (quote!(number_), quote!(#right));
                let (yes, no) = if *op == LogicalOp::And { (other, kept) } else { (kept, other) };
                Some(quote!({
                    let number_ = #left;
                    if rt::truthy_number(number_) { #yes } else { #no }
                }))
            }
            ExprKind::Member(text, name)
                if text.ty == Type::String && name.0 == scxml_schema::names::LENGTH =>
            {
                let text = self.value(text);
                Some(quote!(rt::text_length(#text, cx)))
            }
            _ => None,
        }
    }

    fn arithmetic(&self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<TokenStream> {
        let left = if operator(op).is_some() { self.term(left) } else { self.number(left) };
        self.combined(op, &left, right)
    }

    /// Whether each side can be made a number as soon as it is evaluated: one is a number, and where that is the right
    /// one, the conversion of the left one cannot change it.
    fn can_convert(&self, left: &Expr, right: &Expr) -> bool {
        let is_fixed = match right.kind {
            ExprKind::Number(_) => true,
            ExprKind::Variable(Variable::Local(local)) => self.local_type(local) == Type::Number,
            _ => false,
        };
        left.ty == Type::Number || is_fixed
    }

    /// What is made a number, as an operand of an operator of Rust.
    fn converted_term(&self, expression: &Expr) -> TokenStream {
        if expression.ty == Type::Number {
            return self.term(expression);
        }
        let value = self.value(expression);
        quote!(rt::to_number(#value, cx)?)
    }

    /// The number that an operator makes of what may be something else.
    fn converted(&self, expression: &Expr) -> Option<TokenStream> {
        match &expression.kind {
            ExprKind::Unary(op, operand) => {
                let operand = self.converted_term(operand);
                match op {
                    UnaryOp::Minus => Some(quote!(-#operand)),
                    UnaryOp::Plus => Some(operand),
                    UnaryOp::BitNot => Some(quote!(rt::bit_not_number(#operand))),
                    _ => None,
                }
            }
            ExprKind::Binary(op, left, right)
                if *op != BinaryOp::Add
                    && self.can_convert(left, right)
                    && !super::chain::is_long(expression) =>
            {
                let (left, right) = (self.converted_term(left), self.converted_term(right));
                Some(match operator(*op) {
                    Some(operator) => quote!(#left #operator #right),
                    None => {
                        let function = function(*op)?;
                        quote!(rt::#function(#left, #right))
                    }
                })
            }
            _ => None,
        }
    }

    /// A comparison of two numbers, or of a number with what is made one.
    pub(super) fn number_comparison(
        &self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
    ) -> Option<TokenStream> {
        let (operator, converts) = match op {
            BinaryOp::Equal | BinaryOp::StrictEqual => (quote!(==), false),
            BinaryOp::NotEqual | BinaryOp::StrictNotEqual => (quote!(!=), false),
            BinaryOp::Less => (quote!(<), true),
            BinaryOp::LessEqual => (quote!(<=), true),
            BinaryOp::Greater => (quote!(>), true),
            BinaryOp::GreaterEqual => (quote!(>=), true),
            _ => return None,
        };
        if !(are_numbers(left, right) || converts && self.can_convert(left, right)) {
            return None;
        }
        let (left, right) = (self.converted_term(left), self.converted_term(right));
        Some(quote!(#left #operator #right))
    }

    /// The number in a place, where it always holds one.
    pub(super) fn number_in(&self, target: &Target) -> Option<TokenStream> {
        match target {
            Target::Slot(slot) if self.printer.globals.slot(*slot).ty == Type::Number => {
                let bound = self.printer.globals.slot(*slot).bound;
                let slot = self.printer.slot(*slot);
                Some(if bound {
                    quote!(rt::slot_number(#slot, cx))
                } else {
                    quote!(rt::number(rt::load(#slot, cx)?))
                })
            }
            Target::Variable(Variable::Local(local)) if self.local_type(*local) == Type::Number => {
                let name = self.local(*local);
                Some(quote!(#name))
            }
            _ => None,
        }
    }

    /// What `op` makes of a number and the value of an expression.
    pub(super) fn combined(
        &self,
        op: BinaryOp,
        left: &TokenStream,
        right: &Expr,
    ) -> Option<TokenStream> {
        if right.ty != Type::Number && op == BinaryOp::Add {
            return None;
        }
        let right = self.converted_term(right);
        Some(match operator(op) {
            Some(operator) => quote!(#left #operator #right),
            None => {
                let function = function(op)?;
                quote!(rt::#function(#left, #right))
            }
        })
    }

    /// A number as an operand of an operator of Rust.
    pub(super) fn term(&self, expression: &Expr) -> TokenStream {
        let number = self.number(expression);
        match &expression.kind {
            ExprKind::Number(number) if number.is_sign_positive() && number.is_finite() => {
                super::expression::number(*number)
            }
            ExprKind::Slot(_) | ExprKind::Variable(_) | ExprKind::Member(..) => number,
            _ => quote!((#number)),
        }
    }
}

/// The operator of Rust that does the same to two numbers.
fn operator(op: BinaryOp) -> Option<TokenStream> {
    Some(match op {
        BinaryOp::Add => quote!(+),
        BinaryOp::Subtract => quote!(-),
        BinaryOp::Multiply => quote!(*),
        BinaryOp::Divide => quote!(/),
        BinaryOp::Remainder => quote!(%),
        _ => return None,
    })
}

/// The function of the runtime for an operator that Rust does not have.
fn function(op: BinaryOp) -> Option<Ident> {
    let function = binary(op)?;
    Some(format_ident!("{}_number", function.to_string()))
}
