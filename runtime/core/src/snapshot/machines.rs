//! How is a machine written, and how are those that it has invoked?

use super::handles::Sizes;
use super::{Broken, Form, Reader, Stored, Writer, check};
use crate::Program;
use crate::family::Family;
use crate::machine::Machine;
use crate::outcome::Limits;

/// Writes the machine that the host started, and with it the others of its session.
pub(super) fn write_root(machine: &Machine, out: &mut Vec<u8>) {
    write(machine, out);
}

/// Reads what [`write_root`] wrote, to the end.
pub(super) fn read_root(program: &'static Program, rest: &[u8]) -> Result<Machine, Broken> {
    let sizes = Sizes::default();
    let room = Limits::DEFAULT.heap_bytes;
    let mut reader = Reader { rest, program, sizes, room, depth: 0, is_root: true };
    let machine = read(&mut reader)?;
    check::family(&machine)?;
    if reader.rest.is_empty() { Ok(machine) } else { Err(Broken("something follows the session")) }
}

/// A machine's part of a snapshot begins with the sizes of its heap: what leads there can be checked at once.
fn write(machine: &Machine, out: &mut Vec<u8>) {
    let reached = machine.realm.reached_and_named(machine.roots());
    let mut writer = Writer { out, program: machine.program, reached: &reached };
    Sizes::of(&reached).write(&mut writer);
    machine.write(&mut writer);
}

fn read(from: &mut Reader<'_>) -> Result<Machine, Broken> {
    from.sizes = Sizes::read(from)?;
    let machine = Machine::read(from)?;
    check::machine(&machine)?;
    Ok(machine)
}

/// The machines that a session of this program can consist of: those of its registry, and of theirs. Where all were
/// compiled together, that is all of the registry.
fn set(program: &'static Program) -> Vec<&'static Program> {
    let mut set = vec![program];
    let mut done = 0;
    while let Some(program) = set.get(done) {
        done += 1;
        for entry in program.registry {
            if !set.iter().any(|known| std::ptr::eq(*known, entry.program)) {
                set.push(entry.program);
            }
        }
    }
    set
}

/// What belongs to a session besides its root, which holds it between two macrosteps.
pub(crate) struct OfRoot;

impl Form<Option<Box<Family>>> for OfRoot {
    fn write(family: &Option<Box<Family>>, to: &mut Writer<'_>) {
        family.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Option<Box<Family>>, Broken> {
        match bool::read(from)? {
            true if from.is_root => Family::read(from).map(|family| Some(Box::new(family))),
            true => Err(Broken("a machine is inside one that is invoked")),
            false => Ok(None),
        }
    }
}

/// A machine that is invoked: which of the set it is, then itself.
pub(crate) struct Invoked;

impl Form<Box<Machine>> for Invoked {
    fn write(machine: &Box<Machine>, to: &mut Writer<'_>) {
        let set = set(to.program);
        let place = set.iter().position(|program| std::ptr::eq(*program, machine.program));
        to.number(place.expect("what is invoked is in a registry") as u64);
        write(machine, to.out);
    }

    fn read(from: &mut Reader<'_>) -> Result<Box<Machine>, Broken> {
        let set = set(from.program);
        let place = from.below(set.len(), "a machine is invoked that the program does not have")?;
        let mut reader = Reader {
            rest: from.rest,
            program: set[place as usize],
            sizes: Sizes::default(),
            room: from.room,
            depth: 0,
            is_root: false,
        };
        let machine = read(&mut reader)?;
        (from.rest, from.room) = (reader.rest, reader.room);
        Ok(Box::new(machine))
    }
}
