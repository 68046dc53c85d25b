//! `switch`: a chain of `if`s where no case falls through, numbered cases where one does.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::{Again, Context, label};
use crate::code::{Expr, Label, Stmt, StmtKind, Type};

type Case = (Option<Expr>, Vec<Stmt>);

impl Context<'_> {
    pub(super) fn switch(&self, label: Label, value: &Expr, cases: &[Case]) -> TokenStream {
        let tests = || cases.iter().filter_map(|(test, _)| test.as_ref());
        let is_all = |ty| value.ty == ty && tests().all(|test| test.ty == ty);
        let ty = [Type::Number, Type::String].into_iter().find(|ty| is_all(*ty));
        let value = self.typed(value, ty.unwrap_or(Type::Any));
        let inner = self.inside(label, Again::Loop);
        let (body, breaks) = match groups(label, cases) {
            Some(groups) => (inner.branches(&groups, ty), groups.iter().any(|group| group.breaks)),
            None => (inner.numbered(cases, ty), label.breaks),
        };
        let name = breaks.then(|| {
            let name = self::label(label.id);
            quote!(#name:)
        });
        quote!(#name { let value_ = #value; #body })
    }

    /// Whether the value is that of a case; both have this type, if any.
    fn is_case(&self, test: &Expr, ty: Option<Type>) -> TokenStream {
        match ty {
            Some(Type::Number) => {
                let test = self.term(test);
                quote!(value_ == #test)
            }
            ty => {
                let test = self.value(test);
                let name = if ty.is_some() { quote!(same_string) } else { quote!(strict_eq) };
                quote!(rt::#name(value_, #test, cx))
            }
        }
    }

    fn branches(&self, groups: &[Group<'_>], ty: Option<Type>) -> TokenStream {
        let mut chain = TokenStream::new();
        for (place, group) in groups.iter().enumerate() {
            let body = self.statements(group.body);
            let otherwise = (place > 0).then(|| quote!(else));
            if group.default {
                chain.extend(if place == 0 { body } else { quote!(else { #body }) });
                break;
            }
            let tests = group.tests.iter().map(|test| self.is_case(test, ty));
            chain.extend(quote!(#otherwise if #(#tests)||* { #body }));
        }
        chain
    }

    /// Which case begins, then every case from there on.
    fn numbered(&self, cases: &[Case], ty: Option<Type>) -> TokenStream {
        let number = |place: usize| Literal::usize_unsuffixed(place);
        let default = cases.iter().position(|(test, _)| test.is_none()).unwrap_or(cases.len());
        let tests = cases.iter().enumerate().filter_map(|(place, (test, _))| {
            let (test, place) = (self.is_case(test.as_ref()?, ty), number(place));
            Some(quote!(if #test { #place } else))
        });
        let default = number(default);
        let bodies = cases.iter().enumerate().filter(|(_, (_, body))| !body.is_empty()).map(
            |(place, (_, body))| {
                let (place, body) = (number(place), self.statements(body));
                quote!(if case_ <= #place { #body })
            },
        );
        quote!(let case_ = #(#tests)* { #default }; #(#bodies)*)
    }
}

/// Cases that share a body which falls through to no other.
struct Group<'a> {
    tests: Vec<&'a Expr>,
    default: bool,
    body: &'a [Stmt],
    /// Whether something but its end breaks out of it.
    breaks: bool,
}

/// The cases as branches, when no body falls into the next and `default` comes last.
fn groups(label: Label, cases: &[Case]) -> Option<Vec<Group<'_>>> {
    let mut groups = Vec::new();
    let mut tests = Vec::new();
    let mut default = false;
    for (place, (test, body)) in cases.iter().enumerate() {
        if default {
            return None;
        }
        match test {
            Some(test) => tests.push(test),
            None => default = true,
        }
        let last = place + 1 == cases.len();
        if body.is_empty() && !last {
            continue;
        }
        if default && !tests.iter().all(|test| super::call::is_harmless(test)) {
            return None;
        }
        let body = match body.split_last() {
            Some((Stmt { kind: StmtKind::Break(id), .. }, rest)) if *id == label.id => rest,
            Some((
                Stmt {
                    kind: StmtKind::Return(_) | StmtKind::Throw(_) | StmtKind::Break(_), ..
                },
                _,
            )) => body,
            Some((Stmt { kind: StmtKind::Continue(_), .. }, _)) => body,
            _ if last => body,
            _ => return None,
        };
        let breaks = super::attempt::leaves(body).breaks.contains(&label.id);
        groups.push(Group { tests: std::mem::take(&mut tests), default, body, breaks });
    }
    Some(groups)
}
