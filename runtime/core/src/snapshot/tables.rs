//! How is written what leads into the tables of the program and of the runtime?

use scxml_schema::builtins;

use super::{Broken, Form, Reader, Stored, Writer};

/// The number of a built-in that is here.
pub(crate) struct Builtin;

impl Form<u32> for Builtin {
    fn write(number: &u32, to: &mut Writer<'_>) {
        number.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<u32, Broken> {
        let number = u32::read(from)?;
        if builtins::is_supported(number) {
            Ok(number)
        } else {
            Err(Broken("there is no such built-in"))
        }
    }
}

/// Numbers that mean rows of a program's tables.
macro_rules! rows {
    ($($form:ident: $table:ident, $what:literal;)+) => {
        $(#[doc = concat!("A number of ", $what, ".")]
        pub(crate) struct $form;

        impl Form<u32> for $form {
            fn write(number: &u32, to: &mut Writer<'_>) {
                number.write(to);
            }

            fn read(from: &mut Reader<'_>) -> Result<u32, Broken> {
                let end = from.program.$table.len();
                from.below(end, concat!("it speaks of ", $what, " that the program does not have"))
            }
        })+
    };
}
rows! {
    StateNumber: states, "a state";
    SlotNumber: slots, "a slot";
    FunctionNumber: functions, "a function";
    RegexpNumber: regexps, "a regular expression";
}

/// The id of a state; the empty text is that of none.
pub(crate) struct StateId;

impl Form<&'static str> for StateId {
    fn write(id: &&'static str, to: &mut Writer<'_>) {
        to.bytes(id.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<&'static str, Broken> {
        let id = from.bytes()?;
        let mut ids = from.program.state_ids.iter().chain(&[""]);
        ids.find(|known| known.as_bytes() == id)
            .copied()
            .ok_or(Broken("it speaks of a state that the program does not have"))
    }
}

/// The path of a function of a functional module.
pub(crate) struct HostFunction;

impl Form<&'static str> for HostFunction {
    fn write(path: &&'static str, to: &mut Writer<'_>) {
        to.bytes(path.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<&'static str, Broken> {
        let path = from.bytes()?;
        let known = std::str::from_utf8(path).ok().and_then(scxml_schema::modules::function);
        known.map(|function| function.path).ok_or(Broken("there is no such function of a module"))
    }
}

/// The name of a slot of the program.
pub(crate) struct SlotName;

impl Form<&'static str> for SlotName {
    fn write(name: &&'static str, to: &mut Writer<'_>) {
        to.bytes(name.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<&'static str, Broken> {
        let name = from.bytes()?;
        let mut names = (0..).zip(from.program.slots).map(|(slot, _)| from.program.slot_name(slot));
        names
            .find(|known| known.as_bytes() == name)
            .ok_or(Broken("it speaks of data that the program does not have"))
    }
}
