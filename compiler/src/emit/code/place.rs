//! Assignment: the place is evaluated first, then the value (ECMA-262 section 11.13).

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::expression::{binary, system};
use crate::code::{BinaryOp, Expr, LocalId, LogicalOp, Target, Type, Variable};

/// A place whose parts have been evaluated into `object_` and `key_`.
struct Place {
    /// Statements that evaluate the parts.
    before: TokenStream,
    /// The value that is there.
    load: TokenStream,
    target: Evaluated,
}

enum Evaluated {
    /// A place without parts.
    Whole,
    Member(TokenStream),
    Index,
}

impl Context<'_> {
    /// A statement that stores an expression of type `rt::Value`.
    pub(super) fn store(&self, target: &Target, value: TokenStream) -> TokenStream {
        match target {
            Target::Variable(Variable::Local(local)) => {
                let name = self.local(*local);
                match self.local_type(*local) {
                    Type::Number => quote!(#name = rt::number(#value);),
                    Type::Boolean => quote!(#name = rt::is_true(#value);),
                    Type::String | Type::Any => quote!(#name = #value;),
                }
            }
            Target::Variable(Variable::Shared { depth, index }) => {
                let (depth, index) =
                    (Literal::u32_unsuffixed(*depth), Literal::u32_unsuffixed(*index));
                quote!(rt::env_set(env_, #depth, #index, #value, cx);)
            }
            Target::Slot(slot) => {
                let slot = self.printer.slot(*slot);
                quote!(rt::store(#slot, #value, cx);)
            }
            Target::Global(name) => {
                let name = self.atom(*name);
                quote!(rt::store_global(#name, #value, cx);)
            }
            Target::Existing(name) => {
                let name = self.atom(*name);
                quote!(rt::load_global(#name, cx)?; rt::store_global(#name, #value, cx);)
            }
            Target::System(name) => {
                let name = system(*name);
                quote!(rt::assign_system(#name, #value, cx)?;)
            }
            Target::Constant(_) => quote!(let _ = #value;),
            Target::Checked(variable, name) => {
                let (load, name) = (self.variable(*variable), self.atom(*name));
                let store = self.store(&Target::Variable(*variable), quote!(value_));
                quote!({ let value_ = #value; rt::initialized(#load, #name, cx)?; #store })
            }
            Target::Refused(_, error) => {
                let error = self.value(error);
                quote!({ let _ = #value; #error; })
            }
            Target::Super(parts) => {
                let [home, key, this] = parts.each_ref().map(|part| self.value(part));
                quote!(rt::super_set(#home, #key, #this, #value, cx)?;)
            }
            Target::Member(object, name) => {
                let (object, name) = (self.value(object), self.atom(*name));
                quote!(rt::set(#object, #name, #value, cx)?;)
            }
            Target::Index(object, key) => {
                let (object, key) = (self.value(object), self.value(key));
                quote!(rt::set_index(#object, #key, #value, cx)?;)
            }
        }
    }

    fn place(&self, target: &Target) -> Place {
        match target {
            Target::Member(object, name) => {
                let (object, name) = (self.value(object), self.atom(*name));
                Place {
                    before: quote!(let object_ = #object;),
                    load: quote!(rt::get(object_, #name, cx)?),
                    target: Evaluated::Member(name),
                }
            }
            Target::Index(object, key) => {
                let (object, key) = (self.value(object), self.value(key));
                Place {
                    before: quote!(let object_ = #object; let key_ = #key;),
                    load: quote!(rt::get_index(object_, key_, cx)?),
                    target: Evaluated::Index,
                }
            }
            whole => Place {
                before: TokenStream::new(),
                load: self.load(whole),
                target: Evaluated::Whole,
            },
        }
    }

    /// The value of a place without parts.
    fn load(&self, target: &Target) -> TokenStream {
        match target {
            Target::Variable(variable) => self.variable(*variable),
            Target::Slot(slot) => {
                let bound = self.printer.globals.slot(*slot).bound;
                let slot = self.printer.slot(*slot);
                if bound {
                    quote!(rt::load_member(#slot, cx))
                } else {
                    quote!(rt::load(#slot, cx)?)
                }
            }
            Target::Global(name) | Target::Existing(name) => {
                let name = self.atom(*name);
                quote!(rt::load_global(#name, cx)?)
            }
            Target::System(name) => {
                let name = system(*name);
                quote!(rt::system(#name, cx)?)
            }
            Target::Constant(value) | Target::Refused(value, _) => self.value(value),
            Target::Checked(variable, name) => self.checked(*variable, *name),
            Target::Super(parts) => {
                let [home, key, this] = parts.each_ref().map(|part| self.value(part));
                quote!(rt::super_get(#home, #key, #this, cx)?)
            }
            Target::Member(..) | Target::Index(..) => self.place(target).load,
        }
    }

    fn store_place(&self, place: &Place, target: &Target, value: TokenStream) -> TokenStream {
        match &place.target {
            Evaluated::Whole => self.store(target, value),
            Evaluated::Member(name) => quote!(rt::set(object_, #name, #value, cx)?;),
            Evaluated::Index => quote!(rt::set_index(object_, key_, #value, cx)?;),
        }
    }

    /// What an assignment stores; `load` is the old value.
    fn assigned(
        &self,
        op: Option<BinaryOp>,
        target: &Target,
        load: &TokenStream,
        value: &Expr,
    ) -> TokenStream {
        if let Some(op) = op
            && let Some(old) = self.number_in(target)
            && let Some(number) = self.combined(op, &old, value)
        {
            return quote!(rt::Value::number(#number));
        }
        let right = self.value(value);
        match op.and_then(binary) {
            Some(function) => quote!(rt::#function(#load, #right, cx)?),
            None => right,
        }
    }

    /// What an assignment puts into a local, as what holds a value of its type.
    fn assigned_local(&self, local: LocalId, op: Option<BinaryOp>, value: &Expr) -> TokenStream {
        let (target, ty) = (Target::Variable(Variable::Local(local)), self.local_type(local));
        let Some(op) = op else { return self.typed(value, ty) };
        if let Some(old) = self.number_in(&target)
            && let Some(number) = self.combined(op, &old, value)
        {
            return number;
        }
        let value = self.assigned(Some(op), &target, &self.load(&target), value);
        if ty == Type::Number { quote!(rt::number(#value)) } else { value }
    }

    /// `a = b`, `a += b` as an expression.
    pub(super) fn assignment(
        &self,
        op: Option<BinaryOp>,
        target: &Target,
        value: &Expr,
    ) -> TokenStream {
        if let Target::Variable(Variable::Local(local)) = target {
            let (name, value) = (self.local(*local), self.assigned_local(*local, op, value));
            let result = self.variable(Variable::Local(*local));
            return quote!({ #name = #value; #result });
        }
        let place = self.place(target);
        let value = self.assigned(op, target, &place.load, value);
        let (before, store) = (&place.before, self.store_place(&place, target, quote!(value_)));
        quote!({ #before let value_ = #value; #store value_ })
    }

    /// `a = b`, `a += b` as a statement.
    pub(super) fn assign_only(
        &self,
        op: Option<BinaryOp>,
        target: &Target,
        value: &Expr,
    ) -> TokenStream {
        if let Target::Variable(Variable::Local(local)) = target {
            let (name, value) = (self.local(*local), self.assigned_local(*local, op, value));
            return quote!(#name = #value;);
        }
        if op.is_none() {
            return self.store(target, self.value(value));
        }
        let place = self.place(target);
        let value = self.assigned(op, target, &place.load, value);
        let (before, store) = (&place.before, self.store_place(&place, target, value));
        if before.is_empty() { store } else { quote!({ #before #store }) }
    }

    /// `a ||= b` as an expression.
    pub(super) fn logical_assignment(
        &self,
        op: LogicalOp,
        target: &Target,
        value: &Expr,
    ) -> TokenStream {
        let place = self.place(target);
        let value = self.value(value);
        let (before, load) = (&place.before, &place.load);
        let store = self.store_place(&place, target, quote!(value_));
        let assigned =
            super::expression::logical(op, &quote!({ let value_ = #value; #store value_ }));
        quote!({ #before let value_ = #load; #assigned })
    }

    /// `a++`, `--a` as an expression.
    pub(super) fn update(&self, increment: bool, prefix: bool, target: &Target) -> TokenStream {
        let place = self.place(target);
        let (before, load, delta) = (&place.before, &place.load, self::delta(increment));
        let store = self.store_place(&place, target, quote!(value_));
        if let Some(old) = self.number_in(target) {
            let result = if prefix { quote!(value_) } else { quote!(rt::Value::number(old_)) };
            return quote!({
                let old_ = #old;
                let value_ = rt::Value::number(old_ + #delta);
                #store
                #result
            });
        }
        let result = if prefix { quote!(value_) } else { quote!(old_) };
        quote!({ #before let (old_, value_) = rt::increment(#load, #delta, cx)?; #store #result })
    }

    /// `a++`, `--a` of a local that holds a number, as a number.
    pub(super) fn updated_local(
        &self,
        local: LocalId,
        increment: bool,
        prefix: bool,
    ) -> Option<TokenStream> {
        let (name, delta) = (self.local(local), self::delta(increment));
        (self.local_type(local) == Type::Number).then(|| match prefix {
            true => quote!({ #name += #delta; #name }),
            false => quote!({ let old_ = #name; #name = old_ + #delta; old_ }),
        })
    }

    /// `a++` as a statement.
    pub(super) fn update_only(&self, increment: bool, target: &Target) -> TokenStream {
        let place = self.place(target);
        let (before, load, delta) = (&place.before, &place.load, self::delta(increment));
        if let (Target::Variable(Variable::Local(local)), Some(old)) =
            (target, self.number_in(target))
        {
            let name = self.local(*local);
            return quote!(#name = #old + #delta;);
        }
        if let Some(old) = self.number_in(target) {
            return self.store(target, quote!(rt::Value::number(#old + #delta)));
        }
        let store = self.store_place(&place, target, quote!(rt::increment(#load, #delta, cx)?.1));
        if before.is_empty() { store } else { quote!({ #before #store }) }
    }
}

fn delta(increment: bool) -> TokenStream {
    if increment { quote!(1.0) } else { quote!(-1.0) }
}
