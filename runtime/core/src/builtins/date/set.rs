//! What do the methods of dates that change parts do? ECMA-262 5.1, 15.9.5.27 to 15.9.5.41, and B.2.5.

use super::{full_year, this_time};
use crate::Cx;
use crate::Value;
use crate::convert::to_number;
use crate::dates::{
    DATE, HOURS, MILLISECONDS, MINUTES, MONTH, Parts, SECONDS, YEAR, clip, make, parts,
};
use crate::functions::argument;
use crate::objects::Class;
use crate::value::R;

/// Gives a Date object another time value.
fn store(this: Value, time: f64, cx: &mut Cx<'_>) -> Value {
    let time = clip(time);
    if let Some(handle) = this.as_object() {
        cx.machine.realm.heap_mut().object_mut(handle).class = Class::Date(time);
    }
    Value::number(time)
}

/// Changes the parts from `first` on, as many as there are arguments but no more than `most`.
fn change(
    this: Value,
    arguments: &[Value],
    (first, most): (usize, usize),
    is_local: bool,
    cx: &mut Cx<'_>,
) -> R<Value> {
    let time = this_time(this, cx)?;
    let mut numbers = vec![to_number(argument(arguments, 0), cx)?];
    for argument in arguments.iter().take(most).skip(1) {
        numbers.push(to_number(*argument, cx)?);
    }
    let mut parts: Parts = match time {
        _ if time.is_nan() && first != YEAR => return Ok(Value::number(time)),
        _ if time.is_nan() => parts(0.0),
        _ if is_local => parts(cx.machine.zone.local(time)),
        _ => parts(time),
    };
    parts[first..first + numbers.len()].copy_from_slice(&numbers);
    let made = make(parts);
    let made = if is_local { cx.machine.zone.moment(made) } else { made };
    Ok(store(this, made, cx))
}

macro_rules! setters {
    ($($local:ident $utc:ident = $first:ident $most:literal;)*) => {$(
        pub(in crate::builtins) fn $local(
            this: Value,
            arguments: &[Value],
            cx: &mut Cx<'_>,
        ) -> R<Value> {
            change(this, arguments, ($first, $most), true, cx)
        }

        pub(in crate::builtins) fn $utc(
            this: Value,
            arguments: &[Value],
            cx: &mut Cx<'_>,
        ) -> R<Value> {
            change(this, arguments, ($first, $most), false, cx)
        }
    )*};
}

setters! {
    set_full_year set_utc_full_year = YEAR 3;
    set_month set_utc_month = MONTH 2;
    set_date set_utc_date = DATE 1;
    set_hours set_utc_hours = HOURS 4;
    set_minutes set_utc_minutes = MINUTES 3;
    set_seconds set_utc_seconds = SECONDS 2;
    set_milliseconds set_utc_milliseconds = MILLISECONDS 1;
}

pub(in crate::builtins) fn set_time(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_time(this, cx)?;
    let time = to_number(argument(arguments, 0), cx)?;
    Ok(store(this, time, cx))
}

pub(in crate::builtins) fn set_year(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_time(this, cx)?;
    let year = to_number(argument(arguments, 0), cx)?;
    if year.is_nan() {
        return Ok(store(this, year, cx));
    }
    change(this, &[Value::number(full_year(year))], (YEAR, 1), true, cx)
}
