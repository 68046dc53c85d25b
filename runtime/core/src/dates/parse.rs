//! Which moment does a text name? The format of ECMA-262 (5.1, 15.9.1.15), and the looser ones that SpiderMonkey reads.

use super::{Parts, Zone, clip, make};

/// `Date.parse`; NaN when the text names no moment.
pub(crate) fn parse(text: &str, zone: &Zone) -> f64 {
    let text = text.trim();
    clip(iso(text, zone).or_else(|| loose(text, zone)).unwrap_or(f64::NAN))
}

/// A place in a text.
struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn take(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// A number of exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<f64> {
        let digits = self.rest.get(..count)?;
        let number = digits.iter().try_fold(0.0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10.0 + f64::from(digit - b'0'))
        })?;
        self.rest = &self.rest[count..];
        Some(number)
    }

    fn sign(&mut self) -> Option<f64> {
        if self.take(b'+') {
            Some(1.0)
        } else if self.take(b'-') {
            Some(-1.0)
        } else {
            None
        }
    }
}

/// `YYYY-MM-DDTHH:mm:ss.sssZ`, with the parts that may be missing; a blank for `T` as engines take it.
fn iso(text: &str, zone: &Zone) -> Option<f64> {
    let mut reader = Reader { rest: text.as_bytes() };
    let year = match reader.sign() {
        None => reader.digits(4)?,
        Some(sign) => {
            let year = reader.digits(6)?;
            if year == 0.0 && sign < 0.0 {
                return None;
            }
            sign * year
        }
    };
    let mut parts: Parts = [year, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    let mut is_whole = false;
    if reader.take(b'-') {
        parts[1] = reader.digits(2).filter(|month| (1.0..=12.0).contains(month))? - 1.0;
        if reader.take(b'-') {
            parts[2] = reader.digits(2).filter(|date| (1.0..=31.0).contains(date))?;
            is_whole = true;
        }
    }
    if reader.rest.is_empty() {
        return Some(make(parts));
    }
    if !(reader.take(b'T') || reader.take(b't') || is_whole && reader.take(b' ')) {
        return None;
    }
    clock(&mut reader, &mut parts)?;
    let east = if reader.take(b'Z') || reader.take(b'z') {
        Some(0.0)
    } else if let Some(sign) = reader.sign() {
        let hours = reader.digits(2).filter(|hours| *hours < 24.0)?;
        if !reader.take(b':') {
            return None;
        }
        let minutes = reader.digits(2).filter(|minutes| *minutes < 60.0)?;
        Some(sign * (hours * 60.0 + minutes))
    } else {
        None
    };
    if !reader.rest.is_empty() {
        return None;
    }
    let time = make(parts);
    Some(east.map_or_else(|| zone.moment(time), |minutes| time - minutes * super::MINUTE))
}

/// `HH:mm`, `HH:mm:ss`, `HH:mm:ss.sss`
fn clock(reader: &mut Reader<'_>, parts: &mut Parts) -> Option<()> {
    parts[3] = reader.digits(2).filter(|hours| *hours <= 24.0)?;
    if !reader.take(b':') {
        return None;
    }
    parts[4] = reader.digits(2).filter(|minutes| *minutes < 60.0)?;
    if reader.take(b':') {
        parts[5] = reader.digits(2).filter(|seconds| *seconds < 60.0)?;
        if reader.take(b'.') {
            parts[6] = fraction(reader)?;
        }
    }
    (parts[3] < 24.0 || parts[4..] == [0.0; 3]).then_some(())
}

/// The milliseconds of digits after a point; what is beyond is dropped.
fn fraction(reader: &mut Reader<'_>) -> Option<f64> {
    let (mut milliseconds, mut weight) = (reader.digits(1)? * 100.0, 10.0);
    while let Some(digit) = reader.digits(1) {
        milliseconds += (digit * weight).floor();
        weight /= 10.0;
    }
    Some(milliseconds)
}

/// A hyphen that is the sign of the number after it.
const SIGN: u8 = b'~';

/// What has been read of a loose date; months count from 1.
#[derive(Default)]
struct Loose {
    month: Option<f64>,
    date: Option<f64>,
    year: Option<f64>,
    hours: Option<f64>,
    minutes: Option<f64>,
    seconds: Option<f64>,
    milliseconds: f64,
    /// Minutes west of Greenwich.
    west: Option<f64>,
    has_month_name: bool,
    /// The hours of an offset were read; minutes may follow.
    in_offset: bool,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Names of zones and minutes west of Greenwich.
const ZONES: [(&str, f64); 12] = [
    ("gmt", 0.0),
    ("ut", 0.0),
    ("utc", 0.0),
    ("z", 0.0),
    ("est", 300.0),
    ("edt", 240.0),
    ("cst", 360.0),
    ("cdt", 300.0),
    ("mst", 420.0),
    ("mdt", 360.0),
    ("pst", 480.0),
    ("pdt", 420.0),
];

/// `Jan 31, 2020 10:00 PM`, `31 Jan 2020 10:00:00 GMT+0200 (somewhere)`, `1/31/2020`, `2020/01/31`: words, numbers and
/// signs in nearly any order.
fn loose(text: &str, zone: &Zone) -> Option<f64> {
    let bytes = text.as_bytes();
    let mut found = Loose::default();
    let (mut at, mut before) = (0, 0_u8);
    while at < bytes.len() {
        let byte = bytes[at];
        let is = |test: fn(&u8) -> bool| bytes[at..].iter().take_while(|byte| test(byte)).count();
        match byte {
            b'(' => at += comment(&bytes[at..]),
            b'0'..=b'9' => {
                let length = is(u8::is_ascii_digit);
                let number: f64 = text[at..at + length].parse().ok()?;
                at += length;
                let after = bytes.get(at).copied().unwrap_or(b' ');
                found.number(number, length, before, after)?;
                if after == b'.' && found.seconds.is_some() {
                    let mut reader = Reader { rest: &bytes[at + 1..] };
                    found.milliseconds = fraction(&mut reader)?;
                    at = bytes.len() - reader.rest.len();
                }
                before = 0;
            }
            b'/' | b':' | b'+' | b'-' => {
                // Between parts of a date a hyphen stands without a blank before it; after one it is a sign.
                let is_apart = at > 0 && bytes[at - 1] <= b' ';
                before = if byte == b'-' && is_apart { SIGN } else { byte };
                at += 1;
            }
            _ if byte <= b' ' || byte == b',' || byte == b'.' => at += 1,
            _ if byte.is_ascii_alphabetic() => {
                let length = is(u8::is_ascii_alphabetic);
                found.word(&text[at..at + length].to_ascii_lowercase())?;
                at += length;
                before = 0;
            }
            _ => return None,
        }
    }
    found.moment(zone)
}

/// The length of a comment in parentheses, which may have others inside.
fn comment(bytes: &[u8]) -> usize {
    let mut depth = 0_usize;
    for (place, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place + 1;
        }
    }
    bytes.len()
}

impl Loose {
    fn number(&mut self, number: f64, length: usize, before: u8, after: u8) -> Option<()> {
        let has_time = self.hours.is_some() || self.west.is_some();
        if before == SIGN && !has_time {
            return None;
        }
        if before == b'+' || (matches!(before, b'-' | SIGN) && has_time) {
            if self.west.is_some_and(|west| west != 0.0) {
                return None;
            }
            // `GMT-3`, or `GMT-0430`.
            let minutes = if length <= 2 {
                number * 60.0
            } else {
                number % 100.0 + (number / 100.0).floor() * 60.0
            };
            self.west = Some(if before == b'+' { -minutes } else { minutes });
            self.in_offset = length <= 2 && after == b':';
        } else if self.in_offset && before == b':' {
            let west = self.west?;
            self.west = Some(if west < 0.0 { west - number } else { west + number });
            self.in_offset = false;
        } else if after == b':' || before == b':' {
            let place = [&mut self.hours, &mut self.minutes, &mut self.seconds];
            let place = place.into_iter().find(|place| place.is_none())?;
            *place = Some(number);
        } else {
            let place = [&mut self.month, &mut self.date, &mut self.year];
            let place = place.into_iter().find(|place| place.is_none())?;
            *place = Some(number);
        }
        Some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let begins = |long: &str| word.len() >= 3 && long.starts_with(word);
        if let Some((_, west)) = ZONES.iter().find(|(name, _)| *name == word) {
            self.west = Some(*west);
        } else if word == "am" || word == "pm" {
            let hours = self.hours.filter(|hours| *hours <= 12.0)?;
            self.hours = Some(hours % 12.0 + if word == "pm" { 12.0 } else { 0.0 });
        } else if let Some(month) = MONTHS.iter().position(|month| begins(month)) {
            if std::mem::replace(&mut self.has_month_name, true) || self.year.is_some() {
                return None;
            }
            // Numbers read so far are the day and the year.
            self.year = self.date.take();
            self.date = self.month.replace(month as f64 + 1.0);
        } else if !DAYS.iter().any(|day| begins(day)) {
            return None;
        }
        Some(())
    }

    fn moment(self, zone: &Zone) -> Option<f64> {
        let (mut month, mut date, mut year) = (self.month?, self.date?, self.year?);
        if self.has_month_name {
            if date > 31.0 {
                std::mem::swap(&mut date, &mut year);
            }
        } else if month > 31.0 {
            // Year, month, day.
            (year, month, date) = (month, date, year);
        }
        let is_short = year < 100.0;
        year += match year {
            _ if !is_short => 0.0,
            year if year < 50.0 => 2_000.0,
            _ => 1_900.0,
        };
        let (hours, minutes) = (self.hours.unwrap_or(0.0), self.minutes.unwrap_or(0.0));
        let seconds = self.seconds.unwrap_or(0.0);
        let fits = (1.0..=12.0).contains(&month)
            && (1.0..=31.0).contains(&date)
            && hours <= 24.0
            && minutes < 60.0
            && seconds < 60.0;
        if !fits {
            return None;
        }
        let time = make([year, month - 1.0, date, hours, minutes, seconds, self.milliseconds]);
        Some(match self.west {
            Some(west) => time + west * super::MINUTE,
            None => zone.moment(time),
        })
    }
}
