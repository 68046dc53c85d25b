//! How long does a `<send>` wait? Section 6.2.4.

use super::send::{Fault, own_name};
use crate::convert::to_utf8;
use crate::failure::Failure;
use crate::machine::Cx;
use crate::value::Value;

/// How long a send waits.
#[derive(Clone, Copy, Debug)]
pub enum Delay {
    /// Not at all.
    None,
    /// This many milliseconds.
    Milliseconds(f64),
    /// A CSS2 time.
    Time(Value),
}

impl Delay {
    /// The time to wait, in milliseconds.
    pub(super) fn milliseconds(self, cx: &mut Cx<'_>) -> Result<f64, Fault> {
        let time = match self {
            Delay::None => return Ok(0.0),
            Delay::Milliseconds(delay) => return Ok(delay),
            Delay::Time(time) => to_utf8(time, cx)?,
        };
        css2_time(&time).ok_or_else(|| {
            let event = own_name("error.illegalvalue", "error.execution", cx);
            Failure::new(event, format!("`{time}` is no time: write `10s` or `500ms`")).into()
        })
    }
}

/// A CSS2 time (section 6.2.1) in milliseconds: `1.5s`, `200ms`.
fn css2_time(text: &str) -> Option<f64> {
    let text = text.trim();
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1.0),
        None => match text.strip_suffix('s') {
            Some(number) => (number, 1000.0),
            None if text == "0" => return Some(0.0),
            None => return None,
        },
    };
    let digits = number.strip_prefix('+').unwrap_or(number);
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    digits.parse::<f64>().ok().map(|number| number * unit).filter(|delay| delay.is_finite())
}

#[cfg(test)]
mod tests {
    use super::css2_time;

    #[test]
    fn times_have_a_number_and_a_unit() {
        for (text, time) in [
            ("1s", Some(1000.0)),
            ("1.5s", Some(1500.0)),
            (".5s", Some(500.0)),
            (" 200ms ", Some(200.0)),
            ("0", Some(0.0)),
            ("10", None),
            ("s", None),
            ("1e3s", None),
            ("-1s", None),
            ("infs", None),
            ("", None),
        ] {
            assert_eq!(css2_time(text), time, "{text}");
        }
    }
}
