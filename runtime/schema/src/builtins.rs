//! What does ECMAScript define, and which of it is here? One table of globals, statics and prototype methods.
//!
//! The compiler resolves names in it, the runtime makes its dispatch table from it: adding a built-in is one row in
//! `builtins/table.rs` and one function in the runtime. The number of a built-in is the place of its row.

#[macro_use]
mod table;

/// A built-in.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// The number of the object whose property it is, or [`NONE`].
    pub owner: u32,
    /// The name of that property.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// What a built-in is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A namespace, such as `Math`.
    Object,
    /// The `prototype` of its owner; it inherits from the built-in of this number.
    Prototype(u32),
    /// A function and its `length`.
    Function(u8),
    /// A function that `new` can call too.
    Constructor(u8),
    /// A property with a getter.
    Getter,
    /// The function that the row of this number is.
    Same(u32),
    /// A constant number.
    Number(f64),
    /// A constant string.
    Text(&'static str),
    /// `undefined`
    Undefined,
    /// Named by ECMA-262 or a well-known implementation, but not here yet: to use it is a compile error.
    Later,
}

/// No built-in.
pub const NONE: u32 = u32::MAX;

macro_rules! kind {
    (object) => {
        Kind::Object
    };
    (prototype $parent:ident) => {
        Kind::Prototype($parent)
    };
    (function $length:literal $code:path) => {
        Kind::Function($length)
    };
    (constructor $length:literal $code:path) => {
        Kind::Constructor($length)
    };
    (getter $code:path) => {
        Kind::Getter
    };
    (same $id:ident) => {
        Kind::Same($id)
    };
    (number $value:expr) => {
        Kind::Number($value)
    };
    (text $value:literal) => {
        Kind::Text($value)
    };
    (undefined) => {
        Kind::Undefined
    };
    (later) => {
        Kind::Later
    };
}

macro_rules! table {
    ($($id:ident $owner:ident $name:literal [$($kind:tt)+])*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the rows")]
        enum Row { $($id,)* }
        $(#[doc = concat!("The number of the built-in `", $name, "`.")] pub const $id: u32 = Row::$id as u32;)*
        /// All built-ins; a number is a place.
        pub const BUILTINS: &[Builtin] =
            &[$(Builtin { owner: $owner, name: $name, kind: kind!($($kind)+) },)*];
    };
}
builtin_rows!(table);

fn member(owner: u32, name: &str) -> Option<u32> {
    (0..)
        .zip(BUILTINS)
        .find(|(_, row)| row.owner == owner && row.name == name)
        .map(|(number, _)| number)
}

/// The global of this name, whether it is here or [`Kind::Later`].
pub fn lookup_global(name: &str) -> Option<u32> {
    member(GLOBAL, name)
}

/// The property `name` of the global `object`, such as `Math.floor`, whether it is here or [`Kind::Later`].
pub fn lookup_static(object: &str, name: &str) -> Option<u32> {
    member(lookup_global(object)?, name)
}

/// The property `name` of the built-in of the number `owner`, whether it is here or [`Kind::Later`].
pub fn lookup_member(owner: u32, name: &str) -> Option<u32> {
    member(owner, name)
}

/// Whether there is a built-in of this number to use.
pub fn is_supported(number: u32) -> bool {
    BUILTINS.get(number as usize).is_some_and(|row| !matches!(row.kind, Kind::Later))
}

/// The prototypes (`String.prototype`, say) that ECMA-262 gives a method of this name, when none of them has it yet:
/// to call such a method on anything but an object that defines it cannot work.
pub fn unsupported_method(name: &str) -> Option<&'static str> {
    let mut found = None;
    for row in BUILTINS.iter().filter(|row| row.name == name) {
        let Some(owner) = BUILTINS.get(row.owner as usize) else { continue };
        if !matches!(owner.kind, Kind::Prototype(_)) {
            continue;
        }
        if !matches!(row.kind, Kind::Later) {
            return None;
        }
        found = found.or(BUILTINS.get(owner.owner as usize).map(|constructor| constructor.name));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_with_their_support() {
        assert_eq!(lookup_global("Math"), Some(MATH));
        assert_eq!(lookup_static("Math", "floor"), Some(MATH_FLOOR));
        assert!(is_supported(MATH_FLOOR));
        assert!(lookup_global("Symbol").is_some_and(|symbol| !is_supported(symbol)));
        assert_eq!(lookup_global("floor"), None);
        assert_eq!(unsupported_method("normalize"), Some("String"));
        assert_eq!(unsupported_method("indexOf"), None);
        assert_eq!(unsupported_method("myMethod"), None);
    }

    #[test]
    fn no_owner_has_two_rows_of_one_name() {
        let owned = BUILTINS.iter().enumerate().filter(|(_, row)| row.owner != NONE);
        for (place, row) in owned {
            assert!(
                !BUILTINS[..place]
                    .iter()
                    .any(|other| other.owner == row.owner && other.name == row.name),
                "{}",
                row.name
            );
        }
    }
}
