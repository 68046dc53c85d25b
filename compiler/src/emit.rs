//! How is a plan spelled in Rust? One `quote!` per thing.
//!
//! Generated code names nothing but `rt` (the runtime's private module), `::core` and `::std`, so that it compiles in
//! a crate without a prelude. What it may warn about is allowed in one fixed list, so that it compiles where warnings
//! are errors.

pub mod code;
mod content;
mod functions;
mod invoke;
mod registry;
mod tables;
mod types;
mod xml;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::plan::Plan;

use self::code::Printer;

/// The version that generated code asks the runtime for.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A generated module, before it becomes text.
#[derive(Debug)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// What its documentation says.
    pub doc: String,
    /// The document it was made from.
    pub document: String,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

/// Something in a generated module.
#[derive(Debug)]
pub enum Item {
    /// One or more items of Rust.
    Code(TokenStream),
    /// A table of numbers: kept out of the token stream, because large charts have hundreds of thousands.
    Table(Table),
    /// A module in the module.
    Module(Module),
}

/// A table of numbers.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What its documentation says.
    pub doc: &'static str,
    /// How many numbers stand on a line; 0: as many as fit.
    pub columns: usize,
    /// The numbers.
    pub numbers: Vec<u32>,
}

/// Spells the plans of a program, the main one first: the modules of the others are in its module.
pub fn emit(plans: &[Plan]) -> Module {
    let names = registry::module_names(plans);
    let registry = registry::registry(plans, &names);
    let mut modules = plans.iter().zip(&names).enumerate().map(|(number, (plan, name))| {
        let place = match (&registry, number) {
            (None, _) => Place::Alone,
            (Some(_), 0) => Place::Outside,
            (Some(_), _) => Place::Inside,
        };
        module(plan, name, place)
    });
    let mut main = modules.next().expect("a program has a main document");
    main.items.extend(modules.map(Item::Module));
    main.items.extend(registry.map(Item::Code));
    main
}

/// Where a machine's module stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By itself: nothing is invoked.
    Alone,
    /// Around those of the machines that it can invoke.
    Outside,
    /// In another one's.
    Inside,
}

fn module(plan: &Plan, module: &str, place: Place) -> Module {
    let printer = Printer::new(&plan.globals);
    let mut items = vec![Item::Code(imports())];
    items.extend(types::items(plan));
    let (functions, names) = functions::functions(&plan.functions, &printer);
    items.extend(functions.into_iter().map(Item::Code));
    items.push(Item::Code(printer.functions()));
    items.extend(
        plan.xml
            .iter()
            .enumerate()
            .map(|(place, xml)| Item::Code(xml::constant(&xml::name(place), xml))),
    );
    items.push(Item::Code(tables::program(plan, place, &printer)));
    items.extend(tables::tables(plan, &names));
    items.push(Item::Code(printer.constants()));
    let name = if plan.name.is_empty() { &plan.module } else { &plan.name };
    let document = &plan.document;
    let invoked = plan.invoked.as_ref().map(|place| format!("; invoked in {place}"));
    let invoked = invoked.unwrap_or_default();
    Module {
        name: module.to_owned(),
        doc: printable(&format!("The machine `{name}`, from `{document}`{invoked}.")),
        document: printable(&plan.document),
        items,
    }
}

/// What all generated code relies on; the version check makes another runtime a compile error.
fn imports() -> TokenStream {
    quote! {
        use ::core::option::Option::{None, Some};
        use ::core::result::Result::{Err, Ok};
        use ::scxml_runtime::__private as rt;

        const _: () = rt::check_version(#VERSION);
    }
}

fn name(text: &str) -> proc_macro2::Ident {
    format_ident!("{text}")
}

/// A doc comment of one or more lines.
fn doc(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| format!(" {}", printable(line)));
    quote!(#(#[doc = #lines])*)
}

/// Text for a comment: what would end the line, or turn the direction in which it is read, is replaced.
fn printable(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    text.replace(hidden, "\u{fffd}")
}
