//! Executable content: sections 4, 5.4, 5.8, 6.2 and 6.3.

use scxml_diagnostic::{Diagnostic, Span};

use super::check::{Child, Parser};
use super::elements;
use super::namespace::{self, Vocabulary};
use super::rule::Rule;
use super::text;
use crate::ast::{Block, Dialect, Instruction, InstructionKind, Script, ScriptPart, Send};
use crate::codes;
use crate::xml::{Element, Node, Text};

impl Parser<'_> {
    /// A sequence of executable content.
    pub(super) fn block(&mut self, children: Vec<Child<'_>>) -> Block {
        Block {
            instructions: children
                .into_iter()
                .filter_map(|child| self.instruction(&child))
                .collect(),
        }
    }

    fn instruction(&mut self, child: &Child<'_>) -> Option<Instruction> {
        let (kind, element) = match child {
            Child::Scxml(element) => (self.instruction_kind(element)?, *element),
            Child::Module(module, element) => {
                (InstructionKind::Action(self.action(module, element)?), *element)
            }
        };
        let name = self.sources.slice(element.name_span).to_owned();
        Some(Instruction { kind, element: name, span: element.span })
    }

    fn instruction_kind(&mut self, element: &Element) -> Option<InstructionKind> {
        match element.local.as_str() {
            "raise" => self.raise(element, &elements::RAISE, "event"),
            "event" => self.raise(element, &elements::EVENT, "name"),
            "if" => self.choice(element),
            "foreach" => self.foreach(element),
            "log" => {
                self.enter(element, &elements::LOG);
                let label = text(element, "label");
                Some(InstructionKind::Log {
                    label,
                    expr: text(element, "expr"),
                    level: text(element, "level"),
                })
            }
            "assign" => self.assign(element),
            "script" => Some(InstructionKind::Script(self.script(element))),
            "send" => Some(InstructionKind::Send(Box::new(self.send(element)))),
            "cancel" => self.cancel(element),
            _ => None,
        }
    }

    fn raise(&mut self, element: &Element, rule: &Rule, name: &str) -> Option<InstructionKind> {
        let children = self.enter(element, rule);
        let params = self.params(&children);
        Some(InstructionKind::Raise { event: text(element, name)?, params })
    }

    /// `<elseif>` and `<else>` are empty elements that stand between the contents of the branches.
    fn choice(&mut self, element: &Element) -> Option<InstructionKind> {
        let mut branches = Vec::new();
        let mut otherwise: Option<&Element> = None;
        let mut cond = text(element, "cond");
        let mut block = Block::default();
        for child in self.enter(element, &elements::IF) {
            let separator = match &child {
                Child::Scxml(inner) if inner.local == "elseif" || inner.local == "else" => *inner,
                _ => {
                    block.instructions.extend(self.instruction(&child));
                    continue;
                }
            };
            self.separator(separator);
            if let Some(first) = otherwise {
                self.after_else(separator, first);
                continue;
            }
            let done = std::mem::take(&mut block);
            branches.extend(cond.take().map(|cond| (cond, done)));
            if separator.local == "else" {
                otherwise = Some(separator);
            } else {
                cond = text(separator, "cond");
            }
        }
        let otherwise = if otherwise.is_some() {
            Some(block)
        } else {
            branches.extend(cond.map(|cond| (cond, block)));
            None
        };
        Some(InstructionKind::If { branches, otherwise })
    }

    fn separator(&mut self, element: &Element) {
        let rule = if element.local == "else" { &elements::ELSE } else { &elements::ELSEIF };
        self.attributes(element, rule);
        let content = element.children.iter().any(|node| match node {
            Node::Element(_) => true,
            Node::Text(text) => !text.value.trim().is_empty(),
        });
        if content {
            let diagnostic = Diagnostic::error(
                codes::MISPLACED_ELEMENT,
                element.span,
                format!("`<{}>` must be empty", element.local),
            )
            .note(format!(
                "its content follows `<{}/>`, up to the end of `<if>` (section 4.3)",
                element.local
            ));
            let slash = Span { start: element.span.end.saturating_sub(1), ..element.span };
            self.diagnostics.push(match element.end {
                Some(end) => diagnostic
                    .suggest("end it before its content", slash.before(), "/")
                    .suggest("", end, ""),
                None => diagnostic,
            });
        }
    }

    fn after_else(&mut self, element: &Element, first: &Element) {
        self.diagnostics.push(
            Diagnostic::error(
                codes::MISPLACED_ELEMENT,
                element.span,
                format!("`<{}>` cannot follow `<else>`", element.local),
            )
            .label(first.span, "`<else>` is here")
            .note("`<else>` is the last branch of an `<if>` (section 4.3)"),
        );
    }

    fn foreach(&mut self, element: &Element) -> Option<InstructionKind> {
        let children = self.enter(element, &elements::FOREACH);
        let body = self.block(children);
        let (array, item) = (text(element, "array")?, text(element, "item")?);
        Some(InstructionKind::Foreach { array, item, index: text(element, "index"), body })
    }

    fn assign(&mut self, element: &Element) -> Option<InstructionKind> {
        self.enter(element, &elements::ASSIGN);
        let (expr, content) = (text(element, "expr"), self.inline(element));
        if expr.is_some() && content.is_some() {
            self.expr_and_content(element, &elements::ASSIGN);
        }
        if expr.is_none() && content.is_none() {
            self.has_neither(element, "`expr` nor content", &elements::ASSIGN);
            return None;
        }
        Some(InstructionKind::Assign { location: text(element, "location")?, expr, content })
    }

    fn has_neither(&mut self, element: &Element, what: &str, rule: &Rule) {
        let message = format!("`<{}>` has neither {what}", element.local);
        self.diagnostics.push(
            Diagnostic::error(codes::MISSING_ATTRIBUTE, element.span, message)
                .note(format!("SCXML 1.0, section {}", rule.section)),
        );
    }

    fn cancel(&mut self, element: &Element) -> Option<InstructionKind> {
        self.enter(element, &elements::CANCEL);
        let sendid = text(element, "sendid").or_else(|| text(element, "id"));
        let sendidexpr = text(element, "sendidexpr");
        if sendid.is_none() && sendidexpr.is_none() {
            self.has_neither(element, "`sendid` nor `sendidexpr`", &elements::CANCEL);
            return None;
        }
        Some(InstructionKind::Cancel { sendid, sendidexpr })
    }

    /// `<script>`
    pub(super) fn script(&mut self, element: &Element) -> Script {
        self.enter(element, &elements::SCRIPT);
        let mut parts = Vec::new();
        for node in &element.children {
            match node {
                Node::Text(text) => parts.push(ScriptPart::Text(text.clone())),
                Node::Element(child) if namespace::vocabulary(child) == Vocabulary::XInclude => {
                    parts.extend(self.text_include(child).map(ScriptPart::Include));
                }
                Node::Element(_) => {}
            }
        }
        if let Some(src) = text(element, "src") {
            let blank = |part: &ScriptPart| matches!(part, ScriptPart::Text(text) if text.value.trim().is_empty());
            if !parts.iter().all(blank) {
                self.diagnostics.push(
                    Diagnostic::error(
                        codes::CONTENT_AND_ATTRIBUTE,
                        src.span,
                        "`<script>` has `src` and content",
                    )
                    .note("section 5.8: one or the other"),
                );
            }
            parts = vec![ScriptPart::Src(src)];
        }
        Script { parts, span: element.span }
    }

    fn text_include(&mut self, element: &Element) -> Option<Text> {
        let what = match element.attribute("parse") {
            Some(parse) if parse.value.value == "text" => None,
            _ => Some("a `<script>` takes only text: `parse=\"text\"`"),
        };
        let href = text(element, "href");
        let what = what.or(href.is_none().then_some("`<xi:include>` needs the attribute `href`"));
        match what {
            None if element.local == "include" => href,
            None => {
                let message = format!("unknown element `<{}>` of XInclude", element.local);
                self.diagnostics.push(Diagnostic::error(
                    codes::UNKNOWN_ELEMENT,
                    element.name_span,
                    message,
                ));
                None
            }
            Some(message) => {
                let diagnostic = Diagnostic::error(codes::WRONG_INCLUDE, element.span, message);
                self.diagnostics.push(match element.attribute("parse") {
                    _ if href.is_none() => diagnostic,
                    Some(parse) => diagnostic.suggest("include text", parse.value.span, "text"),
                    None => diagnostic.suggest(
                        "include text",
                        element.name_span.after(),
                        " parse=\"text\"",
                    ),
                });
                None
            }
        }
    }

    fn send(&mut self, element: &Element) -> Send {
        let children = self.enter(element, &elements::SEND);
        let (params, content) = (self.params(&children), self.content_child(&children));
        let send = Send {
            event: text(element, "event"),
            eventexpr: text(element, "eventexpr"),
            target: text(element, "target"),
            targetexpr: text(element, "targetexpr"),
            kind: text(element, "type").or_else(|| text(element, "targettype")),
            typeexpr: text(element, "typeexpr"),
            id: text(element, "id").or_else(|| text(element, "sendid")),
            idlocation: text(element, "idlocation"),
            delay: text(element, "delay"),
            delayexpr: text(element, "delayexpr"),
            namelist: text(element, "namelist"),
            hints: text(element, "hints"),
            params,
            content,
        };
        self.timeout_has_no_effect(element);
        self.send_has_an_event(element, &send);
        self.send_has_one_payload(element, &send);
        send
    }

    /// The guides list it and do not say what it does.
    fn timeout_has_no_effect(&mut self, element: &Element) {
        if let (Some(timeout), Dialect::Ors) = (element.attribute("timeout"), self.dialect) {
            self.diagnostics.push(
                Diagnostic::warning(
                    codes::UNSUPPORTED_ATTRIBUTE,
                    timeout.name_span,
                    "`timeout` of `<send>` is not supported yet",
                )
                .under("has no effect"),
            );
        }
    }

    /// Section 6.2.2. Other event processors than SCXML's have their own ways to name an event (section C.2).
    fn send_has_an_event(&mut self, element: &Element, send: &Send) {
        let named = send.event.is_some() || send.eventexpr.is_some() || send.content.is_some();
        if !named && send.kind.is_none() && send.typeexpr.is_none() {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::MISSING_ATTRIBUTE,
                    element.span,
                    "`<send>` has neither `event` nor `eventexpr`",
                )
                .note("section 6.2: one of `event`, `eventexpr` and `<content>`"),
            );
        }
    }

    /// Section 6.2.2.
    fn send_has_one_payload(&mut self, element: &Element, send: &Send) {
        let Some(content) = &send.content else { return };
        if send.namelist.is_some() || !send.params.is_empty() {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::CONTENT_AND_ATTRIBUTE,
                    content.span,
                    "`<content>` excludes `namelist` and `<param>`",
                )
                .label(element.span, "in this `<send>`")
                .note("one or the other (section 6.2)"),
            );
        }
    }
}
