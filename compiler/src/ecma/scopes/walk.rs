//! The walk itself: every use of a name is followed outwards to what declares it.

mod expression;
mod statement;

use std::collections::BTreeSet;
use std::rc::Rc;

use super::hoist::{self, Block};
use super::{Analysis, Kind, Variable, Variables, function_key, key};
use crate::ast::Dialect;
use crate::es::{Expr, ExprKind, Function, FunctionKind, Name, Script};

/// What a use does with a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Its value goes anywhere.
    Read,
    /// It is assigned.
    Write,
    /// Of the list that it names, an element is read.
    Element,
    /// Of the list that it names, the length is read.
    Length,
}

/// A scope between the snippet and the place that is being read.
enum Scope {
    Function {
        variables: Variables,
        /// Whether `this` and `arguments` are those of what is around it.
        arrow: bool,
    },
    Block(Variables),
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

pub(super) struct Walk {
    pub(super) analysis: Analysis,
    scopes: Vec<Scope>,
    dialect: Dialect,
}

impl Walk {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { analysis: Analysis::default(), scopes: Vec::new(), dialect }
    }

    pub(super) fn script(&mut self, script: &Script) {
        let hoisted = hoist::hoist(&[], &script.body, self.dialect);
        self.analysis.outward.extend(hoisted.outward);
        self.statements(&script.body);
    }

    pub(super) fn function(&mut self, function: &Rc<Function>) {
        let hoisted = hoist::hoist(&function.params, &function.body, self.dialect);
        self.analysis.outward.extend(hoisted.outward);
        let mut variables = Variables::default();
        for name in &function.params {
            variables.declare(&name.text);
        }
        variables.declare_functions(&hoisted.functions);
        variables.declare_lexical(&hoisted.lexical);
        for name in &hoisted.vars {
            if &*name.text == "arguments" && function.kind != FunctionKind::Arrow {
                // It is the object still (section 10.5), which a use of the name declares.
                continue;
            }
            let variable = variables.declare(&name.text);
            if hoisted.ignoring.contains(&name.text) {
                variable.kind = Kind::Ignoring;
            }
        }
        if function.kind == FunctionKind::Derived {
            let this = variables.declare(&"this".into());
            (this.used, this.kind) = (true, Kind::Let);
        }
        let level = self.scopes.len();
        self.scopes
            .push(Scope::Function { variables, arrow: function.kind == FunctionKind::Arrow });
        self.statements(&function.body);
        self.reached_functions(level);
        if let Some(Scope::Function { mut variables, .. }) = self.scopes.pop() {
            variables.link(function);
            self.analysis.functions.insert(function_key(function), variables);
        }
    }

    /// Reads what is in a block; `declared` is what the block declares.
    fn block(&mut self, key: usize, declared: &Block, inside: impl FnOnce(&mut Self)) {
        let mut variables = Variables::default();
        variables.declare_functions(&declared.functions);
        variables.declare_lexical(&declared.lexical);
        self.scope(key, variables, inside);
    }

    fn scope(&mut self, key: usize, variables: Variables, inside: impl FnOnce(&mut Self)) {
        if variables.names.is_empty() {
            return inside(self);
        }
        let level = self.scopes.len();
        self.scopes.push(Scope::Block(variables));
        inside(self);
        self.reached_functions(level);
        if let Some(Scope::Block(variables)) = self.scopes.pop() {
            self.analysis.blocks.insert(key, variables);
        }
    }

    /// Reads the function declarations of a function or block that its body, or one of them, uses.
    fn reached_functions(&mut self, level: usize) {
        while let Some(Scope::Function { variables, .. } | Scope::Block(variables)) =
            self.scopes.get(level)
        {
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
        if self.inner_name(&name.text, access, self.scopes.len()) {
            return;
        }
        self.analysis.uses.names.push(name.clone());
        if access == Access::Write {
            self.analysis.uses.assigned.push(name.clone());
        }
    }

    /// The use of a name by a function of a block, which is a `var` of the function around it.
    fn outward_name(&mut self, name: &Name) {
        let is_function = |scope: &Scope| matches!(scope, Scope::Function { .. });
        let level = self.scopes.iter().rposition(is_function).map_or(0, |level| level + 1);
        if !self.inner_name(&name.text, Access::Write, level) {
            self.analysis.uses.names.push(name.clone());
            self.analysis.uses.assigned.push(name.clone());
        }
    }

    /// Notes the use of a name that one of the first `level` scopes declares; whether one does.
    fn inner_name(&mut self, text: &Rc<str>, access: Access, level: usize) -> bool {
        // Whether a function is between the use and the scope, and whether `arguments` is that of the scope.
        let (mut crossed, mut own) = (false, true);
        for scope in self.scopes[..level].iter_mut().rev() {
            let variables = match scope {
                Scope::Function { variables, arrow } => {
                    if &**text == "arguments"
                        && own
                        && !*arrow
                        && !variables.by_name.contains_key("arguments")
                    {
                        variables.declare(text);
                        variables.uses_arguments = true;
                    }
                    own &= *arrow;
                    variables
                }
                Scope::Block(variables) => {
                    if let Some(variable) = variables.by_name.get_mut(text) {
                        variable.note(access, crossed);
                        return true;
                    }
                    continue;
                }
                Scope::OwnName { name, key } if *name == *text => {
                    self.analysis.own_names.insert(*key);
                    return true;
                }
                Scope::Catch { name, key } if *name == *text => {
                    if crossed {
                        self.analysis.shared_catches.insert(*key);
                    }
                    return true;
                }
                Scope::OwnName { .. } | Scope::Catch { .. } => continue,
            };
            if let Some(variable) = variables.by_name.get_mut(text) {
                variable.note(access, crossed);
                return true;
            }
            crossed = true;
        }
        false
    }

    /// Notes a use of `this`; whether it is inside of a function.
    fn this(&mut self) -> bool {
        let mut crossed = false;
        for scope in self.scopes.iter_mut().rev() {
            match scope {
                Scope::Function { arrow: true, .. } => crossed = true,
                Scope::Function { variables, .. } => {
                    variables.uses_this = true;
                    if crossed {
                        let this = variables.declare(&"this".into());
                        (this.used, this.shared) = (true, true);
                    }
                    return true;
                }
                _ => {}
            }
        }
        false
    }

    /// Whether the name is a variable of the snippet itself.
    fn is_inner(&self, name: &str) -> bool {
        self.scopes.iter().any(|scope| match scope {
            Scope::Function { variables, .. } | Scope::Block(variables) => {
                variables.by_name.contains_key(name)
            }
            Scope::OwnName { name: own, .. } | Scope::Catch { name: own, .. } => &**own == name,
        })
    }

    /// Whether a test of a built-in is known to hold or not to hold.
    fn known(&mut self, test: &Expr) -> Option<bool> {
        let outcome = crate::ecma::guards::known(test, &|name| !self.is_inner(name))?;
        self.analysis.known.insert(key(test), outcome);
        Some(outcome)
    }
}

impl Variable {
    /// Notes a use; `crossed` says whether a closure makes it.
    fn note(&mut self, access: Access, crossed: bool) {
        self.used = true;
        self.shared |= crossed;
        self.assigned |= access == Access::Write;
        self.elements |= access == Access::Element;
        self.escapes |= access == Access::Read;
    }
}

impl Variables {
    fn declare(&mut self, name: &Rc<str>) -> &mut Variable {
        if !self.by_name.contains_key(name) {
            self.names.push(name.clone());
        }
        self.by_name.entry(name.clone()).or_default()
    }

    /// Finds the parameters of a function that elements of its `arguments` have to be linked to (section 10.6): where
    /// neither side changes, or the other side is not looked at, nothing could tell.
    fn link(&mut self, function: &Function) {
        let object = self.by_name.get("arguments").filter(|_| self.uses_arguments);
        let Some(&Variable { elements, escapes, .. }) = object else { return };
        if !function.simple || function.strict {
            return;
        }
        let mut seen = BTreeSet::new();
        // Of two parameters of one name, the later one is the variable.
        for (position, param) in (0..).zip(&function.params).collect::<Vec<_>>().into_iter().rev() {
            let Some(variable) = self.by_name.get_mut(&param.text) else { continue };
            let changes = variable.assigned || variable.function.is_some();
            let is_seen = variable.used && (escapes || (elements && changes));
            if seen.insert(&*param.text) && is_seen {
                variable.shared = true;
                self.links.push((position, param.text.clone()));
            }
        }
        self.links.reverse();
    }

    fn declare_functions(&mut self, functions: &[Rc<Function>]) {
        for function in functions {
            if let Some(name) = &function.name {
                self.declare(&name.text).function = Some(function.clone());
            }
        }
    }

    /// A name that is a `var` or parameter as well stays one.
    fn declare_lexical(&mut self, names: &[(Name, Kind)]) {
        for (name, kind) in names {
            if !self.by_name.contains_key(&name.text) {
                self.declare(&name.text).kind = *kind;
            }
        }
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
