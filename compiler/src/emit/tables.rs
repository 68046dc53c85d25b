//! How are the tables of a program spelled? Numbers as flat arrays, everything else as arrays of constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::code::Type;
use crate::plan::{FunctionId, Invoke, Plan, Site, StateRow, Transition};

use super::code::Printer;
use super::{Item, Place, Table, name};

/// The static that everything hangs on.
pub(super) fn program(plan: &Plan, place: Place, printer: &Printer<'_>) -> TokenStream {
    let Plan { name, document, ors, modules, .. } = plan;
    let [initial, initial_entry, initial_block, start, data_slots, declared_slots] = [
        plan.initial,
        plan.initial_entry,
        plan.initial_block,
        plan.start,
        plan.globals.data_slots,
        plan.globals.declared_slots,
    ]
    .map(Literal::u32_unsuffixed);
    let functions = printer.function_table();
    let invokes = if plan.invokes.is_empty() { quote!(&[]) } else { quote!(&INVOKES) };
    let (registry, fingerprint) = match place {
        Place::Alone => (quote!(&[]), quote!(FINGERPRINT)),
        Place::Outside => (quote!(&REGISTRY), quote!(FINGERPRINT)),
        Place::Inside => (quote!(&super::REGISTRY), quote!(super::FINGERPRINT)),
    };
    let slot_types = slot_types(plan);
    let origins = if origins(plan).is_empty() { quote!(&[]) } else { quote!(rt::rows(&ORIGINS)) };
    let places = if plan.places.is_empty() { quote!(&[]) } else { quote!(rt::rows(&PLACES)) };
    let regexps = if plan.globals.regexps.is_empty() { quote!(&[]) } else { quote!(&REGEXPS) };
    quote! {
        /// The document that the machine was made from.
        const DOCUMENT: &str = #document;

        /// The machine as the engine knows it.
        pub static PROGRAM: rt::Program = rt::Program {
            name: #name,
            document: DOCUMENT,
            ors: #ors,
            states: rt::rows(&STATES),
            state_ids: &STATE_IDS,
            transitions: rt::rows(&TRANSITIONS),
            lists: &LISTS,
            candidates: &CANDIDATES,
            events: &EVENTS,
            event_parents: &EVENT_PARENTS,
            sources: &SOURCES,
            initial: #initial,
            initial_entry: #initial_entry,
            initial_block: #initial_block,
            guards: &GUARDS,
            blocks: &BLOCKS,
            donedata: &DONEDATA,
            start: #start,
            origins: #origins,
            sites: &SITES,
            places: #places,
            strings: &STRINGS,
            atoms: rt::Atoms::new(),
            slots: &SLOTS,
            data_slots: #data_slots,
            declared_slots: #declared_slots,
            slot_types: #slot_types,
            functions: #functions,
            regexps: #regexps,
            modules: #modules,
            invokes: #invokes,
            registry: #registry,
            fingerprint: #fingerprint,
        };
    }
}

/// The tables that [`program`] names.
pub(super) fn tables(plan: &Plan, names: &[&str]) -> Vec<Item> {
    let states = plan.states.iter().flat_map(|state| state.row.columns()).collect();
    let transitions = plan.transitions.iter().flat_map(Transition::columns).collect();
    let slots = plan.globals.slots.iter().map(|slot| slot.name.0).collect();
    let mut tables = vec![
        numbers("STATES", "A line for each state.", StateRow::COLUMNS, states),
        numbers("TRANSITIONS", "A line for each transition.", Transition::COLUMNS, transitions),
        numbers("LISTS", "A count and that many numbers, again and again.", 0, plan.lists.clone()),
        numbers("CANDIDATES", "What each state does on each event.", 0, plan.candidates.clone()),
        numbers(
            "EVENT_PARENTS",
            "For each event, the next shorter descriptor.",
            0,
            plan.event_parents.clone(),
        ),
        numbers("SOURCES", "For each event, the states that react to it.", 0, plan.sources.clone()),
        numbers("SLOTS", "The names of the session-wide variables.", 0, slots),
        Item::Code(texts(
            "STATE_IDS",
            "The ids of the states.",
            plan.states.iter().map(|state| &state.id),
        )),
        Item::Code(texts(
            "EVENTS",
            "The event descriptors.",
            plan.events.iter().map(|event| &event.descriptor),
        )),
        Item::Code(texts("STRINGS", "The constant strings.", plan.globals.strings.iter())),
        Item::Code(regexps(plan)),
        Item::Code(invokes(plan, names)),
        Item::Code(sites(plan)),
        Item::Code(pointers("GUARDS", &quote!(rt::R<bool>), &plan.guards, names)),
        Item::Code(pointers("BLOCKS", &quote!(rt::R<()>), &plan.blocks, names)),
        Item::Code(pointers("DONEDATA", &quote!(rt::R<rt::Value>), &plan.donedata, names)),
    ];
    let origins = origins(plan);
    if !origins.is_empty() {
        let doc = "The first site and place of each guard, block, donedata and invoke.";
        tables.push(numbers("ORIGINS", doc, 0, origins));
    }
    if !plan.places.is_empty() {
        let doc = "File, line and column of what can fail in scripts.";
        tables.push(numbers("PLACES", doc, 3, plan.places.concat()));
    }
    tables
}

/// What each function counts its sites and places from; nothing when that is 0 everywhere.
fn origins(plan: &Plan) -> Vec<u32> {
    let invokes = plan.invokes.iter().map(|invoke| &invoke.function);
    let functions = plan.guards.iter().chain(&plan.blocks).chain(&plan.donedata).chain(invokes);
    let origins: Vec<u32> =
        functions.flat_map(|function| plan.functions[function.index()].origin).collect();
    if origins.iter().all(|first| *first == 0) { Vec::new() } else { origins }
}

fn numbers(name: &'static str, doc: &'static str, columns: usize, numbers: Vec<u32>) -> Item {
    Item::Table(Table { name, doc, columns, numbers })
}

fn texts<'a>(
    table: &str,
    doc: &str,
    texts: impl ExactSizeIterator<Item = &'a String>,
) -> TokenStream {
    let (table, doc, count) =
        (name(table), format!(" {doc}"), Literal::usize_unsuffixed(texts.len()));
    quote! {
        #[doc = #doc]
        static #table: [&str; #count] = [#(#texts),*];
    }
}

/// What is known of the slots; nothing when nothing is.
fn slot_types(plan: &Plan) -> TokenStream {
    let slots = &plan.globals.slots;
    if slots.iter().all(|slot| slot.ty == Type::Any) {
        return quote!(&[]);
    }
    let types = slots.iter().map(|slot| match slot.ty {
        Type::Any => quote!(None),
        Type::Number => quote!(Some(rt::SlotType::Number)),
        Type::Boolean => quote!(Some(rt::SlotType::Boolean)),
        Type::String => quote!(Some(rt::SlotType::String)),
    });
    quote!(&[#(#types),*])
}

fn regexps(plan: &Plan) -> TokenStream {
    let regexps = &plan.globals.regexps;
    if regexps.is_empty() {
        return TokenStream::new();
    }
    let count = Literal::usize_unsuffixed(regexps.len());
    let regexps = regexps.iter().map(|(pattern, flags)| quote!(rt::Regexp::new(#pattern, #flags)));
    quote! {
        /// The regular expressions.
        static REGEXPS: [rt::Regexp; #count] = [#(#regexps),*];
    }
}

fn invokes(plan: &Plan, names: &[&str]) -> TokenStream {
    if plan.invokes.is_empty() {
        return TokenStream::new();
    }
    let count = Literal::usize_unsuffixed(plan.invokes.len());
    let invokes = plan.invokes.iter().map(|invoke| {
        let Invoke { function, finalize, autoforward } = invoke;
        let (start, finalize) = (name(names[function.index()]), Literal::u32_unsuffixed(*finalize));
        quote!(rt::Invoke { start: #start, finalize: #finalize, autoforward: #autoforward })
    });
    quote! {
        /// What is invoked.
        static INVOKES: [rt::Invoke; #count] = [#(#invokes),*];
    }
}

fn sites(plan: &Plan) -> TokenStream {
    let count = Literal::usize_unsuffixed(plan.sites.len());
    let sites = plan.sites.iter().map(|site| {
        let Site { document, line, column, element, error, with_error_name } = site;
        let [line, column] = [*line, *column].map(Literal::u32_unsuffixed);
        let document =
            if *document == plan.document { quote!(DOCUMENT) } else { quote!(#document) };
        quote!(rt::Site::new(#document, #line, #column, #element, #error, #with_error_name))
    });
    quote! {
        /// The places that can fail.
        static SITES: [rt::Site; #count] = [#(#sites),*];
    }
}

fn pointers(
    table: &str,
    result: &TokenStream,
    functions: &[FunctionId],
    names: &[&str],
) -> TokenStream {
    let (table, count) = (name(table), Literal::usize_unsuffixed(functions.len()));
    let functions = functions.iter().map(|function| name(names[function.index()]));
    quote! {
        static #table: [fn(&mut rt::Cx<'_>) -> #result; #count] = [#(#functions),*];
    }
}
