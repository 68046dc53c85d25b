//! Data and what events carry: sections 5.2, 5.3, 5.5, 5.6 and 5.7.

use scxml_diagnostic::{Diagnostic, Span};

use super::check::{Child, Parser};
use super::elements;
use super::rule::Rule;
use super::text;
use crate::ast::{Content, Data, DoneData, Inline, Param, Xml};
use crate::codes;
use crate::xml::{Element, Node};

impl Parser<'_> {
    /// `<datamodel>`
    pub(super) fn datamodel(&mut self, element: &Element) -> Vec<Data> {
        let children = self.enter(element, &elements::DATAMODEL);
        children
            .iter()
            .filter_map(|child| match child {
                Child::Scxml(child) => self.data(child),
                Child::Module(..) => None,
            })
            .collect()
    }

    fn data(&mut self, element: &Element) -> Option<Data> {
        self.enter(element, &elements::DATA);
        let (expr, src, content) =
            (text(element, "expr"), text(element, "src"), self.inline(element));
        if content.is_some() && (expr.is_some() || src.is_some()) {
            self.expr_and_content(element, &elements::DATA);
        }
        Some(Data {
            id: text(element, "id")?,
            expr,
            src,
            content,
            kind: text(element, "_type"),
            span: element.span,
        })
    }

    /// `<donedata>`
    pub(super) fn donedata(&mut self, element: &Element) -> DoneData {
        let children = self.enter(element, &elements::DONEDATA);
        let (params, content) = (self.params(&children), self.content_child(&children));
        if let (Some(content), false) = (&content, params.is_empty()) {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::CONTENT_AND_ATTRIBUTE,
                    content.span,
                    "`<content>` excludes `<param>`",
                )
                .label(element.span, "in this `<donedata>`")
                .note("one or the other (section 5.5)"),
            );
        }
        DoneData { params, content, span: element.span }
    }

    /// `<param>` children.
    pub(super) fn params(&mut self, children: &[Child<'_>]) -> Vec<Param> {
        let mut params = Vec::new();
        for child in children {
            if let Child::Scxml(child) = child
                && child.local == "param"
            {
                params.extend(self.param(child));
            }
        }
        params
    }

    fn param(&mut self, element: &Element) -> Option<Param> {
        self.enter(element, &elements::PARAM);
        let (expr, location) = (text(element, "expr"), text(element, "location"));
        Some(Param { name: text(element, "name")?, expr, location, span: element.span })
    }

    /// The `<content>` child.
    pub(super) fn content_child(&mut self, children: &[Child<'_>]) -> Option<Content> {
        children.iter().find_map(|child| match child {
            Child::Scxml(child) if child.local == "content" => Some(self.content(child)),
            _ => None,
        })
    }

    /// `<content>`
    pub(super) fn content(&mut self, element: &Element) -> Content {
        self.enter(element, &elements::CONTENT);
        let expr = text(element, "expr").or_else(|| text(element, "_expr"));
        let inline = self.inline(element);
        if expr.is_some() && inline.is_some() {
            self.expr_and_content(element, &elements::CONTENT);
        }
        Content { expr, inline, span: element.span }
    }

    /// What stands between the tags, when it is more than white space.
    pub(super) fn inline(&self, element: &Element) -> Option<Inline> {
        if let [Node::Text(text)] = element.children.as_slice() {
            return (!text.value.trim().is_empty()).then(|| Inline::Text(text.clone()));
        }
        let span = extent(element.children.first()?).to(extent(element.children.last()?));
        Xml::new(element.children.clone(), span).map(Inline::Xml)
    }

    /// Reports a value that is given twice.
    pub(super) fn expr_and_content(&mut self, element: &Element, rule: &Rule) {
        self.diagnostics.push(
            Diagnostic::error(
                codes::CONTENT_AND_ATTRIBUTE,
                element.span,
                format!("`<{}>` gives its value as an attribute and as content", element.local),
            )
            .note(format!("section {}: one or the other", rule.section)),
        );
    }
}

fn extent(node: &Node) -> Span {
    match node {
        Node::Element(element) => element.whole_span,
        Node::Text(text) => text.span,
    }
}
