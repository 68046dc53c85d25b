//! What can a document with the null data model say? Section B.1: conditions `In('id')`, and nothing else.

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};

use super::tree::Tree;
use crate::code::{Expr, ExprKind, Type};
use crate::codes;
use crate::xml::Text;

/// The condition `In('id')`.
pub(super) fn cond(
    text: &Text,
    tree: &Tree<'_>,
    model: Option<Span>,
    diagnostics: &mut Diagnostics,
) -> Expr {
    let boolean = |kind| Expr { kind, ty: Type::Boolean, span: text.span };
    let Some(id) = predicate(&text.value) else {
        let diagnostic = Diagnostic::error(
            codes::NULL_DATAMODEL,
            text.span,
            "the null data model knows only the condition `In('id')`",
        )
        .note("the data model `ecmascript` has others (sections B.1 and B.2)");
        diagnostics.push(use_ecmascript(diagnostic, model));
        return boolean(ExprKind::Boolean(false));
    };
    if let Some(state) = tree.find(id) {
        return boolean(ExprKind::InState(state.0));
    }
    let mut diagnostic =
        Diagnostic::warning(codes::UNKNOWN_STATE, text.span, format!("no state has the id `{id}`"))
            .under("never true");
    if let Some(near) = diagnostics.closest(id, tree.declared().map(|(id, _)| id)) {
        let start = text.value.find(id).unwrap_or_default();
        let place = text.locate(start, start + id.len());
        diagnostic = diagnostic.suggest(format!("did you mean `{near}`?"), place, near);
    }
    diagnostics.push(diagnostic);
    boolean(ExprKind::Boolean(false))
}

/// The id in `In('id')` or `In("id")`.
fn predicate(cond: &str) -> Option<&str> {
    let inside = cond.trim().strip_prefix("In")?.trim_start().strip_prefix('(')?.trim();
    let inside = inside.strip_suffix(')')?.trim();
    let quote = ['\'', '"'].into_iter().find(|quote| inside.starts_with(*quote))?;
    let id = inside.strip_prefix(quote)?.strip_suffix(quote)?;
    (!id.contains(['\'', '"', '\\'])).then_some(id)
}

/// Says that there are no expressions. `model` is the value of `datamodel`.
pub(super) fn no_expressions(span: Span, model: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(codes::NULL_DATAMODEL, span, "the null data model has no expressions")
            .note("the data model `ecmascript` has them (sections B.1 and B.2)");
    use_ecmascript(diagnostic, model)
}

fn use_ecmascript(diagnostic: Diagnostic, model: Option<Span>) -> Diagnostic {
    match model {
        Some(span) => diagnostic.suggest("use `ecmascript`", span, "ecmascript"),
        None => diagnostic,
    }
}

/// Says that an element makes no sense.
pub(super) fn no_element(name: &str, span: Span, model: Option<Span>) -> Diagnostic {
    let message = format!("the null data model has no `<{name}>`");
    let diagnostic = Diagnostic::error(codes::NULL_DATAMODEL, span, message)
        .note("the data model `ecmascript` has it (sections B.1 and B.2)");
    use_ecmascript(diagnostic, model)
}

#[cfg(test)]
mod tests {
    use super::predicate;

    #[test]
    fn one_predicate() {
        assert_eq!(predicate("In('s1')"), Some("s1"));
        assert_eq!(predicate(" In( \"a.b\" ) "), Some("a.b"));
        for other in ["", "true", "In(s1)", "!In('s1')", "In('a') && In('b')", "In('a", "In(')"] {
            assert_eq!(predicate(other), None, "{other}");
        }
    }
}
