//! Can anything see a slot before its first value is there?
//!
//! Data begin as undefined, and variables of scripts with their `var`. Neither is a matter of types where nothing can
//! look before the first assignment, and where that cannot fail.

use std::collections::BTreeSet;

use super::Facts;
use crate::chart::{Start, Value};
use crate::code::{
    BinaryOp, Expr, ExprKind, PropertyKind, Script, SlotId, StmtKind, Target, Type, UnaryOp,
    Variable,
};

/// The steps of start-up so far.
#[derive(Default)]
pub(super) struct Early {
    mentioned: BTreeSet<SlotId>,
    /// Whether code has run that may mention any slot.
    anything: bool,
}

impl Early {
    /// The next step; data that may be seen or stay undefined are untyped.
    pub(super) fn step(&mut self, step: &Start, facts: &mut Facts) {
        let (slot, value) = match step {
            Start::Data { slot, value, .. } => (slot, value),
            Start::Script(script) => {
                for (slot, _) in &script.code.functions {
                    facts.slots[slot.index()].ready =
                        !self.anything && !self.mentioned.contains(slot);
                }
                self.anything = true;
                return;
            }
        };
        let code = match value {
            Some(Value::Expression(code) | Value::Json(code)) => Some(&code.code),
            _ => None,
        };
        let sure = code.is_none_or(|code| self.look(code, facts));
        if self.anything || !sure || self.mentioned.contains(slot) {
            facts.undefined(*slot);
        }
    }

    /// Notes what an expression mentions; tells whether it surely gives a value.
    fn look(&mut self, code: &Expr, facts: &Facts) -> bool {
        let sure = is_sure(code, facts, &mut self.mentioned);
        // What is not sure may call, and what it calls may mention anything.
        self.anything |= !sure;
        sure
    }
}

/// The `var`s of a script: untyped, unless each is given a value before anything can look at it.
pub(super) fn declarations(script: &Script, facts: &mut Facts) {
    let mut open: BTreeSet<SlotId> = script.vars.iter().copied().collect();
    for statement in &script.body {
        let StmtKind::Expr(Expr { kind: ExprKind::Assign { op: None, target, value }, .. }) =
            &statement.kind
        else {
            break;
        };
        let Target::Slot(slot) = &**target else { break };
        let mut mentioned = BTreeSet::new();
        let sure = is_sure(value, facts, &mut mentioned);
        if !sure || mentioned.iter().any(|slot| open.contains(slot)) {
            break;
        }
        open.remove(slot);
    }
    for slot in open {
        facts.undefined(slot);
    }
}

/// Whether an expression surely gives a value, and runs no code but its own; notes the slots that it mentions.
fn is_sure(expression: &Expr, facts: &Facts, mentioned: &mut BTreeSet<SlotId>) -> bool {
    let mut all = |parts: &mut dyn Iterator<Item = &Expr>| {
        let mut sure = true;
        // Every part is looked at, for what it mentions.
        for part in parts {
            sure &= is_sure(part, facts, mentioned);
        }
        sure
    };
    match &expression.kind {
        ExprKind::Undefined
        | ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::String16(_)
        | ExprKind::Regexp(_)
        | ExprKind::Variable(Variable::Local(_))
        | ExprKind::Builtin(_)
        | ExprKind::Function { .. }
        | ExprKind::InState(_) => true,
        ExprKind::SlotOrUndefined(slot) => {
            mentioned.insert(*slot);
            true
        }
        ExprKind::Slot(slot) => {
            mentioned.insert(*slot);
            facts.slots[slot.index()].bound
        }
        ExprKind::Array(elements) => all(&mut elements.iter().flatten()),
        ExprKind::Object(properties) => {
            let plain = properties.iter().all(|property| {
                property.kind == PropertyKind::Value && property.computed.is_none()
            });
            all(&mut properties.iter().map(|property| &property.value)) && plain
        }
        ExprKind::Unary(op, operand) => {
            let sure = all(&mut [&**operand].into_iter());
            sure && (is_primitive(operand)
                || matches!(op, UnaryOp::Not | UnaryOp::Typeof | UnaryOp::Void))
        }
        ExprKind::Binary(op, left, right) => {
            let sure = all(&mut [&**left, &**right].into_iter());
            let total = matches!(op, BinaryOp::StrictEqual | BinaryOp::StrictNotEqual);
            let needs_objects = matches!(op, BinaryOp::In | BinaryOp::InstanceOf);
            sure && (total || !needs_objects && is_primitive(left) && is_primitive(right))
        }
        ExprKind::Logical(_, left, right) => all(&mut [&**left, &**right].into_iter()),
        ExprKind::Conditional(test, yes, no) => all(&mut [&**test, &**yes, &**no].into_iter()),
        ExprKind::Sequence(parts) => all(&mut parts.iter()),
        ExprKind::New { callee, arguments } => {
            arguments.is_empty() && matches!(callee.kind, ExprKind::Builtin(_))
        }
        _ => false,
    }
}

fn is_primitive(expression: &Expr) -> bool {
    expression.ty != Type::Any
}
