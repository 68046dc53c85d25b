//! Of which type is an expression, and what does it write?

use scxml_diagnostic::Span;
use scxml_schema::{builtins, names};

use super::statement::Unit;
use super::{Known, join};
use crate::code::{
    Atom, BinaryOp, Expr, ExprKind, Helper, Target, Type, UnaryOp, Variable, binary_type,
};

const ANY: Known = Some(Type::Any);

impl Unit<'_> {
    /// Types an expression and all in it.
    pub(super) fn expression(&mut self, expression: &mut Expr) -> Known {
        let known = self.kind(&mut expression.kind, expression.span);
        expression.ty = known.unwrap_or(Type::Any);
        known
    }

    pub(super) fn expressions<'e>(&mut self, expressions: impl IntoIterator<Item = &'e mut Expr>) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn kind(&mut self, kind: &mut ExprKind, span: Span) -> Known {
        match kind {
            ExprKind::Array(_)
            | ExprKind::Object(_)
            | ExprKind::Call { .. }
            | ExprKind::New { .. }
            | ExprKind::Member(..)
            | ExprKind::Index(..)
            | ExprKind::Sequence(_)
            | ExprKind::Spread(_)
            | ExprKind::Optional(..)
            | ExprKind::Present(..)
            | ExprKind::Helper(..)
            | ExprKind::Block(..)
            | ExprKind::Completion(_) => self.composite(kind),
            ExprKind::Unary(..)
            | ExprKind::LogicalAssign(..)
            | ExprKind::Default(..)
            | ExprKind::Delete(_)
            | ExprKind::Binary(..)
            | ExprKind::Logical(..)
            | ExprKind::Conditional(..)
            | ExprKind::Assign { .. }
            | ExprKind::Update { .. } => self.operator(kind, span),
            ExprKind::Undefined
            | ExprKind::Null
            | ExprKind::Boolean(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::String16(_)
            | ExprKind::Regexp(_)
            | ExprKind::Variable(_)
            | ExprKind::Checked(..)
            | ExprKind::Temp(_)
            | ExprKind::Hole
            | ExprKind::Argument(_)
            | ExprKind::Rest(_)
            | ExprKind::TemplateObject(..)
            | ExprKind::Slot(_)
            | ExprKind::SlotOrUndefined(_)
            | ExprKind::Global(_)
            | ExprKind::Builtin(_)
            | ExprKind::System(_)
            | ExprKind::This
            | ExprKind::Function { .. }
            | ExprKind::TypeofGlobal(_)
            | ExprKind::InState(_)
            | ExprKind::Fails { .. } => {
                self.facts.at = span;
                self.name(kind)
            }
        }
    }

    /// What has parts and is no operator.
    fn composite(&mut self, kind: &mut ExprKind) -> Known {
        match kind {
            ExprKind::Array(elements) => {
                self.expressions(elements.iter_mut().flatten());
                ANY
            }
            ExprKind::Object(properties) => {
                for property in properties {
                    self.expressions(&mut property.computed);
                    self.expression(&mut property.value);
                }
                ANY
            }
            ExprKind::Call { callee, arguments, .. } => self.call(callee, arguments),
            ExprKind::New { callee, arguments } => {
                self.expression(callee);
                self.expressions(arguments);
                ANY
            }
            ExprKind::Member(object, name) => self.member(object, *name),
            ExprKind::Index(object, key) => {
                self.look_at(object);
                self.expression(key);
                ANY
            }
            ExprKind::Sequence(parts) => {
                let mut last = ANY;
                for part in parts {
                    last = self.expression(part);
                }
                last
            }
            ExprKind::Spread(list) => {
                self.expression(list);
                ANY
            }
            ExprKind::Optional(_, chain) => {
                self.maybe(|unit| unit.expression(chain));
                ANY
            }
            ExprKind::Present(_, value) => self.expression(value),
            ExprKind::Helper(helper, values) => {
                self.expressions(values);
                if *helper == Helper::ReadPath {
                    self.facts.use_any_function();
                }
                let is_text = matches!(helper, Helper::Join | Helper::ToText);
                if is_text { Some(Type::String) } else { ANY }
            }
            ExprKind::Block(_, body, value) => {
                self.statements(body);
                self.expression(value)
            }
            ExprKind::Completion(script) => {
                super::content::script_code(script, self.facts);
                ANY
            }
            _ => ANY,
        }
    }

    fn member(&mut self, object: &mut Expr, name: Atom) -> Known {
        self.look_at_member(object, name);
        match name.0 {
            names::LENGTH if object.ty == Type::String => Some(Type::Number),
            // Only strategies may change `_event`.
            names::NAME | names::TYPE if object.is_event() && !self.facts.two_scopes => {
                Some(Type::String)
            }
            _ => ANY,
        }
    }

    fn call(&mut self, callee: &mut Expr, arguments: &mut [Expr]) -> Known {
        if let Some(function) = self.facts.called(callee, arguments) {
            callee.ty = Type::Any;
            let given: Vec<Known> = arguments.iter_mut().map(|a| self.expression(a)).collect();
            // An argument may do something else with the function.
            if self.facts.called(callee, arguments).is_some() {
                return self.facts.call(function, &given);
            }
            return ANY;
        }
        self.look_at(callee);
        if reads_only(callee) {
            arguments.iter_mut().for_each(|argument| self.look_at(argument));
        } else {
            self.expressions(arguments);
        }
        ANY
    }

    /// Constants and names.
    fn name(&mut self, kind: &ExprKind) -> Known {
        match kind {
            ExprKind::Boolean(_) | ExprKind::InState(_) => Some(Type::Boolean),
            ExprKind::Number(_) => Some(Type::Number),
            ExprKind::String(_) | ExprKind::String16(_) | ExprKind::TypeofGlobal(_) => {
                Some(Type::String)
            }
            // It gives no value.
            ExprKind::Fails { .. } => None,
            ExprKind::Variable(Variable::Local(local))
            | ExprKind::Checked(Variable::Local(local), _) => self.local(*local),
            ExprKind::Temp(number) => self.temp(*number),
            ExprKind::Slot(slot) => {
                self.facts.use_function(*slot);
                self.facts.slot(*slot)
            }
            ExprKind::SlotOrUndefined(slot) => {
                self.facts.use_function(*slot);
                if self.facts.slots[slot.index()].bound { self.facts.slot(*slot) } else { ANY }
            }
            ExprKind::System(name) => {
                self.escapes(*name);
                ANY
            }
            ExprKind::This => {
                self.this_escapes();
                ANY
            }
            _ => ANY,
        }
    }

    fn operator(&mut self, kind: &mut ExprKind, span: Span) -> Known {
        match kind {
            ExprKind::Unary(op, operand) => self.unary(*op, operand),
            ExprKind::Delete(target) => {
                self.facts.at = span;
                if let Target::Slot(slot) = &**target {
                    self.facts.unbind(*slot);
                } else {
                    self.parts(target);
                }
                Some(Type::Boolean)
            }
            ExprKind::Binary(op, left, right) => {
                let (left, right) = (self.expression(left), self.expression(right));
                binary(*op, left, right)
            }
            ExprKind::Logical(_, left, right) | ExprKind::Default(left, right) => {
                let left = self.expression(left);
                join(left, self.maybe(|unit| unit.expression(right)))
            }
            ExprKind::LogicalAssign(_, target, value) => {
                self.parts(target);
                let old = self.read(target);
                let value = self.maybe(|unit| unit.expression(value));
                self.facts.at = span;
                self.put(target, value);
                join(old, value)
            }
            ExprKind::Conditional(test, yes, no) => {
                self.expression(test);
                let (yes, one) = self.way(|unit| unit.expression(yes));
                let (no, other) = self.way(|unit| unit.expression(no));
                self.assigned.meet(one, other);
                join(yes, no)
            }
            ExprKind::Assign { op, target, value } => {
                self.parts(target);
                let old = op.map(|op| (op, self.read(target)));
                let value = self.expression(value);
                let ty = old.map_or(value, |(op, old)| binary(op, old, value));
                self.facts.at = span;
                self.put(target, ty);
                ty
            }
            ExprKind::Update { target, .. } => {
                self.parts(target);
                self.read(target);
                self.facts.at = span;
                self.put(target, Some(Type::Number));
                Some(Type::Number)
            }
            _ => ANY,
        }
    }

    fn unary(&mut self, op: UnaryOp, operand: &mut Expr) -> Known {
        if op == UnaryOp::Typeof {
            self.look_at(operand);
            return Some(Type::String);
        }
        let operand = self.expression(operand);
        match op {
            UnaryOp::Minus | UnaryOp::Plus | UnaryOp::BitNot => operand.map(|_| Type::Number),
            UnaryOp::Not => Some(Type::Boolean),
            UnaryOp::Typeof | UnaryOp::Void => ANY,
        }
    }
}

/// The type of what an operator gives; of `+`, nothing is known before both sides are, unless one is a string.
fn binary(op: BinaryOp, left: Known, right: Known) -> Known {
    let ty = binary_type(op, left.unwrap_or(Type::Any), right.unwrap_or(Type::Any));
    if ty == Type::Any && (left.is_none() || right.is_none()) { None } else { Some(ty) }
}

/// Whether it is a built-in that neither changes an argument nor gives it back.
fn reads_only(callee: &Expr) -> bool {
    let is = |expression: &Expr, name: &str| matches!(expression.kind, ExprKind::Builtin(number) if builtins::lookup_global(name) == Some(number));
    match &callee.kind {
        ExprKind::Member(object, name) => {
            is(object, "JSON") && scxml_schema::names::ATOMS.get(name.index()) == Some(&"stringify")
        }
        _ => ["uneval", "String", "__Log"].iter().any(|name| is(callee, name)),
    }
}
