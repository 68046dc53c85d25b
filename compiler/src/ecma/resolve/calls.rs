//! What do calls and members mean that the compiler knows something about?

use scxml_diagnostic::{Diagnostic, Span};
use scxml_schema::builtins;

use super::{Unit, lookup};
use crate::code::{Expr, ExprKind, Helper, Type};
use crate::codes;
use crate::ecma::scopes;
use crate::ecma::texts::{self, Eval};
use crate::es::{self, Name};

impl Unit<'_> {
    pub(super) fn call(&mut self, callee: &es::Expr, arguments: &[es::Expr]) -> (ExprKind, Type) {
        if let Some(read) = self.eval(callee, arguments) {
            return (read, Type::Any);
        }
        if let es::ExprKind::SuperMember(key) = &callee.kind {
            return (self.super_method(key, arguments), Type::Any);
        }
        if let es::ExprKind::Name(name) = &callee.kind {
            if let ("In", [argument]) = (&*name.text, arguments)
                && let Some(id) = scopes::constant_name(argument)
                && self.is_global("In")
            {
                return self.in_state(&id);
            }
            self.check_text(name, arguments);
        }
        self.check_method(callee);
        self.check_pattern(callee, arguments);
        let name = match &callee.kind {
            es::ExprKind::Name(name) => Some(self.atom(&name.text)),
            _ => None,
        };
        let callee = Box::new(self.expression(callee));
        let arguments = self.expressions(arguments);
        (ExprKind::Call { callee, name, arguments }, Type::Any)
    }

    /// A call of `eval` that there is a form for.
    fn eval(&mut self, callee: &es::Expr, arguments: &[es::Expr]) -> Option<ExprKind> {
        if !texts::is_eval(callee, &|_| true) || !self.is_global("eval") || !self.is_global("JSON")
        {
            return None;
        }
        match texts::eval(callee, arguments, &|_| true)? {
            Eval::Literal(text) => {
                let text = self.expression(text);
                Some(ExprKind::Helper(Helper::ReadLiteral, vec![text]))
            }
            Eval::Path { prefix, text } => {
                let span = text.span;
                let text = self.expression(text);
                let prefix =
                    Expr { kind: ExprKind::String(self.atom(&prefix)), ty: Type::String, span };
                Some(ExprKind::Helper(Helper::ReadPath, vec![text, prefix]))
            }
        }
    }

    pub(super) fn new_object(
        &mut self,
        callee: &es::Expr,
        arguments: &[es::Expr],
    ) -> (ExprKind, Type) {
        if let es::ExprKind::Name(name) = &callee.kind {
            self.check_text(name, arguments);
        }
        let callee = Box::new(self.expression(callee));
        let arguments = self.expressions(arguments);
        (ExprKind::New { callee, arguments }, Type::Any)
    }

    /// Reports a constructor that would make code from text, and warns of a pattern that is slow.
    fn check_text(&mut self, name: &Name, arguments: &[es::Expr]) {
        if !matches!(&*name.text, "Function" | "RegExp") || !self.is_global(&name.text) {
            return;
        }
        if &*name.text == "Function" {
            self.diagnostics.push(lookup::not_yet(name, "making functions from text is"));
        } else if let Some(pattern) = arguments.first().and_then(scopes::constant_name) {
            let flags = arguments.get(1).and_then(scopes::constant_name);
            let flags = flags.map_or_else(String::new, |flags| flags.text.to_string());
            self.check_time(&pattern.text, &flags, pattern.span);
        }
    }

    /// Warns of a constant string that `match` or `search` makes a slow regular expression from.
    fn check_pattern(&mut self, callee: &es::Expr, arguments: &[es::Expr]) {
        let es::ExprKind::Member(_, method) = &callee.kind else { return };
        let Some(pattern) = arguments.first().and_then(scopes::constant_name) else { return };
        if matches!(&*method.text, "match" | "matchAll" | "search")
            && !self.resolver.members.contains(&method.text)
        {
            self.check_time(&pattern.text, "", pattern.span);
        }
    }

    /// Warns of a regular expression that can take a time that doubles with each character.
    pub(super) fn check_time(&mut self, pattern: &str, flags: &str, span: Span) {
        let Some(part) = scxml_patterns::slow_part(pattern, flags) else { return };
        let message = format!(
            "this regular expression can take very long: `{part}` can match one text in many ways"
        );
        self.diagnostics.push(
            Diagnostic::warning(codes::SLOW_PATTERN, span, message)
                .note("where the rest does not match, all ways are tried: twice as many with each character of the text")
                .note("leave one way only: `a+` for `(a+)+`, `\\w+( \\w+)*` for `(\\w+ ?)+`"),
        );
    }

    pub(super) fn expressions(&mut self, list: &[es::Expr]) -> Vec<Expr> {
        list.iter().map(|e| self.expression(e)).collect()
    }

    fn in_state(&mut self, id: &Name) -> (ExprKind, Type) {
        if let Some(state) = self.resolver.states.get(&*id.text) {
            return (ExprKind::InState(*state), Type::Boolean);
        }
        let mut diagnostic = Diagnostic::warning(
            codes::UNKNOWN_STATE,
            id.span,
            format!("there is no state `{}`; this is always false", id.text),
        );
        if let Some(similar) =
            self.diagnostics.closest(&id.text, self.resolver.states.keys().map(String::as_str))
        {
            // The name stands in quotation marks.
            let name =
                Span { start: id.span.start + 1, end: id.span.end.saturating_sub(1), ..id.span };
            diagnostic = diagnostic.suggest(format!("did you mean `{similar}`?"), name, similar);
        }
        self.diagnostics.push(diagnostic);
        (ExprKind::Boolean(false), Type::Boolean)
    }

    /// Reports a method that ECMA-262 has and the runtime does not, unless some snippet defines a member of that name.
    fn check_method(&mut self, callee: &es::Expr) {
        let es::ExprKind::Member(object, name) = &callee.kind else { return };
        if self.resolver.members.contains(&name.text) || self.is_static(object, name) {
            return;
        }
        if let Some(owner) = builtins::unsupported_method(&name.text) {
            self.diagnostics
                .push(lookup::not_yet(name, &format!("`{owner}.prototype.{}` is", name.text)));
        }
    }

    /// Reports a member of a built-in, such as `Object.create`, that the runtime does not have.
    pub(super) fn check_static(&mut self, object: &es::Expr, name: &Name) {
        if self.resolver.members.contains(&name.text) || !self.is_static(object, name) {
            return;
        }
        let es::ExprKind::Name(owner) = &object.kind else { return };
        let builtin = builtins::lookup_static(&owner.text, &name.text);
        if builtin.is_some_and(|builtin| !builtins::is_supported(builtin)) {
            self.diagnostics
                .push(lookup::not_yet(name, &format!("`{}.{}` is", owner.text, name.text)));
        }
    }

    fn is_static(&mut self, object: &es::Expr, name: &Name) -> bool {
        match &object.kind {
            es::ExprKind::Name(owner) => {
                builtins::lookup_static(&owner.text, &name.text).is_some()
                    && self.is_global(&owner.text)
            }
            _ => false,
        }
    }
}
