//! What does generated code need besides values and content? The version check, sites, and state numbers.

use crate::program::Site;

/// The states of a generated machine.
pub trait StateId: Copy {
    /// The number of the state in its program.
    fn index(self) -> u32;
}

/// Refuses, when the program is built, code that another version of the compiler generated.
///
/// # Panics
/// When the versions differ; generated code calls it in a constant, so that this is a compile error.
pub const fn check_version(compiler: &str) {
    let (compiler, runtime) = (compiler.as_bytes(), env!("CARGO_PKG_VERSION").as_bytes());
    let mut same = compiler.len() == runtime.len();
    let mut i = 0;
    while same && i < runtime.len() {
        same = compiler[i] == runtime[i];
        i += 1;
    }
    assert!(
        same,
        "this code is from another version of scxmlc than the scxml-runtime it links: generate it again"
    );
}

impl Site {
    /// A place in the document where something can fail.
    pub const fn new(
        document: &'static str,
        line: u32,
        column: u32,
        element: &'static str,
        error: &'static str,
        with_error_name: bool,
    ) -> Self {
        Self { document, line, column, element, error, with_error_name }
    }
}
