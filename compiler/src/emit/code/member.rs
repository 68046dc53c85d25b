//! Members that are read.

use proc_macro2::TokenStream;
use quote::quote;
use scxml_schema::names;

use super::context::Context;
use crate::code::{Atom, Expr, ExprKind};

/// The fields of `_event` (section 5.10.1) besides its data.
const EVENT_FIELDS: [u32; 7] = [
    names::NAME,
    names::TYPE,
    names::SENDID,
    names::ORIGIN,
    names::ORIGINTYPE,
    names::INVOKEID,
    names::RAW,
];

impl Context<'_> {
    /// `object.name`
    pub(super) fn member(&self, object: &Expr, name: Atom) -> TokenStream {
        // `_event` need not be made, nor an object of its data.
        if is_event_data(object, name) {
            return quote!(rt::event_data(cx)?);
        }
        if let Some(path) = self.event_path(object, name) {
            return quote!(rt::event_path(#path, cx)?);
        }
        let field = object.is_event() && EVENT_FIELDS.contains(&name.0);
        let name = self.atom(name);
        if field {
            return quote!(rt::event_field(#name, cx)?);
        }
        let object = self.value(object);
        quote!(rt::get(#object, #name, cx)?)
    }

    /// The names after `_event.data`, as a list.
    pub(super) fn event_path(&self, object: &Expr, name: Atom) -> Option<TokenStream> {
        let mut names = vec![name];
        let mut object = object;
        while let ExprKind::Member(next, name) = &object.kind {
            if is_event_data(next, *name) {
                let names = names.into_iter().rev().map(|name| self.text(name));
                let names = names.collect::<Option<Vec<_>>>()?;
                return Some(quote!(&[#(#names),*]));
            }
            names.push(*name);
            object = next;
        }
        None
    }
}

/// Whether this is `_event.data`.
fn is_event_data(object: &Expr, name: Atom) -> bool {
    object.is_event() && name.0 == names::DATA
}
