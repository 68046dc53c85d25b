//! Which characters does XML 1.0 (fifth edition) allow where?

/// `S` of section 2.3.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// `Char` of section 2.2.
pub(super) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// `NameStartChar` of section 2.3.
pub(super) fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | '_' | ':'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// `NameChar` of section 2.3.
pub(super) fn is_name_char(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
        || is_name_start(c)
}

/// The length of the `Name` that `text` begins with; 0 when it begins with none.
pub(super) fn name_length(text: &str) -> usize {
    if !text.starts_with(is_name_start) {
        return 0;
    }
    text.find(|c| !is_name_char(c)).unwrap_or(text.len())
}

/// Whether the whole text is an `NCName`: a name without colons (Namespaces in XML, section 3).
pub(super) fn is_ncname(text: &str) -> bool {
    !text.is_empty() && name_length(text) == text.len() && !text.contains(':')
}

/// The places of characters that XML allows nowhere, not even as references.
pub(super) fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    // U+FFFE and U+FFFF are the only forbidden characters that are not control bytes.
    let suspects = text.bytes().enumerate().filter(|(_, byte)| *byte < b' ' || *byte == 0xef);
    suspects
        .filter_map(|(at, _)| text[at..].chars().next().filter(|c| !is_char(*c)).map(|c| (at, c)))
}
