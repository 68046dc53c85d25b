//! Calls.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::context::Context;
use super::literal::chain_label;
use crate::code::{Atom, Expr, ExprKind, Stmt, StmtKind};

impl Context<'_> {
    /// A method is looked up before the arguments are evaluated (ECMA-262 section 11.2.3); where that can make no
    /// difference, it is one call.
    pub(super) fn call(
        &self,
        callee: &Expr,
        name: Option<Atom>,
        arguments: &[Expr],
    ) -> TokenStream {
        if let Some(call) = self.direct_call(callee, arguments) {
            return call;
        }
        let harmless = arguments.iter().all(is_harmless);
        let values = self.values(arguments);
        match &callee.kind {
            ExprKind::Member(object, name) => {
                if let Some(call) = self.list_method(object, *name, arguments).filter(|_| harmless)
                {
                    return call;
                }
                let (object, name) = (self.value(object), self.atom(*name));
                if harmless {
                    return quote!(rt::call_method(#object, #name, #values, cx)?);
                }
                quote!({
                    let object_ = #object;
                    let function_ = rt::get(object_, #name, cx)?;
                    rt::call_named(function_, object_, #name, #values, cx)?
                })
            }
            ExprKind::Index(object, key) => {
                let (object, key) = (self.value(object), self.value(key));
                if harmless {
                    return quote!(rt::call_index(#object, #key, #values, cx)?);
                }
                quote!({
                    let object_ = #object;
                    let function_ = rt::get_index(object_, #key, cx)?;
                    rt::call(function_, object_, #values, cx)?
                })
            }
            ExprKind::Present(chain, inner) => self.call_present(*chain, inner, arguments),
            _ => {
                let builtin = matches!(callee.kind, ExprKind::Builtin(_));
                let callee = self.value(callee);
                match name.filter(|_| !builtin) {
                    Some(name) => {
                        let name = self.atom(name);
                        quote!(rt::call_named(#callee, rt::Value::UNDEFINED, #name, #values, cx)?)
                    }
                    None => quote!(rt::call(#callee, rt::Value::UNDEFINED, #values, cx)?),
                }
            }
        }
    }

    /// A method that lists have and hardly anything else.
    fn list_method(&self, list: &Expr, name: Atom, arguments: &[Expr]) -> Option<TokenStream> {
        match (self.printer.globals.text(name), arguments) {
            ("push", [value]) if !matches!(value.kind, ExprKind::Spread(_)) => {
                let (list, value) = (self.value(list), self.value(value));
                Some(quote!(rt::push(#list, #value, cx)?))
            }
            ("pop", []) => {
                let list = self.value(list);
                Some(quote!(rt::pop(#list, cx)?))
            }
            _ => None,
        }
    }

    /// A call of a function of which every call is known: `f64`, `bool` or `rt::Value`, as it gives.
    pub(super) fn direct_call(&self, callee: &Expr, arguments: &[Expr]) -> Option<TokenStream> {
        self.called(callee, arguments, true)
    }

    /// The same; unless nothing more can fail in the statement, its place is named again after the call.
    pub(super) fn called(
        &self,
        callee: &Expr,
        arguments: &[Expr],
        named_again: bool,
    ) -> Option<TokenStream> {
        let ExprKind::Slot(slot) = callee.kind else { return None };
        let globals = self.printer.globals;
        let id = globals.slot(slot).function?;
        let function = &globals.functions[id.index()];
        let name = super::function::name(id.index(), function, self.printer);
        let mut given = Vec::new();
        let mut kept = Vec::new();
        let mut params = function.params.iter().peekable();
        for (position, argument) in (0..).zip(arguments) {
            match params.next_if(|(wanted, _)| *wanted == position) {
                Some((_, variable)) => {
                    given.push(self.typed(argument, function.parameter(*variable)));
                }
                None => {
                    // Nothing takes it, but it is evaluated in its turn.
                    let effect = self.effect(argument);
                    if !effect.is_empty() {
                        kept.push((given.len(), effect));
                    }
                }
            }
        }
        given.extend(params.map(|_| quote!(rt::Value::UNDEFINED)));
        let check = (!globals.slot(slot).bound).then(|| {
            let slot = self.printer.slot(slot);
            quote!(rt::load(#slot, cx)?;)
        });
        // What the function names is where it is, not where its caller is.
        let named_again = named_again && names_places(&function.body);
        let back = named_again.then(|| self.at(self.printer.place.get()));
        if check.is_none() && kept.is_empty() {
            let call = quote!(#name(#(#given,)* cx)?);
            return Some(match back {
                Some(back) => quote!({ let value_ = #call; #back value_ }),
                None => call,
            });
        }
        let mut before = TokenStream::new();
        if let Some((last, _)) = kept.last() {
            let last = *last;
            let mut kept = kept.into_iter().peekable();
            for (place, value) in given.iter_mut().enumerate() {
                while let Some((_, effect)) = kept.next_if(|(at, _)| *at == place) {
                    before.extend(effect);
                }
                if place < last {
                    let name = format_ident!("argument_{place}_");
                    before.extend(quote!(let #name = #value;));
                    *value = quote!(#name);
                }
            }
            before.extend(kept.map(|(_, effect)| effect));
        }
        Some(match back {
            Some(back) => {
                quote!({ #check #before let value_ = #name(#(#given,)* cx)?; #back value_ })
            }
            None => quote!({ #check #before #name(#(#given,)* cx)? }),
        })
    }

    /// `a.b?.(c)`: the function is looked up once.
    pub(super) fn call_present(
        &self,
        chain: u32,
        callee: &Expr,
        arguments: &[Expr],
    ) -> TokenStream {
        let (label, values) = (chain_label(chain), self.values(arguments));
        let function = match &callee.kind {
            ExprKind::Member(object, name) => {
                let (object, name) = (self.value(object), self.atom(*name));
                quote!(let object_ = #object; let function_ = rt::get(object_, #name, cx)?;)
            }
            ExprKind::Index(object, key) => {
                let (object, key) = (self.value(object), self.value(key));
                quote!(let object_ = #object; let function_ = rt::get_index(object_, #key, cx)?;)
            }
            _ => {
                let callee = self.value(callee);
                quote!(let object_ = rt::Value::UNDEFINED; let function_ = #callee;)
            }
        };
        quote!({
            #function
            if rt::is_nullish(function_) { break #label rt::Value::UNDEFINED; }
            rt::call(function_, object_, #values, cx)?
        })
    }
}

/// Whether statements say where they are.
fn names_places(body: &[Stmt]) -> bool {
    body.iter().any(|statement| match &statement.kind {
        StmtKind::At(_) => true,
        StmtKind::Block(body) | StmtKind::Scope(_, body) | StmtKind::Labelled(_, body) => {
            names_places(body)
        }
        StmtKind::If(_, yes, no) => names_places(yes) || names_places(no),
        StmtKind::Try { block, .. } => names_places(block),
        // A loop always does, before it.
        _ => false,
    })
}

/// Whether evaluating it changes nothing that anything else could notice, getters of the document apart.
pub(super) fn is_harmless(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::Call { .. }
        | ExprKind::New { .. }
        | ExprKind::Assign { .. }
        | ExprKind::Update { .. }
        | ExprKind::Delete(_)
        | ExprKind::LogicalAssign(..)
        | ExprKind::Helper(..)
        | ExprKind::Block(..)
        | ExprKind::Completion(_)
        | ExprKind::Spread(_)
        | ExprKind::Fails { .. } => false,
        ExprKind::Optional(_, inner) | ExprKind::Present(_, inner) => is_harmless(inner),
        ExprKind::Default(value, default) => is_harmless(value) && is_harmless(default),
        ExprKind::Unary(_, operand) | ExprKind::Member(operand, _) => is_harmless(operand),
        ExprKind::Binary(..) | ExprKind::Logical(..) => {
            super::chain::parts(expression).into_iter().all(is_harmless)
        }
        ExprKind::Index(left, right) => is_harmless(left) && is_harmless(right),
        ExprKind::Conditional(test, yes, no) => {
            is_harmless(test) && is_harmless(yes) && is_harmless(no)
        }
        ExprKind::Array(elements) => elements.iter().flatten().all(is_harmless),
        ExprKind::Object(properties) => {
            properties.iter().all(|p| p.computed.is_none() && is_harmless(&p.value))
        }
        ExprKind::Sequence(parts) => parts.iter().all(is_harmless),
        _ => true,
    }
}
