//! How are characters of URIs and of old web pages escaped? ECMA-262 5.1, 15.1.3, B.2.1 and B.2.2.

use super::string::string_argument;
use crate::Cx;
use crate::Value;
use crate::budget::{check_length, finish};
use crate::errors::{ErrorKind, throw_error};
use crate::strings::{Text, Units};
use crate::value::{R, Thrown};

const RESERVED: &[u8] = b";/?:@&=+$,";
const MARKS: &[u8] = b"-_.!~*'()";

fn is_component(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || MARKS.contains(&byte)
}

fn is_reserved(byte: u8) -> bool {
    RESERVED.contains(&byte) || byte == b'#'
}

fn malformed(cx: &mut Cx<'_>) -> Thrown {
    throw_error(ErrorKind::Uri, "malformed URI sequence", cx)
}

pub(super) fn encode_uri(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    encode(arguments, |byte| is_component(byte) || is_reserved(byte), cx)
}

pub(super) fn encode_uri_component(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    encode(arguments, is_component, cx)
}

/// Encode of section 15.1.3.
fn encode(arguments: &[Value], is_kept: fn(u8) -> bool, cx: &mut Cx<'_>) -> R<Value> {
    let string = string_argument(arguments, 0, cx)?;
    let mut text = Text::new();
    let mut is_well_formed = true;
    for character in char::decode_utf16(cx.machine.realm.units(string).iter()) {
        match character {
            Ok(character) if u8::try_from(character).is_ok_and(is_kept) => {
                text.push_unit(character as u16);
            }
            Ok(character) => {
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    text.push_ascii(&format!("%{byte:02X}"));
                }
            }
            Err(_) => is_well_formed = false,
        }
    }
    check_length(text.len(), cx)?;
    if is_well_formed { finish(text, cx) } else { Err(malformed(cx)) }
}

pub(super) fn decode_uri(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    decode(arguments, is_reserved, cx)
}

pub(super) fn decode_uri_component(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    decode(arguments, |_| false, cx)
}

/// Decode of section 15.1.3: escapes of what is kept stay as they are.
fn decode(arguments: &[Value], is_kept: fn(u8) -> bool, cx: &mut Cx<'_>) -> R<Value> {
    let string = string_argument(arguments, 0, cx)?;
    match decoded(cx.machine.realm.units(string), is_kept) {
        Some(text) => finish(text, cx),
        None => Err(malformed(cx)),
    }
}

fn decoded(units: Units<'_>, is_kept: fn(u8) -> bool) -> Option<Text> {
    let mut text = Text::new();
    let mut place = 0;
    while place < units.len() {
        if units.at(place) != u16::from(b'%') {
            text.push_unit(units.at(place));
            place += 1;
            continue;
        }
        let start = place;
        let first = escaped_byte(units, place)?;
        let count = match first.leading_ones() {
            0 => 1,
            count @ 2..=4 => count as usize,
            _ => return None,
        };
        let mut bytes = Vec::with_capacity(count);
        for _ in 0..count {
            bytes.push(escaped_byte(units, place)?);
            place += 3;
        }
        let character = std::str::from_utf8(&bytes).ok()?.chars().next()?;
        if count == 1 && is_kept(first) {
            text.push(units.slice(start, place));
        } else {
            text.push(Units::Wide(character.encode_utf16(&mut [0; 2])));
        }
    }
    Some(text)
}

/// The byte that `%XX` at a place stands for.
fn escaped_byte(units: Units<'_>, place: usize) -> Option<u8> {
    if place >= units.len() || units.at(place) != u16::from(b'%') {
        return None;
    }
    hex(units, place + 1, 2).map(|value| value as u8)
}

/// The number that so many hexadecimal digits at a place say.
fn hex(units: Units<'_>, place: usize, count: usize) -> Option<u16> {
    if place + count > units.len() {
        return None;
    }
    units.slice(place, place + count).iter().try_fold(0, |value, unit| {
        let digit = char::from(u8::try_from(unit).ok()?).to_digit(16)?;
        Some(value << 4 | digit as u16)
    })
}

pub(super) fn escape(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = string_argument(arguments, 0, cx)?;
    let mut text = Text::new();
    for unit in cx.machine.realm.units(string).iter() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte) => {
                text.push_unit(unit);
            }
            Ok(byte) => text.push_ascii(&format!("%{byte:02X}")),
            Err(_) => text.push_ascii(&format!("%u{unit:04X}")),
        }
    }
    check_length(text.len(), cx)?;
    finish(text, cx)
}

pub(super) fn unescape(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let string = string_argument(arguments, 0, cx)?;
    let units = cx.machine.realm.units(string);
    let mut text = Text::new();
    let mut place = 0;
    while place < units.len() {
        let unit = units.at(place);
        let is_wide = place + 1 < units.len() && units.at(place + 1) == u16::from(b'u');
        let (start, count) = if is_wide { (place + 2, 4) } else { (place + 1, 2) };
        match hex(units, start, count).filter(|_| unit == u16::from(b'%')) {
            Some(value) => {
                text.push_unit(value);
                place = start + count;
            }
            None => {
                text.push_unit(unit);
                place += 1;
            }
        }
    }
    finish(text, cx)
}
