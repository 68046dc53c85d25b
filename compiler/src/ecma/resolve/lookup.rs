//! What does a name stand for that no function around it declares?

use scxml_diagnostic::Diagnostic;
use scxml_schema::builtins::{self, Kind as Builtin};

use super::Unit;
use crate::ast::Dialect;
use crate::code::{ErrorKind, Expr, ExprKind, System, Target, Type};
use crate::codes;
use crate::ecma::scopes::Kind;
use crate::es::Name;

/// What an included document calls its prefix.
pub(super) const MY_PREFIX: &str = "_my_prefix";

/// The system name of this spelling (section 5.10 of the Recommendation; `_genesys` and `_data` in ors).
pub(super) fn system(name: &str, dialect: Dialect) -> Option<System> {
    Some(match name {
        "_event" => System::Event,
        "_sessionid" => System::SessionId,
        "_name" => System::Name,
        "_ioprocessors" => System::IoProcessors,
        "_x" => System::X,
        "_genesys" if dialect == Dialect::Ors => System::Genesys,
        "_data" if dialect == Dialect::Ors => System::Data,
        _ => return None,
    })
}

impl Unit<'_> {
    /// The value of a name.
    pub(super) fn name(&mut self, name: &Name) -> ExprKind {
        if let Some(found) = self.variable(&name.text) {
            return self.load(&found, name);
        }
        if let Some(system) = self.system(name) {
            return ExprKind::System(system);
        }
        if let Some(prefix) = self.prefix(name) {
            return prefix;
        }
        if let Some(slot) = self.slot(&name.text) {
            return ExprKind::Slot(slot);
        }
        if self.resolver.overridden.contains(&name.text) {
            return ExprKind::Global(self.atom(&name.text));
        }
        if let Some(builtin) = builtins::lookup_global(&name.text) {
            return self.builtin(builtin, name);
        }
        self.undeclared(name);
        ExprKind::Global(self.atom(&name.text))
    }

    pub(super) fn system(&mut self, name: &Name) -> Option<System> {
        let system = system(&name.text, self.resolver.dialect)?;
        self.resolver.globals.uses_genesys |= system == System::Genesys;
        Some(system)
    }

    /// The prefix of the included document that mentions `_my_prefix`; a script that declares the name means its own.
    fn prefix(&mut self, name: &Name) -> Option<ExprKind> {
        if &*name.text != MY_PREFIX || self.slot(&name.text).is_some() {
            return None;
        }
        let prefix = self.resolver.prefixes.get(&name.span.file)?.clone();
        Some(ExprKind::String(self.atom(&prefix)))
    }

    /// Script variables first, then data.
    pub(super) fn slot(&self, name: &str) -> Option<crate::code::SlotId> {
        self.resolver.scripts.get(name).or_else(|| self.resolver.data.get(name)).copied()
    }

    pub(super) fn atom(&mut self, text: &str) -> crate::code::Atom {
        self.resolver.globals.atom(text)
    }

    /// Whether the name means what ECMAScript or the platform gave it.
    pub(super) fn is_global(&mut self, name: &str) -> bool {
        self.variable(name).is_none()
            && self.slot(name).is_none()
            && !self.resolver.overridden.contains(name)
    }

    fn builtin(&mut self, builtin: u32, name: &Name) -> ExprKind {
        match builtins::BUILTINS[builtin as usize].kind {
            Builtin::Undefined => ExprKind::Undefined,
            Builtin::Number(value) => ExprKind::Number(value),
            Builtin::Later => {
                self.diagnostics.push(not_yet(name, &format!("`{}` is", name.text)));
                ExprKind::Undefined
            }
            _ => ExprKind::Builtin(builtin),
        }
    }

    /// A name as something to assign.
    pub(super) fn name_target(&mut self, name: &Name) -> Target {
        let span = name.span;
        let constant = |kind| Target::Constant(Box::new(Expr { kind, ty: Type::Any, span }));
        if let Some(found) = self.variable(&name.text) {
            return self.variable_target(&found, name);
        }
        if let Some(system) = self.system(name) {
            self.diagnostics.push(
                Diagnostic::warning(
                    codes::SYSTEM_NAME,
                    span,
                    format!("`{}` cannot be assigned", name.text),
                )
                .note("at run time this raises an error event (section 5.10)"),
            );
            return Target::System(system);
        }
        if let Some(slot) = self.slot(&name.text) {
            return match self.resolver.constants.get(&name.text) {
                Some(Kind::Const) => {
                    let value = Expr { kind: ExprKind::Slot(slot), ty: Type::Any, span };
                    let message = "Assignment to constant variable.";
                    let error = Expr::fails(ErrorKind::Type, message, span);
                    Target::Refused(Box::new(value), Box::new(error))
                }
                Some(_) => constant(ExprKind::Slot(slot)),
                None => Target::Slot(slot),
            };
        }
        match builtins::lookup_global(&name.text).map(|b| builtins::BUILTINS[b as usize].kind) {
            Some(Builtin::Undefined) => constant(ExprKind::Undefined),
            Some(Builtin::Number(value)) => constant(ExprKind::Number(value)),
            _ => Target::Global(self.atom(&name.text)),
        }
    }

    fn undeclared(&mut self, name: &Name) {
        let state =
            name.text.strip_prefix('_').filter(|state| self.resolver.states.contains_key(*state));
        if let (Some(state), Dialect::Ors) = (state, self.resolver.dialect) {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::STATE_SCOPE,
                    name.span,
                    format!("`{}`, the scope of the state `{state}`, is not supported", name.text),
                )
                .note("data of every state is a member of `_data`"),
            );
            return;
        }
        if !self.resolver.reported.insert(name.text.clone()) {
            return;
        }
        let mut diagnostic = Diagnostic::warning(
            codes::UNDECLARED_NAME,
            name.span,
            format!("`{}` is declared nowhere; reading it raises a ReferenceError", name.text),
        );
        let known =
            self.resolver.scripts.keys().chain(self.resolver.data.keys()).map(|name| &**name);
        if let Some(similar) = self.diagnostics.closest(&name.text, known) {
            diagnostic =
                diagnostic.suggest(format!("did you mean `{similar}`?"), name.span, similar);
        }
        self.diagnostics.push(diagnostic);
    }
}

/// An error for what ECMA-262 has and the runtime does not have yet.
pub(super) fn not_yet(name: &Name, what: &str) -> Diagnostic {
    let instead = match &*name.text {
        "eval" => {
            "write `JSON.parse(text)` or `eval('(' + text + ')')` to read a value, `eval('App_' + name + '.id')` to reach a variable by its name"
        }
        "Function" => "write the function itself: code cannot be made at run time",
        _ => "this part of ECMAScript is not there yet",
    };
    Diagnostic::error(codes::UNSUPPORTED_ECMASCRIPT, name.span, format!("{what} not supported"))
        .note(instead)
}
