//! How are numbers, texts, lists and the like written?

use std::collections::{BTreeMap, VecDeque};

use super::{Broken, Form, Reader, Stored, Writer};
use crate::seldom::Lazily;

/// A list of things in a form.
pub(crate) struct Each<F>(F);

fn write_each<'i, T: 'i>(
    items: impl ExactSizeIterator<Item = &'i T>,
    to: &mut Writer<'_>,
    mut write: impl FnMut(&T, &mut Writer<'_>),
) {
    to.number(items.len() as u64);
    items.for_each(|item| write(item, to));
}

/// The form that a type has unless its description says another.
pub(crate) struct Usual;

impl<T: Stored> Form<T> for Usual {
    fn write(item: &T, to: &mut Writer<'_>) {
        item.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<T, Broken> {
        T::read(from)
    }
}

/// Something that is written as if it were there, and is there after reading: the same state gives the same bytes.
pub(crate) struct OrDefault;

impl<T: Stored + Default> Form<Lazily<T>> for OrDefault {
    fn write(item: &Lazily<T>, to: &mut Writer<'_>) {
        match item.get() {
            Some(item) => item.write(to),
            None => T::default().write(to),
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Lazily<T>, Broken> {
        T::read(from).map(Lazily::of)
    }
}

/// A map in the order of its keys.
pub(crate) struct Map<K, V>(K, V);

impl<K: Ord, V, FK: Form<K>, FV: Form<V>> Form<BTreeMap<K, V>> for Map<FK, FV> {
    fn write(map: &BTreeMap<K, V>, to: &mut Writer<'_>) {
        to.number(map.len() as u64);
        for (key, value) in map {
            FK::write(key, to);
            FV::write(value, to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<BTreeMap<K, V>, Broken> {
        let mut map = BTreeMap::new();
        for _ in 0..from.count()? {
            let (key, value) = (FK::read(from)?, FV::read(from)?);
            if map.last_key_value().is_some_and(|(last, _)| *last >= key) {
                return Err(Broken("a table is out of order"));
            }
            map.insert(key, value);
        }
        Ok(map)
    }
}

/// A vector whose room counts as part of what the heap takes.
pub(crate) struct Roomy;

impl<T: Stored> Form<Vec<T>> for Roomy {
    fn write(items: &Vec<T>, to: &mut Writer<'_>) {
        to.number(items.capacity() as u64);
        items.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Vec<T>, Broken> {
        let capacity = usize::try_from(from.number()?).unwrap_or(usize::MAX);
        let count = from.count()?;
        let mut items = from.roomy(count, capacity);
        for _ in 0..count {
            items.push(T::read(from)?);
        }
        Ok(items)
    }
}

/// A tree: how deep it is is limited, since whoever copies or drops it does so by recursion.
pub(crate) struct Nested;

/// How many trees may be inside one another.
const DEEPEST: u32 = 1000;

impl<T: Stored> Form<T> for Nested {
    fn write(item: &T, to: &mut Writer<'_>) {
        item.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<T, Broken> {
        if from.depth >= DEEPEST {
            return Err(Broken("data are nested too deeply"));
        }
        from.depth += 1;
        let item = T::read(from)?;
        from.depth -= 1;
        Ok(item)
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, to: &mut Writer<'_>) {
        write_each(self.iter(), to, T::write);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let count = from.count()?;
        (0..count).map(|_| T::read(from)).collect()
    }
}

impl<T: Stored> Stored for VecDeque<T> {
    fn write(&self, to: &mut Writer<'_>) {
        write_each(self.iter(), to, T::write);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        Vec::read(from).map(VecDeque::from)
    }
}

impl<T: Stored> Stored for Box<[T]> {
    fn write(&self, to: &mut Writer<'_>) {
        write_each(self.iter(), to, T::write);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        Vec::read(from).map(Vec::into_boxed_slice)
    }
}

impl<T, F: Form<T>> Form<Vec<T>> for Each<F> {
    fn write(items: &Vec<T>, to: &mut Writer<'_>) {
        write_each(items.iter(), to, F::write);
    }

    fn read(from: &mut Reader<'_>) -> Result<Vec<T>, Broken> {
        let count = from.count()?;
        (0..count).map(|_| F::read(from)).collect()
    }
}

impl<A, B, FA: Form<A>, FB: Form<B>> Form<(A, B)> for (FA, FB) {
    fn write((a, b): &(A, B), to: &mut Writer<'_>) {
        FA::write(a, to);
        FB::write(b, to);
    }

    fn read(from: &mut Reader<'_>) -> Result<(A, B), Broken> {
        Ok((FA::read(from)?, FB::read(from)?))
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn write(&self, to: &mut Writer<'_>) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        Ok((A::read(from)?, B::read(from)?))
    }
}

impl<T: Stored> Stored for Box<T> {
    fn write(&self, to: &mut Writer<'_>) {
        (**self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        T::read(from).map(Box::new)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, to: &mut Writer<'_>) {
        to.byte(self.is_some().into());
        if let Some(item) = self {
            item.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        if bool::read(from)? { T::read(from).map(Some) } else { Ok(None) }
    }
}

impl Stored for bool {
    fn write(&self, to: &mut Writer<'_>) {
        to.byte((*self).into());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        match from.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Broken("a yes or no is neither")),
        }
    }
}

impl Stored for u8 {
    fn write(&self, to: &mut Writer<'_>) {
        to.byte(*self);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        from.byte()
    }
}

impl Stored for u16 {
    fn write(&self, to: &mut Writer<'_>) {
        to.number((*self).into());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        u16::try_from(from.number()?).map_err(|_| Broken("a number is too large"))
    }
}

impl Stored for u64 {
    fn write(&self, to: &mut Writer<'_>) {
        to.number(*self);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        from.number()
    }
}

impl Stored for u32 {
    fn write(&self, to: &mut Writer<'_>) {
        to.number((*self).into());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        u32::try_from(from.number()?).map_err(|_| Broken("a number is too large"))
    }
}

impl Stored for f64 {
    fn write(&self, to: &mut Writer<'_>) {
        to.out.extend_from_slice(&self.to_bits().to_le_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let (bytes, rest) = from.rest.split_first_chunk().ok_or(Broken("it ends too early"))?;
        from.rest = rest;
        Ok(f64::from_bits(u64::from_le_bytes(*bytes)))
    }
}

impl Stored for String {
    fn write(&self, to: &mut Writer<'_>) {
        to.bytes(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let text = std::str::from_utf8(from.bytes()?).map_err(|_| Broken("a text is not UTF-8"))?;
        Ok(text.to_owned())
    }
}

/// A number of bytes.
impl Stored for usize {
    fn write(&self, to: &mut Writer<'_>) {
        to.number(*self as u64);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        // Far more than a heap may have, and far from what cannot be added up.
        let number = usize::try_from(from.number()?).ok().filter(|number| *number >> 30 < 1 << 10);
        number.ok_or(Broken("a number of bytes is too large"))
    }
}
