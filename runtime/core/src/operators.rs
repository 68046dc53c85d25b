//! What do the operators do? ECMA-262 5.1, section 11.

use std::cmp::Ordering;

use scxml_schema::names;

use crate::Cx;
use crate::Value;
use crate::concatenate::{concatenate, same_string};
use crate::convert::{Hint, to_number, to_primitive, to_string};
use crate::errors::type_error;
use crate::functions::is_callable;
use crate::key::Key;
use crate::numbers::{to_int32, to_uint32};
use crate::properties::get_key;
use crate::strings::compare;
use crate::value::{Kind, R};

/// `a + b`
///
/// # Errors
/// What a conversion throws; a RangeError when a string becomes too long.
#[inline]
pub fn add(a: Value, b: Value, cx: &mut Cx<'_>) -> R<Value> {
    match (a.as_number(), b.as_number()) {
        (Some(a), Some(b)) => Ok(Value::number(a + b)),
        _ if a.is_string() && b.is_string() => concatenate(a, b, cx),
        _ => add_slowly(a, b, cx),
    }
}

fn add_slowly(a: Value, b: Value, cx: &mut Cx<'_>) -> R<Value> {
    let a = to_primitive(a, Hint::Default, cx)?;
    let b = to_primitive(b, Hint::Default, cx)?;
    if a.is_string() || b.is_string() {
        let a = to_string(a, cx)?;
        let b = to_string(b, cx)?;
        return concatenate(a, b, cx);
    }
    Ok(Value::number(to_number(a, cx)? + to_number(b, cx)?))
}

macro_rules! integers {
    ($($(#[$doc:meta])* $name:ident = |$a:ident, $b:ident| $result:expr;)*) => {$(
        $(#[$doc])*
        #[inline]
        #[must_use]
        pub fn $name($a: f64, $b: f64) -> f64 {
            f64::from($result)
        }
    )*};
}

integers! {
    /// `a << b`
    shl_number = |a, b| to_int32(a).wrapping_shl(to_uint32(b));
    /// `a >> b`
    shr_number = |a, b| to_int32(a).wrapping_shr(to_uint32(b));
    /// `a >>> b`
    ushr_number = |a, b| to_uint32(a).wrapping_shr(to_uint32(b));
    /// `a & b`
    bit_and_number = |a, b| to_int32(a) & to_int32(b);
    /// `a | b`
    bit_or_number = |a, b| to_int32(a) | to_int32(b);
    /// `a ^ b`
    bit_xor_number = |a, b| to_int32(a) ^ to_int32(b);
}

/// `~a`
#[inline]
#[must_use]
pub fn bit_not_number(a: f64) -> f64 {
    f64::from(!to_int32(a))
}

macro_rules! arithmetic {
    ($($(#[$doc:meta])* $name:ident = |$a:ident, $b:ident| $result:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// What a conversion throws.
        #[inline]
        pub fn $name(a: Value, b: Value, cx: &mut Cx<'_>) -> R<Value> {
            let ($a, $b) = match (a.as_number(), b.as_number()) {
                (Some(a), Some(b)) => (a, b),
                _ => two_numbers(a, b, cx)?,
            };
            Ok(Value::number($result))
        }
    )*};
}

/// Both operands, one after the other.
#[inline(never)]
fn two_numbers(a: Value, b: Value, cx: &mut Cx<'_>) -> R<(f64, f64)> {
    Ok((to_number(a, cx)?, to_number(b, cx)?))
}

arithmetic! {
    /// `a - b`
    sub = |a, b| a - b;
    /// `a * b`
    mul = |a, b| a * b;
    /// `a / b`
    div = |a, b| a / b;
    /// `a % b`
    rem = |a, b| a % b;
    /// `a ** b`
    pow = |a, b| power(a, b);
    /// `a << b`
    shl = |a, b| shl_number(a, b);
    /// `a >> b`
    shr = |a, b| shr_number(a, b);
    /// `a >>> b`
    ushr = |a, b| ushr_number(a, b);
    /// `a & b`
    bit_and = |a, b| bit_and_number(a, b);
    /// `a | b`
    bit_or = |a, b| bit_or_number(a, b);
    /// `a ^ b`
    bit_xor = |a, b| bit_xor_number(a, b);
}

/// `Math.pow` (section 15.8.2.13), which differs from IEEE 754 where the exponent is not finite.
pub fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        f64::NAN
    } else {
        base.powf(exponent)
    }
}

/// `-a`
///
/// # Errors
/// What a conversion throws.
#[inline]
pub fn neg(a: Value, cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::number(-to_number(a, cx)?))
}

/// `+a`
///
/// # Errors
/// What a conversion throws.
#[inline]
pub fn plus(a: Value, cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::number(to_number(a, cx)?))
}

/// `~a`
///
/// # Errors
/// What a conversion throws.
#[inline]
pub fn bit_not(a: Value, cx: &mut Cx<'_>) -> R<Value> {
    Ok(Value::number(bit_not_number(to_number(a, cx)?)))
}

/// `a++` and the like: the old value as a number, and the new one.
///
/// # Errors
/// What a conversion throws.
#[inline]
pub fn increment(value: Value, delta: f64, cx: &mut Cx<'_>) -> R<(Value, Value)> {
    let old = to_number(value, cx)?;
    Ok((Value::number(old), Value::number(old + delta)))
}

/// `a === b` (section 11.9.6)
#[inline]
pub fn strict_eq(a: Value, b: Value, cx: &mut Cx<'_>) -> bool {
    match (a.as_number(), b.as_number()) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a == b || (a.is_string() && b.is_string() && same_string(a, b, cx)),
        _ => false,
    }
}

/// `a == b` (section 11.9.3)
///
/// # Errors
/// What a conversion throws.
#[inline]
pub fn eq(a: Value, b: Value, cx: &mut Cx<'_>) -> R<bool> {
    match (a.as_number(), b.as_number()) {
        (Some(a), Some(b)) => Ok(a == b),
        _ if a.is_string() && b.is_string() => Ok(same_string(a, b, cx)),
        _ => eq_slowly(a, b, cx),
    }
}

fn eq_slowly(a: Value, b: Value, cx: &mut Cx<'_>) -> R<bool> {
    if a.is_nullish() || b.is_nullish() {
        return Ok(a.is_nullish() && b.is_nullish());
    }
    if a.is_object() && b.is_object() {
        return Ok(a == b);
    }
    let a = to_primitive(a, Hint::Default, cx)?;
    let b = to_primitive(b, Hint::Default, cx)?;
    if a.is_nullish() || b.is_nullish() || (a.is_string() && b.is_string()) {
        return Ok(strict_eq(a, b, cx));
    }
    Ok(to_number(a, cx)? == to_number(b, cx)?)
}

/// The order of two values (section 11.8.5); none when one of them is NaN.
fn order(a: Value, b: Value, cx: &mut Cx<'_>) -> R<Option<Ordering>> {
    let a = to_primitive(a, Hint::Number, cx)?;
    let b = to_primitive(b, Hint::Number, cx)?;
    if a.is_string() && b.is_string() {
        let realm = &mut cx.machine.realm;
        realm.flatten(a);
        realm.flatten(b);
        return Ok(Some(compare(realm.units(a), realm.units(b))));
    }
    Ok(to_number(a, cx)?.partial_cmp(&to_number(b, cx)?))
}

macro_rules! comparisons {
    ($($(#[$doc:meta])* $name:ident: $operator:tt, $holds:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// What a conversion throws.
        #[inline]
        pub fn $name(a: Value, b: Value, cx: &mut Cx<'_>) -> R<bool> {
            match (a.as_number(), b.as_number()) {
                (Some(a), Some(b)) => Ok(a $operator b),
                _ => Ok(order(a, b, cx)?.is_some_and($holds)),
            }
        }
    )*};
}

comparisons! {
    /// `a < b`
    lt: <, Ordering::is_lt;
    /// `a <= b`
    le: <=, Ordering::is_le;
    /// `a > b`
    gt: >, Ordering::is_gt;
    /// `a >= b`
    ge: >=, Ordering::is_ge;
}

/// `typeof value`
pub fn typeof_(value: Value, cx: &Cx<'_>) -> Value {
    Value::atom(match value.kind() {
        Kind::Undefined | Kind::Hole => names::UNDEFINED,
        Kind::Boolean(_) => names::BOOLEAN,
        Kind::Number(_) => names::NUMBER,
        Kind::Atom(_) | Kind::String(_) => names::STRING,
        Kind::Object(_) | Kind::Builtin(_) if is_callable(value, cx) => names::FUNCTION,
        Kind::Null | Kind::Object(_) | Kind::Builtin(_) => names::OBJECT,
    })
}

/// `value instanceof constructor` (section 15.3.5.3)
///
/// # Errors
/// A TypeError when `constructor` is no function or its `prototype` no object.
pub fn instance_of(value: Value, constructor: Value, cx: &mut Cx<'_>) -> R<bool> {
    if !is_callable(constructor, cx) {
        return Err(type_error("the right side of 'instanceof' is not a function", cx));
    }
    if let Some((function, _)) = crate::functions::bound(constructor, cx) {
        crate::stack::guard(cx)?;
        return instance_of(value, function, cx);
    }
    if !value.is_object() {
        return Ok(false);
    }
    let prototype = get_key(constructor, Key::name(names::PROTOTYPE), cx)?;
    if !prototype.is_object() {
        return Err(type_error(
            "the 'prototype' of the right side of 'instanceof' is not an object",
            cx,
        ));
    }
    let mut holder = cx.machine.realm.prototype(value);
    while holder != Value::NULL {
        if holder == prototype {
            return Ok(true);
        }
        holder = cx.machine.realm.prototype(holder);
    }
    Ok(false)
}
