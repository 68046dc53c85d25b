//! Functions, from swc's tree to ours.

use std::rc::Rc;

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::Converter;
use crate::es;

impl Converter<'_> {
    pub(super) fn function_expression(&mut self, function: &ast::FnExpr) -> es::ExprKind {
        match self.function(function.ident.as_ref(), &function.function, function.function.span) {
            Ok(function) => es::ExprKind::Function(function),
            Err(diagnostic) => es::ExprKind::Unsupported(diagnostic),
        }
    }

    pub(super) fn function(
        &mut self,
        name: Option<&ast::Ident>,
        function: &ast::Function,
        span: swc_common::Span,
    ) -> Result<Rc<es::Function>, Box<Diagnostic>> {
        if function.is_generator || function.is_async {
            let instead = "use events: a script always runs to its end at once";
            return Err(self.unsupported(span, "generators and async functions are", instead));
        }
        let mut params = Vec::new();
        for param in &function.params {
            match &param.pat {
                ast::Pat::Ident(name) => params.push(self.name(&name.sym, name.span)),
                ast::Pat::Assign(assign) => {
                    let instead = "write `if (a === undefined) a = …;` at the top of the function";
                    return Err(self.unsupported(
                        assign.span,
                        "default values of parameters are",
                        instead,
                    ));
                }
                ast::Pat::Rest(rest) => {
                    return Err(self.unsupported(
                        rest.span,
                        "rest parameters are",
                        "use `arguments`",
                    ));
                }
                other => return Err(self.pattern(other.span())),
            }
        }
        let body =
            function.body.as_ref().map(|body| self.statements(&body.stmts)).unwrap_or_default();
        Ok(Rc::new(es::Function {
            name: name.map(|name| self.name(&name.sym, name.span)),
            params,
            body,
            source: self.written(span).into(),
            span: self.span(span),
        }))
    }
}
