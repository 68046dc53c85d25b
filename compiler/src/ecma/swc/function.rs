//! Functions, from swc's tree to ours.

use std::rc::Rc;

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::Converter;
use crate::es::{self, Declare, Expr, ExprKind, FunctionKind, Name, Pattern, Stmt, StmtKind};

/// Parameters, and the statement that declares those that are more than names.
pub(super) struct Params {
    names: Vec<Name>,
    length: u32,
    declaration: Option<Stmt>,
}

impl Converter<'_> {
    pub(super) fn function_expression(&mut self, function: &ast::FnExpr) -> ExprKind {
        let span = function.function.span;
        let name = function.ident.as_ref();
        ExprKind::Function(self.function(name, FunctionKind::Normal, &function.function, span))
    }

    /// A function; what is not supported of it becomes its body, so that it counts once something calls it.
    pub(super) fn function(
        &mut self,
        name: Option<&ast::Ident>,
        kind: FunctionKind,
        function: &ast::Function,
        span: swc_common::Span,
    ) -> Rc<es::Function> {
        let name = name.map(|name| self.name(&name.sym, name.span));
        if function.is_generator || function.is_async {
            let diagnostic = self.waiting(span);
            return self.refused(name, kind, diagnostic, span);
        }
        let params = self.params(function.params.iter().map(|param| &param.pat), span);
        let outer = self.strict;
        let body = function.body.as_ref().map(|body| {
            self.directives(&body.stmts);
            self.statements(&body.stmts)
        });
        let made = self.made(name, kind, params, body.unwrap_or_default(), span);
        self.strict = outer;
        made
    }

    pub(super) fn arrow(&mut self, arrow: &ast::ArrowExpr) -> ExprKind {
        let kind = FunctionKind::Arrow;
        if arrow.is_async || arrow.is_generator {
            let diagnostic = self.waiting(arrow.span);
            return ExprKind::Function(self.refused(None, kind, diagnostic, arrow.span));
        }
        let params = self.params(arrow.params.iter(), arrow.span);
        let outer = self.strict;
        let body = match &*arrow.body {
            ast::ArrowFunctionBody::FunctionBody(body) => {
                self.directives(&body.stmts);
                self.statements(&body.stmts)
            }
            ast::ArrowFunctionBody::Expr(value) => {
                let value = self.expression(value);
                let span = value.span;
                vec![Stmt { kind: StmtKind::Return(Some(value)), span }]
            }
        };
        let made = self.made(None, kind, params, body, arrow.span);
        self.strict = outer;
        ExprKind::Function(made)
    }

    fn waiting(&self, span: swc_common::Span) -> Box<Diagnostic> {
        let instead = "use events: a script always runs to its end at once";
        self.unsupported(span, "generators and async functions are", instead)
    }

    pub(super) fn refused(
        &self,
        name: Option<Name>,
        kind: FunctionKind,
        diagnostic: Box<Diagnostic>,
        span: swc_common::Span,
    ) -> Rc<es::Function> {
        let body = vec![Stmt { kind: StmtKind::Unsupported(diagnostic), span: self.span(span) }];
        let params = Params { names: Vec::new(), length: 0, declaration: None };
        self.made(name, kind, params, body, span)
    }

    pub(super) fn made(
        &self,
        name: Option<Name>,
        kind: FunctionKind,
        params: Params,
        mut body: Vec<Stmt>,
        span: swc_common::Span,
    ) -> Rc<es::Function> {
        let simple = params.declaration.is_none();
        if let Some(declaration) = params.declaration {
            body.insert(0, declaration);
        }
        Rc::new(es::Function {
            name,
            kind,
            params: params.names,
            simple,
            strict: self.strict,
            length: params.length,
            body,
            source: self.written(span).into(),
            span: self.span(span),
        })
    }

    /// Parameters: names where all of them are, else one declaration that takes the arguments apart.
    pub(super) fn params<'p>(
        &mut self,
        params: impl Iterator<Item = &'p ast::Pat> + Clone,
        span: swc_common::Span,
    ) -> Params {
        let name = |pattern: &'p ast::Pat| match pattern {
            ast::Pat::Ident(name) => Some(name),
            _ => None,
        };
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        if let Some(names) = params.clone().map(name).collect::<Option<Vec<_>>>() {
            let names = names.into_iter().map(|name| self.name(&name.sym, name.span));
            let names: Vec<Name> = names.collect();
            return Params { length: count(names.len()), names, declaration: None };
        }
        let counts =
            |pattern: &&ast::Pat| !matches!(pattern, ast::Pat::Assign(_) | ast::Pat::Rest(_));
        let length = count(params.clone().take_while(counts).count());
        let declared = (0..).zip(params).map(|(place, pattern)| self.param(place, pattern));
        let kind = StmtKind::Declare(Declare::Let, declared.collect());
        let declaration = Some(Stmt { kind, span: self.span(span) });
        Params { names: Vec::new(), length, declaration }
    }

    fn param(&mut self, place: u32, pattern: &ast::Pat) -> (Pattern, Option<Expr>) {
        let span = self.span(pattern.span());
        let expression = |kind| Expr { kind, span };
        match pattern {
            ast::Pat::Rest(rest) => {
                (self.pattern(&rest.arg), Some(expression(ExprKind::Rest(place))))
            }
            _ => {
                let element = self.element(pattern);
                let argument = expression(ExprKind::Argument(place));
                let value = match element.default {
                    Some(default) => {
                        expression(ExprKind::Default(Box::new(argument), Box::new(default)))
                    }
                    None => argument,
                };
                (element.pattern, Some(value))
            }
        }
    }
}
