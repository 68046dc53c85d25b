//! How are guards, blocks and the data of done events spelled? One function for all that come out the same.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Body, Function, Op};

use super::code::Printer;
use super::content;
use super::invoke;
use super::{doc, name};

/// How many of the functions that came out the same the documentation names.
const NAMED: usize = 3;

/// The functions: those that come out the same are one. With them the name that each of them goes by.
pub(super) fn functions<'p>(
    functions: &'p [Function],
    printer: &Printer<'_>,
) -> (Vec<TokenStream>, Vec<&'p str>) {
    let mut printed: Vec<Printed<'p>> = Vec::new();
    // Only looked up.
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut names = Vec::new();
    for function in functions {
        let code = code(&function.body, printer);
        let place = *known.entry(code.to_string()).or_insert(printed.len());
        match printed.get_mut(place) {
            Some(first) => first.others.push(&function.name),
            None => printed.push(Printed { function, code, others: Vec::new() }),
        }
        names.push(printed[place].function.name.as_str());
    }
    (printed.into_iter().map(Printed::finish).collect(), names)
}

/// A function that is printed.
struct Printed<'p> {
    function: &'p Function,
    /// All that follows its name.
    code: TokenStream,
    /// The functions that it stands for besides.
    others: Vec<&'p str>,
}

impl Printed<'_> {
    fn finish(self) -> TokenStream {
        let Printed { function, code, others } = self;
        let (mut lines, name) = (function.doc.clone(), name(&function.name));
        if !others.is_empty() {
            let named = others.iter().take(NAMED).map(|name| format!("`{name}`"));
            let (count, named) = (others.len(), named.collect::<Vec<_>>().join(", "));
            let places = if count == 1 { "place" } else { "places" };
            let more = if count > NAMED { ", …" } else { "" };
            lines.push(format!("The same stands at {count} more {places}: {named}{more}"));
        }
        let doc = doc(&lines);
        quote!(#doc fn #name #code)
    }
}

/// The signature and the body of a function; the kind of the body decides the signature.
fn code(body: &Body, printer: &Printer<'_>) -> TokenStream {
    let (gives, body) = match body {
        Body::Guard(condition) => (quote!(bool), content::condition(condition, printer)),
        Body::Block(ops) => {
            let ops = block(ops, printer);
            (quote!(()), quote!(#ops Ok(())))
        }
        Body::Invoke(invocation) => (quote!(()), invoke::start(invocation, printer)),
        Body::DoneData(payload) => (quote!(rt::Value), content::done_payload(payload, printer)),
    };
    quote!((cx: &mut rt::Cx<'_>) -> rt::R<#gives> { #body })
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
