//! Expressions, from swc's tree to ours.

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::{Converter, too_deep};
use crate::codes;
use crate::ecma::pattern;
use crate::es::{BinaryOp, Expr, ExprKind, LogicalOp, Target, UnaryOp};

impl Converter<'_> {
    pub(super) fn expression(&mut self, expression: &ast::Expr) -> Expr {
        let span = self.span(expression.span());
        self.depth += 1;
        let kind = if self.depth > super::MOST_LEVELS {
            ExprKind::Unsupported(Box::new(too_deep(span)))
        } else {
            self.kind(expression)
        };
        self.depth -= 1;
        Expr { kind, span }
    }

    pub(super) fn boxed(&mut self, expression: &ast::Expr) -> Box<Expr> {
        Box::new(self.expression(expression))
    }

    pub(super) fn kind(&mut self, expression: &ast::Expr) -> ExprKind {
        match expression {
            ast::Expr::This(_) => ExprKind::This,
            ast::Expr::Array(array) => self.array(array),
            ast::Expr::Object(object) => self.object(object),
            ast::Expr::Fn(function) => self.function_expression(function),
            ast::Expr::Arrow(arrow) => self.arrow(arrow),
            ast::Expr::Class(class) => {
                ExprKind::Class(self.class(class.ident.as_ref(), &class.class))
            }
            ast::Expr::Tpl(template) => self.template(template),
            ast::Expr::TaggedTpl(tagged) => self.tagged(tagged),
            ast::Expr::OptChain(_) => ExprKind::Optional(Box::new(Expr {
                kind: self.link(expression),
                span: self.span(expression.span()),
            })),
            ast::Expr::SuperProp(member) => self.super_member(member),
            ast::Expr::Unary(unary) => ExprKind::Unary(unary_op(unary.op), self.boxed(&unary.arg)),
            ast::Expr::Update(update) => ExprKind::Update {
                increment: update.op == ast::UpdateOp::PlusPlus,
                prefix: update.prefix,
                target: Box::new(self.place(&update.arg)),
            },
            ast::Expr::Bin(_) => self.binary(expression),
            ast::Expr::Assign(assign) => self.assign(assign),
            ast::Expr::Member(member) => self.member(member),
            ast::Expr::Cond(cond) => ExprKind::Conditional(
                self.boxed(&cond.test),
                self.boxed(&cond.cons),
                self.boxed(&cond.alt),
            ),
            ast::Expr::Call(call) => match &call.callee {
                ast::Callee::Expr(callee) => {
                    let callee = self.boxed(callee);
                    ExprKind::Call { callee, arguments: self.arguments(&call.args) }
                }
                ast::Callee::Super(_) => ExprKind::SuperCall(self.arguments(&call.args)),
                ast::Callee::Import(_) => self.other(expression),
            },
            ast::Expr::New(new) => {
                let callee = self.boxed(&new.callee);
                let arguments = self.arguments(new.args.as_deref().unwrap_or_default());
                ExprKind::New { callee, arguments }
            }
            ast::Expr::Seq(sequence) => {
                ExprKind::Sequence(sequence.exprs.iter().map(|e| self.expression(e)).collect())
            }
            ast::Expr::Ident(name) => ExprKind::Name(self.name(&name.sym, name.span)),
            ast::Expr::Lit(literal) => self.literal(literal),
            // Parentheses are no node of ours, so they are no level either.
            ast::Expr::Paren(paren) => self.kind(expression_in(paren)),
            _ => self.other(expression),
        }
    }

    fn literal(&mut self, literal: &ast::Lit) -> ExprKind {
        match literal {
            ast::Lit::Str(text) => ExprKind::String(text.value.to_ill_formed_utf16().collect()),
            ast::Lit::Bool(value) => ExprKind::Boolean(value.value),
            ast::Lit::Null(_) => ExprKind::Null,
            ast::Lit::Num(number) => ExprKind::Number(number.value),
            ast::Lit::Regex(regex) => {
                let (pattern, flags) = (regex.exp.as_str(), regex.flags.as_str());
                let span = self.span(regex.span);
                if let Some(error) = pattern::later_flag(flags, span) {
                    return ExprKind::Unsupported(Box::new(error));
                }
                self.errors.extend(pattern::syntax_error(pattern, flags, span));
                ExprKind::Regex { pattern: pattern.into(), flags: flags.into() }
            }
            ast::Lit::BigInt(_) | ast::Lit::JSXText(_) => ExprKind::Unsupported(self.unsupported(
                literal.span(),
                "big integers are",
                "write the number without `n`",
            )),
        }
    }

    /// A chain of operators leans to the left and can be thousands long: a loop, not recursion.
    fn binary(&mut self, expression: &ast::Expr) -> ExprKind {
        let mut chain = Vec::new();
        let mut leftmost = expression;
        while let ast::Expr::Bin(binary) = leftmost {
            chain.push(binary);
            leftmost = &binary.left;
        }
        let mut result = self.expression(leftmost);
        for binary in chain.into_iter().rev() {
            let right = self.boxed(&binary.right);
            let left = Box::new(result);
            let kind = match operator(binary.op) {
                Operator::Binary(op) => ExprKind::Binary(op, left, right),
                Operator::Logical(op) => ExprKind::Logical(op, left, right),
            };
            result = Expr { kind, span: self.span(binary.span) };
        }
        result.kind
    }

    pub(super) fn super_member(&mut self, member: &ast::SuperPropExpr) -> ExprKind {
        let key = match &member.prop {
            ast::SuperProp::Ident(name) => Expr {
                kind: ExprKind::String(name.sym.encode_utf16().collect()),
                span: self.span(name.span),
            },
            ast::SuperProp::Computed(key) => self.expression(&key.expr),
        };
        ExprKind::SuperMember(Box::new(key))
    }

    pub(super) fn member(&mut self, member: &ast::MemberExpr) -> ExprKind {
        let object = self.boxed(&member.obj);
        self.member_of(object, &member.prop)
    }

    pub(super) fn member_of(&mut self, object: Box<Expr>, property: &ast::MemberProp) -> ExprKind {
        match property {
            ast::MemberProp::Ident(name) => {
                ExprKind::Member(object, self.name(&name.sym, name.span))
            }
            ast::MemberProp::Computed(key) => ExprKind::Index(object, self.boxed(&key.expr)),
            ast::MemberProp::PrivateName(name) => ExprKind::Unsupported(self.unsupported(
                name.span,
                "private names are",
                "write a name without `#`",
            )),
        }
    }

    /// An expression as something to assign.
    pub(super) fn place(&mut self, expression: &ast::Expr) -> Target {
        let converted = self.expression(expression);
        self.target(converted.kind, expression.span())
    }

    pub(super) fn target(&mut self, kind: ExprKind, span: swc_common::Span) -> Target {
        match kind {
            ExprKind::Name(name) => Target::Name(name),
            ExprKind::Member(object, name) => Target::Member(*object, name),
            ExprKind::Index(object, key) => Target::Index(*object, *key),
            ExprKind::SuperMember(key) => Target::Super(*key),
            ExprKind::Unsupported(diagnostic) => Target::Unsupported(diagnostic),
            _ => {
                let message = "this is a value, not a place to store one in";
                let error = Diagnostic::error(codes::ECMASCRIPT_SYNTAX, self.span(span), message);
                self.errors.push(error.clone());
                Target::Unsupported(Box::new(error))
            }
        }
    }

    pub(super) fn arguments(&mut self, arguments: &[ast::ExprOrSpread]) -> Vec<Expr> {
        arguments.iter().map(|argument| self.argument(argument)).collect()
    }

    /// An argument or element, with dots before it or not.
    pub(super) fn argument(&mut self, argument: &ast::ExprOrSpread) -> Expr {
        let value = self.expression(&argument.expr);
        match argument.spread {
            Some(_) => {
                let span = value.span;
                Expr { kind: ExprKind::Spread(Box::new(value)), span }
            }
            None => value,
        }
    }

    /// Everything that the tree has no form for.
    fn other(&self, expression: &ast::Expr) -> ExprKind {
        let (what, instead) = match expression {
            ast::Expr::Yield(_) | ast::Expr::Await(_) => (
                "waiting inside a script is",
                "use events: a script always runs to its end at once",
            ),
            ast::Expr::MetaProp(_) | ast::Expr::Call(_) => {
                ("`import` and `new.target` are", "write it without them")
            }
            _ => ("this is", "write it in another way"),
        };
        ExprKind::Unsupported(self.unsupported(expression.span(), what, instead))
    }
}

fn expression_in(paren: &ast::ParenExpr) -> &ast::Expr {
    let mut inner = &*paren.expr;
    while let ast::Expr::Paren(paren) = inner {
        inner = &paren.expr;
    }
    inner
}

fn unary_op(op: ast::UnaryOp) -> UnaryOp {
    match op {
        ast::UnaryOp::Minus => UnaryOp::Minus,
        ast::UnaryOp::Plus => UnaryOp::Plus,
        ast::UnaryOp::Bang => UnaryOp::Not,
        ast::UnaryOp::Tilde => UnaryOp::BitNot,
        ast::UnaryOp::TypeOf => UnaryOp::Typeof,
        ast::UnaryOp::Void => UnaryOp::Void,
        ast::UnaryOp::Delete => UnaryOp::Delete,
    }
}

pub(super) enum Operator {
    Binary(BinaryOp),
    Logical(LogicalOp),
}

pub(super) fn operator(op: ast::BinaryOp) -> Operator {
    Operator::Binary(match op {
        ast::BinaryOp::EqEq => BinaryOp::Equal,
        ast::BinaryOp::NotEq => BinaryOp::NotEqual,
        ast::BinaryOp::EqEqEq => BinaryOp::StrictEqual,
        ast::BinaryOp::NotEqEq => BinaryOp::StrictNotEqual,
        ast::BinaryOp::Lt => BinaryOp::Less,
        ast::BinaryOp::LtEq => BinaryOp::LessEqual,
        ast::BinaryOp::Gt => BinaryOp::Greater,
        ast::BinaryOp::GtEq => BinaryOp::GreaterEqual,
        ast::BinaryOp::LShift => BinaryOp::ShiftLeft,
        ast::BinaryOp::RShift => BinaryOp::ShiftRight,
        ast::BinaryOp::ZeroFillRShift => BinaryOp::ShiftRightUnsigned,
        ast::BinaryOp::Add => BinaryOp::Add,
        ast::BinaryOp::Sub => BinaryOp::Subtract,
        ast::BinaryOp::Mul => BinaryOp::Multiply,
        ast::BinaryOp::Div => BinaryOp::Divide,
        ast::BinaryOp::Mod => BinaryOp::Remainder,
        ast::BinaryOp::BitOr => BinaryOp::BitOr,
        ast::BinaryOp::BitXor => BinaryOp::BitXor,
        ast::BinaryOp::BitAnd => BinaryOp::BitAnd,
        ast::BinaryOp::In => BinaryOp::In,
        ast::BinaryOp::InstanceOf => BinaryOp::InstanceOf,
        ast::BinaryOp::Exp => BinaryOp::Exponent,
        ast::BinaryOp::LogicalOr => return Operator::Logical(LogicalOp::Or),
        ast::BinaryOp::LogicalAnd => return Operator::Logical(LogicalOp::And),
        ast::BinaryOp::NullishCoalescing => return Operator::Logical(LogicalOp::Coalesce),
    })
}
