//! Which of two strings comes first in a list that people read? `localeCompare`: ECMA-262 5.1, 15.5.4.9.
//!
//! The order is that of the Unicode Collation Algorithm for ASCII and Latin-1, as node's for en-US: first letters and
//! digits without regard to accents and case, then accents, then small letters before capital ones. All other
//! characters follow by number.

use super::{string_argument, this_string};
use crate::Cx;
use crate::Value;
use crate::budget::work;
use crate::errors::type_error;
use crate::functions::argument;
use crate::strings::Units;
use crate::value::R;

/// ASCII and Latin-1 without letters and digits, in order.
const SIGNS: &str = "\t\n\u{b}\u{c}\r\u{85} \u{a0}_-,;:!\u{a1}?\u{bf}.\u{b7}'\"\u{ab}\u{bb}()[]{}\u{a7}\u{b6}@*/\\&#%`\u{b4}^\u{af}\u{a8}\u{b8}\u{b0}\u{a9}\u{ae}+\u{b1}\u{f7}\u{d7}<=>|\u{a6}~\u{ac}\u{a4}\u{a2}$\u{a3}\u{a5}";

/// Accented letters of Latin-1 and what they are without their accent; the place in a group is the accent's weight.
const ACCENTED: &[(&str, &str)] = &[
    ("a", "\u{e1}\u{e0}\u{e2}\u{e5}\u{e4}\u{e3}"),
    ("c", "\u{e7}"),
    ("e", "\u{e9}\u{e8}\u{ea}\u{eb}"),
    ("i", "\u{ed}\u{ec}\u{ee}\u{ef}"),
    ("n", "\u{f1}"),
    ("o", "\u{f3}\u{f2}\u{f4}\u{f6}\u{f5}\u{f8}"),
    ("u", "\u{fa}\u{f9}\u{fb}\u{fc}"),
    ("y", "\u{fd}\u{ff}"),
    ("ae", "\u{e6}"),
    ("ss", "\u{df}"),
];

const SMALL: u8 = 0;
const CAPITAL: u8 = 1;

/// Base, accent and case of a character; of some there are two.
fn weights(character: char) -> Vec<(u32, u8, u8)> {
    let small = character.to_lowercase().next().unwrap_or(character);
    let case = if small == character { SMALL } else { CAPITAL };
    let base = |letter: char| 1_000 + u32::from(letter);
    if small.is_ascii_alphanumeric() {
        return vec![(base(small), 0, case)];
    }
    if let Some(place) = SIGNS.chars().position(|sign| sign == character) {
        return vec![(1 + place as u32, 0, 0)];
    }
    for (letters, group) in ACCENTED {
        if let Some(place) = group.chars().position(|other| other == small) {
            let accent = place as u8 + 1;
            return letters.chars().map(|letter| (base(letter), accent, case)).collect();
        }
    }
    if character.is_control() { Vec::new() } else { vec![(10_000 + u32::from(small), 0, case)] }
}

fn all_weights(units: Units<'_>) -> Vec<(u32, u8, u8)> {
    let characters = char::decode_utf16(units.iter());
    characters.flat_map(|character| weights(character.unwrap_or('\u{FFFD}'))).collect()
}

pub(in crate::builtins) fn locale_compare(
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let string = this_string(this, cx)?;
    let other = string_argument(arguments, 0, cx)?;
    if argument(arguments, 2) != Value::UNDEFINED {
        return Err(type_error("options of localeCompare are not supported", cx));
    }
    let length = |string| cx.machine.realm.string_length(string) as u64;
    work(length(string) + length(other), cx)?;
    let (a, b) = (cx.machine.realm.units(string), cx.machine.realm.units(other));
    let (a, b) = (all_weights(a), all_weights(b));
    let by = |part: fn(&(u32, u8, u8)) -> u32| a.iter().map(part).cmp(b.iter().map(part));
    let order = by(|weights| weights.0)
        .then_with(|| by(|weights| weights.1.into()))
        .then_with(|| by(|weights| weights.2.into()));
    Ok(Value::number(f64::from(order as i8)))
}
