//! What does a piece of ECMAScript mean? Text becomes the tree of [`crate::es`], the tree becomes [`crate::code`].
//!
//! Parse every snippet of the linked set first; tell a [`Scope`] about all of them; then [`Scope::seal`] it and
//! resolve them one by one. Names are session-wide, so nothing can be resolved before everything is declared.

mod free;
mod guards;
#[cfg(feature = "ecmascript")]
pub(crate) mod number;
#[cfg(feature = "ecmascript")]
mod pattern;
mod resolve;
#[cfg(feature = "ecmascript")]
mod scan;
mod scopes;
#[cfg(feature = "ecmascript")]
mod source;
#[cfg(feature = "ecmascript")]
mod swc;
#[cfg(not(feature = "ecmascript"))]
#[path = "ecma/no_parser.rs"]
mod swc;
mod texts;

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};

use crate::codes;
use crate::{es, xml::Text};

pub use free::free_names;
pub use resolve::{LocationUse, Resolver, Scope, is_system_name};

/// Parses an expression; says what is wrong when it is none.
///
/// Language that the compiler has no form for is no error yet: it becomes `Unsupported` in the tree, and an error when
/// it is resolved.
pub fn parse_expression(text: &Text, diagnostics: &mut Diagnostics) -> Option<es::Expr> {
    swc::expression(text, diagnostics)
}

/// The expression that `text` is, or `None` when it is something else; says nothing.
pub fn try_expression(text: &Text) -> Option<es::Expr> {
    swc::expression(text, &mut Diagnostics::default())
}

/// Parses a script that is made of these texts, in order; reports an error for every statement that has one.
pub fn parse_script(texts: &[&Text], diagnostics: &mut Diagnostics) -> Option<es::Script> {
    swc::script(texts, diagnostics)
}

/// The value that a list of statements leaves, as an expression; `None` when the text is no such list. Says nothing.
///
/// An Orchestration Server runs an expression attribute as a script: `<param expr="caller_id: _data.id"/>`.
pub fn try_statements(text: &Text) -> Option<es::Expr> {
    let script = swc::script(&[text], &mut Diagnostics::default())?;
    let span = script.span;
    (!script.body.is_empty()).then_some(es::Expr { kind: es::ExprKind::Completion(script), span })
}

/// Parses a location expression (section 5.9.2 of the Recommendation): a name or a member.
pub fn parse_location(text: &Text, diagnostics: &mut Diagnostics) -> Option<es::Target> {
    let expression = parse_expression(text, diagnostics)?;
    match as_location(expression) {
        Ok(location) => Some(location),
        Err(es::Expr { kind, span }) => {
            let diagnostic = Diagnostic::error(
                codes::NOT_A_LOCATION,
                span,
                "this is a value, not a place to store one in",
            )
            .note("write a variable or a member, such as `answer` or `answers['first']`");
            diagnostics.push(match quoted_location(&kind, span) {
                Some(location) => diagnostic.suggest(
                    "a location has no quotation marks of its own",
                    span,
                    location,
                ),
                None => diagnostic,
            });
            None
        }
    }
}

/// The location that an expression is; the expression itself when it is none.
///
/// # Errors
/// The expression, when it is a value.
pub fn as_location(expression: es::Expr) -> Result<es::Target, es::Expr> {
    match expression.kind {
        es::ExprKind::Name(name) => Ok(es::Target::Name(name)),
        es::ExprKind::Member(object, name) => Ok(es::Target::Member(*object, name)),
        es::ExprKind::Index(object, key) => Ok(es::Target::Index(*object, *key)),
        es::ExprKind::Unsupported(diagnostic) => Ok(es::Target::Unsupported(diagnostic)),
        kind => Err(es::Expr { kind, span: expression.span }),
    }
}

/// The names with dots between them that a string spells; `'continue'` spells none.
fn quoted_location(kind: &es::ExprKind, span: Span) -> Option<String> {
    let es::ExprKind::String(units) = kind else { return None };
    let location = String::from_utf16(units).ok()?;
    let name = |part: &str| {
        part.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$'))
            && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
    };
    let is_location = || try_expression(&Text::verbatim(location.as_str(), span)).is_some();
    (location.split('.').all(name) && is_location()).then_some(location)
}
