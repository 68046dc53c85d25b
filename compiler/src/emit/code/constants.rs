//! What are constant strings, built-ins and slots called in Rust?

use std::cell::RefCell;
use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use scxml_schema::builtins::BUILTINS;

use crate::code::{Atom, Globals, SlotId};
use crate::names::{self, Names};

/// A string's name ends after the word that reaches this length.
const LONG: usize = 32;

/// Names given so far; only what is used gets one.
#[derive(Debug)]
pub(super) struct Constants {
    slots: Vec<String>,
    used: RefCell<Used>,
}

#[derive(Debug, Default)]
struct Used {
    atoms: BTreeMap<u32, String>,
    atom_names: Names,
    /// Strings whose texts are wanted too.
    texts: BTreeMap<u32, String>,
    builtins: BTreeMap<u32, String>,
    builtin_names: Names,
}

impl Constants {
    pub(super) fn new(globals: &Globals) -> Self {
        let mut taken = Names::default();
        let slots = globals
            .slots
            .iter()
            .map(|slot| taken.claim(names::snake(globals.text(slot.name))))
            .collect();
        Self { slots, used: RefCell::default() }
    }

    pub(super) fn slot(&self, slot: SlotId) -> TokenStream {
        let name = format_ident!("{}", self.slots[slot.index()]);
        quote!(s::#name)
    }

    pub(super) fn atom(&self, atom: Atom, globals: &Globals) -> TokenStream {
        let Used { atoms, atom_names, .. } = &mut *self.used.borrow_mut();
        let name =
            atoms.entry(atom.0).or_insert_with(|| atom_names.claim(short(globals.text(atom))));
        let name = format_ident!("{name}");
        quote!(a::#name)
    }

    /// A string with its text, if that is ASCII.
    pub(super) fn text(&self, atom: Atom, globals: &Globals) -> Option<TokenStream> {
        if !globals.text(atom).is_ascii() {
            return None;
        }
        self.atom(atom, globals);
        let Used { atoms, texts, .. } = &mut *self.used.borrow_mut();
        let name = texts.entry(atom.0).or_insert_with(|| atoms[&atom.0].clone());
        let name = format_ident!("{name}");
        Some(quote!(t::#name))
    }

    pub(super) fn builtin(&self, number: u32) -> TokenStream {
        let Used { builtins, builtin_names, .. } = &mut *self.used.borrow_mut();
        let name = builtins
            .entry(number)
            .or_insert_with(|| builtin_names.claim(names::snake(BUILTINS[number as usize].name)));
        let name = format_ident!("{name}");
        quote!(b::#name)
    }

    pub(super) fn print(&self, globals: &Globals) -> TokenStream {
        let used = self.used.borrow();
        let atoms = used.atoms.iter().map(|(number, name)| {
            let text = globals.text(Atom(*number));
            let doc = (text != name).then(|| format!(" `{}`", super::super::printable(text)));
            constant(*number, name, doc)
        });
        let texts = used.texts.iter().map(|(number, name)| {
            let text = globals.text(Atom(*number));
            let name = format_ident!("{name}");
            quote!(pub(super) const #name: rt::Constant = rt::Constant::new(a::#name, #text);)
        });
        let texts: TokenStream = texts.collect();
        let imports = (!texts.is_empty()).then(|| {
            quote!(
                use super::{a, rt};
            )
        });
        let builtins = used.builtins.iter().map(|(number, name)| {
            let text = BUILTINS[*number as usize].name;
            constant(*number, name, (text != name).then(|| format!(" `{text}`")))
        });
        let slots = (0..).zip(&self.slots).zip(&globals.slots).map(|((number, name), slot)| {
            let text = globals.text(slot.name);
            constant(
                number,
                name,
                (text != name).then(|| format!(" `{}`", super::super::printable(text))),
            )
        });
        let mut modules = TokenStream::new();
        for (doc, name, constants) in [
            (" Numbers of constant strings.", "a", atoms.collect::<TokenStream>()),
            (" Constant strings that are looked for in texts.", "t", quote!(#imports #texts)),
            (" Numbers of built-in functions and objects.", "b", builtins.collect()),
            (" Numbers of session-wide names.", "s", slots.collect()),
        ] {
            if !constants.is_empty() {
                let name = format_ident!("{name}");
                modules.extend(quote!(#[doc = #doc] mod #name { #constants }));
            }
        }
        modules
    }
}

fn constant(number: u32, name: &str, doc: Option<String>) -> TokenStream {
    let doc = doc.map(|doc| quote!(#[doc = #doc]));
    let (name, number) = (format_ident!("{name}"), Literal::u32_unsuffixed(number));
    quote!(#doc pub(super) const #name: u32 = #number;)
}

/// The name of a string: its own, or its first words.
fn short(text: &str) -> String {
    match text {
        "" => return "empty".to_owned(),
        _ if text.chars().all(|c| c == ' ') => return "space".to_owned(),
        _ => {}
    }
    let mut length = 0;
    let beginning: String = text
        .chars()
        .take_while(|c| {
            length += 1;
            length <= LONG || c.is_alphanumeric() && length <= 2 * LONG
        })
        .collect();
    names::snake(&beginning)
}
