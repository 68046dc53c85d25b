//! How does each piece of ECMAScript become part of the chart?

use scxml_diagnostic::{Diagnostic, Diagnostics, Sources, Span};

use super::sites::{Place, Role, Sites};
use super::snippets::{Snippet, Snippets};
use super::tree::Tree;
use super::{inline, null};
use crate::ast::{self, Dialect};
use crate::chart::{Datamodel, Expression, Location, Script, SessionDocument, Value};
use crate::codes;
use crate::ecma::Resolver;
use crate::xml::Text;
use crate::{code, es};

/// What turning the syntax tree into the chart carries along.
pub(super) struct Builder<'a> {
    pub(super) dialect: Dialect,
    pub(super) datamodel: Datamodel,
    /// The value of `datamodel`.
    pub(super) model: Option<Span>,
    pub(super) tree: &'a Tree<'a>,
    pub(super) sources: &'a Sources,
    pub(super) snippets: Snippets,
    pub(super) resolver: Resolver,
    pub(super) sites: Sites<'a>,
    pub(super) sessions: Vec<SessionDocument>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Builder<'_> {
    /// An expression of the data model.
    pub(super) fn expression(&mut self, text: &Text, role: Role, place: Place<'_>) -> Expression {
        let code = match self.datamodel {
            Datamodel::Null => {
                self.diagnostics.push(null::no_expressions(text.span, self.model));
                failing("", text.span)
            }
            Datamodel::Ecmascript => match self.snippets.get(text.span) {
                Some(Snippet::Expression(expression)) => {
                    self.resolver.expression(expression, self.diagnostics)
                }
                Some(Snippet::Broken(message)) => failing(message, text.span),
                Some(Snippet::Location(..) | Snippet::Text) | None => {
                    failing("not an expression", text.span)
                }
            },
        };
        let site = self.sites.expression(role, place, code.span);
        Expression { code, site, span: text.span }
    }

    /// A condition (section 5.9.1).
    pub(super) fn cond(&mut self, text: &Text, place: Place<'_>) -> Expression {
        if self.datamodel == Datamodel::Null {
            let code = null::cond(text, self.tree, self.model, self.diagnostics);
            let site = self.sites.expression(Role::Cond, place, text.span);
            return Expression { code, site, span: text.span };
        }
        let lint = self
            .literal(text)
            .and_then(|cond| lint_cond(cond, text.span, self.dialect, self.sources));
        if let Some(lint) = lint {
            self.diagnostics.push(lint);
        }
        self.expression(text, Role::Cond, place)
    }

    /// A location expression (section 5.9.2).
    pub(super) fn location(&mut self, text: &Text, place: Place<'_>) -> Location {
        let code = match self.snippets.get(text.span) {
            _ if self.datamodel == Datamodel::Null => {
                self.diagnostics.push(null::no_expressions(text.span, self.model));
                self.failing_location("", text.span)
            }
            Some(Snippet::Location(target, usage)) => {
                self.resolver.location(target, *usage, self.diagnostics)
            }
            Some(Snippet::Broken(message)) => {
                let message = message.clone();
                self.failing_location(&message, text.span)
            }
            Some(Snippet::Expression(_) | Snippet::Text) | None => {
                self.failing_location("not a location", text.span)
            }
        };
        let site = self.sites.expression(Role::Location, place, text.span);
        Location { code, site, span: text.span }
    }

    fn failing_location(&mut self, message: &str, span: Span) -> code::Target {
        code::Target::Member(failing(message, span), self.resolver.globals().atom(""))
    }

    /// An attribute that is text or expression (ors): which, is known since the snippets were collected.
    pub(super) fn either(&mut self, text: &Text, place: Place<'_>) -> Value {
        match self.snippets.get(text.span) {
            Some(Snippet::Expression(_)) => self.value(text, place),
            _ => Value::Text(text.value.trim().to_owned()),
        }
    }

    /// An expression, or the text that it spells in quotes.
    pub(super) fn value(&mut self, text: &Text, place: Place<'_>) -> Value {
        match self.constant(text) {
            Some(constant) => Value::Text(constant),
            None => Value::Expression(self.expression(text, Role::Value, place)),
        }
    }

    /// The text that an expression spells in quotes.
    pub(super) fn constant(&self, text: &Text) -> Option<String> {
        match self.literal(text)? {
            es::ExprKind::String(units) => String::from_utf16(units).ok(),
            _ => None,
        }
    }

    /// What an expression is, in the tree of ECMAScript.
    pub(super) fn literal(&self, text: &Text) -> Option<&es::ExprKind> {
        match self.snippets.get(text.span)? {
            Snippet::Expression(expression) => Some(&expression.kind),
            _ => None,
        }
    }

    /// A `<script>`; one that could not be parsed, which has been reported, fails when it is run.
    pub(super) fn script(&mut self, script: &ast::Script, place: Place<'_>) -> Option<Script> {
        if self.datamodel == Datamodel::Null {
            self.diagnostics.push(null::no_element("script", place.span, self.model));
            return None;
        }
        let code = match self.snippets.script(script.span)? {
            Ok(script) => self.resolver.script(script, self.diagnostics),
            Err(message) => code::Script::fails(message, script.span),
        };
        Some(Script { code, site: self.sites.site(Role::Script, place), span: script.span })
    }

    /// Content written between tags (section B.2.1). The null data model has no values: there it is text.
    pub(super) fn inline(&mut self, content: &ast::Inline, role: Role, place: Place<'_>) -> Value {
        if self.datamodel == Datamodel::Null {
            return Value::Text(match content {
                ast::Inline::Text(text) => inline::normalised(&text.value),
                ast::Inline::Xml(xml) => inline::normalised(self.sources.slice(xml.span)),
            });
        }
        match inline::classify(content) {
            inline::Content::Text(text) => Value::Text(text),
            inline::Content::Xml(xml) => Value::Xml(xml.clone()),
            inline::Content::Json(value) => {
                let code = self.resolver.expression(&value, self.diagnostics);
                let site = self.sites.expression(role, place, value.span);
                Value::Json(Expression { code, site, span: value.span })
            }
        }
    }
}

/// What a slip becomes where the Recommendation wants an error event.
fn failing(message: &str, span: Span) -> code::Expr {
    code::Expr::fails(code::ErrorKind::Syntax, message, span)
}

/// Conditions that are probably slips. The Orchestration Server refuses those that give no boolean.
fn lint_cond(
    cond: &es::ExprKind,
    span: Span,
    dialect: Dialect,
    sources: &Sources,
) -> Option<Diagnostic> {
    match cond {
        es::ExprKind::Assign { op: None, value, .. } => {
            let diagnostic =
                Diagnostic::warning(codes::ASSIGNMENT_IN_COND, span, "this condition assigns")
                    .note("`==` compares, `=` assigns");
            let start = (value.span.start as usize).checked_sub(span.start as usize)?;
            let sign = sources.slice(span).get(..start)?.rfind('=')?;
            let sign = span.start as usize + sign;
            let sign = Span::new(span.file, sign, sign + 1);
            Some(diagnostic.suggest("compare", sign, "=="))
        }
        es::ExprKind::String(_)
        | es::ExprKind::Number(_)
        | es::ExprKind::Array(_)
        | es::ExprKind::Object(_)
            if dialect == Dialect::Ors =>
        {
            Some(
                Diagnostic::warning(codes::COND_NOT_BOOLEAN, span, "this condition is no boolean")
                    .note("it is converted to one; the Orchestration Server raises `error.illegalcond`"),
            )
        }
        _ => None,
    }
}
