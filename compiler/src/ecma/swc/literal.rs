//! Arrays, objects and templates, from swc's tree to ours.

use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::Converter;
use crate::es::{self, Expr, ExprKind, FunctionKind, Key, PropertyValue, Text16};

impl Converter<'_> {
    pub(super) fn array(&mut self, array: &ast::ArrayLit) -> ExprKind {
        let elements = array.elems.iter();
        ExprKind::Array(
            elements.map(|e| e.as_ref().map(|element| self.argument(element))).collect(),
        )
    }

    pub(super) fn object(&mut self, object: &ast::ObjectLit) -> ExprKind {
        ExprKind::Object(object.props.iter().map(|property| self.property(property)).collect())
    }

    fn property(&mut self, property: &ast::PropOrSpread) -> es::Property {
        let property = match property {
            ast::PropOrSpread::Prop(property) => property,
            ast::PropOrSpread::Spread(spread) => {
                return es::Property {
                    key: Key::Name(Text16::from([])),
                    value: PropertyValue::Spread(self.expression(&spread.expr)),
                    span: self.span(spread.dot3_token),
                };
            }
        };
        let (key, span, value) = match &**property {
            ast::Prop::Shorthand(name) => {
                let value = Expr {
                    kind: ExprKind::Name(self.name(&name.sym, name.span)),
                    span: self.span(name.span),
                };
                let key = Key::Name(name.sym.encode_utf16().collect());
                (key, name.span, PropertyValue::Value(value))
            }
            ast::Prop::KeyValue(pair) => {
                let key = self.key(&pair.key);
                let value = self.expression(&pair.value);
                let value = if is_prototype(&key) && !pair.key.is_computed() {
                    PropertyValue::Prototype(value)
                } else {
                    PropertyValue::Value(value)
                };
                (key, pair.key.span(), value)
            }
            ast::Prop::Getter(getter) => {
                let key = self.key(&getter.key);
                let function = self.method(&getter.function, getter.span);
                (key, getter.key.span(), PropertyValue::Getter(function))
            }
            ast::Prop::Setter(setter) => {
                let key = self.key(&setter.key);
                let function = self.method(&setter.function, setter.span);
                (key, setter.key.span(), PropertyValue::Setter(function))
            }
            ast::Prop::Method(method) => {
                let key = self.key(&method.key);
                let function = self.method(&method.function, method.function.span);
                (key, method.key.span(), PropertyValue::Method(function))
            }
            // `{a = 1}` is a pattern only.
            ast::Prop::Assign(assign) => {
                let kind = ExprKind::Unsupported(self.not_a_pattern(assign.span));
                let value = Expr { kind, span: self.span(assign.span) };
                (Key::Name(Text16::from([])), assign.span, PropertyValue::Value(value))
            }
        };
        es::Property { key, value, span: self.span(span) }
    }

    /// A method, getter or setter.
    pub(super) fn method(
        &mut self,
        function: &ast::Function,
        span: swc_common::Span,
    ) -> std::rc::Rc<es::Function> {
        self.function(None, FunctionKind::Method, function, span)
    }

    pub(super) fn key(&mut self, key: &ast::PropName) -> Key {
        match key {
            ast::PropName::Ident(name) => Key::Name(name.sym.encode_utf16().collect()),
            ast::PropName::Str(text) => Key::Name(text.value.to_ill_formed_utf16().collect()),
            ast::PropName::Num(number) => {
                Key::Name(crate::ecma::number::to_text(number.value).encode_utf16().collect())
            }
            ast::PropName::BigInt(number) => {
                Key::Name(number.value.to_string().encode_utf16().collect())
            }
            ast::PropName::Computed(key) => {
                let key = self.expression(&key.expr);
                match key.kind {
                    // A computed key never names the prototype.
                    ExprKind::String(text) if !is_prototype(&Key::Name(text.clone())) => {
                        Key::Name(text)
                    }
                    _ => Key::Computed(key),
                }
            }
        }
    }

    pub(super) fn template(&mut self, template: &ast::Tpl) -> ExprKind {
        let mut parts: Vec<Expr> = Vec::new();
        for (place, text) in template.quasis.iter().enumerate() {
            let span = self.span(text.span);
            let units = cooked(text).unwrap_or_else(|| Text16::from([]));
            if !units.is_empty() {
                parts.push(Expr { kind: ExprKind::String(units), span });
            }
            if let Some(value) = template.exprs.get(place) {
                parts.push(self.expression(value));
            }
        }
        match parts.as_slice() {
            [] => ExprKind::String(Text16::from([])),
            [Expr { kind: ExprKind::String(_), .. }] => parts.remove(0).kind,
            _ => ExprKind::Template(parts),
        }
    }

    pub(super) fn tagged(&mut self, tagged: &ast::TaggedTpl) -> ExprKind {
        let texts = &tagged.tpl.quasis;
        let kind = ExprKind::TemplateObject {
            cooked: texts.iter().map(cooked).collect(),
            raw: texts.iter().map(|text| text.raw.encode_utf16().collect()).collect(),
        };
        let callee = Box::new(self.expression(&tagged.tag));
        let mut arguments = vec![Expr { kind, span: self.span(tagged.tpl.span) }];
        arguments.extend(tagged.tpl.exprs.iter().map(|value| self.expression(value)));
        ExprKind::Call { callee, arguments }
    }
}

fn cooked(text: &ast::TplElement) -> Option<Text16> {
    text.cooked.as_ref().map(|text| text.to_ill_formed_utf16().collect())
}

/// Whether a key with a colon behind it names the prototype (ECMA-262, B.3.1).
fn is_prototype(key: &Key) -> bool {
    matches!(key, Key::Name(name) if name.iter().copied().eq("__proto__".encode_utf16()))
}
