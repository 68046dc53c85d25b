//! What are the words, strings and numbers of a literal? ECMA-262 5.1, 7.4, 7.6, 7.8.3 and 7.8.4.

use super::Reader;
use crate::Cx;
use crate::Value;
use crate::numbers;
use crate::strings::Units;
use crate::value::R;

impl Reader<'_> {
    /// The character here; 0xFF for one that is not ASCII.
    pub(super) fn peek(&self) -> Option<u8> {
        if self.place < self.units.len() {
            Some(u8::try_from(self.units.at(self.place)).ok().filter(u8::is_ascii).unwrap_or(0xFF))
        } else {
            None
        }
    }

    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.place += usize::from(found);
        found
    }

    fn unit(&mut self) -> Option<u16> {
        let unit = (self.place < self.units.len()).then(|| self.units.at(self.place))?;
        self.place += 1;
        Some(unit)
    }

    /// White space, ends of lines and comments.
    pub(super) fn skip_blank(&mut self, cx: &mut Cx<'_>) -> R<()> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C) => self.place += 1,
                Some(0xFF)
                    if matches!(self.units.at(self.place), 0xA0 | 0xFEFF | 0x2028 | 0x2029) =>
                {
                    self.place += 1;
                }
                Some(b'/') if self.is_at(1, b'/') => {
                    while !matches!(self.peek(), None | Some(b'\n' | b'\r')) {
                        self.place += 1;
                    }
                }
                Some(b'/') if self.is_at(1, b'*') => {
                    self.place += 2;
                    while !(self.peek() == Some(b'*') && self.is_at(1, b'/')) {
                        if self.unit().is_none() {
                            return Err(self.unexpected(cx));
                        }
                    }
                    self.place += 2;
                }
                _ => return Ok(()),
            }
        }
    }

    fn is_at(&self, ahead: usize, byte: u8) -> bool {
        let place = self.place + ahead;
        place < self.units.len() && self.units.at(place) == u16::from(byte)
    }

    /// A name, or nothing.
    pub(super) fn word(&mut self) -> String {
        let start = self.place;
        while let Some(byte) = self.peek() {
            let is_part = match byte {
                b'0'..=b'9' => self.place > start,
                0xFF => {
                    let unit = u32::from(self.units.at(self.place));
                    char::from_u32(unit).is_none_or(char::is_alphanumeric)
                }
                _ => byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$'),
            };
            if !is_part {
                break;
            }
            self.place += 1;
        }
        let units: Vec<u16> = (start..self.place).map(|place| self.units.at(place)).collect();
        String::from_utf16_lossy(&units)
    }

    pub(super) fn number(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        let start = self.place;
        while let Some(byte) = self.peek() {
            let is_exponent = matches!(byte, b'e' | b'E') && !self.is_hexadecimal(start);
            self.place += 1;
            if is_exponent && matches!(self.peek(), Some(b'+' | b'-')) {
                self.place += 1;
            } else if !byte.is_ascii_alphanumeric() && byte != b'.' {
                self.place -= 1;
                break;
            }
        }
        let units: Vec<u16> = (start..self.place).map(|place| self.units.at(place)).collect();
        let value = match radix(&units) {
            Some((radix, digits)) => numbers::parse_int(Units::Wide(digits), radix),
            None => numbers::of_string(Units::Wide(&units)),
        };
        if units.is_empty() || value.is_nan() {
            self.place = start;
            return Err(self.unexpected(cx));
        }
        Ok(Value::number(value))
    }

    fn is_hexadecimal(&self, start: usize) -> bool {
        start + 1 < self.units.len() && matches!(self.units.at(start + 1), 0x78 | 0x58)
    }

    pub(super) fn string(&mut self, cx: &mut Cx<'_>) -> R<Value> {
        let quote = self.unit();
        let mut text = Vec::new();
        loop {
            match self.unit() {
                unit if unit == quote => return Ok(cx.machine.realm.string_of_units(&text)),
                Some(0x5C) => self.escape(&mut text, cx)?,
                None | Some(0x0A | 0x0D) => return Err(self.unexpected(cx)),
                Some(unit) => text.push(unit),
            }
        }
    }

    fn escape(&mut self, text: &mut Vec<u16>, cx: &mut Cx<'_>) -> R<()> {
        let Some(unit) = self.unit() else { return Err(self.unexpected(cx)) };
        match u8::try_from(unit).unwrap_or(0xFF) {
            b'n' => text.push(0x0A),
            b't' => text.push(0x09),
            b'r' => text.push(0x0D),
            b'b' => text.push(0x08),
            b'f' => text.push(0x0C),
            b'v' => text.push(0x0B),
            b'0' if !matches!(self.peek(), Some(b'0'..=b'9')) => text.push(0),
            b'x' => {
                let unit = self.hexadecimal(2, cx)?;
                text.push(unit);
            }
            b'u' => {
                let unit = self.hexadecimal(4, cx)?;
                text.push(unit);
            }
            // A line that goes on is no part of the text.
            b'\r' => {
                self.take(b'\n');
            }
            b'\n' => {}
            _ if matches!(unit, 0x2028 | 0x2029) => {}
            _ => text.push(unit),
        }
        Ok(())
    }

    fn hexadecimal(&mut self, digits: usize, cx: &mut Cx<'_>) -> R<u16> {
        let mut value = 0;
        for _ in 0..digits {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit.and_then(|digit| u16::try_from(digit).ok()) else {
                return Err(self.unexpected(cx));
            };
            value = value << 4 | digit;
            self.place += 1;
        }
        Ok(value)
    }
}

/// The radix and the digits of a number that is binary, octal or, in the old way, octal.
fn radix(units: &[u16]) -> Option<(i32, &[u16])> {
    let [0x30, second, rest @ ..] = units else { return None };
    let (radix, digits) = match u8::try_from(*second).ok()? {
        b'b' | b'B' => (2, rest),
        b'o' | b'O' => (8, rest),
        _ => (8, &units[1..]),
    };
    let end = u16::from(b'0') + if radix == 2 { 2 } else { 8 };
    let are_digits = digits.iter().all(|unit| (u16::from(b'0')..end).contains(unit));
    (are_digits && !digits.is_empty()).then_some((radix, digits))
}
