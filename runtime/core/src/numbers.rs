//! Which text is a number, and which number is a text? ECMA-262 5.1, 9.3.1, 9.8.1 and 15.1.2.

use crate::strings::Units;

pub(crate) mod decimal;

/// White space and line ends (ECMA-262 5.1, 7.2 and 7.3).
pub(crate) const fn is_space(unit: u16) -> bool {
    matches!(
        unit,
        0x09..=0x0D | 0x20 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 | 0xFEFF
    )
}

/// The units without white space at either end.
pub(crate) fn trim(units: Units<'_>) -> Units<'_> {
    let start = units.iter().take_while(|unit| is_space(*unit)).count();
    let end = units.len()
        - units.slice(start, units.len()).iter().rev().take_while(|unit| is_space(*unit)).count();
    units.slice(start, end)
}

/// ToNumber applied to a string (section 9.3.1).
pub(crate) fn of_string(units: Units<'_>) -> f64 {
    let units = trim(units);
    if units.len() == 0 {
        return 0.0;
    }
    let Some(text) = ascii(units) else { return f64::NAN };
    for (prefixes, radix) in [(["0x", "0X"], 16), (["0o", "0O"], 8), (["0b", "0B"], 2)] {
        if let Some(digits) = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)) {
            return of_digits(digits, radix).filter_whole(digits);
        }
    }
    match decimal_prefix(&text) {
        Some((number, length)) if length == text.len() => number,
        _ => f64::NAN,
    }
}

/// The number at the start of a text, as `parseFloat` reads it.
pub(crate) fn parse_float(units: Units<'_>) -> f64 {
    let units = trim(units);
    let ascii = units
        .iter()
        .take_while(|unit| *unit < 128)
        .map(|unit| unit as u8 as char)
        .collect::<String>();
    decimal_prefix(&ascii).map_or(f64::NAN, |(number, _)| number)
}

/// The integer at the start of a text in a radix, as `parseInt` reads it; radix 0 stands for 10 or, after `0x`, 16.
pub(crate) fn parse_int(units: Units<'_>, radix: i32) -> f64 {
    let units = trim(units);
    let text: String =
        units.iter().take_while(|unit| *unit < 128).map(|unit| unit as u8 as char).collect();
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'-') => (-1.0, &text[1..]),
        Some(b'+') => (1.0, &text[1..]),
        _ => (1.0, &text[..]),
    };
    let (radix, digits) = match (radix, rest.strip_prefix("0x").or_else(|| rest.strip_prefix("0X")))
    {
        (0 | 16, Some(digits)) => (16, digits),
        (0, None) => (10, rest),
        (2..=36, _) => (radix as u32, rest),
        _ => return f64::NAN,
    };
    of_digits(digits, radix).value.map_or(f64::NAN, |value| sign * value)
}

fn ascii(units: Units<'_>) -> Option<String> {
    units.is_ascii().then(|| units.to_utf8())
}

struct Digits {
    value: Option<f64>,
    length: usize,
}

impl Digits {
    fn filter_whole(self, text: &str) -> f64 {
        self.value.filter(|_| self.length == text.len()).unwrap_or(f64::NAN)
    }
}

/// The value of the digits that a text starts with.
fn of_digits(text: &str, radix: u32) -> Digits {
    let length = text.chars().take_while(|character| character.is_digit(radix)).count();
    let digits = &text[..length];
    let value = match length {
        0 => None,
        _ if radix == 10 => digits.parse().ok(),
        _ if radix.is_power_of_two() => Some(of_bits(digits, radix)),
        _ => Some(of_groups(digits, radix)),
    };
    Digits { value, length }
}

/// Digits of any radix; rounded once per group of digits, as V8 does.
fn of_groups(digits: &str, radix: u32) -> f64 {
    let mut value = 0.0;
    let (mut group, mut scale) = (0, 1);
    for digit in digits.chars().map(|digit| digit.to_digit(radix).unwrap_or(0)) {
        if scale * radix > u32::MAX / 36 {
            value = value * f64::from(scale) + f64::from(group);
            (group, scale) = (0, 1);
        }
        group = group * radix + digit;
        scale *= radix;
    }
    value * f64::from(scale) + f64::from(group)
}

/// Digits of a radix that is a power of two, rounded once, as the specification asks for.
fn of_bits(digits: &str, radix: u32) -> f64 {
    let width = radix.trailing_zeros();
    let (mut value, mut dropped, mut sticky) = (0_u128, 0_i32, false);
    for digit in digits.chars().map(|digit| digit.to_digit(radix).unwrap_or(0)) {
        if value >> 120 == 0 {
            value = value << width | u128::from(digit);
        } else {
            // The last bits only decide which way to round.
            sticky |= digit != 0;
            dropped = dropped.saturating_add(width as i32);
        }
    }
    (value | u128::from(sticky)) as f64 * 2_f64.powi(dropped)
}

/// The longest StrDecimalLiteral that a text starts with: its value and length.
fn decimal_prefix(text: &str) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let digits =
        |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    if text[sign..].starts_with("Infinity") {
        let number = if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
        return Some((number, sign + "Infinity".len()));
    }
    let whole = digits(sign);
    let mut end = sign + whole;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if whole + fraction == 0 {
            return None;
        }
        end += 1 + fraction;
    } else if whole == 0 {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    text[..end].parse().ok().map(|number| (number, end))
}

/// Room for a number that is printed.
pub(crate) struct Printed {
    /// One that is whole and not large, from the right.
    whole: [u8; 10],
    any: ryu_js::Buffer,
}

impl Printed {
    pub(crate) fn new() -> Self {
        Printed { whole: [b'0'; 10], any: ryu_js::Buffer::new() }
    }
}

/// A number as ECMAScript prints it (section 9.8.1), in ASCII.
#[inline]
pub(crate) fn print(number: f64, room: &mut Printed) -> &[u8] {
    let mut rest = number as u32;
    if f64::from(rest) != number {
        return room.any.format(number).as_bytes();
    }
    let mut start = room.whole.len() - 1;
    room.whole[start] = b'0' + (rest % 10) as u8;
    while rest > 9 && start > 0 {
        rest /= 10;
        start -= 1;
        room.whole[start] = b'0' + (rest % 10) as u8;
    }
    &room.whole[start..]
}

/// A number in a radix other than 10: as many digits as tell it from its neighbours (section 15.7.4.2).
pub(crate) fn print_radix(number: f64, radix: u32) -> String {
    if !number.is_finite() {
        return ryu_js::Buffer::new().format(number).to_owned();
    }
    let size = f64::from(radix);
    let digit = |value: f64| char::from_digit(value as u32, radix).unwrap_or('0');
    let value = number.abs();
    let mut whole = value.trunc();
    let mut fraction = value - whole;
    // Half the distance to the next number: digits beyond it say nothing.
    let mut delta = (0.5 * (value.next_up() - value)).max(f64::MIN_POSITIVE);
    let mut after = Vec::new();
    if fraction >= delta {
        loop {
            fraction *= size;
            delta *= size;
            let next = fraction.trunc();
            after.push(next as u32);
            fraction -= next;
            let rounds_up = fraction > 0.5 || (fraction == 0.5 && next as u32 % 2 == 1);
            if rounds_up && fraction + delta > 1.0 {
                whole += carry(&mut after, radix);
                break;
            }
            if fraction < delta {
                break;
            }
        }
    }
    let mut before = Vec::new();
    // Digits that say nothing, as V8 prints them.
    while whole >= 36_028_797_018_963_968.0 {
        whole /= size;
        before.push('0');
    }
    loop {
        let rest = whole % size;
        before.push(digit(rest));
        whole = (whole - rest) / size;
        if whole < 1.0 {
            break;
        }
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let mut text: String = sign.chars().chain(before.into_iter().rev()).collect();
    if !after.is_empty() {
        text.push('.');
        text.extend(after.into_iter().map(|value| digit(f64::from(value))));
    }
    text
}

/// Adds one to the last of some digits after the point; gives 1 when that reaches the whole part.
fn carry(digits: &mut Vec<u32>, radix: u32) -> f64 {
    while let Some(last) = digits.pop() {
        if last + 1 < radix {
            digits.push(last + 1);
            return 0.0;
        }
    }
    1.0
}

/// ToInt32 (section 9.5).
#[inline]
pub(crate) fn to_int32(number: f64) -> i32 {
    let quick = number as i32;
    if f64::from(quick) == number { quick } else { to_uint32(number) as i32 }
}

/// ToUint32 (section 9.6).
#[inline]
pub(crate) fn to_uint32(number: f64) -> u32 {
    let quick = number as u32;
    if f64::from(quick) == number {
        return quick;
    }
    if !number.is_finite() {
        return 0;
    }
    number.trunc().rem_euclid(4_294_967_296.0) as u32
}

/// ToInteger (section 9.4).
pub(crate) fn to_integer(number: f64) -> f64 {
    if number.is_nan() { 0.0 } else { number.trunc() }
}
