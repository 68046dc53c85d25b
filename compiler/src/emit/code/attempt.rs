//! `try`: its block is a closure, so that `?` ends it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::code::{LabelId, Stmt, StmtKind, Variable};

/// The ways in which statements can be left other than by their end and by throwing.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    returns: bool,
    pub(super) breaks: BTreeSet<LabelId>,
    continues: BTreeSet<LabelId>,
}

impl Leaves {
    fn none(&self) -> bool {
        !self.returns && self.breaks.is_empty() && self.continues.is_empty()
    }
}

impl Context<'_> {
    pub(super) fn attempt_statement(
        &self,
        block: &[Stmt],
        handler: Option<&(Variable, Vec<Stmt>)>,
        finalizer: Option<&[Stmt]>,
    ) -> TokenStream {
        let Some(finalizer) = finalizer else { return self.caught(block, handler) };
        let mut leaves = leaves(block);
        if let Some((_, body)) = handler {
            walk(body, &mut leaves);
        }
        let inner = self.attempt();
        let body = match handler {
            Some(_) => inner.caught(block, handler),
            None => inner.statements(block),
        };
        let closure = closure(&body, &leaves);
        let finally = self.statements(finalizer);
        let outcome = self.outcome(&leaves);
        // What the block threw waits while the finalizer runs, which may throw and catch on its own.
        quote!({
            let completion_ = #closure;
            let thrown_ = if completion_.is_err() { Some(rt::caught(cx)) } else { None };
            #finally
            if let Some(value_) = thrown_ { return Err(rt::throw(value_, cx)); }
            #outcome
        })
    }

    fn caught(&self, block: &[Stmt], handler: Option<&(Variable, Vec<Stmt>)>) -> TokenStream {
        let Some((variable, body)) = handler else { return self.statements(block) };
        let leaves = leaves(block);
        let closure = closure(&self.attempt().statements(block), &leaves);
        let handler = match variable {
            Variable::Local(local) => {
                let (name, body) = (self.local(*local), self.statements(body));
                quote!(let mut #name = rt::caught(cx); #body)
            }
            Variable::Shared { .. } => {
                let (env, body) = (self.environment(), self.with_environment().statements(body));
                quote!({
                    let value_ = rt::caught(cx);
                    let env_ = rt::env(1, #env, cx);
                    rt::env_set(env_, 0, 0, value_, cx);
                    #body
                })
            }
        };
        if leaves.none() {
            return quote!(if #closure.is_err() { #handler });
        }
        let arms = self.arms(&leaves);
        quote!(match #closure { #arms Ok(_) => {} Err(_) => { #handler } })
    }

    /// Goes on as the closure of a `try` with `finally` was left.
    fn outcome(&self, leaves: &Leaves) -> TokenStream {
        if leaves.none() {
            return TokenStream::new();
        }
        let arms = self.arms(leaves);
        quote!(match completion_ { #arms _ => {} })
    }

    fn arms(&self, leaves: &Leaves) -> TokenStream {
        let mut arms = TokenStream::new();
        if leaves.returns {
            let value = self.returned(quote!(value_));
            arms.extend(quote!(Ok(rt::Completion::Return(value_)) => return Ok(#value),));
        }
        for id in &leaves.breaks {
            let (number, leave) =
                (proc_macro2::Literal::u32_unsuffixed(id.0), self.pass_on(*id, false));
            arms.extend(quote!(Ok(rt::Completion::Break(#number)) => { #leave }));
        }
        for id in &leaves.continues {
            let (number, leave) =
                (proc_macro2::Literal::u32_unsuffixed(id.0), self.pass_on(*id, true));
            arms.extend(quote!(Ok(rt::Completion::Continue(#number)) => { #leave }));
        }
        arms
    }
}

fn closure(body: &TokenStream, leaves: &Leaves) -> TokenStream {
    if leaves.none() {
        quote!((|| -> rt::R<()> { #body Ok(()) })())
    } else {
        quote!((|| -> rt::R<rt::Completion> { #body Ok(rt::Completion::Normal) })())
    }
}

/// How statements can be left.
pub(super) fn leaves(body: &[Stmt]) -> Leaves {
    let mut leaves = Leaves::default();
    walk(body, &mut leaves);
    leaves
}

fn walk(body: &[Stmt], leaves: &mut Leaves) {
    for statement in body {
        match &statement.kind {
            StmtKind::Return(_) => leaves.returns = true,
            StmtKind::Break(id) => {
                leaves.breaks.insert(*id);
            }
            StmtKind::Continue(id) => {
                leaves.continues.insert(*id);
            }
            StmtKind::Expr(_)
            | StmtKind::At(_)
            | StmtKind::Complete(_)
            | StmtKind::Temp(..)
            | StmtKind::Let(..)
            | StmtKind::Throw(_) => {}
            StmtKind::Block(body) | StmtKind::Scope(_, body) => walk(body, leaves),
            StmtKind::If(_, yes, no) => {
                walk(yes, leaves);
                walk(no, leaves);
            }
            StmtKind::Loop { label, body, .. }
            | StmtKind::DoWhile { label, body, .. }
            | StmtKind::Each { label, body, .. }
            | StmtKind::Labelled(label, body) => inside(label.id, [body.as_slice()], leaves),
            StmtKind::Switch { label, cases, .. } => {
                inside(label.id, cases.iter().map(|(_, body)| body.as_slice()), leaves);
            }
            StmtKind::Try { block, handler, finalizer } => {
                walk(block, leaves);
                if let Some((_, body)) = handler {
                    walk(body, leaves);
                }
                walk(finalizer.as_deref().unwrap_or_default(), leaves);
            }
        }
    }
}

/// What leaves the statement `label` only is no way out of what is around it.
fn inside<'a>(label: LabelId, bodies: impl IntoIterator<Item = &'a [Stmt]>, leaves: &mut Leaves) {
    let mut inner = Leaves::default();
    bodies.into_iter().for_each(|body| walk(body, &mut inner));
    inner.breaks.remove(&label);
    inner.continues.remove(&label);
    leaves.returns |= inner.returns;
    leaves.breaks.append(&mut inner.breaks);
    leaves.continues.append(&mut inner.continues);
}
