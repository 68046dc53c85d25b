//! Expressions, from swc's tree to ours.

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::{Converter, too_deep};
use crate::codes;
use crate::ecma::pattern;
use crate::es::{self, BinaryOp, Expr, ExprKind, LogicalOp, Target, UnaryOp};

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

    fn boxed(&mut self, expression: &ast::Expr) -> Box<Expr> {
        Box::new(self.expression(expression))
    }

    fn kind(&mut self, expression: &ast::Expr) -> ExprKind {
        match expression {
            ast::Expr::This(_) => ExprKind::This,
            ast::Expr::Array(array) => self.array(array),
            ast::Expr::Object(object) => self.object(object),
            ast::Expr::Fn(function) => self.function_expression(function),
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
                    match self.arguments(&call.args) {
                        Ok(arguments) => ExprKind::Call { callee, arguments },
                        Err(diagnostic) => ExprKind::Unsupported(diagnostic),
                    }
                }
                ast::Callee::Super(_) | ast::Callee::Import(_) => self.other(expression),
            },
            ast::Expr::New(new) => {
                let callee = self.boxed(&new.callee);
                match self.arguments(new.args.as_deref().unwrap_or_default()) {
                    Ok(arguments) => ExprKind::New { callee, arguments },
                    Err(diagnostic) => ExprKind::Unsupported(diagnostic),
                }
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

    fn assign(&mut self, assign: &ast::AssignExpr) -> ExprKind {
        let op = match assign.op.to_update().map(operator) {
            None => None,
            Some(Operator::Binary(op)) => Some(op),
            Some(Operator::Logical(_)) => {
                return ExprKind::Unsupported(self.unsupported(
                    assign.span,
                    "the assignments `&&=`, `||=` and `??=` are",
                    "write `a = a || b`",
                ));
            }
        };
        let target = Box::new(match &assign.left {
            ast::AssignTarget::Simple(ast::SimpleAssignTarget::Ident(name)) => {
                Target::Name(self.name(&name.sym, name.span))
            }
            ast::AssignTarget::Simple(ast::SimpleAssignTarget::Member(member)) => {
                let kind = self.member(member);
                self.target(kind, member.span)
            }
            ast::AssignTarget::Simple(ast::SimpleAssignTarget::Paren(paren)) => {
                self.place(&paren.expr)
            }
            ast::AssignTarget::Pat(pattern) => Target::Unsupported(self.pattern(pattern.span())),
            ast::AssignTarget::Simple(other) => Target::Unsupported(self.unsupported(
                other.span(),
                "assigning to this is",
                "assign to a variable or a member",
            )),
        });
        ExprKind::Assign { op, target, value: self.boxed(&assign.right) }
    }

    fn member(&mut self, member: &ast::MemberExpr) -> ExprKind {
        let object = self.boxed(&member.obj);
        match &member.prop {
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

    fn target(&mut self, kind: ExprKind, span: swc_common::Span) -> Target {
        match kind {
            ExprKind::Name(name) => Target::Name(name),
            ExprKind::Member(object, name) => Target::Member(*object, name),
            ExprKind::Index(object, key) => Target::Index(*object, *key),
            ExprKind::Unsupported(diagnostic) => Target::Unsupported(diagnostic),
            _ => {
                let message = "this is a value, not a place to store one in";
                let error = Diagnostic::error(codes::ECMASCRIPT_SYNTAX, self.span(span), message);
                self.errors.push(error.clone());
                Target::Unsupported(Box::new(error))
            }
        }
    }

    pub(super) fn pattern(&self, span: swc_common::Span) -> Box<Diagnostic> {
        self.unsupported(
            span,
            "taking values apart by a pattern is",
            "assign one variable at a time: `var a = x.a;`",
        )
    }

    fn arguments(&mut self, arguments: &[ast::ExprOrSpread]) -> Result<Vec<Expr>, Box<Diagnostic>> {
        arguments
            .iter()
            .map(|argument| match argument.spread {
                Some(dots) => Err(self.spread(dots)),
                None => Ok(self.expression(&argument.expr)),
            })
            .collect()
    }

    fn spread(&self, dots: swc_common::Span) -> Box<Diagnostic> {
        self.unsupported(
            dots,
            "`...` is",
            "write `f.apply(null, list)` for calls, `list.concat(more)` for arrays",
        )
    }

    fn array(&mut self, array: &ast::ArrayLit) -> ExprKind {
        let mut elements = Vec::new();
        for element in &array.elems {
            match element {
                Some(element) => match element.spread {
                    Some(dots) => return ExprKind::Unsupported(self.spread(dots)),
                    None => elements.push(Some(self.expression(&element.expr))),
                },
                None => elements.push(None),
            }
        }
        ExprKind::Array(elements)
    }

    fn object(&mut self, object: &ast::ObjectLit) -> ExprKind {
        let mut properties = Vec::new();
        for property in &object.props {
            match self.property(property) {
                Ok(property) => properties.push(property),
                Err(diagnostic) => return ExprKind::Unsupported(diagnostic),
            }
        }
        ExprKind::Object(properties)
    }

    fn property(&mut self, property: &ast::PropOrSpread) -> Result<es::Property, Box<Diagnostic>> {
        let property = match property {
            ast::PropOrSpread::Prop(property) => property,
            ast::PropOrSpread::Spread(spread) => return Err(self.spread(spread.dot3_token)),
        };
        let (key, span, value) = match &**property {
            ast::Prop::Shorthand(name) => {
                let value = Expr {
                    kind: ExprKind::Name(self.name(&name.sym, name.span)),
                    span: self.span(name.span),
                };
                (name.sym.encode_utf16().collect(), name.span, es::PropertyValue::Value(value))
            }
            ast::Prop::KeyValue(pair) => {
                let value = self.expression(&pair.value);
                (self.key(&pair.key)?, pair.key.span(), es::PropertyValue::Value(value))
            }
            ast::Prop::Getter(getter) => {
                let function = self.function(None, &getter.function, getter.span);
                (self.key(&getter.key)?, getter.key.span(), es::PropertyValue::Getter(function))
            }
            ast::Prop::Setter(setter) => {
                let function = self.function(None, &setter.function, setter.span);
                (self.key(&setter.key)?, setter.key.span(), es::PropertyValue::Setter(function))
            }
            ast::Prop::Method(method) => {
                let instead = "write `name: function (…) { … }`";
                return Err(self.unsupported(
                    method.key.span(),
                    "methods without `function` are",
                    instead,
                ));
            }
            ast::Prop::Assign(assign) => return Err(self.pattern(assign.span)),
        };
        Ok(es::Property { key, value, span: self.span(span) })
    }

    fn key(&self, key: &ast::PropName) -> Result<es::Text16, Box<Diagnostic>> {
        match key {
            ast::PropName::Ident(name) => Ok(name.sym.encode_utf16().collect()),
            ast::PropName::Str(text) => Ok(text.value.to_ill_formed_utf16().collect()),
            ast::PropName::Num(number) => {
                Ok(crate::ecma::number::to_text(number.value).encode_utf16().collect())
            }
            ast::PropName::Computed(_) | ast::PropName::BigInt(_) => Err(self.unsupported(
                key.span(),
                "computed keys are",
                "assign the member afterwards: `o[key] = value;`",
            )),
        }
    }

    /// Everything that is newer than the language of the tree.
    fn other(&self, expression: &ast::Expr) -> ExprKind {
        let (what, instead) = match expression {
            ast::Expr::Tpl(_) | ast::Expr::TaggedTpl(_) => {
                ("template strings are", "write `'a ' + b + ' c'`")
            }
            ast::Expr::Arrow(_) => ("arrow functions are", "write `function (a) { return …; }`"),
            ast::Expr::Class(_) => {
                ("classes are", "write a function and put methods on its `prototype`")
            }
            ast::Expr::OptChain(_) => ("`?.` is", "write `a && a.b`"),
            ast::Expr::Yield(_) | ast::Expr::Await(_) => (
                "waiting inside a script is",
                "use events: a script always runs to its end at once",
            ),
            ast::Expr::MetaProp(_) | ast::Expr::Call(_) | ast::Expr::SuperProp(_) => {
                ("`super`, `import` and `new.target` are", "write it without them")
            }
            _ => ("this is", "write it in ECMAScript 5"),
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

enum Operator {
    Binary(BinaryOp),
    Logical(LogicalOp),
}

fn operator(op: ast::BinaryOp) -> Operator {
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
