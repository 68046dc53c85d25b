//! The walk itself: every use of a name is followed outwards to what declares it.

use std::rc::Rc;

use super::{Analysis, Variable, Variables, catch_key, function_key, hoist};
use crate::es::{Expr, ExprKind, Function, Name, PropertyValue, Stmt, StmtKind, Target};

/// What a use does with a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

/// A scope between the snippet and the place that is being read.
enum Scope {
    Function {
        key: usize,
        variables: Variables,
    },
    /// Holds the name of a function expression for its body.
    OwnName {
        name: Rc<str>,
        key: usize,
    },
    Catch {
        name: Rc<str>,
        key: usize,
    },
}

#[derive(Default)]
pub(super) struct Walk {
    pub(super) analysis: Analysis,
    scopes: Vec<Scope>,
}

impl Walk {
    pub(super) fn function(&mut self, function: &Rc<Function>) {
        let hoisted = hoist::hoist(&function.body);
        let mut variables = Variables::default();
        for name in &function.params {
            variables.declare(&name.text);
        }
        for declared in &hoisted.functions {
            if let Some(name) = &declared.name {
                variables.declare(&name.text).function = Some(declared.clone());
            }
        }
        for name in &hoisted.vars {
            variables.declare(&name.text);
        }
        let key = function_key(function);
        let level = self.scopes.len();
        self.scopes.push(Scope::Function { key, variables });
        self.statements(&function.body);
        self.reached_functions(level);
        if let Some(Scope::Function { key, variables }) = self.scopes.pop() {
            self.analysis.functions.insert(key, variables);
        }
    }

    /// Reads the function declarations of a function that its body, or one of them, uses.
    fn reached_functions(&mut self, level: usize) {
        while let Some(Scope::Function { variables, .. }) = self.scopes.get(level) {
            let next = variables
                .names
                .iter()
                .filter_map(|name| variables.function(name))
                .find(|f| !self.analysis.functions.contains_key(&function_key(f)))
                .cloned();
            let Some(next) = next else { return };
            // A function that is being read must not be found again by its own use of its name.
            self.analysis.functions.insert(function_key(&next), Variables::default());
            self.function(&next);
        }
    }

    fn function_expression(&mut self, function: &Rc<Function>) {
        let key = function_key(function);
        match &function.name {
            Some(name) => {
                self.scopes.push(Scope::OwnName { name: name.text.clone(), key });
                self.function(function);
                self.scopes.pop();
            }
            None => self.function(function),
        }
    }

    fn name(&mut self, name: &Name, access: Access) {
        let mut crossed = false;
        for scope in self.scopes.iter_mut().rev() {
            match scope {
                Scope::Function { variables, .. } => {
                    if &*name.text == "arguments"
                        && !crossed
                        && !variables.by_name.contains_key("arguments")
                    {
                        variables.declare(&name.text);
                        variables.uses_arguments = true;
                    }
                    if let Some(variable) = variables.by_name.get_mut(&name.text) {
                        variable.used = true;
                        variable.shared |= crossed;
                        return;
                    }
                    crossed = true;
                }
                Scope::OwnName { name: own, key } if *own == name.text => {
                    self.analysis.own_names.insert(*key);
                    return;
                }
                Scope::Catch { name: own, key } if *own == name.text => {
                    if crossed {
                        self.analysis.shared_catches.insert(*key);
                    }
                    return;
                }
                Scope::OwnName { .. } | Scope::Catch { .. } => {}
            }
        }
        self.analysis.uses.names.push(name.clone());
        if access == Access::Write {
            self.analysis.uses.assigned.push(name.clone());
        }
    }

    fn this(&mut self) -> bool {
        let function = self.scopes.iter_mut().rev().find_map(|scope| match scope {
            Scope::Function { variables, .. } => Some(variables),
            _ => None,
        });
        match function {
            Some(variables) => {
                variables.uses_this = true;
                true
            }
            None => false,
        }
    }

    /// Whether the name is a variable of the snippet itself.
    fn is_inner(&self, name: &str) -> bool {
        self.scopes.iter().any(|scope| match scope {
            Scope::Function { variables, .. } => variables.by_name.contains_key(name),
            Scope::OwnName { name: own, .. } | Scope::Catch { name: own, .. } => &**own == name,
        })
    }

    pub(super) fn target(&mut self, target: &Target, access: Access) {
        match target {
            Target::Name(name) => self.name(name, access),
            Target::Member(object, name) => {
                if access == Access::Write {
                    self.analysis.uses.members.insert(name.text.clone());
                }
                self.member(object, name);
            }
            Target::Index(object, key) => self.index(object, key, access),
            Target::Unsupported(_) => {}
        }
    }

    fn member(&mut self, object: &Expr, name: &Name) {
        match &object.kind {
            ExprKind::This => {
                self.this();
                self.analysis.uses.this_members.insert(name.text.clone());
            }
            ExprKind::Name(data) if &*data.text == "_data" && !self.is_inner("_data") => {
                self.analysis.uses.names.push(data.clone());
                self.analysis.uses.data.push(name.clone());
            }
            _ => self.expression(object),
        }
    }

    fn index(&mut self, object: &Expr, key: &Expr, access: Access) {
        if let Some(name) = constant_name(key) {
            if access == Access::Write {
                self.analysis.uses.members.insert(name.text.clone());
            }
            self.member(object, &name);
            return;
        }
        if matches!(object.kind, ExprKind::This) {
            self.analysis.uses.dynamic = true;
        }
        self.expression(object);
        self.expression(key);
    }

    pub(super) fn expression(&mut self, expression: &Expr) {
        match &expression.kind {
            ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Boolean(_)
            | ExprKind::Null
            | ExprKind::Regex { .. }
            | ExprKind::Unsupported(_) => {}
            ExprKind::Name(name) => self.name(name, Access::Read),
            ExprKind::This => {
                let inside = self.this();
                self.analysis.uses.dynamic |= !inside;
            }
            ExprKind::Array(elements) => elements.iter().flatten().for_each(|e| self.expression(e)),
            ExprKind::Object(properties) => {
                for property in properties {
                    self.analysis
                        .uses
                        .members
                        .insert(String::from_utf16_lossy(&property.key).into());
                    match &property.value {
                        PropertyValue::Value(value) => self.expression(value),
                        PropertyValue::Getter(f) | PropertyValue::Setter(f) => self.function(f),
                    }
                }
            }
            ExprKind::Function(function) => self.function_expression(function),
            ExprKind::Unary(_, operand) => self.expression(operand),
            ExprKind::Update { target, .. } => self.target(target, Access::Write),
            ExprKind::Binary(_, _, _) | ExprKind::Logical(_, _, _) => self.chain(expression),
            ExprKind::Assign { target, value, .. } => {
                self.target(target, Access::Write);
                self.expression(value);
            }
            ExprKind::Conditional(test, yes, no) => {
                self.expression(test);
                self.expression(yes);
                self.expression(no);
            }
            ExprKind::Call { callee, arguments } | ExprKind::New { callee, arguments } => {
                self.expression(callee);
                arguments.iter().for_each(|a| self.expression(a));
            }
            ExprKind::Member(object, name) => self.member(object, name),
            ExprKind::Index(object, key) => self.index(object, key, Access::Read),
            ExprKind::Sequence(parts) => parts.iter().for_each(|p| self.expression(p)),
        }
    }

    /// Operators lean to the left, thousands deep.
    fn chain(&mut self, expression: &Expr) {
        let mut rights = Vec::new();
        let mut leftmost = expression;
        while let ExprKind::Binary(_, left, right) | ExprKind::Logical(_, left, right) =
            &leftmost.kind
        {
            rights.push(right);
            leftmost = left;
        }
        self.expression(leftmost);
        for right in rights.into_iter().rev() {
            self.expression(right);
        }
    }

    pub(super) fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        match &statement.kind {
            // A declaration is read when its name is used.
            StmtKind::Function(_)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Return(None)
            | StmtKind::Empty
            | StmtKind::Unsupported(_) => {}
            StmtKind::Expr(value) | StmtKind::Return(Some(value)) | StmtKind::Throw(value) => {
                self.expression(value)
            }
            StmtKind::Var(variables) => {
                for (name, value) in variables {
                    if let Some(value) = value {
                        self.expression(value);
                        self.name(name, Access::Write);
                    }
                }
            }
            StmtKind::Block(body) => self.statements(body),
            StmtKind::If(test, yes, no) => {
                self.expression(test);
                self.statement(yes);
                no.iter().for_each(|no| self.statement(no));
            }
            StmtKind::For { init, test, update, body } => {
                init.iter().for_each(|init| self.statement(init));
                test.iter().chain(update).for_each(|e| self.expression(e));
                self.statement(body);
            }
            StmtKind::ForIn { target, object, body, .. } => {
                self.expression(object);
                self.target(target, Access::Write);
                self.statement(body);
            }
            StmtKind::While(test, body) | StmtKind::DoWhile(body, test) => {
                self.expression(test);
                self.statement(body);
            }
            StmtKind::Switch(value, cases) => {
                self.expression(value);
                for (test, body) in cases {
                    test.iter().for_each(|test| self.expression(test));
                    self.statements(body);
                }
            }
            StmtKind::Try { block, handler, finalizer } => {
                self.statements(block);
                if let Some((name, body)) = handler {
                    self.scopes
                        .push(Scope::Catch { name: name.text.clone(), key: catch_key(name) });
                    self.statements(body);
                    self.scopes.pop();
                }
                finalizer.iter().for_each(|body| self.statements(body));
            }
            StmtKind::Labelled(_, body) => self.statement(body),
        }
    }
}

impl Variables {
    fn declare(&mut self, name: &Rc<str>) -> &mut Variable {
        if !self.by_name.contains_key(name) {
            self.names.push(name.clone());
        }
        self.by_name.entry(name.clone()).or_default()
    }
}

/// The name in `o['name']`.
pub(in crate::ecma) fn constant_name(key: &Expr) -> Option<Name> {
    match &key.kind {
        ExprKind::String(text) => {
            Some(Name { text: String::from_utf16(text).ok()?.into(), span: key.span })
        }
        _ => None,
    }
}
