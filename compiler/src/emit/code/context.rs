//! Where does a piece of code stand: which Rust names, labels and ways out does it have?

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Printer;
use crate::code::{Frame, Label, LabelId, LocalId, Type};
use crate::names::{self, Names};

/// What `return` and `break` out of the closure of a `try` become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// The function of a block or guard: no `return` stands here.
    Snippet,
    /// A function of a script: `Ok(value)`.
    Function,
    /// A function of a script that is called directly, and what it gives.
    Direct(Type),
    /// The closure of a `try`: `Ok(rt::Completion::…)`.
    Attempt,
}

/// How `continue` reaches the next turn of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// `continue`
    Loop,
    /// `break` out of the block around the body, behind which stands what runs between two turns.
    Body,
}

/// The surroundings of a piece of code.
#[derive(Clone, Debug)]
pub(super) struct Context<'a> {
    pub(super) printer: &'a Printer<'a>,
    locals: Vec<Ident>,
    types: Vec<Type>,
    /// Whether there is an environment, `env_`.
    pub(super) env: bool,
    pub(super) exit: Exit,
    /// Loops around, up to the closure of a `try`.
    pub(super) labels: Vec<(LabelId, Again)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(printer: &'a Printer<'a>, frame: &Frame, exit: Exit) -> Self {
        let mut taken = Names::default();
        taken.claim("cx".to_owned());
        let locals = frame
            .locals
            .iter()
            .map(|local| format_ident!("{}", taken.claim(names::snake(&local.name))))
            .collect();
        let types = frame.locals.iter().map(|local| local.ty).collect();
        let env = exit == Exit::Function || matches!(exit, Exit::Direct(_)) && frame.shared > 0;
        Self { printer, locals, types, env, exit, labels: Vec::new() }
    }

    pub(super) fn local(&self, local: LocalId) -> &Ident {
        &self.locals[local.index()]
    }

    pub(super) fn local_type(&self, local: LocalId) -> Type {
        self.types[local.index()]
    }

    /// What a `return` gives, of an expression of type `rt::Value`.
    pub(super) fn returned(&self, value: TokenStream) -> TokenStream {
        match self.exit {
            Exit::Attempt => quote!(rt::Completion::Return(#value)),
            Exit::Direct(Type::Number) => quote!(rt::number(#value)),
            Exit::Direct(Type::Boolean) => quote!(rt::is_true(#value)),
            Exit::Direct(_) | Exit::Function | Exit::Snippet => value,
        }
    }

    /// The environment that a closure made here sees.
    pub(super) fn environment(&self) -> TokenStream {
        if self.env { quote!(env_) } else { quote!(rt::Env::NONE) }
    }

    /// A statement that makes the environment of a block.
    pub(super) fn new_environment(&self, size: u32) -> TokenStream {
        let (size, env) = (proc_macro2::Literal::u32_unsuffixed(size), self.environment());
        quote!(let mut env_ = rt::block(#size, #env, cx);)
    }

    /// The inside of a loop, `switch` or labelled statement.
    pub(super) fn inside(&self, label: Label, again: Again) -> Self {
        let mut inner = self.clone();
        inner.labels.push((label.id, again));
        inner
    }

    /// The inside of the closure of a `try`.
    pub(super) fn attempt(&self) -> Self {
        Self { exit: Exit::Attempt, labels: Vec::new(), ..self.clone() }
    }

    /// A scope that has an environment.
    pub(super) fn with_environment(&self) -> Self {
        Self { env: true, ..self.clone() }
    }

    pub(super) fn atom(&self, atom: crate::code::Atom) -> TokenStream {
        self.printer.atom(atom)
    }

    /// A string with its text, an expression of type `rt::Constant`; none when the text is not ASCII.
    pub(super) fn text(&self, atom: crate::code::Atom) -> Option<TokenStream> {
        self.printer.constants.text(atom, self.printer.globals)
    }
}

/// The label of a statement, as `break` names it.
pub(super) fn label(id: LabelId) -> syn::Lifetime {
    syn::Lifetime::new(&format!("'l{}", id.0), proc_macro2::Span::call_site())
}

/// The label of the block around the body of a loop.
pub(super) fn body_label(id: LabelId) -> syn::Lifetime {
    syn::Lifetime::new(&format!("'next{}", id.0), proc_macro2::Span::call_site())
}
