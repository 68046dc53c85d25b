//! Functions of scripts, as Rust functions and as rows of the program's table.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::Printer;
use super::context::{Context, Exit};
use crate::code::{Declaration, Function, FunctionKind, LocalId, Stmt, StmtKind, Type, Variable};

/// `fn f_3_is_empty(…)`
pub(super) fn function(number: usize, function: &Function, printer: &Printer<'_>) -> TokenStream {
    let exit = function.direct.map_or(Exit::Function, Exit::Direct);
    let context = Context::new(printer, &function.frame, exit);
    let name = name(number, function, printer);
    let doc = super::super::doc(&[format!("`{}`", first_line(&function.source))]);
    let (enter, takes, gives, outer) = match function.direct {
        None => (
            quote!(rt::tick(cx)?;),
            quote!(env_: rt::Env, this_: rt::Value, arguments_: &[rt::Value],),
            quote!(rt::Value),
            quote!(env_),
        ),
        Some(ty) => {
            let parameters = function.params.iter().map(|(position, variable)| {
                let ty = rust_type(function.parameter(*variable));
                let name = parameter_name(*position, *variable, &context);
                quote!(#name: #ty,)
            });
            let takes = quote!(#(#parameters)*);
            (quote!(rt::enter_function(cx)?;), takes, rust_type(ty), quote!(rt::Env::NONE))
        }
    };
    let env = (function.frame.shared > 0).then(|| {
        let size = Literal::u32_unsuffixed(function.frame.shared);
        quote!(let env_ = rt::env(#size, #outer, cx);)
    });
    let (before, body) = (bindings(function, &context), context.statements(&function.body));
    let end = end(function);
    quote! {
        #doc
        fn #name(#takes cx: &mut rt::Cx<'_>) -> rt::R<#gives> {
            #enter
            #env #before
            #body
            #end
        }
    }
}

/// The statements that give the variables of a function their first values.
fn bindings(function: &Function, context: &Context<'_>) -> TokenStream {
    let holes = function.holes.iter().map(|index| {
        let index = Literal::u32_unsuffixed(*index);
        quote!(rt::env_set(env_, 0, #index, rt::Value::HOLE, cx);)
    });
    let shared_this = function.this.map(|variable| bind(variable, &quote!(this_), context));
    let params =
        function.params.iter().map(|(position, variable)| match (function.direct, variable) {
            (Some(_), Variable::Local(_)) => TokenStream::new(),
            (Some(_), Variable::Shared { .. }) => {
                let name = parameter_name(*position, *variable, context);
                bind(*variable, &quote!(#name), context)
            }
            (None, _) => {
                let position = Literal::u32_unsuffixed(*position);
                bind(*variable, &quote!(rt::argument(arguments_, #position)), context)
            }
        });
    let env = context.environment();
    let functions = function.functions.iter().map(|(variable, function)| {
        let number = Literal::u32_unsuffixed(function.0);
        bind(*variable, &quote!(rt::function(#number, #env, cx)), context)
    });
    let arguments = function.arguments.as_ref().map(|object| {
        let made = match object.links.as_deref() {
            None => quote!(rt::unmapped_arguments(arguments_, cx)),
            Some([]) => quote!(rt::arguments(arguments_, cx)),
            Some(links) => {
                let links = links.iter().map(|(position, place)| {
                    let [position, place] = [*position, *place].map(Literal::u32_unsuffixed);
                    quote!((#position, #place))
                });
                quote!(rt::linked_arguments(arguments_, env_, &[#(#links),*], cx))
            }
        };
        bind(object.variable, &made, context)
    });
    let top = (0..)
        .zip(&function.frame.locals)
        .filter(|(_, local)| local.declaration == Declaration::Top);
    let locals = top.map(|(place, local)| {
        let name = context.local(LocalId(place));
        let value = unassigned(local.ty);
        quote!(let mut #name = #value;)
    });
    quote!(#(#holes)* #shared_this #(#params)* #(#functions)* #arguments #(#locals)*)
}

/// What a `var` holds at first; where it has a type, nothing reads that.
pub(super) fn unassigned(ty: Type) -> TokenStream {
    match ty {
        Type::Number => quote!(rt::NAN),
        Type::Boolean => quote!(false),
        Type::String | Type::Any => quote!(rt::Value::UNDEFINED),
    }
}

/// What stands after the last statement, where that can be reached as far as rustc sees.
fn end(function: &Function) -> Option<TokenStream> {
    let Some(Stmt { kind: StmtKind::Return(_) | StmtKind::Throw(_), .. }) = function.body.last()
    else {
        // Where a type is known, nothing comes here, but rustc may not see that.
        return Some(match function.direct {
            Some(Type::Number) => quote!(Ok(rt::NAN)),
            Some(Type::Boolean) => quote!(Ok(false)),
            _ => quote!(Ok(rt::Value::UNDEFINED)),
        });
    };
    None
}

fn parameter_name(position: u32, variable: Variable, context: &Context<'_>) -> TokenStream {
    match variable {
        Variable::Local(local) => {
            let name = context.local(local);
            quote!(mut #name)
        }
        Variable::Shared { .. } => {
            let name = format_ident!("argument_{position}_");
            quote!(#name)
        }
    }
}

/// What holds a value of a type.
fn rust_type(ty: Type) -> TokenStream {
    match ty {
        Type::Number => quote!(f64),
        Type::Boolean => quote!(bool),
        Type::String | Type::Any => quote!(rt::Value),
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

pub(super) fn name(
    number: usize,
    function: &Function,
    printer: &Printer<'_>,
) -> proc_macro2::Ident {
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
        let code = match function.direct {
            None => name(number, function, printer).into_token_stream(),
            Some(_) => quote!(rt::no_function),
        };
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
