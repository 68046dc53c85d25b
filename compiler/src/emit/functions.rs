//! How are guards, blocks and the data of done events spelled? One function each.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Body, Function, Op};

use super::code::Printer;
use super::content;
use super::invoke;
use super::{doc, name};

/// A function; the kind of its body decides its signature.
pub(super) fn function(function: &Function, printer: &Printer<'_>) -> TokenStream {
    let (doc, name) = (doc(&function.doc), name(&function.name));
    match &function.body {
        Body::Guard(condition) => {
            let condition = content::condition(condition, printer);
            quote! {
                #doc
                fn #name(cx: &mut rt::Cx<'_>) -> rt::R<bool> { #condition }
            }
        }
        Body::Block(ops) => {
            let ops = block(ops, printer);
            quote! {
                #doc
                fn #name(cx: &mut rt::Cx<'_>) -> rt::R<()> { #ops Ok(()) }
            }
        }
        Body::Invoke(invocation) => {
            let invoke = invoke::start(invocation, printer);
            quote! {
                #doc
                fn #name(cx: &mut rt::Cx<'_>) -> rt::R<()> { #invoke }
            }
        }
        Body::DoneData(payload) => {
            let payload = content::done_payload(payload, printer);
            quote! {
                #doc
                fn #name(cx: &mut rt::Cx<'_>) -> rt::R<rt::Value> { #payload }
            }
        }
    }
}

/// How many operations one function may have: rustc takes memory that grows faster than a function does.
const LONGEST: usize = 250;

/// The statements of a block; those of a very long one are in functions of their own.
fn block(ops: &[Op], printer: &Printer<'_>) -> TokenStream {
    if ops.len() <= LONGEST {
        return content::ops(ops, printer);
    }
    let parts = ops.chunks(LONGEST).enumerate().map(|(place, part)| {
        let (name, ops) = (name(&format!("part_{}", place + 1)), content::ops(part, printer));
        quote! {
            fn #name(cx: &mut rt::Cx<'_>) -> rt::R<()> { #ops Ok(()) }
            #name(cx)?;
        }
    });
    quote!(#(#parts)*)
}
