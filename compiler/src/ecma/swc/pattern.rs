//! Patterns, from swc's tree to ours.

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::Converter;
use crate::es::{Element, Key, Pattern, Target};

impl Converter<'_> {
    /// A pattern that has no default value of its own.
    pub(super) fn pattern(&mut self, pattern: &ast::Pat) -> Pattern {
        match pattern {
            ast::Pat::Ident(name) => Pattern::name(self.name(&name.sym, name.span)),
            ast::Pat::Array(array) => self.array_pattern(array),
            ast::Pat::Object(object) => self.object_pattern(object),
            ast::Pat::Expr(expression) => Pattern::Target(self.place(expression)),
            ast::Pat::Assign(_) | ast::Pat::Rest(_) | ast::Pat::Invalid(_) => {
                self.no_pattern(pattern.span())
            }
        }
    }

    /// A pattern with its default value.
    pub(super) fn element(&mut self, pattern: &ast::Pat) -> Element {
        match pattern {
            ast::Pat::Assign(assign) => Element {
                pattern: self.nested(&assign.left),
                default: Some(self.expression(&assign.right)),
            },
            other => Element { pattern: self.nested(other), default: None },
        }
    }

    /// A pattern inside of another; too many levels are an error.
    fn nested(&mut self, pattern: &ast::Pat) -> Pattern {
        self.depth += 1;
        let result = if self.depth > super::MOST_LEVELS {
            let diagnostic = super::too_deep(self.span(pattern.span()));
            Pattern::Target(Target::Unsupported(Box::new(diagnostic)))
        } else {
            self.pattern(pattern)
        };
        self.depth -= 1;
        result
    }

    pub(super) fn array_pattern(&mut self, array: &ast::ArrayPat) -> Pattern {
        let mut elements = Vec::new();
        let mut rest = None;
        for element in &array.elems {
            match element {
                Some(ast::Pat::Rest(last)) => rest = Some(Box::new(self.nested(&last.arg))),
                Some(element) => elements.push(Some(self.element(element))),
                None => elements.push(None),
            }
        }
        Pattern::Array { elements, rest, span: self.span(array.span) }
    }

    pub(super) fn object_pattern(&mut self, object: &ast::ObjectPat) -> Pattern {
        let mut members = Vec::new();
        let mut rest = None;
        for member in &object.props {
            match member {
                ast::ObjectPatProp::KeyValue(pair) => {
                    let key = self.key(&pair.key);
                    members.push((key, self.element(&pair.value)));
                }
                ast::ObjectPatProp::Assign(name) => {
                    let key = Key::Name(name.key.sym.encode_utf16().collect());
                    let pattern = Pattern::name(self.name(&name.key.sym, name.key.span));
                    let default = name.value.as_ref().map(|value| self.expression(value));
                    members.push((key, Element { pattern, default }));
                }
                ast::ObjectPatProp::Rest(last) => rest = Some(Box::new(self.nested(&last.arg))),
            }
        }
        Pattern::Object { members, rest, span: self.span(object.span) }
    }

    pub(super) fn no_pattern(&self, span: swc_common::Span) -> Pattern {
        Pattern::Target(Target::Unsupported(self.not_a_pattern(span)))
    }

    pub(super) fn not_a_pattern(&self, span: swc_common::Span) -> Box<Diagnostic> {
        self.unsupported(span, "this pattern is", "assign one variable at a time: `var a = x.a;`")
    }
}
