//! Optional chains, from swc's tree to ours.

use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::{Converter, too_deep};
use crate::es::{Expr, ExprKind};

impl Converter<'_> {
    /// A part of an optional chain.
    pub(super) fn link(&mut self, expression: &ast::Expr) -> ExprKind {
        self.depth += 1;
        let kind = match expression {
            _ if self.depth > super::MOST_LEVELS => {
                ExprKind::Unsupported(Box::new(too_deep(self.span(expression.span()))))
            }
            ast::Expr::OptChain(chain) => match &*chain.base {
                ast::OptChainBase::Member(member) => {
                    let object = self.before(&member.obj, chain.optional);
                    self.member_of(object, &member.prop)
                }
                ast::OptChainBase::Call(call) => {
                    let callee = self.before(&call.callee, chain.optional);
                    ExprKind::Call { callee, arguments: self.arguments(&call.args) }
                }
            },
            ast::Expr::Member(member) => {
                let object = self.before(&member.obj, false);
                self.member_of(object, &member.prop)
            }
            ast::Expr::Call(ast::CallExpr { callee: ast::Callee::Expr(callee), args, .. }) => {
                let callee = self.before(callee, false);
                ExprKind::Call { callee, arguments: self.arguments(args) }
            }
            other => self.kind(other),
        };
        self.depth -= 1;
        kind
    }

    /// What stands before a `.` or `?.` of an optional chain.
    fn before(&mut self, expression: &ast::Expr, optional: bool) -> Box<Expr> {
        let span = self.span(expression.span());
        let before = Box::new(Expr { kind: self.link(expression), span });
        if optional { Box::new(Expr { kind: ExprKind::Checked(before), span }) } else { before }
    }
}
