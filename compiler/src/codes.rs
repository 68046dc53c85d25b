//! Which diagnostics exist? One table: the constant to use, whether users may set its level, the stable word that they
//! see, and what it means.
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
    /// Whether it can be less than an error.
    pub settable: Settable,
}

/// Whether a diagnostic can be less than an error; every one can be made an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settable {
    /// No: nothing can be compiled then.
    Never,
    /// Where it is told as a warning or a note, but not where it is told as an error.
    Warnings,
    /// Yes: where it stays it compiles to the error event of its place (section 5.9 of the Recommendation).
    Always,
}

/// The row of this word.
pub fn find(word: &str) -> Option<&'static Code> {
    ALL.iter().find(|code| code.word == word)
}

/// A row says `warning` when some of its diagnostics are warnings or notes, and `lint` when none has to be an error.
macro_rules! codes {
    (@settable) => { Settable::Never };
    (@settable warning) => { Settable::Warnings };
    (@settable lint) => { Settable::Always };
    ($($name:ident $($settable:ident)? $word:literal $summary:literal)*) => {
        $(#[doc = $summary] pub const $name: &str = $word;)*

        /// Every code, in the order of the stages that report them.
        pub const ALL: &[Code] = &[$(Code {
            word: $word,
            summary: $summary,
            settable: codes!(@settable $($settable)?),
        }),*];
    };
}

codes! {
    // the command
    NO_SUCH_DOCUMENT warning "no-such-document" "a session is started of a document that the program does not have"
    SAME_FILE_NAME warning "same-file-name" "two documents of a program have the same file name"
    // the pipeline
    CANNOT_START "cannot-start" "the system refuses the compiler what it needs to work"
    // load
    CANNOT_READ "cannot-read" "a file that the document needs cannot be read"
    NOT_DECODABLE "not-decodable" "the bytes of a file are no text in the encoding that it declares"
    UNKNOWN_ENCODING "unknown-encoding" "a file declares an encoding that is not supported"
    ENCODING_MISMATCH warning "encoding-mismatch" "a file declares another encoding than its byte-order mark"
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

    BARE_CDATA_END "bare-cdata-end" "a `]]>` in text must be written `]]&gt;`"
    MISPLACED_DECLARATION "misplaced-declaration" "an XML declaration is not the first thing in the file"

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
    TOO_MANY_ERRORS "too-many-errors" "a file has so many errors that the rest of it is not checked"

    // include
    CIRCULAR_INCLUDE "circular-include" "a document includes itself"
    PART_OF_APPLICATION warning "part-of-application" "a document is meant to be included in another"
    FILE_NAME_CASE warning "file-name-case" "a file is named with other capital letters than it has"

    // link
    DATA_NOT_XML warning "data-not-xml" "a file of data looks like XML, but is none"

    // parse
    NOT_SCXML "not-scxml" "the outermost element is not `<scxml>`"
    MISSING_NAMESPACE "missing-namespace" "an element is in no namespace or in the wrong one"
    FOREIGN_NAMESPACE warning "foreign-namespace" "elements and attributes of a foreign namespace are ignored"
    UNKNOWN_ELEMENT "unknown-element" "an element is no element of SCXML or of a functional module"
    MISPLACED_ELEMENT "misplaced-element" "an element stands where it may not"
    DUPLICATE_ELEMENT "duplicate-element" "an element occurs more often than it may"
    MISSING_ELEMENT "missing-element" "an element lacks a child that it must have"
    ELEMENT_OF_OTHER_DIALECT "element-of-other-dialect" "an element exists only in strategies, and the document is none"
    UNKNOWN_ATTRIBUTE warning "unknown-attribute" "an element has an attribute that it does not take"
    MISSING_ATTRIBUTE warning "missing-attribute" "an element lacks an attribute that it must have"
    EMPTY_ATTRIBUTE "empty-attribute" "an attribute that names something is empty"
    ATTRIBUTE_OF_OTHER_DIALECT "attribute-of-other-dialect" "an attribute exists only in strategies, and the document is none"
    ATTRIBUTES_EXCLUDE_EACH_OTHER "attributes-exclude-each-other" "two attributes may not be given together"
    CONTENT_AND_ATTRIBUTE "content-and-attribute" "a value is given twice, as content and otherwise"
    WRONG_LITERAL "wrong-literal" "an attribute has a value that is not among those it takes"
    UNEXPECTED_TEXT "unexpected-text" "text stands where only elements may"
    EMPTY_TRANSITION "empty-transition" "a transition has neither event nor condition nor target"
    UNKNOWN_MODULE "unknown-module" "a namespace names a functional module that is not known"
    WRONG_INCLUDE "wrong-include" "an inclusion does not say what to include, or how"

    // analyze: states and transitions
    NO_STATES "no-states" "a document has no states"
    BAD_ID "bad-id" "an id is no name"
    DUPLICATE_ID "duplicate-id" "an id is declared twice"
    UNKNOWN_TARGET "unknown-target" "no state has the id that is named"
    DUPLICATE_TARGET warning "duplicate-target" "a state is named twice"
    ILLEGAL_TARGETS "illegal-targets" "states that are targets together cannot be active together"
    TARGET_OUTSIDE "target-outside" "a default entry leads out of its state"
    TWO_INITIALS "two-initials" "a state says twice where it starts"
    INITIAL_WITHOUT_STATES "initial-without-states" "a state without child states says where it starts"
    EMPTY_PARALLEL warning "empty-parallel" "a parallel state has no child states"
    HISTORY_WITHOUT_STATES "history-without-states" "a history state has no sibling states to remember"
    HISTORY_WITHOUT_DEFAULT "history-without-default" "a history state does not say where to go at first"
    ILLEGAL_HISTORY_DEFAULT "illegal-history-default" "a history state stands for states that it cannot remember"
    ODD_EVENT_DESCRIPTOR warning "odd-event-descriptor" "a descriptor matches no event"
    BAD_EVENT_NAME "bad-event-name" "a name is no name of an event"
    UNKNOWN_STATE warning "unknown-state" "a condition asks for a state that does not exist"

    // analyze: invoked services
    FOREIGN_SERVICE warning "foreign-service" "a service is invoked that is not SCXML"

    // analyze: data and executable content
    UNKNOWN_DATAMODEL "unknown-datamodel" "a data model is not supported"
    NULL_DATAMODEL warning "null-datamodel" "the null data model has neither data nor expressions"
    ECMASCRIPT_NOT_BUILT "ecmascript-not-built" "the compiler was built without ECMAScript"
    ASSIGNMENT_IN_COND warning "assignment-in-cond" "a condition assigns where it probably should compare"
    COND_NOT_BOOLEAN warning "cond-not-boolean" "a condition is neither true nor false"
    BAD_DELAY "bad-delay" "a delay is no time"
    DELAY_WITHOUT_UNIT "delay-without-unit" "a delay lacks its unit"
    DELAYED_INTERNAL_EVENT "delayed-internal-event" "an event for the internal queue has a delay"

    // analyze: ECMAScript
    ECMASCRIPT_SYNTAX lint "ecmascript-syntax" "a text is no ECMAScript"
    NESTED_TOO_DEEP "nested-too-deep" "an expression or script is nested deeper than the compiler accepts"
    SUPERFLUOUS_SEMICOLON warning "superfluous-semicolon" "an expression ends in a semicolon"
    NOT_A_LOCATION lint "not-a-location" "an expression names no place to store a value in"
    UNSUPPORTED_ECMASCRIPT "unsupported-ecmascript" "a part of ECMAScript is not supported"
    STRICT_MODE warning "strict-mode" "a script asks for strict mode, which there is none of"
    SLOW_PATTERN warning "slow-pattern" "a regular expression can take a time that doubles with each character of a text"
    UNDECLARED_NAME warning "undeclared-name" "a name is declared nowhere"
    SYSTEM_NAME warning "system-name" "a name that the platform gives is assigned"
    STATE_SCOPE "state-scope" "a name means the scope of a state, which is not supported"

    // analyze: actions of functional modules
    UNKNOWN_ACTION "unknown-action" "a functional module has no such action"
    UNSUPPORTED_ACTION "unsupported-action" "an action is not supported yet"
    UNSUPPORTED_ATTRIBUTE warning "unsupported-attribute" "an attribute of an action has no effect yet"
    UNSUPPORTED_VALUE "unsupported-value" "a value of an action's attribute is not supported yet"
    WRONG_KIND "wrong-kind" "an attribute of an action has a value of the wrong kind"
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
