//! Functions of scripts, as Rust functions and as rows of the program's table.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Printer;
use super::context::{Context, Exit};
use crate::code::{Declaration, Function, FunctionKind, LocalId, Stmt, StmtKind, Variable};

/// `fn f_3_is_empty(…)`
pub(super) fn function(number: usize, function: &Function, printer: &Printer<'_>) -> TokenStream {
    let context = Context::new(printer, &function.frame, Exit::Function);
    let name = name(number, function, printer);
    let doc = super::super::doc(&[format!("`{}`", first_line(&function.source))]);
    let env = (function.frame.shared > 0).then(|| {
        let size = Literal::u32_unsuffixed(function.frame.shared);
        quote!(let env_ = rt::env(#size, env_, cx);)
    });
    let params = function.params.iter().map(|(position, variable)| {
        let position = Literal::u32_unsuffixed(*position);
        bind(*variable, &quote!(rt::argument(arguments_, #position)), &context)
    });
    let functions = function.functions.iter().map(|(variable, function)| {
        let number = Literal::u32_unsuffixed(function.0);
        bind(*variable, &quote!(rt::function(#number, env_, cx)), &context)
    });
    let shared_this = function.this.map(|variable| bind(variable, &quote!(this_), &context));
    let holes = function.holes.iter().map(|index| {
        let index = Literal::u32_unsuffixed(*index);
        quote!(rt::env_set(env_, 0, #index, rt::Value::HOLE, cx);)
    });
    let arguments = function
        .arguments
        .map(|variable| bind(variable, &quote!(rt::arguments(arguments_, cx)), &context));
    let top = (0..)
        .zip(&function.frame.locals)
        .filter(|(_, local)| local.declaration == Declaration::Top);
    let locals = top.map(|(place, _)| {
        let name = context.local(LocalId(place));
        quote!(let mut #name = rt::Value::UNDEFINED;)
    });
    let body = context.statements(&function.body);
    let end = match function.body.last() {
        Some(Stmt { kind: StmtKind::Return(_) | StmtKind::Throw(_), .. }) => None,
        _ => Some(quote!(Ok(rt::Value::UNDEFINED))),
    };
    quote! {
        #doc
        fn #name(
            env_: rt::Env,
            this_: rt::Value,
            arguments_: &[rt::Value],
            cx: &mut rt::Cx<'_>,
        ) -> rt::R<rt::Value> {
            rt::tick(cx)?;
            #env #(#holes)* #shared_this #(#params)* #(#functions)* #arguments #(#locals)*
            #body
            #end
        }
    }
}

fn bind(variable: Variable, value: &TokenStream, context: &Context<'_>) -> TokenStream {
    match variable {
        Variable::Local(local) => {
            let name = context.local(local);
            quote!(let mut #name = #value;)
        }
        Variable::Shared { index, .. } => {
            let index = Literal::u32_unsuffixed(index);
            quote!(let value_ = #value; rt::env_set(env_, 0, #index, value_, cx);)
        }
    }
}

fn name(number: usize, function: &Function, printer: &Printer<'_>) -> proc_macro2::Ident {
    let text = printer.globals.text(function.name);
    if text.is_empty() {
        format_ident!("f_{number}")
    } else {
        format_ident!("{}", crate::names::prefixed(&format!("f_{number}"), text))
    }
}

fn first_line(source: &str) -> &str {
    source.lines().next().unwrap_or("").trim_end()
}

pub(super) fn table(printer: &Printer<'_>) -> TokenStream {
    let rows = printer.globals.functions.iter().enumerate().map(|(number, function)| {
        let code = name(number, function, printer);
        let (name, length) =
            (printer.atom(function.name), Literal::u32_unsuffixed(function.length));
        let source = &function.source;
        let kind = match function.kind {
            FunctionKind::Normal => quote!(Normal),
            FunctionKind::Arrow | FunctionKind::Method => quote!(Method),
            FunctionKind::Constructor => quote!(Class),
            FunctionKind::Derived => quote!(Derived),
        };
        quote!(rt::Function {
            code: #code,
            kind: rt::FunctionKind::#kind,
            name: #name,
            length: #length,
            source: #source,
        })
    });
    quote!(&[#(#rows),*])
}
