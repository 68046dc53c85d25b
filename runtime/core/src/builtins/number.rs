//! What do `Number` and its methods do? ECMA-262 5.1, 15.7, and ECMA-262 2015, 20.1.2.

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::convert::{self, to_integer, to_number, to_object, unwrap};
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::argument;
use crate::numbers::{self, decimal};
use crate::properties::get;
use crate::value::{R, Thrown};

pub(super) fn construct(arguments: &[Value], new: bool, cx: &mut Cx<'_>) -> R<Value> {
    let number = match arguments {
        [] => 0.0,
        [value, ..] => to_number(*value, cx)?,
    };
    if new { to_object(Value::number(number), cx) } else { Ok(Value::number(number)) }
}

macro_rules! tests {
    ($($name:ident = $test:expr;)*) => {$(
        pub(super) fn $name(_: Value, arguments: &[Value], _: &mut Cx<'_>) -> R<Value> {
            let test: fn(f64) -> bool = $test;
            Ok(Value::boolean(argument(arguments, 0).as_number().is_some_and(test)))
        }
    )*};
}

const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

fn is_whole(number: f64) -> bool {
    number.is_finite() && number.fract() == 0.0
}

tests! {
    is_integer = is_whole;
    is_finite = f64::is_finite;
    is_nan = f64::is_nan;
    is_safe_integer = |number| is_whole(number) && number.abs() <= MAX_SAFE_INTEGER;
}

fn this_number(this: Value, cx: &mut Cx<'_>) -> R<f64> {
    match unwrap(this, cx).as_number() {
        Some(number) => Ok(number),
        None if this == Value::builtin(scxml_schema::builtins::NUMBER_PROTOTYPE) => Ok(0.0),
        None => Err(type_error("this is not a number", cx)),
    }
}

pub(super) fn value_of(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_number(this, cx).map(Value::number)
}

pub(super) fn to_string(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    let radix = match argument(arguments, 0) {
        Value::UNDEFINED => 10.0,
        radix => to_integer(radix, cx)?,
    };
    if radix == 10.0 {
        return convert::to_string(Value::number(number), cx);
    }
    if !(2.0..=36.0).contains(&radix) {
        return Err(throw_error(ErrorKind::Range, "radix must be an integer from 2 to 36", cx));
    }
    Ok(cx.machine.realm.string(&numbers::print_radix(number, radix as u32)))
}

fn out_of_range(method: &str, cx: &mut Cx<'_>) -> Thrown {
    throw_error(ErrorKind::Range, &format!("the number of digits of {method} is out of range"), cx)
}

/// A number that is finite as its sign and the text of its absolute value; zero has no sign.
fn signed(number: f64, text: &str, cx: &mut Cx<'_>) -> Value {
    let sign = if number < 0.0 { "-" } else { "" };
    cx.machine.realm.string(&format!("{sign}{text}"))
}

/// `toFixed` (section 15.7.4.5)
pub(super) fn to_fixed(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    let places = to_integer(argument(arguments, 0), cx)?;
    if !(0.0..=100.0).contains(&places) {
        return Err(out_of_range("toFixed", cx));
    }
    if !number.is_finite() || number.abs() >= 1e21 {
        return convert::to_string(Value::number(number), cx);
    }
    Ok(signed(number, &decimal::fixed(number.abs(), places as usize), cx))
}

/// `toExponential` (section 15.7.4.6)
pub(super) fn to_exponential(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    let places = to_integer(argument(arguments, 0), cx)?;
    if !number.is_finite() {
        return convert::to_string(Value::number(number), cx);
    }
    if !(0.0..=100.0).contains(&places) {
        return Err(out_of_range("toExponential", cx));
    }
    let digits = if argument(arguments, 0) == Value::UNDEFINED {
        decimal::shortest(number.abs())
    } else {
        decimal::significant(number.abs(), places as usize + 1)
    };
    Ok(signed(number, &decimal::exponential(digits), cx))
}

/// `toPrecision` (section 15.7.4.7)
pub(super) fn to_precision(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    if argument(arguments, 0) == Value::UNDEFINED {
        return convert::to_string(Value::number(number), cx);
    }
    let count = to_integer(argument(arguments, 0), cx)?;
    if !number.is_finite() {
        return convert::to_string(Value::number(number), cx);
    }
    if !(1.0..=100.0).contains(&count) {
        return Err(out_of_range("toPrecision", cx));
    }
    Ok(signed(number, &decimal::precise(number.abs(), count as usize), cx))
}

/// As en-US writes it (ECMA-402, 13.2.1): no other locale is known, and of the options only the number of digits
/// after the point.
pub(super) fn to_locale_string(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let number = this_number(this, cx)?;
    let (least, most) = match argument(arguments, 1) {
        Value::UNDEFINED => (0, 3),
        options => fraction_digits(options, cx)?,
    };
    Ok(cx.machine.realm.string(&decimal::grouped(number, least, most)))
}

fn fraction_digits(options: Value, cx: &mut Cx<'_>) -> R<(usize, usize)> {
    let known = [names::MINIMUM_FRACTION_DIGITS, names::MAXIMUM_FRACTION_DIGITS];
    let options = to_object(options, cx)?;
    for key in cx.machine.realm.enumerable_keys(options) {
        if !key.as_atom().is_some_and(|atom| known.contains(&atom)) {
            let name = cx.machine.realm.key_text(key);
            return Err(type_error(&format!("the option {name} is not supported"), cx));
        }
    }
    let mut digits = [None, None];
    for (name, digits) in known.into_iter().zip(&mut digits) {
        let value = get(options, name, cx)?;
        if value != Value::UNDEFINED {
            let number = to_number(value, cx)?.floor();
            if !(0.0..=100.0).contains(&number) {
                return Err(out_of_range("toLocaleString", cx));
            }
            *digits = Some(number as usize);
        }
    }
    match digits {
        [Some(least), Some(most)] if least > most => Err(out_of_range("toLocaleString", cx)),
        [least, most] => {
            let low = least.unwrap_or(0).min(most.unwrap_or(usize::MAX));
            Ok((low, most.unwrap_or(low.max(3))))
        }
    }
}

pub(super) fn to_source(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_number(this, cx)?;
    crate::uneval::source(this, cx)
}
