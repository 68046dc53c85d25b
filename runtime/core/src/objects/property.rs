//! What is a property? A key, a value and attributes. ECMA-262 5.1, 8.6.1.

use crate::Value;
use crate::key::Key;
use crate::snapshot::{Broken, Reader, Stored, Writer, record};

/// Attributes of a property (ECMA-262 5.1, 8.6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flags(u8);

impl Flags {
    const WRITABLE: u8 = 1;
    const ENUMERABLE: u8 = 2;
    const CONFIGURABLE: u8 = 4;
    const ACCESSOR: u8 = 8;
    const LINKED: u8 = 16;

    /// What an assignment makes.
    pub(crate) const PLAIN: Flags = Flags(Self::WRITABLE | Self::ENUMERABLE | Self::CONFIGURABLE);
    /// What built-in functions are.
    pub(crate) const HIDDEN: Flags = Flags(Self::WRITABLE | Self::CONFIGURABLE);
    /// What built-in constants are.
    pub(crate) const CONSTANT: Flags = Flags(0);
    /// `length` of an array, `prototype` of a function.
    pub(crate) const HIDDEN_PERMANENT: Flags = Flags(Self::WRITABLE);
    /// `length` of a function.
    pub(crate) const HIDDEN_READ_ONLY: Flags = Flags(Self::CONFIGURABLE);
    /// A unit of a string object.
    pub(crate) const VISIBLE_READ_ONLY: Flags = Flags(Self::ENUMERABLE);
    /// A session-wide variable.
    pub(crate) const VARIABLE: Flags = Flags(Self::WRITABLE | Self::ENUMERABLE);
    /// A getter, a setter or both, as an object literal makes them; the value is an accessor pair of the heap.
    pub(crate) const ACCESSORS: Flags =
        Flags(Self::ENUMERABLE | Self::CONFIGURABLE | Self::ACCESSOR);
    /// A property of a built-in prototype that a function reads; the value is that function.
    pub(crate) const HIDDEN_GETTER: Flags = Flags(Self::CONFIGURABLE | Self::ACCESSOR);

    /// A getter, a setter or both, as a class makes them.
    pub(crate) const HIDDEN_ACCESSORS: Flags = Flags(Self::CONFIGURABLE | Self::ACCESSOR);

    /// Writable (or an accessor), enumerable, configurable.
    pub(crate) const fn of(
        writable: bool,
        enumerable: bool,
        configurable: bool,
        accessor: bool,
    ) -> Self {
        Flags(
            (Self::WRITABLE * (writable && !accessor) as u8)
                | (Self::ENUMERABLE * enumerable as u8)
                | (Self::CONFIGURABLE * configurable as u8)
                | (Self::ACCESSOR * accessor as u8),
        )
    }

    pub(crate) const fn is_writable(self) -> bool {
        self.0 & Self::WRITABLE != 0
    }

    pub(crate) const fn is_enumerable(self) -> bool {
        self.0 & Self::ENUMERABLE != 0
    }

    pub(crate) const fn is_configurable(self) -> bool {
        self.0 & Self::CONFIGURABLE != 0
    }

    /// Whether an assignment changes its value and no more.
    pub(crate) const fn is_plain(self) -> bool {
        self.0 & (Self::WRITABLE | Self::ACCESSOR) == Self::WRITABLE
    }

    pub(crate) const fn is_accessor(self) -> bool {
        self.0 & Self::ACCESSOR != 0
    }

    /// Whether it is an element of `arguments` whose value is that of a parameter.
    pub(crate) const fn is_linked(self) -> bool {
        self.0 & Self::LINKED != 0
    }

    /// These, of such an element.
    pub(crate) const fn linked(self) -> Self {
        Flags(self.0 | Self::ACCESSOR | Self::LINKED)
    }

    /// Those of such an element, as scripts see them.
    pub(crate) const fn unlinked(self) -> Self {
        Flags(self.0 & !(Self::ACCESSOR | Self::LINKED))
    }
}

impl Stored for Flags {
    fn write(&self, to: &mut Writer<'_>) {
        to.byte(self.0);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let all = Self::PLAIN.0 | Self::ACCESSOR;
        let linked = Self::WRITABLE | Self::ACCESSOR | Self::LINKED;
        match from.byte()? {
            flags if flags & !all == 0 => Ok(Flags(flags)),
            flags if flags & linked == linked && flags & !(all | linked) == 0 => Ok(Flags(flags)),
            _ => Err(Broken("a property has unknown attributes")),
        }
    }
}

/// A property.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Property {
    pub(crate) key: Key,
    pub(crate) flags: Flags,
    pub(crate) value: Value,
}

record!(Property { key, flags, value });
