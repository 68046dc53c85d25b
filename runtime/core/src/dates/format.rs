//! How is a date printed? ECMA-262 2018, 20.3.4.41; ECMA-262 5.1, 15.9.1.15; and as en-US writes it.

use super::{DATE, HOURS, MILLISECONDS, MINUTES, MONTH, SECONDS, YEAR, Zone, parts, week_day};

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What is printed of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    Date,
    Time,
    Both,
}

fn year(year: f64) -> String {
    let sign = if year < 0.0 { "-" } else { "" };
    format!("{sign}{:04}", year.abs())
}

/// `toString`, `toDateString` and `toTimeString` of a time value that is a number.
pub(crate) fn local(time: f64, shown: Shown, zone: &Zone) -> String {
    let local = zone.local(time);
    let part = parts(local);
    let date = format!(
        "{} {} {:02} {}",
        DAYS[week_day(local) as usize],
        MONTHS[part[MONTH] as usize],
        part[DATE],
        year(part[YEAR])
    );
    let minutes = zone.minutes_east(time);
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    let clock = format!(
        "{:02}:{:02}:{:02} GMT{sign}{:02}{:02} ({})",
        part[HOURS],
        part[MINUTES],
        part[SECONDS],
        minutes / 60,
        minutes % 60,
        zone.name(time)
    );
    match shown {
        Shown::Date => date,
        Shown::Time => clock,
        Shown::Both => format!("{date} {clock}"),
    }
}

/// `toUTCString`
pub(crate) fn utc(time: f64) -> String {
    let part = parts(time);
    format!(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        DAYS[week_day(time) as usize],
        part[DATE],
        MONTHS[part[MONTH] as usize],
        year(part[YEAR]),
        part[HOURS],
        part[MINUTES],
        part[SECONDS]
    )
}

/// `toISOString`
pub(crate) fn iso(time: f64) -> String {
    let part = parts(time);
    let year = match part[YEAR] {
        year if (0.0..10_000.0).contains(&year) => format!("{year:04}"),
        year => format!("{}{:06}", if year < 0.0 { '-' } else { '+' }, year.abs()),
    };
    format!(
        "{year}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        part[MONTH] + 1.0,
        part[DATE],
        part[HOURS],
        part[MINUTES],
        part[SECONDS],
        part[MILLISECONDS]
    )
}

/// `toLocaleString` and the like: as en-US writes it, `1/31/2020, 1:05:00 PM`.
pub(crate) fn en_us(time: f64, shown: Shown, zone: &Zone) -> String {
    let part = parts(zone.local(time));
    // Years before the year 1 are counted backwards.
    let year = if part[YEAR] <= 0.0 { 1.0 - part[YEAR] } else { part[YEAR] };
    let date = format!("{}/{}/{year}", part[MONTH] + 1.0, part[DATE]);
    let half = if part[HOURS] < 12.0 { "AM" } else { "PM" };
    let hours = if part[HOURS] % 12.0 == 0.0 { 12.0 } else { part[HOURS] % 12.0 };
    let clock = format!("{hours}:{:02}:{:02} {half}", part[MINUTES], part[SECONDS]);
    match shown {
        Shown::Date => date,
        Shown::Time => clock,
        Shown::Both => format!("{date}, {clock}"),
    }
}
