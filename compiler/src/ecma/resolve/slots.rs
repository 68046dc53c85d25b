//! Which functions can run, and which names get a slot?

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Resolver, Scope, lookup};
use crate::ast::Dialect;
use crate::code::{FunctionId, Globals, Slot, SlotId};
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
        for function in next {
            if reached.insert(function) {
                scope.uses.push(scopes::function(&scope.functions[function]).uses);
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
    let declared_slots = slots.count();
    if scope.dialect == Dialect::Ors {
        for name in scope.uses.iter().flat_map(|uses| &uses.data) {
            if !data.contains_key(&name.text) {
                data.insert(name.text.clone(), slots.add(name));
            }
        }
    }
    let data_slots = slots.count();

    let mut permanent = BTreeSet::new();
    let mut overridden = BTreeSet::new();
    let mut scripts: BTreeMap<Rc<str>, SlotId> = BTreeMap::new();
    let is_data = |name: &str| scope.data_ids.contains(name);
    let functions = reached.iter().filter_map(|place| scope.functions[*place].name.as_ref());
    let function_names: BTreeSet<&Rc<str>> = functions.clone().map(|name| &name.text).collect();
    let assigned = scope.uses.iter().flat_map(|uses| &uses.assigned);
    let declared = scope.vars.iter().chain(functions.clone()).map(|name| (name, true));
    let implicit = assigned.chain(&scope.locations).map(|name| (name, false));
    for (name, is_declared) in declared.chain(implicit) {
        let text = &name.text;
        // Assigning a bare name that is data changes the data; a `var` of ors scripts is a name of its own.
        let shares_data = is_data(text) && (scope.dialect == Dialect::W3c || !is_declared);
        if is_declared {
            permanent.insert(text.clone());
        }
        if lookup::system(text, scope.dialect).is_some() || scripts.contains_key(text) {
            continue;
        }
        if shares_data {
            if scope.dialect == Dialect::W3c {
                scripts.insert(text.clone(), data[text]);
            }
        } else if scxml_schema::builtins::lookup_global(text).is_some()
            && !function_names.contains(text)
        {
            overridden.insert(text.clone());
        } else {
            scripts.insert(text.clone(), slots.add(name));
        }
    }

    let members = scope.uses.iter().flat_map(|uses| uses.members.iter().cloned()).collect();
    let mut globals = Globals::default();
    (globals.declared_slots, globals.data_slots) = (declared_slots, data_slots);
    globals.slots = slots
        .names
        .iter()
        .map(|name| Slot { name: globals.atom(&name.text), span: name.span })
        .collect();
    let waiting: Vec<Rc<es::Function>> =
        reached.iter().map(|place| scope.functions[*place].clone()).collect();
    let ids = (0..).map(FunctionId);
    Resolver {
        dialect: scope.dialect,
        states: scope.states,
        globals,
        data,
        scripts,
        overridden,
        permanent,
        members,
        reached: waiting.iter().map(scopes::function_key).zip(ids).collect(),
        functions: waiting.iter().map(|_| None).collect(),
        waiting,
        reported: BTreeSet::new(),
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
