//! What do the methods of dates that read a part give? ECMA-262 5.1, 15.9.5.8 to 15.9.5.26, and B.2.4.

use super::this_time;
use crate::Cx;
use crate::Value;
use crate::dates::{DATE, HOURS, MILLISECONDS, MINUTES, MONTH, SECONDS, YEAR, parts, week_day};
use crate::value::R;

macro_rules! getters {
    ($($local:ident $utc:ident = $of:expr;)*) => {$(
        pub(in crate::builtins) fn $local(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            let time = this_time(this, cx)?;
            let of: fn(f64) -> f64 = $of;
            let local = if time.is_nan() { time } else { cx.machine.zone.local(time) };
            Ok(Value::number(if time.is_nan() { time } else { of(local) }))
        }

        pub(in crate::builtins) fn $utc(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
            let time = this_time(this, cx)?;
            let of: fn(f64) -> f64 = $of;
            Ok(Value::number(if time.is_nan() { time } else { of(time) }))
        }
    )*};
}

getters! {
    get_full_year get_utc_full_year = |time| parts(time)[YEAR];
    get_month get_utc_month = |time| parts(time)[MONTH];
    get_date get_utc_date = |time| parts(time)[DATE];
    get_day get_utc_day = week_day;
    get_hours get_utc_hours = |time| parts(time)[HOURS];
    get_minutes get_utc_minutes = |time| parts(time)[MINUTES];
    get_seconds get_utc_seconds = |time| parts(time)[SECONDS];
    get_milliseconds get_utc_milliseconds = |time| parts(time)[MILLISECONDS];
}

pub(in crate::builtins) fn get_time(this: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    this_time(this, cx).map(Value::number)
}

pub(in crate::builtins) fn get_year(this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let year = get_full_year(this, arguments, cx)?;
    Ok(Value::number(year.as_number().map_or(f64::NAN, |year| year - 1_900.0)))
}

/// Minutes west of Greenwich.
pub(in crate::builtins) fn get_timezone_offset(
    this: Value,
    _: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let time = this_time(this, cx)?;
    let minutes = if time.is_nan() { time } else { f64::from(cx.machine.zone.minutes_east(time)) };
    Ok(Value::number(0.0 - minutes))
}
