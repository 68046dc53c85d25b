//! Of which type is every value? From all writers of a slot to its type, and from there to the type of every expression.
//!
//! A slot or variable has a type when each of its writers, in the whole chart, gives a value of that type, and nothing can
//! read it before the first of them has run. Types are found by repetition: at first nothing is known to be written, and
//! each round adds what the last one has shown, until a round adds nothing.
//!
//! What writes without being seen here: the platform, which checks the parameters of a session at its start against the
//! types; and scripts that write through `_data` or the global object, which make the slots that they can reach untyped.

mod assigned;
mod content;
mod expression;
mod function;
mod place;
mod start;
mod statement;

use std::collections::{BTreeMap, BTreeSet};

use scxml_diagnostic::Span;

use crate::chart::Chart;
use crate::code::{FunctionId, Reason, Slot, SlotId, Type, Why};

use function::Called;

/// What is known of a value: nothing yet, because no writer was met, or its type.
type Known = Option<Type>;

/// Gives every expression, slot and variable of the charts of a program its type.
pub fn infer(charts: &mut [Chart]) {
    // Which machine an `<invoke>` starts may be known at run time only.
    let invokes = charts.iter().flat_map(|chart| &chart.states).flat_map(|state| &state.invokes);
    let params = invokes.flat_map(|invoke| &invoke.params);
    let given: BTreeSet<String> = params.map(|param| param.name.clone()).collect();
    for chart in charts {
        infer_one(chart, &given);
    }
}

/// Data of the names in `given` are not typed: others give them values that are not known here.
fn infer_one(chart: &mut Chart, given: &BTreeSet<String>) {
    let mut first = Facts::new(chart, given, &BTreeMap::new());
    content::chart(chart, &mut first);
    let mut facts = Facts::new(chart, given, &first.defined);
    loop {
        facts.changed = false;
        content::chart(chart, &mut facts);
        if facts.changed {
            continue;
        }
        // What nothing writes is undefined.
        if !facts.settle() {
            break;
        }
    }
    for (slot, fact) in chart.globals.slots.iter_mut().zip(&facts.slots) {
        slot.ty = fact.ty.unwrap_or(Type::Any);
        slot.bound = if fact.function.is_some() { fact.ready } else { fact.bound };
        slot.function = fact.function;
        slot.why = fact.why.filter(|_| slot.ty == Type::Any && fact.function.is_none());
    }
    for (function, called) in chart.globals.functions.iter_mut().zip(&facts.functions) {
        function.direct = called.returned();
    }
}

/// The type of a value that comes from one of two places.
fn join(a: Known, b: Known) -> Known {
    match (a, b) {
        (None, known) | (known, None) => known,
        (Some(a), Some(b)) => Some(if a == b { a } else { Type::Any }),
    }
}

/// What is known of the session-wide names so far.
struct Facts {
    slots: Vec<Fact>,
    functions: Vec<Called>,
    /// The function declarations that were met, by slot; `None` where a slot has several.
    defined: BTreeMap<SlotId, Option<FunctionId>>,
    /// How many of `slots`, from the first, are members of `_data` or of the data model.
    data_slots: usize,
    /// Whether bare names and data are members of two objects (ors) or of one.
    two_scopes: bool,
    changed: bool,
    /// What is being looked at.
    at: Span,
}

#[derive(Clone, Copy)]
struct Fact {
    ty: Known,
    /// Whether it is bound from the start of the session to its end.
    bound: bool,
    name: crate::code::Atom,
    /// The function that it stands for, as far as is known.
    function: Option<FunctionId>,
    /// Whether that is there before anything can call it.
    ready: bool,
    why: Option<Why>,
    /// Where it is declared or first used.
    span: Span,
}

impl Facts {
    fn new(
        chart: &Chart,
        given: &BTreeSet<String>,
        defined: &BTreeMap<SlotId, Option<FunctionId>>,
    ) -> Self {
        let globals = &chart.globals;
        let declared = globals.declared_slots as usize;
        let two_scopes = chart.conventions == crate::chart::Conventions::Ors;
        let fact = |(place, slot): (usize, &Slot)| {
            let is_data = place < globals.data_slots as usize;
            // Who starts a strategy gives any member of `_data` any value.
            let is_given = is_data && (two_scopes || given.contains(globals.text(slot.name)));
            Fact {
                ty: is_given.then_some(Type::Any),
                bound: place < declared,
                name: slot.name,
                function: None,
                ready: false,
                span: slot.span,
                why: is_given.then_some(Why { span: Span::NOWHERE, reason: Reason::Given }),
            }
        };
        let mut slots: Vec<Fact> = globals.slots.iter().enumerate().map(fact).collect();
        let mut functions: Vec<Called> =
            globals.functions.iter().map(|_| Called::default()).collect();
        for (slot, function) in defined {
            let Some(function) = function.filter(|f| function::can_be_direct(globals, *f)) else {
                continue;
            };
            slots[slot.index()].function = Some(function);
            functions[function.index()] = Called::directly(&globals.functions[function.index()]);
        }
        Self {
            slots,
            functions,
            defined: BTreeMap::new(),
            data_slots: globals.data_slots as usize,
            two_scopes,
            changed: false,
            at: Span::NOWHERE,
        }
    }

    fn slot(&self, slot: SlotId) -> Known {
        self.slots[slot.index()].ty
    }

    fn write(&mut self, slot: SlotId, ty: Known) {
        let fact = &mut self.slots[slot.index()];
        let joined = join(fact.ty, ty);
        self.changed |= joined != fact.ty;
        if joined == Some(Type::Any) && fact.why.is_none() {
            let reason = match (fact.ty, ty) {
                (Some(old), Some(new)) if new != Type::Any => Reason::Types(old, new),
                _ => Reason::Value,
            };
            fact.why = Some(Why { span: self.at, reason });
        }
        fact.ty = joined;
        self.use_function(slot);
    }

    /// Something can look at the slot before anything is put there.
    fn undefined(&mut self, slot: SlotId) {
        let fact = &mut self.slots[slot.index()];
        fact.why.get_or_insert(Why { span: fact.span, reason: Reason::Undefined });
        self.write(slot, Some(Type::Any));
    }

    /// The slot may be unbound from now on.
    fn unbind(&mut self, slot: SlotId) {
        let fact = &mut self.slots[slot.index()];
        self.changed |= fact.bound;
        fact.bound = false;
        if fact.ty != Some(Type::Any) {
            fact.why = Some(Why { span: self.at, reason: Reason::Unbound });
        }
        self.write(slot, Some(Type::Any));
    }

    /// Something writes members of `_data` or of the global object without a name that is known here.
    fn write_any_member(&mut self, data: bool) {
        for place in 0..self.slots.len() {
            if !self.two_scopes || data == (place < self.data_slots) {
                self.unbind(SlotId(u32::try_from(place).unwrap_or(u32::MAX)));
            }
        }
    }

    /// Something writes a member of this name of what may be `_data` or the global object.
    fn write_member(&mut self, name: crate::code::Atom) {
        for place in 0..self.slots.len() {
            if self.slots[place].name == name {
                self.unbind(SlotId(u32::try_from(place).unwrap_or(u32::MAX)));
            }
        }
    }

    /// Makes what has no writer untyped; tells whether there was any.
    fn settle(&mut self) -> bool {
        let mut any = false;
        for fact in self.slots.iter_mut().filter(|fact| fact.ty.is_none()) {
            fact.ty = Some(Type::Any);
            fact.why.get_or_insert(Why { span: Span::NOWHERE, reason: Reason::Nothing });
            any = true;
        }
        self.functions.iter_mut().fold(any, |any, called| called.settle() || any)
    }
}

#[cfg(all(test, feature = "ecmascript"))]
mod tests;
