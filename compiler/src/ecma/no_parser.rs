//! What stands for the parser when the package is built without it: one diagnostic that names the feature.

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};

use crate::codes;
use crate::{es, xml::Text};

pub(super) fn expression(text: &Text, diagnostics: &mut Diagnostics) -> Option<es::Expr> {
    refuse(text.span, diagnostics);
    None
}

pub(super) fn script(texts: &[&Text], diagnostics: &mut Diagnostics) -> Option<es::Script> {
    if let Some(text) = texts.first() {
        refuse(text.span, diagnostics);
    }
    None
}

fn refuse(span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::error(
            codes::ECMASCRIPT_NOT_BUILT,
            span,
            "this is ECMAScript, and the compiler was built without it",
        )
        .note("switch on the cargo feature `ecmascript` of the package that compiles the document"),
    );
}
