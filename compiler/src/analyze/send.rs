//! How does `<send>` become part of the chart, and what do events carry? Sections 5.5 to 5.7 and 6.2.

use std::collections::BTreeMap;
use std::iter;

use scxml_diagnostic::{Diagnostic, Span};

use super::expressions::Builder;
use super::sites::{Place, Role};
use super::time::{Time, meant, time};
use super::walk;
use crate::ast::{self, Dialect};
use crate::chart::{Delay, DoneData, Param, Payload, Send, Value};
use crate::code::{self, ExprKind, Type};
use crate::codes;
use crate::es;
use crate::xml::Text;

impl Builder<'_> {
    /// `<send>`
    pub(super) fn send(&mut self, send: &ast::Send, place: Place<'_>) -> Send {
        let event = self.text_or_expression(&send.event, &send.eventexpr, place);
        if let (Some(Value::Text(_)), Some(text)) = (&event, &send.event)
            && self.constant(text).is_none()
        {
            self.event_name(text);
        }
        let target = self.text_or_expression(&send.target, &send.targetexpr, place);
        let kind = self.text_or_expression(&send.kind, &send.typeexpr, place);
        let delay = self.delay(send, place);
        self.internal_target_has_no_delay(send, &target, &delay);
        Send {
            event,
            target,
            kind,
            id: send.id.as_ref().map(|id| self.send_id(&id.value).to_owned()),
            idlocation: send.idlocation.as_ref().map(|location| self.location(location, place)),
            delay,
            payload: keep_duplicates(self.payload(
                send.namelist.as_ref(),
                &send.params,
                send.content.as_ref(),
                place,
            )),
            hints: send.hints.as_ref().map(|hints| self.expression(hints, Role::Value, place)),
        }
    }

    /// Strategies quote the id of a send as they quote its event; `<cancel>` means it without the quotes.
    fn send_id<'t>(&self, id: &'t str) -> &'t str {
        let id = id.trim();
        let unquoted =
            ['\'', '"'].iter().find_map(|quote| id.strip_prefix(*quote)?.strip_suffix(*quote));
        match unquoted {
            Some(unquoted) if self.dialect == Dialect::Ors => unquoted,
            _ => id,
        }
    }

    /// Section 6.2.4.
    fn internal_target_has_no_delay(
        &mut self,
        send: &ast::Send,
        target: &Option<Value>,
        delay: &Delay,
    ) {
        let internal = matches!(target, Some(Value::Text(target)) if target == "#_internal" || target == "_internal");
        let Some(text) = send.delay.as_ref().or(send.delayexpr.as_ref()) else { return };
        let nothing = matches!(delay, Delay::Milliseconds(time) if *time == 0.0);
        if internal && !nothing {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::DELAYED_INTERNAL_EVENT,
                    text.span,
                    "an internal event cannot be delayed",
                )
                .note("leave out `delay`, or send to the external queue (section 6.2.4)"),
            );
        }
    }

    fn delay(&mut self, send: &ast::Send, place: Place<'_>) -> Delay {
        match (&send.delay, &send.delayexpr) {
            (Some(delay), _) => match (self.dialect, self.literal(delay)) {
                (Dialect::W3c, _) | (Dialect::Ors, None) => {
                    self.literal_delay(&delay.value, delay.span)
                }
                (Dialect::Ors, Some(es::ExprKind::Number(_))) => {
                    self.literal_delay(&delay.value, delay.span)
                }
                (Dialect::Ors, Some(es::ExprKind::String(units))) => {
                    let text = String::from_utf16_lossy(units);
                    self.literal_delay(&text, delay.span)
                }
                (Dialect::Ors, Some(_)) => {
                    Delay::Expression(self.expression(delay, Role::Value, place))
                }
            },
            (None, Some(expr)) => match self.constant(expr).map(|text| time(&text)) {
                Some(Time::Milliseconds(milliseconds)) => Delay::Milliseconds(milliseconds),
                _ => Delay::Expression(self.expression(expr, Role::Value, place)),
            },
            (None, None) => Delay::None,
        }
    }

    /// A delay that the document states: it can be checked now.
    fn literal_delay(&mut self, text: &str, span: Span) -> Delay {
        let text = text.trim();
        match time(text) {
            Time::Milliseconds(milliseconds) => return Delay::Milliseconds(milliseconds),
            Time::WithoutUnit => {
                let written = self.sources.slice(span);
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::DELAY_WITHOUT_UNIT,
                        span,
                        format!("the delay `{text}` lacks its unit"),
                    )
                    .suggest("seconds?", span, written.replacen(text, &format!("{text}s"), 1))
                    .note("times are written as `10s` or `500ms` (section 6.2.4)"),
                );
            }
            Time::Other => {
                let message = match text {
                    "" => "the delay is empty".to_owned(),
                    text => format!("`{text}` is no time"),
                };
                let mut diagnostic = Diagnostic::error(codes::BAD_DELAY, span, message)
                    .note("times are written as `10s` or `500ms` (section 6.2.4)");
                let written = self.sources.slice(span);
                if self.dialect == Dialect::Ors && is_name(text) && written.trim() == text {
                    diagnostic =
                        diagnostic.note(format!("nothing declares a variable `{text}` either"));
                }
                if let Some(meant) = meant(text) {
                    let edit = written.replacen(text, &meant, 1);
                    diagnostic = diagnostic.suggest(format!("write `{meant}`"), span, edit);
                }
                self.diagnostics.push(diagnostic);
            }
        }
        Delay::None
    }

    /// What an event carries.
    pub(super) fn payload(
        &mut self,
        namelist: Option<&Text>,
        params: &[ast::Param],
        content: Option<&ast::Content>,
        place: Place<'_>,
    ) -> Payload {
        if let Some(content) = content {
            return Payload::Content(self.content(content, place));
        }
        let mut list: Vec<Param> = Vec::new();
        for name in namelist.map(walk::names).unwrap_or_default() {
            let value = self.expression(&name, Role::Location, place);
            list.push(Param { name: name.value, value });
        }
        list.extend(self.params(params, place));
        if list.is_empty() { Payload::None } else { Payload::Params(list) }
    }

    /// `<content>`; without anything in it, the empty string (section 5.6).
    pub(super) fn content(&mut self, content: &ast::Content, place: Place<'_>) -> Value {
        match (&content.expr, &content.inline) {
            (Some(expr), _) => Value::Expression(self.expression(expr, Role::Value, place)),
            (None, Some(inline)) => self.inline(inline, Role::Value, place),
            (None, None) => Value::Text(String::new()),
        }
    }

    /// `<donedata>`
    pub(super) fn donedata(&mut self, donedata: &ast::DoneData) -> DoneData {
        let place = Place { span: donedata.span, element: "donedata" };
        DoneData { payload: self.payload(None, &donedata.params, donedata.content.as_ref(), place) }
    }
}

/// A send includes all values of a name that `namelist` and `<param>` give several times (section 6.2): as an array.
fn keep_duplicates(payload: Payload) -> Payload {
    let Payload::Params(params) = payload else { return payload };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<(Param, Vec<code::Expr>)> = Vec::new();
    for param in params {
        match names.get(&param.name) {
            Some(place) => kept[*place].1.push(param.value.code),
            None => {
                names.insert(param.name.clone(), kept.len());
                kept.push((param, Vec::new()));
            }
        }
    }
    let joined = kept.into_iter().map(|(mut param, more)| {
        if !more.is_empty() {
            let span = param.value.code.span;
            let all = iter::once(param.value.code).chain(more).map(Some).collect();
            param.value.code = code::Expr { kind: ExprKind::Array(all), ty: Type::Any, span };
        }
        param
    });
    Payload::Params(joined.collect())
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$')
}
