//! What does an entity or character reference stand for?

use super::characters::{is_char, name_length};

/// What an `&` begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reference<'a> {
    /// A character: one of the five entities that need no declaration, or a character reference.
    Char(char),
    /// A character reference that names no character of XML.
    NoChar,
    /// A reference to an entity that XML does not define.
    Unknown(&'a str),
}

/// The reference that `text` begins with and its length with `&` and `;`; `None` when it begins with none
/// (XML 1.0, section 4.1).
pub(super) fn reference(text: &str) -> Option<(Reference<'_>, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, skipped) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        if length == 0 || digits.as_bytes().get(length) != Some(&b';') {
            return None;
        }
        let character = u32::from_str_radix(&digits[..length], radix).ok().and_then(char::from_u32);
        let reference =
            character.filter(|c| is_char(*c)).map_or(Reference::NoChar, Reference::Char);
        return Some((reference, skipped + length + 1));
    }
    let length = name_length(body);
    if length == 0 || body.as_bytes().get(length) != Some(&b';') {
        return None;
    }
    let reference = match &body[..length] {
        "amp" => Reference::Char('&'),
        "lt" => Reference::Char('<'),
        "gt" => Reference::Char('>'),
        "quot" => Reference::Char('"'),
        "apos" => Reference::Char('\''),
        name => Reference::Unknown(name),
    };
    Some((reference, length + 2))
}
