//! Services: sections 6.4 and 6.5.

use scxml_diagnostic::{Diagnostic, Span};

use super::check::{Child, Parser};
use super::text;
use super::{elements, namespace};
use crate::ast::{
    Block, Content, Document, Finalize, Instruction, InstructionKind, Invoke, Source,
};
use crate::codes;
use crate::xml::{Element, Node};

impl Parser<'_> {
    /// `<invoke>`
    pub(super) fn invoke(&mut self, element: &Element) -> Invoke {
        let children = self.enter(element, &elements::INVOKE);
        let mut invoke = Invoke {
            kind: text(element, "type"),
            typeexpr: text(element, "typeexpr"),
            id: text(element, "id"),
            idlocation: text(element, "idlocation"),
            source: Source::None,
            namelist: text(element, "namelist"),
            params: self.params(&children),
            autoforward: text(element, "autoforward"),
            finalize: child(&children, "finalize").map(|child| self.finalize(child)),
            element: self.sources.slice(element.name_span).to_owned(),
            span: element.span,
        };
        let content = child(&children, "content");
        self.invoke_has_one_source(element, content);
        self.invoke_has_one_list(element, &children);
        invoke.source = match (text(element, "src"), text(element, "srcexpr"), content) {
            (Some(src), ..) => Source::Src(src),
            (None, Some(srcexpr), _) => Source::Srcexpr(srcexpr),
            (None, None, Some(content)) => self.invoked_content(content, &invoke),
            (None, None, None) => Source::None,
        };
        invoke
    }

    /// `<content>` of an `<invoke>`: a document, unless the service is one that does not take documents.
    fn invoked_content(&mut self, content: &Element, invoke: &Invoke) -> Source {
        if let Some(document) = only_scxml(content)
            && invoke.is_scxml() != Some(false)
        {
            self.enter(content, &elements::CONTENT);
            if text(content, "expr").or_else(|| text(content, "_expr")).is_some() {
                self.expr_and_content(content, &elements::CONTENT);
            }
            return Source::Document(Box::new(self.document_inside(document)));
        }
        let content: Content = self.content(content);
        Source::Content(content)
    }

    /// A document within this one; inside a strategy it is a strategy too.
    fn document_inside(&mut self, root: &Element) -> Document {
        let outer = (self.dialect, self.root_tag, self.root_name);
        self.dialect = namespace::dialect_inside(root, self.dialect);
        (self.root_tag, self.root_name) = (root.span, root.name_span);
        let document = self.document(root);
        (self.dialect, self.root_tag, self.root_name) = outer;
        document
    }

    /// Section 6.4.1.
    fn invoke_has_one_source(&mut self, element: &Element, content: Option<&Element>) {
        let named = element.attribute("src").or_else(|| element.attribute("srcexpr"));
        if let (Some(named), Some(content)) = (named, content) {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::CONTENT_AND_ATTRIBUTE,
                    content.span,
                    format!("`<content>` excludes `{}`", named.local),
                )
                .label(named.name_span, format!("`{}` is here", named.local))
                .note("one or the other says what to invoke (section 6.4.1)"),
            );
        }
    }

    /// Section 6.4.1.
    fn invoke_has_one_list(&mut self, element: &Element, children: &[Child<'_>]) {
        let (Some(namelist), Some(param)) =
            (element.attribute("namelist"), child(children, "param"))
        else {
            return;
        };
        let diagnostic = Diagnostic::error(
            codes::CONTENT_AND_ATTRIBUTE,
            param.span,
            "`<param>` excludes `namelist`",
        )
        .label(namelist.name_span, "`namelist` is here")
        .note("one or the other gives the values (section 6.4.1)");
        let names = namelist.value.value.split_ascii_whitespace();
        let params: String =
            names.map(|name| format!("<param name=\"{name}\" location=\"{name}\"/>")).collect();
        let attribute = namelist.name_span.to(namelist.value.span);
        let attribute = Span { end: attribute.end + 1, ..attribute };
        self.diagnostics.push(
            diagnostic.suggest("give all of them as `<param>`", attribute, "").suggest(
                "",
                param.whole_span.before(),
                params,
            ),
        );
    }

    /// `<finalize>`
    fn finalize(&mut self, element: &Element) -> Finalize {
        let content = self.handler(element, &elements::FINALIZE);
        self.finalize_stays_inside(&content);
        Finalize { content, span: element.span }
    }

    /// Section 6.5: finalize raises no events and calls nothing outside of the session.
    fn finalize_stays_inside(&mut self, block: &Block) {
        for instruction in &block.instructions {
            match &instruction.kind {
                InstructionKind::Raise { .. }
                | InstructionKind::Send(_)
                | InstructionKind::Action(_) => self.not_in_finalize(instruction),
                InstructionKind::If { branches, otherwise } => {
                    for block in branches.iter().map(|(_, block)| block).chain(otherwise) {
                        self.finalize_stays_inside(block);
                    }
                }
                InstructionKind::Foreach { body, .. } => self.finalize_stays_inside(body),
                InstructionKind::Log { .. }
                | InstructionKind::Assign { .. }
                | InstructionKind::Script(_)
                | InstructionKind::Cancel { .. } => {}
            }
        }
    }

    fn not_in_finalize(&mut self, instruction: &Instruction) {
        let element = &instruction.element;
        self.diagnostics.push(
            Diagnostic::error(
                codes::MISPLACED_ELEMENT,
                instruction.span,
                format!("`<{element}>` is not allowed in `<finalize>`"),
            )
            .note("`<finalize>` only puts what an event brings into the data; what is to be done about the event stands in the `<transition>` that it enables (section 6.5)"),
        );
    }
}

fn child<'e>(children: &[Child<'e>], name: &str) -> Option<&'e Element> {
    children.iter().find_map(|child| match child {
        Child::Scxml(child) if child.local == name => Some(*child),
        _ => None,
    })
}

/// The `<scxml>` that is all the content there is.
fn only_scxml(content: &Element) -> Option<&Element> {
    let mut significant = content.children.iter().filter(|node| match node {
        Node::Element(_) => true,
        Node::Text(text) => !text.value.trim().is_empty(),
    });
    match (significant.next(), significant.next()) {
        (Some(Node::Element(element)), None) if element.local == "scxml" => Some(element),
        _ => None,
    }
}
