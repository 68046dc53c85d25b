//! How is resolved ECMAScript spelled in Rust?
//!
//! Inside a function that returns `rt::R<_>` and has `cx: &mut rt::Cx<'_>`, in a module with the imports of
//! `super::imports` and the modules that [`Printer::constants`] gives. Names that end in `_` are the printer's own.

mod attempt;
mod call;
mod chain;
mod condition;
mod constants;
mod context;
mod effect;
mod expression;
mod function;
mod literal;
mod member;
mod number;
mod place;
mod statement;
mod switch;
mod text;

use proc_macro2::TokenStream;

use self::constants::Constants;
use self::context::{Context, Exit};
use crate::code::{Atom, Expr, Globals, PlaceNumber, Script, SlotId, Target};

/// Prints the code of one machine.
#[derive(Debug)]
pub struct Printer<'a> {
    globals: &'a Globals,
    constants: Constants,
    /// The place that was named last: see [`crate::code::StmtKind::At`].
    place: std::cell::Cell<PlaceNumber>,
}

impl<'a> Printer<'a> {
    /// A printer for code that refers to these tables.
    pub fn new(globals: &'a Globals) -> Self {
        Self { globals, constants: Constants::new(globals), place: Default::default() }
    }

    /// A constant string as a number of type `u32`: `a::interactionid`.
    pub fn atom(&self, atom: Atom) -> TokenStream {
        self.constants.atom(atom, self.globals)
    }

    /// A slot as a number of type `u32`: `s::reqid`.
    pub fn slot(&self, slot: SlotId) -> TokenStream {
        self.constants.slot(slot)
    }

    /// An expression of type `rt::Value`.
    pub fn value(&self, expression: &Expr) -> TokenStream {
        self.snippet().value(expression)
    }

    /// An expression of type `bool`.
    pub fn condition(&self, expression: &Expr) -> TokenStream {
        self.snippet().condition(expression)
    }

    /// A statement that puts `value`, an expression of type `rt::Value`, into a place; the place is evaluated first.
    pub fn assign(&self, target: &Target, value: TokenStream) -> TokenStream {
        self.snippet().store(target, value)
    }

    /// The statements of a script, for a function that returns `rt::R<()>`; without the final `Ok(())`.
    pub fn script(&self, script: &Script) -> TokenStream {
        self.place.take();
        Context::new(self, &script.frame, Exit::Snippet).script(script)
    }

    /// The functions that scripts define, as Rust functions.
    pub fn functions(&self) -> TokenStream {
        (0..)
            .zip(&self.globals.functions)
            .map(|(number, f)| function::function(number, f, self))
            .collect()
    }

    /// An expression of type `&'static [rt::Function]`: what `Program.functions` holds.
    pub fn function_table(&self) -> TokenStream {
        function::table(self)
    }

    /// The modules `a` (constant strings), `b` (built-ins) and `s` (slots) that printed code names; print it last.
    pub fn constants(&self) -> TokenStream {
        self.constants.print(self.globals)
    }

    fn snippet(&self) -> Context<'_> {
        self.place.take();
        Context::new(self, &crate::code::Frame { locals: Vec::new(), shared: 0 }, Exit::Snippet)
    }
}

#[cfg(test)]
mod tests {
    use scxml_diagnostic::{Diagnostics, FileId, Span};

    use super::Printer;
    use crate::ast::Dialect;
    use crate::ecma::{self, Scope};
    use crate::xml::Text;

    fn text(value: &str) -> Text {
        Text::verbatim(value, Span::new(FileId(0), 0, value.len()))
    }

    /// What is printed for a script, in ors, with white space made even.
    fn printed(value: &str) -> String {
        let mut diagnostics = Diagnostics::default();
        let script = ecma::parse_script(&[&text(value)], &mut diagnostics)
            .expect("the script is well-formed");
        let mut scope = Scope::new(Dialect::Ors, [("ready".to_owned(), 4)]);
        scope.data("limit", Span::NOWHERE);
        scope.script(&script);
        let mut resolver = scope.seal();
        let code = resolver.script(&script, &mut diagnostics);
        let globals = resolver.finish(&mut diagnostics);
        assert!(!diagnostics.has_errors(), "{value}: {diagnostics:?}");
        let printer = Printer::new(&globals);
        let (script, functions) = (printer.script(&code), printer.functions());
        let file =
            syn::parse2(quote::quote!(fn block() { #script } #functions)).expect("it is Rust");
        let text = prettyplease::unparse(&file);
        let text = text.split_once("{\n").map_or("", |(_, rest)| rest);
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(", )", ")")
    }

    #[test]
    fn names_become_places() {
        for (script, rust) in [
            ("limit = 1", "rt::store(s::limit, rt::Value::number(1.0), cx); }"),
            (
                "_data.limit = _data['other']",
                "rt::store(s::limit, rt::load_member(s::other, cx), cx); }",
            ),
            ("a = typeof b", "rt::store(s::a, rt::typeof_global(a::b, cx), cx); }"),
            ("a = typeof a", "rt::store(s::a, rt::typeof_(rt::load_member(s::a, cx), cx), cx); }"),
            ("_event = 1", "rt::assign_system(rt::System::Event, rt::Value::number(1.0), cx)?; }"),
            (
                "if (In('ready')) a = 1",
                "if rt::in_state(4, cx) { rt::store(s::a, rt::Value::number(1.0), cx); } }",
            ),
            ("a = 60 * 1000 + -1", "rt::store(s::a, rt::Value::number(59999.0), cx); }"),
            ("delete _data.limit", "rt::unbind(s::limit, cx); }"),
        ] {
            assert_eq!(printed(script), rust, "{script}");
        }
    }

    #[test]
    fn places_are_evaluated_before_values() {
        assert_eq!(
            printed("a.b = c()"),
            "rt::set(rt::load_global(a::a, cx)?, a::b, \
             rt::call_named(rt::load_global(a::c, cx)?, rt::Value::UNDEFINED, a::c, &[], cx)?, cx)?; }"
        );
        assert_eq!(
            printed("var a; a.b(a = 1)"),
            "rt::declare(s::a, cx); { let object_ = rt::load(s::a, cx)?; let function_ = rt::get(object_, a::b, cx)?; \
             rt::call_named(function_, object_, a::b, &[ { let value_ = rt::Value::number(1.0); rt::store(s::a, value_, cx); \
             value_ }, ], cx)? }; }"
        );
    }

    #[test]
    fn what_closures_share_lives_in_an_environment() {
        let rust =
            printed("function f(a, b) { var c = b; return function () { return a++ + c } } f()");
        for part in [
            "let env_ = rt::env(2, env_, cx);",
            "let value_ = rt::argument(arguments_, 0); rt::env_set(env_, 0, 0, value_, cx);",
            "let mut b = rt::argument(arguments_, 1);",
            "rt::env_set(env_, 0, 1, b, cx);",
            "return Ok(rt::function(1, env_, cx));",
            "rt::increment(rt::env_get(env_, 0, 0, cx), 1.0, cx)?",
        ] {
            assert!(rust.contains(part), "{part} in {rust}");
        }
    }

    #[test]
    fn only_parameters_where_it_can_be_told_are_one_with_elements_of_arguments() {
        for (script, made) in [
            (
                "function f(a, b) { return arguments[b] + arguments.length + a }",
                "arguments(arguments_, cx)",
            ),
            ("function f(a) { a = a || arguments.length; return a }", "arguments(arguments_, cx)"),
            ("function f(a) { return g.apply(this, arguments) }", "arguments(arguments_, cx)"),
            (
                "function f(a, b) { b = 1; return a + arguments[0] }",
                "linked_arguments(arguments_, env_, &[(1, 0)], cx)",
            ),
            (
                "function f(a, b) { arguments[0] = 1; return b }",
                "linked_arguments(arguments_, env_, &[(1, 0)], cx)",
            ),
            (
                "function f(a, b, a) { g(arguments); return a }",
                "linked_arguments(arguments_, env_, &[(2, 0)], cx)",
            ),
            (
                "function f(a) { delete arguments[0]; return a }",
                "linked_arguments(arguments_, env_, &[(0, 0)], cx)",
            ),
            (
                "function f(a) { arguments[0](); return a }",
                "linked_arguments(arguments_, env_, &[(0, 0)], cx)",
            ),
            (
                "function f(a = 1) { a = 2; return arguments[0] }",
                "unmapped_arguments(arguments_, cx)",
            ),
        ] {
            let rust = printed(&format!("{script} f()"));
            assert!(rust.contains(&format!("let mut arguments = rt::{made};")), "{script}: {rust}");
        }
    }

    #[test]
    fn what_nothing_reaches_is_left_out() {
        let rust = printed(
            "function a() { function c() { new Date() } return b() } function b() {} a(); function d() { return /x/ }",
        );
        assert!(rust.contains("fn f_0_a(") && rust.contains("fn f_1_b("));
        assert!(!rust.contains("fn f_2"));
    }

    #[test]
    fn a_try_in_a_loop_can_be_left_in_every_way() {
        let rust = printed(
            "function f() { for (var i = 0; ; i++) { try { if (i) break; if (!i) continue; return 1 } finally { g() } } } f()",
        );
        for part in [
            "return Ok(rt::Completion::Break(0));",
            "return Ok(rt::Completion::Continue(0));",
            "return Ok(rt::Completion::Return(rt::Value::number(1.0)));",
            "Ok(rt::Completion::Return(value_)) => return Ok(value_)",
            "Ok(rt::Completion::Break(0)) => { break 'l0; }",
            "Ok(rt::Completion::Continue(0)) => { break 'next0; }",
        ] {
            assert!(rust.contains(part), "{part} in {rust}");
        }
    }
}
