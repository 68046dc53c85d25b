//! What do the functions of `Math` do? ECMA-262 5.1, 15.8.2, and ECMA-262 2015, 20.2.2.
//!
//! Where the standard leaves the result to the implementation it is that of the machine's mathematical library, which
//! can differ from other engines in the last digit.

use crate::Cx;
use crate::Value;
use crate::convert::to_number;
use crate::functions::argument;
use crate::numbers::{to_int32, to_uint32};
use crate::operators::power;
use crate::value::R;

macro_rules! of_one_number {
    ($($name:ident = $code:expr;)*) => {$(
        pub(super) fn $name(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            let code: fn(f64) -> f64 = $code;
            Ok(Value::number(code(to_number(argument(arguments, 0), cx)?)))
        }
    )*};
}

of_one_number! {
    abs = f64::abs;
    acos = f64::acos;
    acosh = f64::acosh;
    asin = f64::asin;
    asinh = f64::asinh;
    atan = f64::atan;
    atanh = f64::atanh;
    cbrt = f64::cbrt;
    clz32 = |number| f64::from(to_uint32(number).leading_zeros());
    cosh = f64::cosh;
    expm1 = f64::exp_m1;
    fround = |number| f64::from(number as f32);
    log10 = f64::log10;
    log1p = f64::ln_1p;
    log2 = f64::log2;
    sign = |number| if number == 0.0 || number.is_nan() { number } else { number.signum() };
    sinh = f64::sinh;
    tanh = f64::tanh;
    trunc = f64::trunc;
    ceil = f64::ceil;
    cos = f64::cos;
    exp = f64::exp;
    floor = f64::floor;
    log = f64::ln;
    round = rounded;
    sin = f64::sin;
    sqrt = f64::sqrt;
    tan = f64::tan;
}

/// The nearest integer, the greater one of two; the sign of zero is that of the argument (section 15.8.2.15).
fn rounded(number: f64) -> f64 {
    let floor = number.floor();
    let result = if number - floor >= 0.5 { floor + 1.0 } else { floor };
    result.copysign(number)
}

pub(super) fn atan2(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let y = to_number(argument(arguments, 0), cx)?;
    let x = to_number(argument(arguments, 1), cx)?;
    Ok(Value::number(y.atan2(x)))
}

/// `imul`: the product of two integers of 32 bits.
pub(super) fn imul(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let a = to_int32(to_number(argument(arguments, 0), cx)?);
    let b = to_int32(to_number(argument(arguments, 1), cx)?);
    Ok(Value::number(f64::from(a.wrapping_mul(b))))
}

/// `hypot`; nothing overflows on the way, and what a sum loses is kept (Kahan).
pub(super) fn hypot(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let mut numbers = Vec::with_capacity(arguments.len());
    for argument in arguments {
        numbers.push(to_number(*argument, cx)?.abs());
    }
    if numbers.contains(&f64::INFINITY) {
        return Ok(Value::number(f64::INFINITY));
    }
    let greatest = numbers.iter().copied().fold(0.0, f64::max);
    if numbers.iter().any(|number| number.is_nan()) || greatest == 0.0 {
        let is_nan = numbers.iter().any(|number| number.is_nan());
        return Ok(Value::number(if is_nan { f64::NAN } else { 0.0 }));
    }
    let (mut sum, mut lost) = (0.0, 0.0);
    for number in numbers {
        let part = number / greatest;
        let term = part * part - lost;
        let next = sum + term;
        lost = (next - sum) - term;
        sum = next;
    }
    Ok(Value::number(sum.sqrt() * greatest))
}

pub(super) fn pow(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let base = to_number(argument(arguments, 0), cx)?;
    let exponent = to_number(argument(arguments, 1), cx)?;
    Ok(Value::number(power(base, exponent)))
}

/// The extreme of all arguments; NaN when one is, and 0 is greater than -0.
fn extreme(
    arguments: &[Value],
    start: f64,
    beats: fn(f64, f64) -> bool,
    cx: &mut Cx<'_>,
) -> R<Value> {
    let mut result = start;
    for argument in arguments {
        let number = to_number(*argument, cx)?;
        if number.is_nan() || (!result.is_nan() && beats(number, result)) {
            result = number;
        }
    }
    Ok(Value::number(result))
}

pub(super) fn max(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    extreme(arguments, f64::NEG_INFINITY, |a, b| a > b || (a == b && b.is_sign_negative()), cx)
}

pub(super) fn min(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    extreme(arguments, f64::INFINITY, |a, b| a < b || (a == b && a.is_sign_negative()), cx)
}

/// A number from a sequence that the session's seed fixes (SplitMix64).
pub(super) fn random(_: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let seed = &mut cx.machine.realm.seed;
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut bits = *seed;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^= bits >> 31;
    Ok(Value::number((bits >> 11) as f64 / (1_u64 << 53) as f64))
}
