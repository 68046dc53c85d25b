//! Which strings does the runtime know before any program is linked? Atoms: strings with fixed numbers.
//!
//! Atom 0 is the empty string, atoms 1 to 128 are the ASCII characters, then the names that the runtime itself
//! speaks of, then all other names of [`crate::builtins::BUILTINS`]. A program's own strings are numbered after them.

use std::sync::OnceLock;

use crate::builtins::{BUILTINS, Kind};

macro_rules! atoms {
    ($($constant:ident = $text:literal,)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the rows")]
        enum Row { $($constant,)* }
        $(#[doc = concat!("The atom `", $text, "`.")] pub const $constant: u32 = FIRST_NAME + Row::$constant as u32;)*
        const NAMES: &[&str] = &[$($text,)*];
    };
}

/// The atom of the empty string.
pub const EMPTY: u32 = 0;
/// The atom of the first ASCII character, NUL.
pub const FIRST_CHARACTER: u32 = 1;
const FIRST_NAME: u32 = FIRST_CHARACTER + 128;

/// Whether a type of service is SCXML (section 6.4.1). The suite of the Recommendation writes the address with and
/// without its final slash.
pub fn is_scxml_type(kind: &str) -> bool {
    matches!(kind.strip_suffix('/').unwrap_or(kind), "scxml" | "http://www.w3.org/TR/scxml")
}

/// The atom of an ASCII character.
///
/// # Panics
/// When `character` is not ASCII.
pub const fn character(character: u8) -> u32 {
    assert!(character.is_ascii());
    FIRST_CHARACTER + character as u32
}

atoms! {
    LENGTH = "length",
    NAME = "name",
    MESSAGE = "message",
    DATA = "data",
    TYPE = "type",
    SENDID = "sendid",
    ORIGIN = "origin",
    ORIGINTYPE = "origintype",
    INVOKEID = "invokeid",
    RAW = "raw",
    EVENT = "_event",
    SESSIONID = "_sessionid",
    SYSTEM_NAME = "_name",
    IOPROCESSORS = "_ioprocessors",
    SYSTEM_X = "_x",
    GENESYS = "_genesys",
    SYSTEM_DATA = "_data",
    LOCATION = "location",
    SCXML = "scxml",
    SCXML_PROCESSOR = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor",
    PROTOTYPE = "prototype",
    CONSTRUCTOR = "constructor",
    TO_STRING = "toString",
    VALUE_OF = "valueOf",
    TO_SOURCE = "toSource",
    TO_JSON = "toJSON",
    CALLEE = "callee",
    ARGUMENTS = "arguments",
    INDEX = "index",
    INPUT = "input",
    PROTO = "__proto__",
    UNDEFINED = "undefined",
    NULL = "null",
    TRUE = "true",
    FALSE = "false",
    NAN = "NaN",
    INFINITY = "Infinity",
    MINUS_INFINITY = "-Infinity",
    NUMBER = "number",
    STRING = "string",
    BOOLEAN = "boolean",
    OBJECT = "object",
    FUNCTION = "function",
    DOCUMENT = "document",
    ELEMENT = "element",
    LINENUMBER = "linenumber",
    COLUMNNUMBER = "columnnumber",
    REQUESTID = "requestid",
    DEFAULT = "default",
    REASON = "reason",
    PARAMS = "params",
    SOURCE = "source",
    LAST_INDEX = "lastIndex",
    GROUPS = "groups",
    XML_TEXT = "#text",
    XML_DOCUMENT = "#document",
    XML_FRAGMENT = "#document-fragment",
    CAUSE = "cause",
    FILE_NAME = "fileName",
    LINE_NUMBER = "lineNumber",
    COLUMN_NUMBER = "columnNumber",
    VALUE = "value",
    DONE = "done",
    GET = "get",
    SET = "set",
    WRITABLE = "writable",
    ENUMERABLE = "enumerable",
    CONFIGURABLE = "configurable",
    MINIMUM_FRACTION_DIGITS = "minimumFractionDigits",
    MAXIMUM_FRACTION_DIGITS = "maximumFractionDigits",
}

/// The well-known strings; the number of an atom is its place.
pub const ATOMS: &[&str] = &TABLE;

/// The atom of a well-known string.
pub fn find(text: &str) -> Option<u32> {
    static SORTED: OnceLock<Vec<u32>> = OnceLock::new();
    let sorted = SORTED.get_or_init(|| {
        let mut sorted: Vec<u32> = (0..).take(ATOMS.len()).collect();
        sorted.sort_by_key(|atom| ATOMS[*atom as usize]);
        sorted
    });
    sorted.binary_search_by_key(&text, |atom| ATOMS[*atom as usize]).ok().map(|place| sorted[place])
}

const ASCII: [u8; 128] = {
    let mut bytes = [0; 128];
    let mut i = 0;
    while i < 128 {
        bytes[i] = i as u8;
        i += 1;
    }
    bytes
};

const fn ascii(character: usize) -> &'static str {
    let (_, rest) = ASCII.split_at(character);
    let (one, _) = rest.split_at(1);
    match core::str::from_utf8(one) {
        Ok(text) => text,
        Err(_) => panic!("ASCII is UTF-8"),
    }
}

/// Place of `text` among the first `count` strings of `table`.
const fn place(table: &[&str], count: usize, text: &str) -> Option<usize> {
    let text = text.as_bytes();
    if text.is_empty() {
        return Some(EMPTY as usize);
    }
    if text.len() == 1 && text[0].is_ascii() {
        return Some(character(text[0]) as usize);
    }
    let mut i = FIRST_NAME as usize;
    while i < count {
        let other = table[i].as_bytes();
        if other.len() == text.len() && other[0] == text[0] {
            let mut at = 1;
            while at < text.len() && other[at] == text[at] {
                at += 1;
            }
            if at == text.len() {
                return Some(i);
            }
        }
        i += 1;
    }
    None
}

const MOST: usize = FIRST_NAME as usize + NAMES.len() + BUILTINS.len();

/// All atoms without repetition, and how many there are: adding a built-in needs no second list.
const ALL: ([&str; MOST], usize) = {
    let mut table = [""; MOST];
    let mut i = 0;
    while i < 128 {
        table[FIRST_CHARACTER as usize + i] = ascii(i);
        i += 1;
    }
    i = 0;
    while i < NAMES.len() {
        table[FIRST_NAME as usize + i] = NAMES[i];
        i += 1;
    }
    let mut count = FIRST_NAME as usize + NAMES.len();
    i = 0;
    while i < BUILTINS.len() {
        if !matches!(BUILTINS[i].kind, Kind::Later)
            && place(&table, count, BUILTINS[i].name).is_none()
        {
            table[count] = BUILTINS[i].name;
            count += 1;
        }
        i += 1;
    }
    (table, count)
};

static TABLE: [&str; ALL.1] = {
    let mut table = [""; ALL.1];
    let mut i = 0;
    while i < table.len() {
        table[i] = ALL.0[i];
        i += 1;
    }
    table
};

/// The names of the built-ins as atoms, by number; those that do not exist yet have the empty string's.
pub static BUILTIN_ATOMS: [u32; BUILTINS.len()] = {
    let mut atoms = [EMPTY; BUILTINS.len()];
    let mut i = 0;
    while i < atoms.len() {
        if !matches!(BUILTINS[i].kind, Kind::Later) {
            atoms[i] = match place(&ALL.0, ALL.1, BUILTINS[i].name) {
                Some(atom) => atom as u32,
                None => panic!("every name was added to the table"),
            };
        }
        i += 1;
    }
    atoms
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_atom_is_found_at_its_own_place() {
        for (place, text) in ATOMS.iter().enumerate() {
            assert_eq!(find(text), Some(place as u32), "{text}");
        }
        assert_eq!(ATOMS[character(b'x') as usize], "x");
        assert_eq!(ATOMS[TO_STRING as usize], "toString");
        assert_eq!(find("no such name"), None);
    }
}
