//! Which functions can run, and which names get a slot?

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use scxml_schema::builtins::{self, Kind};

use super::{Resolver, Scope, lookup};
use crate::ast::Dialect;
use crate::code::{FunctionId, Globals, Slot, SlotId, Type};
use crate::ecma::scopes;
use crate::es;

/// Follows names from the snippets to the functions of scripts; adds what those use to the scope. Gives their places
/// in `functions`.
pub(super) fn reach(scope: &mut Scope) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut place = 0;
    while place < scope.uses.len() {
        let uses = &scope.uses[place];
        let mut next: Vec<usize> = Vec::new();
        if uses.dynamic {
            next.extend(0..scope.functions.len());
        }
        let names = uses.names.iter().map(|name| &name.text).chain(&uses.this_members);
        for name in names {
            next.extend(scope.functions_by_name.get(name).into_iter().flatten());
        }
        for prefix in &uses.prefixes {
            let begins = |name: &&Rc<str>| name.starts_with(&**prefix);
            let named =
                scope.functions_by_name.range(prefix.clone()..).take_while(|(n, _)| begins(n));
            next.extend(named.flat_map(|(_, places)| places));
        }
        for function in next {
            if reached.insert(function) {
                scope.uses.push(scopes::function(&scope.functions[function], scope.dialect).uses);
            }
        }
        place += 1;
    }
    reached
}

/// Numbers slots: declared data, mentioned data, script names.
pub(super) fn number(scope: Scope, reached: &BTreeSet<usize>) -> Resolver {
    let mut slots = Slots::default();
    let mut data = BTreeMap::new();
    for name in &scope.data {
        data.insert(name.text.clone(), slots.add(name));
    }
    let mut globals = Globals::default();
    globals.declared_slots = slots.count();
    if scope.dialect == Dialect::Ors {
        for name in scope.uses.iter().flat_map(|uses| &uses.data) {
            if !data.contains_key(&name.text) {
                data.insert(name.text.clone(), slots.add(name));
            }
        }
    }
    globals.data_slots = slots.count();
    let names = ScriptNames::collect(&scope, reached, &data, &mut slots);
    globals.slots = slots
        .names
        .iter()
        .map(|name| Slot {
            name: globals.atom(&name.text),
            span: name.span,
            ty: Type::Any,
            bound: false,
            why: None,
            function: None,
        })
        .collect();
    let members = scope.uses.iter().flat_map(|uses| uses.members.iter().cloned()).collect();
    let waiting: Vec<Rc<es::Function>> =
        reached.iter().map(|place| scope.functions[*place].clone()).collect();
    let ids = (0..).map(FunctionId);
    Resolver {
        dialect: scope.dialect,
        states: scope.states,
        globals,
        data,
        scripts: names.slots,
        overridden: names.overridden,
        permanent: names.permanent,
        constants: scope.constants,
        members,
        reached: waiting.iter().map(scopes::function_key).zip(ids).collect(),
        functions: waiting.iter().map(|_| None).collect(),
        waiting,
        reported: BTreeSet::new(),
        prefixes: scope.prefixes,
    }
}

/// Names that scripts declare or assign.
#[derive(Default)]
struct ScriptNames {
    slots: BTreeMap<Rc<str>, SlotId>,
    overridden: BTreeSet<Rc<str>>,
    permanent: BTreeSet<Rc<str>>,
}

impl ScriptNames {
    fn collect(
        scope: &Scope,
        reached: &BTreeSet<usize>,
        data: &BTreeMap<Rc<str>, SlotId>,
        slots: &mut Slots,
    ) -> Self {
        let mut names = Self::default();
        let functions = reached.iter().filter_map(|place| scope.functions[*place].name.as_ref());
        let defined: BTreeSet<&Rc<str>> = functions.clone().map(|name| &name.text).collect();
        let declared = scope.vars.iter().chain(functions);
        names.permanent.extend(declared.clone().map(|name| name.text.clone()));
        let assigned = scope.uses.iter().flat_map(|uses| &uses.assigned);
        for name in declared.chain(assigned).chain(&scope.locations) {
            let text = &name.text;
            if lookup::system(text, scope.dialect).is_some() || names.slots.contains_key(text) {
                continue;
            }
            // Assigning a bare name that is data changes the data; a `var` of ors scripts is a name of its own.
            let is_var = names.permanent.contains(text);
            match scope.data_ids.get(text).and_then(|id| data.get(id)) {
                Some(slot) if scope.dialect == Dialect::W3c => {
                    names.slots.insert(text.clone(), *slot);
                    continue;
                }
                Some(_) if !is_var => continue,
                _ => {}
            }
            match builtins::lookup_global(text).map(|b| builtins::BUILTINS[b as usize].kind) {
                // These keep their value, whatever is assigned.
                Some(Kind::Undefined | Kind::Number(_)) => {}
                Some(_) if !defined.contains(text) => {
                    names.overridden.insert(text.clone());
                }
                _ => {
                    names.slots.insert(text.clone(), slots.add(name));
                }
            }
        }
        names
    }
}

#[derive(Default)]
struct Slots {
    names: Vec<es::Name>,
}

impl Slots {
    fn count(&self) -> u32 {
        u32::try_from(self.names.len()).unwrap_or(u32::MAX)
    }

    fn add(&mut self, name: &es::Name) -> SlotId {
        let slot = SlotId(self.count());
        self.names.push(name.clone());
        slot
    }
}
