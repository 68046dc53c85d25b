//! What does an assignment write, and what becomes of an object whose members are names that have a type?

use super::Known;
use super::statement::Unit;
use crate::code::{Atom, Expr, ExprKind, System, Target, Type, Variable};

impl Unit<'_> {
    /// `this` is the global object in a function that is called without an object, and `_data` in one of its members.
    pub(super) fn this_escapes(&mut self) {
        self.facts.write_any_member(false);
        self.facts.write_any_member(true);
    }

    /// An expression whose value is only looked at: `_data` and the global object stay what they are.
    pub(super) fn look_at(&mut self, expression: &mut Expr) {
        match &mut expression.kind {
            ExprKind::System(_) | ExprKind::This => {
                expression.ty = Type::Any;
                if is_global(expression) {
                    self.facts.use_any_function();
                }
            }
            _ => {
                self.expression(expression);
            }
        }
    }

    /// The object of a member that is read.
    pub(super) fn look_at_member(&mut self, object: &mut Expr, name: Atom) {
        if is_global(object) {
            object.ty = Type::Any;
            self.facts.use_member(name);
        } else {
            self.look_at(object);
        }
    }

    pub(super) fn escapes(&mut self, name: System) {
        match name {
            System::Data => self.facts.write_any_member(true),
            System::Global => self.facts.write_any_member(false),
            _ => {}
        }
    }

    /// The type of what a place holds.
    pub(super) fn read(&mut self, target: &Target) -> Known {
        match target {
            Target::Variable(Variable::Local(local))
            | Target::Checked(Variable::Local(local), _) => self.local(*local),
            Target::Slot(slot) => self.facts.slot(*slot),
            _ => Some(Type::Any),
        }
    }

    /// A place that a value of this type is put into; what is evaluated to find it was seen to.
    pub(super) fn put(&mut self, target: &Target, ty: Known) {
        match target {
            Target::Variable(Variable::Local(local))
            | Target::Checked(Variable::Local(local), _) => self.write(*local, ty),
            Target::Slot(slot) => self.facts.write(*slot, ty),
            _ => {}
        }
    }

    /// What is evaluated to find a place that is no slot and no variable.
    pub(super) fn parts(&mut self, target: &mut Target) {
        match target {
            Target::Member(object, name) => {
                if is_global(object) {
                    object.ty = Type::Any;
                    self.facts.write_member(*name);
                } else {
                    self.look_at_unless_data(object);
                }
            }
            Target::Index(object, key) => {
                self.expression(object);
                self.expression(key);
            }
            Target::Constant(value) => {
                self.expression(value);
            }
            Target::Refused(value, error) => self.expressions([&mut **value, &mut **error]),
            Target::Super(parts) => self.expressions(&mut **parts),
            Target::Variable(_)
            | Target::Checked(..)
            | Target::Slot(_)
            | Target::Global(_)
            | Target::Existing(_)
            | Target::System(_) => {}
        }
    }

    fn look_at_unless_data(&mut self, object: &mut Expr) {
        if matches!(object.kind, ExprKind::System(System::Data)) {
            self.expression(object);
        } else {
            self.look_at(object);
        }
    }
}

/// Whether it may be the global object.
fn is_global(expression: &Expr) -> bool {
    matches!(expression.kind, ExprKind::This | ExprKind::System(System::Global))
}
