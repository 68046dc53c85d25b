//! What does generated code know of a constant string besides its number? Enough to find it in a text.

use crate::strings::Short;

/// A constant string of ASCII characters.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    /// Its number among the program's strings.
    pub(crate) atom: u32,
    pub(crate) text: &'static str,
    /// The text, when it is short.
    pub(crate) short: Option<Short>,
}

impl Constant {
    /// The string of this number and text.
    #[must_use]
    pub const fn new(atom: u32, text: &'static str) -> Self {
        assert!(text.is_ascii(), "bytes have to be units");
        Constant { atom, text, short: Short::of_constant(text) }
    }
}
