//! Which function does a built-in run? The table of the schema, turned into a dispatch table.

use crate::Cx;
use crate::Value;
use crate::value::R;

mod array;
mod boolean;
mod collection;
pub(crate) mod date;
mod dom;
mod error;
mod function;
mod global;
mod iterator;
mod json;
mod math;
mod number;
mod object;
pub(crate) mod platform;
mod reg_exp;
mod string;
mod uri;

pub use array::{pop_one, push_one};
pub(crate) use string::part;

#[derive(Clone, Copy)]
enum Code {
    /// Not a function.
    None,
    /// `this`, arguments.
    Function(fn(Value, &[Value], &mut Cx<'_>) -> R<Value>),
    /// Arguments, and whether `new` calls it.
    Constructor(fn(&[Value], bool, &mut Cx<'_>) -> R<Value>),
}

macro_rules! code {
    (function $length:literal $code:path) => {
        Code::Function($code)
    };
    (constructor $length:literal $code:path) => {
        Code::Constructor($code)
    };
    (getter $code:path) => {
        Code::Function($code)
    };
    ($($other:tt)+) => {
        Code::None
    };
}

macro_rules! table {
    ($($id:ident $owner:ident $name:literal [$($kind:tt)+])*) => {
        static CODE: &[Code] = &[$(code!($($kind)+),)*];
    };
}
scxml_schema::builtin_rows!(table);

/// Calls a built-in function; one that is none, as `Function.prototype`, does nothing.
pub(crate) fn call(number: u32, this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    match CODE[number as usize] {
        Code::None => Ok(Value::UNDEFINED),
        Code::Function(code) => code(this, arguments, cx),
        Code::Constructor(code) => code(arguments, false, cx),
    }
}

/// Calls a built-in as constructor, if it is one.
pub(crate) fn construct(number: u32, arguments: &[Value], cx: &mut Cx<'_>) -> Option<R<Value>> {
    match CODE[number as usize] {
        Code::Constructor(code) => Some(code(arguments, true, cx)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{program, run_in};

    /// Most find a `this` or arguments that they do not want, and throw.
    #[test]
    fn every_built_in_can_be_the_first_thing_that_runs() {
        for number in 0..CODE.len() as u32 {
            for argument in [Value::number(1.0), Value::NULL, Value::builtin(0)] {
                run_in(program(), |cx| {
                    let _ = call(number, argument, &[argument], cx);
                });
                run_in(program(), |cx| {
                    let _ = crate::functions::construct(Value::builtin(number), &[argument], cx);
                });
            }
        }
    }
}
