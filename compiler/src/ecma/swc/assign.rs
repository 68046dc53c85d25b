//! Assignments, from swc's tree to ours.

use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::Converter;
use super::expression::{Operator, operator};
use crate::es::{ExprKind, Target};

impl Converter<'_> {
    pub(super) fn assign(&mut self, assign: &ast::AssignExpr) -> ExprKind {
        let target = match &assign.left {
            ast::AssignTarget::Simple(ast::SimpleAssignTarget::Ident(name)) => {
                Target::Name(self.name(&name.sym, name.span))
            }
            ast::AssignTarget::Simple(ast::SimpleAssignTarget::Member(member)) => {
                let kind = self.member(member);
                self.target(kind, member.span)
            }
            ast::AssignTarget::Simple(ast::SimpleAssignTarget::SuperProp(member)) => {
                let kind = self.super_member(member);
                self.target(kind, member.span)
            }
            ast::AssignTarget::Simple(ast::SimpleAssignTarget::Paren(paren)) => {
                self.place(&paren.expr)
            }
            ast::AssignTarget::Pat(pattern) => {
                let pattern = match pattern {
                    ast::AssignTargetPat::Array(array) => self.array_pattern(array),
                    ast::AssignTargetPat::Object(object) => self.object_pattern(object),
                    ast::AssignTargetPat::Invalid(invalid) => self.no_pattern(invalid.span),
                };
                return ExprKind::Destructure(Box::new(pattern), self.boxed(&assign.right));
            }
            ast::AssignTarget::Simple(other) => Target::Unsupported(self.unsupported(
                other.span(),
                "assigning to this is",
                "assign to a variable or a member",
            )),
        };
        let (target, value) = (Box::new(target), self.boxed(&assign.right));
        match assign.op.to_update().map(operator) {
            None => ExprKind::Assign { op: None, target, value },
            Some(Operator::Binary(op)) => ExprKind::Assign { op: Some(op), target, value },
            Some(Operator::Logical(op)) => ExprKind::LogicalAssign(op, target, value),
        }
    }
}
