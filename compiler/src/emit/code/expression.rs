//! Expressions of type `rt::Value`.
//!
//! `cx` is the last argument of everything, so that nested calls evaluate from left to right and each borrows `cx`
//! only while it runs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use crate::code::{
    BinaryOp, ErrorKind, Expr, ExprKind, FunctionId, LogicalOp, System, Type, UnaryOp, Variable,
};

impl Context<'_> {
    pub(super) fn value(&self, expression: &Expr) -> TokenStream {
        if let Some(number) = self.unboxed(expression) {
            return quote!(rt::Value::number(#number));
        }
        if let Some(condition) = self.unboxed_boolean(expression) {
            return quote!(rt::Value::boolean(#condition));
        }
        match &expression.kind {
            ExprKind::Function { function, named } => self.closure(*function, *named),
            ExprKind::Array(elements) => self.array(elements),
            ExprKind::Object(properties) => self.object(properties),
            ExprKind::Unary(op, operand) => self.unary(*op, operand),
            ExprKind::Binary(..) | ExprKind::Logical(..) => self.operators(expression),
            ExprKind::Delete(_) | ExprKind::InState(_) => {
                let condition = self.condition(expression);
                quote!(rt::Value::boolean(#condition))
            }
            ExprKind::Conditional(test, yes, no) => {
                let test = self.condition(test);
                let (yes, no) = (self.value(yes), self.otherwise(no));
                quote!(if #test { #yes } else #no)
            }
            ExprKind::Assign { op, target, value } => self.assignment(*op, target, value),
            ExprKind::Update { increment, prefix, target } => {
                self.update(*increment, *prefix, target)
            }
            ExprKind::Call { callee, name, arguments } => self.call(callee, *name, arguments),
            ExprKind::New { callee, arguments } => {
                let (callee, arguments) = (self.value(callee), self.values(arguments));
                quote!(rt::construct(#callee, #arguments, cx)?)
            }
            ExprKind::Member(object, name) => self.member(object, *name),
            ExprKind::Index(object, key) => {
                let (object, key) = (self.value(object), self.value(key));
                quote!(rt::get_index(#object, #key, cx)?)
            }
            ExprKind::Sequence(parts) => match parts.split_last() {
                Some((last, first)) => {
                    let first: TokenStream = first.iter().map(|part| self.effect(part)).collect();
                    let last = self.value(last);
                    if first.is_empty() { last } else { quote!({ #first #last }) }
                }
                None => quote!(rt::Value::UNDEFINED),
            },
            ExprKind::LogicalAssign(op, target, value) => {
                self.logical_assignment(*op, target, value)
            }
            ExprKind::Fails { error, message } => {
                let error = match error {
                    ErrorKind::Reference => quote!(Reference),
                    ErrorKind::Syntax => quote!(Syntax),
                    ErrorKind::Type => quote!(Type),
                };
                quote!(return Err(rt::throw_error(rt::ErrorKind::#error, #message, cx)))
            }
            _ => self.constant(expression),
        }
    }

    /// Constants and names.
    fn constant(&self, expression: &Expr) -> TokenStream {
        match &expression.kind {
            ExprKind::Null => quote!(rt::Value::NULL),
            ExprKind::Boolean(true) => quote!(rt::Value::TRUE),
            ExprKind::Boolean(false) => quote!(rt::Value::FALSE),
            ExprKind::Number(number) => {
                let number = self::number(*number);
                quote!(rt::Value::number(#number))
            }
            ExprKind::String(text) => {
                let text = self.atom(*text);
                quote!(rt::Value::atom(#text))
            }
            ExprKind::String16(units) => {
                let units = units.iter().map(|unit| Literal::u16_unsuffixed(*unit));
                quote!(rt::string16(&[#(#units),*], cx))
            }
            ExprKind::Regexp(regexp) => {
                let number = Literal::u32_unsuffixed(regexp.0);
                quote!(rt::regexp(#number, cx))
            }
            ExprKind::Variable(variable) => self.variable(*variable),
            ExprKind::Slot(slot) if !self.printer.globals.slot(*slot).bound => {
                let slot = self.printer.slot(*slot);
                quote!(rt::load(#slot, cx)?)
            }
            ExprKind::Slot(slot) | ExprKind::SlotOrUndefined(slot) => {
                let slot = self.printer.slot(*slot);
                quote!(rt::load_member(#slot, cx))
            }
            ExprKind::Global(name) => {
                let name = self.atom(*name);
                quote!(rt::load_global(#name, cx)?)
            }
            ExprKind::TypeofGlobal(name) => {
                let name = self.atom(*name);
                quote!(rt::typeof_global(#name, cx))
            }
            ExprKind::Builtin(number) => {
                let builtin = self.printer.constants.builtin(*number);
                quote!(rt::builtin(#builtin, cx))
            }
            ExprKind::System(name) => {
                let name = system(*name);
                quote!(rt::system(#name, cx)?)
            }
            ExprKind::This => quote!(this_),
            ExprKind::Undefined => quote!(rt::Value::UNDEFINED),
            _ => self.composed(expression),
        }
    }

    /// The other branch of `? :`, as `else if` where that is what it is.
    fn otherwise(&self, expression: &Expr) -> TokenStream {
        let value = self.value(expression);
        let is_boxed = expression.ty == Type::Number;
        if matches!(expression.kind, ExprKind::Conditional(..)) && !is_boxed {
            value
        } else {
            quote!({ #value })
        }
    }

    pub(super) fn variable(&self, variable: Variable) -> TokenStream {
        match variable {
            Variable::Local(local) => {
                let name = self.local(local);
                match self.local_type(local) {
                    Type::Number => quote!(rt::Value::number(#name)),
                    Type::Boolean => quote!(rt::Value::boolean(#name)),
                    Type::String | Type::Any => quote!(#name),
                }
            }
            Variable::Shared { depth, index } => {
                let (depth, index) =
                    (Literal::u32_unsuffixed(depth), Literal::u32_unsuffixed(index));
                quote!(rt::env_get(env_, #depth, #index, cx))
            }
        }
    }

    fn closure(&self, function: FunctionId, named: bool) -> TokenStream {
        let (number, env) = (Literal::u32_unsuffixed(function.0), self.environment());
        if !named {
            return quote!(rt::function(#number, #env, cx));
        }
        quote!({
            let env_ = rt::env(1, #env, cx);
            let function_ = rt::function(#number, env_, cx);
            rt::env_set(env_, 0, 0, function_, cx);
            function_
        })
    }

    fn unary(&self, op: UnaryOp, operand: &Expr) -> TokenStream {
        if op == UnaryOp::Void {
            let effect = self.effect(operand);
            return quote!({ #effect rt::Value::UNDEFINED });
        }
        if op == UnaryOp::Not {
            let condition = self.negated(operand);
            return quote!(rt::Value::boolean(#condition));
        }
        if let (UnaryOp::Typeof, ExprKind::System(name)) = (op, &operand.kind) {
            let name = system(*name);
            return quote!(rt::typeof_system(#name, cx));
        }
        let operand = self.value(operand);
        match op {
            UnaryOp::Minus => quote!(rt::neg(#operand, cx)?),
            UnaryOp::Plus => quote!(rt::plus(#operand, cx)?),
            UnaryOp::BitNot => quote!(rt::bit_not(#operand, cx)?),
            UnaryOp::Typeof | UnaryOp::Not | UnaryOp::Void => quote!(rt::typeof_(#operand, cx)),
        }
    }

    fn operators(&self, expression: &Expr) -> TokenStream {
        if let Some(text) = self.concatenation(expression) {
            return text;
        }
        if super::chain::is_long(expression) {
            return self.chain(expression);
        }
        match &expression.kind {
            ExprKind::Binary(op, left, right) => match binary(*op) {
                Some(function) => {
                    let (left, right) = (self.value(left), self.value(right));
                    quote!(rt::#function(#left, #right, cx)?)
                }
                None => {
                    let condition = self.condition(expression);
                    quote!(rt::Value::boolean(#condition))
                }
            },
            ExprKind::Logical(LogicalOp::And | LogicalOp::Or, ..)
                if expression.ty == Type::Boolean =>
            {
                let condition = self.condition(expression);
                quote!(rt::Value::boolean(#condition))
            }
            ExprKind::Logical(op, left, right) => {
                let (left, right) = (self.value(left), self.value(right));
                let result = logical(*op, &right);
                quote!({ let value_ = #left; #result })
            }
            _ => self.value(expression),
        }
    }
}

/// The function of the runtime for an operator that gives no boolean.
pub(super) fn binary(op: BinaryOp) -> Option<TokenStream> {
    Some(match op {
        BinaryOp::Add => quote!(add),
        BinaryOp::Subtract => quote!(sub),
        BinaryOp::Multiply => quote!(mul),
        BinaryOp::Divide => quote!(div),
        BinaryOp::Remainder => quote!(rem),
        BinaryOp::Exponent => quote!(pow),
        BinaryOp::ShiftLeft => quote!(shl),
        BinaryOp::ShiftRight => quote!(shr),
        BinaryOp::ShiftRightUnsigned => quote!(ushr),
        BinaryOp::BitAnd => quote!(bit_and),
        BinaryOp::BitOr => quote!(bit_or),
        BinaryOp::BitXor => quote!(bit_xor),
        _ => return None,
    })
}

/// `value_ op right`, where `right` may be left alone.
pub(super) fn logical(op: LogicalOp, right: &TokenStream) -> TokenStream {
    match op {
        LogicalOp::And => quote!(if rt::truthy(value_, cx) { #right } else { value_ }),
        LogicalOp::Or => quote!(if rt::truthy(value_, cx) { value_ } else { #right }),
        LogicalOp::Coalesce => quote!(if rt::is_nullish(value_) { #right } else { value_ }),
    }
}

pub(super) fn system(name: System) -> TokenStream {
    match name {
        System::Event => quote!(rt::System::Event),
        System::SessionId => quote!(rt::System::SessionId),
        System::Name => quote!(rt::System::Name),
        System::IoProcessors => quote!(rt::System::IoProcessors),
        System::X => quote!(rt::System::X),
        System::Genesys => quote!(rt::System::Genesys),
        System::Data => quote!(rt::System::Data),
        System::Global => quote!(rt::System::Global),
    }
}

/// A number as Rust spells it.
pub(super) fn number(number: f64) -> TokenStream {
    if number.is_nan() {
        return quote!(rt::NAN);
    }
    let literal = match number.abs() {
        infinite if infinite.is_infinite() => quote!(f64::INFINITY),
        finite => {
            let literal = Literal::f64_unsuffixed(finite);
            quote!(#literal)
        }
    };
    if number.is_sign_negative() { quote!(-#literal) } else { literal }
}
