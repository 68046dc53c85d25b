//! How does an empty `<finalize>` take back what an event brings? Section 6.5.2, in the words of `<if>` and `<assign>`.

use scxml_diagnostic::Span;

use super::expressions::Builder;
use super::sites::{Place, Role};
use super::snippets::Snippet;
use crate::chart::{Block, Expression, Instruction, InstructionKind, Location, Value};
use crate::ecma::{self, LocationUse};
use crate::es::{BinaryOp, Expr, ExprKind, LogicalOp, Name};
use crate::xml::Text;

impl Builder<'_> {
    /// `<if cond="_event.data != null && _event.data.NAME !== undefined">` around
    /// `<assign location="LOCATION" expr="_event.data.NAME"/>`; `None` for what is no location, which raises an error
    /// when the service is started.
    pub(super) fn taken_back(
        &mut self,
        name: &str,
        location: &Text,
        place: Place<'_>,
    ) -> Option<Instruction> {
        let Some(Snippet::Expression(expression)) = self.snippets.get(location.span) else {
            return None;
        };
        let target = ecma::as_location(expression.clone()).ok()?;
        let span = location.span;
        let target = self.resolver.location(&target, LocationUse::Existing, self.diagnostics);
        let site = self.sites.site(Role::Location, place);
        let location = Location { code: target, site, span };
        let value = Value::Expression(self.made(&returned(name, span), span, place));
        let cond = self.made(&is_returned(name, span), span, place);
        let assign = InstructionKind::Assign { location, value };
        let assign = Block { instructions: vec![Instruction { kind: assign, site, span }] };
        let kind = InstructionKind::If { branches: vec![(cond, assign)], otherwise: None };
        Some(Instruction { kind, site, span })
    }

    fn made(&mut self, expression: &Expr, span: Span, place: Place<'_>) -> Expression {
        let code = self.resolver.expression(expression, self.diagnostics);
        Expression { code, site: self.sites.site(Role::Value, place), span }
    }
}

fn is_returned(name: &str, span: Span) -> Expr {
    let e = |kind| Box::new(Expr { kind, span });
    let undefined = ExprKind::Name(Name { text: "undefined".into(), span });
    let there = ExprKind::Binary(BinaryOp::NotEqual, Box::new(data(span)), e(ExprKind::Null));
    let named =
        ExprKind::Binary(BinaryOp::StrictNotEqual, Box::new(returned(name, span)), e(undefined));
    Expr { kind: ExprKind::Logical(LogicalOp::And, e(there), e(named)), span }
}

/// `_event.data[name]`
fn returned(name: &str, span: Span) -> Expr {
    let key = ExprKind::String(name.encode_utf16().collect());
    Expr { kind: ExprKind::Index(Box::new(data(span)), Box::new(Expr { kind: key, span })), span }
}

/// `_event.data`
fn data(span: Span) -> Expr {
    let name = |text: &str| Name { text: text.into(), span };
    let event = Expr { kind: ExprKind::Name(name("_event")), span };
    Expr { kind: ExprKind::Member(Box::new(event), name("data")), span }
}
