//! How long is a delay that the document states? Times as CSS2 spells them (section 6.2.4).

/// What a text is when one looks for a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Time {
    /// A time, in milliseconds.
    Milliseconds(f64),
    /// A number that lacks its unit.
    WithoutUnit,
    /// Something else.
    Other,
}

/// Reads `1.5s`, `.5s`, `200ms`.
pub(super) fn time(text: &str) -> Time {
    let text = text.trim();
    let split = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '+' | '-'))
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let number = number.strip_prefix('+').unwrap_or(number);
    let shape = number.bytes().filter(|b| *b == b'.').count() <= 1
        && number.bytes().any(|b| b.is_ascii_digit())
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !number.ends_with('.');
    let Some(value) = number.parse::<f64>().ok().filter(|value| shape && value.is_finite()) else {
        return Time::Other;
    };
    match unit {
        "s" => Time::Milliseconds(value * 1000.0),
        "ms" => Time::Milliseconds(value),
        "" => Time::WithoutUnit,
        _ => Time::Other,
    }
}

/// The time that other notations spell: `5 s`, `2 min`, `1h`.
pub(super) fn meant(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number: f64 = text[..split].parse().ok()?;
    let (factor, unit) = match text[split..].trim() {
        "s" | "sec" | "secs" | "second" | "seconds" => (1.0, "s"),
        "m" | "min" | "mins" | "minute" | "minutes" => (60.0, "s"),
        "h" | "hour" | "hours" => (3600.0, "s"),
        "ms" | "msec" | "millis" | "milliseconds" => (1.0, "ms"),
        _ => return None,
    };
    Some(format!("{}{unit}", number * factor))
}

#[cfg(test)]
mod tests {
    use super::{Time, meant, time};

    #[test]
    fn other_notations() {
        for (text, time) in [("5 s", "5s"), ("1h", "3600s"), ("1.5 min", "90s"), ("9MS", "9ms")] {
            assert_eq!(meant(text).as_deref(), Some(time));
        }
        assert_eq!(meant("soon"), None);
        assert_eq!(meant("-1s"), None);
    }

    #[test]
    fn css2_times() {
        assert_eq!(time("600s"), Time::Milliseconds(600_000.0));
        assert_eq!(time(" .5s "), Time::Milliseconds(500.0));
        assert_eq!(time("20ms"), Time::Milliseconds(20.0));
        assert_eq!(time("3"), Time::WithoutUnit);
        for other in ["", "s", "1 s", "-1s", "1..5s", "5.s", "1h", "soon"] {
            assert_eq!(time(other), Time::Other, "{other}");
        }
    }
}
