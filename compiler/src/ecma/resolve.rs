//! Which place does every name stand for? Declarations are collected first, then each snippet is resolved.

mod calls;
mod class;
mod expression;
mod fold;
mod function;
mod later;
mod lookup;
mod loops;
mod pattern;
mod places;
mod slots;
mod statement;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};

use super::scopes::{self, Analysis, Hoisted, Kind, Uses};
use crate::ast::Dialect;
use crate::code::{self, FunctionId, Globals, SlotId};
use crate::codes;
use crate::es;
use crate::include::Prefixes;

/// What a location attribute does with a name that nothing declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocationUse {
    /// The name must exist (`<assign>`, section 5.4): assigning an unknown one is an error at run time.
    Existing,
    /// The name is declared by being used (`<foreach>`, section 4.6; every location in ors).
    Declares,
}

/// Everything that the linked set declares or mentions; filled first, then sealed.
#[derive(Debug)]
pub struct Scope {
    dialect: Dialect,
    states: BTreeMap<String, u32>,
    /// `<data>` ids.
    data: Vec<es::Name>,
    data_ids: BTreeSet<Rc<str>>,
    /// `var`s of scripts.
    vars: Vec<es::Name>,
    functions: Vec<Rc<es::Function>>,
    /// Functions of scripts by name, as places in `functions`; scripts may declare the same name.
    functions_by_name: BTreeMap<Rc<str>, Vec<usize>>,
    declared: BTreeSet<Rc<str>>,
    /// Those of `vars` that `const` declares.
    constants: BTreeMap<Rc<str>, Kind>,
    /// What the snippets and the reached functions use.
    uses: Vec<Uses>,
    /// Names that location attributes declare.
    locations: Vec<es::Name>,
    prefixes: Prefixes,
}

impl Scope {
    /// An empty scope for a chart whose states have these ids and numbers (for `In('id')`).
    pub fn new(dialect: Dialect, states: impl IntoIterator<Item = (String, u32)>) -> Self {
        Self {
            dialect,
            states: states.into_iter().collect(),
            data: Vec::new(),
            data_ids: BTreeSet::new(),
            vars: Vec::new(),
            functions: Vec::new(),
            functions_by_name: BTreeMap::new(),
            declared: BTreeSet::new(),
            constants: BTreeMap::new(),
            uses: Vec::new(),
            locations: Vec::new(),
            prefixes: Prefixes::new(),
        }
    }

    /// Says what `_my_prefix` is, by file.
    #[must_use]
    pub fn with_prefixes(mut self, prefixes: Prefixes) -> Self {
        self.prefixes = prefixes;
        self
    }

    /// Declares a `<data>`; slots are numbered in the order of these calls.
    pub fn data(&mut self, id: &str, span: Span) {
        let text: Rc<str> = id.into();
        if self.data_ids.insert(text.clone()) {
            self.data.push(es::Name { text, span });
        }
    }

    /// Notes the names that an expression declares by assigning or mentioning them.
    pub fn expression(&mut self, expression: &es::Expr) {
        self.note(scopes::expression(expression, self.dialect).uses);
    }

    /// Notes the names of a location attribute.
    pub fn location(&mut self, target: &es::Target, usage: LocationUse) {
        let mut uses = scopes::target(target, self.dialect).uses;
        let assigned = std::mem::take(&mut uses.assigned);
        self.note(uses);
        if usage == LocationUse::Declares {
            self.declared.extend(assigned.iter().map(|name| name.text.clone()));
            self.locations.extend(assigned);
        }
    }

    /// Declares the variables and functions of a script, and notes what it mentions.
    pub fn script(&mut self, script: &es::Script) {
        let Hoisted { mut vars, functions, lexical, ignoring, .. } =
            scopes::hoist(&[], &script.body, self.dialect);
        self.constants.extend(ignoring.into_iter().map(|name| (name, Kind::Ignoring)));
        for (name, kind) in lexical {
            if kind == Kind::Const {
                self.constants.insert(name.text.clone(), kind);
            }
            vars.push(name);
        }
        self.declared.extend(vars.iter().map(|name| name.text.clone()));
        self.vars.extend(vars);
        for function in functions {
            let Some(name) = &function.name else { continue };
            self.declared.insert(name.text.clone());
            self.functions_by_name.entry(name.text.clone()).or_default().push(self.functions.len());
            self.functions.push(function);
        }
        self.note(scopes::script(script, self.dialect).uses);
    }

    fn note(&mut self, uses: Uses) {
        self.declared.extend(uses.assigned.iter().map(|name| name.text.clone()));
        self.uses.push(uses);
    }

    /// Whether a bare name means something: data, a script variable or function, a system name, a built-in, or a
    /// name that some snippet told to this scope assigns.
    pub fn declares(&self, name: &str) -> bool {
        self.declared.contains(name)
            || self.data_ids.contains(name)
            || lookup::system(name, self.dialect).is_some()
            || (name == lookup::MY_PREFIX && !self.prefixes.is_empty())
            || scxml_schema::builtins::lookup_global(name).is_some()
    }

    /// Numbers the slots and finds out which functions can be reached.
    pub fn seal(mut self) -> Resolver {
        let reached = slots::reach(&mut self);
        slots::number(self, &reached)
    }
}

/// Whether the platform gives what has this name (section 5.10 of the Recommendation; `_genesys` and `_data` in ors).
pub fn is_system_name(name: &str, dialect: Dialect) -> bool {
    lookup::system(name, dialect).is_some()
}

/// Resolves snippets in a sealed [`Scope`].
#[derive(Debug)]
pub struct Resolver {
    dialect: Dialect,
    states: BTreeMap<String, u32>,
    globals: Globals,
    data: BTreeMap<Rc<str>, SlotId>,
    scripts: BTreeMap<Rc<str>, SlotId>,
    /// Names that a built-in has too and that some snippet assigns: looked up by name at run time.
    overridden: BTreeSet<Rc<str>>,
    /// Names of `scripts` that a `var` or a function declares: `delete` leaves them alone.
    permanent: BTreeSet<Rc<str>>,
    /// Names of `scripts` that `const` declares.
    constants: BTreeMap<Rc<str>, Kind>,
    /// Members that some snippet gives to an object.
    members: BTreeSet<Rc<str>>,
    /// Reached functions of scripts, with their numbers, by [`scopes::function_key`].
    reached: BTreeMap<usize, FunctionId>,
    waiting: Vec<Rc<es::Function>>,
    functions: Vec<Option<code::Function>>,
    /// Names that were reported as declared nowhere.
    reported: BTreeSet<Rc<str>>,
    prefixes: Prefixes,
}

impl Resolver {
    /// Resolves an expression.
    pub fn expression(
        &mut self,
        expression: &es::Expr,
        diagnostics: &mut Diagnostics,
    ) -> code::Expr {
        let analysis = scopes::expression(expression, self.dialect);
        self.unit(&analysis, diagnostics).expression(expression)
    }

    /// Resolves a location attribute.
    pub fn location(
        &mut self,
        target: &es::Target,
        usage: LocationUse,
        diagnostics: &mut Diagnostics,
    ) -> code::Target {
        let analysis = scopes::target(target, self.dialect);
        let mut unit = self.unit(&analysis, diagnostics);
        match unit.target(target) {
            code::Target::Global(name) if usage == LocationUse::Existing => {
                code::Target::Existing(name)
            }
            target => target,
        }
    }

    /// Resolves a script.
    pub fn script(&mut self, script: &es::Script, diagnostics: &mut Diagnostics) -> code::Script {
        let analysis = scopes::script(script, self.dialect);
        let (vars, functions) = self.hoisted(script, diagnostics);
        let mut unit = self.unit(&analysis, diagnostics);
        let body = unit.statements(&script.body);
        let frame = unit.into_frame();
        code::Script { frame, vars, functions, body }
    }

    /// The slots that a script's declarations bind before it runs.
    fn hoisted(
        &self,
        script: &es::Script,
        diagnostics: &mut Diagnostics,
    ) -> (Vec<SlotId>, Vec<(SlotId, FunctionId)>) {
        let hoisted = scopes::hoist(&[], &script.body, self.dialect);
        let (names, declared) = (hoisted.vars, hoisted.functions);
        let mut functions: BTreeMap<SlotId, FunctionId> = BTreeMap::new();
        for function in &declared {
            let Some(name) = &function.name else { continue };
            if is_system_name(&name.text, self.dialect) {
                let message = format!("no function can be called `{}`", name.text);
                diagnostics.push(
                    Diagnostic::warning(codes::SYSTEM_NAME, name.span, message)
                        .note("the function is left out: the name stays what the platform gives (section 5.10)"),
                );
            }
            let id = self.reached.get(&scopes::function_key(function));
            if let (Some(slot), Some(id)) = (self.scripts.get(&name.text), id) {
                functions.insert(*slot, *id);
            }
        }
        let mut vars: Vec<SlotId> = Vec::new();
        for name in &names {
            match self.scripts.get(&name.text) {
                Some(slot) if !vars.contains(slot) && !functions.contains_key(slot) => {
                    vars.push(*slot)
                }
                _ => {}
            }
        }
        (vars, functions.into_iter().collect())
    }

    /// The slot of a `<data>`.
    pub fn data_slot(&self, id: &str) -> Option<SlotId> {
        self.data.get(id).copied()
    }

    /// The tables so far, to put further constant strings into.
    pub fn globals(&mut self) -> &mut Globals {
        &mut self.globals
    }

    /// Resolves the functions that were reached, and gives all tables.
    pub fn finish(mut self, diagnostics: &mut Diagnostics) -> Globals {
        for function in std::mem::take(&mut self.waiting) {
            let analysis = scopes::function(&function, self.dialect);
            let id = self.reached[&scopes::function_key(&function)];
            self.unit(&analysis, diagnostics).function(&function, None, id);
        }
        self.globals.functions = self
            .functions
            .into_iter()
            .map(|f| f.expect("every number is given to a function that is resolved"))
            .collect();
        self.globals
    }

    fn unit<'a>(
        &'a mut self,
        analysis: &'a Analysis,
        diagnostics: &'a mut Diagnostics,
    ) -> Unit<'a> {
        Unit {
            resolver: self,
            analysis,
            diagnostics,
            scopes: Vec::new(),
            frames: vec![function::FrameState::default()],
            chains: Vec::new(),
            in_static: false,
        }
    }
}

/// One snippet or function of the session-wide scope while it is resolved.
struct Unit<'a> {
    resolver: &'a mut Resolver,
    analysis: &'a Analysis,
    diagnostics: &'a mut Diagnostics,
    /// Scopes between the snippet and the place that is being resolved.
    scopes: Vec<places::Scope>,
    /// The snippet and the functions around that place.
    frames: Vec<function::FrameState>,
    /// The numbers of the optional chains around that place.
    chains: Vec<u32>,
    /// Whether it is in a static member of a class.
    in_static: bool,
}

#[cfg(all(test, feature = "ecmascript"))]
mod tests {
    use scxml_diagnostic::{Diagnostics, FileId, Span};

    use super::*;
    use crate::ecma::{parse_expression, parse_location, parse_script};
    use crate::xml::Text;

    fn text(value: &str) -> Text {
        Text::verbatim(value, Span::new(FileId(0), 0, value.len()))
    }

    /// What is said about a script of a chart with the data `count` and the state `ready`.
    fn said(dialect: Dialect, value: &str) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        let script = parse_script(&[&text(value)], &mut diagnostics).expect("it is a script");
        let mut scope = Scope::new(dialect, [("ready".to_owned(), 0)]);
        scope.data("count", Span::NOWHERE);
        scope.script(&script);
        let mut resolver = scope.seal();
        resolver.script(&script, &mut diagnostics);
        resolver.finish(&mut diagnostics);
        let place = |span: Span| &value[span.start as usize..span.end as usize];
        diagnostics
            .iter()
            .map(|d| format!("{}: {}", place(d.span.expect("it has a place")), d.message))
            .collect()
    }

    #[test]
    fn what_cannot_work_is_said_at_its_place() {
        for (script, message) in [
            ("x = coutn", "coutn: `coutn` is declared nowhere; reading it raises a ReferenceError"),
            ("x = new Promise()", "Promise: `Promise` is not supported"),
            ("x = Object.groupBy(y)", "groupBy: `Object.groupBy` is not supported"),
            ("'a'.normalize('NFC')", "normalize: `String.prototype.normalize` is not supported"),
            ("x = new Function('a')", "Function: making functions from text is not supported"),
            ("x = eval('1')", "eval: `eval` is not supported"),
            ("x = /a/d", "/a/d: the flag `d` of regular expressions is not supported"),
            (
                "x = /^(\\w+ ?)*$/",
                "/^(\\w+ ?)*$/: this regular expression can take very long: `(\\w+ ?)*` can match one text in many ways",
            ),
            (
                "'a'.match('(a+)+b')",
                "'(a+)+b': this regular expression can take very long: `(a+)+` can match one text in many ways",
            ),
            (
                "x = function* () {}",
                "function* () {}: generators and async functions are not supported",
            ),
            ("class A { #x = 1 } x = new A()", "#x = 1: private members are not supported"),
            ("x = eval(count)", "eval: `eval` is not supported"),
            ("with ({a: 1}) {}", "with ({a: 1}) {}: `with` is not supported"),
            ("eval('count.' + x + ' = 1')", "eval: `eval` is not supported"),
            ("x = {f() { return super.f() }}", "f: `super` outside of a class is not supported"),
            ("with (count) {}", "with (count) {}: `with` is not supported"),
            ("_event = 1", "_event: `_event` cannot be assigned"),
            ("x = In('raedy')", "'raedy': there is no state `raedy`; this is always false"),
            ("x = _ready.a", "_ready: `_ready`, the scope of the state `ready`, is not supported"),
        ] {
            assert_eq!(said(Dialect::Ors, script)[0], message, "{script}");
        }
    }

    #[test]
    fn what_works_is_not_complained_of() {
        for script in [
            "var x = count; x = y = 1; z = y",
            "function f(a) { return g(a) } function g(a) { return arguments.length + a } f(1)",
            "try { count() } catch (e) { count = e.message }",
            "if (typeof nothing == 'undefined') count = 1",
            "var o = { search: function () {} }; o.search('a+')",
            "x = /^a+$/gim.test('a') && 'a'.search('b') && /a/ instanceof RegExp && new RegExp(count) && RegExp('a', 'g')",
            "function never() { return new Promise() } function nor(a, ...b) {} function *gen() {}",
            "(function me(n) { return n ? me(n - 1) : 0 })(3)",
            "undefined = 1; var undefined",
            "JSON = typeof JSON == 'undefined' ? {} : JSON",
            "for (var k in count) { delete count[k] } count.x = this.count",
            "let a = 1; const b = () => `${a}`; class C { m() { return super.m?.(...b()) } } new C()",
            "if (!String.prototype.trim) { new Function('a') } typeof JSON === 'object' || eval('1')",
            "x = eval('(' + count + ')'); y = JSON.eval('App_' + x + '.requestid'); var App_a",
        ] {
            assert_eq!(said(Dialect::Ors, script), [""; 0], "{script}");
        }
        assert_eq!(said(Dialect::W3c, "_ready = 1; var count = _ready"), [""; 0]);
    }

    fn slots(resolver: &mut Resolver) -> Vec<String> {
        let globals = resolver.globals();
        globals.slots.iter().map(|slot| globals.text(slot.name).to_owned()).collect()
    }

    #[test]
    fn slots_are_data_then_mentioned_data_then_script_names() {
        for (dialect, names, data) in [
            (Dialect::Ors, ["count", "more", "count", "f", "x"].as_slice(), 2),
            (Dialect::W3c, ["count", "f", "x", "_data"].as_slice(), 1),
        ] {
            let mut diagnostics = Diagnostics::default();
            let source = text("var count; x = _data.more; function f() {} f(); _data = _data || 1");
            let script = parse_script(&[&source], &mut diagnostics).expect("it is a script");
            let mut scope = Scope::new(dialect, []);
            scope.script(&script);
            scope.data("count", Span::NOWHERE);
            let mut resolver = scope.seal();
            assert_eq!(slots(&mut resolver), names);
            assert_eq!(resolver.globals().data_slots, data);
            assert_eq!(resolver.data_slot("count"), Some(SlotId(0)));
        }
    }

    #[test]
    fn an_assigned_location_must_exist_and_an_item_need_not() {
        let mut diagnostics = Diagnostics::default();
        let unknown = parse_location(&text("unknown"), &mut diagnostics).expect("it is a location");
        let item = parse_location(&text("item"), &mut diagnostics).expect("it is a location");
        assert!(parse_location(&text("1 + 1"), &mut diagnostics).is_none());
        assert_eq!(diagnostics.len(), 1);
        let mut scope = Scope::new(Dialect::W3c, []);
        scope.location(&unknown, LocationUse::Existing);
        scope.location(&item, LocationUse::Declares);
        assert!(scope.declares("item") && !scope.declares("unknown"));
        let mut resolver = scope.seal();
        let resolved = resolver.location(&unknown, LocationUse::Existing, &mut diagnostics);
        assert!(matches!(resolved, code::Target::Existing(_)), "{resolved:?}");
        let resolved = resolver.location(&item, LocationUse::Declares, &mut diagnostics);
        assert!(matches!(resolved, code::Target::Slot(SlotId(0))), "{resolved:?}");
    }

    #[test]
    fn free_names_are_those_that_nothing_inside_declares() {
        let source = text("a.b + function (c) { return c + d + a }(e) + _data.f");
        let expression =
            parse_expression(&source, &mut Diagnostics::default()).expect("it is an expression");
        let names: Vec<_> =
            crate::ecma::free_names(&expression).into_iter().map(|name| name.text).collect();
        assert_eq!(names.iter().map(|name| &**name).collect::<Vec<_>>(), ["a", "d", "e", "_data"]);
    }
}
