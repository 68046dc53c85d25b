//! Which diagnostics exist? One table: the constant to use, the stable word that users see, and what it means.
//!
//! A diagnostic is made with a constant of this table, so that a misspelt code does not compile. Add a row where
//! the stage that reports it has its rows.

/// A row of the table: a code and its meaning in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable kebab-case word.
    pub word: &'static str,
    /// What it means: lower case, no final period.
    pub summary: &'static str,
}

macro_rules! codes {
    ($($name:ident $word:literal $summary:literal)*) => {
        $(#[doc = $summary] pub const $name: &str = $word;)*

        /// Every code, in the order of the stages that report them.
        pub const ALL: &[Code] = &[$(Code { word: $word, summary: $summary }),*];
    };
}

codes! {
    // load
    CANNOT_READ "cannot-read" "a file that the document needs cannot be read"
    NOT_DECODABLE "not-decodable" "the bytes of a file are no text in the encoding that it declares"
    UNKNOWN_ENCODING "unknown-encoding" "a file declares an encoding that is not supported"
    TOO_LARGE "too-large" "a file is larger than the compiler accepts"

    // xml: slips that are repaired on the way
    BARE_AMPERSAND "bare-ampersand" "an `&` that starts no reference must be written `&amp;`"
    BARE_LESS_THAN "bare-less-than" "a `<` that starts no tag must be written `&lt;`"
    DOUBLED_QUOTE "doubled-quote" "a value has one quotation mark too many"
    STRAY_BACKSLASH "stray-backslash" "a backslash stands between `=` and the value"
    BROKEN_COMMENT_END "broken-comment-end" "a comment ends in `- ->` instead of `-->`"
    DOUBLE_HYPHEN "double-hyphen" "a comment contains `--`"
    UNQUOTED_VALUE "unquoted-value" "the value of an attribute is not in quotation marks"
    MISSING_SPACE "missing-space" "there is no space between two attributes"

    // xml: what makes a document no XML
    XML_SYNTAX "xml-syntax" "the text is no well-formed XML here"
    UNCLOSED_ELEMENT "unclosed-element" "an element has no end tag"
    MISMATCHED_END_TAG "mismatched-end-tag" "an end tag names another element than the one that is open"
    NO_ROOT "no-root" "the document has no element"
    SECOND_ROOT "second-root" "the document has more than one outermost element"
    TEXT_OUTSIDE_ROOT "text-outside-root" "there is text before or after the outermost element"
    BAD_NAME "bad-name" "a name contains a character that XML does not allow there"
    BAD_CHARACTER "bad-character" "the document contains a character that XML does not allow"
    DUPLICATE_ATTRIBUTE "duplicate-attribute" "an element has the same attribute twice"
    UNDECLARED_PREFIX "undeclared-prefix" "a namespace prefix is not declared"
    BAD_NAMESPACE "bad-namespace" "a namespace declaration breaks the rules of Namespaces in XML"
    UNKNOWN_ENTITY "unknown-entity" "a reference names an entity that XML does not define"
    BAD_CHARACTER_REFERENCE "bad-character-reference" "a character reference names no character that XML allows"
    DOCTYPE "doctype" "document type declarations are refused"
    TOO_DEEP "too-deep" "elements are nested deeper than the compiler accepts"
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_distinct_and_kebab_case() {
        let mut words: Vec<&str> = super::ALL.iter().map(|c| c.word).collect();
        for word in &words {
            assert!(
                word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{word}"
            );
        }
        words.sort_unstable();
        assert!(words.windows(2).all(|w| w[0] != w[1]));
    }
}
