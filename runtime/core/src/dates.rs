//! Which day and time is a time value, and back? ECMA-262 5.1, 15.9.1; milliseconds since 1970-01-01T00:00:00Z.

pub(crate) mod format;
pub(crate) mod parse;
mod zone;

pub use zone::{Zone, ZoneRules};

pub(crate) const DAY: f64 = 86_400_000.0;
const HOUR: f64 = 3_600_000.0;
const MINUTE: f64 = 60_000.0;
const SECOND: f64 = 1_000.0;

/// The greatest time value, either way from 1970.
const END_OF_TIME: f64 = 8.64e15;

/// The parts of a moment: year, month from 0, day of the month, hours, minutes, seconds, milliseconds.
pub(crate) const YEAR: usize = 0;
pub(crate) const MONTH: usize = 1;
pub(crate) const DATE: usize = 2;
pub(crate) const HOURS: usize = 3;
pub(crate) const MINUTES: usize = 4;
pub(crate) const SECONDS: usize = 5;
pub(crate) const MILLISECONDS: usize = 6;

/// All parts of a moment, in the order of the constants.
pub(crate) type Parts = [f64; 7];

/// The parts of a time value that is a number.
pub(crate) fn parts(time: f64) -> Parts {
    let day = (time / DAY).floor();
    let rest = time - day * DAY;
    let (year, month, date) = civil(day as i64);
    [
        year as f64,
        month as f64,
        date as f64,
        (rest / HOUR).floor(),
        (rest / MINUTE).floor() % 60.0,
        (rest / SECOND).floor() % 60.0,
        rest % SECOND,
    ]
}

/// The day of the week, Sunday being 0.
pub(crate) fn week_day(time: f64) -> f64 {
    ((time / DAY).floor() as i64 + 4).rem_euclid(7) as f64
}

/// Year, month and day of the month of a day since 1970-01-01: Hinnant's algorithm over eras of 400 years that begin in
/// March, so that leap days come last.
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = (month + 2) % 12;
    (era * 400 + year + i64::from(month < 2), month, date)
}

/// The day since 1970-01-01 that a month from 0 of a year begins with.
fn day_of_month(year: i64, month: i64) -> i64 {
    let year = year - i64::from(month < 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 10) % 12) + 2) / 5;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// MakeDate of MakeDay and MakeTime (sections 15.9.1.11 to 15.9.1.13); parts may be beyond their ranges.
pub(crate) fn make(parts: Parts) -> f64 {
    if parts.iter().any(|part| !part.is_finite()) {
        return f64::NAN;
    }
    let [year, month, date, hours, minutes, seconds, milliseconds] = parts.map(f64::trunc);
    let year = year + (month / 12.0).floor();
    // Years beyond this are beyond the end of time, whatever the other parts say.
    if year.abs() > 400_000.0 {
        return f64::NAN;
    }
    let day = day_of_month(year as i64, month.rem_euclid(12.0) as i64) as f64 + date - 1.0;
    day * DAY + (hours * HOUR + minutes * MINUTE + seconds * SECOND + milliseconds)
}

/// TimeClip (section 15.9.1.14).
pub(crate) fn clip(time: f64) -> f64 {
    if time.abs() <= END_OF_TIME { time.trunc() + 0.0 } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_found_again() {
        for day in (-800_000..800_000).step_by(7) {
            let (year, month, date) = civil(day);
            assert_eq!(day_of_month(year, month) + date - 1, day);
            assert!((0..12).contains(&month) && (1..32).contains(&date));
        }
        assert_eq!(civil(0), (1970, 0, 1));
        assert_eq!(civil(11_016), (2000, 1, 29));
        assert_eq!(parts(-1.0), [1969.0, 11.0, 31.0, 23.0, 59.0, 59.0, 999.0]);
    }
}
