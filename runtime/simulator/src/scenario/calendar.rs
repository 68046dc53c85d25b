//! Times in a scenario: how long, and when on the calendar.

/// The zone of local times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its name: `UTC`, or an offset such as `+01:00`.
    pub name: String,
    /// Minutes east of Greenwich.
    pub minutes: i32,
}

impl Zone {
    /// Greenwich.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), minutes: 0 }
    }

    /// Reads `UTC`, `Z`, `+01:00` or `-05:30`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "UTC" || text == "Z" {
            return Some(Self { name: text.to_owned(), minutes: 0 });
        }
        let (sign, rest) = match text.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let (hours, minutes): (i32, i32) = (two_digits(hours)?, two_digits(minutes)?);
        (hours <= 14 && minutes < 60)
            .then(|| Self { name: text.to_owned(), minutes: sign * (hours * 60 + minutes) })
    }
}

fn two_digits(text: &str) -> Option<i32> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// Milliseconds since 1970-01-01T00:00:00Z of a date and time (RFC 3339); `zone` counts where it names no offset.
pub(super) fn moment(text: &str, zone: &Zone) -> Option<f64> {
    let (date, rest) = text.trim().split_once(['T', 't', ' '])?;
    let [year, month, day] = numbers(date, '-')?;
    let offset_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let minutes = match &rest[offset_at..] {
        "" => zone.minutes,
        "z" => 0,
        offset => Zone::parse(offset)?.minutes,
    };
    let (clock, fraction) = rest[..offset_at].split_once('.').unwrap_or((&rest[..offset_at], "0"));
    let [hour, minute, second] =
        numbers(clock, ':').or_else(|| numbers(&format!("{clock}:00"), ':'))?;
    let valid = (1..=12).contains(&month)
        && (1..=days_in_month(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60
        && fraction.bytes().all(|b| b.is_ascii_digit());
    let milliseconds = (format!("0.{fraction}").parse::<f64>().ok()? * 1000.0).floor();
    let seconds = hour * 3600 + minute * 60 + second - i64::from(minutes) * 60;
    let whole = (days_from_civil(year, month, day) * 86_400 + seconds) * 1000;
    valid.then_some(whole as f64 + milliseconds)
}

/// Three whole numbers.
fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let mut parts = text.split(separator).map(|part| part.parse::<u16>().ok().map(i64::from));
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days_from_civil(next_year, next, 1) - days_from_civil(year, month, 1)
}

/// Days since 1970-01-01 of a date of the Gregorian calendar: years are counted from March, so that a leap day is
/// a year's last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// A time without the noise of binary fractions: to a thousandth of a millisecond.
pub(crate) fn exact(milliseconds: f64) -> f64 {
    (milliseconds * 1000.0).round() / 1000.0
}

/// Milliseconds of a length of time such as `12.5s`, `300ms`, `1m30s` or `2h`.
pub(super) fn duration(text: &str) -> Option<f64> {
    let mut rest = text.trim();
    let mut total = 0.0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let number_end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..number_end].parse().ok()?;
        let unit_text = &rest[number_end..];
        let unit_end =
            unit_text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(unit_text.len());
        total += number
            * match &unit_text[..unit_end] {
                "ms" => 1.0,
                "s" => 1000.0,
                "m" | "min" => 60_000.0,
                "h" => 3_600_000.0,
                _ => return None,
            };
        rest = unit_text[unit_end..].trim_start();
    }
    Some(exact(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_have_units() {
        assert_eq!(duration("12.5s"), Some(12_500.0));
        assert_eq!(duration("1m30s"), Some(90_000.0));
        assert_eq!(duration("2h 5min"), Some(7_500_000.0));
        assert_eq!(duration("300ms"), Some(300.0));
        assert_eq!(duration("1.001s"), Some(1_001.0));
        for wrong in ["", "12", "s", "1.2.3s", "5 parsecs", "-1s"] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
    }

    /// Expected values from `date --date=… +%s`.
    #[test]
    fn dates_become_milliseconds() {
        let at = |text: &str| moment(text, &Zone::parse("+01:00").unwrap());
        assert_eq!(at("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(at("2026-03-02T09:00:00+01:00"), Some(1_772_438_400_000.0));
        assert_eq!(at("2026-03-02T09:00:00"), Some(1_772_438_400_000.0));
        assert_eq!(at("2024-02-29T12:34:56.789Z"), Some(1_709_210_096_789.0));
        assert_eq!(at("2024-02-29 12:34Z"), Some(1_709_210_040_000.0));
        for wrong in [
            "09:00:00",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01",
        ] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn zones_are_offsets() {
        assert_eq!(Zone::parse("-05:30").unwrap().minutes, -330);
        assert!(Zone::parse("+1:00").is_none());
        assert!(Zone::parse("Mars").is_none());
    }
}
