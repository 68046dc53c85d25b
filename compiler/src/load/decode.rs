//! Which text do the bytes of a file stand for (XML 1.0, section 4.3.3 and appendix F)?

use std::ops::Range;

use scxml_diagnostic::Severity;

use crate::{codes, xml};

/// The text of a file, and what is wrong with its bytes.
pub(super) struct Decoded {
    /// Without byte-order mark; U+FFFD stands for what is no text.
    pub(super) text: String,
    pub(super) fault: Option<Fault>,
}

/// One thing that is wrong with the bytes of a file.
pub(super) struct Fault {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) message: String,
    /// The bytes of the decoded text that it concerns.
    pub(super) place: Range<usize>,
    pub(super) note: Option<String>,
    /// The encoding that the file has and should declare.
    pub(super) actual: Option<&'static str>,
}

/// Decodes the bytes by their byte-order mark, else by their XML declaration, else as UTF-8.
pub(super) fn decode(mut bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => unsupported("UTF-32", 0..0, &bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes, 2),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes, 2),
        [b'<', 0, b'?', 0, ..] => utf16(&bytes, u16::from_le_bytes, 0),
        [0, b'<', 0, b'?', ..] => utf16(&bytes, u16::from_be_bytes, 0),
        [0xef, 0xbb, 0xbf, ..] => {
            bytes.drain(..3);
            utf8(bytes, 3)
        }
        _ => match declared(&bytes) {
            None => utf8(bytes, 0),
            Some((name, place)) => by_name(&name, place, bytes),
        },
    }
}

/// The encoding that an XML declaration names, in small letters, and the place of the name.
fn declared(bytes: &[u8]) -> Option<(String, Range<usize>)> {
    /// A declaration is shorter than this.
    const LONGEST: usize = 1024;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
    xml::encoding(&head).map(|(name, place)| (name.to_ascii_lowercase(), place))
}

fn by_name(name: &str, place: Range<usize>, bytes: Vec<u8>) -> Decoded {
    match name {
        "utf-8" | "utf8" => utf8(bytes, 0),
        "us-ascii" | "ascii" | "ansi_x3.4-1968" => ascii(&bytes),
        "iso-8859-1" | "iso_8859-1" | "latin1" | "l1" => {
            Decoded { text: bytes.iter().map(|byte| char::from(*byte)).collect(), fault: None }
        }
        // What could be read byte by byte so far is no UTF-16.
        "utf-16" | "utf-16le" | "utf-16be" => {
            let mut decoded = utf8(bytes, 0);
            decoded.fault.get_or_insert_with(|| mismatch(name, "UTF-8", place));
            decoded
        }
        _ => unsupported(name, place, &bytes),
    }
}

fn utf8(bytes: Vec<u8>, skipped: usize) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let fault = match xml::encoding(&text) {
                Some((name, place))
                    if skipped > 0 && !name.to_ascii_lowercase().starts_with("utf") =>
                {
                    Some(mismatch(name, "UTF-8", place))
                }
                _ => None,
            };
            return Decoded { text, fault };
        }
        Err(error) => error.into_bytes(),
    };
    let at = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let fault = not_decodable(
        at + skipped,
        bytes.get(at).map(|byte| format!(" (0x{byte:02X})")),
        "UTF-8",
        at..at + '\u{fffd}'.len_utf8(),
        Some(
            "a file in another encoding must begin with a byte-order mark or name it: `<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>`",
        ),
    );
    Decoded { text: String::from_utf8_lossy(&bytes).into_owned(), fault: Some(fault) }
}

fn ascii(bytes: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let at = bytes.iter().position(|byte| !byte.is_ascii());
    let fault = at.map(|at| {
        let byte = format!(" (0x{:02X})", bytes[at]);
        let width = text[at..].chars().next().map_or(0, char::len_utf8);
        not_decodable(
            at,
            Some(byte),
            "US-ASCII",
            at..at + width,
            Some("the XML declaration names this encoding"),
        )
    });
    Decoded { text, fault }
}

/// Decodes 16-bit units; `skipped` bytes of the file came before them.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, skipped: usize) -> Decoded {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut fault = None;
    let mut at = skipped;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let whole = decoded.is_ok();
        let c = decoded.unwrap_or('\u{fffd}');
        if !whole {
            fault.get_or_insert_with(|| {
                let place = text.len()..text.len() + c.len_utf8();
                not_decodable(
                    at,
                    None,
                    "UTF-16",
                    place,
                    Some("half of a surrogate pair stands alone"),
                )
            });
        }
        text.push(c);
        at += 2 * c.len_utf16();
    }
    if !rest.is_empty() {
        let place = text.len()..text.len();
        let note = Some("the number of bytes is odd");
        fault.get_or_insert_with(|| {
            not_decodable(skipped + bytes.len() - 1, None, "UTF-16", place, note)
        });
    }
    if fault.is_none()
        && let Some((name, place)) = xml::encoding(&text)
        && !name.to_ascii_lowercase().starts_with("utf-16")
    {
        fault = Some(mismatch(name, "UTF-16", place));
    }
    Decoded { text, fault }
}

fn not_decodable(
    at: usize,
    byte: Option<String>,
    encoding: &str,
    place: Range<usize>,
    note: Option<&str>,
) -> Fault {
    Fault {
        severity: Severity::Error,
        code: codes::NOT_DECODABLE,
        message: format!("byte {at} of the file{} is not {encoding}", byte.unwrap_or_default()),
        place,
        note: note.map(str::to_owned),
        actual: None,
    }
}

/// The text is what the bytes say: a byte-order mark outweighs the declaration (RFC 7303, section 3).
fn mismatch(name: &str, actual: &'static str, place: Range<usize>) -> Fault {
    Fault {
        severity: Severity::Warning,
        code: codes::ENCODING_MISMATCH,
        message: format!("the file is in {actual}, but it declares `{name}`"),
        place,
        note: None,
        actual: Some(actual),
    }
}

fn unsupported(name: &str, place: Range<usize>, bytes: &[u8]) -> Decoded {
    let fault = Fault {
        severity: Severity::Error,
        code: codes::UNKNOWN_ENCODING,
        message: format!("the encoding `{name}` is not supported"),
        place,
        note: Some("UTF-8, UTF-16, US-ASCII and ISO-8859-1 are; save the file as UTF-8".to_owned()),
        actual: None,
    };
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), fault: Some(fault) }
}
