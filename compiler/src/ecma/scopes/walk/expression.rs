//! What do expressions use?

use super::{Access, Walk, constant_name};
use crate::ecma::scopes::{Kind, Variables, key};
use crate::ecma::texts::{self, Eval};
use crate::es::{
    Class, Expr, ExprKind, Key, LogicalOp, Name, Pattern, Property, PropertyValue, Target, UnaryOp,
};

impl Walk {
    pub(in crate::ecma::scopes) fn target(&mut self, target: &Target, access: Access) {
        match target {
            Target::Name(name) => self.name(name, access),
            Target::Member(object, name) => {
                if access == Access::Write {
                    self.analysis.uses.members.insert(name.text.clone());
                }
                self.member(object, name, access);
            }
            Target::Index(object, key) => self.index(object, key, access),
            Target::Super(key) => self.super_member(key),
            Target::Unsupported(_) => {}
        }
    }

    /// What a pattern uses, and that it assigns to what it names.
    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Target(target) => self.target(target, Access::Write),
            Pattern::Array { elements, rest, .. } => {
                for element in elements.iter().flatten() {
                    element.default.iter().for_each(|value| self.expression(value));
                    self.pattern(&element.pattern);
                }
                rest.iter().for_each(|rest| self.pattern(rest));
            }
            Pattern::Object { members, rest, .. } => {
                for (key, element) in members {
                    self.key(key);
                    element.default.iter().for_each(|value| self.expression(value));
                    self.pattern(&element.pattern);
                }
                rest.iter().for_each(|rest| self.pattern(rest));
            }
        }
    }

    fn key(&mut self, key: &Key) {
        if let Key::Computed(key) = key {
            self.expression(key);
        }
    }

    fn member(&mut self, object: &Expr, name: &Name, access: Access) {
        match &object.kind {
            ExprKind::This => {
                self.this();
                self.analysis.uses.this_members.insert(name.text.clone());
            }
            ExprKind::Name(data) if &*data.text == "_data" && !self.is_inner("_data") => {
                self.analysis.uses.names.push(data.clone());
                self.analysis.uses.data.push(name.clone());
            }
            ExprKind::Name(list) if access == Access::Read && &*name.text == "length" => {
                self.name(list, Access::Length);
            }
            _ => self.expression(object),
        }
    }

    fn index(&mut self, object: &Expr, key: &Expr, access: Access) {
        if let Some(name) = constant_name(key) {
            if access == Access::Write {
                self.analysis.uses.members.insert(name.text.clone());
            }
            self.member(object, &name, access);
            return;
        }
        if matches!(object.kind, ExprKind::This) {
            self.analysis.uses.dynamic = true;
        }
        match &object.kind {
            ExprKind::Name(list) if access == Access::Read => self.name(list, Access::Element),
            _ => self.expression(object),
        }
        self.expression(key);
    }

    /// Notes that what a member is called on gets into other hands, or loses the member.
    fn receiver(&mut self, member: &Expr) {
        let mut member = member;
        while let ExprKind::Optional(inner) | ExprKind::Checked(inner) = &member.kind {
            member = inner;
        }
        if let ExprKind::Member(object, _) | ExprKind::Index(object, _) = &member.kind
            && let ExprKind::Name(name) = &object.kind
        {
            self.inner_name(&name.text, Access::Read, self.scopes.len());
        }
    }

    fn properties(&mut self, properties: &[Property]) {
        for property in properties {
            self.property(property);
        }
    }

    fn property(&mut self, property: &Property) {
        match &property.key {
            Key::Name(key) => {
                self.analysis.uses.members.insert(String::from_utf16_lossy(key).into());
            }
            Key::Computed(key) => self.expression(key),
        }
        match &property.value {
            PropertyValue::Value(value)
            | PropertyValue::Prototype(value)
            | PropertyValue::Spread(value) => self.expression(value),
            PropertyValue::Method(f) | PropertyValue::Getter(f) | PropertyValue::Setter(f) => {
                self.function(f)
            }
        }
    }

    /// A name that only the compiler knows.
    fn hidden_name(&mut self, text: &str, at: &Expr) {
        self.name(&Name { text: text.into(), span: at.span }, Access::Read);
    }

    fn super_member(&mut self, key: &Expr) {
        self.this();
        self.hidden_name("%home", key);
        self.hidden_name("%class", key);
        self.expression(key);
    }

    pub(super) fn class(&mut self, class: &Class) {
        let mut variables = Variables::default();
        if let Some(name) = &class.name {
            variables.declare(&name.text).kind = Kind::Const;
        }
        for name in ["%home", "%class", "%fields"] {
            variables.declare(&name.into());
        }
        self.scope(key(class), variables, |walk| {
            class.parent.iter().for_each(|parent| walk.expression(parent));
            walk.function(&class.constructor);
            class.members.iter().for_each(|(_, property)| walk.property(property));
            if let Some(fields) = &class.fields {
                walk.function(fields);
            }
            if let Some(statics) = &class.statics {
                walk.function(statics);
            }
        });
    }

    fn call(&mut self, callee: &Expr, arguments: &[Expr]) {
        if !self.eval(callee, arguments) {
            self.expression(callee);
            self.receiver(callee);
            arguments.iter().for_each(|a| self.expression(a));
        }
    }

    fn super_call(&mut self, expression: &Expr, arguments: &[Expr]) {
        self.this();
        self.hidden_name("%class", expression);
        self.hidden_name("%fields", expression);
        arguments.iter().for_each(|a| self.expression(a));
    }

    /// A call whose callee is `eval`; whether it is one that the compiler has a form for.
    fn eval(&mut self, callee: &Expr, arguments: &[Expr]) -> bool {
        match texts::eval(callee, arguments, &|name| !self.is_inner(name)) {
            Some(Eval::Literal(text)) => self.expression(text),
            Some(Eval::Path { prefix, text }) => {
                self.analysis.uses.prefixes.insert(prefix.into());
                self.expression(text);
            }
            None => return false,
        }
        true
    }

    pub(in crate::ecma::scopes) fn expression(&mut self, expression: &Expr) {
        match &expression.kind {
            ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Boolean(_)
            | ExprKind::Null
            | ExprKind::Regex { .. }
            | ExprKind::TemplateObject { .. }
            | ExprKind::Argument(_)
            | ExprKind::Rest(_)
            | ExprKind::Unsupported(_) => {}
            ExprKind::Name(name) => self.name(name, Access::Read),
            ExprKind::This => {
                let inside = self.this();
                self.analysis.uses.dynamic |= !inside;
            }
            ExprKind::Array(elements) => elements.iter().flatten().for_each(|e| self.expression(e)),
            ExprKind::Object(properties) => self.properties(properties),
            ExprKind::Function(function) => self.function_expression(function),
            ExprKind::Class(class) => self.class(class),
            ExprKind::Unary(UnaryOp::Delete, operand) => {
                self.expression(operand);
                self.receiver(operand);
            }
            ExprKind::Unary(_, operand)
            | ExprKind::Spread(operand)
            | ExprKind::Optional(operand)
            | ExprKind::Checked(operand) => self.expression(operand),
            ExprKind::Update { target, .. } => self.target(target, Access::Write),
            ExprKind::Binary(_, _, _) | ExprKind::Logical(_, _, _) => self.chain(expression),
            ExprKind::Assign { target, value, .. } | ExprKind::LogicalAssign(_, target, value) => {
                self.target(target, Access::Write);
                self.expression(value);
            }
            ExprKind::Destructure(pattern, value) => {
                self.expression(value);
                self.pattern(pattern);
            }
            ExprKind::Conditional(test, yes, no) => match self.known(test) {
                Some(true) => self.expression(yes),
                Some(false) => self.expression(no),
                None => [test, yes, no].into_iter().for_each(|e| self.expression(e)),
            },
            ExprKind::Default(value, default) => {
                self.expression(value);
                self.expression(default);
            }
            ExprKind::Call { callee, arguments } | ExprKind::New { callee, arguments } => {
                self.call(callee, arguments);
            }
            ExprKind::SuperCall(arguments) => self.super_call(expression, arguments),
            ExprKind::SuperMember(key) => self.super_member(key),
            ExprKind::Member(object, name) => self.member(object, name, Access::Read),
            ExprKind::Index(object, key) => self.index(object, key, Access::Read),
            ExprKind::Sequence(parts) | ExprKind::Template(parts) => {
                parts.iter().for_each(|p| self.expression(p))
            }
            ExprKind::Completion(script) => self.script(script),
        }
    }

    /// Operators lean to the left, thousands deep.
    fn chain(&mut self, expression: &Expr) {
        let mut chain = Vec::new();
        let mut leftmost = expression;
        while let ExprKind::Binary(_, left, _) | ExprKind::Logical(_, left, _) = &leftmost.kind {
            chain.push(leftmost);
            leftmost = left;
        }
        self.expression(leftmost);
        for part in chain.into_iter().rev() {
            match &part.kind {
                ExprKind::Logical(op, left, right) => {
                    // `Array.isArray || function …`
                    let left = match left.kind {
                        ExprKind::Member(..) | ExprKind::Name(_) | ExprKind::Binary(..) => {
                            self.known(left)
                        }
                        _ => None,
                    };
                    if left.is_none() || (*op == LogicalOp::And) {
                        self.expression(right);
                    }
                }
                ExprKind::Binary(_, _, right) => self.expression(right),
                _ => {}
            }
        }
    }
}
