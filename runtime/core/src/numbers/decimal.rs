//! How is a number printed with so many digits? ECMA-262 5.1, 15.7.4.5 to 15.7.4.7, and as en-US writes it.
//!
//! Rust prints the exact value of a number and rounds ties to even; ECMAScript rounds them up ("pick the larger n").

/// More digits than any number has (767).
const ALL_DIGITS: usize = 780;

/// `toFixed` of a number that is not negative and below 10²¹.
pub(crate) fn fixed(number: f64, places: usize) -> String {
    let more = format!("{number:.*}", places + 1);
    let is_whole = |number: f64| number.fract() == 0.0;
    // With so few binary digits after the point, what was printed is the exact value, and it may be a tie.
    if more.ends_with('5') && is_whole(number * 2_f64.powi(places as i32 + 1)) {
        let kept = more[..more.len() - 1].trim_end_matches('.');
        return plus_one(kept);
    }
    format!("{number:.places$}")
}

/// Adds one to the last digit of a decimal number.
fn plus_one(text: &str) -> String {
    let mut digits = text.as_bytes().to_vec();
    for digit in digits.iter_mut().rev() {
        match digit {
            b'.' => {}
            b'9' => *digit = b'0',
            _ => {
                *digit += 1;
                return text_of(digits);
            }
        }
    }
    digits.insert(0, b'1');
    text_of(digits)
}

fn text_of(digits: Vec<u8>) -> String {
    digits.into_iter().map(char::from).collect()
}

/// So many significant digits of a number that is not negative, and the power of ten of the first one.
pub(crate) fn significant(number: f64, count: usize) -> (String, i32) {
    let print = |digits: usize| parts(&format!("{number:.*e}", digits - 1));
    let (more, exponent) = print(count + 1);
    if more.ends_with('5') {
        let (all, _) = print(ALL_DIGITS);
        if all.trim_end_matches('0') == more {
            let digits = plus_one(&more[..count]);
            let carried = digits.len() > count;
            return (digits[..count].to_owned(), exponent + i32::from(carried));
        }
    }
    print(count)
}

/// As few significant digits as tell a number that is not negative from all others.
pub(crate) fn shortest(number: f64) -> (String, i32) {
    parts(&format!("{number:e}"))
}

/// Digits and exponent of what Rust printed.
fn parts(text: &str) -> (String, i32) {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    (digits.replace('.', ""), exponent.parse().unwrap_or(0))
}

/// `d.ddde+x`
pub(crate) fn exponential((digits, exponent): (String, i32)) -> String {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}e{sign}{}", exponent.unsigned_abs())
}

/// `toPrecision` of a number that is not negative.
pub(crate) fn precise(number: f64, count: usize) -> String {
    let (digits, exponent) = significant(number, count);
    match usize::try_from(exponent) {
        Err(_) if exponent >= -6 => {
            format!("0.{}{digits}", "0".repeat((-1 - exponent) as usize))
        }
        Ok(exponent) if exponent + 1 == count => digits,
        Ok(exponent) if exponent < count => {
            format!("{}.{}", &digits[..=exponent], &digits[exponent + 1..])
        }
        _ => exponential((digits, exponent)),
    }
}

/// A number as en-US writes it: groups of three digits, and `least` to `most` digits after the point.
pub(crate) fn grouped(number: f64, least: usize, most: usize) -> String {
    let sign = if number.is_sign_negative() && !number.is_nan() { "-" } else { "" };
    if !number.is_finite() {
        return if number.is_nan() { "NaN".to_owned() } else { format!("{sign}∞") };
    }
    let (digits, exponent) = shortest(number.abs());
    let digits = rounded(&digits, exponent, most);
    let (whole, fraction) = digits.split_at(digits.len() - most);
    let mut fraction = fraction.trim_end_matches('0').to_owned();
    while fraction.len() < least {
        fraction.push('0');
    }
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(&fraction);
    }
    text
}

/// All digits of a decimal number down to `most` places after the point, half rounded up.
fn rounded(digits: &str, exponent: i32, most: usize) -> String {
    let before = "0".repeat((-exponent).max(0) as usize);
    let whole = exponent.max(0) as usize + 1;
    let mut text = format!("{before}{digits}");
    let end = whole + most;
    if text.len() <= end {
        text.push_str(&"0".repeat(end - text.len()));
        return text;
    }
    if text.as_bytes()[end] >= b'5' { plus_one(&text[..end]) } else { text[..end].to_owned() }
}
