//! What can a document with the null data model say? Section B.1: conditions `In('id')`, and nothing else.

use scxml_diagnostic::{Diagnostic, Diagnostics, Span, closest};

use super::tree::Tree;
use crate::code::{Expr, ExprKind, Type};
use crate::codes;
use crate::xml::Text;

/// The condition `In('id')`.
pub(super) fn cond(text: &Text, tree: &Tree<'_>, diagnostics: &mut Diagnostics) -> Expr {
    let boolean = |kind| Expr { kind, ty: Type::Boolean, span: text.span };
    let Some(id) = predicate(&text.value) else {
        diagnostics.push(
            Diagnostic::error(
                codes::NULL_DATAMODEL,
                text.span,
                "the null data model knows only the condition `In('id')`",
            )
            .note("section B.1; `datamodel=\"ecmascript\"` on `<scxml>` has expressions"),
        );
        return boolean(ExprKind::Boolean(false));
    };
    if let Some(state) = tree.find(id) {
        return boolean(ExprKind::InState(state.0));
    }
    let mut diagnostic =
        Diagnostic::warning(codes::UNKNOWN_STATE, text.span, format!("no state has the id `{id}`"))
            .under("never true");
    if let Some(near) = closest(id, tree.declared().map(|(id, _)| id)) {
        diagnostic = diagnostic.note(format!("did you mean `{near}`?"));
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

/// Says that there are no expressions.
pub(super) fn no_expressions(span: Span) -> Diagnostic {
    Diagnostic::error(codes::NULL_DATAMODEL, span, "the null data model has no expressions")
        .note("section B.1; `datamodel=\"ecmascript\"` on `<scxml>` has them")
}

/// Says that an element makes no sense.
pub(super) fn no_element(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::NULL_DATAMODEL,
        span,
        format!("`<{name}>` needs a data model, and this document has none"),
    )
    .note("section B.1; `datamodel=\"ecmascript\"` on `<scxml>` has one")
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
