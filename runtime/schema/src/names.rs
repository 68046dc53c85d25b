//! Names that the runtime knows before any program is linked: atoms with fixed numbers.

macro_rules! atoms {
    ($($constant:ident = $text:literal,)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the rows")]
        enum Row { $($constant,)* }
        $(#[doc = concat!("The atom `", $text, "`.")] pub const $constant: u32 = Row::$constant as u32;)*
        /// The well-known names; the number of an atom is its place.
        pub const ATOMS: &[&str] = &[$($text,)*];
    };
}

atoms! {
    EMPTY = "",
    LENGTH = "length",
    NAME = "name",
    MESSAGE = "message",
    DATA = "data",
    TYPE = "type",
}
