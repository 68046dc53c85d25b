//! Lists of values, literals, and expressions that are made of helpers of the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::{Context, Exit};
use crate::code::{Atom, Expr, ExprKind, Helper, Property, PropertyKind, Script, Variable};

impl Context<'_> {
    /// Values as a slice.
    pub(super) fn values(&self, expressions: &[Expr]) -> TokenStream {
        let is_spread = |e: &Expr| matches!(e.kind, ExprKind::Spread(_));
        if !expressions.iter().any(is_spread) {
            let values = expressions.iter().map(|e| self.value(e));
            return quote!(&[#(#values),*]);
        }
        let parts = expressions.iter().map(|e| self.part(Some(e)));
        quote!(&rt::flat([#(#parts),*]))
    }

    /// An element of a list that has some with dots.
    fn part(&self, expression: Option<&Expr>) -> TokenStream {
        match expression {
            Some(Expr { kind: ExprKind::Spread(list), .. }) => {
                let list = self.value(list);
                quote!(rt::many(#list, cx)?)
            }
            Some(value) => {
                let value = self.value(value);
                quote!(rt::Part::One(#value))
            }
            None => quote!(rt::Part::One(rt::Value::HOLE)),
        }
    }

    pub(super) fn array(&self, elements: &[Option<Expr>]) -> TokenStream {
        let is_spread = |e: &Expr| matches!(e.kind, ExprKind::Spread(_));
        if elements.iter().flatten().any(is_spread) {
            let parts = elements.iter().map(|element| self.part(element.as_ref()));
            return quote!(rt::array(&rt::flat([#(#parts),*]), cx));
        }
        let elements = elements.iter().map(|element| match element {
            Some(element) => self.value(element),
            None => quote!(rt::Value::HOLE),
        });
        quote!(rt::array(&[#(#elements),*], cx))
    }

    pub(super) fn object(&self, properties: &[Property]) -> TokenStream {
        let is_plain = |p: &Property| p.kind == PropertyKind::Value && p.computed.is_none();
        let plain = properties.iter().take_while(|p| is_plain(p)).count();
        let (first, rest) = properties.split_at(plain);
        let members = first.iter().map(|property| {
            let (key, value) = (self.atom(property.key), self.value(&property.value));
            quote!((#key, #value))
        });
        let object = quote!(rt::object(&[#(#members),*], cx));
        if rest.is_empty() {
            return object;
        }
        let members = rest.iter().map(|property| {
            let (key, value) = (self.property_key(property), self.value(&property.value));
            let helper = match property.kind {
                PropertyKind::Value => Helper::DefineMember,
                PropertyKind::Getter => Helper::DefineGetter,
                PropertyKind::Setter => Helper::DefineSetter,
                PropertyKind::Prototype => {
                    return quote!(rt::set_prototype(object_, #value, cx)?;);
                }
                PropertyKind::Spread => return quote!(rt::copy_members(object_, #value, cx)?;),
            };
            let name = name(helper);
            quote!(rt::#name(object_, #key, #value, cx)?;)
        });
        quote!({ let object_ = #object; #(#members)* object_ })
    }

    fn property_key(&self, property: &Property) -> TokenStream {
        match &property.computed {
            Some(key) => {
                let key = self.value(key);
                quote!(rt::property_key(#key, cx)?)
            }
            None => {
                let key = self.atom(property.key);
                quote!(rt::Value::atom(#key))
            }
        }
    }

    /// A variable that may not be initialized.
    pub(super) fn checked(&self, variable: Variable, name: Atom) -> TokenStream {
        let (value, name) = (self.variable(variable), self.atom(name));
        quote!(rt::initialized(#value, #name, cx)?)
    }

    pub(super) fn composed(&self, expression: &Expr) -> TokenStream {
        match &expression.kind {
            ExprKind::Optional(number, chain) => {
                let (label, chain) = (chain_label(*number), self.value(chain));
                quote!(#label: { #chain })
            }
            ExprKind::Present(number, before) => {
                let (label, before) = (chain_label(*number), self.value(before));
                quote!({
                    let value_ = #before;
                    if rt::is_nullish(value_) { break #label rt::Value::UNDEFINED; }
                    value_
                })
            }
            ExprKind::Default(value, default) => {
                let (value, default) = (self.value(value), self.value(default));
                quote!({
                    let value_ = #value;
                    if value_ == rt::Value::UNDEFINED { #default } else { value_ }
                })
            }
            ExprKind::Helper(helper, values) => {
                let name = name(*helper);
                if takes_list(*helper) {
                    let values = self.values(values);
                    return quote!(rt::#name(#values, cx)?);
                }
                let values = values.iter().map(|value| self.value(value));
                quote!(rt::#name(#(#values,)* cx)?)
            }
            ExprKind::Block(0, body, value) => {
                let (body, value) = (self.statements(body), self.value(value));
                quote!({ #body #value })
            }
            ExprKind::Block(size, body, value) => {
                let inner = self.with_environment();
                let (env, body, value) =
                    (self.new_environment(*size), inner.statements(body), inner.value(value));
                quote!({ #env #body #value })
            }
            ExprKind::Completion(script) => self.completion(script),
            ExprKind::TemplateObject(cooked, raw) => {
                let texts = cooked.iter().map(|text| match text {
                    Some(text) => units(text),
                    None => quote!(rt::Value::UNDEFINED),
                });
                let raw = raw.iter().map(|text| units(text));
                quote!(rt::template_object(&[#(#texts),*], &[#(#raw),*], cx))
            }
            other => self.part_of_function(other),
        }
    }

    /// What only a function or block has.
    fn part_of_function(&self, kind: &ExprKind) -> TokenStream {
        match kind {
            ExprKind::Checked(variable, name) => self.checked(*variable, *name),
            ExprKind::Temp(number) => {
                let name = super::statement::temp(*number);
                quote!(#name)
            }
            ExprKind::Hole => quote!(rt::Value::HOLE),
            ExprKind::Argument(place) => {
                let place = Literal::u32_unsuffixed(*place);
                quote!(rt::argument(arguments_, #place))
            }
            ExprKind::Rest(place) => {
                let place = Literal::u32_unsuffixed(*place);
                quote!(rt::rest(arguments_, #place, cx))
            }
            _ => quote!(rt::Value::UNDEFINED),
        }
    }

    fn completion(&self, script: &Script) -> TokenStream {
        let body = Context::new(self.printer, &script.frame, Exit::Snippet).script(script);
        quote!({ let mut completion_ = rt::Value::UNDEFINED; #body completion_ })
    }
}

fn units(text: &[u16]) -> TokenStream {
    let units = text.iter().map(|unit| Literal::u16_unsuffixed(*unit));
    quote!(rt::string16(&[#(#units),*], cx))
}

pub(super) fn chain_label(number: u32) -> syn::Lifetime {
    syn::Lifetime::new(&format!("'chain{number}"), proc_macro2::Span::call_site())
}

/// Whether a function of the runtime takes its values as one slice.
const fn takes_list(helper: Helper) -> bool {
    matches!(helper, Helper::ObjectRest | Helper::Join | Helper::SuperCall | Helper::SuperMethod)
}

/// What a function of the runtime is called.
fn name(helper: Helper) -> proc_macro2::Ident {
    let name = match helper {
        Helper::List => "list",
        Helper::ListRest => "list_rest",
        Helper::ObjectRest => "object_rest",
        Helper::RequireObject => "require_object",
        Helper::PropertyKey => "property_key",
        Helper::ToText => "to_string",
        Helper::Join => "concat",
        Helper::Class => "class",
        Helper::DefineMember => "define_member",
        Helper::DefineGetter => "define_getter",
        Helper::DefineSetter => "define_setter",
        Helper::DefineMethod => "define_method",
        Helper::DefineMethodGetter => "define_method_getter",
        Helper::DefineMethodSetter => "define_method_setter",
        Helper::SetPrototype => "set_prototype",
        Helper::CopyMembers => "copy_members",
        Helper::SuperCall => "super_call",
        Helper::SuperGet => "super_get",
        Helper::CallOn => "call_on",
        Helper::SuperMethod => "super_method",
        Helper::ReadLiteral => "read_literal",
        Helper::ReadPath => "read_path",
    };
    format_ident!("{name}")
}
