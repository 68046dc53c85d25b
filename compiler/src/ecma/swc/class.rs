//! Classes, from swc's tree to ours.

use std::rc::Rc;

use scxml_diagnostic::{Diagnostic, Span};
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::Converter;
use crate::es::{
    self, Expr, ExprKind, Function, FunctionKind, Key, Name, PropertyValue, Stmt, StmtKind, Target,
};

impl Converter<'_> {
    /// A class; one that is not supported is one whose constructor is not.
    pub(super) fn class(&mut self, name: Option<&ast::Ident>, class: &ast::Class) -> Rc<es::Class> {
        let outer = std::mem::replace(&mut self.strict, true);
        let supported = self.supported(name, class);
        self.strict = outer;
        let made = supported.unwrap_or_else(|diagnostic| {
            let name = name.map(|name| self.name(&name.sym, name.span));
            let kind = FunctionKind::Constructor;
            es::Class {
                constructor: self.refused(name.clone(), kind, diagnostic, class.span),
                name,
                parent: None,
                members: Vec::new(),
                fields: None,
                statics: None,
                span: self.span(class.span),
            }
        });
        Rc::new(made)
    }

    fn supported(
        &mut self,
        name: Option<&ast::Ident>,
        class: &ast::Class,
    ) -> Result<es::Class, Box<Diagnostic>> {
        let name = name.map(|name| self.name(&name.sym, name.span));
        let parent = class.super_class.as_ref().map(|parent| self.expression(parent));
        let kind = if parent.is_some() { FunctionKind::Derived } else { FunctionKind::Constructor };
        let mut constructor = None;
        let (mut members, mut fields, mut statics) = (Vec::new(), Vec::new(), Vec::new());
        for member in &class.body {
            match member {
                ast::ClassMember::Constructor(written) => {
                    constructor = Some(self.constructor(&name, kind, written, class.span)?);
                }
                ast::ClassMember::Method(method) => {
                    let key = self.key(&method.key);
                    let function = self.method(&method.function, method.span);
                    let value = match method.kind {
                        ast::MethodKind::Method => PropertyValue::Method(function),
                        ast::MethodKind::Getter => PropertyValue::Getter(function),
                        ast::MethodKind::Setter => PropertyValue::Setter(function),
                    };
                    let span = self.span(method.key.span());
                    members.push((method.is_static, es::Property { key, value, span }));
                }
                ast::ClassMember::ClassProp(field) => {
                    let made = self.field(field);
                    if field.is_static { statics.push(made) } else { fields.push(made) }
                }
                ast::ClassMember::StaticBlock(block) => {
                    let kind = StmtKind::Block(self.statements(&block.body.stmts));
                    statics.push(Stmt { kind, span: self.span(block.span) });
                }
                ast::ClassMember::Empty(_) => {}
                other => return Err(self.private(other.span())),
            }
        }
        let mut constructor =
            constructor.unwrap_or_else(|| self.default_constructor(&name, kind, class));
        if kind == FunctionKind::Constructor && !fields.is_empty() {
            let span = self.span(class.span);
            Rc::make_mut(&mut constructor).body.insert(0, make_fields(span));
        }
        let span = self.span(class.span);
        let method = |body: Vec<Stmt>| {
            let function =
                Function { name: None, kind: FunctionKind::Method, body, ..(*constructor).clone() };
            (!function.body.is_empty()).then(|| Rc::new(function))
        };
        let (fields, statics) = (method(fields), method(statics));
        Ok(es::Class { name, parent, constructor, members, fields, statics, span })
    }

    fn private(&self, span: swc_common::Span) -> Box<Diagnostic> {
        self.unsupported(span, "private members are", "write a name without `#`")
    }

    fn constructor(
        &mut self,
        name: &Option<Name>,
        kind: FunctionKind,
        written: &ast::Constructor,
        span: swc_common::Span,
    ) -> Result<Rc<Function>, Box<Diagnostic>> {
        let mut patterns = Vec::new();
        for param in &written.params {
            match param {
                ast::ParamOrTsParamProp::Param(param) => patterns.push(&param.pat),
                ast::ParamOrTsParamProp::TsParamProp(param) => return Err(self.private(param.span)),
            }
        }
        let params = self.params(patterns.into_iter(), written.span);
        let body =
            written.body.as_ref().map(|body| self.statements(&body.stmts)).unwrap_or_default();
        // The source of a class is the source of its constructor.
        Ok(self.made(name.clone(), kind, params, body, span))
    }

    /// `constructor(...args) { super(...args); }`
    fn default_constructor(
        &mut self,
        name: &Option<Name>,
        kind: FunctionKind,
        class: &ast::Class,
    ) -> Rc<Function> {
        let span = self.span(class.span);
        let expression = |kind| Expr { kind, span };
        let body = if kind == FunctionKind::Derived {
            let all = expression(ExprKind::Spread(Box::new(expression(ExprKind::Rest(0)))));
            let call = expression(ExprKind::SuperCall(vec![all]));
            vec![Stmt { kind: StmtKind::Expr(call), span }]
        } else {
            Vec::new()
        };
        let params = self.params([].iter(), class.span);
        self.made(name.clone(), kind, params, body, class.span)
    }

    /// `key = value` as the statement `this.key = value`.
    fn field(&mut self, field: &ast::ClassProp) -> Stmt {
        let span = self.span(field.span);
        let this = Expr { kind: ExprKind::This, span };
        let key = match self.key(&field.key) {
            Key::Name(name) => Expr { kind: ExprKind::String(name), span },
            Key::Computed(key) => key,
        };
        let value = match &field.value {
            Some(value) => self.expression(value),
            None => Expr {
                kind: ExprKind::Unary(
                    es::UnaryOp::Void,
                    Box::new(Expr { kind: ExprKind::Null, span }),
                ),
                span,
            },
        };
        let target = Box::new(Target::Index(this, key));
        let kind = ExprKind::Assign { op: None, target, value: Box::new(value) };
        Stmt { kind: StmtKind::Expr(Expr { kind, span }), span }
    }
}

/// What a constructor that extends no other begins with: the fields of the new instance.
fn make_fields(span: Span) -> Stmt {
    let expression = |kind| Expr { kind, span };
    let name = |text: &str| Name { text: text.into(), span };
    let fields = Box::new(expression(ExprKind::Name(name("%fields"))));
    let callee = Box::new(expression(ExprKind::Member(fields, name("call"))));
    let arguments = vec![expression(ExprKind::This)];
    Stmt { kind: StmtKind::Expr(expression(ExprKind::Call { callee, arguments })), span }
}
