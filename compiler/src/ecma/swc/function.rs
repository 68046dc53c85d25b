//! Functions, from swc's tree to ours.

use std::rc::Rc;

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::Converter;
use crate::es;

impl Converter<'_> {
    pub(super) fn function_expression(&mut self, function: &ast::FnExpr) -> es::ExprKind {
        let span = function.function.span;
        es::ExprKind::Function(self.function(function.ident.as_ref(), &function.function, span))
    }

    /// A function; what is not supported of it becomes its body, so that it counts once something calls it.
    pub(super) fn function(
        &mut self,
        name: Option<&ast::Ident>,
        function: &ast::Function,
        span: swc_common::Span,
    ) -> Rc<es::Function> {
        let (params, body) = match self.params(function, span) {
            Ok(params) => {
                let body = function.body.as_ref().map(|body| self.statements(&body.stmts));
                (params, body.unwrap_or_default())
            }
            Err(diagnostic) => {
                let kind = es::StmtKind::Unsupported(diagnostic);
                (Vec::new(), vec![es::Stmt { kind, span: self.span(span) }])
            }
        };
        Rc::new(es::Function {
            name: name.map(|name| self.name(&name.sym, name.span)),
            params,
            body,
            source: self.written(span).into(),
            span: self.span(span),
        })
    }

    fn params(
        &self,
        function: &ast::Function,
        span: swc_common::Span,
    ) -> Result<Vec<es::Name>, Box<Diagnostic>> {
        if function.is_generator || function.is_async {
            let instead = "use events: a script always runs to its end at once";
            return Err(self.unsupported(span, "generators and async functions are", instead));
        }
        function
            .params
            .iter()
            .map(|param| match &param.pat {
                ast::Pat::Ident(name) => Ok(self.name(&name.sym, name.span)),
                ast::Pat::Assign(assign) => {
                    let instead = "write `if (a === undefined) a = …;` at the top of the function";
                    Err(self.unsupported(assign.span, "default values of parameters are", instead))
                }
                ast::Pat::Rest(rest) => {
                    Err(self.unsupported(rest.span, "rest parameters are", "use `arguments`"))
                }
                other => Err(self.pattern(other.span())),
            })
            .collect()
    }
}
