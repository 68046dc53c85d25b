//! How does executable content become part of the chart?

use scxml_diagnostic::Diagnostic;

use super::expressions::Builder;
use super::null;
use super::sites::{Place, Role};
use super::{snippets, walk};
use crate::ast::{self, Dialect};
use crate::chart::{Block, Datamodel, Instruction, InstructionKind, Param, Value};
use crate::codes;
use crate::xml::Text;

impl Builder<'_> {
    /// A sequence of executable content.
    pub(super) fn block(&mut self, block: &ast::Block) -> Block {
        Block {
            instructions: block.instructions.iter().filter_map(|i| self.instruction(i)).collect(),
        }
    }

    fn instruction(&mut self, instruction: &ast::Instruction) -> Option<Instruction> {
        let place = Place { span: instruction.span, element: &instruction.element };
        let kind = match &instruction.kind {
            ast::InstructionKind::Raise { event, params } => {
                let event = self.event_name(event)?;
                InstructionKind::Raise { event, params: self.params(params, place) }
            }
            ast::InstructionKind::If { branches, otherwise } => InstructionKind::If {
                branches: branches
                    .iter()
                    .map(|(cond, block)| (self.cond(cond, place), self.block(block)))
                    .collect(),
                otherwise: otherwise.as_ref().map(|block| self.block(block)),
            },
            ast::InstructionKind::Foreach { array, item, index, body } => {
                self.needs_a_datamodel("foreach", place)?;
                InstructionKind::Foreach {
                    array: self.expression(array, Role::Value, place),
                    item: self.location(item, place),
                    index: index.as_ref().map(|index| self.location(index, place)),
                    body: self.block(body),
                }
            }
            ast::InstructionKind::Log { label, expr, level } => self.log(label, expr, level, place),
            ast::InstructionKind::Assign { location, expr, content } => {
                self.assign(location, expr, content, place)?
            }
            ast::InstructionKind::Script(script) => {
                InstructionKind::Script(self.script(script, place)?)
            }
            ast::InstructionKind::Send(send) => {
                InstructionKind::Send(Box::new(self.send(send, place)))
            }
            ast::InstructionKind::Cancel { sendid, sendidexpr } => InstructionKind::Cancel {
                sendid: self.text_or_expression(sendid, sendidexpr, place)?,
            },
            ast::InstructionKind::Action(action) => {
                InstructionKind::Action(Box::new(self.action(action, place)?))
            }
        };
        let role = match kind {
            InstructionKind::Script(_) => Role::Script,
            InstructionKind::Assign { .. } => Role::Location,
            _ => Role::Value,
        };
        Some(Instruction { kind, site: self.sites.site(role, place), span: instruction.span })
    }

    fn needs_a_datamodel(&mut self, element: &str, place: Place<'_>) -> Option<()> {
        if self.datamodel == Datamodel::Null {
            self.diagnostics.push(null::no_element(element, place.span, self.model));
            return None;
        }
        Some(())
    }

    /// The name in `<raise>` and in a literal `event` of `<send>`.
    pub(super) fn event_name(&mut self, event: &Text) -> Option<String> {
        let name = event.value.trim();
        let bare = name.trim_matches(['\'', '"']);
        if name.is_empty() || name.contains(char::is_whitespace) || bare != name {
            let mut diagnostic = Diagnostic::error(
                codes::BAD_EVENT_NAME,
                event.span,
                format!("`{name}` is no name of an event"),
            )
            .note("an event's name is one word, with dots between its tokens (section 3.12.1)");
            let joined = bare.split_whitespace().collect::<Vec<_>>().join(".");
            if joined != bare {
                let title = format!("did you mean `{joined}`?");
                diagnostic = diagnostic.suggest(title, event.span, joined);
            } else if bare != name && !bare.is_empty() {
                diagnostic =
                    diagnostic.suggest("this is a name, not an expression", event.span, bare);
            }
            self.diagnostics.push(diagnostic);
            return None;
        }
        Some(name.to_owned())
    }

    fn log(
        &mut self,
        label: &Option<Text>,
        expr: &Option<Text>,
        level: &Option<Text>,
        place: Place<'_>,
    ) -> InstructionKind {
        let label = label.as_ref().map(|label| match self.dialect {
            Dialect::W3c => Value::Text(label.value.clone()),
            Dialect::Ors => self.either(label, place),
        });
        let mut expr = expr.as_ref().filter(|expr| !expr.value.trim().is_empty());
        if let (Datamodel::Null, Some(ignored)) = (self.datamodel, expr) {
            self.diagnostics.push(
                Diagnostic::warning(
                    codes::NULL_DATAMODEL,
                    ignored.span,
                    "the null data model has no expressions",
                )
                .under("not logged")
                .note("section B.1"),
            );
            expr = None;
        }
        InstructionKind::Log {
            label,
            expr: expr.map(|expr| self.expression(expr, Role::Value, place)),
            level: level.as_ref().map(|level| self.expression(level, Role::Value, place)),
        }
    }

    fn assign(
        &mut self,
        location: &Text,
        expr: &Option<Text>,
        content: &Option<ast::Inline>,
        place: Place<'_>,
    ) -> Option<InstructionKind> {
        self.needs_a_datamodel("assign", place)?;
        let location = self.location(location, place);
        let value = match (expr, content) {
            (Some(expr), _) => Value::Expression(self.expression(expr, Role::Value, place)),
            (None, Some(content)) => self.inline(content, Role::Value, place),
            (None, None) => return None,
        };
        Some(InstructionKind::Assign { location, value })
    }

    /// A value given as literal text by one attribute or computed by another; in ors the first may be either.
    pub(super) fn text_or_expression(
        &mut self,
        text: &Option<Text>,
        expr: &Option<Text>,
        place: Place<'_>,
    ) -> Option<Value> {
        match (text, expr) {
            (Some(text), _) if self.dialect == Dialect::Ors => Some(self.either(text, place)),
            (Some(text), _) => Some(Value::Text(text.value.trim().to_owned())),
            (None, Some(expr)) => Some(self.value(expr, place)),
            (None, None) => None,
        }
    }

    /// `<param>`s.
    pub(super) fn params(&mut self, params: &[ast::Param], place: Place<'_>) -> Vec<Param> {
        params.iter().filter_map(|param| self.param(param, place)).collect()
    }

    fn param(&mut self, param: &ast::Param, place: Place<'_>) -> Option<Param> {
        let role = if param.expr.is_some() { Role::Value } else { Role::Location };
        if role == Role::Location && param.location.is_none() && self.dialect == Dialect::W3c {
            self.diagnostics.push(snippets::param_without_value(param));
            return None;
        }
        let value = self.expression(walk::param_value(param), role, place);
        Some(Param { name: param.name.value.clone(), value })
    }
}
