//! Which functions are only ever called by their names, and what do they take and give?
//!
//! Such a function is called as a function of Rust, without a function object and a list of arguments; its parameters
//! have the types that all of its calls give them.

use super::{Facts, Known, join};
use crate::code::{Expr, ExprKind, FunctionId, FunctionKind, Globals, Reason, SlotId, Type, Why};

/// What is known of the calls of a function.
#[derive(Debug, Default)]
pub(super) struct Called {
    /// Whether all of its calls are known.
    direct: bool,
    /// What is given to the parameters that it uses, by position.
    params: Vec<(u32, Known)>,
    returns: Known,
}

impl Called {
    /// A function of which every call is known.
    pub(super) fn directly(function: &crate::code::Function) -> Self {
        let params = function.params.iter().map(|(position, _)| (*position, None)).collect();
        Self { direct: true, params, returns: None }
    }

    /// What a function gives that is called directly.
    pub(super) fn returned(&self) -> Option<Type> {
        self.direct.then_some(self.returns.unwrap_or(Type::Any))
    }

    /// Makes what is not known untyped; tells whether there was any.
    pub(super) fn settle(&mut self) -> bool {
        let params = self.params.iter_mut().map(|(_, known)| known);
        let open = params.chain([&mut self.returns]).filter(|known| self.direct && known.is_none());
        open.fold(false, |_, known| {
            *known = Some(Type::Any);
            true
        })
    }
}

/// Whether a function needs nothing but its arguments, one by one.
pub(super) fn can_be_direct(globals: &Globals, function: FunctionId) -> bool {
    let function = &globals.functions[function.index()];
    function.kind == FunctionKind::Normal
        && !function.uses_this
        && function.this.is_none()
        && function.arguments.is_none()
        && function.simple
}

impl Facts {
    /// A script declares a function.
    pub(super) fn define(&mut self, slot: SlotId, function: FunctionId) {
        let known = self.defined.entry(slot).or_insert(Some(function));
        if *known != Some(function) {
            *known = None;
        }
        if self.slots[slot.index()].function.is_none() {
            self.write(slot, Some(Type::Any));
        }
    }

    /// Something other than a call is done with what a slot holds: a function in it can be called from anywhere.
    pub(super) fn use_function(&mut self, slot: SlotId) {
        if let Some(function) = self.slots[slot.index()].function.take() {
            self.functions[function.index()] = Called::default();
            let why = Why { span: self.at, reason: Reason::Function };
            self.slots[slot.index()].why = Some(why);
            self.write(slot, Some(Type::Any));
            self.changed = true;
        }
    }

    /// Something reads members of the global object without a name that is known here.
    pub(super) fn use_any_function(&mut self) {
        for place in 0..self.slots.len() {
            self.use_function(SlotId(u32::try_from(place).unwrap_or(u32::MAX)));
        }
    }

    /// Something reads a member of this name of what may be the global object.
    pub(super) fn use_member(&mut self, name: crate::code::Atom) {
        for place in 0..self.slots.len() {
            if self.slots[place].name == name {
                self.use_function(SlotId(u32::try_from(place).unwrap_or(u32::MAX)));
            }
        }
    }

    /// The function that a call of an expression runs, where it can be no other.
    pub(super) fn called(&mut self, callee: &Expr, arguments: &[Expr]) -> Option<FunctionId> {
        let ExprKind::Slot(slot) = callee.kind else { return None };
        if arguments.iter().any(|argument| matches!(argument.kind, ExprKind::Spread(_))) {
            return None;
        }
        self.slots[slot.index()].function
    }

    /// A call with arguments of these types; gives what is known of its value.
    pub(super) fn call(&mut self, function: FunctionId, arguments: &[Known]) -> Known {
        let called = &mut self.functions[function.index()];
        for (position, known) in &mut called.params {
            // A missing argument is undefined.
            let given = arguments.get(*position as usize).copied().unwrap_or(Some(Type::Any));
            let joined = join(*known, given);
            self.changed |= joined != *known;
            *known = joined;
        }
        called.returns
    }

    /// What the parameters of a function are given, in their order.
    pub(super) fn params(&self, function: usize) -> Vec<Known> {
        match self.functions.get(function) {
            Some(called) if called.direct => {
                called.params.iter().map(|(_, known)| *known).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A function gives a value of this type.
    pub(super) fn gives(&mut self, function: usize, ty: Known) {
        let Some(called) = self.functions.get_mut(function).filter(|called| called.direct) else {
            return;
        };
        let joined = join(called.returns, ty);
        self.changed |= joined != called.returns;
        called.returns = joined;
    }
}
