//! Are the bytes of a file decoded, or refused with the place of the fault?

use scxml_diagnostic::{Diagnostics, Sources};

use super::{Loaded, Loader, MemoryLoader, add, join};

/// The text, and code, message and place of what is wrong.
fn decoded(bytes: &[u8]) -> (Option<String>, Vec<String>) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let loaded = Loaded { name: "a.scxml".into(), bytes: bytes.to_vec() };
    let file = add(loaded, &mut sources, &mut diagnostics);
    let text = file.and_then(|file| sources.get(file)).map(|source| source.text().to_string());
    let faults = diagnostics.iter().map(|d| {
        let shown = d.span.map(|span| sources.slice(span).to_owned()).unwrap_or_default();
        format!("{}: {} [{shown}]", d.code, d.message)
    });
    (text, faults.collect())
}

#[track_caller]
fn reads(bytes: &[u8], text: &str) {
    assert_eq!(decoded(bytes), (Some(text.to_owned()), Vec::new()));
}

#[track_caller]
fn refuses(bytes: &[u8], fault: &str) {
    assert_eq!(decoded(bytes), (None, vec![fault.to_owned()]));
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn supported_encodings_are_read() {
    reads("<a>é</a>".as_bytes(), "<a>é</a>");
    reads("\u{feff}<a>é</a>".as_bytes(), "<a>é</a>");
    reads(&utf16("\u{feff}<a>é😀</a>", u16::to_le_bytes), "<a>é😀</a>");
    reads(&utf16("\u{feff}<a>é😀</a>", u16::to_be_bytes), "<a>é😀</a>");
    let declared = "<?xml version='1.0' encoding='utf-16'?><a/>";
    reads(&utf16(declared, u16::to_le_bytes), declared);
    reads(
        b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>",
        "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>",
    );
    reads(
        b"<?xml version='1.0' encoding='US-ASCII'?><a/>",
        "<?xml version='1.0' encoding='US-ASCII'?><a/>",
    );
    reads(b"", "");
}

#[test]
fn what_is_no_text_is_refused_where_it_is() {
    refuses(
        b"<a>\xc3\xa9\xe9</a>",
        "not-decodable: byte 5 of the file (0xE9) is not UTF-8 [\u{fffd}]",
    );
    refuses(
        b"\xef\xbb\xbf<a>\xff",
        "not-decodable: byte 6 of the file (0xFF) is not UTF-8 [\u{fffd}]",
    );
    refuses(
        b"\xff\xfe<\0\x00\xd8>\0",
        "not-decodable: byte 4 of the file is not UTF-16 [\u{fffd}]",
    );
    refuses(b"\xff\xfe<\0a", "not-decodable: byte 4 of the file is not UTF-16 []");
    let latin = b"<?xml version='1.0' encoding='ascii'?>\xe9";
    refuses(latin, "not-decodable: byte 38 of the file (0xE9) is not US-ASCII [\u{fffd}]");
    refuses(
        b"<?xml version='1.0' encoding='EBCDIC-CP-DE'?><a/>",
        "unknown-encoding: the encoding `ebcdic-cp-de` is not supported [EBCDIC-CP-DE]",
    );
    refuses(b"\xff\xfe\0\0<\0\0\0", "unknown-encoding: the encoding `UTF-32` is not supported []");
}

#[test]
fn a_byte_order_mark_outweighs_the_declaration() {
    let declared = "<?xml version='1.0' encoding='UTF-8'?><a/>";
    let warning =
        "encoding-mismatch: the file is in UTF-16, but it declares `UTF-8` [UTF-8]".to_owned();
    let bytes = utf16(&format!("\u{feff}{declared}"), u16::to_be_bytes);
    assert_eq!(decoded(&bytes), (Some(declared.to_owned()), vec![warning]));
}

#[test]
fn references_are_relative_to_the_document() {
    assert_eq!(join("a/b.scxml", "c.js"), "a/c.js");
    assert_eq!(join("a/b.scxml", "../c/./d.js"), "c/d.js");
    assert_eq!(join("a/b.scxml", "/c.js"), "/c.js");
    assert_eq!(join("", "file:c.js"), "c.js");
    assert_eq!(join("../a.scxml", "../b.js"), "../../b.js");
    let mut loader = MemoryLoader::new([("a/c.js", "x")]);
    assert_eq!(loader.load("a/b.scxml", "c.js").map(|loaded| loaded.name), Ok("a/c.js".to_owned()));
    assert!(loader.load("b.scxml", "c.js").is_err());
}
