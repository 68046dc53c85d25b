//! Statements.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Again, Context, Exit, body_label, label};
use crate::code::{Expr, ExprKind, KEPT, Label, LabelId, PlaceNumber, Script, Stmt, StmtKind};

impl Context<'_> {
    pub(super) fn script(&self, script: &Script) -> TokenStream {
        let vars = script.vars.iter().map(|slot| {
            let slot = self.printer.slot(*slot);
            quote!(rt::declare(#slot, cx);)
        });
        let functions = script.functions.iter().map(|(slot, function)| {
            let slot = self.printer.slot(*slot);
            let number = proc_macro2::Literal::u32_unsuffixed(function.0);
            match self.printer.globals.functions[function.index()].direct {
                // It needs no object, but its name must be bound.
                Some(_) => quote!(rt::store(#slot, rt::NAMED_FUNCTION, cx);),
                None => quote!(rt::store(#slot, rt::function(#number, rt::Env::NONE, cx), cx);),
            }
        });
        let body = self.statements(&script.body);
        quote!(#(#vars)* #(#functions)* #body)
    }

    pub(super) fn statements(&self, body: &[Stmt]) -> TokenStream {
        body.iter().map(|statement| self.statement(statement)).collect()
    }

    pub(super) fn statement(&self, statement: &Stmt) -> TokenStream {
        match &statement.kind {
            StmtKind::Expr(expression) => self.effect(expression),
            StmtKind::Let(local, value) => {
                let (name, ty) = (self.local(*local), self.local_type(*local));
                let value = value
                    .as_ref()
                    .map_or_else(|| super::function::unassigned(ty), |value| self.typed(value, ty));
                quote!(let mut #name = #value;)
            }
            StmtKind::At(place) => self.at(*place),
            StmtKind::Temp(number, value) => {
                let (name, value) = (temp(*number), self.value(value));
                quote!(let #name = #value;)
            }
            StmtKind::Complete(value) => {
                let value = self.value(value);
                quote!(completion_ = #value;)
            }
            StmtKind::Scope(size, body) => {
                let (env, body) =
                    (self.new_environment(*size), self.with_environment().statements(body));
                quote!({ #env #body })
            }
            StmtKind::Block(body) => self.statements(body),
            StmtKind::If(test, yes, no) => self.branch(test, yes, no),
            StmtKind::Loop { label, fresh, test, update, body } => {
                self.repeat(*label, *fresh, test.as_ref(), update.as_ref(), body)
            }
            StmtKind::DoWhile { label, body, test } => {
                let body = self.body(*label, body, Again::Body);
                let (name, test) = (named(label.breaks, self::label(label.id)), self.negated(test));
                quote!(#name loop { rt::tick(cx)?; #body if #test { break; } })
            }
            StmtKind::Each { label, values, item, object, body } => {
                if *values {
                    self.for_of(*label, *item, object, body)
                } else {
                    self.for_in(*label, *item, object, body)
                }
            }
            StmtKind::Switch { label, value, cases } => self.switch(*label, value, cases),
            StmtKind::Break(id) => self.leave(*id, None),
            StmtKind::Continue(id) => self.pass_on(*id, true),
            StmtKind::Return(value) => self.return_statement(value.as_ref()),
            StmtKind::Throw(value) => {
                let value = self.value(value);
                quote!(return Err(rt::throw(#value, cx));)
            }
            StmtKind::Try { block, handler, finalizer } => {
                self.attempt_statement(block, handler.as_ref(), finalizer.as_deref())
            }
            StmtKind::Labelled(label, body) => self.labelled(*label, body),
        }
    }

    /// Names the place of what comes next.
    pub(super) fn at(&self, place: PlaceNumber) -> TokenStream {
        self.printer.place.set(place);
        let number = proc_macro2::Literal::u32_unsuffixed(place.number);
        if place.own { quote!(rt::own_line(#number, cx);) } else { quote!(rt::line(#number, cx);) }
    }

    fn labelled(&self, label: Label, body: &[Stmt]) -> TokenStream {
        let inner = self.inside(label, Again::Loop).statements(body);
        if label.breaks {
            let name = self::label(label.id);
            quote!(#name: { #inner })
        } else {
            inner
        }
    }

    fn return_statement(&self, value: Option<&Expr>) -> TokenStream {
        let value = match (self.exit, value) {
            (Exit::Direct(ty), Some(value)) => self.typed(value, ty),
            (_, Some(value)) => self.returned(self.value(value)),
            (_, None) => self.returned(quote!(rt::Value::UNDEFINED)),
        };
        quote!(return Ok(#value);)
    }

    /// `if`, with `else if` where the other branch is nothing but another `if`.
    fn branch<'s>(
        &self,
        mut test: &'s Expr,
        mut yes: &'s [Stmt],
        mut no: &'s [Stmt],
    ) -> TokenStream {
        let mut chain = TokenStream::new();
        loop {
            let (condition, body) = (self.condition(test), self.statements(yes));
            chain.extend(quote!(if #condition { #body }));
            match no {
                [] => return chain,
                [Stmt { kind: StmtKind::If(next_test, next_yes, next_no), .. }] => {
                    (test, yes, no) = (next_test, next_yes, next_no);
                    chain.extend(quote!(else));
                }
                _ => {
                    let body = self.statements(no);
                    chain.extend(quote!(else { #body }));
                    return chain;
                }
            }
        }
    }

    fn repeat(
        &self,
        label: Label,
        fresh: bool,
        test: Option<&Expr>,
        update: Option<&Expr>,
        body: &[Stmt],
    ) -> TokenStream {
        let again = if update.is_some() || fresh { Again::Body } else { Again::Loop };
        let body = self.body(label, body, again);
        let update = update.map(|update| self.effect(update));
        // Closures of a turn keep its variables (ECMA-262 of 2015, 13.7.4.9).
        let copy = fresh.then(|| quote!(env_ = rt::env_copy(env_, cx);));
        let update = quote!(#copy #update);
        let name =
            named(label.breaks || (label.continues && again == Again::Loop), self::label(label.id));
        match test {
            None | Some(Expr { kind: ExprKind::Boolean(true), .. }) => {
                quote!(#copy #name loop { rt::tick(cx)?; #body #update })
            }
            Some(test) => {
                let test = self.condition(test);
                quote!(#copy #name while #test { rt::tick(cx)?; #body #update })
            }
        }
    }

    /// The body of a loop; something to `break` out of when `continue` must still run what follows it.
    fn body(&self, label: Label, body: &[Stmt], again: Again) -> TokenStream {
        let inner = self.inside(label, again).statements(body);
        if label.continues && again == Again::Body {
            let name = body_label(label.id);
            return quote!(#name: { #inner });
        }
        inner
    }

    fn for_in(&self, label: Label, item: u32, object: &Expr, body: &[Stmt]) -> TokenStream {
        let (object, item) = (self.value(object), temp(item));
        let body = self.body(label, body, Again::Loop);
        let name = named(label.breaks || label.continues, self::label(label.id));
        // Members that were deleted meanwhile are left out (ECMA-262 section 12.6.4).
        quote!({
            let object_ = #object;
            #name for #item in rt::keys(object_, cx)? {
                rt::tick(cx)?;
                if !rt::still_has(object_, #item, cx)? { continue; }
                #body
            }
        })
    }

    fn for_of(&self, label: Label, item: u32, list: &Expr, body: &[Stmt]) -> TokenStream {
        let (list, item) = (self.value(list), temp(item));
        let body = self.body(label, body, Again::Loop);
        let name = named(label.breaks || label.continues, self::label(label.id));
        quote!({
            let mut items_ = rt::items(#list, cx)?;
            #name while let Some(#item) = rt::following(&mut items_, cx)? { #body }
        })
    }

    /// `break`, or `continue` in the given way.
    fn leave(&self, id: LabelId, again: Option<Again>) -> TokenStream {
        if !self.labels.iter().any(|(label, _)| *label == id) {
            let number = proc_macro2::Literal::u32_unsuffixed(id.0);
            return match again {
                None => quote!(return Ok(rt::Completion::Break(#number));),
                Some(_) => quote!(return Ok(rt::Completion::Continue(#number));),
            };
        }
        let (whole, body) = (label(id), body_label(id));
        match again {
            None => quote!(break #whole;),
            Some(Again::Loop) => quote!(continue #whole;),
            Some(Again::Body) => quote!(break #body;),
        }
    }

    /// The same from outside of the closure that gave the completion.
    pub(super) fn pass_on(&self, id: LabelId, again: bool) -> TokenStream {
        let way =
            self.labels.iter().find(|(label, _)| *label == id).map_or(Again::Loop, |(_, way)| *way);
        self.leave(id, again.then_some(way))
    }
}

fn named(needed: bool, label: syn::Lifetime) -> Option<TokenStream> {
    needed.then(|| quote!(#label:))
}

/// The name of a value that is kept for later.
pub(super) fn temp(number: u32) -> proc_macro2::Ident {
    if number == KEPT { quote::format_ident!("kept_") } else { quote::format_ident!("t{number}_") }
}
