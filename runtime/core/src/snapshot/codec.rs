//! How is one description of a type made to both write and read it?
//!
//! [`record!`] and [`choice!`] name every field and every variant of a type once, beside the type. Both directions
//! follow that one list, and a field or a variant that it does not name does not compile.

use crate::Program;
use crate::reach::Reached;

/// What can be part of a snapshot in its usual form.
pub(crate) trait Stored: Sized {
    fn write(&self, to: &mut Writer<'_>);
    fn read(from: &mut Reader<'_>) -> Result<Self, Broken>;
}

/// Another form for what has no usual one: a number that means a state, say. Descriptions name it with `as`.
pub(crate) trait Form<T> {
    fn write(item: &T, to: &mut Writer<'_>);
    fn read(from: &mut Reader<'_>) -> Result<T, Broken>;
}

/// The bytes of a snapshot cannot be those of a session; what is wrong with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken(pub(crate) &'static str);

/// Where a machine is written to.
pub(crate) struct Writer<'a> {
    pub(crate) out: &'a mut Vec<u8>,
    /// The program of the machine.
    pub(crate) program: &'static Program,
    /// The new numbers of what its heap holds.
    pub(crate) reached: &'a Reached,
}

/// Where a machine is read from.
pub(crate) struct Reader<'a> {
    pub(crate) rest: &'a [u8],
    /// The program of the machine.
    pub(crate) program: &'static Program,
    /// How many things of each kind its heap holds.
    pub(crate) sizes: super::handles::Sizes,
    /// How many bytes vectors may still be given for elements that they do not have yet.
    pub(crate) room: usize,
    /// How deep in a tree the reader is.
    pub(crate) depth: u32,
    /// Whether the host started the machine.
    pub(crate) is_root: bool,
}

impl Writer<'_> {
    pub(crate) fn byte(&mut self, byte: u8) {
        self.out.push(byte);
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    pub(crate) fn number(&mut self, mut number: u64) {
        while number > 0x7F {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn byte(&mut self) -> Result<u8, Broken> {
        let (byte, rest) = self.rest.split_first().ok_or(Broken("it ends too early"))?;
        self.rest = rest;
        Ok(*byte)
    }

    pub(crate) fn number(&mut self) -> Result<u64, Broken> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7F);
            if bits << shift >> shift != bits || (byte == 0 && shift > 0) {
                break;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Broken("a number is not written as numbers are"))
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize, what: &'static str) -> Result<u32, Broken> {
        match u32::try_from(self.number()?) {
            Ok(number) if (number as usize) < end => Ok(number),
            _ => Err(Broken(what)),
        }
    }

    /// How many things follow, of which each takes a byte at least: no vector is made for more than can come.
    pub(crate) fn count(&mut self) -> Result<usize, Broken> {
        match usize::try_from(self.number()?) {
            Ok(count) if count <= self.rest.len() => Ok(count),
            _ => Err(Broken("more is announced than follows")),
        }
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Broken> {
        let count = self.count()?;
        let (bytes, rest) = self.rest.split_at(count);
        self.rest = rest;
        Ok(bytes)
    }

    /// An empty vector with room for `count` things that follow, and for as many more as it had room for when it was
    /// written, as far as that is not too much.
    pub(crate) fn roomy<T>(&mut self, count: usize, capacity: usize) -> Vec<T> {
        let more = capacity.saturating_sub(count).min(self.room / size_of::<T>().max(1));
        self.room -= more * size_of::<T>();
        Vec::with_capacity(count + more)
    }
}

macro_rules! write_item {
    ($item:expr, $to:ident) => {
        $crate::snapshot::Stored::write($item, $to)
    };
    ($item:expr, $to:ident, $form:ty) => {
        <$form as $crate::snapshot::Form<_>>::write($item, $to)
    };
}

macro_rules! read_item {
    ($from:ident) => {
        $crate::snapshot::Stored::read($from)?
    };
    ($from:ident, $form:ty) => {
        <$form as $crate::snapshot::Form<_>>::read($from)?
    };
}

/// `record!(Type { field, field as Form } unstored(from) { field: value })`: the fields of a struct in the order in
/// which a snapshot holds them, then those that it does not hold, with what they are after reading.
macro_rules! record {
    ($type:ident { $($field:ident $(as $form:ty)?),+ $(,)? }
        $(unstored($reader:ident) { $($other:ident: $value:expr),+ $(,)? })?
    ) => {
        impl $crate::snapshot::Stored for $type {
            fn write(&self, to: &mut $crate::snapshot::Writer<'_>) {
                let $type { $($field,)+ $($($other: _,)+)? } = self;
                $($crate::snapshot::write_item!($field, to $(, $form)?);)+
            }

            fn read(
                from: &mut $crate::snapshot::Reader<'_>,
            ) -> Result<Self, $crate::snapshot::Broken> {
                $(let $field = $crate::snapshot::read_item!(from $(, $form)?);)+
                $(let $reader = from;)?
                Ok($type { $($field,)+ $($($other: $value,)+)? })
            }
        }
    };
}

/// `choice!(Type { 0 Variant, 1 Variant(item as Form), 2 Variant { field } })`: the variants of an enum with the byte
/// that stands for each.
macro_rules! choice {
    ($type:ident { $($tag:literal $variant:ident
        $(($($item:ident $(as $item_form:ty)?),+))?
        $({ $($field:ident $(as $form:ty)?),+ })?
    ),+ $(,)? }) => {
        impl $crate::snapshot::Stored for $type {
            fn write(&self, to: &mut $crate::snapshot::Writer<'_>) {
                match self {
                    $($type::$variant $(($($item),+))? $({ $($field),+ })? => {
                        to.byte($tag);
                        $($($crate::snapshot::write_item!($item, to $(, $item_form)?);)+)?
                        $($($crate::snapshot::write_item!($field, to $(, $form)?);)+)?
                    })+
                }
            }

            fn read(
                from: &mut $crate::snapshot::Reader<'_>,
            ) -> Result<Self, $crate::snapshot::Broken> {
                Ok(match from.byte()? {
                    $($tag => {
                        $($(let $item = $crate::snapshot::read_item!(from $(, $item_form)?);)+)?
                        $($(let $field = $crate::snapshot::read_item!(from $(, $form)?);)+)?
                        $type::$variant $(($($item),+))? $({ $($field),+ })?
                    })+
                    _ => {
                        let unknown = concat!("it holds an unknown kind of ", stringify!($type));
                        return Err($crate::snapshot::Broken(unknown));
                    }
                })
            }
        }
    };
}

pub(crate) use {choice, read_item, record, write_item};
