//! How are values and other handles into a heap written? By new numbers: only what is in use is, in the order in which
//! the roots lead to it.

use std::marker::PhantomData;

use super::{Broken, Builtin, Form, Reader, Stored, Writer, record};
use crate::Value;
use crate::arena::Arena;
use crate::atoms::Names;
use crate::key::Key;
use crate::objects::{Object, Scope};
use crate::reach::{Found, Reached};
use crate::strings::{Part, Str, Text};
use crate::value::{Env, Kind};

/// How many things of each kind a heap holds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sizes {
    latin1: u32,
    wide: u32,
    names: u32,
    strings: u32,
    scopes: u32,
    objects: u32,
}

record!(Sizes { latin1, wide, names, strings, scopes, objects });

impl Sizes {
    pub(super) fn of(reached: &Reached) -> Self {
        let count = |found: &Found| found.order().len() as u32;
        Sizes {
            latin1: count(&reached.latin1),
            wide: count(&reached.wide),
            names: count(&reached.names),
            strings: count(&reached.strings),
            scopes: count(&reached.scopes),
            objects: count(&reached.objects),
        }
    }
}

/// A thing that an arena keeps.
pub(crate) trait Item: Stored + Default {
    fn found(reached: &Reached) -> &Found;
    fn count(sizes: &Sizes) -> u32;
}

macro_rules! items {
    ($($type:ty: $field:ident),+) => {
        $(impl Item for $type {
            fn found(reached: &Reached) -> &Found {
                &reached.$field
            }

            fn count(sizes: &Sizes) -> u32 {
                sizes.$field
            }
        })+
    };
}
items!(Latin1: latin1, Wide: wide, Str: strings, Scope: scopes, Object: objects);

/// A buffer of strings.
pub(crate) type Latin1 = Vec<u8>;
/// A buffer of strings.
pub(crate) type Wide = Vec<u16>;

/// The items in use, in their new order; how many there are is among the [`Sizes`].
impl<T: Item> Stored for Arena<T> {
    fn write(&self, to: &mut Writer<'_>) {
        T::found(to.reached).order().iter().for_each(|number| self.get(*number).write(to));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let mut items = Arena::new();
        for _ in 0..T::count(&from.sizes) {
            items.add(T::read(from)?);
        }
        Ok(items)
    }
}

/// The session's own names, as [`Arena`]s are.
impl Stored for Names {
    fn write(&self, to: &mut Writer<'_>) {
        let reached = to.reached;
        for name in reached.names.order() {
            Text::of(self.units(reached.first_name + name)).write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let known = from.program.atoms.names(from.program.strings);
        let mut names = Names::new(known.end());
        for _ in 0..from.sizes.names {
            let text = Text::read(from)?;
            let units = text.units();
            if known.find(units).or_else(|| names.find(units)).is_some() {
                return Err(Broken("a name is there twice"));
            }
            names.insert(units);
        }
        Ok(names)
    }
}

/// The number of an item.
struct Handle<T>(PhantomData<T>);

impl<T: Item> Form<u32> for Handle<T> {
    fn write(number: &u32, to: &mut Writer<'_>) {
        let place = T::found(to.reached).place(*number);
        to.number(place.expect("what is written was reached").into());
    }

    fn read(from: &mut Reader<'_>) -> Result<u32, Broken> {
        let end = T::count(&from.sizes);
        from.below(end as usize, "a handle leads nowhere")
    }
}

/// An atom: one of the runtime's or of the program's, or a name of the session's own after these.
struct Atom;

impl Form<u32> for Atom {
    fn write(atom: &u32, to: &mut Writer<'_>) {
        let first = to.reached.first_name;
        let atom = match atom.checked_sub(first) {
            None => *atom,
            Some(name) => {
                first + to.reached.names.place(name).expect("what is written was reached")
            }
        };
        to.number(atom.into());
    }

    fn read(from: &mut Reader<'_>) -> Result<u32, Broken> {
        let known = from.program.atoms.names(from.program.strings).end();
        from.below(known as usize + from.sizes.names as usize, "there is no such atom")
    }
}

/// A part of a buffer of this kind.
pub(crate) struct PartOf<T>(PhantomData<T>);

impl<T: Item> Form<Part> for PartOf<T> {
    fn write(part: &Part, to: &mut Writer<'_>) {
        Handle::<T>::write(&part.buffer, to);
        part.start.write(to);
        part.length.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Part, Broken> {
        let buffer = Handle::<T>::read(from)?;
        Ok(Part { buffer, start: u32::read(from)?, length: u32::read(from)? })
    }
}

/// An object, by its handle.
pub(crate) struct ObjectHandle;

impl Form<u32> for ObjectHandle {
    fn write(handle: &u32, to: &mut Writer<'_>) {
        Handle::<Object>::write(handle, to);
    }

    fn read(from: &mut Reader<'_>) -> Result<u32, Broken> {
        Handle::<Object>::read(from)
    }
}

impl Stored for Value {
    fn write(&self, to: &mut Writer<'_>) {
        match self.kind() {
            Kind::Undefined => to.byte(0),
            Kind::Null => to.byte(1),
            Kind::Boolean(false) => to.byte(2),
            Kind::Boolean(true) => to.byte(3),
            Kind::Hole => to.byte(4),
            Kind::Number(number) => {
                to.byte(5);
                number.write(to);
            }
            Kind::Atom(atom) => {
                to.byte(6);
                Atom::write(&atom, to);
            }
            Kind::String(handle) => {
                to.byte(7);
                Handle::<Str>::write(&handle, to);
            }
            Kind::Object(handle) => {
                to.byte(8);
                Handle::<Object>::write(&handle, to);
            }
            Kind::Builtin(number) => {
                to.byte(9);
                Builtin::write(&number, to);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        Ok(match from.byte()? {
            0 => Value::UNDEFINED,
            1 => Value::NULL,
            2 => Value::FALSE,
            3 => Value::TRUE,
            4 => Value::HOLE,
            5 => Value::number(f64::read(from)?),
            6 => Value::atom(Atom::read(from)?),
            7 => Value::string(Handle::<Str>::read(from)?),
            8 => Value::object(Handle::<Object>::read(from)?),
            9 => Value::builtin(Builtin::read(from)?),
            _ => return Err(Broken("it holds an unknown kind of value")),
        })
    }
}

impl Stored for Env {
    fn write(&self, to: &mut Writer<'_>) {
        (*self != Env::NONE).write(to);
        if *self != Env::NONE {
            Handle::<Scope>::write(&self.0, to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        if bool::read(from)? { Handle::<Scope>::read(from).map(Env) } else { Ok(Env::NONE) }
    }
}

/// A removed entry of a list of properties has the index that is none.
impl Stored for Key {
    fn write(&self, to: &mut Writer<'_>) {
        let index = self.as_index();
        index.write(to);
        if index.is_none() {
            self.as_atom().iter().for_each(|atom| Atom::write(atom, to));
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        match Option::read(from)? {
            Some(Key::END_OF_INDICES) => Ok(Key::NONE),
            Some(index) => Key::index(index).ok_or(Broken("an index is too large")),
            None => Atom::read(from).map(Key::name),
        }
    }
}
