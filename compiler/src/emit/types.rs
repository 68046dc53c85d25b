//! What does a program that uses the machine name? States, event constructors, sessions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::Plan;

use super::{Item, doc, name};

/// The public items.
pub(super) fn items(plan: &Plan) -> Vec<Item> {
    vec![Item::Code(state_enum(plan)), Item::Code(event_module(plan)), Item::Code(session())]
}

fn state_enum(plan: &Plan) -> TokenStream {
    let variants = plan.states.iter().zip(0u32..).map(|(state, number)| {
        let (doc, variant, number) = (
            doc(std::slice::from_ref(&state.doc)),
            name(&state.variant),
            Literal::u32_unsuffixed(number),
        );
        quote!(#doc #variant = #number)
    });
    // An enum without variants has neither a representation nor a number.
    let (representation, number) = match plan.states.is_empty() {
        true => (quote!(), quote!(match self {})),
        false => (quote!(#[repr(u32)]), quote!(self as u32)),
    };
    // Deriving `Debug` makes a match of all states, which costs rustc most of its memory in large charts.
    quote! {
        /// The states of the document.
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
        )]
        #representation
        pub enum State { #(#variants),* }

        impl rt::StateId for State {
            fn index(self) -> u32 { #number }
        }

        impl ::core::fmt::Debug for State {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(STATE_IDS[rt::StateId::index(*self) as usize])
            }
        }
    }
}

fn event_module(plan: &Plan) -> TokenStream {
    let events = plan.events.iter().zip(1u32..).map(|(event, id)| {
        let (function, id) = (name(&event.function), Literal::u32_unsuffixed(id));
        let (descriptor, doc) = (&event.descriptor, doc(&[format!("`{}`", event.descriptor)]));
        quote! {
            #doc
            #[inline]
            pub fn #function() -> rt::Event { rt::Event::known(#id, #descriptor) }
        }
    });
    quote! {
        /// The events that the document has transitions for.
        pub mod event {
            use super::rt;
            #(#events)*
        }
    }
}

fn session() -> TokenStream {
    quote! {
        /// A session that is not started yet.
        pub fn session() -> rt::Session { rt::Session::new(&PROGRAM) }
    }
}
