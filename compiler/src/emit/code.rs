//! How is resolved ECMAScript spelled in Rust?
//!
//! Inside a function that returns `rt::R<_>` and has `cx: &mut rt::Cx<'_>`. The module around it has
//! `use ::scxml_runtime::__private as rt;`, `use ::core::result::Result::{Err, Ok};`, what
//! [`Printer::constants`] gives, and
//! `#![allow(unused_mut, unused_variables, unused_assignments, unreachable_code, dead_code, unused_labels,
//! unused_parens, non_snake_case, non_upper_case_globals, clippy::all)]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::code::{Atom, Expr, Globals, Script, SlotId, Target};

/// Prints the code of one machine.
#[derive(Debug)]
pub struct Printer<'a> {
    globals: &'a Globals,
}

impl<'a> Printer<'a> {
    /// A printer for code that refers to these tables.
    pub fn new(globals: &'a Globals) -> Self {
        Self { globals }
    }

    /// A constant string as a number of type `u32`: `a::interactionid`.
    pub fn atom(&self, _atom: Atom) -> TokenStream {
        let _ = self.globals;
        quote!()
    }

    /// A slot as a number of type `u32`: `s::reqid`.
    pub fn slot(&self, _slot: SlotId) -> TokenStream {
        quote!()
    }

    /// An expression of type `rt::Value`.
    pub fn value(&self, _expression: &Expr) -> TokenStream {
        quote!()
    }

    /// An expression of type `bool`.
    pub fn condition(&self, _expression: &Expr) -> TokenStream {
        quote!()
    }

    /// A statement that puts `value`, an expression of type `rt::Value`, into a place; the place is evaluated first.
    pub fn assign(&self, _target: &Target, _value: TokenStream) -> TokenStream {
        quote!()
    }

    /// The statements of a script, for a function that returns `rt::R<()>`; without the final `Ok(())`.
    pub fn script(&self, _script: &Script) -> TokenStream {
        quote!()
    }

    /// The functions that scripts define, as Rust functions.
    pub fn functions(&self) -> TokenStream {
        quote!()
    }

    /// An expression of type `&'static [rt::Function]`: what `Program.functions` holds.
    pub fn function_table(&self) -> TokenStream {
        quote!(&[])
    }

    /// The modules `a` (constant strings) and `s` (slots) that printed code names; print it last.
    pub fn constants(&self) -> TokenStream {
        quote!()
    }
}
