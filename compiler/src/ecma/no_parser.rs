//! What stands for the parser when the package is built without it: one diagnostic that names the feature.

use scxml_diagnostic::{Diagnostic, Diagnostics};

use crate::{es, xml::Text};

pub(super) fn expression(text: &Text, diagnostics: &mut Diagnostics) -> Option<es::Expr> {
    refuse(text, diagnostics);
    None
}

pub(super) fn script(text: &Text, diagnostics: &mut Diagnostics) -> Option<es::Script> {
    refuse(text, diagnostics);
    None
}

fn refuse(text: &Text, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::error(
            "ecmascript-not-built",
            text.span,
            "this is ECMAScript, and the compiler was built without it",
        )
        .note("switch on the cargo feature `ecmascript` of the package that compiles the document"),
    );
}
