//! Which calls of `eval` are there a form for? Text that is a literal, and a path over names that begin alike.

use crate::es::{BinaryOp, Expr, ExprKind};

/// A call of `eval` that needs no compiler at run time.
#[derive(Clone, Debug)]
pub(super) enum Eval<'a> {
    /// `eval('(' + text + ')')`: the text in parentheses is a literal.
    Literal(&'a Expr),
    /// `eval('App_' + name + '.requestid')`: a session-wide name that begins so, and members.
    Path {
        /// How the name begins.
        prefix: String,
        /// The whole text.
        text: &'a Expr,
    },
}

/// The form of a call, if it is one of `eval` (or `JSON.eval`, which some strategies write) and has one.
pub(super) fn eval<'a>(
    callee: &Expr,
    arguments: &'a [Expr],
    is_global: &dyn Fn(&str) -> bool,
) -> Option<Eval<'a>> {
    if !is_eval(callee, is_global) {
        return None;
    }
    let [text] = arguments else { return None };
    let parts = parts(text);
    let first = constant(parts.first()?)?;
    if first.trim_start().starts_with('(') {
        let last = constant(parts.last()?)?;
        let last = last.trim_end_matches(|c: char| c.is_whitespace() || c == ';');
        return last.ends_with(')').then_some(Eval::Literal(text));
    }
    // A path has names, dots, brackets and strings in it and nothing else.
    let in_path = |c: char| c.is_alphanumeric() || "_$.[]'\"".contains(c);
    if !parts.iter().filter_map(|part| constant(part)).all(|text| text.chars().all(in_path)) {
        return None;
    }
    let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let prefix: String = first.chars().take_while(is_name).collect();
    let begins = !prefix.is_empty() && !prefix.starts_with(|c: char| c.is_numeric());
    begins.then_some(Eval::Path { prefix, text })
}

/// Whether the callee is `eval` or `JSON.eval`.
pub(super) fn is_eval(callee: &Expr, is_global: &dyn Fn(&str) -> bool) -> bool {
    match &callee.kind {
        ExprKind::Name(name) => &*name.text == "eval" && is_global("eval"),
        ExprKind::Member(object, name) if &*name.text == "eval" => {
            matches!(&object.kind, ExprKind::Name(json) if &*json.text == "JSON" && is_global("JSON"))
        }
        _ => false,
    }
}

/// The operands of a sum, from left to right.
fn parts(text: &Expr) -> Vec<&Expr> {
    let mut parts = Vec::new();
    let mut left = text;
    while let ExprKind::Binary(BinaryOp::Add, next, right) = &left.kind {
        parts.push(&**right);
        left = next;
    }
    parts.push(left);
    parts.reverse();
    parts
}

fn constant(part: &Expr) -> Option<String> {
    match &part.kind {
        ExprKind::String(text) => String::from_utf16(text).ok(),
        _ => None,
    }
}
